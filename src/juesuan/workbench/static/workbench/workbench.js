// Small helps that every page shares; pages work without them.
"use strict";
document.addEventListener("htmx:afterSettle", event => {
  const first = event.target.querySelector("[data-focus]");
  if (first) first.focus();
});
// Enter that ends the composing of Chinese characters sends no form.
document.addEventListener("keydown", event => {
  if (event.key === "Enter" && event.isComposing) event.stopPropagation();
}, true);
