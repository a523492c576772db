"""What was left last year (上年末结转和结余) is what this year begins with (年初结转和结余)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from juesuan.facts import FactStore, Region, Space
from juesuan.forms import UNDIVIDED

__all__ = ["Opening", "openings"]

_FISCAL, _OTHER = "fiscal", "nonfiscal"


class Opening(Struct, frozen=True, kw_only=True):
    """An opening balance in cents. ``function`` and ``nature`` are empty where last year's
    forms do not tell them apart (未分) though fiscal money needs them: ``open``."""

    fund: str
    value: int
    function: str = ""
    nature: str = ""
    carry: str = ""
    unit: str = ""
    project: str = ""

    @property
    def open(self) -> bool:
        """Whether something of it is still to be given."""
        return self.fund != _OTHER and not (self.function and self.nature)


def openings(facts: FactStore) -> list[Opening] | None:
    """The opening balances that last year's facts determine, each as far as they tell it
    apart; their sum is last year's closing balance. ``None`` where nothing tells it."""
    return _exact(facts) if facts.divided else _determined(facts)


def _exact(facts: FactStore) -> list[Opening]:
    rows = facts.db.execute(
        "SELECT unit, fund, function, nature, carry, project, sum(value)::BIGINT FROM facts"
        " WHERE measure = 'closing' AND stage = 'final' GROUP BY ALL HAVING sum(value) <> 0"
        " ORDER BY ALL"
    ).fetchall()
    found = []
    for unit, fund, function, nature, carry, project, value in rows:
        own = "" if nature.startswith("basic.") else nature
        found.append(
            Opening(
                fund=fund,
                value=value,
                function=function,
                nature=own or "basic" if nature else "",
                carry=carry,
                unit=unit,
                project=project,
            )
        )
    return found


def _determined(facts: FactStore) -> list[Opening] | None:
    space = facts.space
    fiscal = space.named["fund"].atoms[_FISCAL]
    told: dict[str, list[Opening]] = defaultdict(list)
    for each in _listed(facts):
        told[each.fund].append(each)
    found: list[Opening] = []
    known = False
    sums = 0
    for fund in sorted(fiscal):
        listed = told[fund]
        total = _closing(facts, space, frozenset({fund}))
        divided = sum(each.value for each in listed)
        known |= total is not None or bool(listed)
        found += listed
        if total is not None and total != divided:
            found.append(Opening(fund=fund, value=total - divided))
        sums += divided if total is None else total
    everything = _closing(facts, space, None)
    whole = _closing(facts, space, fiscal)
    if everything is not None:
        other = everything - (sums if whole is None else whole)
        if other:
            found.append(Opening(fund=_OTHER, value=other))
        if whole is not None and whole != sums:
            found.append(Opening(fund="general", value=whole - sums))
    if everything is None and not known:
        return None
    return found


def _closing(facts: FactStore, space: Space, funds: frozenset[str] | None) -> int | None:
    """What is left of some funds, ``None`` where the forms do not tell."""
    parts: dict[str, frozenset[str]] = {
        "measure": frozenset({"closing"}),
        "stage": frozenset({"final"}),
    }
    if funds is not None:
        parts["fund"] = funds
    region = Region.of(parts)
    value = facts.evaluate([region])[region]
    return (value or 0) if region not in facts.untold else None


def _listed(facts: FactStore) -> Iterator[Opening]:
    """The rows of lists of codes that have something left, as far as they are told apart."""
    rows = facts.db.execute(
        "SELECT fund, function, nature, carry, value FROM facts WHERE measure = 'closing'"
        " AND stage = 'final' AND value <> 0 ORDER BY ALL"
    ).fetchall()
    funds = facts.space.named["fund"].atoms[_FISCAL]
    for fund, function, nature, carry, value in rows:
        if fund in funds and function != UNDIVIDED:
            kept = {"function": function, "nature": nature, "carry": carry}
            known = {name: said for name, said in kept.items() if said != UNDIVIDED}
            yield Opening(fund=fund, value=value, **known)
