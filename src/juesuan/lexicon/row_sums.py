"""What totals without words of their own add, by the rows around them."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.facts import Selection
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import NOTHING, Meaning
from juesuan.lexicon.row_codes import selecting
from juesuan.lexicon.table_row import TableRow

__all__ = ["all_of", "flow_before", "kind_spent_after", "measured", "measures"]

_FLOWS = (("inflow", "income"), ("outflow", "expenditure"))


def measures(meaning: Meaning) -> set[str]:
    """The measures that a meaning names."""
    terms = [region for s in meaning.readings for _, region in s.terms]
    return {node for region in terms for node in region.get("measure") or ()}


def all_of(added: set[str], words: Lexicon) -> list[Selection]:
    """What a bare total adds below rows of what comes in, or of what goes out, and of what is
    there besides (年初结转和结余): all of it."""
    atoms = words.space.named["measure"].atoms
    return [
        selecting({"measure": atoms[group]})
        for group, flow in _FLOWS
        if flow in added and {flow} < added <= atoms[group]
    ]


def kind_spent_after(own: Meaning, opened: Meaning, below: Sequence[TableRow]) -> Meaning | None:
    """What a kind of spending (基本支出) below a row of income is a kind of where the next row that
    names a measure is of what was spent (本年支出)."""
    kind = any(region.get("nature") for s in own.readings for _, region in s.terms)
    if not kind or measures(opened) != {"income"}:
        return None
    after = next((line.own for line in below if line.own.says and measured(line.own)), NOTHING)
    return after if measures(after) == {"expenditure"} else None


def flow_before(below: Sequence[TableRow], words: Lexicon) -> list[Selection]:
    """What a bare total adds above rows of what is there besides (年初结转和结余) that the next
    total adds to it: what came in, or was spent, by itself."""
    atoms = words.space.named["measure"].atoms
    added: set[str] = set()
    for line in below:
        if "total" in line.own.roles:
            flows = [f for g, f in _FLOWS if added and added <= atoms[g] - {f}]
            return [selecting({"measure": frozenset({flow})}) for flow in flows]
        if line.figures and line.own.says and measured(line.own):
            added |= measures(line.own)
    return []


def measured(meaning: Meaning) -> bool:
    """Whether a meaning names a measure (指标: 收入, 支出, 年初结转 …) in all its readings."""
    return bool(meaning.readings) and all(
        region.get("measure") for s in meaning.readings for _, region in s.terms
    )
