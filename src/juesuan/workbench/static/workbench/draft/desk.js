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

/** Both values of each cell that others were faster with, to choose from; `show` prints a value. */
export function conflicts(list, sent, saving, show, done) {
  const box = $("conflict"), body = box.querySelector("tbody");
  body.replaceChildren(...list.map(one => {
    const row = document.createElement("tr"), said = value => (one.text ? value : show(one, value)) || "—";
    for (const text of [one.words, said(one.theirs), said(one.ours)]) row.insertCell().textContent = text;
    return row;
  }));
  const kinds = ["cells", "texts"].filter(kind => sent.body[kind]);
  const again = change => saving.add(sent.address, { ...sent.body, ...Object.fromEntries(kinds.map(kind => [kind, change(sent.body[kind])])) });
  $("theirs").onclick = () => {
    const rest = items => items.filter(cell => !list.some(one => one.at === cell.at));
    if (kinds.some(kind => rest(sent.body[kind]).length)) again(rest);
    done(); box.close();
  };
  $("ours").onclick = () => {
    again(items => items.map(cell => ({ ...cell, seen: list.find(one => one.at === cell.at)?.version ?? cell.seen })));
    done(); box.close();
  };
  $("ours").hidden = !kinds.length;
  box.showModal();
}
