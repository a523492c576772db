"""A form laid out: its rows written down, every cell with its key and what it sums.

A layout depends on the facts only through the codes that have any: floating rows (浮动行)
show them, and a code without a row in a form of fixed rows is appended below its class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from juesuan.facts import Region, Selection, Space, parse_selection
from juesuan.forms.formset import FormSet, cell_selection, listed_classes
from juesuan.forms.grid import Span, parse_grid
from juesuan.forms.model import MONEY, Form, Row, RowSource, Side

__all__ = ["Cell", "CellKey", "GridCell", "LaidRow", "Listed", "Sheet", "lay_out"]


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """Where a figure stands: form number, row (行次, code, ``total``) and column (栏次)."""

    form: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.form}:{self.row}:{self.column}"


@dataclass(frozen=True, slots=True)
class Listed:
    """That a cell's row is one of a list which shows every code with facts.

    ``context`` is what the whole list sums in the cell's column, ``code`` the row's own.
    """

    dimension: str
    code: str
    context: Region


@dataclass(frozen=True)
class Cell:
    """One figure of a form. ``selection`` is canonical; ``unit`` is ``money`` or a word."""

    key: CellKey
    selection: Selection
    unit: str
    listed: Listed | None = None


@dataclass(frozen=True)
class LaidRow:
    """A row of a side with its cells by column; ``floating`` rows vanish without figures."""

    row: Row
    cells: dict[str, Cell]
    floating: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the printed table: text, or a figure (``cell``), or a closed place.

    ``kind`` is ``header``, ``label``, ``code``, ``row_no``, ``figure``, ``closed`` or ``blank``.
    """

    text: str
    kind: str
    rows: int = 1
    columns: int = 1
    cell: Cell | None = None
    level: int = 0


@dataclass(frozen=True)
class Sheet:
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
        width = self.form.width
        lines: list[list[GridCell | None]] = []
        _place(lines, self.form.header, width, lambda span: GridCell(span.text, "header"))
        pairs = list(zip(self.form.sides, self.sides, strict=True))
        body = [_side_lines(side, laid, self) for side, laid in pairs]
        for number in range(max((len(part) for part in body), default=0)):
            line: list[GridCell | None] = []
            for side, part in zip(self.form.sides, body, strict=False):
                blank: list[GridCell | None] = [GridCell("", "blank") for _ in side.body]
                line += part[number] if number < len(part) else blank
            lines.append(line)
        _place(lines, self.form.footer, width, self._footer_cell)
        return lines

    def _footer_cell(self, span: Span) -> GridCell:
        if not span.text.startswith("@"):
            return GridCell(span.text, "label")
        row, _, column = span.text[1:].rpartition(":")
        return GridCell("", "figure", cell=self.footer_cells[row][column])


def _place(lines, spans, width, make) -> None:  # type: ignore[no-untyped-def]
    """Append the lines of a grid, each span at its first cell, ``None`` under the rest."""
    start = len(lines)
    height = max((span.row + span.rows for span in spans), default=0)
    lines += [[None] * width for _ in range(height)]
    for span in spans:
        cell = make(span)
        lines[start + span.row][span.column] = GridCell(
            cell.text, cell.kind, span.rows, span.columns, cell.cell
        )


def _side_lines(side: Side, rows: Iterable[LaidRow], sheet: Sheet) -> list[list[GridCell | None]]:
    lines: list[list[GridCell | None]] = []
    for laid in rows:
        if laid.row.above:
            spans = parse_grid("\n".join(laid.row.above), len(side.body))
            _place(lines, spans, len(side.body), lambda span: GridCell(span.text, "header"))
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
            line.append(GridCell(row.label, "label", columns=_run(side.body, position, True)))
        elif role == "code":
            line.append(GridCell(row.code, "code", columns=_run(side.body, position, False)))
        elif role in {"name", "label"}:
            line.append(GridCell(row.label, "label", level=level))
        elif role == "row_no":
            line.append(GridCell(row.row_no, "row_no"))
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
        return GridCell("", "figure", cell=cell)
    if (row.key, column) in sheet.form.closed:
        return GridCell(sheet.dash, "closed")
    return GridCell("", "blank")


def lay_out(
    form: Form, form_set: FormSet, space: Space, functions: list[str], economics: list[str]
) -> Sheet:
    """Write a form's rows down for the codes given (with every code above them)."""
    layout = _Layout(form, form_set, space, functions, economics)
    sides = tuple(tuple(layout.side(side)) for side in form.sides)
    footer = {}
    for name, selection in form.footer_rows.items():
        laid = layout.laid(Row(name, name, selection), form.sides[0])
        footer[name] = laid.cells
    return Sheet(form, form_set.dash, sides, footer)


