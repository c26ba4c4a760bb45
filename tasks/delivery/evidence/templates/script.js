"use strict";
(function () {
  const marks = Array.from(document.querySelectorAll(".report mark"));
  const figures = marks.filter((mark) => mark.classList.contains("figure"));
  let tip = null;
  let told = null;

  function kin(mark) {
    const names = (mark.dataset.kin || "").split(" ").filter(Boolean);
    return names.map((name) => document.getElementById(name)).filter(Boolean)
      .map((place) => (place.tagName === "MARK" ? place : place.nextElementSibling))
      .filter((place) => place && place.tagName === "MARK");
  }

  // The hint is ours while it is shown, so that the browser shows none of its own over it.
  function hide() {
    if (!told) { return; }
    tip.remove();
    told.title = tip.textContent;
    for (const other of kin(told)) { other.classList.remove("kin"); }
    tip = told = null;
  }

  function show(mark) {
    hide();
    told = mark;
    tip = document.createElement("div");
    tip.className = "tip";
    tip.setAttribute("role", "status");
    tip.textContent = mark.title;
    mark.removeAttribute("title");
    for (const other of kin(mark)) { other.classList.add("kin"); }
    document.body.append(tip);
    const box = mark.getClientRects()[0];
    const room = document.documentElement.clientHeight - box.bottom;
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const top = room < tip.offsetHeight + 12 && box.top > tip.offsetHeight + 12
      ? box.top - tip.offsetHeight - 6 : box.bottom + 6;
    tip.style.left = Math.max(8, left) + window.scrollX + "px";
    tip.style.top = top + window.scrollY + "px";
  }

  // One stop for the Tab key: the figure that was looked at last (a roving tabindex).
  let stop = figures[0];
  if (stop) { stop.tabIndex = 0; }

  for (const mark of marks) {
    mark.addEventListener("focus", () => {
      if (stop && mark.classList.contains("figure")) {
        stop.tabIndex = -1;
        stop = mark;
        stop.tabIndex = 0;
      }
      show(mark);
    });
    mark.addEventListener("blur", hide);
    mark.addEventListener("pointerenter", () => show(mark));
    mark.addEventListener("pointerleave", () => {
      hide();
      if (marks.includes(document.activeElement)) { show(document.activeElement); }
    });
  }

  function step(places, by) {
    if (!places.length) { return; }
    const at = places.indexOf(document.activeElement);
    const begin = at < 0 && stop && places === figures ? figures.indexOf(stop) - (by > 0 ? 1 : 0) : at;
    const next = begin < 0 && by < 0 ? places.length - 1 : (begin + by + places.length) % places.length;
    places[next].focus({ preventScroll: true });
    places[next].scrollIntoView({ block: "center" });
  }

  const checks = Array.from(document.querySelectorAll(".check"));
  for (const check of checks) { check.tabIndex = -1; }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target instanceof HTMLInputElement) { return; }
    if (event.key === "n") { step(figures, 1); }
    if (event.key === "p") { step(figures, -1); }
    if (event.key === "c") { step(checks, 1); }
    if (event.key === "Escape") { hide(); }
  });

  function sift(input) {
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const rows = Array.from(document.getElementById(input.dataset.filter).children);
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) { left += 1; }
    }
    const said = words.length ? `${left} / ${rows.length}` : "";
    input.closest(".filter").querySelector("[role=status]").textContent = said;
  }

  for (const input of document.querySelectorAll("input[data-filter]")) {
    input.closest(".filter").hidden = false;
    input.addEventListener("input", () => sift(input));
    if (input.value) { sift(input); }
  }

  // On paper nothing can be opened: what is folded is printed unfolded.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll("main details:not([open])"));
    for (const each of folded) { each.open = true; }
  });
  window.addEventListener("afterprint", () => {
    for (const each of folded) { each.open = false; }
    folded = [];
  });

  function arrive() {
    const name = decodeURIComponent(location.hash.slice(1));
    const place = name && document.getElementById(name);
    if (!place || place.tagName !== "MARK") { return; }
    place.focus({ preventScroll: true });
    show(place); // also where the window has no focus yet, as when a workbook opens it
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
