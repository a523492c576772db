"""Points told in words (各项得分、总分): parts and their total, a score and the most it can be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.amounts import decimal_text, slipped
from juesuan.checks.speech.sentences.paragraphs import SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["AboveMost", "PointWords", "PointsApart", "ToldPoints", "above_most", "points_apart"]

_PLACES = 2
"""Digits behind the point in which points are compared."""
_ASIDE = "\0"
"""Stands for every sign of an aside."""
_FEWEST = 2
"""Parts that a total has at least."""


class PointWords(RuleSettings, frozen=True):
    """N530, N531: ``points`` finds a name with its points (groups ``name``, ``n``), ``figure``
    points alone, ``aside`` what stands in brackets, ``total`` names of totals, ``taken`` words of
    points taken off or added, ``closing`` words by which nothing is left out; ``scored`` a score
    behind the most it can be (groups ``name``, ``most``, ``n``); ``unit`` is written behind points,
    ``stop`` ends a run of words."""

    unit: str
    stop: str
    points: Pattern
    figure: Pattern
    aside: Pattern
    total: Pattern
    taken: Pattern
    closing: Pattern
    scored: Pattern


class ToldPoints(Struct, frozen=True):
    """A name with its points, as printed, and its place; ``begins``: where in its paragraph."""

    name: str
    value: Fraction
    text: str
    where: Where
    begins: int


class PointsApart(Struct, frozen=True):
    """A total and its parts, which make another sum; ``slips`` are the figures of which one slip
    makes them agree, each with that value."""

    total: ToldPoints
    parts: Sequence[ToldPoints]
    sum: Fraction
    slips: Sequence[tuple[ToldPoints, Fraction]]


class AboveMost(Struct, frozen=True):
    """A score and the most it can be."""

    score: ToldPoints
    most: Fraction


def points_apart(subject: Subject) -> Iterator[PointsApart]:
    """Totals of points that the points before them in their sentence do not make. Parts may be
    left out: what is too little tells nothing unless words close the list, or one slip of a digit
    mends it."""
    words = PointWords.of("N530")
    for passage in paragraphs(subject):
        for begin, end in _sentences(passage):
            said = passage.words[begin:end]
            if words.taken.finds_in(said):
                continue
            told = list(_told(passage, begin, end, words))
            place = next((n for n, one in enumerate(told) if words.total.finds_in(one.name)), 0)
            parts = told[:place]
            if len(parts) < _FEWEST or len({one.name for one in parts}) < len(parts):
                continue
            ahead = words.aside.sub("", passage.words[begin : told[place].begins])
            if sum(1 for _ in words.figure.finditer(ahead)) > len(parts):
                continue  # one without a name of its own
            wrong = _judged(told[place], parts)
            if wrong and wrong.total.value - wrong.sum in _points_before(passage, begin, words):
                continue  # 执行率100%，得10分。产出48分……总分
            closed = words.closing.finds_in(said)
            if wrong and (closed or wrong.slips or wrong.sum > wrong.total.value):
                yield wrong


def _points_before(passage: SaidParagraph, begin: int, words: PointWords) -> Collection[Fraction]:
    """Points told in the sentences of a paragraph before a place, and in those above it."""
    above = (sentence.text for sentence in passage.text.section.sentences)
    own = passage.sentences[0][1]
    before = takewhile(lambda text: text is not own.text, above)
    said = "".join([*map(unspaced, map(fold, before)), passage.words[:begin]])
    return {Fraction(match[0].rstrip(words.unit)) for match in words.figure.finditer(said)}


def _sentences(passage: SaidParagraph) -> Iterator[tuple[int, int]]:
    """Where the runs of words up to a full stop begin and end."""
    begin = 0
    for end, sign in enumerate(passage.words, 1):
        if sign == PointWords.of("N530").stop:
            yield begin, end
            begin = end
    if begin < len(passage.words):
        yield begin, len(passage.words)


def _told(passage: SaidParagraph, begin: int, end: int, words: PointWords) -> Iterator[ToldPoints]:
    said = words.aside.regex.sub(lambda m: _ASIDE * len(m[0]), passage.words[begin:end])
    for match in words.points.finditer(said):
        where = passage.where(begin + match.start("n"), begin + match.end())
        name = "".join(takewhile(lambda sign: sign != _ASIDE, match["name"]))
        text = passage.words[begin + match.start("n") : begin + match.end()]
        yield ToldPoints(name, Fraction(match["n"]), text, where, begin + match.start("n"))


def _judged(total: ToldPoints, parts: Sequence[ToldPoints]) -> PointsApart | None:
    added = sum((one.value for one in parts), Fraction())
    if added == total.value:
        return None
    missing = total.value - added
    ways = [(total, added), *((one, one.value + missing) for one in parts)]
    slips = [
        (one, right)
        for one, right in ways
        if right > 0 and slipped(decimal_text(one.value, _PLACES), decimal_text(right, _PLACES))
    ]
    return PointsApart(total, parts, added, slips)


def above_most(subject: Subject) -> Iterator[AboveMost]:
    """Scores above the most that the words before them allow: 图像合格率（20分）：22分."""
    words = PointWords.of("N530")
    for passage in paragraphs(subject):
        for match in words.scored.finditer(passage.words):
            value, most = Fraction(match["n"]), Fraction(match["most"])
            if value > most:
                where = passage.where(match.start("n"), match.end())
                text = passage.words[match.start("n") : match.end()]
                score = ToldPoints(match["name"], value, text, where, match.start("n"))
                yield AboveMost(score, most)
