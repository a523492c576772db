"""Multiples and shares said in words (2倍, 四分之三, 近五成, 一半), held to the two figures they
compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from re import Match
from typing import Literal

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.derived.derivations import Derivations, Derived
from juesuan.checks.speech.sentences.amounts import decimal_text
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph
from juesuan.resources import Pattern, Record
from juesuan.text import chinese, whole_number

__all__ = ["WordedRatio", "WordedRatios", "worded"]

_HUNDRED = 100
_GREATEST = 10
"""Proper fractions are proposed up to this denominator; else a percentage."""


_Pair = tuple[SaidFigure, SaidFigure]


class WordedRatio(Record, frozen=True):
    """A way to say a ratio: as how many times, by how much more or less, which share. Groups of
    ``said``: ``n`` (times), ``num`` and ``den``, ``tenths``, none for a half; ``under``, ``over``
    and ``about`` for words of rounding. ``right``: how the right one is said. ``low`` and
    ``high``: what words without a number (翻番) can mean, ``room`` is how far tenths may be off."""

    kind: Literal["times", "growth", "share", "fall"]
    said: Pattern
    right: str
    low: Decimal | None = None
    high: Decimal | None = None
    room: Decimal | None = None


class WordedRatios(RuleSettings, frozen=True):
    """N521: the ways, and words of a share that name what it is of (占……的), words that name
    nothing, words of several things added up (which are no part of one), words of what was (由,
    从), of what it became (到), of last year's figure, and what stands between a percentage and
    the same share in words (``again``), and between that and its amount (``amounting``); ``ratio``
    has the names and both sides, ``converted`` stands between an amount and the same in another
    unit."""

    ways: tuple[WordedRatio, ...]
    whole: Pattern
    plain: Pattern
    summed: Pattern
    came: Pattern
    to: Pattern
    last: Pattern
    again: Pattern
    amounting: Pattern
    ratio: Pattern
    converted: Pattern


class _Said(Struct, frozen=True):
    """A ratio as it is said, and the least and the greatest that it can mean."""

    value: Fraction
    low: Fraction
    high: Fraction


def _said(match: Match[str], off: Decimal | None) -> _Said | None:
    found = match.groupdict()
    if number := found.get("n"):
        value = _number(number)
        digits = len(number.partition(".")[2])
        room = Fraction(1, 2 * 10**digits) if digits else value / 10
    elif den := found.get("den"):
        below = _number(den)
        if not below:
            return None
        value, room = _number(found["num"]) / below, Fraction(3, 100)
    elif tenths := found.get("tenths"):
        value, room = _number(tenths) / 10, Fraction(off or Decimal("0.05"))
    else:
        value, room = Fraction(1, 2), Fraction(3, 100)
    low, high = value - room, value + room
    if found.get("under"):
        low, high = value - 2 * room, value
    elif found.get("over") or found.get("more"):
        low, high = value, value + max(3 * room, Fraction(1, 10))
    elif found.get("about"):
        low, high = low - room, high + room
    return _Said(value, low, high) if value else None


def _meant(way: WordedRatio) -> _Said:
    low, high = Fraction(way.low or 0), Fraction(way.high or 0)
    return _Said((low + high) / 2, low, high)


def _number(text: str) -> Fraction:
    return Fraction(text) if text[0].isdigit() else Fraction(whole_number(text) or 0)


def _value(kind: str, one: SaidFigure, other: SaidFigure, said: _Said) -> Fraction:
    low, high = sorted((_was(one, other), _was(other, one)))
    if kind == "growth":
        return high / low - 1
    if kind == "fall":
        return 1 - low / high
    return low / high if kind == "share" or said.value < 1 else high / low


def _was(one: SaidFigure, other: SaidFigure) -> Fraction:
    """The value of a figure; of a change, what there was before it (比上年增加6万元)."""
    value, risen = one.number.value, other.number.value
    is_change = one.one.role == "change" and one.one.base in {"last_year", ""}
    if not is_change or other.one.role != "final" or not one.one.sign:
        return value
    before = risen - value * one.one.sign
    return before if before > 0 else value


def worded(
    passage: SaidParagraph,
    previous: SaidParagraph | None,
    settings: WordedRatios,
    units: Derivations,
) -> Iterator[Derived]:
    """The worded ratios of a paragraph that the two figures before them do not have; of growth,
    those of both years that the paragraph, or the ``previous`` one, tells."""
    for way in settings.ways:
        for match in way.said.finditer(passage.words):
            said = _said(match, way.room) if way.low is None else _meant(way)
            if said is None or settings.summed.search(passage.words[: match.start()]):
                continue
            if way.kind == "share" and (rate := _percentage_before(passage, match, settings)):
                held_together(rate.one)
                if not said.low <= rate.number.value / _HUNDRED <= said.high:
                    yield _told_otherwise(passage, way, match, rate)
                continue
            pairs = [
                pair
                for pair in combinations(passage.figures, 2)
                if units.same(pair[0].unit, pair[1].unit) and min(f.number.value for f in pair) > 0
            ]
            number = passage.number_of(match.start())
            if way.low is not None and _fits_others(way, said, pairs):
                continue
            if way.low is not None:
                pair = _became(passage, number, pairs, settings)
                if pair and not said.low <= _value(way.kind, *pair, said) <= said.high:
                    yield _told(passage, way, match, pair, said)
                continue
            right = [p for p in pairs if said.low <= _value(way.kind, *p, said) <= said.high]
            if right:
                held_together(*(figure.one for figure in right[0]))
                continue
            place = match.end()
            if way.kind == "growth" and (both := _both_years(passage, previous)):
                held_together(*(figure.one for figure in both))
                if not said.low <= _value(way.kind, *both, said) <= said.high:
                    yield _told(passage, way, match, both, said)
                continue
            near = [p for p in pairs if all(f.sentence == number and f.end <= place for f in p)]
            if (
                not near
                and way.kind == "share"
                and (pair := _of_added(passage, match) or _behind(passage, match, settings))
            ):
                if not said.low <= _value(way.kind, *pair, said) <= said.high:
                    yield _told(passage, way, match, pair, said)
                continue
            became = None if near else _became(passage, number, pairs, settings)
            if became and way.kind in {"fall", "growth"}:
                yield _told(passage, way, match, became, said)
                continue
            sure = len(near) == 1 and (
                _is_of(passage, match, near[0], settings)
                if way.kind == "share"
                else _are_compared(match, near[0], settings)
            )
            if sure:
                yield _told(passage, way, match, near[0], said)


def _fits_others(way: WordedRatio, said: _Said, pairs: Iterable[_Pair]) -> bool:
    """Whether a multiple without a number is that of two amounts that are told as they are:
    是2019年（0.63亿元）的2倍，即翻一番."""
    told = [pair for pair in pairs if way.kind == "times" and _are_told(pair)]
    right = [pair for pair in told if said.low <= _value(way.kind, *pair, said) <= said.high]
    held_together(*(figure.one for pair in right[:1] for figure in pair))
    return bool(right)


def _are_told(pair: _Pair) -> bool:
    return pair[0].sentence == pair[1].sentence and pair[0].one.role == pair[1].one.role == "final"


def _became(
    passage: SaidParagraph,
    number: int,
    pairs: Sequence[_Pair],
    settings: WordedRatios,
) -> _Pair | None:
    """The one pair of a sentence that one became the other (由64万元增加到98万元), or that are
    both years' figures of one item."""
    near = [p for p in pairs if p[0].sentence == p[1].sentence == number]
    became = [
        p for p in near if settings.came.search(p[0].lead) and settings.to.search(p[1].lead)
    ] or [
        p
        for p in near
        if {p[0].one.year, p[1].one.year} == {"this", "last"}
        if p[0].one.role == p[1].one.role == "final" and p[0].one.key == p[1].one.key
    ]
    return became[0] if len(became) == 1 else None


