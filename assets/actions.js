/* Copying a link, and pictures of charts with their title and source written in. */
(function () {
  "use strict";

  const WIDTH = 1200;
  const SIDE = 28;
  const TITLE_SIZE = 24;
  const SOURCE_SIZE = 14;

  /* Words in lines of about so many characters; plotly does not wrap by itself. */
  function wrap(text, length) {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length + 1 > length) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines;
  }

  const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  function note(lines, size, y, anchor) {
    return {
      text: lines.join("<br>"), xref: "container", yref: "container", x: SIDE / WIDTH, y,
      xanchor: "left", yanchor: anchor, font: { size, color: "#1d1d1d" },
    };
  }

  /* The legend in lines, each entry with its symbol in its colour. */
  function key(card) {
    const lines = [];
    let length = Infinity;
    for (const item of card.querySelectorAll(".legend li")) {
      const swatch = item.querySelector(".swatch");
      const shape = swatch.textContent;
      const style = getComputedStyle(swatch);
      const words = item.textContent.slice(shape.length).trim();
      const entry = `<span style="color:${shape ? style.color : style.backgroundColor}">` +
        `${shape || "■"}</span> ${safe(words)}`;
      length += words.length + 6;
      if (length > 130) {
        lines.push(entry);
        length = words.length;
      } else {
        lines[lines.length - 1] += `     ${entry}`;
      }
    }
    return lines;
  }

  /* The chart as shown, on a page of its own: title above, legend and source below. */
  function page(card) {
    const chart = card.querySelector(".js-plotly-plot");
    const line = card.querySelector(".source-line");
    const title = wrap(line.dataset.title, 80).map(safe);
    const source = [...key(card), ...wrap(line.dataset.source, 150).map(safe)];
    const top = SIDE + title.length * TITLE_SIZE * 1.3 + 12;
    const bottom = SIDE + source.length * SOURCE_SIZE * 1.4 + 12;
    const layout = JSON.parse(JSON.stringify(chart.layout));
    const margin = Object.assign({ l: 0, r: 0, t: 0, b: 0 }, layout.margin);
    const height = chart.clientHeight + top + bottom;
    layout.width = WIDTH;
    layout.height = height;
    layout.autosize = false;
    layout.margin = { ...margin, l: margin.l + SIDE, r: margin.r + SIDE, t: margin.t + top, b: margin.b + bottom };
    layout.title = note(title, TITLE_SIZE, 1 - SIDE / height, "top");
    layout.title.pad = { t: 0 };
    layout.annotations = [...(layout.annotations || []), {
      ...note(source, SOURCE_SIZE, 0, "top"),
      xref: "paper", yref: "paper", x: 0, y: 0, xshift: -margin.l, yshift: -margin.b - 14,
      align: "left", showarrow: false,
    }];
    return { data: chart.data, layout };
  }

  /* Once the chart is there: the button can be pressed while it is still being drawn. */
  async function drawn(card) {
    while (!(window.Plotly && card.querySelector(".js-plotly-plot .main-svg"))) {
      await new Promise(requestAnimationFrame);
    }
  }

  async function savePicture(button) {
    const card = document.getElementById(button.dataset.card);
    await drawn(card);
    const { data, layout } = page(card);
    const format = button.dataset.picture;
    await window.Plotly.downloadImage(
      { data, layout, config: { showSendToCloud: false } },
      { format, width: layout.width, height: layout.height, scale: format === "png" ? 2 : 1,
        filename: `needs-${location.pathname.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "region"}-${card.id}` },
    );
  }

  function say(button, words) {
    const before = button.textContent;
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { button.textContent = before; }, 2000);
  }

  async function copyLink(button) {
    const link = new URL(button.dataset.copy, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      say(button, "Copied");
    } catch {
      // Browsers allow the clipboard on secure addresses only; then the link is offered to copy.
      window.prompt("Copy this link", link);
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.copy) copyLink(button);
    if (button.dataset.picture) savePicture(button);
  });
})();
