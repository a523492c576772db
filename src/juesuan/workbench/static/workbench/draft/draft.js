// The forms editor: a grid whose figures are stored by the server, which tells all that follows.
import { figureLike, plain, printed } from "./amounts.js";
import { $, asking, conflicts, flash, token, toast, tell, typedAgain, undoing } from "./desk.js";
import { Grid } from "./grid.js";
import { block } from "./paste.js";
import { Saving, Typing } from "./saving.js";
import { held } from "./widths.js";

const home = $("draft"), words = home.dataset, here = location.pathname;
const cells = new Map([...$("grid").querySelectorAll("td.f")].map(cell => [cell.dataset.p, cell]));
const since = { number: Number(words.number) };
let state = JSON.parse($("state").textContent), stale = false;
const key = `${words.key}-${words.user}`;
const money = $("money"), FEW = 12; // so many broken identities are looked into without being asked
let mending = 0;
money.value = sessionStorage.getItem("money") || words.money;

const unitOf = cell => cell.dataset.u || money.value;
const widen = held($("grid"));
const show = cell => { cell.textContent = printed(cell.dataset.v, unitOf(cell)); widen(cell.textContent); };
const saved = kind => { tell(kind); if (kind === "saved" && stale) reload(); };
const saving = new Saving(key, token, heard, saved), typing = new Typing(key);

const grid = new Grid($("grid"), {
  at: cell => look(cell.dataset.p),
  may: cell => words.open && !("f" in cell.dataset),
  text: cell => plain(cell.dataset.v, unitOf(cell)),
  label: cell => cell.dataset.p.replaceAll("|", " "),
  entered: (cell, text, seen) => { if (text.trim() !== plain(cell.dataset.v, unitOf(cell))) enter([[cell, text]], seen); },
  clear: list => enter(list.filter(cell => cell.dataset.v !== "").map(cell => [cell, ""])),
  fill: lines => enter(lines.slice(1).flatMap(line => line.map((cell, x) => [cell, lines[0][x]]))
    .filter(([cell, from]) => cell && from).map(([cell, from]) => [cell, plain(from.dataset.v, unitOf(from))])),
  copy: event => copy(event),
  cut: event => { copy(event); enter(grid.range().flat().filter(Boolean).map(cell => [cell, ""])); },
  paste: event => paste(event),
  typing: (cell, text, seen) => typing.keep(cell.dataset.p, text, seen),
  typed: () => typing.over(),
});

function copy(event) {
  if (!grid.at) return;
  const lines = grid.range().map(line => line.map(cell => cell ? plain(cell.dataset.v, unitOf(cell)) : "").join("\t"));
  event.clipboardData.setData("text/plain", lines.join("\n"));
  event.preventDefault();
}

function paste(event) {
  if (!grid.at) return;
  event.preventDefault();
  const lines = block(event.clipboardData), found = [];
  let left = 0, words_ = 0;
  const single = lines.length === 1 && lines[0].length === 1;
  const put = (cell, text) => {
    if (text === undefined || !cell) return;
    if (!figureLike(text)) words_ += 1;
    else if ("f" in cell.dataset) left += text === "" ? 0 : 1;
    else found.push([cell, text]);
  };
  if (single) grid.range().flat().forEach(cell => put(cell, lines[0][0]));
  else {
    const top = grid.at.parentNode.rowIndex, x = Number(grid.at.dataset.x);
    lines.forEach((line, dy) => {
      const row = $("grid").rows[top + dy];
      if (row) line.forEach((text, dx) => put([...row.cells].find(cell => Number(cell.dataset.x) === x + dx), text));
    });
  }
  enter(found);
  const said = [left && words.left.replace("#", left), words_ && words.notNumbers.replace("#", words_)].filter(Boolean);
  if (said.length) toast(said.join(" "));
}

function enter(list, seen) {
  const changed = list.filter(([cell]) => words.open && !("f" in cell.dataset));
  if (!changed.length) return;
  for (const [cell, text] of changed) {
    cell.textContent = text;
    cell.classList.add("pending");
    cell.classList.remove("bad");
    cell.removeAttribute("title");
  }
  saving.add("edit/", { money: money.value, cells: changed.map(([cell, text]) => ({ at: cell.dataset.p, text, seen: Number(seen ?? cell.dataset.n) })) });
}

function take(answer) {
  const moved = [];
  for (const [place, [value, follows, version]] of Object.entries(answer.cells || {})) {
    const cell = cells.get(place);
    if (!cell || saving.waits(place)) continue;
    if (cell.dataset.v !== value) moved.push(cell);
    cell.dataset.v = value;
    cell.dataset.n = version;
    if (follows) { cell.dataset.f = ""; cell.setAttribute("aria-readonly", "true"); } else { delete cell.dataset.f; cell.removeAttribute("aria-readonly"); }
    cell.classList.remove("pending");
    if (!cell.contains(grid.input)) show(cell);
    else grid.shown = printed(value, unitOf(cell));
  }
  flash(moved);
  if (answer.laid) { stale = true; if (!saving.open) reload(); }
  if (answer.broken) { state = answer; identities(); }
}

