"""The wrong amount behind wrong rates (占比、增减率、完成率).

A rate that does not come out is taken for the wrong figure. Where the right one is no slip away
from it, and one slip in an amount beside it (that no form confirms) gives just the printed rate,
the amount is the wrong one: it explains as much, and is likelier to have happened. So much the
more where several rates share the amount.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from juesuan.checks.deciding.mending import Mending, mended, with_figure
from juesuan.checks.deciding.slips import may_have_meant
from juesuan.checks.model import Finding
from juesuan.checks.speech.against_forms import tie_outs
from juesuan.checks.speech.amounts import rounded_of
from juesuan.checks.speech.assertions import Assertion, places_of
from juesuan.checks.speech.rates import WrongRate, wrong_rates
from juesuan.checks.subject import Subject

__all__ = ["likelier_amounts"]

Asked = Callable[[Subject], Sequence[Finding]]
"""What the rules of sentences find in a document."""

_CODES = {"share": "N201", "growth": "N202", "completion": "N203"}
_PLAIN = frozenset({"", "this_year"})
"""Ways in which a rate may be wrong that say nothing of the cause."""


def likelier_amounts(subject: Subject, found: Iterable[Finding], asked: Asked) -> list[Finding]:
    """The findings, those on a rate in the words of the wrong amount where that is likelier."""
    findings = list(found)
    settled: set[Assertion] = set()
    for wrong in wrong_rates(subject):
        number = _number_of(findings, wrong)
        if number < 0 or wrong.variant not in _PLAIN or settled.intersection(wrong.used):
            continue
        if wrong.right_text in set(may_have_meant(wrong.assertion.text)):
            continue
        meant = [each for each in _meant(subject, wrong) if _helps(subject, wrong, *each, asked)]
        if len(meant) == 1:
            amount, text = meant[0]
            settled.add(amount)
            findings[number] = _of_amount(findings[number], wrong, amount, text)
        elif meant:
            findings[number] = _open(findings[number], wrong, meant)
    return findings


def _number_of(findings: Sequence[Finding], wrong: WrongRate) -> int:
    where = wrong.assertion.where
    code = _CODES.get(wrong.assertion.role)
    told = (n for n, one in enumerate(findings) if one.code == code and one.where[0] == where)
    return next(told, -1)


def _meant(subject: Subject, wrong: WrongRate) -> Iterator[tuple[Assertion, str]]:
    """Amounts that no form confirms, with what one slip away would give the printed rate."""
    confirmed = {tie.assertion for tie in tie_outs(subject)}
    for amount in wrong.used:
        if amount in confirmed or amount.mention.kind != "money" or amount.mention.value <= 0:
            continue
        target = _wanted(wrong, amount)
        if target is None or target <= 0:
            continue
        rate = wrong.assertion.number
        room = target * 2 * rate.half / max(rate.value, rate.half) + 2 * amount.number.half
        for text in may_have_meant(amount.text):
            meant = rounded_of(with_figure(amount.mention, text)).value
            if abs(meant - target) <= room:
                yield amount, text


def _wanted(wrong: WrongRate, amount: Assertion) -> Fraction | None:
    """What an amount would have to be for the rate to come out."""
    rate, whole = wrong.assertion.number.value / 100, wrong.whole
    if whole is None or not rate:
        return None
    part, value, sign = wrong.part.value, amount.number.value, wrong.assertion.sign
    if wrong.assertion.role == "growth":
        if value == part:
            return rate * (whole.value + sign * part) / (1 + sign * rate)
        return part / rate + sign * part
    return rate * whole.value if value == part else part / rate


def _helps(subject: Subject, wrong: WrongRate, amount: Assertion, text: str, asked: Asked) -> bool:
    """Whether the rate comes out with an amount, and nothing else is the worse for it."""
    before = {one.key for one in asked(subject)}
    after = {one.key for one in asked(mended(subject, Mending(sentences={amount.where: text})))}
    code = _CODES[wrong.assertion.role]
    rate = f"{code} {wrong.assertion.where.anchor}"
    return rate not in after and after <= before


def _of_amount(told: Finding, wrong: WrongRate, amount: Assertion, text: str) -> Finding:
    """The finding on the rate, told of the amount that is likelier wrong."""
    others = [one for one in wrong.used if one is not amount]
    details = {
        "name": amount.name,
        "printed": amount.text,
        "rate": wrong.assertion.text,
        "expected": text,
        "right": wrong.right_text,
    }
    return replace(
        told,
        where=places_of(amount, wrong.assertion, *others),
        details=details,
        expected=text,
        variant="amount",
        candidates=((wrong.assertion.where, wrong.right_text),),
    )


def _open(told: Finding, wrong: WrongRate, meant: Sequence[tuple[Assertion, str]]) -> Finding:
    """The finding on the rate where several amounts are as likely: nothing is proposed alone."""
    candidates = [(amount.where, text) for amount, text in meant]
    details = {
        "name": wrong.assertion.name,
        "rate": wrong.assertion.text,
        "right": wrong.right_text,
        "amounts": [amount.text for amount in wrong.used],
    }
    return replace(
        told,
        details=details,
        expected="",
        variant="either",
        candidates=((wrong.assertion.where, wrong.right_text), *candidates),
    )
