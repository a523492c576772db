// The author's words: stored as they are left, and the text above is told anew.
const home = document.getElementById("words"), saved = document.getElementById("saved");
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

home.addEventListener("change", async event => {
  const area = event.target.closest("textarea[data-key]");
  if (!area) return;
  const body = JSON.stringify({ texts: [{ at: area.dataset.key, text: area.value, seen: Number(area.dataset.n) }] });
  const response = await fetch(home.dataset.edit, {
    method: "POST", redirect: "manual", body,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  }).catch(() => null);
  saved.textContent = response?.ok ? saved.dataset.saved : saved.dataset.lost;
  if (response?.status === 409) {
    const [one] = (await response.json()).conflicts;
    area.dataset.n = one.version;
    saved.textContent = `${saved.dataset.faster} ${one.theirs || "—"}`;
  }
  if (!response?.ok) return;
  area.dataset.n = (await response.json()).texts[area.dataset.key]?.[1] ?? area.dataset.n;
  const text = await fetch(location.pathname, { headers: { "HX-Request": "true" } });
  if (text.ok) document.getElementById("narrative").innerHTML = await text.text();
});
