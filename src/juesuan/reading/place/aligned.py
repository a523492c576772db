"""Tables whose rows all have just the cells they should: read one way, nothing to weigh.

What is asked for is plain from the table alone: every row ends with as many cells as the form
has columns, they begin under the first column's number, and the sums of codes come out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from juesuan.reading.way import PrintedRow, Way, figure_of

__all__ = ["fits", "sums_hold"]


def fits(way: Way) -> bool:
    """Whether a way needs no other to be compared with."""
    if way.loose or any(key == "outside_columns" for key, _ in way.odd):
        return False
    if any(len(line.at) != len(line.columns) or not _plain(line) for line in way.lines):
        return False
    return not way.codes or sums_hold(way.lines)


def _plain(line: PrintedRow) -> bool:
    return all(at == place for place, at in enumerate(line.at))


def sums_hold(lines: Sequence[PrintedRow]) -> bool:
    """Whether every row of a table of functional codes is the sum of the rows below it in
    every column, to within what rounding explains, and no row is printed twice."""
    rows: dict[str, list[int]] = {}
    for line in lines:
        if line.key in rows:
            return False
        rows[line.key] = [_hundredths(line, place) for place in range(len(line.columns))]
    below: dict[str, list[str]] = defaultdict(list)
    for code in rows:
        if code != "total":
            above = (code[:length] for length in (5, 3) if length < len(code))
            below[next((key for key in above if key in rows), "total")].append(code)
    for key, parts in below.items():
        if key not in rows:
            return False
        for column, whole in enumerate(rows[key]):
            rest = whole - sum(rows[part][column] for part in parts)
            if 2 * abs(rest) >= len(parts) + 1:
                return False
    return True


def _hundredths(line: PrintedRow, place: int) -> int:
    cell = line.cells[place]
    return _in_hundredths(cell.text) if cell is not None else 0


@lru_cache(maxsize=20_000)
def _in_hundredths(text: str) -> int:
    figure = figure_of(text)
    return int(figure.value.scaleb(2)) if figure.is_number else 0
