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
// Files may be dropped anywhere on a form that takes them.
document.querySelectorAll("[data-drop]").forEach(form => {
  const input = form.querySelector("input[type=file]");
  const over = on => event => { event.preventDefault(); form.classList.toggle("over", on); };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", event => {
    over(false)(event);
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; form.requestSubmit(); }
  });
});
// One tick for all.
document.addEventListener("change", event => {
  if (!event.target.matches("[data-all]")) return;
  event.target.closest("table").querySelectorAll("[name=filing]").forEach(one => { one.checked = event.target.checked; });
});
