"""Differences of two shares that are told in percent where they are percent points (百分点)."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import ratio_fits
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject
from juesuan.text import unspaced

__all__ = ["points_as_percent"]

_TOLD = frozenset({"share", "completion"})


def points_as_percent(subject: Subject) -> Iterator[tuple[Assertion, Assertion, Assertion]]:
    """Rates of growth behind two shares of one item that are just their difference, and not what
    the one grew by from the other; with the two."""
    points = claim_words().words.points
    for text in every_text(subject):
        for rate in text.assertions:
            if rate.role != "growth" or rate.mention.kind != "percent" or not rate.sign:
                continue
            two = text.assertions[max(rate.place - 2, 0) : rate.place]
            if len(two) < 2 or any(word in rate.mention.unit for word in points):
                continue
            new, old = (
                two
                if rate.sign * (two[0].number.value - two[1].number.value) > 0
                else (
                    two[1],
                    two[0],
                )
            )
            moved = _moves(two[0], two[1])
            roles = {one.role for one in two}
            beside = roles & _TOLD and {one.mention.kind for one in two} == {"percent"}
            if roles - (_TOLD | ({"other"} if beside else frozenset())) and not moved:
                continue
            if new.key != old.key or not old.number.value:
                continue
            apart = abs(new.number - old.number)
            if apart.value != rate.number.value:
                continue
            held_together(rate, new, old)
            if not ratio_fits(apart, old.number, rate.number):
                yield rate, new, old


def _moves(first: Assertion, second: Assertion) -> bool:
    """Whether words say that one rate became the other: 由86.5%提高到94.0%."""
    if first.sentence is not second.sentence or second.mention.kind != first.mention.kind:
        return False
    between = unspaced(first.sentence.text[first.mention.end : second.mention.start])
    return first.mention.kind == "percent" and bool(claim_words().patterns.moved_to.search(between))
