"""Figures told twice with their digits in another order (46批次 here, 64批次 there): of one thing,
by its name or by another figure that both sentences tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["TurnedWords", "turned_figures"]

_SHORTEST = 4
"""Letters that a name has at least to say what a figure is of."""
_LONG = 3
"""Digits of a figure that two sentences tell alike, so that both are of the same."""
_MOST = 2
"""Places of a figure at most; what is told more often is of several things."""


class TurnedWords(RuleSettings, frozen=True):
    """N103: words before a figure that are no part of what it is of (年末、共、本次)."""

    idle: Pattern


def turned_figures(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Two figures of one thing with the same digits in another order, in the order of the text;
    where no form prints either."""
    words = TurnedWords.of("N103")
    settled = {tie.assertion for tie in tie_outs(subject)}
    alike = defaultdict[tuple[str, str], list[tuple[SaidParagraph, SaidFigure]]](list)
    for passage in paragraphs(subject):
        for figure in passage.figures:
            if _is_told(figure.one) and figure.one not in settled:
                alike[figure.unit, _digits(figure.one)].append((passage, figure))
    for group in alike.values():
        values = {figure.number.value for _, figure in group}
        if len(values) != _MOST or len(group) != _MOST:
            continue
        for (one_text, one), (other_text, other) in combinations(group, 2):
            if one.one.sentence is not other.one.sentence and (
                _same_name(one, other, words) or _same_beside(one_text, one, other_text, other)
            ):
                held_together(one.one, other.one)
                yield one.one, other.one


def _is_told(one: Assertion) -> bool:
    told = (one.role, one.year) == ("final", "this") and not one.mention.reason
    told = told and one.mention.value > 0  # a sign turns no digits
    return told and one.mention.kind in {"money", "count"} and len(_digits(one)) > 1


def _digits(one: Assertion) -> str:
    return "".join(sorted(filter(str.isdigit, one.mention.text)))


def _same_name(one: SaidFigure, other: SaidFigure, words: TurnedWords) -> bool:
    """Whether the words before two figures name one thing, one perhaps with more words."""
    if one.one.key[0] != other.one.key[0]:
        return False
    names = sorted((words.idle.sub("", figure.clause) for figure in (one, other)), key=len)
    return len(names[0]) >= _SHORTEST and names[0] in names[1]


def _same_beside(
    one_text: SaidParagraph, one: SaidFigure, other_text: SaidParagraph, other: SaidFigure
) -> bool:
    """Whether the figure right before or behind both is the same."""
    return bool(_beside(one_text, one) & _beside(other_text, other))


def _beside(text: SaidParagraph, figure: SaidFigure) -> set[tuple[str, object]]:
    near: Sequence[SaidFigure] = text.in_sentence(figure.sentence)
    place = next(n for n, one in enumerate(near) if one is figure)
    around = [*near[max(0, place - 1) : place], *near[place + 1 : place + 2]]
    return {
        (one.unit, one.number.value)
        for one in around
        if _is_told(one.one) and len(_digits(one.one)) >= _LONG
    }
