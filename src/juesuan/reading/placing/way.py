"""One way to read a table: cells at places, and what was odd about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from juesuan.reading.document import GridText
from juesuan.reading.figures import Figure, read_figure

__all__ = ["Placed", "Way", "in_order"]


@dataclass(frozen=True, slots=True)
class Placed:
    """One printed cell at its place in the form."""

    row: str
    column: str
    figure: Figure
    source: GridText


@dataclass
class Way:
    """One way to read a table. ``cells`` are its numbers and dashes, ``codes`` the functional
    codes in printed order, ``odd`` what could not be understood (reason, cell)."""

    cells: list[Placed] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    odd: list[tuple[str, GridText]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, row: str, column: str, source: GridText | None) -> None:
        """Place a cell; blanks are dropped, words are odd."""
        if source is None:
            return
        figure = read_figure(source.text)
        if figure.kind == "text":
            self.odd.append(("not_a_figure", source))
        elif figure.kind != "blank":
            self.cells.append(Placed(row, column, figure, source))


def in_order(
    way: Way,
    key: str,
    columns: Sequence[str],
    cells: Sequence[GridText | None],
    start: int,
    end: int,
) -> None:
    """Place the cells of a row one after another; what is left over is odd."""
    position = 0
    for number in range(start, end):
        cell = cells[number]
        if position < len(columns):
            way.add(key, columns[position], cell)
            position += 1
        elif cell is not None and cell.text.strip():
            way.odd.append(("outside_columns", cell))
