"""A form laid out: its rows written down, every cell with its key and what it sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field

from juesuan.facts import Region, Selection
from juesuan.forms.grid import Span, parse_grid
from juesuan.forms.model import Form, Row, Side

__all__ = ["Cell", "CellKey", "GridCell", "LaidRow", "Listed", "Sheet"]


class CellKey(NamedTuple):
    """Where a figure stands: form number, row (行次, code, ``total``) and column (栏次)."""

    form: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.form}:{self.row}:{self.column}"


class Listed(Struct, frozen=True):
    """That a cell's row is one of a list which shows every code with facts.

    ``context`` is what the whole list sums in the cell's column, ``code`` the row's own.
    """

    dimension: str
    code: str
    context: Region


class Cell(Struct, frozen=True):
    """One figure of a form. ``selection`` is canonical; ``unit`` is ``money`` or a word."""

    key: CellKey
    selection: Selection
    unit: str
    listed: Listed | None = None


class LaidRow(Struct, frozen=True):
    """A row of a side with its cells by column; ``floating`` rows vanish without figures."""

    row: Row
    cells: dict[str, Cell]
    floating: bool = False


class GridCell(Struct, frozen=True, kw_only=True):
    """One cell of the printed table: text, or a figure (``cell``), or a closed place.

    ``kind`` is ``header``, ``label``, ``code``, ``row_no``, ``figure``, ``closed`` or ``blank``.
    """

    text: str
    kind: str
    rows: int = 1
    columns: int = 1
    cell: Cell | None = None
    level: int = 0


class Sheet(Struct, frozen=True, dict=True):
    """A form laid out for a set of codes."""

    form: Form
    dash: str
    sides: tuple[tuple[LaidRow, ...], ...]
    footer_cells: dict[str, dict[str, Cell]] = field(default_factory=dict)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All figures of the form, side by side and row by row."""
        return tuple(self._cells())

    def _cells(self) -> Iterator[Cell]:
        for side in self.sides:
            for laid in side:
                yield from laid.cells.values()
        for cells in self.footer_cells.values():
            yield from cells.values()

    @property
    def appended(self) -> list[Row]:
        """Rows that the form set does not have and the facts needed."""
        return [laid.row for side in self.sides for laid in side if laid.row.appended]

    def keeping(self, wanted: set[CellKey]) -> Sheet:
        """The sheet without floating rows none of whose cells is wanted."""
        sides = tuple(
            tuple(
                laid
                for laid in side
                if not laid.floating or any(c.key in wanted for c in laid.cells.values())
            )
            for side in self.sides
        )
        return Sheet(self.form, self.dash, sides, self.footer_cells)

    def grid(self) -> list[list[GridCell | None]]:
        """The whole printed table, head first. ``None`` stands where a merged cell covers."""
        return [list(line) for line in self._grid]

    @cached_property
    def _grid(self) -> list[list[GridCell | None]]:
        width = self.form.width
        lines: list[list[GridCell | None]] = []
        _place(lines, self.form.header, width, _head)
        pairs = list(zip(self.form.sides, self.sides, strict=True))
        body = [_side_lines(side, laid, self) for side, laid in pairs]
        for number in range(max((len(part) for part in body), default=0)):
            line: list[GridCell | None] = []
            for side, part in zip(self.form.sides, body, strict=False):
                blank: list[GridCell | None] = [GridCell(text="", kind="blank") for _ in side.body]
                line += part[number] if number < len(part) else blank
            lines.append(line)
        _place(lines, self.form.footer, width, self._footer_cell)
        return lines

    def _footer_cell(self, span: Span) -> GridCell:
        if not span.text.startswith("@"):
            return GridCell(text=span.text, kind="label")
        row, _, column = span.text[1:].rpartition(":")
        return GridCell(text="", kind="figure", cell=self.footer_cells[row][column])


def _head(span: Span) -> GridCell:
    return GridCell(text=span.text, kind="header")


def _place(
    lines: list[list[GridCell | None]],
    spans: Sequence[Span],
    width: int,
    make: Callable[[Span], GridCell],
) -> None:
    """Append the lines of a grid, each span at its first cell, ``None`` under the rest."""
    start = len(lines)
    height = max((span.row + span.rows for span in spans), default=0)
    lines += [[None] * width for _ in range(height)]
    for span in spans:
        cell = make(span)
        lines[start + span.row][span.column] = GridCell(
            text=cell.text, kind=cell.kind, rows=span.rows, columns=span.columns, cell=cell.cell
        )


def _side_lines(side: Side, rows: Iterable[LaidRow], sheet: Sheet) -> list[list[GridCell | None]]:
    lines: list[list[GridCell | None]] = []
    for laid in rows:
        if laid.row.above:
            spans = parse_grid("\n".join(laid.row.above), len(side.body))
            _place(lines, spans, len(side.body), _head)
        lines.append(_line(side, laid, sheet))
    return lines


def _line(side: Side, laid: LaidRow, sheet: Sheet) -> list[GridCell | None]:
    row = laid.row
    line: list[GridCell | None] = []
    level = {3: 0, 5: 1, 7: 2}.get(len(row.code), 0)
    coded = bool(row.code)
    for position, role in enumerate(side.body):
        before = side.body[position - 1] if position else ""
        joined = role == before or (not coded and {role, before} == {"code", "name"})
        if joined and role not in side.columns:
            line.append(None)
        elif role in {"code", "name"} and not coded:
            line.append(
                GridCell(text=row.label, kind="label", columns=_run(side.body, position, True))
            )
        elif role == "code":
            line.append(
                GridCell(text=row.code, kind="code", columns=_run(side.body, position, False))
            )
        elif role in {"name", "label"}:
            line.append(GridCell(text=row.label, kind="label", level=level))
        elif role == "row_no":
            line.append(GridCell(text=row.row_no, kind="row_no"))
        else:
            line.append(_figure(row, role, laid, sheet))
    return line


def _run(body: tuple[str, ...], start: int, with_name: bool) -> int:
    """How many printed columns a code (or, without a code, its label) spans."""
    wanted = {"code", "name"} if with_name else {body[start]}
    length = 1
    while start + length < len(body) and body[start + length] in wanted:
        length += 1
    return length


def _figure(row: Row, column: str, laid: LaidRow, sheet: Sheet) -> GridCell:
    if cell := laid.cells.get(column):
        return GridCell(text="", kind="figure", cell=cell)
    if (row.key, column) in sheet.form.closed:
        return GridCell(text=sheet.dash, kind="closed")
    return GridCell(text="", kind="blank")
