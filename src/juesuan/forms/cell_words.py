"""The words that a form prints at the row and the column of each cell."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.forms.fill import FilledForm
from juesuan.forms.model import Form
from juesuan.forms.sheet import CellKey

__all__ = ["cell_words"]

_NO_LABEL = frozenset({"", "栏次", "行次"})


def cell_words(filled: FilledForm) -> dict[CellKey, tuple[str, str]]:
    """The words of every cell of a form: its row's (code and name) and its column's (the head
    from top to bottom)."""
    return dict(_words(filled))


def _words(filled: FilledForm) -> Iterator[tuple[CellKey, tuple[str, str]]]:
    form, start = filled.form, 0
    for side, rows in zip(form.sides, filled.sheet.sides, strict=True):
        heads = {
            role: _column_words(form, start + position)
            for position, role in enumerate(side.body)
            if role in side.columns
        }
        for laid in rows:
            for column, cell in laid.cells.items():
                yield cell.key, (_row_words(laid.row.code, laid.row.label), heads.get(column, ""))
        start += len(side.body)
    for name, cells in filled.sheet.footer_cells.items():
        for cell in cells.values():
            yield cell.key, (name, "")


def _row_words(code: str, label: str) -> str:
    return f"{code} {label}" if code and code not in label else label


def _column_words(form: Form, column: int) -> str:
    """The head of a printed column from top to bottom, without its number (栏次)."""
    words: list[str] = []
    for span in sorted(form.header, key=lambda span: span.row):
        text = span.text.strip()
        covers = span.column <= column < span.column + span.columns
        if covers and text not in _NO_LABEL and not text.isdigit() and text not in words:
            words.append(text)
    return " · ".join(words)
