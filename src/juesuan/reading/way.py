"""One way to read a table: cells at places, and what was odd about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from juesuan.reading.document import GridText
from juesuan.reading.figures import Figure, read_figure

__all__ = ["PlacedFigure", "PrintedRow", "Way", "figure_of", "in_order", "unit_in"]

_HALF = 0.5
_UNIT = re.compile(r"\s*(万元|元)\s*$")


def unit_in(text: str) -> str:
    """The money unit a cell prints after its figure; empty if none."""
    found = _UNIT.search(text)
    return found[1] if found else ""


def figure_of(text: str) -> Figure:
    """Read a cell's text; a money unit after the figure is left aside."""
    figure = read_figure(text)
    if figure.kind == "text" and _UNIT.search(text):
        bare = read_figure(_UNIT.sub("", text))
        return bare if bare.is_number else figure
    return figure


class PlacedFigure(Struct, frozen=True):
    """One printed cell at its place in the form."""

    row: str
    column: str
    figure: Figure
    source: GridText


class PrintedRow(Struct, frozen=True):
    """A printed row and the column each of its cells is taken for: an index into
    ``columns``, outside it for what stands beside them."""

    key: str
    columns: Sequence[str]
    cells: Sequence[GridText | None]
    at: Sequence[int]


class Way(Struct, kw_only=True):
    """One way to read a table. ``cells`` are its numbers and dashes, ``codes`` the functional
    codes in printed order, ``odd`` what could not be understood (reason, cell), ``lines`` the
    rows whose cells were placed one after another, ``doubts`` the rows that are not certain,
    ``headed`` tells that columns out of order stand just below their heads, ``loose`` that
    rows are longer than the form and the head: no head vouches for their columns."""

    cells: list[PlacedFigure] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    odd: list[tuple[str, GridText]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    lines: list[PrintedRow] = field(default_factory=list)
    doubts: dict[str, float] = field(default_factory=dict)
    headed: bool = False
    loose: bool = False

    def add(self, row: str, column: str, source: GridText | None) -> None:
        """Place a cell; blanks are dropped, words are odd."""
        if source is None:
            return
        figure = figure_of(source.text)
        if figure.kind == "text":
            self.odd.append(("not_a_figure", source))
        elif figure.kind != "blank":
            self.cells.append(PlacedFigure(row, column, figure, source))

    def doubt(self, rows: Iterable[str], certainty: float = _HALF) -> None:
        """Lower the certainty of rows; what is less certain already stays so."""
        for row in rows:
            self.doubts[row] = min(certainty, self.doubts.get(row, 1.0))

    def place(self, line: PrintedRow) -> None:
        """Place the cells of a line; filled ones outside the columns are odd."""
        self.lines.append(line)
        for position, cell in zip(line.at, line.cells, strict=True):
            if 0 <= position < len(line.columns):
                self.add(line.key, line.columns[position], cell)
            elif cell is not None and cell.text.strip():
                self.odd.append(("outside_columns", cell))


def in_order(
    way: Way,
    key: str,
    columns: Sequence[str],
    cells: Sequence[GridText | None],
    start: int,
    end: int,
) -> None:
    """Place the cells of a row one after another; what is left over is odd."""
    part = cells[start:end]
    way.place(PrintedRow(key, columns, part, range(len(part))))
