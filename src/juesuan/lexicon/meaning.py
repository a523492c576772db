"""What a text means: the facts it may stand for, the role of its cell, and what was not
understood of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import ALL, Region, Selection, Space

__all__ = ["NOTHING", "WORTH", "Meaning", "both", "combined", "narrowed"]

WORTH = frozenset({"asset_gross", "asset_net", "asset_worn"})
"""The measures that are values of assets."""
_MOST = 16
"""Readings kept of one text."""


class Meaning(Struct, frozen=True, kw_only=True):
    """What a text means.

    ``readings`` are the selections it may stand for, more than one where it is ambiguous,
    none where its parts contradict; ``roles`` what its words are for; ``alone`` what it stands
    for where its counterpart is not printed; ``usual`` what holds where nothing else says;
    ``leftover`` the characters of it that no term covers; ``unit`` its unit; ``level`` and
    ``part`` its number's level and whether 其中 stands before it.
    """

    text: str = ""
    readings: tuple[Selection, ...] = (ALL,)
    roles: frozenset[str] = frozenset()
    alone: Selection | None = None
    usual: tuple[Region, ...] = ()
    block: Selection | None = None
    unit: str = ""
    leftover: str = ""
    covered: int = 0
    level: int = 0
    part: bool = False
    says: bool = False
    """Whether any of its words selects something."""

    @property
    def whole(self) -> bool:
        """Whether all of the text was understood, and its parts agree."""
        return not self.leftover and bool(self.readings)

    @property
    def share(self) -> float:
        """How much of the text was understood, from 0 to 1."""
        size = self.covered + len(self.leftover)
        return self.covered / size if size else 1.0

    def only(self, readings: Iterable[Selection]) -> Meaning:
        """The meaning with some of its readings."""
        return replace(self, readings=tuple(readings))


NOTHING = Meaning()
"""A text that says nothing."""


def both(one: Region, other: Region, space: Space, joined: bool = False) -> Region | None:
    """What lies in both; where they exclude each other in one dimension, with ``joined`` both
    together (收入和支出), else ``None``."""
    parts = dict(one.parts)
    apart = 0
    for name, nodes in other.parts:
        had = parts.get(name)
        cut = nodes if had is None else space.intersect(name, had, nodes)
        if not cut:
            if not joined or had is None:
                return None
            apart, cut = apart + 1, had | nodes
        parts[name] = cut
    return Region.of(parts) if apart < 2 else None


def combined(
    one: Sequence[Selection], other: Sequence[Selection], space: Space, joined: bool = False
) -> tuple[Selection, ...]:
    """Every reading of one text with every reading of another, as far as they agree."""
    found: dict[Selection, None] = {}
    for first in one:
        for second in other:
            if (pair := _pair(first, second, space, joined)) is not None:
                found[pair] = None
    return tuple(found)[:_MOST]


def _pair(first: Selection, second: Selection, space: Space, joined: bool) -> Selection | None:
    if len(first.terms) == 1 and len(second.terms) == 1:
        (a, one), (b, other) = first.terms[0], second.terms[0]
        region = both(one, other, space, joined)
        return None if region is None else Selection(((a * b, region),))
    product = first.times(second, space)
    return product if product.terms else None


def narrowed(
    inner: Sequence[Selection], outer: Sequence[Selection], space: Space
) -> tuple[Selection, ...]:
    """Inner readings within outer ones (a title, a block, the row above). An outer measure that
    excludes the inner one is the heading of another matter: only whose money it is holds.
    None are left where the two contradict."""
    agreed = combined(outer, inner, space)
    return agreed or combined([_scope(reading) for reading in outer], inner, space)


_SCOPE = ("fund", "unit_kind")


def _scope(selection: Selection) -> Selection:
    """What an outer text still says of another matter: whose money it is. Of a sum (资产总额)
    that is said once, not for each of its terms."""
    said = [
        (c, Region.of({n: nodes for n, nodes in region.parts if n in _SCOPE}))
        for c, region in selection.terms
    ]
    return Selection(tuple({region: (c, region) for c, region in reversed(said)}.values()))
