// Long tables: their columns keep their widths, so that a figure that changes lays out its line alone.
const LONG = 150;

/** Hold the columns of a long table to the widths that their contents ask for. */
export function held(table) {
  if (table.rows.length < LONG) return () => {};
  const widths = [], covered = [];
  let longest = 0;
  const measure = () => {
    table.querySelector("colgroup")?.remove();
    table.style.tableLayout = "";
    widths.length = covered.length = 0;
    [...table.rows].slice(0, LONG).forEach((row, y) => {
      let x = 0;
      for (const cell of row.cells) {
        while (covered[y]?.[x]) x += 1;
        for (let dy = 1; dy < cell.rowSpan; dy += 1) for (let dx = 0; dx < cell.colSpan; dx += 1) (covered[y + dy] ??= [])[x + dx] = true;
        if (cell.colSpan === 1) widths[x] ??= cell.getBoundingClientRect().width;
        x += cell.colSpan;
      }
    });
    if (widths.length === 0 || widths.includes(undefined)) return;
    const group = document.createElement("colgroup");
    for (const width of widths) group.append(Object.assign(document.createElement("col"), { width: Math.ceil(width) }));
    table.prepend(group);
    table.style.tableLayout = "fixed";
  };
  for (const cell of table.querySelectorAll("td.f")) longest = Math.max(longest, cell.textContent.length);
  measure();
  return text => {
    if (text.length <= longest) return;
    longest = text.length;
    requestAnimationFrame(measure);
  };
}
