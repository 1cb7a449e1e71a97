/* Long checklists behind a button: filter as people type, count what is ticked, and stop
   at the most that can be chosen. The ticks themselves belong to the page. */
(function () {
  "use strict";

  const OPEN = ".control-picker[open]";
  const boxesOf = (picker) => [...picker.querySelectorAll(".picker-list input")];

  function count(picker) {
    const boxes = boxesOf(picker);
    const ticked = boxes.filter((box) => box.checked).length;
    const isFull = ticked >= Number(picker.dataset.most);
    picker.querySelector(".picker-count").textContent = ticked;
    for (const box of boxes) box.disabled = isFull && !box.checked;
  }

  /* After the page has drawn the ticks. */
  const countAll = () => requestAnimationFrame(() => {
    document.querySelectorAll(".control-picker").forEach(count);
  });

  /* Choices stay in view when each word typed is somewhere in their text. */
  function filter(picker, text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const choice of picker.querySelectorAll(".picker-list .form-check")) {
      const label = choice.textContent.toLowerCase();
      choice.hidden = !words.every((word) => label.includes(word));
      shown += choice.hidden ? 0 : 1;
    }
    picker.querySelector(".picker-none").textContent =
      shown ? "" : "Nothing in the list has these words.";
  }

  function closeOthers(event) {
    for (const picker of document.querySelectorAll(OPEN)) {
      if (!picker.contains(event.target)) picker.open = false;
    }
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches(".picker-search")) return;
    filter(event.target.closest(".control-picker"), event.target.value);
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest(".picker-list")) countAll();
  });
  document.addEventListener("keydown", (event) => {
    const picker = event.target.closest ? event.target.closest(OPEN) : null;
    if (!picker) return;
    const isSearch = event.target.matches(".picker-search");
    // Enter in a search field would send the form and load the page anew.
    if (event.key === "Enter" && isSearch) event.preventDefault();
    // A search field clears itself first.
    if (event.key === "Escape" && !(isSearch && event.target.value)) {
      picker.open = false;
      picker.querySelector("summary").focus();
    }
  });
  // An open list lies over the page, so it must not stay there when people move on.
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(OPEN)) count(event.target);
  }, true);
  // address.js writes this when the page has caught up with the address.
  new MutationObserver(countAll).observe(document.documentElement, {
    attributeFilter: ["data-shown"],
  });
})();
