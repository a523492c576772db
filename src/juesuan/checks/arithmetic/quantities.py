"""Columns whose cells print their unit with each number (8辆), or the words of their head before it
(全年执行数 840.15万元), as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.keeping import compiled
from juesuan.reading import GridText
from juesuan.reading.figures import read_figure

__all__ = ["bare_rows"]

_QUANTITY = compiled(
    r"(?P<words>[^\d，。；,;]{0,10}?)[\s：:]*(?P<number>-?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[^\W\d_]{0,3})"
)
_FEWEST = 2
"""Cells of a column at least that are such."""

_Row = Sequence[GridText | None]


class _Column(Struct, frozen=True):
    """The bare numbers of a column by their rows, and whether its cells say its head."""

    numbers: dict[int, str]
    headed: bool


def bare_rows(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The rows with bare numbers in such columns but the first; rows that end early are filled up
    where the cells say what they are of. The rows themselves where no column is such."""
    width = max(map(len, rows), default=0)
    found = {n: column for n in range(1, width) if (column := _column(rows, n))}
    if not found:
        return rows
    headed = any(column.headed for column in found.values())
    made: list[list[GridText | None]] = []
    for place, row in enumerate(rows):
        cells = [*row, *([None] * (width - len(row)))] if headed and len(row) > 1 else [*row]
        for n, column in found.items():
            cell = cells[n] if n < len(cells) else None
            if cell is not None and place in column.numbers:
                cells[n] = replace(cell, text=column.numbers[place])
        made.append(cells)
    return made


def _column(rows: Sequence[_Row], column: int) -> _Column | None:
    numbers: dict[int, str] = {}
    units, words = set[str](), set[str]()
    for place, text in _texts(rows, column):
        if read_figure(text).kind != "text":
            continue
        match = _QUANTITY.fullmatch(text)
        if match is None:
            if numbers:
                return None
            continue
        numbers[place] = match["number"]
        units.add(match["unit"])
        words |= {match["words"].strip()} - {""}
    if len(numbers) < _FEWEST or len(units) > 1 or len(words) > 1 or not any(units | words):
        return None
    return _Column(numbers, bool(words))


def _texts(rows: Sequence[_Row], column: int) -> Iterable[tuple[int, str]]:
    for place, row in enumerate(rows):
        cell = row[column] if column < len(row) else None
        if cell is not None and cell.text.strip():
            yield place, cell.text.strip()
