"""What “其他” stands for in a table: all kinds of its group that the table does not list.

The kinds of cars (车辆) are eight; a table that lists three of them and 其他用车 below a total
means by the last all the others. A table that lists every kind means the eighth by it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from juesuan.facts import Region, Selection, Space
from juesuan.lexicon.columns import Block, Column
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import narrowed

__all__ = ["rest_of", "with_other_funds"]

_ITEM = "item"
_OTHER_FUNDS = "other_funds"


def rest_of(
    cells: Sequence[tuple[Selection | None, int]], strange: Collection[int], space: Space
) -> dict[Selection, Selection]:
    """The selections of a table that mean the rest of a group (其他用车), and what they mean in
    this table: only where the whole group is printed as a total, and not all of its kinds; nor
    where a row that is not known (``strange``) stands among them. ``cells`` are the selections with
    their rows."""
    items = space.named[_ITEM]
    printed = {s: n for s, _ in cells if s and (n := _nodes(s))}
    found: dict[Selection, Selection] = {}
    for node in items.nodes.values():
        if not node.rest or node.parent is None:
            continue
        group = items.atoms[node.parent]
        listed = {kind for nodes in printed.values() if nodes < group for kind in nodes}
        left = group - listed
        rows = [row for s, row in cells if s in printed and printed[s] <= group]
        known = not any(min(rows) < row < max(rows) for row in strange) if rows else True
        if known and left and group in printed.values():
            found |= {
                said: _meaning(said, nodes | left)
                for said, nodes in printed.items()
                if nodes == {node.id}
            }
    return found


def with_other_funds(blocks: Sequence[Block], words: Lexicon) -> list[Block]:
    """The blocks, columns of 其他资金 meaning all money but that of the columns beside them, below
    the same words; where none beside says whose it is, or one is not known, neither are theirs."""
    return [
        replace(block, figures=tuple(_other_funds(c, block.figures, words) for c in block.figures))
        for block in blocks
    ]


def _other_funds(column: Column, figures: Sequence[Column], words: Lexicon) -> Column:
    if _OTHER_FUNDS not in column.meaning.roles:
        return column
    above = column.path[:-1]
    beside = [c for c in figures if c is not column and c.path[: len(above)] == above]
    listed = [nodes for other in beside if (nodes := _funds(other, len(above), words))]
    strange = any(c.meaning.leftover or _OTHER_FUNDS in c.meaning.roles for c in beside)
    left = frozenset().union(*words.space.named["fund"].atoms.values()).difference(*listed)
    if strange or not listed or not left:
        return replace(column, meaning=replace(column.meaning, leftover=column.path[-1]))
    rest = [Selection(((1, Region.of({"fund": left})),))]
    readings = narrowed(rest, column.meaning.readings, words.space)
    return replace(column, meaning=replace(column.meaning, readings=readings, says=True))


def _funds(column: Column, level: int, words: Lexicon) -> frozenset[str]:
    """Whose money a column is by its words at one level of the head, or else by all of them."""
    at_level = [words.read(column.path[level]).readings] if len(column.path) > level else []
    for readings in (*at_level, column.meaning.readings):
        found = [region.get("fund") for reading in readings for _, region in reading.terms]
        if all(found):
            return frozenset[str]().union(*(nodes or frozenset() for nodes in found))
    return frozenset()


def _nodes(selection: Selection) -> frozenset[str] | None:
    terms = selection.terms
    return terms[0][1].get(_ITEM) if len(terms) == 1 else None


def _meaning(selection: Selection, nodes: frozenset[str]) -> Selection:
    return Selection(tuple((c, region.with_(_ITEM, nodes)) for c, region in selection.terms))
