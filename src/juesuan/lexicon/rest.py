"""What “其他” stands for in a table: all kinds of its group that the table does not list.

The kinds of cars (车辆) are eight; a table that lists three of them and 其他用车 below a total
means by the last all the others. A table that lists every kind means the eighth by it.
"""

from __future__ import annotations

from collections.abc import Iterable

from juesuan.facts import Selection, Space

__all__ = ["rest_of"]

_ITEM = "item"


def rest_of(selections: Iterable[Selection | None], space: Space) -> dict[Selection, Selection]:
    """The selections of a table that mean the rest of a group (其他用车), and what they mean in
    this table: only where the whole group is printed as a total, and not all of its kinds."""
    items = space.named[_ITEM]
    printed = {s: n for s in selections if s and (n := _nodes(s))}
    found: dict[Selection, Selection] = {}
    for node in items.nodes.values():
        if not node.rest or node.parent is None:
            continue
        group = items.atoms[node.parent]
        listed = {kind for nodes in printed.values() if nodes < group for kind in nodes}
        left = group - listed
        if left and group in printed.values():
            found |= {
                said: _meaning(said, nodes | left)
                for said, nodes in printed.items()
                if nodes == {node.id}
            }
    return found


def _nodes(selection: Selection) -> frozenset[str] | None:
    terms = selection.terms
    return terms[0][1].get(_ITEM) if len(terms) == 1 else None


def _meaning(selection: Selection, nodes: frozenset[str]) -> Selection:
    return Selection(tuple((c, region.with_(_ITEM, nodes)) for c, region in selection.terms))
