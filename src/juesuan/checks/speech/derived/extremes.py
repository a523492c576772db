"""Shares called the greatest or the least (占比最高，为82.22%), held to the other shares of the
passage and to the amounts that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from re import Match

from juesuan.checks.speech.derived.derivations import Derived
from juesuan.checks.speech.derived.ordering import OrderWords
from juesuan.checks.speech.sentences.amounts import printed_like, ratio_fits
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph

__all__ = ["extreme_shares"]

_ALL = 100
_SLACK = 1
"""Percent that rounded shares of one whole may add up to beyond it."""
_SEVERAL = 3
"""A whole and two parts."""


def extreme_shares(
    passage: SaidParagraph, previous: SaidParagraph | None, words: OrderWords
) -> Iterator[tuple[str, Derived]]:
    """The shares of a paragraph that are not what they are called, or not what the amounts of the
    paragraph, or of the ``previous`` one, make: with the rule that tells it."""
    for figure in passage.figures:
        match = words.extreme.search(figure.lead)
        if match is None or figure.one.mention.kind != "percent":
            continue
        if beyond := _beyond(passage, figure, match, words):
            yield "N522", beyond
        elif wrong := _miscounted(passage, previous, figure, match, words):
            yield "N520", wrong


def _beyond(
    passage: SaidParagraph, figure: SaidFigure, match: Match[str], words: OrderWords
) -> Derived | None:
    """Another share of the same whole, told in the same sentence, that lies beyond one."""
    shares = [
        f
        for f in passage.in_sentence(figure.sentence)
        if f.one.mention.kind == "percent" and words.share.search(f.lead)
    ]
    shares = [f for f in shares if f is not figure]
    total = sum((f.number.value for f in (*shares, figure)), Fraction(0))
    if not shares or total > _ALL + _SLACK:
        return None
    least = match["way"] in words.least
    pick = min if least else max
    other = pick(shares, key=lambda f: f.number.value)
    apart = other.number.value - figure.number.value
    if (apart >= 0) if least else (apart <= 0):
        return None
    held_together(figure.one, other.one)
    return Derived(
        operation="extreme",
        said=match["name"] + match["way"] + figure.one.text,
        where=(figure.one.where, other.one.where),
        shown=other.clause + other.one.text,
        right=other.one.text,
    )


def _miscounted(
    passage: SaidParagraph,
    previous: SaidParagraph | None,
    figure: SaidFigure,
    match: Match[str],
    words: OrderWords,
) -> Derived | None:
    """The part that is named, of the sum that is told with it."""
    figures = [*(previous.figures if previous else ()), *passage.figures]
    amounts = [f for f in figures if f.one.mention.kind == "money" and f.one.role == "final"]
    name = match["name"]
    parts = [f for f in amounts if f.clause.endswith(name)]
    wholes = [f for f in amounts if words.summed.search(f.clause)]
    if len(parts) != 1 or len({f.number.value for f in wholes}) != 1:
        return None
    part, whole = parts[0], wholes[0]
    if not _adds_up(amounts, whole) or part.number.value > whole.number.value:
        return None
    held_together(figure.one, part.one, whole.one)
    if ratio_fits(part.number, whole.number, figure.number):
        return None
    right = part.number.value * _ALL / whole.number.value
    return Derived(
        operation="rate",
        said=figure.one.text,
        where=(figure.one.where, part.one.where, whole.one.where),
        shown=f"{part.one.text}÷{whole.one.text}",
        right=printed_like(right, figure.one.mention),
    )


def _adds_up(amounts: Sequence[SaidFigure], whole: SaidFigure) -> bool:
    """Whether the other amounts make the whole: they are its parts, told in full."""
    others = {id(f.one): f.number.value for f in amounts if f.number != whole.number}
    return len(amounts) >= _SEVERAL and sum(others.values(), Fraction(0)) == whole.number.value
