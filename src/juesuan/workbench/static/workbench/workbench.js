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
// A browser asks for files in its own language: the page's words stand in its place.
function choosing(input) {
  const said = document.body.dataset, box = document.createElement("span");
  const label = Object.assign(document.createElement("label"), { className: "button quiet", htmlFor: input.id, textContent: said.choose });
  const shown = Object.assign(document.createElement("output"), { textContent: said.none });
  box.className = "chosen";
  input.replaceWith(box);
  box.append(input, label, shown);
  input.addEventListener("change", () => { shown.textContent = [...input.files].map(file => file.name).join("、") || said.none; });
}
const choosers = within => within.querySelectorAll("input[type=file][id]").forEach(input => { if (!input.closest(".chosen")) choosing(input); });
choosers(document);
const aside = document.getElementById("aside");
if (aside) new MutationObserver(() => choosers(aside)).observe(aside, { childList: true, subtree: true });
