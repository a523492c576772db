"""What a printed figure is a figure of, as columns: one node, or several joined by ``+``, in each
dimension. Two cells with the same columns print the same fact."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.facts import CODED, DIMENSIONS, OBJECT, Selection, Space, parse_selection, settled

__all__ = ["columns_of", "meant"]

_known: dict[tuple[int, Selection], Mapping[str, str] | None] = {}
_MOST = 200_000


def meant(selection: Selection, space: Space) -> Mapping[str, str] | None:
    """The columns of a canonical selection; ``None`` where it mixes several facts.

    >>> from juesuan.facts import standard_space
    >>> columns_of("expenditure[fund=fiscal, nature=basic]", standard_space(2023))["nature"]
    'basic'
    """
    key = (space.year, selection)
    if key not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = _columns(selection, space)
    return _known[key]


def columns_of(text: str, space: Space) -> Mapping[str, str]:
    """The columns of a selection as form files write it (the final account where no stage is
    named). Raises ``ExpressionError``, ``UnknownNodeError``; ``ValueError`` for several facts."""
    found = meant(settled(parse_selection(text, space), space), space)
    if found is None:
        raise ValueError(f"{text} means several facts")
    return found


def _columns(selection: Selection, space: Space) -> Mapping[str, str] | None:
    if len(selection.terms) != 1 or selection.terms[0][0] != 1:
        return None
    region = selection.terms[0][1]
    if region.get(OBJECT):
        return None
    return {
        name: _node(name, nodes, space) if (nodes := region.get(name)) else ""
        for name in DIMENSIONS
    }


def _node(dimension: str, nodes: frozenset[str], space: Space) -> str:
    """Whole groups by their name, what is left by its own."""
    if dimension in CODED or len(nodes) == 1:
        return "+".join(sorted(nodes))
    named = space.named[dimension]
    left = set(space.rounded_up(dimension, nodes))
    names: list[str] = []
    for node in named.nodes.values():  # parents stand before their parts
        atoms = named.atoms[node.id]
        if atoms and atoms <= left:
            names.append(node.id)
            left -= atoms
    return "+".join([*names, *sorted(left)])
