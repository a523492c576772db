"""A booklet's tables as every paged format prints them: prescribed forms and others alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from juesuan.forms import Disclosure, FilledForm
from juesuan.narrative import Booklet, FormTable, Heading, Paragraph, Table, TableCell
from juesuan.publishing.table import LABELS, Placed, lines_needed, printed_table
from juesuan.publishing.texts import texts
from juesuan.publishing.wording import (
    department_line,
    empty_sentence,
    is_total,
    notes,
    unit_line,
)

__all__ = ["LaidBlock", "LaidCell", "LaidTable", "heading_text", "laid_blocks"]

_FIGURE_EM, _LABEL_MOST_EM = 0.56, 13.0
_PADDING_EM = 1.0
_LARGEST, _LEGIBLE, _SMALLEST = 10.5, 6.5, 4.5
"""Points: the largest print, the smallest to get a table on one page, the smallest at all."""
_ROW_EM, _LINE_EM, _AROUND, _NOTE, _ONE_PAGE = 1.55, 1.1, 80.0, 16.0, 48
"""Em of a row of one line and of each further line; points around a table and of a note."""


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A printed cell: where it begins, what it covers, how it is set.

    ``align`` is ``left``, ``center`` or ``right``; ``indent`` counts steps of a label.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    align: str = "left"
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True)
class LaidTable:
    """A table with all that stands around it. ``head`` is how many rows repeat on each page;
    ``widths`` are the columns' least widths in em of the table's print. ``form`` is the number
    of a prescribed form; ``heading`` stands above the table on its own page."""

    title: str
    number: str
    department: str
    unit: str
    cells: tuple[LaidCell, ...]
    rows: int
    head: int
    widths: tuple[float, ...]
    notes: tuple[str, ...] = ()
    sentence: str = ""
    landscape: bool = False
    form: str = ""
    heading: Heading | None = None

    def print_size(self, width: float, height: float) -> float:
        """Font size in points at which the table fits so many points across: always across,
        and down too, if it has few enough rows for one page and stays legible."""
        size = min(_LARGEST, width / sum(self.widths))
        while self.rows <= _ONE_PAGE and size > _LEGIBLE:
            if self._height(size, width) <= height - _AROUND - _NOTE * len(self.notes):
                break
            size -= 0.1
        else:
            if self.rows <= _ONE_PAGE and self._height(size, width) > height:
                size = min(_LARGEST, width / sum(self.widths))
        return max(_SMALLEST, size)

    def _height(self, size: float, width: float) -> float:
        """Points down that the rows take at a font size."""
        wider = width / size / sum(self.widths)
        lines = [1] * self.rows
        for cell in self.cells:
            if cell.rows == 1:
                across = sum(self.widths[cell.column : cell.column + cell.columns]) * wider
                room = int((across - _PADDING_EM / 2) / _FIGURE_EM) - 2 * cell.indent
                lines[cell.row] = max(lines[cell.row], lines_needed(cell.text, room))
        return sum(size * (_ROW_EM + _LINE_EM * (count - 1)) for count in lines)


LaidBlock = Heading | Paragraph | LaidTable


def laid_blocks(booklet: Booklet, disclosure: Disclosure) -> Iterator[LaidBlock]:
    """The booklet's blocks with every table laid out; a heading just above a table goes with
    it. Raises ``KeyError`` for a form that the disclosure lacks."""
    waiting: Heading | None = None
    for block in booklet.blocks:
        if isinstance(block, FormTable | Table):
            if isinstance(block, FormTable):
                laid = _form(disclosure, disclosure.form(block.no))
            else:
                laid = _table(block)
            above = waiting if waiting is not None and waiting.level > 1 else None
            if waiting is not None and above is None:
                yield waiting
            waiting = None
            yield replace(laid, heading=above)
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        if isinstance(block, Heading):
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting


def heading_text(heading: Heading) -> str:
    """A heading as printed: a number that does not end in punctuation stands apart."""
    number = heading.number
    apart = "　" if number and number[-1].isalnum() else ""
    return f"{number}{apart}{heading.text}"


def _form(disclosure: Disclosure, filled: FilledForm) -> LaidTable:
    table = printed_table(disclosure, filled)
    sentence = empty_sentence(disclosure, filled)
    if filled.empty and not sentence:
        sentence = texts("zh")["form_empty"]
    return LaidTable(
        filled.form.title,
        filled.form.number,
        department_line(disclosure, filled),
        unit_line(disclosure, filled),
        tuple(_cell(placed, table.head) for row in table.cells for placed in row),
        len(table.cells),
        table.head,
        tuple(
            min(width * _FIGURE_EM + _PADDING_EM, _LABEL_MOST_EM)
            if role in LABELS
            else width * _FIGURE_EM + _PADDING_EM / 2
            for role, width in zip(table.roles, table.widths, strict=True)
        ),
        tuple(notes(disclosure, filled)),
        sentence,
        filled.form.landscape,
        filled.form.no,
    )


def _cell(placed: Placed, head: int) -> LaidCell:
    cell, text = placed.cell, placed.text
    total = cell.kind == "label" and is_total(text)
    align = "left"
    if placed.line < head or total or cell.kind in {"header", "row_no", "closed"}:
        align = "center"
    elif cell.kind == "figure":
        align = "right"
    return LaidCell(
        placed.line,
        placed.column,
        text,
        cell.rows,
        cell.columns,
        align,
        total or cell.kind == "header" or placed.line < head,
        cell.level if align == "left" else 0,
    )


def _table(table: Table) -> LaidTable:
    width = len(table.widths)
    cells, free = [], [[True] * width for _ in table.rows]
    head = 0
    for y, row in enumerate(table.rows):
        for cell in row:
            x = next((n for n, open_ in enumerate(free[y]) if open_), None)
            if x is None:
                raise ValueError(f"{table.title}: row {y + 1} is wider than the table")
            for covered in free[y : y + cell.rows]:
                covered[x : x + cell.columns] = [False] * len(covered[x : x + cell.columns])
            cells.append(_other_cell(y, x, cell))
        if head == y and row and all(cell.head for cell in row):
            head = y + 1
    total = sum(table.widths)
    return LaidTable(
        table.title,
        table.number,
        table.department_line,
        table.unit_line,
        tuple(cells),
        len(table.rows),
        head,
        tuple(_EM_ACROSS[table.landscape] * share / total for share in table.widths),
        table.notes,
        "",
        table.landscape,
    )


_EM_ACROSS = {False: 52.0, True: 84.0}
"""Em across a page at the size in which performance tables are printed."""


def _other_cell(y: int, x: int, cell: TableCell) -> LaidCell:
    return LaidCell(y, x, cell.text, cell.rows, cell.columns, cell.align, cell.head)
