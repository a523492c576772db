"""A booklet's tables as every paged format prints them: prescribed forms and others alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from juesuan.forms import Disclosure, FilledForm
from juesuan.narrative import Booklet, BookletTable, FormTable, Heading, TableCell, WrittenParagraph
from juesuan.publishing.look import Look, TableLook
from juesuan.publishing.table import LABELS, PlacedText, lines_needed, printed_table, text_width
from juesuan.publishing.texts import texts
from juesuan.publishing.wording import (
    department_line,
    empty_sentence,
    is_total,
    notes,
    unit_line,
)

__all__ = [
    "LaidBlock",
    "LaidCell",
    "LaidTable",
    "PageFit",
    "cover_lines",
    "heading_text",
    "laid_blocks",
    "laid_table",
]

_FIGURE_EM, _LABEL_MOST_EM = 0.56, 13.0
_PADDING_EM = 1.0
_ROW_EM, _LINE_EM, _ONE_PAGE = 1.55, 1.1, 48
"""Em of a row of one line and of each further line; the most rows that one page holds."""
_AROUND, _NOTE, _PART = 90.0, 18.0, 40.0
"""Points around a table, of a note, and of the heading of a part above it."""
_SPREAD_ROWS, _SPREAD_EM, _SPREAD = 6, 0.5, 0.9
"""From so many rows on a table fills its page: up to so many em above and below a row, and this
share of what is left of the page."""


class PageFit(Struct, frozen=True, kw_only=True):
    """How a table fits its page: the paper, points of its print, points across, and em that a
    row has above and below its lines, more than it needs."""

    paper: str
    size: float
    across: float
    apart: float


class LaidCell(Struct, frozen=True, kw_only=True):
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


class LaidTable(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """A table with all that stands around it. ``head`` is how many rows repeat on each page;
    ``widths`` are the columns' least widths in em of the table's print. ``about`` tells
    tables of one title apart; ``form`` is the number
    of a prescribed form; ``headings`` stand above the table on its own page."""

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
    about: str = ""
    headings: tuple[Heading, ...] = ()

    @cached_property
    def _fits(self) -> dict[Look, PageFit]:
        """What was worked out so far; nothing is carried over to a table with other parts."""
        return {}

    def fit(self, look: Look) -> PageFit:
        """How the table is printed in a layout: on the smallest paper on which it is legible and
        stands on one page, or else on which it is legible across."""
        if look not in self._fits:
            self._fits[look] = self._fitted(look)
        return self._fits[look]

    def _fitted(self, look: Look) -> PageFit:
        papers = look.table.papers if self.landscape else look.table.papers[:1]
        tried = [self._on(paper, look) for paper in papers]
        whole = (fit for fit, left in tried if fit.size >= look.table.legible and left >= 0)
        wide = (fit for fit, _ in tried if fit.size >= look.table.legible)
        return next(whole, None) or next(wide, tried[-1][0])

    def _on(self, paper: str, look: Look) -> tuple[PageFit, float]:
        """The table on a paper, and how many points are left below it on its first page."""
        width, height = look.table_room(paper, self.landscape)
        size, left = self._size(width, height - self._around(width, look.table), look.table)
        apart = 0.0
        if self.rows >= _SPREAD_ROWS:
            apart = min(_SPREAD_EM, max(0.0, left) * _SPREAD / self.rows / size / 2)
        return PageFit(paper=paper, size=size, across=width, apart=apart), left

    def _around(self, width: float, look: TableLook) -> float:
        """Points down that stand around the table on its page; long notes take several lines."""
        parts = sum(heading.level == 1 for heading in self.headings)
        room = int(width / look.around * 2)
        notes = sum(lines_needed(note, room) for note in self.notes) + bool(self.sentence)
        return _AROUND + _NOTE * notes + _PART * parts

    def _size(self, width: float, height: float, look: TableLook) -> tuple[float, float]:
        """Points of the print, and how many are left below the table on its page."""
        most = max(look.smallest, min(look.largest, width / sum(self.widths)))
        if self.rows > _ONE_PAGE:
            return most, 0.0  # it runs over pages on any paper
        size = most
        while (left := height - self._height(size, width)) < 0 and size > look.legible:
            size -= 0.1
        return (size, left) if left >= 0 else (most, left)

    def _height(self, size: float, width: float) -> float:
        """Points down that the rows take at a font size."""
        wider = width / size / sum(self.widths)
        lines = [1] * self.rows
        for row, across, indent, text in self._texts:
            room = int((across * wider - _PADDING_EM / 2) / _FIGURE_EM) - 2 * indent
            if text > room:
                lines[row] = max(lines[row], -(-text // max(room, 2)))
        return sum(size * (_ROW_EM + _LINE_EM * (count - 1)) for count in lines)

    @cached_property
    def _texts(self) -> list[tuple[int, float, int, int]]:
        """Row, em across, indent and half-width characters of each text in one row."""
        return [
            (
                cell.row,
                sum(self.widths[cell.column : cell.column + cell.columns]),
                cell.indent,
                text_width(cell.text),
            )
            for cell in self.cells
            if cell.rows == 1 and cell.text
        ]


LaidBlock = Heading | WrittenParagraph | LaidTable


def laid_blocks(booklet: Booklet, disclosure: Disclosure) -> Iterator[LaidBlock]:
    """The booklet's blocks with every table laid out; headings just above a table go with it.
    Raises ``KeyError`` for a form that the disclosure lacks."""
    waiting: list[Heading] = []
    for block in booklet.blocks:
        if isinstance(block, FormTable | BookletTable):
            if isinstance(block, FormTable):
                laid = _form(disclosure, disclosure.form(block.no))
            else:
                laid = _table(block)
            yield replace(laid, headings=tuple(waiting))
            waiting.clear()
        elif isinstance(block, Heading):
            if waiting and block.level <= waiting[-1].level:
                yield from waiting
                waiting.clear()
            waiting.append(block)
        else:
            yield from waiting
            waiting.clear()
            yield block
    yield from waiting


def laid_table(table: BookletTable) -> LaidTable:
    """A table of a booklet that is no prescribed form, laid out by itself."""
    return _table(table)


def cover_lines(booklet: Booklet) -> list[str]:
    """The cover's title, the unit's name on a line of its own."""
    rest = booklet.title.removeprefix(booklet.unit)
    return [booklet.unit, rest] if rest and rest != booklet.title else [booklet.title]


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
        title=filled.form.title,
        number=filled.form.number,
        department=department_line(disclosure, filled),
        unit=unit_line(disclosure, filled),
        cells=tuple(_cell(placed, table.head) for row in table.cells for placed in row),
        rows=len(table.cells),
        head=table.head,
        widths=tuple(
            min(width * _FIGURE_EM + _PADDING_EM, _LABEL_MOST_EM)
            if role in LABELS
            else width * _FIGURE_EM + _PADDING_EM / 2
            for role, width in zip(table.roles, table.widths, strict=True)
        ),
        notes=tuple(notes(disclosure, filled)),
        sentence=sentence,
        landscape=filled.form.landscape,
        form=filled.form.no,
    )


def _cell(placed: PlacedText, head: int) -> LaidCell:
    cell, text = placed.cell, placed.text
    total = cell.kind == "label" and is_total(text)
    align = "left"
    if placed.line < head or total or cell.kind in {"header", "row_no", "closed"}:
        align = "center"
    elif cell.kind == "figure":
        align = "right"
    return LaidCell(
        row=placed.line,
        column=placed.column,
        text=text,
        rows=cell.rows,
        columns=cell.columns,
        align=align,
        bold=total or cell.kind == "header" or placed.line < head,
        indent=cell.level if align == "left" else 0,
    )


def _table(table: BookletTable) -> LaidTable:
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
    head = _whole(head, cells)
    total = sum(table.widths)
    return LaidTable(
        title=table.title,
        number=table.number,
        department=table.department_line,
        unit=table.unit_line,
        cells=tuple(cells),
        rows=len(table.rows),
        head=head,
        widths=tuple(_EM_ACROSS[table.landscape] * share / total for share in table.widths),
        notes=table.notes,
        sentence="",
        landscape=table.landscape,
        about=table.about,
    )


def _whole(head: int, cells: list[LaidCell]) -> int:
    """The rows of the head that no cell joins to the rows below them."""
    while any(cell.row < head < cell.row + cell.rows for cell in cells):
        head -= 1
    return head


_EM_ACROSS = {False: 52.0, True: 84.0}
"""Em across a page at the size in which performance tables are printed."""


def _other_cell(y: int, x: int, cell: TableCell) -> LaidCell:
    return LaidCell(
        row=y,
        column=x,
        text=cell.text,
        rows=cell.rows,
        columns=cell.columns,
        align=cell.align,
        bold=cell.head,
    )
