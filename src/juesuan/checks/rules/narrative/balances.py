"""Incomings, outgoings and what is left in the text (收支平衡): N106, N107."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from juesuan.checks.model import Finding
from juesuan.checks.speech.sentences.amounts import printed_like
from juesuan.checks.speech.sentences.assertions import Assertion, places_of
from juesuan.checks.speech.sums.balances import Unbalanced, unbalanced
from juesuan.checks.speech.told_again.carried import CarriedWords, carried_differently
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]


def unbalanced_text(subject: Subject) -> Iterator[Finding]:
    """N106: what is left, or a total, that the amounts beside it do not give."""
    for wrong in unbalanced(subject):
        yield _finding(wrong)


def _finding(wrong: Unbalanced) -> Finding:
    whole = wrong.whole
    details: dict[str, object] = {
        "name": whole.name,
        "said": whole.text,
        "terms": [_named(one) for one in wrong.terms],
        "sum": printed_like(wrong.right, whole.mention),
    }
    if len(wrong.ways) == 1 and wrong.slips:
        one, right = wrong.ways[0]
        expected = printed_like(right, one.mention)
        details |= {"wrong": _named(one), "right": expected}
        rest = (other for other in (whole, *wrong.terms) if other is not one)
        return Finding(
            code="N106",
            where=places_of(one, *rest),
            details=details,
            expected=expected,
        )
    details["ways"] = [
        f"{_named(one)}→{printed_like(right, one.mention)}" for one, right in wrong.ways
    ]
    told = Finding(
        code="N106", where=places_of(whole, *wrong.terms), details=details, variant="open"
    )
    return told if wrong.slips or wrong.closed else replace(told, severity="warning")


def _named(one: Assertion) -> str:
    return one.name + one.text


def opening_differs(subject: Subject) -> Iterator[Finding]:
    """N107: what a year began with is not what was left of the year before, as the text tells
    both and no adjustment."""
    for opening, closing in carried_differently(subject):
        details = {"said": opening.text, "closing": closing.text}
        yield Finding(code="N107", where=places_of(opening, closing), details=details)


RULES = {"N106": unbalanced_text, "N107": opening_differs}
SETTINGS = {"N107": CarriedWords}
