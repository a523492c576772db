"""Growth rates (增减率): the change in percent of what it is measured by."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, budget_role
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.rates.model import WrongRate, in_other_units, units_used
from juesuan.checks.speech.rates.operands import Given, final_of, last_year_implied, last_year_said
from juesuan.checks.speech.sentences.amounts import Rounded, ratio, ratio_fits
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.subject import Subject
from juesuan.facts import YUAN
from juesuan.text import fold, unspaced

__all__ = ["wrong_growth"]

_DIRECTED = frozenset({"increase", "decrease"})
_TOLD = _DIRECTED | {"either"}


def wrong_growth(subject: Subject, rate: Assertion) -> WrongRate | None:
    """A growth rate that the amount and its change, or else the two amounts, do not give."""
    if rate.mention.direction not in _TOLD or rate.year != "this":
        return None
    change = _change_of(rate) if rate.sign else None
    if change is None or change.mention.direction not in _DIRECTED:
        return _between_amounts(subject, rate)
    final = _final_of(subject, rate, change)
    if final is None:
        return None
    held_together(rate, change, final.said)
    if change.sign != rate.sign and change.number.value and rate.number.value:
        return None  # two directions: another rule's
    if budget_role(rate.base):
        wrong = _on_budget(rate, change, final)
    elif rate.base in {"last_year", ""}:
        wrong = _on_last_year(subject, rate, change, final)
    else:
        return None
    return None if wrong and _is_of_another(rate, change) else wrong


def _is_of_another(rate: Assertion, change: Assertion) -> bool:
    """Whether a rate and its change are rightly those of another amount that the same paragraph
    states before them (收入总计90万元，其中年初结转5万元，较上年增加6万元，增长7.14%), or its text
    where their sentence names nothing."""
    if not change.number.value or not rate.number.value:
        return False
    named = unspaced(fold(rate.mention.subject)) in unspaced(fold(rate.sentence.text))
    for other in rate.within.assertions[: change.place]:
        stated = (other.role, other.year, other.mention.kind) == ("final", "this", "money")
        apart = named and other.sentence.spot != rate.sentence.spot
        if not stated or apart or other.key == rate.key:
            continue
        last = last_year_implied(other.number, change)
        if last.value > 0 and ratio_fits(change.number, last, rate.number):
            return True
    return False


def _between_amounts(subject: Subject, rate: Assertion) -> WrongRate | None:
    """By this year's amount and what it is measured by, where the text states both and no
    change. Variant ``turned``: they moved the other way."""
    base = None if rate.mention.reason or rate.mention.of else _base_stated(rate)
    final = final_of(subject, rate) if base else None
    if base is None or final is None or base.number.value <= 0:
        return None
    if final.said is not None and final.said.mention.kind != base.mention.kind:
        return None  # a count is no amount: 接待137人次；与上年的1.92万元相比
    held_together(rate, base, final.said)
    moved = final.number - base.number
    turned = bool(rate.sign) and rate.sign * moved.value < 0 and abs(moved.value) > moved.half
    fits = ratio_fits(abs(moved), base.number, rate.number)
    if (fits and not turned) or _another_fits(rate, base):
        return None
    return WrongRate(
        assertion=rate,
        right=ratio(abs(moved), base.number),
        part=abs(moved),
        whole=base.number,
        used=(base, final.said) if final.said else (base,),
        variant="turned" if turned else "",
    )


def _another_fits(rate: Assertion, base: Assertion) -> bool:
    """Whether another amount of the text gives the rate, where its sentence names nothing."""
    if unspaced(fold(rate.mention.subject)) in unspaced(fold(rate.sentence.text)):
        return False
    stated = (
        one
        for one in rate.within.assertions[: rate.place]
        if (one.role, one.year, one.mention.kind) == ("final", "this", "money") and one is not base
    )
    differences = (one.number - base.number for one in stated if rate.sign)
    moves = (move if rate.sign > 0 else -move for move in differences)
    return any(move.value > 0 and ratio_fits(move, base.number, rate.number) for move in moves)


def _base_stated(rate: Assertion) -> Assertion | None:
    """The amount that a rate is measured by, as the text states it: last year's in the same
    sentence, or the one budget."""
    if rate.base == "last_year":
        return last_year_said(rate)
    if not budget_role(rate.base):
        return None
    stated = _budgets(rate)
    return stated[0] if len({other.number.value for other in stated}) == 1 else None


def _same_role(rate: Assertion, role: str) -> list[Assertion]:
    """What the sentence states of the item in a role, measured by the same base."""
    return [other for other in rate.alongside if (other.role, other.base) == (role, rate.base)]


def _change_of(rate: Assertion) -> Assertion | None:
    """The change that a rate goes with: of as many changes as rates the one in its place."""
    rates, changes = _same_role(rate, "growth"), _same_role(rate, "change")
    return changes[rates.index(rate)] if len(rates) == len(changes) else None


def _final_of(subject: Subject, rate: Assertion, change: Assertion) -> Given | None:
    """This year's amount that a rate and its change are of: of several the one in its place."""
    changes = _same_role(rate, "change")
    if len(changes) == 1:
        return final_of(subject, rate)
    stated = [o for o in rate.within.assertions if (o.key, o.role) == (rate.key, "final")]
    if len(stated) != len(changes):
        return None
    mine = stated[changes.index(change)]
    return Given(mine.number, mine)


