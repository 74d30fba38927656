// The list of parts: chosen by verdict and words, sorted by a figure.
"use strict";
(() => {
  const list = document.getElementById("parts");
  const parts = [...list.children];
  const buttons = [...document.querySelectorAll("button[data-verdict]")];
  const search = document.getElementById("search");
  const sort = document.getElementById("sort");
  const shown = document.getElementById("shown");
  const texts = new Map(parts.map((part) => [part, part.textContent.toLowerCase()]));
  let verdict = "";

  // Parts without the figure come last, whichever way it is sorted.
  const figure = (part, name, missing) => (name in part.dataset ? Number(part.dataset[name]) : missing);
  const orders = {
    name: (a, b) => a.dataset.order - b.dataset.order,
    verdict: (a, b) => a.dataset.verdict.localeCompare(b.dataset.verdict),
    iou: (a, b) => figure(a, "iou", 2) - figure(b, "iou", 2),
    deviation: (a, b) => figure(b, "deviation", -1) - figure(a, "deviation", -1),
    features: (a, b) => figure(b, "features", -1) - figure(a, "features", -1),
    seconds: (a, b) => figure(b, "seconds", -1) - figure(a, "seconds", -1),
  };

  function choose() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const part of parts) {
      const text = texts.get(part);
      const fits = (!verdict || part.dataset.verdict === verdict) && words.every((word) => text.includes(word));
      part.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count === parts.length ? "" : `${count} shown`;
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      verdict = button.dataset.verdict;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      choose();
    });
  }
  search.addEventListener("input", choose);
  sort.addEventListener("change", () => {
    const order = orders[sort.value];
    list.append(...[...parts].sort((a, b) => order(a, b) || orders.name(a, b)));
  });
})();
