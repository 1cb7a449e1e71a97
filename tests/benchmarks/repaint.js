/* Notes when charts are drawn, so that a change can be timed to its last repaint. Times
   are performance.now(). Installed before any script of the page. */
(() => {
  const notes = { start: null, drawn: [], painted: 0, shown: 0, pending: 0 };
  const drawings = new WeakMap(); // chart -> what it looked like when last painted
  window.repaint = notes;

  const look = (chart) => (chart.querySelector(".plot-container") || chart).innerHTML;

  /* Twice, because the first frame after a change is still being made. */
  const paint = (chart) =>
    requestAnimationFrame(() => requestAnimationFrame(() => {
      notes.painted = performance.now();
      if (chart) drawings.set(chart, look(chart));
    }));

  const drawn = (chart) => {
    notes.drawn.push([chart, performance.now()]);
    paint(chart);
  };

  /* A chart is drawn once all that it promised is done: areas of a map come later than
     the rest. It can also draw itself again, after a change of size; that counts only if
     something looks different then. */
  const watched = (draw) => function (chart, ...rest) {
    notes.pending += 1;
    chart.isPending = true;
    const promise = draw.call(this, chart, ...rest);
    if (!chart.isWatched) {
      chart.isWatched = true;
      chart.on("plotly_afterplot", () => {
        if (!chart.isPending && look(chart) !== drawings.get(chart)) drawn(chart);
      });
    }
    return promise.finally(() => {
      notes.pending -= 1;
      chart.isPending = false;
      drawn(chart);
    });
  };

  let library;
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: () => library,
    set: (value) => {
      library = value;
      value.react = watched(value.react);
    },
  });

  document.addEventListener("change", () => {
    if (notes.start === null) notes.start = performance.now();
  }, true);
  document.addEventListener("DOMContentLoaded", () =>
    new MutationObserver(() => {
      notes.shown = performance.now();
      if (!notes.drawn.length) paint();
    }).observe(document.documentElement, { attributeFilter: ["data-shown"] }));

  const lastDrawn = () => Math.max(0, ...notes.drawn.map(([, at]) => at));
  const count = (query) => document.querySelectorAll(query).length;

  notes.begin = () => {
    performance.clearResourceTimings();
    Object.assign(notes, { start: null, drawn: [], painted: 0, shown: 0 });
  };

  /* Settled: the view of the address is shown, every chart drawn and all of it painted,
     and nothing has happened for a while. */
  notes.isDone = (left) => {
    const here = location.pathname + location.search;
    const last = Math.max(notes.shown, lastDrawn());
    return here !== left && document.documentElement.dataset.shown === here &&
      !document.querySelector(".loading.is-on, .dash-graph--pending") && !notes.pending &&
      count(".dash-graph") === count(".js-plotly-plot") &&
      notes.painted >= lastDrawn() && performance.now() - last > 250;
  };

  /* Milliseconds from the change to: the request, its answer, the last chart drawn (or, if
     no chart had to change, the page's note that it is complete), and its painting. */
  notes.result = () => {
    const call = performance.getEntriesByType("resource")
      .filter((one) => one.name.includes("_dash-update-component")).pop();
    return {
      sent: call.requestStart - notes.start,
      answered: call.responseEnd - notes.start,
      drawn: (lastDrawn() || notes.shown) - notes.start,
      painted: notes.painted - notes.start,
      charts: new Set(notes.drawn.map(([chart]) => chart)).size,
      ofCharts: count(".js-plotly-plot"),
      bytes: call.encodedBodySize,
    };
  };

  /* The choices that the page offers: [kind, id of the control, values]. */
  notes.choices = () => [...document.querySelectorAll(".controls .control")].flatMap((control) => {
    const list = control.querySelector("select");
    if (list) {
      const values = [...list.options].filter((o) => !o.disabled && o.value !== list.value);
      return values.length ? [["select", list.id, values.map((o) => o.value)]] : [];
    }
    const boxes = [...control.querySelectorAll("input[type=radio], input[type=checkbox]")]
      .filter((box) => box.checkVisibility() && !box.disabled);
    const free = boxes.filter((box) => box.type === "checkbox" || !box.checked);
    return free.length ? [["box", "", free.map((box) => box.id)]] : [];
  });
})();
