"""What the forms print for a fact that the narrative speaks of, and which kinds of money are
the same in a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from juesuan.checks.subject import Subject
from juesuan.forms import CellKey, Selection, parse_selection

__all__ = [
    "ANY_FUND",
    "FISCAL_FUNDS",
    "OTHER_FUNDS",
    "Observed",
    "observed",
    "only_general",
    "same_funds",
    "selected",
]

_CLASS = 3
"""Digits of an economic class (类)."""
ANY_FUND = ("", "fiscal", "general")
"""All money, fiscal appropriation, general public budget: often one and the same."""


OTHER_FUNDS = frozenset({"government_funds", "state_capital"})
"""Fiscal money beside the general public budget."""
FISCAL_FUNDS = frozenset({"fiscal", "general"}) | OTHER_FUNDS
"""All fiscal money, by any of its names."""


class Observed(Struct, frozen=True):
    """A figure that forms claim for a fact: cents or ones, and the cells it stands in."""

    value: int
    keys: tuple[CellKey, ...] = field(default=())


def selected(subject: Subject, text: str, fund: str = "") -> Selection:
    """A selection as written in form files, cut to a kind of money if one is named."""
    selection = parse_selection(text, subject.space)
    if fund:
        selection = selection.times(parse_selection(f"[fund={fund}]", subject.space), subject.space)
    return selection


def same_funds(subject: Subject, fund: str, measure: str) -> list[str]:
    """The kinds of money that are the same here: their totals agree, so all their parts do.

    ``measure`` is ``income`` or ``expenditure``; of others a kind is only like itself.
    """
    if fund not in {"", "fiscal", "general"} or measure not in {"income", "expenditure"}:
        return [fund]
    totals = subject.once(_income_totals if measure == "income" else _expenditure_totals)
    mine = totals.get(fund)
    same = [f for f, value in totals.items() if mine and value == mine and f != fund]
    if fund in {"general", "fiscal"} and not same and subject.once(only_general):
        same = ["fiscal" if fund == "general" else "general"]
    return [fund, *same]


def _income_totals(subject: Subject) -> Mapping[str, int | None]:
    return _totals(subject, "income")


def _expenditure_totals(subject: Subject) -> Mapping[str, int | None]:
    return _totals(subject, "expenditure")


def _totals(subject: Subject, measure: str) -> Mapping[str, int | None]:
    found: dict[str, int | None] = {}
    for fund in ANY_FUND:
        claims = observed(subject, selected(subject, measure, fund))
        values = {claim.value for claim in claims}
        found[fund] = values.pop() if len(values) == 1 else None
    return found


def only_general(subject: Subject) -> bool:
    """Whether the forms show that there is no fiscal money but the general public budget."""
    seen = False
    for key, cell in subject.cells.items():
        funds = [region.get("fund") for _, region in cell.selection.terms]
        if key.form in subject.present and all(f and f <= OTHER_FUNDS for f in funds):
            if subject.state(key) == "unsure" or subject.value(key):
                return False
            seen = True
    return seen


def _cells(subject: Subject) -> Mapping[Selection, list[CellKey]]:
    found: dict[Selection, list[CellKey]] = {}
    for key, cell in subject.cells.items():
        found.setdefault(cell.selection, []).append(key)
    return found


class _Printing(Struct, frozen=True):
    """The cells that print a selection as a whole, and those of each of its terms."""

    whole: Sequence[CellKey]
    terms: Sequence[tuple[int, Sequence[CellKey]]]


def observed(subject: Subject, selection: Selection, stage: str = "final") -> list[Observed]:
    """What the forms claim for a selection in a stage: one entry a cell that prints it, or one
    for the sum of the cells of its terms; a blank claims nothing spent, a dash claims nothing."""
    asked = (observed, selection, stage)
    printing = subject.remembered.once(asked, lambda: _printing(subject, selection, stage))
    if found := _claims(subject, printing.whole):
        return found
    if not printing.terms:
        return []
    total = 0
    keys: list[CellKey] = []
    for coefficient, cells in printing.terms:
        claims = _claims(subject, cells)
        if not claims:
            return []
        total += coefficient * claims[0].value
        keys += claims[0].keys
    return [Observed(total, tuple(keys))]


def _printing(subject: Subject, selection: Selection, stage: str) -> _Printing:
    nodes = subject.space.expand("stage", stage)
    terms = tuple(
        (c, region if region.get("stage") else region.with_("stage", nodes))
        for c, region in selection.terms
    )
    asked = Selection(terms).canonical(subject.space)
    cells = subject.once(_cells)
    each = [(c, cells.get(Selection(((1, region),)), ())) for c, region in asked.terms]
    whole = cells.get(asked, ())
    if not whole and len(asked.terms) == 1:
        each = [(1, keys) for keys in subject.once(_by_class).get(asked, ())] or each
    return _Printing(whole, each)


def _by_class(subject: Subject) -> Mapping[Selection, list[list[CellKey]]]:
    """What the economic classes (301, 303) that a form lists are parts of → their cells: 人员经费
    where no row of it is printed."""
    found: dict[Selection, dict[str, list[CellKey]]] = {}
    for selection, keys in subject.once(_cells).items():
        if len(selection.terms) != 1:
            continue
        region = selection.terms[0][1]
        code = region.get("economic") or ()
        if [*map(len, code)] == [_CLASS]:
            whole = Selection(((1, region.without("economic")),))
            found.setdefault(whole, {})[next(iter(code))] = keys
    return {whole: [*classes.values()] for whole, classes in found.items()}


def _claims(subject: Subject, keys: Sequence[CellKey]) -> list[Observed]:
    found = [(key, subject.claimed(key)) for key in keys]
    return [Observed(value, (key,)) for key, value in found if value is not None]
