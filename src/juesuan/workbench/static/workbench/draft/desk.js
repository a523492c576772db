// What every page of a draft has: how saving stands, undo and redo, who was faster.
export const $ = id => document.getElementById(id);
export const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

/** How saving stands: saved, saving, lost or over; the words are the page's. */
export function tell(kind) {
  const words = $("draft").dataset;
  $("saved").textContent = { saved: words.saved, saving: words.saving, lost: words.lost, over: words.over }[kind];
  $("saved").classList.toggle("lost", kind === "lost" || kind === "over");
}

let hiding = 0;
export function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { $("toast").hidden = true; }, 6000);
}

/** Show for a moment which cells have changed; all are laid out once. */
export function flash(cells) {
  for (const cell of cells) cell.classList.remove("moved");
  if (cells.length) void cells[0].offsetWidth;
  for (const cell of cells) cell.classList.add("moved");
}

/** Buttons and keys that undo and redo; `writing` says whether somebody types in a cell. */
export function undoing(saving, writing, query = "") {
  $("undo").addEventListener("click", () => saving.add(`undo/${query}`));
  $("redo").addEventListener("click", () => saving.add(`redo/${query}`));
  document.addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || writing() || event.target.matches("input, textarea")) return;
    const name = event.key.toLowerCase();
    if (name === "z" && !event.shiftKey) saving.add(`undo/${query}`);
    else if (name === "y" || (name === "z" && event.shiftKey)) saving.add(`redo/${query}`);
    else return;
    event.preventDefault();
  });
}

/** Both values of each cell that others were faster with, to choose from, one edit after another;
 * `show` prints a value. */
const waiting = [];
export function conflicts(...asked) {
  waiting.push(asked);
  if (!$("conflict").open) choose();
}
function choose() {
  if (!waiting.length) return;
  const [list, sent, saving, show, done] = waiting.shift();
  const box = $("conflict"), body = box.querySelector("tbody");
  body.replaceChildren(...list.map(one => {
    const row = document.createElement("tr"), said = value => (one.text ? value : show(one, value)) || "—";
    for (const text of [one.words, said(one.theirs), said(one.ours)]) row.insertCell().textContent = text;
    return row;
  }));
  const kinds = ["cells", "texts"].filter(kind => sent.body[kind]);
  const again = change => saving.add(sent.address, { ...sent.body, ...Object.fromEntries(kinds.map(kind => [kind, change(sent.body[kind])])) });
  const chosen = () => { saving.settled(sent); done(); box.close(); };
  $("theirs").onclick = () => {
    const rest = items => items.filter(cell => !list.some(one => one.at === cell.at));
    if (kinds.some(kind => rest(sent.body[kind]).length)) again(rest);
    chosen();
  };
  $("ours").onclick = () => {
    again(items => items.map(cell => ({ ...cell, seen: list.find(one => one.at === cell.at)?.version ?? cell.seen })));
    chosen();
  };
  $("ours").hidden = !kinds.length;
  box.onclose = () => { saving.settled(sent); done(); choose(); };
  box.showModal();
}

/** Ask again and again what others have changed (`heard`) and who is where; `since.number` is the
 * last edit that this page knows, `at` gives the place of whoever works here. */
export function asking(path, since, at, cells, saving, heard) {
  let others = [];
  const ask = async () => {
    if (!document.hidden) {
      const response = await fetch(`${path}since=${since.number}&at=${encodeURIComponent(at() || "")}`, { redirect: "manual", headers: { "X-Draft": $("draft").dataset.pk } }).catch(() => null);
      if (response?.ok && !saving.busy) {
        const answer = await response.json();
        if (answer.number >= since.number) { heard(answer); since.number = answer.number; }
        for (const cell of others) { cell.classList.remove("other"); cell.removeAttribute("data-who"); }
        others = answer.there.map(([name, place]) => { const cell = cells.get(place); if (cell) { cell.classList.add("other"); cell.dataset.who = name; } return cell; }).filter(Boolean);
        const where = place => cells.has(place) || !place.includes("|") || place.split("|").length > 3 ? "" : ` ${place.split("|")[0]}`;
        $("there").textContent = answer.there.length ? `${$("draft").dataset.there} ${answer.there.map(([name, place]) => name + where(place)).join("、")}` : "";
      }
    }
    setTimeout(ask, 2500);
  };
  setTimeout(ask, 1500);
}

/** Open the input again with what was typed in a tab that died; whether there was something. */
export function typedAgain(typing, cells, grids) {
  const left = typing.left, cell = left && cells.get(left.at);
  const grid = cell && grids.find(one => one.where.has(cell));
  if (!grid || !$("draft").dataset.open) return;
  grid.go(cell);
  grid.edit();
  if (!grid.input) return;
  grid.input.value = left.text;
  grid.seen = left.seen;
  toast($("draft").dataset.typed);
}
