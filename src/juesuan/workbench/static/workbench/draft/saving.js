// Edits on their way: one after another, kept in the browser until the server has stored them. Each
// has a mark of its own, so that what is sent again, its answer lost, is not made twice.
const items = body => [...(body.cells || []), ...(body.texts || [])];
const random = () => [...crypto.getRandomValues(new Uint8Array(12))].map(n => n.toString(16).padStart(2, "0")).join("");

export class Saving {
  /** `base` comes before each address, `heard` is called with each answer, `state` with saved, saving, lost, over. */
  constructor(key, token, heard, state, base = "") {
    Object.assign(this, { key: `${key}|${random()}`, token, heard, state, base, busy: false, wait: 500, queue: [], asked: [] });
    try { this.adopt(key); } catch { /* nothing can be kept in this browser */ }
  }
  /** Go on with what other tabs of this draft, or this one before, have left. */
  adopt(key) {
    const left = Object.keys(localStorage).filter(name => name === key || (name.startsWith(`${key}|`) && name !== this.key));
    for (const name of left) this.queue.push(...JSON.parse(localStorage.getItem(name)));
    this.keep();
    for (const name of left) localStorage.removeItem(name);
  }
  get open() { return this.queue.length > 0 || this.busy; }
  waits(place) { return this.queue.some(one => items(one.body).some(cell => cell.at === place)); }
  keep() {
    const kept = [...this.asked, ...this.queue];
    try { kept.length ? localStorage.setItem(this.key, JSON.stringify(kept)) : localStorage.removeItem(this.key); } catch { /* private mode */ }
  }
  add(address, body = {}) {
    this.queue.push({ address, body, mark: random() });
    this.keep();
    this.go();
  }
  /** Somebody has chosen between both values of an edit that others were faster with. */
  settled(sent) {
    this.asked = this.asked.filter(one => one !== sent);
    this.keep();
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
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token, "X-Draft": document.getElementById("draft").dataset.pk },
        body: JSON.stringify({ ...sent.body, mark: sent.mark }),
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
    if (status === 409) this.asked.push(sent);
    if (status === 200) for (const later of this.queue) for (const cell of items(later.body))
      if (items(sent.body).some(one => one.at === cell.at)) cell.seen = answer.cells[cell.at]?.[2] ?? answer.texts[cell.at]?.[1] ?? cell.seen;
    this.keep();
    this.busy = false;
    this.heard(status, answer, sent);
    this.go();
  }
}

/** What is typed and not yet entered, kept for the case that the tab dies. */
export class Typing {
  constructor(key) { this.key = `typing-${key}`; }
  keep(at, text, seen) {
    try { localStorage.setItem(this.key, JSON.stringify({ at, text, seen })); } catch { /* private mode */ }
  }
  over() { try { localStorage.removeItem(this.key); } catch { /* private mode */ } }
  get left() { try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; } }
}
