"""Indicators side by side, their targets, actual values and points in rows: turned back."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.lexicon.performance import words
from juesuan.reading.document import GridText
from juesuan.reading.performance.lines import GridRow
from juesuan.reading.recognise.tables import Table

__all__ = ["upright"]

Cells = Sequence[GridText | None]
_MEASURED = frozenset({"target", "actual"})
_POINTS = frozenset({"weight", "score"})
_FEWEST = 2
"""Indicators side by side."""


def upright(table: Table) -> Table:
    """The table, the last rows of which are turned back where their first cells head indicators:
    targets, actual values and points, each in a row."""
    first = _first(table.rows)
    rows = table.rows[first:]
    width = max(map(len, rows), default=0)
    if width <= _FEWEST or not _heads(rows):
        return table
    turned = [tuple(row[n] if n < len(row) else None for row in rows) for n in range(width)]
    return replace(table, rows=[*table.rows[:first], *turned], meant={})


def _first(rows: Sequence[Cells]) -> int:
    """Where the last rows begin each of which has a head of indicators first."""
    first = len(rows)
    labels = words().in_full([_label(row) for row in rows])
    while first and words().head("indicators", labels[first - 1]):
        first -= 1
    return first


def _heads(rows: Sequence[Cells]) -> bool:
    """Whether the first cells are the head of indicators, and no row is one."""
    labels = words().in_full([_label(row) for row in rows])
    heads = [words().head("indicators", text) for text in labels]
    roles = [head.role for head in heads if head is not None]
    if len(set(roles)) < len(roles) or not (set(roles) >= _MEASURED and _POINTS & set(roles)):
        return False
    beside = (text for row in rows for index, text in GridRow.of(row).filled if index)
    return not any(words().listed("indicators", text) for text in beside)


def _label(row: Cells) -> str:
    return row[0].text.strip() if row and row[0] is not None else ""
