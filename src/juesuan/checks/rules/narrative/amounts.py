"""Amounts and counts in the narrative, against forms and against one another: N101 to N103."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.speech.changes.directions import direction_word
from juesuan.checks.speech.meaning.roles import stated_roles
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.named.renamed import renamed_amounts
from juesuan.checks.speech.named.said_of_others import said_of_others
from juesuan.checks.speech.printed.against_forms import (
    TieOut,
    form_places,
    printed_in_form,
    tie_outs,
)
from juesuan.checks.speech.printed.listed_over_years import PrintedBeside, printed_beside
from juesuan.checks.speech.sentences.amounts import decimal_text, printed_like
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, places_of, words_before
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.speech.told_again.repeated import (
    converted,
    is_movement,
    outvoted,
    stated_again,
    sum_of_others,
    whole_of_parts,
)
from juesuan.checks.speech.told_again.turned import TurnedWords, turned_figures
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed
from juesuan.facts import WAN, YUAN
from juesuan.reading.narrative import Mention
from juesuan.text import fold, unspaced

__all__ = ["RULES", "SETTINGS"]


class AmountDiffers(RuleSettings, frozen=True):
    """N101: how many times one money unit is another, how far (a part of the amount) digits may
    be apart that are still the same; how many amounts of a kind that no form prints are named."""

    units: tuple[int, ...]
    apart: Decimal
    examples: int


SETTINGS = {"N101": AmountDiffers, "N103": TurnedWords}


def amount_differs(subject: Subject) -> Iterator[Finding | NotChecked]:
    """N101: an amount in the text that the form prints otherwise."""
    settings = AmountDiffers.of("N101")
    others = {*renamed_amounts(subject), *said_of_others(subject)}
    for tie in tie_outs(subject):
        if tie.assertion in others:
            continue  # N601: the name is wrong, not the amount
        if not tie.agrees and tie.assertion.mention.kind == "money":
            yield _differs(subject, "N101", tie, "unit" if _only_unit(tie, settings) else "")
    tied = {tie.assertion for tie in tie_outs(subject)}
    left = [one for one in _amounts(subject) if one not in tied and not one.mention.reason]
    groups: dict[str, list[Assertion]] = {}
    for one in left:
        groups.setdefault(_unlinked(one), []).append(one)
    for reason, ones in groups.items():
        named = list(dict.fromkeys(one.name + one.text for one in ones))
        details = {"count": len(ones), "examples": named[: settings.examples]}
        yield NotChecked("N101", reason, details)


def _unlinked(one: Assertion) -> str:
    """Why an amount is held against no form."""
    if one.year != "this":
        return "amounts_of_other_years"
    if one.meant is not None:
        return "amounts_in_no_form"
    return "amounts_of_no_item" if one.mention.sure else "amounts_of_unclear_item"


def _amounts(subject: Subject) -> Iterator[Assertion]:
    """Final accounts and budgets, in money."""
    for one in assertions(subject):
        if one.role in stated_roles() and one.mention.kind == "money":
            yield one


def count_differs(subject: Subject) -> Iterator[Finding]:
    """N102: a count in the text that the form prints otherwise."""
    for tie in tie_outs(subject):
        if not tie.agrees and tie.assertion.mention.kind == "count" and not _moved(tie.assertion):
            yield _differs(subject, "N102", tie)


def _moved(one: Assertion) -> bool:
    """Whether a count is of what came or went of something named before it: 公务用车保有量15辆，
    本年购置0辆; not where that is what is meant (公务用车购置数)."""
    came = claim_words().words.movements
    if one.meant is not None and any(word in one.meant.name for word in came):
        return False
    return is_movement(one) and unspaced(fold(one.mention.subject)) not in words_before(one)


def _differs(subject: Subject, code: str, tie: TieOut, variant: str = "") -> Finding:
    one, figure = tie.assertion, tie.figures[0]
    details = {
        "name": one.name,
        "said": one.text,
        "form": figure.keys[0].form,
        "printed": printed_in_form(subject, figure),
    }
    where = (one.where, *form_places(subject, tie.figures))
    expected = printed_like(figure.value, _in_its_unit(one, figure) if variant else one.mention)
    return Finding(code=code, where=where, details=details, expected=expected, variant=variant)


def _in_its_unit(one: Assertion, figure: Observed) -> Mention:
    """The amount as printed, in the unit in which its digits are those of the form."""
    said = decimal_text(Fraction(one.mention.value))
    units = (replace(one.mention, unit=unit.zh) for unit in (YUAN, WAN))
    alike = (m for m in units if printed_like(figure.value, m) == said + m.unit)
    return next(alike, one.mention)


def _only_unit(tie: TieOut, settings: AmountDiffers) -> bool:
    """Whether the digits are right and only the unit is wrong."""
    number, printed = tie.assertion.number, tie.figures[0].value
    if not number.value or not printed:
        return False
    room = abs(number.half / number.value) / 2 + Fraction(settings.apart)
    factors = [Fraction(unit) for unit in settings.units]
    factors += [1 / factor for factor in factors]
    return any(abs(number.value / printed / factor - 1) <= room for factor in factors)


def said_twice(subject: Subject) -> Iterator[Finding]:
    """N103: one amount printed in two places of one part of the text with two values, where no
    form settles which is right."""
    told: set[Assertion] = set()
    for first, *others in stated_again(subject):
        other = next((o for o in others if not o.number.agrees(first.number.value)), None)
        if other is not None and (whole_of_parts(first, other) or sum_of_others(other)):
            continue
        if other is not None and not {first, other} & renamed_amounts(subject):
            yield _contradicts(subject, first, other)
            told |= {first, other}
    for first, other in turned_figures(subject):
        if not {first, other} & told:
            yield _contradicts(subject, first, other)
    yield from map(_printed_otherwise, printed_beside(subject))
    for first, again in converted(subject):
        if not first.number.equals(again.number):
            right = printed_like(first.number.value, again.mention)
            details = {"name": first.name, "first": first.text, "other": again.text, "right": right}
            yield Finding(
                code="N103",
                where=places_of(again, first),
                details=details,
                expected=right,
                variant="converted",
            )


def _printed_otherwise(found: PrintedBeside) -> Finding:
    """What a sentence says otherwise than the table in its text."""
    said, level = found.said, isinstance(found.said, Remark)
    unit = next(iter(said.within.assertions), None) if isinstance(said, Remark) else said
    right = printed_like(found.right, unit.mention) if unit else ""
    details: dict[str, object] = {"name": said.name, "said": said.text, "right": right}
    expected = right
    if level:
        details["expected"] = expected = direction_word(found.direction) + right
    return Finding(
        code="N103",
        where=(said.where, *found.where),
        details=details,
        expected=expected,
        variant="level" if level else "shown",
    )


def _contradicts(subject: Subject, first: Assertion, other: Assertion) -> Finding:
    """Two values of one quantity; the rates beside them may tell which is right."""
    wrong = next(
        (
            (one, right)
            for one, right in ((other, first), (first, other))
            if outvoted(subject, one, right) and not outvoted(subject, right, one)
        ),
        None,
    )
    details = {"name": first.name, "first": first.text, "other": other.text}
    if wrong is None:
        return Finding(code="N103", where=places_of(other, first), details=details)
    one, right = wrong
    return Finding(
        code="N103",
        where=places_of(one, right),
        details=details | {"wrong": one.text, "right": right.text},
        expected=right.text,
        variant="rated",
    )


RULES = {
    "N101": amount_differs,
    "N102": count_differs,
    "N103": said_twice,
}
