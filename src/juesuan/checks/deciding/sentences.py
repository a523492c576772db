"""The wrong amount behind wrong rates (占比、增减率、完成率).

A rate that does not come out is taken for the wrong figure. Where the right one is no slip away
from it, and one slip in an amount beside it (that no form confirms) gives just the printed rate,
the amount is the wrong one: it explains as much, and is likelier to have happened. So much the
more where several rates share the amount. Where rate and amount are each one slip away, and each
comes out to the last digit, the one whose digits changed places is wrong (few slips do that, so
it hardly fits by chance); else nothing tells, both are told and none is proposed. Where a
difference beside the rate asks for the same amount, that is the right one. A rate that is
off by little was worked out carelessly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.deciding.mending import Mending, mended, with_figure
from juesuan.checks.deciding.settings import deciding
from juesuan.checks.deciding.slips import is_turned, may_have_meant
from juesuan.checks.model import Finding
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.rates import WrongRate, wrong_rates
from juesuan.checks.speech.sentences.amounts import printed_like, rounded_of
from juesuan.checks.speech.sentences.assertions import Assertion, places_of
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
        a_slip = wrong.right_text in set(may_have_meant(wrong.assertion.text))
        if a_slip and _is_near(wrong):
            continue
        likely = _meant(subject, wrong, to_the_digit=a_slip)
        meant = [each for each in likely if _helps(subject, wrong, *each, asked)]
        if a_slip and meant:
            turned = [(amount, text) for amount, text in meant if is_turned(amount.text, text)]
            rate_turned = is_turned(wrong.assertion.text, wrong.right_text)
            if rate_turned and not turned:
                continue
            if turned and not rate_turned:
                a_slip, meant = False, turned
        if len(meant) == 1 and not a_slip:
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


def _is_near(wrong: WrongRate) -> bool:
    """Whether a rate misses the right one by little of itself."""
    rate = wrong.assertion.number.value
    return wrong.right is not None and abs(wrong.right - rate) <= rate * Fraction(deciding().near)


def _meant(
    subject: Subject, wrong: WrongRate, to_the_digit: bool
) -> Iterator[tuple[Assertion, str]]:
    """Amounts that no form confirms, with what one slip away would give the printed rate:
    ``to_the_digit`` as the amounts are printed, else as they may have been before rounding."""
    confirmed = {tie.assertion for tie in tie_outs(subject)}
    rate = wrong.assertion.number
    for amount in wrong.used:
        if amount in confirmed or amount.mention.kind != "money" or amount.mention.value <= 0:
            continue
        ends = [_wanted(wrong, amount, rate.value + end) for end in (-rate.half, 0, rate.half)]
        wanted = [end for end in ends if end is not None]
        if len(wanted) < len(ends) or min(wanted) <= 0:
            continue
        room = Fraction(0) if to_the_digit else max(wanted) - min(wanted) + 2 * amount.number.half
        for text in dict.fromkeys((*may_have_meant(amount.text), *_by_difference(wrong, amount))):
            meant = rounded_of(with_figure(amount.mention, text)).value
            if min(wanted) - room / 2 <= meant <= max(wanted) + room / 2:
                yield amount, text


def _by_difference(wrong: WrongRate, amount: Assertion) -> Iterator[str]:
    """What a difference beside the rate (减少2.12万元) says that an amount is, whatever is printed:
    two figures that ask for one and the same amount are hardly both wrong."""
    if wrong.assertion.role != "completion" or wrong.whole is None or amount.role != "final":
        return
    for one in wrong.assertion.within.assertions:
        beside = one.sentence is wrong.assertion.sentence and one.role == "change" and one.sign
        if beside and one.base == wrong.assertion.base:
            yield printed_like(wrong.whole.value + one.sign * one.number.value, amount.mention)


def _wanted(wrong: WrongRate, amount: Assertion, percent: Fraction) -> Fraction | None:
    """What an amount would have to be for a rate to come out."""
    rate, whole = percent / 100, wrong.whole
    if whole is None or not rate:
        return None
    part, value, sign = wrong.part.value, amount.number.value, wrong.assertion.sign
    if wrong.assertion.role == "growth":
        if not any(used.role == "change" for used in wrong.used):  # between two amounts
            return _between(wrong, amount, rate)
        if value == part:
            return rate * (whole.value + sign * part) / (1 + sign * rate)
        return part / rate + sign * part
    return rate * whole.value if value == part else part / rate


def _between(wrong: WrongRate, amount: Assertion, rate: Fraction) -> Fraction | None:
    """What one of two amounts would have to be for the rate between them to come out."""
    base, *others = wrong.used
    if not others:
        return None  # a form prints the other
    other = others[0] if amount is base else base
    moved = others[0].number.value - base.number.value
    sign = wrong.assertion.sign or (1 if moved > 0 else -1)
    grown = 1 + sign * rate
    if amount is not base:
        return other.number.value * grown
    return other.number.value / grown if grown else None


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
