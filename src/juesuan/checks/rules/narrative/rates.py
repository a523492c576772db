"""Rates in the narrative (占比、增减率、完成率) that their amounts do not give: N201 to N207."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.changes.differences import falls_beyond
from juesuan.checks.speech.changes.directions import directed, direction_word
from juesuan.checks.speech.meaning.code_names import CLASS, function_code
from juesuan.checks.speech.meaning.roles import role_name
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.rates import WrongRate, wrong_rates
from juesuan.checks.speech.rates.model import mistaken_unit
from juesuan.checks.speech.rates.points import points_as_percent
from juesuan.checks.speech.rates.shares import share_comes_out
from juesuan.checks.speech.sentences.amounts import Rounded, printed_like, sum_of
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    places_of,
    sentence_before,
)
from juesuan.checks.speech.sentences.sections import assertions, section_texts
from juesuan.checks.subject import Subject
from juesuan.messages import Message
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_WHOLE = 100  # percent

_USUAL = frozenset({0, _WHOLE})
"""Rates that people write where there was no budget, so that the sentence has one."""

_UNITS = frozenset({"unit", "unit_of_amount"})
_TURNED = frozenset({"turned", "reversed"})
_GROWTH = frozenset({"", "direction", "this_year", "negative"}) | _UNITS | _TURNED
"""Ways in which a growth rate may be wrong that N202 tells."""

_COMPLETION = frozenset({"", "base", "zero", "unit", "unspent", "opposed"})
"""Ways in which a completion rate may be wrong that N203 tells."""


class Growths(RuleSettings, frozen=True):
    """N202: the unit of differences of shares."""

    points: str


class LastDigits(RuleSettings, frozen=True):
    """N206: how many halves of its last digit a rate may miss that was only cut off, how such a
    rate is listed, and words before one that is only a bound."""

    halves: int
    each: str
    bound: Pattern


class SharesExceed(RuleSettings, frozen=True):
    """N207: topics of which the parts are shares that do not hold one another."""

    wholes: tuple[str, ...]


SETTINGS = {"N202": Growths, "N206": LastDigits, "N207": SharesExceed}


def share_differs(subject: Subject) -> Iterator[Finding]:
    """N201: a share that is not the part in percent of the whole."""
    told = set[Assertion]()
    for wrong in _wrong(subject, "share", {"", "unit"}):
        told.add(wrong.assertion)
        yield _other_unit("N201", wrong) if wrong.variant else _finding("N201", wrong)
    for share in assertions(subject):
        named = share.role == "share" and share.mention.base and not share.mention.reason
        alone = share.place not in share.within.compared
        if named and alone and share.number.low > _WHOLE and share not in told:
            details = {"name": share.name, "said": share.text}
            yield Finding(code="N201", where=places_of(share), details=details, variant="over")


def growth_differs(subject: Subject) -> Iterator[Finding]:
    """N202: a growth rate that the amount and its change do not give."""
    yield from _points(subject)
    told = set[Assertion]()
    for wrong in _wrong(subject, "growth", _GROWTH):
        rate = wrong.assertion
        told.add(rate)
        if wrong.variant in _UNITS:
            yield _other_unit("N202", wrong)
            continue
        to_last_year = rate.base in {"last_year", ""}
        base = Message("direction.last_year") if to_last_year else rate.mention.base
        expected = wrong.right_text
        if wrong.variant in _TURNED:
            said = expected if wrong.variant == "turned" else rate.text
            expected = direction_word(-rate.sign) + said
        yield _finding("N202", wrong, expected, base=base)
    for rate, final in falls_beyond(subject):
        if rate not in told:
            details = {"name": rate.name, "said": rate.text, "left": final.text}
            where = places_of(rate, final)
            yield Finding(code="N202", where=where, details=details, variant="beyond")


def _points(subject: Subject) -> Iterator[Finding]:
    """Differences of two shares that are called percent, and are percent points."""
    unit = Growths.of("N202").points
    for rate, new, old in points_as_percent(subject):
        right = rate.text.rstrip(rate.mention.unit) + unit
        details = {"name": rate.name, "said": rate.text, "new": new.text, "old": old.text}
        details["right"] = right
        where = places_of(rate, new, old)
        yield Finding(code="N202", where=where, details=details, expected=right, variant="points")


def _other_unit(code: str, wrong: WrongRate) -> Finding:
    """A change, the amount that changed or a part, that is in another unit than it says: the
    rate tells which."""
    (amount, *others), rate = wrong.used, wrong.assertion
    unit = mistaken_unit(amount.mention.unit)
    meant = wrong.part if wrong.variant == "unit" else wrong.whole or wrong.part
    right = printed_like(meant.value, replace(amount.mention, unit=unit))
    details = {"name": rate.name, "said": rate.text, "change": amount.text, "right": right}
    places = places_of(amount, rate, *others)
    return Finding(code=code, where=places, details=details, expected=right, variant=wrong.variant)


def _opposed(wrong: WrongRate) -> Finding:
    """A difference to the budget that is said to go the other way than the rate beside it."""
    (change, *others), rate = wrong.used, wrong.assertion
    expected = direction_word(-change.sign) + change.text
    details = {
        "name": rate.name,
        "said": rate.text,
        "change": directed(change),
        "part": _amount(wrong, wrong.part),
        "expected": expected,
    }
    places = places_of(change, rate, *others)
    return Finding(code="N203", where=places, details=details, expected=expected, variant="opposed")


def completion_differs(subject: Subject) -> Iterator[Finding]:
    """N203: a completion rate that final account and budget do not give, or that is of another
    budget than it names."""
    for wrong in _wrong(subject, "completion", _COMPLETION):
        if wrong.variant == "opposed":
            yield _opposed(wrong)
            continue
        expected = wrong.right_text
        base: Message | str = ""
        if wrong.variant == "base":
            expected, base = role_name(wrong.of), Message(f"role.{wrong.of}")
        elif wrong.variant == "unit":
            expected = _amount(wrong, wrong.whole)
        named = wrong.assertion.mention.base
        finding = _finding("N203", wrong, expected, base=base, named=named)
        usual = wrong.variant == "zero" and wrong.assertion.number.value in _USUAL
        yield replace(finding, severity="warning") if usual else finding


def _wrong(subject: Subject, role: str, variants: Collection[str]) -> Iterator[WrongRate]:
    """The wrong rates of a role, those only cut off in their last digit apart."""
    halves = LastDigits.of("N206").halves
    for wrong in wrong_rates(subject):
        wanted = wrong.assertion.role == role and wrong.variant in variants
        if wanted and not wrong.misses_by(halves):
            yield wrong


def _finding(
    code: str, wrong: WrongRate, expected: str | None = None, **details: object
) -> Finding:
    rate = wrong.assertion
    details |= {
        "name": rate.name,
        "said": rate.text,
        "right": wrong.right_text,
        "part": _amount(wrong, wrong.part),
        "whole": _amount(wrong, wrong.whole),
    }
    places = places_of(rate, *wrong.used)
    expected = wrong.right_text if expected is None else expected
    details["expected"] = expected
    return Finding(
        code=code, where=places, details=details, expected=expected, variant=wrong.variant
    )


def _amount(wrong: WrongRate, amount: Rounded | None) -> str:
    """An amount in the unit of the figures that were used."""
    if amount is None:
        return ""
    money = [one.mention for one in wrong.used if one.mention.kind == "money"]
    return printed_like(amount.value, money[0]) if money else str(amount.value)


def growth_from_nothing(subject: Subject) -> Iterator[Finding]:
    """N204: growth of 100 % against nothing last year; one finding a document."""
    rates = [wrong.assertion for wrong in _wrong(subject, "growth", {"zero"})]
    if rates:
        names = list(dict.fromkeys(rate.name for rate in rates))
        details = {"names": names, "said": rates[0].text}
        yield Finding(code="N204", where=places_of(*rates), details=details)


def completion_of_nothing(subject: Subject) -> Iterator[Finding]:
    """N205: rates of completion of budgets that are zero; one finding a document."""
    rates = [wrong.assertion for wrong in _wrong(subject, "completion", {"nothing"})]
    if rates:
        details = {"count": len(rates), "said": rates[0].text}
        yield Finding(code="N205", where=places_of(*rates), details=details)


def last_digits(subject: Subject) -> Iterator[Finding]:
    """N206: rates whose last digit is not rounded; one finding a document."""
    settings = LastDigits.of("N206")
    cut_off = [
        wrong
        for wrong in wrong_rates(subject)
        if wrong.misses_by(settings.halves)
        and not settings.bound.finds_in(sentence_before(wrong.assertion))
    ]
    if not cut_off:
        return
    listed = [
        settings.each.format(
            name=wrong.assertion.name, said=wrong.assertion.text, right=wrong.right_text
        )
        for wrong in cut_off
    ]
    details = {"count": len(cut_off), "rates": listed}
    expected = cut_off[0].right_text if len(cut_off) == 1 else ""
    yield Finding(
        code="N206",
        where=places_of(*(wrong.assertion for wrong in cut_off)),
        details=details,
        expected=expected,
    )


def shares_exceed(subject: Subject) -> Iterator[Finding]:
    """N207: shares of one whole that together are more than 100 % beyond rounding. Where each comes
    out of its amount, the amounts are what does not agree, by a last digit or more."""
    told = {wrong.assertion for wrong in wrong_rates(subject)}
    for text in section_texts(subject):
        for shares in _shares_by_whole(text):
            each_once = len({share.key for share in shares}) == len(shares) > 1
            total = sum_of(share.number for share in shares)
            if each_once and total.low > _WHOLE and not told.intersection(shares):
                if all(share_comes_out(subject, share) for share in shares):
                    continue
                sum_ = printed_like(total.value, shares[0].mention)
                details = {"sum": sum_, "count": len(shares)}
                yield Finding(code="N207", where=places_of(*shares), details=details)


def _shares_by_whole(text: SectionText) -> Collection[Sequence[Assertion]]:
    """The shares of a text that are of one whole, as their items and their words have it."""
    groups: dict[tuple[str, str, str], list[Assertion]] = {}
    for share in text.assertions:
        if share.role == "share" and share.meant and (whole := _whole_of(share.key[0])):
            groups.setdefault((whole, share.key[1], share.mention.base), []).append(share)
    return groups.values()


def _whole_of(topic: str) -> str:
    """The whole that a topic shares with others, none of which holds another."""
    if len(function_code(topic)) == CLASS:
        return "function"
    wholes = SharesExceed.of("N207").wholes
    return next((whole for whole in wholes if topic in topics()[whole].parts[0]), "")


RULES = {
    "N201": share_differs,
    "N202": growth_differs,
    "N203": completion_differs,
    "N204": growth_from_nothing,
    "N205": completion_of_nothing,
    "N206": last_digits,
    "N207": shares_exceed,
}
