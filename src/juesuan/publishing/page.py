"""The forms as web pages print them: on a screen, wide or narrow, and on paper, each form on
its own page. Every figure has an anchor (``wording.anchor``) to point at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from juesuan.facts import Space
from juesuan.forms import Cell, CellKey, Disclosure, FilledForm
from juesuan.publishing.table import (
    LABELS,
    PlacedText,
    PrintTable,
    lines_needed,
    printed_table,
    text_width,
)
from juesuan.publishing.texts import texts
from juesuan.publishing.wording import (
    anchor,
    department_line,
    describe,
    empty_sentence,
    is_total,
    notes,
    unit_line,
)

__all__ = ["FormView", "environment", "form_views"]

_EM, _PADDING, _LABEL_EM = 0.56, 1.0, 13.0
"""Em of a half-width character, of a cell's padding, and of the widest column of words."""
_PAPER = {True: (766.0, 445.0), False: (520.0, 660.0)}
"""Points for table and notes on A4, across and down, by whether the form is landscape."""
_LARGEST, _SMALLEST, _NOTE, _NOTE_WIDTH = 9.5, 4.0, 15.0, 4.6
"""Points: the largest and smallest print, a line of notes, and a half-width character of notes."""
_LINE, _FRAME, _ONE_PAGE = 1.3, 0.55, 48
"""Em of a line of text and of what surrounds a row; lines that must fit on one page."""


class _Printed(Struct, frozen=True):
    """A cell of the page: its element, its text and its attributes in order. ``mark`` is
    what a template that marks cells was given for it."""

    tag: str
    text: str
    attributes: tuple[tuple[str, str], ...]
    mark: Any = None


class FormView(Struct, frozen=True, kw_only=True):
    """What the template prints of one form."""

    filled: FilledForm
    department: str
    unit: str
    notes: Sequence[str]
    sentence: str
    head: Sequence[Sequence[_Printed]]
    body: Sequence[Sequence[_Printed]]
    columns: Sequence[str]
    least: str
    print_size: str
    wide: bool


@cache
def environment() -> Environment:
    """The package's templates; every text they print is escaped."""
    return Environment(
        loader=PackageLoader("juesuan", "data/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def form_views(
    disclosure: Disclosure,
    lang: str = "zh",
    space: Space | None = None,
    marks: Mapping[CellKey, Any] | None = None,
) -> list[FormView]:
    """What ``form.html`` prints of each form. ``marks`` are handed on to the cells' elements
    for a template that marks cells."""
    found = marks or {}
    return [_view(disclosure, filled, lang, space, found) for filled in disclosure.forms]


def _view(
    disclosure: Disclosure,
    filled: FilledForm,
    lang: str,
    space: Space | None,
    marks: Mapping[CellKey, Any],
) -> FormView:
    table = printed_table(disclosure, filled)
    writer = _Cells(table, lang, space, marks)
    lines = [[writer.printed(placed) for placed in row] for row in table.cells]
    below = notes(disclosure, filled)
    sentence = empty_sentence(disclosure, filled)
    if filled.empty and not sentence:
        sentence = texts("zh")["form_empty"]
    return FormView(
        filled=filled,
        department=department_line(disclosure, filled),
        unit=unit_line(disclosure, filled),
        notes=below,
        sentence=sentence,
        head=lines[: table.head],
        body=lines[table.head :],
        columns=[f"width:{em:.2f}em" for em in writer.ems],
        least=f"{sum(writer.ems):.2f}em",
        print_size=f"{_print_size(writer, filled, [*below, sentence]):.2f}pt",
        wide=len(table.widths) > 9,
    )


def _print_size(writer: _Cells, filled: FilledForm, below: Sequence[str]) -> float:
    """The largest font size in points at which a table fits on paper: always across, and
    down too, with its notes, if it has few enough lines."""
    across, down = _PAPER[filled.form.landscape]
    down -= _NOTE * sum(lines_needed(text, int(across / _NOTE_WIDTH)) for text in below)
    rows, size = writer.table.cells, min(_LARGEST, across / sum(writer.ems))
    em = sum(writer.ems)
    texts_of_rows = [writer.texts(row) for row in rows]
    while len(rows) <= _ONE_PAGE and size > _SMALLEST:
        wider = across / size / em
        if size * sum(_FRAME + _LINE * _lines(row, wider) for row in texts_of_rows) <= down:
            break
        size -= 0.1
    return size


def _lines(texts_of_row: Sequence[tuple[float, int]], wider: float) -> int:
    """Lines of text in a row of a table so many times as wide as its least width."""
    most = 1
    for em, text in texts_of_row:
        room = int((em * wider - _PADDING) / _EM)
        if text > room:
            most = max(most, -(-text // max(room, 2)))
    return most


class _Cells:
    """Turns the cells of one table into elements."""

    def __init__(
        self, table: PrintTable, lang: str, space: Space | None, marks: Mapping[CellKey, Any]
    ) -> None:
        self.table, self.lang, self.space, self.marks = table, lang, space, marks
        self.ems = [
            min(width * _EM + _PADDING, _LABEL_EM) if role in LABELS else width * _EM + _PADDING / 2
            for role, width in zip(table.roles, table.widths, strict=True)
        ]

    def texts(self, row: Sequence[PlacedText]) -> list[tuple[float, int]]:
        """Em across, and half-width characters, of each text of a row."""
        return [
            (self._em(placed), text_width(placed.text))
            for placed in row
            if placed.cell.rows == 1 and placed.text
        ]

    def _em(self, placed: PlacedText) -> float:
        return sum(self.ems[placed.column : placed.column + placed.cell.columns])

    def printed(self, placed: PlacedText) -> _Printed:
        cell = placed.cell
        found: dict[str, Any] = {}
        if cell.rows > 1:
            found["rowspan"] = cell.rows
        if cell.columns > 1:
            found["colspan"] = cell.columns
        classes = [_CLASSES.get(cell.kind, "")]
        tag = "td"
        if placed.line < self.table.head or (cell.kind == "header"):
            tag, found["scope"] = "th", "colgroup" if cell.columns > 1 else "col"
        elif cell.kind == "label" and placed.text:
            tag, found["scope"] = "th", "row"
            classes += [f"l{cell.level}"] * bool(cell.level) + ["sum"] * is_total(placed.text)
        if placed.column + cell.columns <= self.table.lead:
            classes.append("k")
            if left := sum(self.ems[: placed.column]):
                found["style"] = f"left:{left:.2f}em"
        if cell.cell:
            found["id"], found["title"] = anchor(cell.cell.key), self._title(cell.cell)
        if joined := " ".join(filter(None, classes)):
            found["class"] = joined
        mark = self.marks.get(cell.cell.key) if cell.cell else None
        return _Printed(tag, placed.text, tuple((name, str(v)) for name, v in found.items()), mark)

    def _title(self, cell: Cell) -> str:
        words, key = texts(self.lang), cell.key
        row = words["row_total"] if key.row == "total" else key.row
        place = words["cell"].format(form=key.form, row=row, column=key.column)
        if self.space is None:
            return place
        meaning = describe(cell.selection, self.space, self.lang)
        return f"{place}\n{words['sums'].format(words=meaning)}"


_CLASSES = {"figure": "n", "closed": "x", "row_no": "r", "code": "c", "label": "t"}
