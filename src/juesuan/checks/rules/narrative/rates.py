"""Rates in the narrative (占比、增减率、完成率) that their amounts do not give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from juesuan.checks.model import Finding
from juesuan.checks.speech.amounts import Figure, said_like
from juesuan.checks.speech.names import things
from juesuan.checks.speech.rates import Rated, rated
from juesuan.checks.speech.said import Said, speech, where_said
from juesuan.checks.subject import Subject

__all__ = ["RULES"]


def _finding(subject: Subject, code: str, one: Rated) -> Finding:
    said = one.said
    expected = "" if one.right is None else said_like(one.right, said.mention)
    details = {
        "name": said.name,
        "said": said.mention.text.strip(),
        "right": expected,
        "part": _amount(one, one.part),
        "whole": _amount(one, one.whole),
        "base": one.base or ("上年" if said.base in {"last_year", ""} else said.mention.base),
        "named": said.mention.base,
    }
    if one.variant == "base":
        expected = one.base
    if one.variant == "unit":
        expected = str(details["whole"])
    places = (where_said(said), *(where_said(other) for other in one.used))
    return Finding(code=code, where=places, details=details, expected=expected, variant=one.variant)


def _amount(one: Rated, figure: Figure | None) -> str:
    """An amount in the unit of the figures that were used."""
    money = [said for said in one.used if said.mention.kind == "money"]
    if figure is None:
        return ""
    return said_like(figure.value, money[0].mention) if money else str(figure.value)


def _wrong(subject: Subject, kind: str, variants: set[str]) -> Iterator[Rated]:
    for one in subject.once(rated):
        if one.kind == kind and one.variant in variants and not one.last_digit:
            yield one


def share_differs(subject: Subject) -> Iterator[Finding]:
    """N201: a share that is not the part in percent of the whole."""
    for one in _wrong(subject, "share", {"", "zero"}):
        yield _finding(subject, "N201", one)


def growth_differs(subject: Subject) -> Iterator[Finding]:
    """N202: a growth rate that the amount and its change do not give."""
    for one in _wrong(subject, "growth", {"", "direction", "this_year", "negative"}):
        yield _finding(subject, "N202", one)


def completion_differs(subject: Subject) -> Iterator[Finding]:
    """N203: a completion rate that final account and budget do not give, or that is of another
    budget than it names."""
    for one in _wrong(subject, "completion", {"", "base", "zero", "unit", "unspent"}):
        yield _finding(subject, "N203", one)


def growth_from_nothing(subject: Subject) -> Iterator[Finding]:
    """N204: growth of 100 % against nothing last year; one finding a document and reason."""
    found = list(_wrong(subject, "growth", {"zero"}))
    if found:
        details = {"names": "、".join(dict.fromkeys(one.said.name for one in found))}
        details["said"] = found[0].said.mention.text.strip()
        yield Finding(
            code="N204", where=tuple(where_said(one.said) for one in found), details=details
        )


def completion_of_nothing(subject: Subject) -> Iterator[Finding]:
    """N205: rates of completion of budgets that are zero; one finding a document."""
    found = list(_wrong(subject, "completion", {"nothing"}))
    if found:
        details = {"count": len(found), "said": found[0].said.mention.text.strip()}
        yield Finding(
            code="N205", where=tuple(where_said(one.said) for one in found), details=details
        )


def last_digits(subject: Subject) -> Iterator[Finding]:
    """N206: rates whose last digit is not rounded; one finding a document."""
    found = [one for one in subject.once(rated) if one.last_digit]
    if found:
        rates = [f"{one.said.name}{one.said.mention.text.strip()}→{_right(one)}" for one in found]
        expected = _right(found[0])
        places = tuple(where_said(one.said) for one in found)
        details = {"count": len(found), "rates": "；".join(rates)}
        yield Finding(
            code="N206", where=places, details=details, expected=expected if len(found) == 1 else ""
        )


def _right(one: Rated) -> str:
    """The rate that the amounts give, printed as the text prints its own."""
    return "" if one.right is None else said_like(one.right, one.said.mention)


def shares_exceed(subject: Subject) -> Iterator[Finding]:
    """N207: shares of one whole that together are more than 100 % beyond rounding."""
    flagged = {id(one.said) for one in subject.once(rated)}
    for passage in speech(subject):
        groups: dict[tuple[str, str], list[Said]] = {}
        for said in passage.said:
            if said.role == "share" and said.linked and (whole := _sharing(said)):
                groups.setdefault((whole, said.mention.base), []).append(said)
        for group in groups.values():
            once = {said.key: said for said in group}
            total = sum((s.figure.value for s in once.values()), Fraction(0))
            room = sum((s.figure.half for s in once.values()), Fraction(0))
            if len(once) < 2 or len(once) != len(group) or total <= 100 + room:
                continue
            if any(id(said) in flagged for said in group):
                continue
            details = {"sum": said_like(total, group[0].mention), "count": len(group)}
            yield Finding(
                code="N207", where=tuple(where_said(said) for said in group), details=details
            )


def _sharing(said: Said) -> str:
    """The whole that an item shares with others, none of which holds another."""
    thing, fund = said.key
    if thing.startswith("function:") and len(thing) == len("function:201"):
        return f"function {fund}"
    for whole in ("expenditure", "three_public"):
        if thing in things()[whole].parts[0]:
            return f"{whole} {fund}"
    return ""


RULES = {
    "N201": share_differs,
    "N202": growth_differs,
    "N203": completion_differs,
    "N204": growth_from_nothing,
    "N205": completion_of_nothing,
    "N206": last_digits,
    "N207": shares_exceed,
}
