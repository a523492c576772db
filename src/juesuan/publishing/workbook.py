"""The forms as a workbook (xlsx), one sheet each, looking like the prescribed tables.

Figures are real numbers with the exact decimal text of what is printed; texts are always
texts, whatever they begin with. The same disclosure gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from juesuan.forms import MONEY, CellKey, Disclosure, FilledForm, Form
from juesuan.publishing.fonts import FONTS
from juesuan.publishing.laid import LaidTable
from juesuan.publishing.table import PlacedText, PrintTable, lines_needed, printed_table
from juesuan.publishing.texts import texts
from juesuan.publishing.wording import (
    department_line,
    empty_sentence,
    is_total,
    notes,
    unit_line,
)
from juesuan.publishing.workbook_tables import add_tables

__all__ = ["Mark", "cell_places", "sheet_name", "write_workbook"]

_LINE, _TITLE_LINE, _TOP = 13.5, 30.0, 3
_WRITTEN = datetime(1980, 1, 1)
"""The date in the file's properties: fixed, as the dates inside the archive are."""
_EXACT_DIGITS = 15
"""Digits that every spreadsheet program keeps; a longer figure is written as text."""
_ONE_PAGE = 48
"""Tables of at most this many lines are printed on one page."""
_CHINESE = 134  # the character set GB2312 in font descriptions
_BASE = {"font_name": FONTS.table, "font_size": 10, "font_scheme": False, "font_charset": _CHINESE}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_BORDER = {"border": 1, "valign": "vcenter"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {
        "font_size": 18,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "shrink": True,
    },
    "title_en": {"font_size": 9, "align": "center", "valign": "vcenter"},
    "left": {"align": "left", "valign": "vcenter"},
    "right": {"align": "right", "valign": "vcenter"},
    "note": {"align": "left", "valign": "top", "text_wrap": True},
    "header": {**_BORDER, "align": "center", "text_wrap": True},
    "center": {**_BORDER, "align": "center"},
    "total": {**_BORDER, "align": "center", "bold": True, "text_wrap": True},
    "code": {**_BORDER, "align": "left"},
    "money": {**_BORDER, "align": "right", "num_format": "#,##0.00"},
    "count": {**_BORDER, "align": "right", "num_format": "#,##0"},
    "blank": _BORDER,
    **{
        f"label{level}": {**_BORDER, "align": "left", "indent": level, "text_wrap": True}
        for level in range(3)
    },
}


class Mark(Struct, frozen=True):
    """What a marked cell gets: a colour (``#FDE8E6``), and a comment."""

    color: str
    comment: str


def cell_places(disclosure: Disclosure) -> Mapping[CellKey, tuple[str, str]]:
    """The sheet and the address (``C7``) of every figure in the workbook."""
    return {
        placed.cell.cell.key: (
            sheet_name(filled.form),
            xl_rowcol_to_cell(_TOP + placed.line, placed.column),
        )
        for filled in disclosure.forms
        for row in printed_table(disclosure, filled).cells
        for placed in row
        if placed.cell.cell
    }


def sheet_name(form: Form) -> str:
    """A sheet's name, such as ``01 收入支出决算表``: at most 31 characters (as UTF-16 counts
    them) without the seven that Excel forbids."""
    name = _FORBIDDEN.sub(" ", f"{form.no} {form.title}").encode("utf-16-le")[:62]
    return name.decode("utf-16-le", "ignore").strip(" '")


def write_workbook(
    disclosure: Disclosure,
    path: str | Path,
    lang: str = "zh",
    *,
    marks: Mapping[CellKey, Mark] | None = None,
    front: Callable[[xlsxwriter.Workbook], None] = lambda book: None,
    below: bool = True,
    tables: Sequence[LaidTable] = (),
) -> None:
    """Write every form as a sheet of an xlsx file, in the disclosure's money unit.

    With ``lang="en"`` each sheet also names its form in English and the page footers are
    English; the prescribed texts stay Chinese. ``marks`` colour cells and comment on them;
    ``front`` may add sheets before the forms; ``below`` prints the prescribed notes and the
    sentences of empty forms; ``tables`` are others (绩效自评表) that follow on sheets of their
    own. Raises ``OSError`` if the file cannot be written and ``ValueError`` for an unknown
    language.
    """
    path = Path(path)
    words = texts(lang)
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {**_OPTIONS, "default_format_properties": {**_BASE}})
    book.set_properties(
        {
            "title": words["title"].format(unit=disclosure.unit, year=disclosure.year),
            "subject": disclosure.form_set.name,
            "created": _WRITTEN,
        }
    )
    formats = {name: book.add_format({**_BASE, **style}) for name, style in _STYLES.items()}
    front(book)
    for filled in disclosure.forms:
        sheet = book.add_worksheet(sheet_name(filled.form))
        _SheetWriter(sheet, formats, disclosure, filled, lang).write(below)
        _mark(book, sheet, disclosure, filled, marks or {})
    add_tables(book, formats, tables)
    book.close()
    path.write_bytes(content.getvalue())


