"""Which rows of self-evaluation tables were read with certainty: nobody is accused by others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.performance.figures import AssessedIndicator
from juesuan.reading import Spot
from juesuan.reading.performance import UnreadNote

__all__ = ["Doubts"]

_ROW_NOTES = {"performance_row_unfit", "performance_row_doubtful", "outside_columns"}
"""Notes of the reading after which the cells of a row may be another column's."""

_HEAD_NOTE = "performance_head"
"""The note of a column whose head is not known."""

_HEAD_ROWS = 2
"""So many rows above its first indicator a head may begin."""

_Row = tuple[tuple[str, str, int, int], int, int]
"""The table a row stands in (file, sheet, page, table), its number, its height on the page."""


class Doubts:
    """The rows of performance tables that the notes of a reading put in doubt."""

    def __init__(self, notes: Sequence[UnreadNote]) -> None:
        self._rows = {_row(spot) for key, spot, _ in notes if key in _ROW_NOTES}
        self._heads = {_row(spot) for key, spot, _ in notes if key == _HEAD_NOTE}

    def sure(self, indicators: Sequence[AssessedIndicator]) -> tuple[AssessedIndicator, ...]:
        """The indicators of rows without a note; none below a head with an unknown column."""
        first = min((_row(one.printed.actual.spot) for one in indicators), default=None)
        if first and any(_above(head, first) for head in self._heads):
            return ()
        return tuple(one for one in indicators if not self._touch(one))

    def within(self, indicators: Sequence[AssessedIndicator]) -> bool:
        """Whether a note stands between the first and the last of these indicators."""
        rows = [_row(one.printed.actual.spot) for one in indicators if one.printed.actual]
        return bool(rows) and any(min(rows) <= row <= max(rows) for row in self._rows)

    def _touch(self, indicator: AssessedIndicator) -> bool:
        cells = indicator.printed
        values = (cells.level3, cells.target, cells.actual, cells.score)
        return any(_row(value.spot) in self._rows for value in values if value)


def _above(head: _Row, row: _Row) -> bool:
    """Whether a head stands just above a row, in the same table."""
    (table, number, _), (same, first, _) = head, row
    return table == same and 0 < first - number <= _HEAD_ROWS


def _row(spot: Spot) -> _Row:
    """What places a row in its file, in reading order."""
    cell = int(re.sub(r"\D", "", spot.cell) or 0)
    top = int(spot.box[1]) if spot.box else 0
    table = (spot.file, spot.sheet, spot.page, spot.table)
    return table, spot.row or spot.line or cell, top
