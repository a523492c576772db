// A form as a grid of figures: the cell one is at, a range, the one input.
export class Grid {
  constructor(table, on) {
    Object.assign(this, { table, on, input: null, at: null, from: null });
    this.rows = [...table.rows].map(row => [...row.cells].filter(cell => cell.dataset.p))
      .filter(cells => cells.length);
    this.where = new Map();
    this.rows.forEach((cells, y) => cells.forEach(cell => this.where.set(cell, [y, Number(cell.dataset.x)])));
    table.addEventListener("mousedown", event => this.pressed(event));
    table.addEventListener("mouseover", event => { if (event.buttons === 1 && this.dragging) this.reach(event.target.closest("td.f")); });
    table.addEventListener("dblclick", event => { if (event.target.closest("td.f")) this.edit(); });
    table.addEventListener("keydown", event => this.key(event));
    table.addEventListener("focusin", event => { if (event.target.matches?.("td.f")) this.come(event.target, false); });
    for (const name of ["copy", "cut", "paste"]) table.addEventListener(name, event => { if (!this.input) on[name](event); });
    if (this.rows.length) this.rows[0][0].tabIndex = 0;
  }
  cell(y, x) { return this.rows[y]?.find(cell => Number(cell.dataset.x) === x); }
  near(y, x) {
    const cells = this.rows[y];
    return cells?.reduce((best, cell) => Math.abs(cell.dataset.x - x) < Math.abs(best.dataset.x - x) ? cell : best);
  }
  go(cell, extend = false) {
    if (!cell) return;
    if (extend) { this.reach(cell); return; }
    this.come(cell, true);
  }
  come(cell, focus) {
    if (this.input && this.input.parentNode !== cell) this.done(true);
    if (this.at) this.at.tabIndex = -1;
    this.at = this.to = cell;
    cell.tabIndex = 0;
    this.paint();
    if (focus && document.activeElement !== cell) cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.on.at(cell);
  }
  reach(cell) {
    if (!cell || !this.at) return;
    this.to = cell;
    this.paint();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  paint() {
    for (const cell of this.painted || []) cell.classList.remove("in");
    this.painted = this.at === this.to ? [] : this.range().flat().filter(Boolean);
    for (const cell of this.painted) cell.classList.add("in");
  }
  /** The cells of the range by line, undefined where none stands. */
  range() {
    const [[y1, x1], [y2, x2]] = [this.where.get(this.at), this.where.get(this.to)];
    const lines = [];
    for (let y = Math.min(y1, y2); y <= Math.max(y1, y2); y += 1) {
      const line = [];
      for (let x = Math.min(x1, x2); x <= Math.max(x1, x2); x += 1) line.push(this.cell(y, x));
      lines.push(line);
    }
    return lines;
  }
  pressed(event) {
    const cell = event.target.closest("td.f");
    if (!cell || event.target === this.input || event.button) return;
    event.preventDefault();
    this.dragging = true;
    addEventListener("mouseup", () => { this.dragging = false; }, { once: true });
    if (event.shiftKey && this.at) this.reach(cell);
    else this.go(cell);
  }
  move(dy, dx, extend) {
    let [y, x] = this.where.get(extend ? this.to : this.at);
    if (dx) {
      const cells = this.rows[y], here = cells.findIndex(cell => Number(cell.dataset.x) === x);
      this.go(cells[here + dx], extend);
    } else if (this.rows[y + dy]) this.go(this.near(y + dy, x), extend);
  }
  /** The next cell along the lines, null at the end. */
  along(step) {
    const [y, x] = this.where.get(this.at);
    const here = this.rows[y].findIndex(cell => Number(cell.dataset.x) === x) + step;
    if (this.rows[y][here]) return this.rows[y][here];
    return step > 0 ? this.rows[y + 1]?.[0] : this.rows[y - 1]?.at(-1);
  }
  key(event) {
    if (event.isComposing || event.keyCode === 229) { if (!this.input && this.at) this.edit(""); return; }
    if (this.input) { this.inputKey(event); return; }
    if (!this.at) return;
    const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const control = event.ctrlKey || event.metaKey, name = event.key;
    if (arrows[name] && !control) this.move(...arrows[name], event.shiftKey);
    else if (name === "Tab") { const next = this.along(event.shiftKey ? -1 : 1); if (!next) return; this.go(next); }
    else if (name === "Enter") this.move(event.shiftKey ? -1 : 1, 0, false);
    else if (name === "F2") this.edit();
    else if (name === "Home") this.go(control ? this.rows[0][0] : this.rows[this.where.get(this.at)[0]][0], event.shiftKey);
    else if (name === "End") this.go(control ? this.rows.at(-1).at(-1) : this.rows[this.where.get(this.at)[0]].at(-1), event.shiftKey);
    else if (name === "PageDown" || name === "PageUp") { const y = this.where.get(this.at)[0] + (name === "PageDown" ? 15 : -15); this.go(this.near(Math.max(0, Math.min(this.rows.length - 1, y)), this.where.get(this.at)[1]), event.shiftKey); }
    else if (name === "Delete" || name === "Backspace") this.on.clear(this.range().flat().filter(Boolean));
    else if (name === "Escape") { this.to = this.at; this.paint(); }
    else if (control && name.toLowerCase() === "d") this.on.fill(this.range());
    else if (!control && !event.altKey && name.length === 1) this.edit(name === " " ? "" : name);
    else return;
    event.preventDefault();
  }
  inputKey(event) {
    const name = event.key;
    if (name === "Enter" && event.altKey && this.input.matches("textarea")) this.input.setRangeText("\n", this.input.selectionStart, this.input.selectionEnd, "end");
    else if (name === "Enter") { this.done(true); this.move(event.shiftKey ? -1 : 1, 0, false); }
    else if (name === "Tab") { this.done(true); const next = this.along(event.shiftKey ? -1 : 1); if (!next) return; this.go(next); }
    else if (name === "Escape") { this.done(false); this.at.focus(); }
    else if ((name === "ArrowUp" || name === "ArrowDown") && this.fresh) { this.done(true); this.move(name === "ArrowUp" ? -1 : 1, 0, false); }
    else return;
    event.preventDefault();
  }
  /** Open the input, with what stands there or with the first key; `undefined` keeps what stands. */
  edit(first) {
    const cell = this.at;
    if (this.input || !cell || !this.on.may(cell)) return;
    this.fresh = first !== undefined;
    const kind = this.on.kind?.(cell) || "";
    const input = document.createElement(kind === "long" ? "textarea" : "input");
    if (kind !== "long") input.type = "text";
    input.inputMode = kind === "" || kind === "money" || kind === "points" ? "decimal" : "text";
    if (kind === "choice") input.setAttribute("list", this.on.list(cell));
    input.autocomplete = "off";
    input.value = this.fresh ? first : this.on.text(cell);
    input.setAttribute("aria-label", this.on.label(cell));
    this.input = input;
    this.shown = cell.textContent;
    this.seen = cell.dataset.n; // what others change from now on is a conflict
    cell.replaceChildren(input);
    input.focus();
    if (!this.fresh) input.select();
    input.addEventListener("input", () => this.on.typing?.(cell, input.value, this.seen));
    input.addEventListener("blur", () => { if (this.input === input) this.done(true); });
  }
  done(keep) {
    const { input } = this, cell = input?.parentNode;
    if (!input) return;
    this.input = null;
    this.on.typed?.();
    const text = input.value;
    cell.textContent = this.shown;
    if (keep) this.on.entered(cell, text, this.seen);
    if (document.activeElement === document.body) cell.focus({ preventScroll: true });
  }
}
