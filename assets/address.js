/* The address bar is the only state. This file keeps it and the page in step:
   links and controls write the address, the server answers with a page. */
(function () {
  "use strict";

  const NARROW = "(max-width: 640px)";
  const here = () => location.pathname + location.search;
  const request = () => ({
    data: {
      href: here(),
      narrow: window.matchMedia(NARROW).matches,
      unfolded: [...document.querySelectorAll("details[data-part][open]")].map((d) => d.dataset.part),
    },
  });
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const unchanged = () => window.dash_clientside.no_update;
  let moveFocus = false; // set when a link led here, so that screen readers hear the new page
  let keepFocus = null;
  let typing; // a search is sent when the typing pauses
  let goTo = location.hash; // a part of the page to show first; only once

  function show(href, replace) {
    const active = document.activeElement;
    keepFocus = active && active.id ? active.id : null;
    if (href !== here()) {
      history[replace ? "replaceState" : "pushState"]({}, "", href);
    }
    set("address", request());
  }

  /* The address with one parameter changed; an empty value takes it away. */
  function withParameter(name, value) {
    const url = new URL(location.href);
    if (name === "subject") {
      url.pathname = url.pathname.replace(/\/[^/]*\/?$/, "/" + encodeURIComponent(value));
      return url.pathname + url.search;
    }
    if (name.startsWith("weight:")) return withWeight(name.slice("weight:".length), value || "0");
    if (name === "add-weight") return withWeight(value, "1");
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text === "" || text === "-" || text === null || text === undefined) {
      url.searchParams.delete(name);
    } else {
      url.searchParams.set(name, text);
    }
    return url.pathname + url.search.replaceAll("%2C", ",").replaceAll("%3A", ":");
  }

  /* The address with one weight changed or added. It holds all weights on the page, so that a
     link means the same when the weights proposed at first are changed one day. */
  function withWeight(name, value) {
    const fields = [...document.querySelectorAll('[id*=\'"name":"weight:\']')];
    const weights = new Map(fields.map((field) =>
      [JSON.parse(field.id).name.slice("weight:".length), field.value || "0"]));
    weights.set(name, value);
    return withParameter("weights", [...weights].map((pair) => pair.join(":")));
  }

  /* What a control holds now: one value, or all that are ticked, the newest last. */
  function valueOf(control, field, name) {
    if (field.type !== "checkbox") return field.value;
    const ticked = [...control.querySelectorAll("input:checked")].map((box) => box.value);
    // An address without any shows the usual ones, in an order that the page was sent with.
    const usual = control.closest("[data-order]")?.dataset.order;
    const before = (new URL(location.href).searchParams.get(name) || usual || "").split(",");
    return [
      ...before.filter((value) => ticked.includes(value)),
      ...ticked.filter((value) => !before.includes(value)),
    ];
  }

  const isNumber = (field) =>
    field.type === "number" && field.value !== "" && field.validity.valid;

  /* A control changed by a person. Read from the page itself, because callbacks wait for the
     answer under way, and that answer would put the control back. */
  function followControl(event) {
    const field = event.target;
    const control = field.closest('[id^="{"][id$=\'"type":"control"}\']');
    if (!control) return;
    const isTyped = event.type === "input";
    // A search is followed while it is typed; a number is too, as soon as it is one.
    if (field.type === "search" ? !isTyped : isTyped && !isNumber(field)) return;
    const name = JSON.parse(control.id).name;
    const go = () => show(withParameter(name, valueOf(control, field, name)), name === "q");
    clearTimeout(typing);
    if (isTyped) typing = setTimeout(go, 300);
    else go();
  }

  function followLink(event) {
    const link = event.target.closest("a[href]");
    const plain = !event.defaultPrevented && event.button === 0 &&
      !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname.startsWith("/download")) return;
    if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
    event.preventDefault();
    leadTo(url);
  }

  function leadTo(url) {
    moveFocus = url.pathname !== location.pathname;
    show(url.pathname + url.search);
    goTo = url.hash;
  }

  /* Scroll to the part of the page that the link named; false if it named none. */
  function arrive() {
    const target = goTo.length > 1 && document.getElementById(decodeURIComponent(goTo.slice(1)));
    if (!target) return false;
    history.replaceState({}, "", here() + goTo);
    target.scrollIntoView({ block: "start", behavior: "instant" });
    const heading = target.querySelector("h2");
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    return true;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    address: {
      /* Once: listen, and ask for the page of the address that was opened. */
      start() {
        document.addEventListener("click", followLink);
        document.addEventListener("change", followControl);
        document.addEventListener("input", followControl);
        window.addEventListener("popstate", () => set("address", request()));
        // Tables and explanations are fetched when they are opened; toggle does not bubble.
        document.addEventListener("toggle", (event) => {
          if (event.target.matches("details[data-part]") && event.target.open) {
            set("address", request());
          }
        }, true);
        window.matchMedia(NARROW).addEventListener("change", () => set("address", request()));
        return request().data;
      },

      /* An area clicked on a chart is highlighted, or its profile opened; a place is followed. */
      click(_clicks, shown) {
        for (const item of window.dash_clientside.callback_context.triggered) {
          const point = item.value && item.value.points && item.value.points[0];
          if (!point) continue;
          const custom = Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
          // A place on a map says itself where it leads; one slash, so never to another host.
          if (typeof custom === "string" && /^\/[^/\\]/.test(custom)) {
            leadTo(new URL(custom, location.href));
            continue;
          }
          const code = point.location || custom;
          const name = JSON.parse(item.prop_id.split(".clickData")[0]).name;
          const card = document.getElementById(name);
          if (!card || typeof code !== "string" || !/^E\d{8}$/.test(code)) continue;
          if (card.classList.contains("click-highlight")) show(withParameter("area", code));
          if (card.classList.contains("click-area")) {
            moveFocus = true;
            show("/area/" + code + location.search);
          }
        }
        return unchanged();
      },

      /* After the page has changed: tidy the address, name the window, mind the focus. */
      settle(shown, address) {
        if (!shown || !address || shown.address !== address.href) return unchanged();
        if (shown.href && shown.href !== here()) {
          history.replaceState({}, "", shown.href);
        }
        document.title = shown.title;
        document.documentElement.classList.toggle("is-presented", shown.presented);
        requestAnimationFrame(() => {
          const heading = document.getElementById("page-title");
          if (arrive()) {
            // There already.
          } else if (moveFocus && heading) {
            window.scrollTo(0, 0);
            heading.focus({ preventScroll: true });
          } else if (keepFocus && document.activeElement === document.body) {
            const again = document.getElementById(keepFocus);
            if (again) again.focus({ preventScroll: true });
          }
          moveFocus = false;
          goTo = "";
          document.documentElement.dataset.shown = shown.href;
        });
        return unchanged();
      },
    },
  });
})();
