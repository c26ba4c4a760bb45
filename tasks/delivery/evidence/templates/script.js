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

  for (const mark of marks) {
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", hide);
  }

  function step(by) {
    if (!figures.length) { return; }
    const at = figures.indexOf(document.activeElement);
    const next = at < 0 && by < 0 ? figures.length - 1 : (at + by + figures.length) % figures.length;
    figures[next].focus();
    figures[next].scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "n") { step(1); }
    if (event.key === "p") { step(-1); }
    if (event.key === "Escape") { hide(); }
  });

  function arrive() {
    const name = decodeURIComponent(location.hash.slice(1));
    const place = name && document.getElementById(name);
    if (place && place.tagName === "MARK") { place.focus({ preventScroll: true }); }
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
