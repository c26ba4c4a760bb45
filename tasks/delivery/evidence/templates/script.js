"use strict";
(function () {
  const marks = Array.from(document.querySelectorAll(".report mark"));
  const figures = marks.filter((mark) => mark.classList.contains("figure"));
  let tip = null;

  function hide() {
    if (tip) { tip.remove(); tip = null; }
  }

  function show(mark) {
    hide();
    tip = document.createElement("div");
    tip.className = "tip";
    tip.setAttribute("role", "status");
    tip.textContent = mark.title;
    document.body.append(tip);
    const box = mark.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = Math.max(8, left) + window.scrollX + "px";
    tip.style.top = box.bottom + window.scrollY + 6 + "px";
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

  function arrive() {
    const name = decodeURIComponent(location.hash.slice(1));
    const place = name && document.getElementById(name);
    if (place && place.tagName === "MARK") { place.focus({ preventScroll: true }); }
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
