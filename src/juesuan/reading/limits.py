"""How much one document may cost (上限), from ``data/limits.toml``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from juesuan.reading.document import Document, Grid
from juesuan.reading.errors import UnreadableError
from juesuan.resources import DataError, Record, load, typed

__all__ = ["Limits", "bounded"]

_FILE = "limits.toml"
_SET_BY = {"seconds": "JUESUAN_SECONDS", "memory_mb": "JUESUAN_MEMORY_MB"}


class Limits(Record, frozen=True):
    """What one document may cost: ``seconds`` of wall time and megabytes of memory for all
    that is done with it; ``tables``, ``cells`` and ``paragraphs`` of a file, ``digits`` of a
    number, ``depth`` of nested elements."""

    seconds: int
    memory_mb: int
    tables: int
    cells: int
    paragraphs: int
    digits: int
    depth: int

    @classmethod
    def usual(cls, changed: Mapping[str, Any] | None = None) -> Limits:
        """The limits of the package, changed by the environment and then by a configuration.
        Raises ``DataError``."""
        told = {key: os.environ[name] for key, name in _SET_BY.items() if os.environ.get(name)}
        for key, text in told.items():
            if not text.isdigit() or not int(text):
                why = f"{text} is no whole number above 0"
                raise DataError("wrong_value", "environment", _SET_BY[key], why=why)
        named = {key: int(text) for key, text in told.items()}
        return typed(cls, {**load(_FILE), **named, **(changed or {})}, _FILE)


@cache
def _long(digits: int) -> re.Pattern[str]:
    return re.compile(rf"\d{{{digits + 1}}}")


def bounded(document: Document) -> Document:
    """The document, if it is within the limits. Raises ``UnreadableError`` with the place:
    ``too_large`` or ``no_number``."""
    limits = Limits.usual()
    grids = document.grids
    if len(grids) > limits.tables:
        raise UnreadableError("too_many_tables", count=len(grids), most=limits.tables)
    cells = sum(len(row) for grid in grids for row in grid.rows)
    if cells > limits.cells:
        raise UnreadableError("too_many_cells", count=cells, most=limits.cells)
    if len(document.parts) - len(grids) > limits.paragraphs:
        count = len(document.parts) - len(grids)
        raise UnreadableError("too_many_paragraphs", count=count, most=limits.paragraphs)
    long = _long(limits.digits)
    for part in document.parts:
        if isinstance(part, Grid):
            for cell in (cell for row in part.rows for cell in row if cell):
                if len(cell.text) > limits.digits and long.search(cell.text):
                    raise UnreadableError("no_number", spot=str(cell.spot), most=limits.digits)
        elif len(part.text) > limits.digits and long.search(part.text):
            raise UnreadableError("no_number", spot=str(part.spot), most=limits.digits)
    return document
