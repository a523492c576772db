"""The three public expenses (“三公”经费): form against form, counts against money, ceilings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.sections import assertions
from juesuan.checks.speech.topics import topics
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import observed, only_general
from juesuan.facts import plain_amount
from juesuan.forms import Cell, CellKey, Selection, parse_selection

__all__ = ["RULES", "Known", "known"]

_FUNDS = ("fiscal", "general")
_ITEMS = ("trips", "car_purchase", "car_running", "reception")


@dataclass(frozen=True)
class Known:
    """What forms (or else the text) say of a thing: cents or ones, and where."""

    value: Fraction
    where: Where
    printed: str


def _selection(subject: Subject, text: str) -> Selection:
    return parse_selection(text, subject.space)


def _of_fund(subject: Subject, thing: str, fund: str) -> Selection:
    selection = _selection(subject, topics()[thing].select[0])
    return selection.times(_selection(subject, f"[fund={fund}]"), subject.space)


def _printed(subject: Subject, value: int, key: CellKey) -> str:
    if subject.cells[key].unit != "money":
        return f"{value}{subject.unit_of(key)}"
    return plain_amount(value, subject.disclosure.money) + subject.disclosure.money.zh


def known(subject: Subject, thing: str, stage: str = "final") -> Known | None:
    """What the document says of a thing: the forms first, then the text if it says one value."""
    selections = [_selection(subject, text) for text in topics()[thing].select]
    if topics()[thing].fund != "fixed":
        selections = [_of_fund(subject, thing, fund) for fund in _FUNDS] + selections
    for selection in selections:
        for claim in observed(subject, selection, stage):
            key = claim.keys[0]
            blank = subject.state(key) == "blank"
            printed = "空白" if blank else _printed(subject, claim.value, key)
            return Known(Fraction(claim.value), subject.where(key), printed)
    if stage != "final":
        return None
    said = [s for s in assertions(subject) if s.key[0] == thing and s.role == "final"]
    said = [s for s in said if s.year == "this" and not s.mention.reason]
    if said and len({s.number.value for s in said}) == 1:
        return Known(said[0].number.value, said[0].where, said[0].text)
    return None


def part_exceeds(subject: Subject) -> Iterator[Finding]:
    """T101: basic expenditure on an item is larger than all expenditure on it (where no form
    of the general public budget's three expenses is there to be compared item by item)."""
    step = subject.disclosure.money.print_step
    for thing in _ITEMS:
        if observed(subject, _of_fund(subject, thing, "general")):
            continue
        codes = topics()[thing].select[0].partition("economic=")[2].rstrip("]").split("|")
        basic = [
            claim
            for code in codes
            for claim in observed(
                subject,
                _selection(subject, f"expenditure[economic={code}, nature=basic, fund=general]"),
            )
        ]
        whole = observed(subject, _of_fund(subject, thing, "fiscal"))
        if not basic or not whole or sum(b.value for b in basic) <= whole[0].value + step:
            continue
        part, key = sum(b.value for b in basic), whole[0].keys[0]
        details = {
            "name": topics()[thing].plain,
            "part": _printed(subject, part, key),
            "form": key.form,
            "whole": _printed(subject, whole[0].value, key),
            "basic": basic[0].keys[0].form,
        }
        places = (subject.where(key), *(subject.where(b.keys[0]) for b in basic))
        yield Finding(code="T101", where=places, details=details)


def forms_differ(subject: Subject) -> Iterator[Finding]:
    """T102: with general public budget money only, the form of all fiscal money and the form of
    the general public budget must print the same; one finding for all rows."""
    if not subject.once(only_general):
        return
    fiscal = subject.space.expand("fund", "fiscal")
    general = subject.space.expand("fund", "general")
    found = []
    for key, cell in subject.cells.items():
        regions = [region for _, region in cell.selection.terms]
        if len(regions) != 1 or regions[0].get("fund") != fiscal or not _is_three_public(cell):
            continue
        other = Selection(((1, regions[0].with_("fund", general)),)).canonical(subject.space)
        for claim in observed(subject, other):
            mine = subject.claimed(key)
            step = subject.disclosure.money.print_step if cell.unit == "money" else 0
            if mine is not None and abs(mine - claim.value) > step:
                found.append((key, mine, claim.keys[0], claim.value))
    if found:
        key, mine, other_key, value = found[0]
        details = {
            "form": key.form,
            "row": key.row,
            "printed": _printed(subject, mine, key),
            "other": other_key.form,
            "other_printed": _printed(subject, value, other_key),
            "count": len(found),
        }
        places = tuple(subject.where(k) for one in found for k in (one[2], one[0]))
        yield Finding(
            code="T102",
            where=places,
            details=details,
            expected=_printed(subject, mine, key) if mine else "",
        )


def _is_three_public(cell: Cell) -> bool:
    codes = frozenset({"30212", "31013", "30913", "30231", "30217"})
    for _, region in cell.selection.terms:
        economic = region.get("economic")
        if economic and economic <= codes:
            return True
    return False


_COUNTS = (
    ("T103", "reception", ("batches", "persons")),
    ("T104", "car_purchase", ("cars_bought",)),
    ("T105", "trips", ("trip_persons",)),
)


def _against_counts(code: str, subject: Subject) -> Iterator[Finding]:
    """Money without what it was spent on, or the other way round."""
    _, thing, counts = next(row for row in _COUNTS if row[0] == code)
    money = known(subject, thing)
    if money is None:
        return
    for count in counts:
        counted = known(subject, count)
        if counted is None or (money.value > 0) == (counted.value > 0):
            continue
        first = known(subject, counts[0]) if count != counts[0] else None
        if first is not None and (first.value > 0) != (money.value > 0):
            continue  # said already
        if thing == "reception" and _received_otherwise(subject):
            continue
        details = {
            "money": topics()[thing].plain,
            "amount": money.printed,
            "count": topics()[count].plain,
            "counted": counted.printed,
        }
        variant = "" if money.value > 0 else "unpaid"
        yield Finding(
            code=code, where=(counted.where, money.where), details=details, variant=variant
        )


def _received_otherwise(subject: Subject) -> bool:
    """Whether receptions abroad could stand behind the money."""
    others = (known(subject, "reception_overseas"), known(subject, "batches_overseas"))
    return any(other is not None and other.value > 0 for other in others)


def reception_without_batches(subject: Subject) -> Iterator[Finding]:
    """T103: money for receptions, but no batches or persons received (or the reverse)."""
    yield from _against_counts("T103", subject)


def purchase_without_cars(subject: Subject) -> Iterator[Finding]:
    """T104: money for buying cars, but no car bought (or the reverse)."""
    yield from _against_counts("T104", subject)


def trips_without_persons(subject: Subject) -> Iterator[Finding]:
    """T105: money for trips abroad, but nobody travelled (or the reverse)."""
    yield from _against_counts("T105", subject)


def running_without_cars(subject: Subject) -> Iterator[Finding]:
    """T106: running costs of cars, but no car held; lawful, but a question."""
    money, held = known(subject, "car_running"), known(subject, "cars_held")
    if money and held and money.value > 0 and held.value == 0:
        details = {"amount": money.printed, "counted": held.printed}
        yield Finding(code="T106", where=(held.where, money.where), details=details)


def vehicles_not_held(subject: Subject) -> Iterator[Finding]:
    """T107: vehicles among the assets, but none held at public expense."""
    held, vehicles = known(subject, "cars_held"), known(subject, "vehicles")
    if held and vehicles and held.value == 0 and vehicles.value > 0:
        details = {"held": held.printed, "vehicles": vehicles.printed}
        yield Finding(code="T107", where=(held.where, vehicles.where), details=details)


def ceiling_exceeded(subject: Subject) -> Iterator[Finding]:
    """T108: more spent than the full-year budget (or, where only that is printed, than the
    initial budget); one finding for the smallest items concerned."""
    step = subject.disclosure.money.print_step
    for thing in (*_ITEMS, "three_public"):
        final = known(subject, thing)
        budget, stage = known(subject, thing, "adjusted"), "全年预算"
        if not _budgeted(subject, "adjusted"):
            budget, stage = known(subject, thing, "initial"), "年初预算"
            if not _budgeted(subject, "initial"):
                return
        if final is None or budget is None or final.value <= budget.value + step:
            continue
        details = {
            "name": topics()[thing].plain,
            "final": final.printed,
            "stage": stage,
            "budget": budget.printed,
        }
        yield Finding(
            code="T108",
            where=(final.where, budget.where),
            details=details,
            severity="" if stage == "全年预算" else "info",
        )
        if thing == _ITEMS[-1]:
            return


def _budgeted(subject: Subject, stage: str) -> bool:
    """Whether the forms print budgets of the three public expenses in this stage at all."""
    found = (known(subject, thing, stage) for thing in ("three_public", *_ITEMS))
    return any(budget is not None and budget.value > 0 for budget in found)


RULES = {
    "T101": part_exceeds,
    "T102": forms_differ,
    "T103": reception_without_batches,
    "T104": purchase_without_cars,
    "T105": trips_without_persons,
    "T106": running_without_cars,
    "T107": vehicles_not_held,
    "T108": ceiling_exceeded,
}
