// The self-evaluation: its tables as they are printed, each cell entered in its place.
import { plain, printed } from "./amounts.js";
import { $, asking, conflicts, flash, token, toast, tell, typedAgain, undoing } from "./desk.js";
import { Grid } from "./grid.js";
import { block } from "./paste.js";
import { Saving, Typing } from "./saving.js";

const home = $("draft"), words = home.dataset, query = `?table=${encodeURIComponent(words.page)}`;
const up = path => `../${path}`;
const cells = new Map([...home.querySelectorAll("td.f")].map(cell => [cell.dataset.p, cell]));
const since = { number: Number(words.number) };
let state = JSON.parse($("state").textContent), stale = "";

const saved = kind => { tell(kind); if (kind === "saved" && stale) location.href = stale; };
const saving = new Saving(`${words.key}-${words.user}`, token, heard, saved, up(""));
const typing = new Typing(`${words.key}-${words.user}`);
const raw = cell => cell.dataset.t === "money" ? plain(cell.dataset.v, words.money) : cell.dataset.v;
const may = cell => words.open && !("f" in cell.dataset);
const grids = [...home.querySelectorAll("table.grid")].map(table => {
  const grid = new Grid(table, {
    at: cell => { current = grid; look(cell.dataset.p); },
    may,
    kind: cell => cell.dataset.t,
    list: () => "operators",
    text: raw,
    label: cell => cell.dataset.l,
    entered: (cell, text, seen) => { if (text.trim() !== raw(cell)) enter([[cell, text]], seen); },
    clear: list => enter(list.filter(cell => cell.dataset.v !== "").map(cell => [cell, ""])),
    fill: lines => enter(lines.slice(1).flatMap(line => line.map((cell, x) => [cell, lines[0][x]]))
      .filter(([cell, from]) => cell && from).map(([cell, from]) => [cell, raw(from)])),
    copy: event => copy(grid, event),
    cut: event => { copy(grid, event); enter(grid.range().flat().filter(Boolean).map(cell => [cell, ""])); },
    paste: event => paste(grid, table, event),
    typing: (cell, text, seen) => typing.keep(cell.dataset.p, text, seen),
    typed: () => typing.over(),
  });
  return grid;
});
let current = grids[0];

function copy(grid, event) {
  if (!grid.at) return;
  const shown = cell => !cell ? "" : "f" in cell.dataset ? cell.textContent : raw(cell);
  event.clipboardData.setData("text/plain", grid.range().map(line => line.map(shown).join("\t")).join("\n"));
  event.preventDefault();
}

function paste(grid, table, event) {
  if (!grid.at) return;
  event.preventDefault();
  const lines = block(event.clipboardData), found = [];
  let left = 0;
  const put = (cell, text) => {
    if (text === undefined || !cell) return;
    if (may(cell)) found.push([cell, text]); else left += text === "" ? 0 : 1;
  };
  if (lines.length === 1 && lines[0].length === 1) grid.range().flat().forEach(cell => put(cell, lines[0][0]));
  else lines.forEach((line, dy) => {
    const row = table.rows[grid.at.parentNode.rowIndex + dy], x = Number(grid.at.dataset.x);
    if (row) line.forEach((text, dx) => put([...row.cells].find(cell => Number(cell.dataset.x) === x + dx), text));
  });
  enter(found);
  if (left) toast(words.left.replace("#", left));
}

function enter(list, seen) {
  const changed = list.filter(([cell]) => may(cell));
  if (!changed.length) return;
  for (const [cell, text] of changed) {
    cell.textContent = text;
    cell.classList.add("pending");
    cell.classList.remove("bad");
    cell.removeAttribute("title");
  }
  send({ texts: changed.map(([cell, text]) => ({ at: cell.dataset.p, text, seen: Number(seen ?? cell.dataset.n) })) });
}
const send = body => saving.add(`edit/${query}`, { money: words.money, ...body });

function take(answer) {
  const moved = [];
  for (const [place, [text, value, version]] of Object.entries(answer.evaluated?.cells || {})) {
    const cell = cells.get(place);
    if (!cell || saving.waits(place)) continue;
    const open = grids.find(grid => grid.input && cell.contains(grid.input));
    if (open) open.shown = text;
    else if (cell.textContent !== text) {
      moved.push(cell);
      cell.textContent = text;
    }
    cell.dataset.v = value;
    cell.dataset.n = version;
    cell.classList.toggle("soft", value === "" && text !== "" && !("f" in cell.dataset));
    cell.classList.remove("pending");
  }
  flash(moved);
  if (answer.evaluated) { state = answer.evaluated; said(); }
  if (answer.laid) again(location.pathname + location.search + (current?.at ? `#${encodeURIComponent(current.at.dataset.p)}` : ""));
}

function again(address) {
  stale = address;
  if (!saving.open) location.reload();
}

