"""The order of findings: by severity, then by what they lead to (后果的轻重), not by code.

What leads to what is data (``consequences.toml``). Findings of one rule stay together, the rule
with the heaviest finding first: one that breaks more identities, by more money, in more places.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache

from juesuan.checks import SEVERITIES
from juesuan.checks.catalogue import Texts
from juesuan.facts import WAN
from juesuan.reporting.model import ReportedFinding
from juesuan.resources import Record, load, typed

__all__ = ["Outcome", "consequence_of", "consequences", "gravest", "in_order"]

_FILE = "consequences.toml"
_WAN = Decimal(10_000)

Weight = tuple[int, Decimal, int]


class Outcome(Record, frozen=True):
    """What findings of some rules lead to; ``codes`` are codes or beginnings of codes."""

    name: Texts
    codes: tuple[str, ...]


class _Consequences(Record, frozen=True):
    consequence: tuple[Outcome, ...]


@cache
def consequences() -> tuple[Outcome, ...]:
    """All consequences, the gravest first. Raises ``DataError``."""
    return typed(_Consequences, load(_FILE), _FILE, "").consequence


@cache
def consequence_of(code: str) -> int:
    """The rank of a rule's consequence from 0, the gravest; that of the longest code that fits,
    and after all others where none does."""
    fits = [
        (len(start), -rank)
        for rank, one in enumerate(consequences())
        for start in one.codes
        if code.startswith(start)
    ]
    return -max(fits)[1] if fits else len(consequences())


def in_order(findings: Iterable[ReportedFinding]) -> tuple[ReportedFinding, ...]:
    """Findings by severity, consequence and weight; those of one rule together."""
    every = list(findings)
    heaviest: dict[tuple[str, str], Weight] = {}
    for found in every:
        group = (found.severity, found.code)
        heaviest[group] = max(heaviest.get(group, _weight(found)), _weight(found))

    def place(found: ReportedFinding) -> tuple[object, ...]:
        return (
            SEVERITIES.index(found.severity),
            consequence_of(found.code),
            _falling(heaviest[found.severity, found.code]),
            found.code,
            _falling(_weight(found)),
        )

    return tuple(sorted(every, key=place))


def gravest(
    findings: Iterable[ReportedFinding], most: int = 5
) -> list[tuple[ReportedFinding, int]]:
    """The heaviest finding of each of the first rules, with how many findings the rule has.
    Notes (提示) are never among them."""
    counts: dict[str, int] = {}
    first: dict[str, ReportedFinding] = {}
    for found in findings:
        if found.severity != "info":
            first.setdefault(found.code, found)
            counts[found.code] = counts.get(found.code, 0) + 1
    return [(found, counts[code]) for code, found in list(first.items())[:most]]


def _weight(found: ReportedFinding) -> Weight:
    """Broken identities, the largest difference in 元, places."""
    amounts = [_yuan(told.difference, told.unit) for told in found.identities]
    return len(found.identities), max(amounts, default=Decimal(0)), len(found.where)


def _falling(weight: Weight) -> tuple[object, ...]:
    broken, amount, places = weight
    return -broken, -amount, -places


def _yuan(number: str, unit: str) -> Decimal:
    """A difference in 元, without its sign; nothing where it is no number."""
    try:
        amount = abs(Decimal(number))
    except InvalidOperation:
        return Decimal(0)
    return amount * _WAN if unit == WAN.zh else amount
