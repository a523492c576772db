"""Cells by a name that fits into a page: form, row and column, a bar between them."""

from __future__ import annotations

from juesuan.forms import CellKey

__all__ = ["key_of", "place_of"]


def place_of(key: CellKey) -> str:
    """A cell's name in a page."""
    return f"{key.form}|{key.row}|{key.column}"


def key_of(place: str) -> CellKey:
    """The cell of a name. Raises ``ValueError`` for what names none."""
    form, row, column = place.split("|")
    return CellKey(form, row, column)