function heard(status, answer, sent) {
  if (answer.own && answer.number === since.number + 1) since.number = answer.number;
  if (sent.body.line && status === 200) stale = `?of=${encodeURIComponent(follow(sent.body.line, answer))}`;
  take(answer);
  for (const one of sent.body.texts || []) {
    const cell = cells.get(one.at), why = answer.wrong?.[one.at];
    if (!cell || saving.waits(one.at)) continue;
    cell.classList.remove("pending");
    if (why) { cell.classList.add("bad"); cell.title = why; cell.textContent = one.text; }
  }
  if (status === 409) conflicts(answer.conflicts, sent, saving, (one, value) => printed(value, words.money), () => {});
  if (status === 422) toast(answer.problem || Object.values(answer.wrong)[0]);
  if (status === 423) toast(answer.problem);
  home.dispatchEvent(new CustomEvent("stored", { detail: { status, number: since.number } }));
  if (current?.at && status === 200) look(current.at.dataset.p, true);
}

/** The page to look at after a line was added, copied or removed. */
function follow(line, answer) {
  if (line.table !== "projects") return words.page;
  return line.verb === "remove" ? "" : String(answer.made ?? answer.number);
}

function said() {
  const sums = state.sums || {}, list = document.createElement("ul");
  $("total").textContent = sums.total ? `${sums.total} ${sums.grade}` : "";
  $("total").hidden = !sums.total;
  for (const [place, text] of state.asked) {
    const item = document.createElement("li"), a = document.createElement("a");
    cells.get(place)?.classList.add("asked");
    if (cells.has(place)) { a.href = `#${place}`; a.dataset.go = place; a.textContent = text; item.append(a); } else item.textContent = text;
    list.append(item);
  }
  for (const [place, cell] of cells) cell.classList.toggle("wanted", state.asked.some(([at]) => at === place));
  $("asked").replaceChildren(...(state.asked.length ? [list] : []));
  $("nothing").hidden = state.asked.length > 0;
}

let looking = "", timer = 0;
function look(place, anew = false) {
  if (place.startsWith("=") || (place === looking && !anew)) return;
  looking = place;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const response = await fetch(`part/?at=${encodeURIComponent(place)}`).catch(() => null);
    if (response?.ok && looking === place) $("part").innerHTML = await response.text();
  }, anew ? 400 : 180);
}

function goTo(place) {
  const cell = cells.get(place), grid = grids.find(one => one.where.has(cell));
  if (cell && grid) grid.go(cell);
}

$("aside").addEventListener("click", event => {
  const at = name => event.target.closest(`[data-${name}]`);
  const go = at("go"), put = at("put"), line = at("verb"), off = at("off");
  if (go) { event.preventDefault(); goTo(go.dataset.go); }
  if (put) { send({ texts: [{ at: put.dataset.put, text: put.dataset.text, seen: Number(put.dataset.n) }] }); put.disabled = true; }
  if (off) { send({ texts: [{ at: off.dataset.off, text: "", seen: Number(off.dataset.n) }] }); off.disabled = true; }
  if (line) { send({ line: { verb: line.dataset.verb, table: line.dataset.table, line: line.dataset.line } }); line.disabled = true; }
});
$("aside").addEventListener("change", async event => {
  const select = event.target.closest("select[data-at]"), file = event.target.closest("input[type=file]");
  if (select) send({ texts: [
    { at: select.dataset.at, text: select.value, seen: Number(select.dataset.n) },
    { at: select.dataset.at.replace(/2$/, "1"), text: select.selectedOptions[0].parentNode.dataset.level, seen: Number(select.dataset.above) },
  ] });
  if (!file?.files.length) return;
  const body = new FormData();
  body.append("indicator", file.dataset.indicator);
  body.append("file", file.files[0]);
  tell("saving");
  const response = await fetch(up("evidence/"), { method: "POST", headers: { "X-CSRFToken": token }, body, redirect: "manual" }).catch(() => null);
  tell(response?.ok ? "saved" : "lost");
  if (response && !response.ok) { toast((await response.json().catch(() => ({}))).problem || words.lost); tell("saved"); }
  look(looking, true);
});
home.addEventListener("submit", event => {
  const form = event.target.closest("form[data-table]");
  if (!form) return;
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form));
  send({ line: { verb: form.dataset.verb || "add", table: form.dataset.table, line: form.dataset.line || "", values } });
});
home.addEventListener("click", event => {
  const known = event.target.closest("[data-known]"), gone = event.target.closest("[data-gone]");
  if (known) { send({ line: { verb: "add", table: "indicators", values: JSON.parse(known.dataset.known) } }); known.disabled = true; }
  if (gone) send({ line: { verb: "remove", table: "projects", line: gone.dataset.gone } });
});
undoing(saving, () => grids.some(grid => grid.input), query);

addEventListener("beforeunload", event => { if (saving.open) event.preventDefault(); });
said();
saving.go();
asking(up(`changes/${query}&`), since, () => current?.at?.dataset.p, cells, saving, take);
const wanted = decodeURIComponent(location.hash.slice(1));
if (cells.has(wanted)) goTo(wanted);
typedAgain(typing, cells, grids);
