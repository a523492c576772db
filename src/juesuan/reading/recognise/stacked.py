"""Tables pasted as text, one cell a line: put back into rows where their words let the cells be
told apart.

A head that a form set prints says the columns; otherwise as many words with a meaning of their
own as there are figures in every row. All rows must have as many figures. What is not as plain
as that is left as it stands and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from juesuan.forms import Form, Span
from juesuan.lexicon import Lexicon, is_total, lexicon
from juesuan.lexicon.cells import CODE, kind_of
from juesuan.lexicon.head import STUB
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.recognise.comparing import form_set_names, form_set_of
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["unstacked"]

_LONGEST = 40
"""Signs of a line that may be one cell."""
_FIGURES = 6
"""Figures, one a line, from which lines are a table."""
_STUBS = 3


def unstacked(document: Document, year: int = 0) -> Document:
    """The document with its tables of one cell a line as grids."""
    parts: list[Paragraph | Grid] = []
    unread = list(document.unread)
    for run in _runs(document.parts):
        if not _may_be_table(run):
            parts += run
            continue
        for piece in _pieces([part for part in run if isinstance(part, Paragraph)]):
            table = _Stack(piece, lexicon(year) if year else _words()).table()
            if table is None and _may_be_table(piece):
                unread.append(("stacked_table", piece[0].spot, {}))
            parts += piece if table is None else table
    if len(parts) == len(document.parts) and len(unread) == len(document.unread):
        return document
    return replace(document, parts=parts, unread=unread)


@cache
def _words() -> Lexicon:
    """Words of the newest year: heads of tables hardly change."""
    return lexicon(max(form_set_of(name).last_year for name in form_set_names()))


def _runs(parts: Sequence[Paragraph | Grid]) -> Iterator[list[Paragraph | Grid]]:
    """Parts in order: short lines one after another together, all else alone."""
    run: list[Paragraph | Grid] = []
    for part in parts:
        if isinstance(part, Paragraph) and len(part.text) <= _LONGEST:
            run.append(part)
            continue
        if run:
            yield run
            run = []
        yield [part]
    if run:
        yield run


def _may_be_table(parts: Sequence[Paragraph | Grid]) -> bool:
    amounts = (p for p in parts if isinstance(p, Paragraph) and kind_of(p.text) == "number")
    return sum(1 for _ in amounts) >= _FIGURES


def _pieces(lines: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Lines cut where those that stand above a table (单位：万元) are followed by others."""
    piece: list[Paragraph] = []
    for line in lines:
        if piece and bool(_above(piece[-1])) > bool(_above(line)):
            yield piece
            piece = []
        piece.append(line)
    if piece:
        yield piece


def _above(line: Paragraph) -> re.Match[str] | None:
    return words().around.head.search(plain(line.text))


class _Row(Struct):
    labels: list[Paragraph]
    figures: list[Paragraph]


class _Stack:
    """Lines of which each may be one cell of a table."""

    def __init__(self, lines: Sequence[Paragraph], words: Lexicon) -> None:
        self.lines, self.words = lines, words

    def table(self) -> list[Paragraph | Grid] | None:
        """The lines with their table as a grid; ``None`` where they cannot be told apart."""
        rows, rest = self._rows()
        if len(rows) < 2:
            return None
        head, rows = self._head(rows)
        counts = {len(row.figures) for row in rows}
        if len(counts) != 1 or len(rows) < 2:
            return None
        (count,) = counts
        width = max(len(row.labels) for row in rows)
        columns = self._columns(head, width, count)
        if columns is None or width > _STUBS:
            return None
        stubs = len(columns[-1]) - count
        grid = [*columns, *(_cells(row, stubs) for row in rows)]
        return [Grid(tuple(map(tuple, grid)), self.lines[0].spot), *rest]

    def _rows(self) -> tuple[list[_Row], list[Paragraph]]:
        """Words and the figures that follow them; and the lines after the last figure."""
        rows: list[_Row] = []
        labels: list[Paragraph] = []
        figures: list[Paragraph] = []
        for number, line in enumerate(self.lines):
            following = self.lines[number + 1].text if number + 1 < len(self.lines) else ""
            code = CODE.fullmatch(plain(line.text)) and kind_of(following) == "text"
            if kind_of(line.text) == "text" or code:
                if figures:
                    rows.append(_Row(labels, figures))
                    labels, figures = [], []
                labels.append(line)
            else:
                figures.append(line)
        if figures:
            rows.append(_Row(labels, figures))
            labels = []
        return rows, labels

    def _head(self, rows: list[_Row]) -> tuple[list[Paragraph], list[_Row]]:
        """The words of the head, without those of the first row."""
        first = rows[0]
        numbers = [plain(line.text) for line in first.figures]
        if numbers == [str(n) for n in range(1, len(numbers) + 1)] and self._numbered(first):
            return first.labels[:-1], rows[1:]
        own = 1
        if first.labels and not is_total(first.labels[-1].text, self.words):
            own = max((len(row.labels) for row in rows[1:]), default=1)
        return first.labels[:-own], [_Row(first.labels[-own:], first.figures), *rows[1:]]

    def _numbered(self, row: _Row) -> bool:
        return bool(row.labels) and "column_no" in self.words.read(row.labels[-1].text).roles

    def _columns(
        self, head: Sequence[Paragraph], width: int, count: int
    ) -> list[list[GridText | None]] | None:
        """The lines of the head, cell by cell."""
        said = tuple(plain(line.text) for line in head)
        form = _printed_heads().get(said)
        if form is not None and width <= form.width - count <= _STUBS:
            return _as_printed(form, head)
        stubs = [line for line in head if self._is_stub(line.text)]
        figures = [line for line in head if not self._is_stub(line.text)]
        if len(figures) != count or not all(self.words.read(f.text).says for f in figures):
            return None
        cells: list[GridText | None] = [None] * (width + count)
        for place, line in enumerate(stubs[-width:]):
            cells[place] = GridText(line.text, line.spot)
        for place, line in enumerate(figures, width):
            cells[place] = GridText(line.text, line.spot)
        return [cells]

    def _is_stub(self, text: str) -> bool:
        meaning = self.words.read(text)
        return bool(meaning.roles & STUB) and not meaning.says


@cache
def _printed_heads() -> dict[tuple[str, ...], Form]:
    """The words of every head that a form set prints, line by line → its form."""
    found: dict[tuple[str, ...], Form] = {}
    for name in form_set_names():
        for form in form_set_of(name).forms:
            if len(form.sides) == 1:
                found.setdefault(tuple(plain(span.text) for span in _spans(form)), form)
    return found


def _spans(form: Form) -> list[Span]:
    numbering = words().around.column_label
    texts = (s for s in form.header if s.text and not s.text.isdigit())
    spans = (s for s in texts if s.text not in numbering)
    return sorted(spans, key=lambda span: (span.row, span.column))


def _as_printed(form: Form, head: Sequence[Paragraph]) -> list[list[GridText | None]]:
    spans = _spans(form)
    rows: list[list[GridText | None]] = [
        [None] * form.width for _ in range(max(span.row for span in spans) + 1)
    ]
    for span, line in zip(spans, head, strict=True):
        rows[span.row][span.column] = GridText(line.text, line.spot)
    return rows


def _cells(row: _Row, stubs: int) -> list[GridText | None]:
    cells: list[GridText | None] = [GridText(line.text, line.spot) for line in row.labels]
    cells += [None] * (stubs - len(cells))
    return [*cells, *(GridText(line.text, line.spot) for line in row.figures)]