class _Layout:
    def __init__(
        self,
        form: Form,
        form_set: FormSet,
        space: Space,
        functions: list[str],
        economics: list[str],
    ) -> None:
        self.form, self.form_set, self.space = form, form_set, space
        self.functions, self.economics = functions, economics
        self.used: set[tuple[str, str]] = set()
        self.wholes: dict[tuple[Selection, Selection], Selection] = {}
        self.homes = self._homes()
        self.scoped = {
            side.key: {
                column: form.scope.times(selection, space)
                for column, selection in side.columns.items()
            }
            for side in form.sides
        }

    def laid(
        self,
        row: Row,
        side: Side,
        listing: tuple[str, str, Selection] | None = None,
        floating: bool = False,
    ) -> LaidRow:
        """The row with its cells; closed places and places nothing can fill have none.

        ``listing`` is the dimension and code of a listed row and what its list selects.
        """
        cells = {}
        for column, selection in self.scoped[side.key].items():
            if (row.key, column) in self.form.closed:
                continue
            what = cell_selection(row.selection, selection, self.space)
            if what.terms:
                key = CellKey(self.form.no, self._row_key(row, column), column)
                listed = self._listed(listing, selection) if listing else None
                cells[column] = Cell(key, what, row.unit, listed)
        return LaidRow(row, cells, floating)

    def _listed(self, listing: tuple[str, str, Selection], column: Selection) -> Listed | None:
        dimension, code, rows = listing
        whole = self.wholes.get((rows, column))
        if whole is None:
            whole = self.wholes[rows, column] = cell_selection(rows, column, self.space)
        if len(whole.terms) != 1 or whole.terms[0][0] != 1:
            return None
        return Listed(dimension, code, whole.terms[0][1])

    def _row_key(self, row: Row, column: str) -> str:
        """Numbered rows are known by their number, codes by themselves, others by name."""
        if self.form.numbered or not row.key.isdigit() or row.code:
            return row.key
        name, again = row.label, 1
        while (name, column) in self.used:
            again += 1
            name = f"{row.label}#{again}"
        self.used.add((name, column))
        return name

    def side(self, side: Side) -> Iterator[LaidRow]:
        for source in side.sources:
            yield from self.rows(side, source)

    def rows(self, side: Side, source: RowSource) -> Iterator[LaidRow]:
        if source.row is not None:
            yield self.laid(source.row, side, _of_list(source))
        elif source.each == "function classes":
            yield from self._class_rows(side, source)
        elif source.each == "function codes":
            for code in self.functions:
                row = self._coded(side, source, "function", code)
                yield self.laid(row, side, _listing("function", code, source), floating=True)
        else:
            yield from self._economic_rows(side, source)

    def _coded(
        self, side: Side, source: RowSource, dimension: str, code: str, appended: bool = False
    ) -> Row:
        meant = [code, *(c for c, target in side.maps.items() if target == code)]
        assert source.selection is not None
        here = parse_selection(f"[{dimension}={'|'.join(meant)}]", self.space)
        label = side.labels.get(code) or self.space.codes[dimension].name(code)
        if label == code:
            label = next((e.name for e in self.space.codes[dimension].other_years(code)), code)
        selection = source.selection.times(here, self.space)
        return Row(code, label, selection, code=code, appended=appended)

    def _class_rows(self, side: Side, source: RowSource) -> Iterator[LaidRow]:
        listed = listed_classes(self.form_set.classes)
        first = source.first or 1
        assert source.selection is not None
        for number, (code, label) in enumerate(listed, first):
            here = parse_selection(f"[function={code}]", self.space)
            selection = source.selection.times(here, self.space)
            row_no = str(number) if self.form.numbered else ""
            row = Row(str(number), label, selection, row_no)
            yield self.laid(row, side, _listing("function", code, source))
        for code in self.functions:
            if len(code) == 3 and code not in {c for c, _ in listed}:
                selection = source.selection.times(
                    parse_selection(f"[function={code}]", self.space), self.space
                )
                name = self.space.codes["function"].name(code)
                row = Row(code, name, selection, unit=MONEY, appended=True)
                yield self.laid(row, side, _listing("function", code, source), floating=True)

    def _homes(self) -> dict[str, str]:
        """For each economic code without a row in this form, the code below whose rows it
        is appended: the last one of its class, or of its group (人员、公用)."""
        fixed = [c for side in self.form.sides for s in side.sources for c in s.codes]
        mapped = {code for side in self.form.sides for code in side.maps}
        homes: dict[str, str] = {}
        if not fixed:
            return homes
        codes = self.space.codes["economic"]
        for code in self.economics:
            if code in fixed or code in mapped:
                continue
            same_class = [c for c in fixed if c[:3] == code[:3]]
            group = self.space.lineage("economic", code)[-1]
            same_group = [c for c in fixed if codes.lineage(c)[-1] == group]
            homes[code] = (same_class or same_group or fixed)[-1]
        return homes

    def _economic_rows(self, side: Side, source: RowSource) -> Iterator[LaidRow]:
        for code in source.codes:
            row = self._coded(side, source, "economic", code)
            yield self.laid(row, side, _listing("economic", code, source))
            for extra in (c for c, home in self.homes.items() if home == code):
                row = self._coded(side, source, "economic", extra, appended=True)
                yield self.laid(row, side, _listing("economic", extra, source), floating=True)


def _of_list(source: RowSource) -> tuple[str, str, Selection] | None:
    """The list that a single row is a part of: its selection without the code."""
    row, name = source.row, source.listed
    if row is None or not name or len(row.selection.terms) != 1:
        return None
    sign, region = row.selection.terms[0]
    codes = region.get(name) or frozenset()
    if len(codes) != 1:
        return None
    return name, next(iter(codes)), Selection(((sign, region.without(name)),))


def _listing(dimension: str, code: str, source: RowSource) -> tuple[str, str, Selection]:
    assert source.selection is not None
    return dimension, code, source.selection