def _on_budget(rate: Assertion, change: Assertion, final: Given) -> WrongRate | None:
    budget = _budget(rate) or last_year_implied(final.number, change)
    if budget.value <= 0 or ratio_fits(change.number, budget, rate.number):
        return None
    return _wrong(rate, change, final, budget)


def _budget(rate: Assertion) -> Rounded | None:
    """The budget that a rate is measured by, where the text states it with one value."""
    stated = _budgets(rate)
    return stated[0].number if len({other.number.value for other in stated}) == 1 else None


def _budgets(rate: Assertion) -> Sequence[Assertion]:
    """The budgets of the item that the text states, of the kind that the rate names, or of no
    kind."""
    named = budget_role(rate.base)
    for role in BUDGET_ROLES if named == "budget" else (named, "budget"):
        if stated := [o for o in rate.within.assertions if (o.key, o.role) == (rate.key, role)]:
            return stated
    return ()


def _on_last_year(
    subject: Subject, rate: Assertion, change: Assertion, final: Given
) -> WrongRate | None:
    """Variants: ``zero`` and ``negative`` say what last year would be; ``direction``: it comes
    out in the other direction (``reversed``: so it must be, the amount being that of a form);
    ``this_year``: it divides by this year's amount; ``unit``, ``unit_of_amount``: it comes out with
    the change, or the amount, in another unit (元 for 万元)."""
    stated = last_year_said(rate)
    last = stated.number if stated else last_year_implied(final.number, change)
    if stated and ratio_fits(abs(final.number - last), last, rate.number):
        return None  # it is the change that is wrong
    if last.value == 0:
        if not rate.number.value or not change.number.value:
            return None
        return _wrong(rate, change, final, last, "zero")
    if last.value < 0:
        return _wrong(rate, change, final, last, "negative")
    if ratio_fits(change.number, last, rate.number):
        return None
    if meant := _in_other_unit(rate, change, final):
        return _unit_of_amount(subject, meant) or meant
    turned = Rounded(2 * final.number.value - last.value, last.half)
    if turned.value > 0 and ratio_fits(change.number, turned, rate.number):
        sure = any(tie.agrees and tie.assertion is final.said for tie in tie_outs(subject))
        return _wrong(rate, change, final, last, "reversed" if sure else "direction")
    if final.number.value and ratio_fits(change.number, final.number, rate.number):
        return _wrong(rate, change, final, last, "this_year")
    return _wrong(rate, change, final, last)


def _in_other_unit(rate: Assertion, change: Assertion, final: Given) -> WrongRate | None:
    """The rate with its change in the unit in which it comes out, if there is one."""
    if rate.number.value <= 2 * rate.number.half or change.mention.kind != "money":
        return None
    for moved in in_other_units(change.number):
        last = final.number.value - change.sign * moved.value
        if last > 0 and ratio_fits(moved, Rounded(last, final.number.half), rate.number):
            return WrongRate(
                assertion=rate,
                right=moved.value * 100 / last,
                part=moved,
                whole=Rounded(last, final.number.half),
                used=(change, final.said) if final.said else (change,),
                variant="unit",
            )
    return None


def _unit_of_amount(subject: Subject, meant: WrongRate) -> WrongRate | None:
    """The same where rather the amount is in the wrong unit: the text uses the change's more, or
    the change would have to be in one that no text has (亿元 for 万元)."""
    change, *amounts = meant.used
    often = units_used(subject)
    moved, factor = change.number, change.number.value / meant.part.value
    usual = factor < 1 if change.mention.unit == YUAN.zh else factor > 1
    if not amounts or (usual and often[amounts[0].mention.unit] >= often[change.mention.unit]):
        return None
    whole = Rounded(amounts[0].number.value * factor, amounts[0].number.half * factor)
    return replace(
        meant, part=moved, whole=whole, used=(*amounts, change), variant="unit_of_amount"
    )


def _wrong(
    rate: Assertion, change: Assertion, final: Given, base: Rounded, variant: str = ""
) -> WrongRate:
    return WrongRate(
        assertion=rate,
        right=ratio(change.number, base) if base.value > 0 else None,
        part=change.number,
        whole=base,
        used=(change, final.said) if final.said else (change,),
        variant=variant,
    )
