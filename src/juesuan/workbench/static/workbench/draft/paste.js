// A block from Excel, WPS or a page: an array of lines, each of texts; undefined where a merged cell
// covers.
export function block(data) {
  const html = data.getData("text/html");
  if (html) {
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (table) return fromTable(table);
  }
  return fromText(data.getData("text/plain"));
}

export function fromText(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map(line => line.split("\t").map(cell => cell.replace(/^"(.*)"$/s, "$1").trim()));
}

export function fromTable(table) {
  const lines = [];
  [...table.rows].forEach((row, y) => {
    lines[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (x in lines[y]) x += 1;
      const down = Math.min(cell.rowSpan || 1, table.rows.length - y);
      for (let dy = 0; dy < down; dy += 1) {
        lines[y + dy] ??= [];
        for (let dx = 0; dx < Math.min(cell.colSpan || 1, 200); dx += 1) lines[y + dy][x + dx] = undefined;
      }
      lines[y][x] = cell.textContent.trim();
      x += cell.colSpan || 1;
    }
  });
  return lines.filter(Boolean);
}
