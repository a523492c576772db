// A card beside a marked figure: what is wrong, the identity, links to the other places.
// Without this script each mark is a link to its finding.
(() => {
  // A place that is pointed at comes to the middle of what is seen, sideways in its table too.
  const show = () => {
    const at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (at && at.closest("#forms td")) at.scrollIntoView({ block: "center", inline: "center" });
  };
  addEventListener("hashchange", show);
  document.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest('a[href^="#c-"]');
    if (link) setTimeout(show);
  });
  show();
  const card = document.getElementById("card");
  if (!card || !card.showPopover) return;
  let owner = null, timer = 0;

  const close = () => {
    clearTimeout(timer);
    owner = null;
    if (card.matches(":popover-open")) card.hidePopover();
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(close, 250); };

  const place = () => {
    const at = owner.getBoundingClientRect(), box = card.getBoundingClientRect();
    if (at.bottom < 0 || at.top > innerHeight) return close();
    const left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8));
    const below = at.bottom + 6;
    const top = below + box.height <= innerHeight ? below : Math.max(8, at.top - box.height - 6);
    card.style.left = left + "px";
    card.style.top = top + "px";
  };

  const open = mark => {
    clearTimeout(timer);
    if (owner === mark) return;
    owner = mark;
    mark.removeAttribute("title");
    card.replaceChildren();
    for (const id of mark.dataset.f.split(" ")) {
      const finding = document.getElementById(id);
      if (!finding) continue;
      const part = finding.querySelector(".said").cloneNode(true);
      part.className = "said " + finding.dataset.severity;
      for (const inner of part.querySelectorAll("[id]")) inner.removeAttribute("id");
      card.append(part);
    }
    card.showPopover();
    place();
  };

  const markOf = event => event.target.closest && event.target.closest("a.mark");
  document.addEventListener("pointerover", event => {
    const mark = markOf(event);
    if (mark && event.pointerType === "mouse") open(mark);
    else if (event.target.closest("#card")) clearTimeout(timer);
    else if (owner) later();
  });
  document.addEventListener("focusin", event => {
    const mark = markOf(event);
    if (mark && mark.matches(":focus-visible")) open(mark);
    else if (!event.target.closest("#card")) close();
  });
  document.addEventListener("click", event => {
    const mark = markOf(event);
    // A finger has no hover: the first touch opens the card, a second follows the link.
    if (mark && owner !== mark) { event.preventDefault(); open(mark); }
    else if (mark || event.target.closest("#card a")) close();
    else if (!event.target.closest("#card")) close();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  addEventListener("scroll", event => { if (owner && event.target !== card) place(); }, { capture: true, passive: true });
})();
