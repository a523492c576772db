// Edits on their way: one after another, kept in the browser until the server has stored them.
const items = body => [...(body.cells || []), ...(body.texts || [])];

export class Saving {
  /** `base` comes before each address, `heard` is called with each answer, `state` with saved, saving, lost, over. */
  constructor(key, token, heard, state, base = "") {
    Object.assign(this, { key, token, heard, state, base, busy: false, wait: 500 });
    try { this.queue = JSON.parse(localStorage.getItem(key) || "[]"); } catch { this.queue = []; }
  }
  get open() { return this.queue.length > 0 || this.busy; }
  waits(place) { return this.queue.some(one => items(one.body).some(cell => cell.at === place)); }
  keep() {
    try { this.queue.length ? localStorage.setItem(this.key, JSON.stringify(this.queue)) : localStorage.removeItem(this.key); } catch { /* private mode */ }
  }
  add(address, body = {}) {
    this.queue.push({ address, body });
    this.keep();
    this.go();
  }
  async go() {
    if (this.busy || !this.queue.length) { if (!this.busy) this.state("saved"); return; }
    this.busy = true;
    this.state("saving");
    const sent = this.queue[0];
    let answer, status = 0;
    try {
      const response = await fetch(this.base + sent.address, {
        method: "POST", credentials: "same-origin", redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(sent.body),
      });
      status = response.status;
      if (response.type === "opaqueredirect" || status === 403 || status === 404) { this.busy = false; this.state("over"); return; }
      if (status >= 500 || status === 0) throw new Error(String(status));
      answer = status === 400 ? {} : await response.json();
    } catch {
      this.busy = false;
      this.state("lost");
      setTimeout(() => this.go(), this.wait);
      this.wait = Math.min(this.wait * 2, 5000);
      return;
    }
    this.wait = 500;
    this.queue.shift();
    if (status === 200) for (const later of this.queue) for (const cell of items(later.body))
      if (items(sent.body).some(one => one.at === cell.at)) cell.seen = answer.cells[cell.at]?.[2] ?? answer.texts[cell.at]?.[1] ?? cell.seen;
    this.keep();
    this.busy = false;
    this.heard(status, answer, sent);
    this.go();
  }
}
