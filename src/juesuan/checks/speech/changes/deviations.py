"""Deviations (偏差): how far a final account is from its budget, or from last year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.meaning.roles import BUDGET_ROLES
from juesuan.checks.speech.rates.operands import final_of, last_year_implied
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText
from juesuan.checks.subject import Subject

__all__ = ["Deviation", "deviations"]


class Deviation(Struct, frozen=True):
    """What states the budget, or the change to last year; cents moved, and cents of the base,
    which is more than nothing."""

    assertion: Assertion
    moved: Fraction
    base: Fraction

    @property
    def percent(self) -> Fraction:
        """The deviation in percent of its base, without a sign."""
        return self.moved * 100 / self.base


def deviations(subject: Subject, text: SectionText) -> Iterator[Deviation]:
    """All deviations that a text states of known items in this year."""
    for assertion in text.assertions:
        if not assertion.meant or assertion.year != "this" or assertion.mention.kind != "money":
            continue
        if assertion.role in BUDGET_ROLES:
            deviation = _from_budget(assertion)
        elif assertion.role == "change" and assertion.base == "last_year" and assertion.sign:
            deviation = _from_last_year(subject, assertion)
        else:
            continue
        if deviation is not None and deviation.base > 0:
            yield deviation


def _from_budget(budget: Assertion) -> Deviation | None:
    """Between a budget and the first final account that the text states of its item."""
    final = next(budget.within.of(budget.key, "final"), None)
    if final is None:
        return None
    moved = abs(final.number.value - budget.number.value)
    return Deviation(budget, moved, budget.number.value)


def _from_last_year(subject: Subject, change: Assertion) -> Deviation | None:
    final = final_of(subject, change)
    if final is None:
        return None
    return Deviation(change, change.number.value, last_year_implied(final.number, change).value)
