"""The short notation in which form files select facts.

``opening + income[fund=general]`` is a sum of two terms. A term names a measure and, in
brackets, the nodes it takes in other dimensions; ``|`` joins alternatives. A text that
starts with ``[`` constrains without naming a measure: rows and columns of a form are such
halves of a selection, and a cell is their product.
"""

from __future__ import annotations

import re

from msgspec import Struct

from juesuan.facts.dimensions import DIMENSIONS, UnknownNodeError
from juesuan.facts.regions import Region
from juesuan.facts.space import Space
from juesuan.messages import JuesuanError

__all__ = ["ALL", "ExpressionError", "Selection", "final_stage", "parse_selection", "settled"]

_TERM = re.compile(r"\s*([+-]?)\s*([a-z_|]*)\s*(?:\[([^\]]*)\])?\s*")


class ExpressionError(JuesuanError):
    """A selection in a data file that cannot be read."""

    section = "selection"


class Selection(Struct, frozen=True, cache_hash=True):
    """A sum of signed regions: ``terms`` are (coefficient, region) pairs."""

    terms: tuple[tuple[int, Region], ...]

    def times(self, other: Selection, space: Space) -> Selection:
        """What lies in both: every term of one cut down by every term of the other."""
        return Selection(
            tuple(
                (a * b, region)
                for a, first in self.terms
                for b, second in other.terms
                if (region := _both(first, second, space)) is not None
            )
        )

    def canonical(self, space: Space) -> Selection:
        """The selection cut to points that can exist, its terms in a fixed order."""
        found: dict[Region, int] = {}
        for coefficient, region in self.terms:
            if (cut := space.canonical(region)) is not None:
                found[cut] = found.get(cut, 0) + coefficient
        ordered = sorted(found.items(), key=lambda item: item[0].order)
        return Selection(tuple((c, region) for region, c in ordered if c))


ALL = Selection(((1, Region()),))
"""The selection that constrains nothing."""


def _both(first: Region, second: Region, space: Space) -> Region | None:
    parts = dict(first.parts)
    for name, nodes in second.parts:
        cut = space.intersect(name, parts[name], nodes) if name in parts else nodes
        if not cut:
            return None
        parts[name] = cut
    return Region.of(parts)


_READ: dict[str, Selection] = {}
"""Selections by their text: what is written is the same in every year."""


def parse_selection(text: str, space: Space) -> Selection:
    """Read a selection, once for all years; the empty text selects everything. Raises
    ``ExpressionError``."""
    if (found := _READ.get(text)) is None:
        found = _READ[text] = _parsed(text, space)
    return found


def _parsed(text: str, space: Space) -> Selection:
    if not text.strip():
        return ALL
    terms: list[tuple[int, Region]] = []
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or match.end() == position or not (match[2] or match[3]):
            raise ExpressionError("unreadable", text=text, rest=text[position:])
        if terms and not match[1]:
            raise ExpressionError("no_sign", text=text, rest=text[position:])
        position = match.end()
        terms.append((-1 if match[1] == "-" else 1, _region(match[2], match[3] or "", space)))
    return Selection(tuple(terms))


def _region(measure: str, filters: str, space: Space) -> Region:
    parts: dict[str, frozenset[str]] = {}
    if measure:
        parts["measure"] = _nodes("measure", measure, space)
    for item in filter(None, (piece.strip() for piece in filters.split(","))):
        name, equals, nodes = (piece.strip() for piece in item.partition("="))
        if not equals or name not in DIMENSIONS:
            raise ExpressionError("no_dimension", text=item, known=DIMENSIONS)
        parts[name] = _nodes(name, nodes, space)
    return Region.of(parts)


def _nodes(name: str, written: str, space: Space) -> frozenset[str]:
    try:
        sets = [space.expand(name, node.strip()) for node in written.split("|")]
    except UnknownNodeError as error:
        raise ExpressionError(error.key, **error.details) from None
    return frozenset().union(*sets)


def settled(selection: Selection, space: Space) -> Selection:
    """The selection in the one form that tells it from all others: canonical, with the final
    account meant wherever no stage is named. Worked out once for a space."""
    if (found := space.settled.get(selection)) is None:
        found = space.settled[selection] = final_stage(selection, space).canonical(space)
    return found


def final_stage(selection: Selection, space: Space) -> Selection:
    """The selection with the final account meant wherever no stage is named."""
    stage = space.expand("stage", "final")
    return Selection(
        tuple(
            (c, region if region.get("stage") else region.with_("stage", stage))
            for c, region in selection.terms
        )
    )
