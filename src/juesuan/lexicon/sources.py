"""Columns of what was spent by where its money comes from (资金来源): 事业收入 beside 财政拨款 in a
table of spending is what was spent of it, not what came in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.facts import Selection
from juesuan.lexicon.columns import Block, Column
from juesuan.lexicon.said import said_measures, says, without_measure

__all__ = ["with_sources"]

_SPENT = frozenset({"expenditure"})
_INCOME = frozenset({"income"})


def with_sources(blocks: Sequence[Block], titled: Sequence[Selection]) -> list[Block]:
    """The blocks of a table whose title (``titled``) says that it is of spending, incomes beside
    money without a measure being where money comes from."""
    if said_measures(titled) != _SPENT:
        return list(blocks)
    return [
        replace(block, figures=tuple(map(_source, block.figures)))
        if any(map(_of_money_alone, block.figures))
        else block
        for block in blocks
    ]


def _of_money_alone(column: Column) -> bool:
    """Whether a column says whose money it is, and no measure."""
    readings = column.meaning.readings
    return says(readings, "fund") and not says(readings, "measure")


def _source(column: Column) -> Column:
    readings = column.meaning.readings
    if said_measures(readings) != _INCOME or not says(readings, "fund"):
        return column
    bare = tuple(map(without_measure, readings))
    return replace(column, meaning=replace(column.meaning, readings=bare))
