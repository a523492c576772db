"""What was left at the end of a year, and what the next began with (上年年末、本年年初): one
amount, unless something was adjusted."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["CarriedWords", "carried_differently"]


class CarriedWords(RuleSettings, frozen=True):
    """N107: words before what was left at the end of a ``year``, or of last year, and before what
    the next began with; what was adjusted in between, once what says that nothing was (``not_``)
    is left out."""

    closing: Pattern
    opening: Pattern
    adjusted: Pattern
    not_: Pattern


def carried_differently(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Openings, each with the closing of the year before that it differs from, in one paragraph or
    two that follow one another."""
    words = CarriedWords.of("N107")
    previous: SaidParagraph | None = None
    for passage in paragraphs(subject):
        near = [one for one in (previous, passage) if one is not None]
        text = "".join(one.words for one in near)
        figures = [figure for one in near for figure in one.figures if _is_amount(figure)]
        for opening in (f for f in passage.figures if _is_amount(f)):
            said = words.opening.search(opening.lead)
            closings = [
                f for f in figures if said and _is_before(words.closing.search(f.lead), said)
            ]
            alike = [f for f in closings if fund_in(f.lead) == fund_in(opening.lead)]
            if len(alike) != 1 or words.adjusted.search(words.not_.sub("", text)):
                continue
            held_together(opening.one, alike[0].one)
            if not opening.number.equals(alike[0].number):
                yield opening.one, alike[0].one
        previous = passage


def _is_amount(figure: SaidFigure) -> bool:
    return figure.unit == "money" and figure.one.role == "final"


def _is_before(closing: Match[str] | None, opening: Match[str]) -> bool:
    """Whether a year ended right before another began."""
    if closing is None:
        return False
    ended, began = closing["year"], opening["year"]
    if ended and began:
        return int(ended) + 1 == int(began)
    return not ended and not began
