"""What readings of words say, and which of two that contradict each other holds."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.facts import Selection, Space
from juesuan.lexicon.meaning import WORTH

__all__ = [
    "both_ways",
    "carried_wrongly",
    "counts",
    "leaves_open",
    "outweighs",
    "said_measures",
    "says",
    "spent",
    "without_measure",
]

_COUNT = frozenset({"count"})
_LEFT = frozenset({"asset_net", "asset_worn"})
_BOUGHT = frozenset({"procurement"})
_GRANTED = frozenset({"procurement_sme", "procurement_micro"})
_BALANCES = frozenset({"opening", "closing"})
_SPENDING = ("economic", "nature")
_SPENT = frozenset({"expenditure"})
_NONE: frozenset[str] = frozenset()


def both_ways(selection: Selection, space: Space) -> bool:
    """Whether what comes in and what goes out would be one sum: nothing is."""
    atoms = space.named["measure"].atoms
    measures = [region.get("measure") or _NONE for _, region in selection.terms]
    return any(said & atoms["inflow"] and said & atoms["outflow"] for said in measures)


def spent(selection: Selection, space: Space) -> Selection:
    """A selection, what it says of the kinds of spending among all that goes out being spent: no
    other measure is told by them in words of the same row (教育支出 below 支出)."""
    atoms = space.named["measure"].atoms
    terms = []
    for c, region in selection.terms:
        measures = region.get("measure") or _NONE
        function = region.get("function") and measures == atoms["outflow"]
        others = measures >= atoms["outflow"] and any(region.get(name) for name in _SPENDING)
        terms.append((c, region.with_("measure", _SPENT) if function or others else region))
    return Selection(tuple(terms))


def carried_wrongly(selection: Selection) -> bool:
    """Whether something is said to be carried over (结转) that is no balance."""
    regions = [region for _, region in selection.terms if region.get("carry")]
    return any(not (region.get("measure") or _BALANCES) <= _BALANCES for region in regions)


def says(readings: Sequence[Selection], name: str) -> bool:
    """Whether readings say anything in a dimension."""
    return any(region.get(name) for r in readings for _, region in r.terms)


def counts(reading: Selection) -> bool:
    """Whether a reading is of numbers of things."""
    return all(region.get("measure") == _COUNT for _, region in reading.terms)


def outweighs(row: Sequence[Selection], head: Sequence[Selection]) -> bool:
    """Whether a row's words hold against its column's: it counts things, says what is left of
    an asset's value (累计折旧 and 净值 below 原值), or which of what was bought (授予中小企业合同
    below 采购金额)."""
    own, above = said_measures(row), said_measures(head)
    if own == _COUNT or (own and own <= _GRANTED and above == _BOUGHT):
        return True
    return bool(own and own <= _LEFT and above <= WORTH)


def said_measures(readings: Sequence[Selection]) -> frozenset[str]:
    """The measures that readings say, if all of them say any."""
    found = [region.get("measure") for r in readings for _, region in r.terms]
    return frozenset().union(*(nodes or frozenset() for nodes in found)) if all(found) else _NONE


def without_measure(selection: Selection) -> Selection:
    """A selection that leaves open of which measure it is."""
    return Selection(tuple((c, region.without("measure")) for c, region in selection.terms))


def leaves_open(readings: Sequence[Selection], nodes: frozenset[str]) -> bool:
    """Whether readings of things (资产) leave open which of their measures they are of: several
    are said with these, or none."""
    regions = [region for reading in readings for _, region in reading.terms]
    said = [region.get("measure") for region in regions]
    things = any(region.get("item") for region in regions)
    differ = len(set(said)) > 1 and nodes in said
    return differ or any(own and nodes < own for own in said) or (things and not all(said))
