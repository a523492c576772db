// The author's words: stored as they are left, and the text above is told anew.
const home = document.getElementById("words"), saved = document.getElementById("saved");
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

home.addEventListener("change", async event => {
  const area = event.target.closest("textarea[data-key]");
  if (!area) return;
  const body = JSON.stringify({ words: { [area.dataset.key]: area.value } });
  const response = await fetch(home.dataset.edit, {
    method: "POST", redirect: "manual", body,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  }).catch(() => null);
  saved.textContent = response?.ok ? saved.dataset.saved : saved.dataset.lost;
  if (!response?.ok) return;
  const text = await fetch(location.pathname, { headers: { "HX-Request": "true" } });
  if (text.ok) document.getElementById("narrative").innerHTML = await text.text();
});
