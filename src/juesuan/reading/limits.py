"""How much one document may cost (上限), from ``data/limits.toml``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any

from juesuan.reading.errors import UnreadableError
from juesuan.resources import DataError, Record, load, typed

__all__ = ["Limits", "Tally"]

_FILE = "limits.toml"
_SET_BY = {"seconds": "JUESUAN_SECONDS", "memory_mb": "JUESUAN_MEMORY_MB"}


class Limits(Record, frozen=True):
    """What one document may cost: ``seconds`` of wall time and megabytes of memory for all
    that is done with it; ``tables``, ``cells`` and ``paragraphs`` of a file, ``characters`` of a
    paragraph or cell, ``digits`` of a number, ``depth`` of nested elements."""

    seconds: int
    memory_mb: int
    tables: int
    cells: int
    paragraphs: int
    characters: int
    digits: int
    depth: int

    @classmethod
    def in_force(cls) -> Limits:
        """The limits that were set for this process, else the usual ones."""
        return _SET.get() or cls.usual()

    def set(self) -> None:
        """Have them in force from now on, for what is read in this process."""
        _SET.set(self)

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


_SET: ContextVar[Limits | None] = ContextVar("limits", default=None)


class Tally:
    """What a document holds so far, counted against the limits while it is made, so that a file
    beyond them costs no more than one within."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits.in_force()
        self.tables = self.cells = self.paragraphs = 0

    def paragraph(self, spot: object, text: str) -> None:
        """One more paragraph. Raises ``UnreadableError``: ``too_many_paragraphs``,
        ``no_number``."""
        self.paragraphs += 1
        if self.paragraphs > self.limits.paragraphs:
            raise UnreadableError("too_many_paragraphs", most=self.limits.paragraphs)
        self._number(spot, text)

    def table(self) -> None:
        """One more table. Raises ``UnreadableError``: ``too_many_tables``."""
        self.tables += 1
        if self.tables > self.limits.tables:
            raise UnreadableError("too_many_tables", most=self.limits.tables)

    def row(self, count: int) -> None:
        """One more row of so many cells. Raises ``UnreadableError``: ``too_many_cells``."""
        self.cells += count
        if self.cells > self.limits.cells:
            raise UnreadableError("too_many_cells", most=self.limits.cells)

    def cell(self, spot: object, text: str) -> None:
        """The text of a cell. Raises ``UnreadableError``: ``no_number``, ``too_much_text``."""
        self._number(spot, text)

    def _number(self, spot: object, text: str) -> None:
        if len(text) > self.limits.characters:
            raise UnreadableError("too_much_text", spot=str(spot), most=self.limits.characters)
        most = self.limits.digits
        if len(text) > most and _long(most).search(text):
            raise UnreadableError("no_number", spot=str(spot), most=most)


@cache
def _long(digits: int) -> re.Pattern[str]:
    return re.compile(rf"\d{{{digits + 1}}}")
