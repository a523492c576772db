"""The three public expenses (“三公”经费): form against form, counts against money, ceilings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.causes.alike import Classes, Twin, twins
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import observed
from juesuan.checks.subject.passages import compact, passages_with
from juesuan.facts import format_amount
from juesuan.forms import MONEY, CellKey, Selection, parse_selection
from juesuan.messages import Message
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS", "Known", "known"]

_FUNDS = ("fiscal", "general")


class Items(RuleSettings, frozen=True):
    """T101: topics (by their ids) that are compared."""

    items: tuple[str, ...]


class Counted(RuleSettings, frozen=True):
    """T103 to T106: a topic of ``money``, and those that count what it was spent on;
    ``otherwise`` are topics on which it may have been spent as well; ``paid`` finds that others
    paid, in a text that is ``about`` it."""

    money: str
    counts: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    paid: Pattern | None = None
    about: tuple[str, ...] = ()


class GroupsReceived(RuleSettings, frozen=True):
    """T109: topics of groups, each with that of the persons in them."""

    pairs: tuple[tuple[str, str], ...]


class Ceilings(RuleSettings, frozen=True):
    """T108: topics that have a budget, and the one that is their whole."""

    items: tuple[str, ...]
    whole: str


class Known(Struct, frozen=True):
    """What forms (or else the text) say of a topic: cents or ones, and where."""

    value: Fraction
    where: Where
    printed: str | Message


def _selection(subject: Subject, text: str) -> Selection:
    return parse_selection(text, subject.space)


def _of_fund(subject: Subject, topic: str, fund: str) -> Selection:
    selection = _selection(subject, topics()[topic].select[0])
    return selection.times(_selection(subject, f"[fund={fund}]"), subject.space)


def _printed(subject: Subject, value: int, key: CellKey) -> str:
    if subject.cells[key].unit != MONEY:
        return f"{value}{subject.unit_of(key)}"
    return format_amount(value, subject.disclosure.money) + subject.disclosure.money.zh


def known(subject: Subject, topic: str, stage: str = "final") -> Known | None:
    """What the document says of a topic: the forms first, then the text if it says one value."""
    selections = [_selection(subject, text) for text in topics()[topic].select]
    if topics()[topic].fund != "fixed":
        selections = [_of_fund(subject, topic, fund) for fund in _FUNDS] + selections
    for selection in selections:
        for claim in observed(subject, selection, stage):
            key = claim.keys[0]
            blank = subject.state(key) == "blank"
            printed = Message("role.nothing") if blank else _printed(subject, claim.value, key)
            return Known(Fraction(claim.value), subject.where(key), printed)
    if stage != "final":
        return None
    told = [s for s in assertions(subject) if s.key[0] == topic and s.role == "final"]
    told = [s for s in told if s.year == "this" and not s.mention.reason]
    if told and len({s.number.value for s in told}) == 1:
        return Known(told[0].number.value, told[0].where, told[0].text)
    return None


def part_exceeds(subject: Subject) -> Iterator[Finding]:
    """T101: basic expenditure on an item is larger than all expenditure on it (where no form
    of the general public budget's three expenses is there to be compared item by item)."""
    step = subject.disclosure.money.print_step
    for topic in Items.of("T101").items:
        if observed(subject, _of_fund(subject, topic, "general")):
            continue
        codes = topics()[topic].select[0].partition("economic=")[2].rstrip("]").split("|")
        basic = [
            claim
            for code in codes
            for claim in observed(
                subject,
                _selection(subject, f"expenditure[economic={code}, nature=basic, fund=general]"),
            )[:1]  # a fact may be printed in several columns
        ]
        whole = observed(subject, _of_fund(subject, topic, "fiscal"))
        if not basic or not whole or sum(b.value for b in basic) <= whole[0].value + step:
            continue
        part, key = sum(b.value for b in basic), whole[0].keys[0]
        details = {
            "name": topics()[topic].plain,
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
    differing = [twin for twin in twins(subject) if _differ(subject, twin)]
    if differing:
        first = differing[0]
        expected = _printed(subject, first.value, first.key)
        details = {
            "form": first.key.form,
            "row": first.key.row,
            "printed": expected,
            "other": first.other_key.form,
            "other_printed": _printed(subject, first.other, first.other_key),
            "count": len(differing),
        }
        places = tuple(subject.where(k) for twin in differing for k in (twin.other_key, twin.key))
        yield Finding(
            code="T102", where=places, details=details, expected=expected if first.value else ""
        )


def _differ(subject: Subject, twin: Twin) -> bool:
    money = subject.cells[twin.key].unit == MONEY
    step = subject.disclosure.money.print_step if money else 0
    return abs(twin.value - twin.other) > step


def _against_counts(code: str, subject: Subject) -> Iterator[Finding]:
    """Money without what it was spent on, or the other way round."""
    row = Counted.of(code)
    money = known(subject, row.money)
    if money is None:
        return
    spent = money.value > 0
    if not spent and row.paid is not None:
        told = [compact(passage.text) for passage in passages_with(subject, row.paid)]
        if any(word in text for text in told for word in row.about):
            return
    for topic in row.counts:
        counted, first = known(subject, topic), known(subject, row.counts[0])
        if counted is None or spent == (counted.value > 0):
            continue
        if topic != row.counts[0] and first is not None and (first.value > 0) != spent:
            continue  # told already
        if any((other := known(subject, t)) and other.value > 0 for t in row.otherwise):
            continue
        yield Finding(
            code=code,
            where=(counted.where, money.where),
            details={
                "money": topics()[row.money].plain,
                "amount": money.printed,
                "count": topics()[topic].plain,
                "counted": counted.printed,
            },
            variant="" if spent else "unpaid",
        )


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
    row = Counted.of("T106")
    money = known(subject, row.money)
    for topic in row.counts:
        held = known(subject, topic)
        if money and held and money.value > 0 and held.value == 0:
            details = {"amount": money.printed, "counted": held.printed}
            yield Finding(code="T106", where=(held.where, money.where), details=details)


def vehicles_not_held(subject: Subject) -> Iterator[Finding]:
    """T107: vehicles among the assets, but none held at public expense, or more held than
    there are."""
    held, vehicles = known(subject, "cars_held"), known(subject, "vehicles")
    if held is None or vehicles is None or not vehicles.value:
        return
    if 0 < held.value <= vehicles.value:
        return
    details = {"held": held.printed, "vehicles": vehicles.printed}
    yield Finding(
        code="T107",
        where=(held.where, vehicles.where),
        details=details,
        variant="more" if held.value else "",
    )


def ceiling_exceeded(subject: Subject) -> Iterator[Finding]:
    """T108: more spent than the full-year budget (or, where only that is printed, than one of a
    stage not said, or the initial budget); one finding for the smallest items concerned."""
    row, step = Ceilings.of("T108"), subject.disclosure.money.print_step
    stage = next((s for s in _STAGES if _budgeted(subject, s, row)), "")
    if not stage:
        return
    exceeded = [*_exceeding(subject, row.items, stage, step)]
    yield from exceeded or _exceeding(subject, (row.whole,), stage, step)


_STAGES = {"adjusted": "full_year_budget", "budget": "budget", "initial": "initial_budget"}
"""Stages of a budget, the later first, and what messages call them."""


def _exceeding(subject: Subject, items: Iterable[str], stage: str, step: int) -> Iterator[Finding]:
    for topic in items:
        final, budget = known(subject, topic), known(subject, topic, stage)
        if final is None or budget is None or final.value <= budget.value + step:
            continue
        yield Finding(
            code="T108",
            where=(final.where, budget.where),
            details={
                "name": topics()[topic].plain,
                "final": final.printed,
                "stage": Message(f"role.{_STAGES[stage]}"),
                "budget": budget.printed,
            },
            severity="" if stage == "adjusted" else "info",
        )


def _budgeted(subject: Subject, stage: str, row: Ceilings) -> bool:
    """Whether the forms print budgets of the three public expenses in this stage at all."""
    budgets = (known(subject, topic, stage) for topic in (row.whole, *row.items))
    return any(budget is not None and budget.value > 0 for budget in budgets)


def persons_fewer(subject: Subject) -> Iterator[Finding]:
    """T109: forms print fewer persons than groups, each of which has one at least."""
    for groups, persons in GroupsReceived.of("T109").pairs:
        many, few = known(subject, groups), known(subject, persons)
        if many is None or few is None or not 0 < few.value < many.value:
            continue
        if many.where.form and few.where.form:  # of the text N503 tells
            details = {
                "groups": topics()[groups].plain,
                "many": many.printed,
                "persons": topics()[persons].plain,
                "few": few.printed,
            }
            yield Finding(code="T109", where=(few.where, many.where), details=details)


RULES = {
    "T101": part_exceeds,
    "T102": forms_differ,
    "T103": reception_without_batches,
    "T104": purchase_without_cars,
    "T105": trips_without_persons,
    "T106": running_without_cars,
    "T107": vehicles_not_held,
    "T108": ceiling_exceeded,
    "T109": persons_fewer,
}
SETTINGS = {
    "T101": Items,
    "T102": Classes,
    "T103": Counted,
    "T104": Counted,
    "T105": Counted,
    "T106": Counted,
    "T108": Ceilings,
    "T109": GroupsReceived,
}
