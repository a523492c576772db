"""Changes (增减额): the difference of two amounts that the text states, worked out again; changes
larger than what there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, budget_roles
from juesuan.checks.speech.rates.model import in_other_units
from juesuan.checks.speech.rates.operands import Given, final_of, last_year_implied, last_year_said
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.text import unspaced

__all__ = ["WrongChange", "changes_beyond", "falls_beyond", "wrong_changes"]

_ALL = 100  # percent
_PARTS = 3
"""Amounts at least that make up another."""


class WrongChange(Struct, frozen=True):
    """A change that is not the difference of the final account and what it is measured by."""

    change: Assertion
    final: Given
    base: Assertion

    @property
    def last_year(self) -> Fraction | None:
        """Last year's amount, where this year's, the change and the rate beside it agree on
        another than is printed."""
        change = self.change
        if change.base != "last_year" or not change.sign or self.final.number.value <= 0:
            return None
        implied = last_year_implied(self.final.number, change).value
        for rate in change.alongside:
            of_it = (rate.role, rate.base, rate.sign) == ("growth", "last_year", change.sign)
            if of_it and implied > 0:
                grown = 100 * change.number.value / implied
                if abs(grown - rate.number.value) <= rate.number.half:
                    return implied
        return None

    @property
    def this_year(self) -> Fraction | None:
        """This year's amount, where last year's, the change and the rate beside it agree on
        another than the text states; none where only the direction of the change is wrong."""
        change, last = self.change, self.base.number.value
        if change.number.equals(abs(self.final.number - self.base.number)):
            return None
        if change.base != "last_year" or not change.sign or last <= 0 or self.final.said is None:
            return None
        for rate in change.alongside:
            if (rate.role, rate.base, rate.sign) == ("growth", "last_year", change.sign):
                grown = 100 * change.number.value / last
                if abs(grown - rate.number.value) <= rate.number.half:
                    return last + change.signed.value
        return None

    @property
    def in_other_unit(self) -> Fraction | None:
        """The amount, in cents, in the unit that is mistaken for its own, where only so it has the
        change; none where it has it in neither."""
        if self.final.said is None:
            return None
        seen = self.change.number.half  # what is less does not show in a change
        scaled = (one for one in in_other_units(self.final.number) if one.value > seen)
        fits = (one for one in scaled if _explains(self.change, one, self.base.number))
        return next((one.value for one in fits), None)

    @property
    def right(self) -> Fraction:
        """The difference that the two amounts have: more is positive."""
        return self.final.number.value - self.base.number.value


def wrong_changes(subject: Subject) -> Iterator[WrongChange]:
    """Changes against a budget or against last year that their amounts do not have."""
    for change in assertions(subject):
        if change.role != "change" or change.year != "this" or change.mention.reason:
            continue
        against = _to_last_year if change.base == "last_year" else _to_budget
        wrong = against(subject, change)
        if wrong and _of_one_kind(wrong) and not _is_of_another(wrong):
            yield wrong


def _of_one_kind(wrong: WrongChange) -> bool:
    """Whether both amounts and the change are money, or all are counts."""
    told = (wrong.change, wrong.base, wrong.final.said)
    return len({one.mention.kind for one in told if one is not None}) == 1


def _is_of_another(wrong: WrongChange) -> bool:
    """Whether it is the difference of another amount to the cent: of one that the sentence tells
    before it (186万元，其中甲58万元，比上年192万元减少6万元), of any of its text where the sentence
    does not say what it is of."""
    change = wrong.change
    named = unspaced(change.mention.subject) in unspaced(change.sentence.text)
    return any(
        _explains(change, one.number, wrong.base.number)
        for one in change.within.assertions
        if (one.role, one.mention.kind, one.year) == ("final", "money", "this")
        if not named or (one.sentence is change.sentence and one.place < change.place)
    )


def changes_beyond(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Increases on last year, with the amounts of their sentence, that are larger than these; not
    where last year's amount or a rate beside them is held to them already."""
    for change in assertions(subject):
        rises = change.sign > 0 and (change.role, change.base) == ("change", "last_year")
        if not rises or change.year != "this" or change.mention.reason or change.mention.of:
            continue
        final = final_of(subject, change)
        beside = [one for one in change.alongside if one.role == "growth"]
        if final is None or final.said is None or beside or last_year_said(change):
            continue
        held_together(change, final.said)
        near = final.said.sentence is change.sentence and final.said.place < change.place
        if near and 0 <= final.number.high < change.number.low:
            yield change, final.said


def falls_beyond(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Rates by which an amount fell that are more than all there was, with what their sentence says
    is left of it."""
    for rate in assertions(subject):
        if rate.role != "growth" or rate.sign >= 0 or rate.number.low <= _ALL:
            continue
        final = final_of(subject, rate)
        near = final is not None and final.said and final.said.sentence is rate.sentence
        if final and final.said and near and final.number.value > 0:
            yield rate, final.said


def _to_budget(subject: Subject, change: Assertion) -> WrongChange | None:
    """Against the budgets it can mean: right if it is the difference to any of them."""
    if change.mention.of in BUDGET_ROLES:
        return None  # the budget itself changed
    roles = budget_roles(change.base)
    stated = change.within.assertions
    budgets = [o for o in stated if o.key == change.key and o.role in roles]
    if not budgets:  # 预算为10万元。……较年初预算减少2.5万元
        budgets = [o for o in stated if (o.key, o.role) == (change.key, "budget")]
    final = final_of(subject, change) if budgets else None
    if final is None or final.said is None or _between_budgets(change, budgets):
        return None
    held_together(change, final.said, *budgets)
    if any(_explains(change, final.number, budget.number) for budget in budgets):
        return None
    return None if _makes_up(final.said) else WrongChange(change, final, budgets[0])


def _makes_up(whole: Assertion) -> bool:
    """Whether the amounts behind one in its sentence add up to it, three or more: 可用资金860万元，
    其中年初预算800万元，追加50万元，上年结转10万元."""
    behind = [one for one in whole.within.beside(whole.sentence) if one.place > whole.place]
    values = [one.number.value for one in behind if one.mention.kind == "money"]
    sums = [sum(values[:many], Fraction(0)) for many in range(_PARTS, len(values) + 1)]
    return whole.number.value in sums


def _between_budgets(change: Assertion, budgets: Sequence[Assertion]) -> bool:
    """Whether a change makes of one budget another that its sentence tells: 年初预算5万元，年中追加
    1万元，全年预算6万元."""
    later = [one for one in change.within.beside(change.sentence) if one.role in BUDGET_ROLES]
    return any(
        _explains(change, other.number, budget.number)
        for budget in budgets
        for other in later
        if other is not budget
    )


def _to_last_year(subject: Subject, change: Assertion) -> WrongChange | None:
    """Against last year's amount of the same sentence, if it has this one change only."""
    last = last_year_said(change)
    changes = [o for o in change.alongside if (o.role, o.base) == ("change", "last_year")]
    final = final_of(subject, change) if last else None
    if last is None or final is None or len(changes) != 1 or change.mention.of:
        return None
    held_together(change, final.said, last)
    if _explains(change, final.number, last.number):
        return None
    return WrongChange(change, final, last)


def _explains(change: Assertion, final: Rounded, base: Rounded) -> bool:
    """Whether the change can be the difference of two amounts, all three being rounded; in any
    direction where none is said."""
    if not change.sign:
        return change.number.equals(abs(final - base))
    return change.signed.equals(final - base)
