"""The lines around a table (表前表后的话), and whether a paragraph stands there."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.reading.recognise.tables import Table
from juesuan.text import fold, unspaced

__all__ = ["lines_around", "stands_in"]

_BEFORE, _AFTER, _SIGNS = 3, 6, 6
"""Lines above a table, and below it, that stand beside it, and signs of such a line at least."""
_TELLING = 15
"""Signs from which on a piece of a paragraph is that paragraph."""


def lines_around(table: Table) -> tuple[str, ...]:
    """The lines right above and below a table, without blanks."""
    lines = (*table.before[-_BEFORE:], *table.after[:_AFTER])
    plain = [unspaced(fold(text)) for text in lines]
    return tuple(line for line in plain if len(line) >= _SIGNS)


def stands_in(passage: str, lines: Sequence[str]) -> bool:
    """Whether a paragraph, without blanks, is one of some lines, or has one in it, or is a piece of
    one."""
    return any(
        line == passage
        or (len(line) >= _TELLING and line in passage)
        or (len(passage) >= _TELLING and passage in line)
        for line in lines
    )