function heard(status, answer, sent) {
  if (answer.own && answer.number === since.number + 1) since.number = answer.number;
  take(answer);
  for (const cell of sent.body.cells || []) if (!saving.waits(cell.at)) { const at = cells.get(cell.at); if (at) { at.classList.remove("pending"); if (!at.contains(grid.input)) show(at); } }
  if (status === 409) conflict(answer.conflicts, sent);
  if (status === 422) {
    for (const [place, why] of Object.entries(answer.wrong || {})) { const cell = cells.get(place); if (cell) { cell.classList.add("bad"); cell.title = why; } }
    toast(answer.problem || Object.values(answer.wrong)[0]);
    for (const cell of sent.body.cells || []) { const at = cells.get(cell.at); if (at && answer.wrong?.[cell.at]) at.textContent = cell.text; }
  }
  if (status === 423) toast(answer.problem);
  home.dispatchEvent(new CustomEvent("stored", { detail: { status, number: since.number } }));
  if (grid.at && status === 200) look(grid.at.dataset.p, true);
}

function conflict(list, sent) {
  const mark = on => list.forEach(one => cells.get(one.at)?.classList.toggle("theirs", on));
  mark(true);
  conflicts(list, sent, saving, (one, value) => printed(value, cells.get(one.at)?.dataset.u || money.value), () => mark(false));
}

function identities() {
  const pill = $("checks"), n = state.all_broken;
  pill.textContent = n ? `✗ ${words.broken} ${n}` : `✓ ${words.holds} ${state.holds}`;
  pill.title = `✓ ${state.holds} ✗ ${n} ○ ${words.openStill} ${state.open}`;
  pill.classList.toggle("bad", n > 0);
  $("mend").hidden = !n;
  clearTimeout(mending);
  if (!n) $("mending").replaceChildren();
  else if (state.broken.length <= FEW) mending = setTimeout(mend, 600);
  for (const cell of cells.values()) cell.classList.remove("wrong");
  const list = document.createElement("ul");
  for (const one of state.broken) {
    const item = document.createElement("li");
    const side = terms => terms.forEach(([place, name], n) => { cells.get(place)?.classList.add("wrong"); if (n) item.append(" + "); item.append(link(place, name)); });
    side(one.left);
    item.append(` ${one.sign} `);
    side(one.right);
    if (one.more) item.append(` + ${words.more.replace("#", one.more)}`);
    item.append(` · ${words.off} ${one.by}`);
    list.append(item);
  }
  $("broken").replaceChildren(...(n ? [list] : []));
}

function link(place, name) {
  const a = document.createElement("a");
  a.href = `?form=${encodeURIComponent(place.split("|")[0])}#${encodeURIComponent(place)}`;
  a.dataset.go = place;
  a.textContent = name;
  return a;
}

let looking = "", timer = 0;
function look(place, again = false) {
  if (place === looking && !again) return;
  looking = place;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const response = await fetch(`cell/?at=${encodeURIComponent(place)}`).catch(() => null);
    if (response?.ok && looking === place) $("part").innerHTML = await response.text();
  }, again ? 400 : 180);
}

function goTo(place) {
  const cell = cells.get(place);
  if (cell) grid.go(cell);
  else location.href = `${here}?form=${encodeURIComponent(place.split("|")[0])}#${encodeURIComponent(place)}`;
}

$("aside").addEventListener("click", event => {
  const go = event.target.closest("[data-go]"), put = event.target.closest("[data-put]");
  if (go) { event.preventDefault(); goTo(go.dataset.go); }
  if (put) {
    const cell = cells.get(put.dataset.put);
    saving.add("edit/", { money: "元", cells: [{ at: put.dataset.put, text: put.dataset.text, seen: cell ? Number(cell.dataset.n) : since.number }] });
    put.disabled = true;
  }
});
async function mend() {
  const asked = JSON.stringify(state.broken), response = await fetch("mending/").catch(() => null);
  if (response?.ok && asked === JSON.stringify(state.broken)) $("mending").innerHTML = await response.text();
}
$("mend").addEventListener("click", mend);
$("checks").addEventListener("click", () => $("aside").scrollIntoView({ block: "nearest" }));
undoing(saving, () => grid.input);
money.addEventListener("change", () => {
  sessionStorage.setItem("money", money.value);
  $("unit-name").textContent = money.value;
  for (const cell of cells.values()) show(cell);
});
$("rows")?.addEventListener("submit", event => {
  event.preventDefault();
  const code = $("code").value.trim();
  if (code) saving.add("edit/", { row: [event.submitter?.value || "add", event.target.dataset.form, code] });
});

$("submit")?.addEventListener("submit", event => { if (saving.open) event.preventDefault(); });

function reload() {
  stale = false;
  const place = grid.at?.dataset.p;
  if (place) history.replaceState(null, "", `${location.search || "?"}#${encodeURIComponent(place)}`);
  location.reload();
}

addEventListener("beforeunload", event => { if (saving.open) event.preventDefault(); });
for (const cell of cells.values()) if (money.value !== words.money) show(cell);
$("unit-name").textContent = money.value;
identities();
saving.go();
asking("changes/?", since, () => grid.at?.dataset.p, cells, saving, take);
const wanted = decodeURIComponent(location.hash.slice(1));
if (cells.has(wanted)) grid.go(cells.get(wanted));
typedAgain(typing, cells, [grid]);
