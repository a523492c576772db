// The author's words: kept as they are typed, stored as soon as one pauses, and the text grows beside
// them.
import { $, asking, conflicts, token, toast, tell, undoing } from "./desk.js";
import { Saving, Typing } from "./saving.js";

const PAUSE = 4000;
const home = $("draft"), words = home.dataset, key = `${words.key}-${words.user}`, up = path => `../${path}`;
const areas = new Map([...home.querySelectorAll("textarea[data-key]")].map(area => [area.dataset.key, area]));
const since = { number: Number(words.number) };
const saving = new Saving(key, token, heard, tell, up("")), typing = new Typing(key);
const kept = new Map([...areas.values()].map(area => [area, area.value]));

function enter(area) {
  clearTimeout(area.pause);
  if (typing.left?.at === area.dataset.key) typing.over();
  if (area.value === kept.get(area) || area.readOnly) return;
  kept.set(area, area.value);
  saving.add("edit/", { texts: [{ at: area.dataset.key, text: area.value, seen: Number(area.dataset.n) }] });
}

function take(answer) {
  for (const [place, [text, version]] of Object.entries(answer.texts || {})) {
    const area = areas.get(place);
    if (!area || saving.waits(place)) continue;
    if (area.value === kept.get(area)) { area.value = text; area.dataset.n = version; }
    else if (text === kept.get(area)) area.dataset.n = version; // one has typed on since
    kept.set(area, text);
  }
  if (answer.number > since.number || answer.own) grow();
}

function heard(status, answer, sent) {
  if (status === 200 || status === 409) take(answer);
  if (answer.own && answer.number === since.number + 1) since.number = answer.number;
  if (status === 409) conflicts(answer.conflicts, sent, saving, (one, value) => value, () => {});
  if (status === 422 || status === 423) toast(answer.problem || Object.values(answer.wrong)[0]);
}

let growing = 0;
function grow() {
  clearTimeout(growing);
  growing = setTimeout(async () => {
    const text = await fetch(location.pathname, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (text?.ok) $("narrative").innerHTML = await text.text();
    show(document.activeElement);
  }, 150);
}

/** Bring the passage into view that has the words of an area. */
function show(area) {
  const said = areas.has(area?.dataset?.key) && area.value.trim().slice(0, 20);
  for (const old of document.querySelectorAll("#narrative .here")) old.classList.remove("here");
  const passage = said && [...document.querySelectorAll("#narrative p")].find(one => one.textContent.includes(said));
  if (!passage) return;
  passage.classList.add("here");
  const box = $("narrative"), top = passage.offsetTop - box.offsetTop;
  if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 60) box.scrollTop = top - box.clientHeight / 3;
}
home.addEventListener("focusin", event => show(event.target));

home.addEventListener("input", event => {
  const area = event.target.closest("textarea[data-key]");
  if (!area) return;
  typing.keep(area.dataset.key, area.value, Number(area.dataset.n));
  clearTimeout(area.pause);
  area.pause = setTimeout(() => enter(area), PAUSE);
});
home.addEventListener("change", event => { if (areas.has(event.target.dataset?.key)) enter(event.target); });
addEventListener("pagehide", () => { for (const area of areas.values()) enter(area); });
addEventListener("beforeunload", event => { if (saving.open) event.preventDefault(); });
undoing(saving, () => false);
const left = typing.left, area = left && areas.get(left.at);
if (area && !area.readOnly && area.value !== left.text) {
  area.value = left.text;
  area.dataset.n = left.seen;
  area.focus();
  toast(words.typed);
}
saving.go();
asking(up("changes/?"), since, () => document.activeElement?.dataset?.key, areas, saving, take);
