"""How what is left moved since the year began (年末结转和结余较年初增加), held to what a text tells
of both, wherever it does."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.speech.changes.differences import WrongChange
from juesuan.checks.speech.rates.operands import Given, last_year_said
from juesuan.checks.speech.sentences.amounts import clear_slip
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.speech.sums.terms import FlowWords, balance_words, clause_of
from juesuan.checks.subject import Subject
from juesuan.text import fold, unspaced

__all__ = ["moved_wrongly"]

_OPENING, _CLOSING = "opening", "closing"


def moved_wrongly(subject: Subject) -> Iterator[WrongChange]:
    """Changes of what is left that what the year began with and what is left do not have, each of
    these being told once, in the same kind of money."""
    words = balance_words().flows
    every = list(assertions(subject))
    for change in every:
        if change.role != "change" or change.mention.reason or not _is_of_rest(change, words):
            continue
        if change.base not in {"initial", "last_year"} or last_year_said(change) is not None:
            continue
        opening = _told(every, _OPENING, change, words) or _last(every, words)
        closing = _beside(change, words) or _told(every, _CLOSING, change, words)
        if opening is None or closing is None:
            continue
        held_together(change, opening, closing)
        right = closing.number - opening.number
        if not change.sign or change.signed.equals(right):
            continue
        turned = change.number.equals(abs(right))
        slip = clear_slip(change.mention, abs(right.value))
        if change.base == "initial" or turned or slip:
            yield WrongChange(change, Given(closing.number, closing), opening)


def _is_of_rest(change: Assertion, words: FlowWords) -> bool:
    name = unspaced(fold(change.mention.subject))
    return change.key[0] == _CLOSING or bool(words.rest.search(name))


def _is_amount(one: Assertion) -> bool:
    return (one.mention.kind, one.role, one.mention.reason) == ("money", "final", False)


def _beside(change: Assertion, words: FlowWords) -> Assertion | None:
    """The figure right before a change, in its sentence, where it is what is left."""
    before = change.within.assertions[change.place - 1 : change.place]
    for one in before:
        left = one.key[0] == _CLOSING or words.name_of(one, clause_of(one)) == _CLOSING
        if one.sentence is change.sentence and _is_amount(one) and left:
            return one
    return None


def _last(every: list[Assertion], words: FlowWords) -> Assertion | None:
    """The one amount of what last year left (2019年末结转)."""
    pattern = words.terms[_CLOSING]
    found = [
        one
        for one in every
        if _is_amount(one) and one.year == "last" and pattern.search(clause_of(one))
    ]
    return found[0] if len({one.number.value for one in found}) == 1 else None


def _told(
    every: list[Assertion], name: str, change: Assertion, words: FlowWords
) -> Assertion | None:
    """The one amount of a term, in the kind of money that the change has."""
    found = [one for one in every if _is_amount(one) and words.name_of(one, clause_of(one)) == name]
    fund = change.key[1] if change.key[0] == _CLOSING else ""
    own = [one for one in found if not one.key[0] or one.key[1] == fund] or found
    return own[0] if len({one.number.value for one in own}) == 1 else None
