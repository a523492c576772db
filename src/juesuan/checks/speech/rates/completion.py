"""Completion rates (完成率): the final account in percent of a budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from juesuan.checks.speech.meaning.meant import Key
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, budget_role, stages_of
from juesuan.checks.speech.printed.against_forms import form_amount
from juesuan.checks.speech.rates.model import WrongRate, in_other_units
from juesuan.checks.speech.rates.operands import Given, final_of, last_year_implied
from juesuan.checks.speech.sentences.amounts import NOTHING, Rounded, ratio, ratio_fits
from juesuan.checks.speech.sentences.assertions import Assertion, held_together, nearest
from juesuan.checks.subject import Subject

__all__ = ["wrong_completion"]

_OF_NOTHING = frozenset({0, 100})
"""Rates that people write where there was no budget and nothing was spent."""

Budgets = Mapping[str, Given]
"""The budgets of an item that are known, by their roles."""


def wrong_completion(subject: Subject, rate: Assertion) -> WrongRate | None:
    """A completion rate that final account and budget do not give, or that is of another budget
    than it names.

    Variants: ``base``: it is of another budget; ``unit``: it comes out with the budget in
    another unit; ``opposed``: it comes out where the difference beside it, the first of what is
    ``used``, is of the other direction; ``unspent``: nothing was spent; ``zero``, ``nothing``: the
    budget is nothing, and so, with ``nothing``, is the final account.
    """
    final = final_of(subject, rate)
    if final is None or rate.year != "this" or rate.mention.value < 0:
        return None  # (nobody speaks of completing what was paid back)
    budgets = _budgets(subject, rate, final)
    if not budgets:
        return _unspent(rate, final)
    wanted = _wanted(rate, budgets) or _unnamed(rate, final, budgets)
    if wanted:
        held_together(rate, final.said, *(budgets[role].said for role in wanted))
    if not wanted or any(_fits(rate, final, budgets[role]) for role in wanted):
        return None
    if final.number.value < 0 or budgets[wanted[0]].number.value < 0:
        return None
    return _why_wrong(rate, final, budgets, wanted)


def _budgets(subject: Subject, rate: Assertion, final: Given) -> Budgets:
    """The item's budgets: stated nearest to the rate, else printed in the forms, else implied by
    the difference to the budget that stands beside the rate."""
    known: dict[str, Given] = {}
    for role in BUDGET_ROLES:
        if stated := nearest(rate, partial(_has_role, rate.key, role)):
            known[role] = Given(stated.number, stated)
        elif role == "budget" or not budget_role(rate.base):
            continue
        elif printed := form_amount(subject, rate, stages_of(role)):
            known[role] = Given(printed)
    if not known and (change := _change_to_budget(rate)):
        implied = last_year_implied(final.number, change)
        known[budget_role(rate.base) or "budget"] = Given(implied, change)
    return known


def _has_role(key: Key, role: str, other: Assertion) -> bool:
    return (other.key, other.role) == (key, role)


def _change_to_budget(rate: Assertion) -> Assertion | None:
    """The one difference to a budget in the sentence, which says what the budget was."""
    changes = [o for o in rate.alongside if o.role == "change" and budget_role(o.base) and o.sign]
    return changes[0] if len(changes) == 1 else None


def _wanted(rate: Assertion, budgets: Budgets) -> Sequence[str]:
    """The budgets (年初预算, 全年预算) whose rate of completion this may be: the one it names, or
    every known one where it names none; empty where the one it names is not known."""
    named = budget_role(rate.base)
    if named in {"", "budget"}:
        return tuple(budgets)
    return (named,) if named in budgets else ()


def _unnamed(rate: Assertion, final: Given, budgets: Budgets) -> Sequence[str]:
    """The budget that a sentence states without saying which, where its rate is surely meant to
    be of it: others of the text are, or the two amounts are only turned."""
    stated = budgets.get("budget")
    beside = stated is not None and stated.said is not None and len(budgets) == 1
    if stated is None or not beside or stated.said not in rate.alongside:
        return ()
    turned = ratio_fits(stated.number, final.number, rate.number)
    return ("budget",) if turned or _others_fit(rate) else ()


def _others_fit(rate: Assertion) -> bool:
    """Whether another rate of the text that names the same budget comes out with one that its
    sentence does not name."""
    for other in rate.within.assertions:
        if other.role != "completion" or other is rate or other.base != rate.base:
            continue
        budget = [o.number for o in other.alongside if o.role == "budget"]
        final = [o.number for o in other.alongside if o.role == "final"]
        if len(budget) == len(final) == 1 and ratio_fits(final[0], budget[0], other.number):
            return True
    return False


def _fits(rate: Assertion, final: Given, budget: Given) -> bool:
    """Whether the rate comes out with a budget that is more than nothing."""
    fits = ratio_fits(final.number, budget.number, rate.number)
    return fits and budget.number.value != 0


def _unspent(rate: Assertion, final: Given) -> WrongRate | None:
    if final.number != NOTHING or rate.number.value in _OF_NOTHING:
        return None
    used = (final.said,) if final.said else ()
    return WrongRate(
        assertion=rate, right=Fraction(0), part=final.number, used=used, variant="unspent"
    )


def _why_wrong(
    rate: Assertion, final: Given, budgets: Budgets, wanted: Sequence[str]
) -> WrongRate | None:
    """The rate with what is wrong with it; ``None`` where of a budget of nothing it could yet
    be right."""
    named = min(wanted, key=lambda role: _apart(rate, final, budgets[role]))
    part, whole = final.number, budgets[named].number
    of_nothing = all(budgets[role].number.value == 0 for role in wanted)
    right = None if of_nothing else ratio(part, whole)
    variant = of = ""
    if part.value and (other := _other_budget(rate, final, budgets, wanted)):
        variant, of = "base", other
    elif of_nothing and part.value == 0 and rate.number.value in _OF_NOTHING:
        variant = "nothing"
    elif of_nothing:
        if part.low * 100 <= rate.number.high * whole.high:
            return None
        variant = "zero"
    elif opposed := _opposed(rate, final, budgets[named]):
        return opposed
    elif meant := _in_other_unit(part, whole, rate.number):
        variant, whole, right = "unit", meant, ratio(part, meant)
    stated = (final.said, *(budget.said for budget in budgets.values()))
    return WrongRate(
        assertion=rate,
        right=right,
        part=part,
        whole=whole,
        used=tuple(said for said in stated if said),
        variant=variant,
        of=of,
    )


def _apart(rate: Assertion, final: Given, budget: Given) -> tuple[bool, Fraction]:
    """How far a rate is from that of a budget; beyond all others where that is nothing."""
    right = ratio(final.number, budget.number)
    return right is None, abs((right or 0) - rate.number.value)


def _opposed(rate: Assertion, final: Given, budget: Given) -> WrongRate | None:
    """The rate where it comes out with the difference beside it turned round."""
    change = budget.said
    if change is None or change.role != "change":
        return None
    turned = Rounded(2 * final.number.value - budget.number.value, budget.number.half)
    if turned.value <= 0 or not ratio_fits(final.number, turned, rate.number):
        return None
    return WrongRate(
        assertion=rate,
        right=ratio(final.number, turned),
        part=final.number,
        whole=turned,
        used=(change, final.said) if final.said else (change,),
        variant="opposed",
    )


def _other_budget(
    rate: Assertion, final: Given, budgets: Budgets, wanted: Sequence[str]
) -> str | None:
    """The budget that the rate comes out with, though it is not the one it names."""
    others = (role for role in budgets if role not in wanted)
    return next((role for role in others if _fits(rate, final, budgets[role])), None)


def _in_other_unit(final: Rounded, budget: Rounded, rate: Rounded) -> Rounded | None:
    """The budget in the unit in which the rate comes out (元 for 万元), if there is one. A rate
    of nothing, or of one last digit, comes out in any unit."""
    if rate.value <= 2 * rate.half:
        return None
    for scaled in in_other_units(budget):
        right = ratio(final, scaled)
        if right is not None and abs(right - rate.value) <= 2 * rate.half:
            return scaled
    return None