def _of_added(passage: SaidParagraph, match: Match[str]) -> _Pair | None:
    """The figure before a share, with the first of the paragraph, of which all that follow in its
    unit are parts that add up to it."""
    stated = [f for f in passage.figures if f.one.role == "final" and f.number.value > 0]
    whole, parts = stated[0] if stated else None, stated[1:]
    before = [f for f in parts if f.end <= match.start()]
    if whole is None or not before or any(f.unit != whole.unit for f in parts):
        return None
    added = sum((f.number.value for f in parts), Fraction(0))
    return (before[-1], whole) if len(parts) > 1 and added == whole.number.value else None


def _behind(passage: SaidParagraph, match: Match[str], settings: WordedRatios) -> _Pair | None:
    """The amount right behind a share, with the one before it (总投资1200万元，财政资金占七成，
    为780万元)."""
    sentence = passage.in_sentence(passage.number_of(match.start()))
    before = [f for f in sentence if f.end <= match.start()]
    after = [f for f in sentence if f.start >= match.end()][:1]
    if len(before) != 1 or not after or before[0].unit != after[0].unit:
        return None
    said = passage.words[match.end() : after[0].start]
    return (after[0], before[0]) if settings.amounting.search(said) else None


def _both_years(passage: SaidParagraph, previous: SaidParagraph | None) -> _Pair | None:
    """This year's figure and last year's of the one item of which both are told."""
    figures = [*(previous.figures if previous else ()), *passage.figures]
    stated = [f for f in figures if f.one.role == "final" and f.number.value > 0]
    last = [f for f in stated if f.one.year == "last"]
    this = [f for f in stated if f.one.year == "this" and last and f.one.key == last[0].one.key]
    alike = len(this) == len(last) == 1 and this[0].unit == last[0].unit
    return (this[0], last[0]) if alike else None


