"""Indicators side by side, their targets, actual values and points in rows: turned back; projects
side by side: told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from juesuan.lexicon.performance import words
from juesuan.reading.document import GridText
from juesuan.reading.performance.heads import head_block
from juesuan.reading.performance.lines import GridRow
from juesuan.reading.recognise.tables import Table

__all__ = ["side_by_side", "upright"]

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


def side_by_side(table: Table) -> Iterator[Table]:
    """The tables of projects that stand side by side under one title, each named in its own
    columns below the same heads; the table itself where it has no others beside it."""
    rows = table.rows
    names = [[n for n, text in GridRow.of(row).filled if _names_project(text)] for row in rows]
    first = next((n for n, places in enumerate(names) if len(places) > 1), len(rows))
    starts = names[first] if first < len(rows) else []
    ends = [*starts, max(map(len, rows), default=0)]
    parts = [[tuple(row[at:end]) for row in rows[first:]] for at, end in pairwise(ends)]
    if len(starts) < _FEWEST or not _headed_alike(parts):
        yield table
        return
    for number, own in enumerate(parts):
        above = [] if number else rows[:first]
        before = [] if number else table.before
        yield Table([*above, *own], before, table.after if own is parts[-1] else [])


def _names_project(text: str) -> bool:
    return words().field(text) == "name"


def _headed_alike(parts: Sequence[Sequence[Cells]]) -> bool:
    """Whether parts begin with the same label, and a row of each is the same head."""
    texts = [[[text for _, text in GridRow.of(row).filled] for row in part] for part in parts]
    if len({part[0][0] for part in texts}) > 1:
        return False
    return any(
        len(row) > _FEWEST and all(part[n] == row for part in texts)
        for n, row in enumerate(texts[0])
        if head_block(GridRow.of(parts[0][n]))
    )


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
