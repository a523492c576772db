"""The amounts that a rate or a change of the narrative is worked out from (算式中的数)."""

from __future__ import annotations

from msgspec import Struct

from juesuan.checks.speech.meaning.roles import BUDGET_ROLES
from juesuan.checks.speech.meaning.topics import is_side_of
from juesuan.checks.speech.printed.against_forms import form_amount
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import Assertion, nearest
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND

__all__ = ["Given", "final_of", "last_year_implied", "last_year_said"]

_BOTH_SIDES = 2
_AMOUNTS = frozenset({"money", "count"})


class Given(Struct, frozen=True):
    """An amount to reckon with, and the assertion that states it; ``None`` where it follows
    from others, or only a form prints it."""

    number: Rounded
    said: Assertion | None = None


def final_of(subject: Subject, assertion: Assertion) -> Given | None:
    """This year's amount of the item of a rate or change: stated near it, or else printed in
    the forms. Of a budget that changed (预算数比上年增加) it is that budget, if stated."""
    of = assertion.mention.of
    role = of if of in BUDGET_ROLES else "final"

    def wanted(other: Assertion) -> bool:
        return (other.key, other.role, other.year) == (assertion.key, role, assertion.year)

    if stated := nearest(assertion, wanted):
        return Given(stated.number, stated)
    if beside := _of_heading(assertion) if role == "final" else None:
        return beside
    if of_both := _of_both_sides(assertion) if role == "final" else None:
        return of_both
    printed = form_amount(subject, assertion) if role == "final" else None
    return Given(printed) if printed else None


def _of_heading(assertion: Assertion) -> Given | None:
    """The amount that the same sentence states of the item in the heading's kind of money, where
    the change names a wider one: 一般公共预算财政拨款支出90万元，财政拨款支出比上年增加5万元."""
    topic, fund = assertion.key
    if fund not in ANY_FUND:
        return None

    def wanted(other: Assertion) -> bool:
        same = other.key[0] == topic and other.key[1] in ANY_FUND
        return same and (other.role, other.year) == ("final", assertion.year)

    stated = nearest(assertion, wanted, same_sentence=True) if topic else None
    return Given(stated.number, stated) if stated and stated.place < assertion.place else None


def _of_both_sides(assertion: Assertion) -> Given | None:
    """收支较上年…: the total of income and of expenditure, where the text states both as one."""
    if assertion.year != "this":
        return None
    sides = {
        one.key: one
        for one in reversed(assertion.within.assertions)
        if one.role == "final" and one.year == "this" and is_side_of(one.key, assertion.key)
    }
    if len(sides) < _BOTH_SIDES:
        return None
    first, second = sides.values()
    if first.number.value != second.number.value:
        return None
    return Given(first.number, first)


def last_year_implied(final: Rounded, change: Assertion) -> Rounded:
    """Last year's amount (or the budget) that an amount and its change to it imply."""
    return final - change.signed


def last_year_said(assertion: Assertion) -> Assertion | None:
    """Last year's amount of the same item where the same sentence states it once, or else the
    sentence before or behind it, of an item that is known."""
    amounts = [one for one in assertion.alongside if _is_last_year(one)]
    if not amounts:  # 与上年的5万元相比，收、支总计各增加
        beside = assertion.within.beside(assertion.sentence)
        sides = (one for one in beside if is_side_of(one.key, assertion.key))
        amounts = [one for one in sides if _is_last_year(one)]
    if not amounts and assertion.meant is not None:
        sentences = assertion.within.section.sentences
        place = next(n for n, one in enumerate(sentences) if one is assertion.sentence)
        near = [*sentences[max(place - 1, 0) : place], *sentences[place + 1 : place + 2]]
        told = [one for sentence in near for one in assertion.within.beside(sentence)]
        amounts = [o for o in told if o.key == assertion.key and _is_last_year(o)]
    return amounts[0] if len(amounts) == 1 else None


def _is_last_year(one: Assertion) -> bool:
    stated = (one.role, one.year) == ("final", "last") and one.mention.kind in _AMOUNTS
    return stated and not one.mention.reason