def _percentage_before(
    passage: SaidParagraph, match: Match[str], settings: WordedRatios
) -> SaidFigure | None:
    """The percentage right before a share in words, which says the same: 占46%，超过五成."""
    before = [figure for figure in passage.figures if figure.end <= match.start("words")]
    if not before or before[-1].one.mention.kind != "percent":
        return None
    between = passage.words[before[-1].end : match.start("words")]
    return before[-1] if settings.again.search(between) else None


def _told_otherwise(
    passage: SaidParagraph, way: WordedRatio, match: Match[str], rate: SaidFigure
) -> Derived:
    return Derived(
        operation=way.kind,
        said=match["words"],
        where=(passage.where(*match.span("words")), rate.one.where),
        shown=rate.one.text,
        right=_right(way, match, rate.number.value / _HUNDRED),
    )


def _is_of(
    passage: SaidParagraph,
    match: Match[str],
    pair: _Pair,
    settings: WordedRatios,
) -> bool:
    """Whether what a share is said to be of, if it is said, is one of the two."""
    begin = passage.sentences[passage.number_of(match.start())][0]
    before = settings.whole.search(passage.words[begin : match.end()])
    if before is None:
        return True
    of = settings.plain.sub("", before["of"])
    inside = any(f.start >= begin + before.start() for f in pair)
    return inside or len(of) < 2 or any(of[:2] in f.clause + f.behind for f in pair)


def _are_compared(match: Match[str], pair: _Pair, settings: WordedRatios) -> bool:
    """Whether two figures are what is compared: one is told as the base, or one became the other
    (由40人增加到120人), or is called like what it is so many times of."""
    if any(f.start >= match.start() for f in pair):
        return True
    if settings.came.search(pair[0].lead) and settings.to.search(pair[1].lead):
        return True
    base = settings.plain.sub("", match.groupdict().get("base") or "")
    named = len(base) > 1 and any(base[:2] in f.clause for f in pair)
    return named or any(settings.last.search(f.clause) for f in pair)


def _told(
    passage: SaidParagraph,
    way: WordedRatio,
    match: Match[str],
    pair: _Pair,
    said: _Said,
) -> Derived:
    held_together(*(figure.one for figure in pair))
    high, low = sorted(pair, key=lambda f: f.number.value, reverse=True)
    value = _value(way.kind, high, low, said)
    return Derived(
        operation=way.kind,
        said=match["words"],
        where=(passage.where(*match.span("words")), *(f.one.where for f in pair)),
        shown=f"{low.one.text}÷{high.one.text}"
        if way.kind in {"share", "fall"}
        else f"{high.one.text}÷{low.one.text}",
        right=_right(way, match, value),
    )


def _right(way: WordedRatio, match: Match[str], value: Fraction) -> str:
    """The right ratio, said as it was."""
    if number := match.groupdict().get("n"):
        digits = len(number.partition(".")[2])
        exact = decimal_text(value, 0 if value.denominator == 1 else max(digits, 2))
        worded = not number[0].isdigit() and value.denominator == 1
        return way.right.format(n=chinese(int(value)) if worded else exact)
    if match.groupdict().get("tenths") and (value * 10).denominator == 1:
        return way.right.format(tenths=chinese(int(value * 10)))
    if way.low is not None and way.kind == "times":
        return decimal_text(value) + way.right
    simple = value.limit_denominator(_GREATEST)
    if match.groupdict().get("den") and abs(simple - value) < Fraction(1, 100) and simple < 1:
        num, den = chinese(simple.numerator), chinese(simple.denominator)
        return way.right.format(num=num, den=den)
    return decimal_text(value * 100, 0 if (value * 100).denominator == 1 else 2) + "%"
