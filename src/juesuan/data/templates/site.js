// 站点的脚本：说明每个数字的由来，并可搜索 · What a figure is made of, and search.
(() => {
  "use strict";
  const get = (id) => document.getElementById(id);
  const identities = JSON.parse(get("identities").textContent);
  const said = JSON.parse(get("said").textContent);
  document.body.classList.add("scripted");

  // 数字的由来 · How a figure was computed.
  const told = get("told");
  let asked = null;
  const place = (cell) => (cell.title || "").split("\n")[0];
  const label = (cell) => {
    const row = cell.closest("tr");
    const name = [...row.cells].filter((c) => c.scope === "row" || c.classList.contains("t")).pop();
    return name ? name.textContent.trim() : "";
  };
  const line = (coefficient, cell) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = "#" + cell.id;
    link.textContent = (coefficient < 0 ? "− " : "") + place(cell) + "　" + label(cell);
    const figure = document.createElement("span");
    figure.textContent = cell.textContent.trim() || said.blank;
    item.append(link, figure);
    return item;
  };
  const tell = (cell) => {
    asked = cell;
    get("told-title").textContent = place(cell) + "　" + cell.textContent.trim();
    get("told-words").textContent = (cell.title || "").split("\n").slice(1).join("\n");
    const sums = get("told-sums");
    sums.replaceChildren();
    for (const terms of identities[cell.id] || []) {
      const list = document.createElement("ul");
      const lines = terms.map(([c, id]) => [c, get(id)]).filter(([, other]) => other);
      if (!lines.length) continue;
      const head = document.createElement("p");
      head.textContent = lines.length === 1 ? said.same : said.sum;
      lines.forEach(([c, other]) => list.append(line(c, other)));
      sums.append(head, list);
    }
    told.hidden = false;
    get("told-close").focus();
  };
  const close = () => {
    told.hidden = true;
    if (asked) asked.focus();
  };
  get("told-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !told.hidden) close();
  });
  for (const cell of document.querySelectorAll("td.n[id]")) {
    if (!cell.textContent.trim()) continue;
    cell.tabIndex = -1;
    cell.addEventListener("click", () => tell(cell));
    cell.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // else the key would press the button that is focused next
      tell(cell);
    });
  }
  for (const box of document.querySelectorAll(".box")) {
    // 方向键在表内移动 · Arrow keys move within a table.
    box.addEventListener("keydown", (event) => {
      const cells = [...box.querySelectorAll("td.n[id]")].filter((c) => c.tabIndex === -1);
      const at = cells.indexOf(document.activeElement);
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      let next = null;
      if (by && cells.length) next = cells[Math.min(Math.max(at + by, 0), cells.length - 1)];
      if (down && at >= 0) {
        const left = cells[at].offsetLeft;
        const ahead = down > 0 ? cells.slice(at + 1) : cells.slice(0, at).reverse();
        next = ahead.find((c) => c.offsetLeft === left) || cells[at];
      }
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  // 搜索 · Search.
  const search = get("search");
  search.hidden = false;
  search.addEventListener("submit", (event) => event.preventDefault());
  const plain = (text) => text.replace(/[\s,，]/g, "").toLowerCase();
  let index = null;
  const build = () => {
    const found = [];
    let number = 0;
    for (const part of document.querySelectorAll(".booklet > h2, .booklet > h3, .booklet > h4, .booklet > h5, .said, .form h2, .form h3")) {
      if (!part.id) part.id = "s-" + number++;
      found.push([part, part.textContent.trim(), ""]);
    }
    for (const row of document.querySelectorAll(".form tbody tr")) {
      const text = [...row.cells].map((c) => c.textContent.trim()).filter(Boolean).join("　");
      const section = row.closest(".form");
      const title = section.querySelector("h2, h3").textContent.trim();
      if (text) found.push([row, text, title]);
    }
    return found;
  };
  const show = () => {
    const wanted = plain(get("query").value);
    const list = get("found");
    list.replaceChildren();
    document.querySelectorAll(".hit").forEach((hit) => hit.classList.remove("hit"));
    get("count").textContent = "";
    if (!wanted) return;
    index = index || build();
    const hits = index.filter(([, text]) => plain(text).includes(wanted));
    get("count").textContent = said.hits.replace("{count}", hits.length);
    for (const [part, text, title] of hits.slice(0, 40)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      if (!part.id) part.id = "r-" + index.findIndex(([other]) => other === part);
      link.href = "#" + part.id;
      const at = Math.max(0, text.indexOf(get("query").value.trim()) - 24);
      link.textContent = (title ? title + "：" : "") + (at ? "…" : "") + text.slice(at, at + 90);
      link.addEventListener("click", () => part.classList.add("hit"));
      item.append(link);
      list.append(item);
    }
  };
  let waiting = 0;
  get("query").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
})();
