"""Figures that are alike though no identity binds them (惯常相等): witnesses beside the identities.

A contribution stands as a functional item and as an economic class (住房公积金 2210201 and 30113),
and where there is no money but the general public budget, forms of it and of all fiscal money
print the same. Rules tell where these differ; here they say which of several figures is the wrong
one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings, all_rules
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed, observed, only_general
from juesuan.forms import Cell, CellKey, Selection, parse_selection
from juesuan.resources import Record

__all__ = ["Classes", "Pair", "Twin", "sides", "twins", "usual_values"]

_PAIRS = "P1"
"""How the codes of rules on items and classes begin that usually are alike."""


class Sides(Record, frozen=True):
    """Functional items and economic classes that together print alike."""

    functions: tuple[str, ...]
    economics: tuple[str, ...]


class Pair(RuleSettings, frozen=True):
    """P101 to P105: the two sides, what else may take part on either, and what may be taken
    ``together`` instead."""

    functions: tuple[str, ...]
    economics: tuple[str, ...]
    more_functions: tuple[str, ...] = ()
    more_economics: tuple[str, ...] = ()
    together: Sides | None = None


class Classes(RuleSettings, frozen=True):
    """T102: economic classes of the three public expenses."""

    economic: tuple[str, ...]


class Twin(Struct, frozen=True):
    """A figure of all fiscal money (cents, or as counted), and one of the general public
    budget."""

    key: CellKey
    value: int
    other_key: CellKey
    other: int


def _every(subject: Subject, dimension: str, code: str) -> Sequence[Observed]:
    """All prints of an item's or a class's basic expenditure; for an item that is not split by
    nature, of all its expenditure."""
    for nature in ("basic", "") if dimension == "function" else ("basic",):
        cut = f", nature={nature}" if nature else ""
        text = f"expenditure[{dimension}={code}, fund=general{cut}]"
        if claims := observed(subject, parse_selection(text, subject.space)):
            return claims
    return ()


def sides(
    subject: Subject, functions: Sequence[str], economics: Sequence[str]
) -> tuple[list[Observed], list[Observed]]:
    """What is printed of some items and of some classes: the first print of each that has one."""
    left = [claims[0] for code in functions if (claims := _every(subject, "function", code))]
    right = [claims[0] for code in economics if (claims := _every(subject, "economic", code))]
    return left, right


def twins(subject: Subject) -> Iterator[Twin]:
    """The three public expenses in forms of all fiscal money and of the general public budget,
    where there is no other money."""
    if not subject.once(only_general):
        return
    fiscal = subject.space.expand("fund", "fiscal")
    general = subject.space.expand("fund", "general")
    codes = frozenset(Classes.of("T102").economic)
    for key, cell in subject.cells.items():
        regions = [region for _, region in cell.selection.terms]
        if len(regions) != 1 or regions[0].get("fund") != fiscal or not _is_of(cell, codes):
            continue
        other = Selection(((1, regions[0].with_("fund", general)),)).canonical(subject.space)
        value = subject.claimed(key)
        for claim in observed(subject, other):
            if value is not None:
                yield Twin(key, value, claim.keys[0], claim.value)


def _is_of(cell: Cell, codes: frozenset[str]) -> bool:
    """Whether a cell is of some of these economic classes only."""
    classes = (region.get("economic") for _, region in cell.selection.terms)
    return any(economic and economic <= codes for economic in classes)


def usual_values(subject: Subject) -> Mapping[CellKey, frozenset[int]]:
    """What cells would print if they were like their counterparts; where more may take part on
    either side, and something does, nothing is said."""
    found: dict[CellKey, set[int]] = defaultdict(set)
    for code in (code for code in all_rules() if code.startswith(_PAIRS)):
        row = Pair.of(code)
        more = sides(subject, row.more_functions, row.more_economics)
        if any(one.value for side in more for one in side):
            continue
        left, right = sides(subject, row.functions, row.economics)
        if not _total(left) or not _total(right):
            continue  # one of them is not used here
        for dimension, each, mine, others in (
            ("function", row.functions, left, right),
            ("economic", row.economics, right, left),
        ):
            for name in each:
                for print_ in _every(subject, dimension, name):
                    rest = _total(mine) - _every(subject, dimension, name)[0].value
                    if len(print_.keys) == 1:
                        found[print_.keys[0]].add(_total(others) - rest)
    for twin in twins(subject):
        found[twin.key].add(twin.other)
        found[twin.other_key].add(twin.value)
    return {key: frozenset(values) for key, values in found.items()}


def _total(found: Sequence[Observed]) -> int:
    return sum(one.value for one in found)