def _mark(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    disclosure: Disclosure,
    filled: FilledForm,
    marks: Mapping[CellKey, Mark],
) -> None:
    """Colour the marked cells of a sheet, over whatever they hold, and comment on them."""
    for row in printed_table(disclosure, filled).cells:
        for placed in row:
            mark = marks.get(placed.cell.cell.key) if placed.cell.cell else None
            if mark is None:
                continue
            line, column = _TOP + placed.line, placed.column
            color = book.add_format({"bg_color": mark.color, "bold": True})
            rule = {"type": "formula", "criteria": "=TRUE", "format": color}
            sheet.conditional_format(line, column, line, column, rule)
            lines = min(14, 2 + sum(lines_needed(t, 40) for t in mark.comment.splitlines()))
            size = {"author": "juesuan", "width": 300, "height": 18 * lines}
            sheet.write_comment(line, column, mark.comment, size)


class _SheetWriter:
    """Writes one form: title, table and notes, then how it prints."""

    def __init__(
        self,
        sheet: Worksheet,
        formats: dict[str, Format],
        disclosure: Disclosure,
        filled: FilledForm,
        lang: str,
    ) -> None:
        self.sheet, self.formats = sheet, formats
        self.disclosure, self.filled, self.lang = disclosure, filled, lang
        self.table: PrintTable = printed_table(disclosure, filled)
        self.last = len(self.table.widths) - 1

    def write(self, below: bool) -> None:
        for column, width in enumerate(self.table.widths):
            self.sheet.set_column(column, column, width)
        self._top()
        heights = [17.0] * len(self.table.cells)
        for row in self.table.cells:
            for placed in row:
                self._cell(placed)
                self._stretch(heights, placed)
        for line, height in enumerate(heights):
            self.sheet.set_row(_TOP + line, height)
        if below:
            self._notes(_TOP + len(heights))
        self._printing(len(heights))

    def _top(self) -> None:
        """Title; form number; department and money unit, which run over empty cells."""
        form, right = self.filled.form, self.formats["right"]
        self._across(0, form.title, "title")
        self.sheet.set_row(0, _TITLE_LINE)
        if form.number:
            self.sheet.write_string(1, self.last, form.number, right)
        if self.lang == "en":
            self.sheet.write_string(1, 0, form.title_en, self.formats["left"])
        if department := department_line(self.disclosure, self.filled):
            self.sheet.write_string(2, 0, department, self.formats["left"])
        self.sheet.write_string(2, self.last, unit_line(self.disclosure, self.filled), right)

    def _across(self, line: int, text: str, style: str) -> None:
        self._merge(line, 0, 1, self.last + 1, style)
        self.sheet.write_string(line, 0, text, self.formats[style])

    def _merge(self, line: int, column: int, rows: int, columns: int, style: str) -> None:
        if rows > 1 or columns > 1:
            end = line + rows - 1, column + columns - 1
            self.sheet.merge_range(line, column, *end, "", self.formats[style])

    def _cell(self, placed: PlacedText) -> None:
        cell, style = placed.cell, _style(placed)
        line, column = _TOP + placed.line, placed.column
        self._merge(line, column, cell.rows, cell.columns, style)
        if cell.cell and placed.text:
            number = Decimal(self.disclosure.plain(self.filled, cell.cell))
            if len(number.as_tuple().digits) <= _EXACT_DIGITS:
                self.sheet.write_number(line, column, number, self.formats[style])
                return
        if placed.text:
            self.sheet.write_string(line, column, placed.text, self.formats[style])
        else:
            self.sheet.write_blank(line, column, None, self.formats[style])

    def _stretch(self, heights: list[float], placed: PlacedText) -> None:
        """Give the lines of a cell the height that its wrapped text takes."""
        width = self.table.span_width(placed) - 1 - 2 * placed.cell.level
        needed = 4 + _LINE * lines_needed(placed.text, width)
        lines = slice(placed.line, placed.line + placed.cell.rows)
        heights[lines.stop - 1] += max(0.0, needed - sum(heights[lines]))

    def _notes(self, line: int) -> None:
        texts_below = notes(self.disclosure, self.filled)
        if sentence := empty_sentence(self.disclosure, self.filled):
            texts_below.append(sentence)
        width = sum(self.table.widths) - 2
        for number, text in enumerate(texts_below, line):
            self._across(number, text, "note")
            self.sheet.set_row(number, 4 + _LINE * lines_needed(text, width))

    def _printing(self, lines: int) -> None:
        sheet, table, form = self.sheet, self.table, self.filled.form
        head = _TOP + table.head
        if form.landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1 if lines <= _ONE_PAGE else 0)
        sheet.repeat_rows(_TOP, head - 1)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        unit = self.disclosure.unit[:80].replace("&", "&&")
        style = f'&"{FONTS.table}"&9 '
        sheet.set_footer(f"&L{style}{unit}&R{style}{texts(self.lang)['page_of']}")
        sheet.freeze_panes(head, table.lead if form.landscape else 0)
        sheet.hide_gridlines(2)


def _style(placed: PlacedText) -> str:
    cell = placed.cell
    if cell.cell:
        return "money" if cell.cell.unit == MONEY else "count"
    if cell.kind == "label":
        return "total" if is_total(placed.text) else f"label{cell.level}"
    return {"header": "header", "code": "code", "blank": "blank"}.get(cell.kind, "center")
