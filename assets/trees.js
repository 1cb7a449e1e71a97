/* Large tables arrive as data in the attribute "data-tree" and are built here: nested lists of
   an element's name, its attributes and its children. Texts become text nodes, never HTML. */
(function () {
  "use strict";

  function build(node) {
    if (typeof node === "string") return document.createTextNode(node);
    const [name, attributes, children] = node;
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "style") Object.assign(element.style, value);
      else if (value !== "") element.setAttribute(key, value);
    }
    element.append(...children.map(build));
    return element;
  }

  function fill(holder) {
    holder.replaceChildren(build(JSON.parse(holder.dataset.tree)));
  }

  new MutationObserver((changes) => {
    const found = new Set();
    for (const change of changes) {
      if (change.type === "attributes") found.add(change.target);
      for (const node of change.addedNodes) {
        if (!(node instanceof HTMLElement)) continue;
        if (node.dataset.tree) found.add(node);
        node.querySelectorAll("[data-tree]").forEach((one) => found.add(one));
      }
    }
    found.forEach((one) => { if (one.dataset.tree) fill(one); });
  }).observe(document.documentElement, { attributeFilter: ["data-tree"], childList: true, subtree: true });
})();
