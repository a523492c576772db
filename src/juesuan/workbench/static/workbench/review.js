// A finding and its spot lead to each other. Without this script they are links.
"use strict";
(() => {
  const show = (spot, focus) => {
    document.querySelectorAll(".here").forEach(one => one.classList.remove("here"));
    spot.classList.add("here");
    bring(spot);
    if (focus) spot.focus({ preventScroll: true });
  };
  // Into the middle of the pane that it is in, without moving the page around the pane.
  const bring = spot => {
    const pane = spot.closest(".paper");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return spot.scrollIntoView({ block: "center" });
    const at = spot.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    pane.scrollTop += at.top - frame.top - (pane.clientHeight - at.height) / 2;
    const wide = spot.closest(".scroll");
    if (wide) wide.scrollLeft += at.left - wide.getBoundingClientRect().left - wide.clientWidth / 3;
  };
  const target = link => document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
  document.addEventListener("click", event => {
    const link = event.target.closest("[data-spot], a.spot");
    if (!link) return;
    const found = target(link);
    if (!found) return;
    event.preventDefault();
    if (link.matches("a.spot")) {
      found.open = true;
      const pane = found.closest(".findings");
      pane.scrollTop += found.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      found.querySelector("summary").focus({ preventScroll: true });
    } else show(found, true);
  });
  document.addEventListener("toggle", event => {
    const finding = event.target;
    if (!finding.matches || !finding.matches(".finding") || !finding.open) return;
    const link = finding.querySelector("[data-spot]");
    const spot = link && target(link);
    if (spot && matchMedia("(min-width: 56rem)").matches) show(spot, false);
  }, true);
  // j and k go through the findings, unless somebody is writing.
  document.addEventListener("keydown", event => {
    if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const all = [...document.querySelectorAll(".finding")];
    const now = all.findIndex(one => one.contains(document.activeElement));
    const next = all[now + step];
    if (!next) return;
    if (all[now]) all[now].open = false;
    next.open = true;
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "nearest" });
  });
})();
