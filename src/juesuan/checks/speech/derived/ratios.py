"""Two figures as a ratio (两者之比为6:4), and one amount said again in another unit (39,500元，折合
3.95万元)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from re import Match

from juesuan.checks.speech.derived.derivations import Derivations, Derived
from juesuan.checks.speech.derived.fractions import WordedRatios
from juesuan.checks.speech.sentences.amounts import decimal_text, printed_like
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph

__all__ = ["converted", "ratios"]

_HALF = Fraction(1, 2)
_PAIR = 2
_HUNDREDTH = 100
"""An amount said to be about so much is off by no more than this part."""


def ratios(passage: SaidParagraph, settings: WordedRatios, units: Derivations) -> Iterator[Derived]:
    """The ratios of a paragraph that no two figures before them have, where the two are named, or
    no others stand there, or they have it the other way round."""
    for match in settings.ratio.finditer(passage.words):
        number = passage.number_of(match.start())
        every = [
            f
            for f in passage.in_sentence(number)
            if f.one.mention.kind != "percent" and f.number.value > 0
        ]
        figures = [f for f in every if f.end <= match.start()]
        low, high = _room(match)
        named = _named(match, every)
        pairs = [named] if named else _pairs(figures, units)
        if not pairs or any(low <= _ratio(*pair) <= high for pair in pairs):
            continue
        turned = [pair for pair in pairs if low <= 1 / _ratio(*pair) <= high]
        if turned and not match["both"] and not named:
            continue  # 学生1200人，教师100人，师生比例1:12
        pair = turned[0] if turned else pairs[0]
        if turned or named or len(pairs) == 1:
            held_together(*(f.one for f in pair))
            yield _wrong(passage, match, pair, bool(turned))


def _pairs(
    figures: Sequence[SaidFigure], units: Derivations
) -> Sequence[tuple[SaidFigure, SaidFigure]]:
    """The pairs in one unit, the sums of others left out."""
    sums = {
        third
        for one, other, third in combinations(figures, 3)
        if one.number.value + other.number.value == third.number.value
    } | {
        first
        for first, one, other in combinations(figures, 3)
        if one.number.value + other.number.value == first.number.value
    }
    parts = [f for f in figures if f not in sums]
    return [
        (one, other) for one, other in combinations(parts, 2) if units.same(one.unit, other.unit)
    ]


def _named(
    match: Match[str], figures: Sequence[SaidFigure]
) -> tuple[SaidFigure, SaidFigure] | None:
    """The two figures that the words before a ratio name, in their order."""
    found = []
    for name in (match["one"], match["other"]):
        called = [f for f in figures if name and _is_called(f, name)]
        if len(called) != 1:
            return None
        found += called
    return (found[0], found[1]) if found[0] is not found[1] else None


def _is_called(figure: SaidFigure, name: str) -> bool:
    """Whether a figure is called so, or by the beginning of it (在编 of 在编人员)."""
    said = figure.clause
    return name in said or (len(said) >= _PAIR and name.startswith(said[-_PAIR:]))


def _ratio(one: SaidFigure, other: SaidFigure) -> Fraction:
    return one.number.value / other.number.value


def _room(match: Match[str]) -> tuple[Fraction, Fraction]:
    """The least and the greatest that a ratio can mean, each side being rounded, but for 1."""
    (low, high), (least, most) = (_side(match[name]) for name in ("a", "b"))
    return low / most, high / least


def _side(text: str) -> tuple[Fraction, Fraction]:
    value, digits = Fraction(text), len(text.partition(".")[2])
    half = Fraction(0) if value == 1 else _HALF / 10**digits
    return value - half, value + half


def _wrong(
    passage: SaidParagraph,
    match: Match[str],
    pair: tuple[SaidFigure, SaidFigure],
    turned: bool,
) -> Derived:
    value = _ratio(*pair)
    larger = value if value > 1 else 1 / value
    rest = "" if value > 1 else decimal_text(larger, 0 if larger.denominator == 1 else 2)
    right = f"1:{rest}" if rest else f"{decimal_text(value, 0 if value.denominator == 1 else 2)}:1"
    return Derived(
        operation="ratio",
        said=match["words"],
        where=(passage.where(*match.span("words")), *(f.one.where for f in pair)),
        shown="、".join(f.one.text for f in pair),
        right=f"{match['b']}:{match['a']}" if turned else right,
    )


def converted(passage: SaidParagraph, settings: WordedRatios) -> Iterator[Derived]:
    """Amounts said again in another unit of money that are another amount there."""
    for one, other in pairwise(passage.figures):
        words = settings.converted.search(other.lead)
        kinds = {one.one.mention.kind, other.one.mention.kind}
        units = {one.one.mention.unit, other.one.mention.unit}
        beside = one.sentence == other.sentence
        if not words or not beside or kinds != {"money"} or len(units) < _PAIR:
            continue
        held_together(one.one, other.one)
        apart = abs(one.number.value - other.number.value)
        about = one.number.value / _HUNDREDTH if words["about"] else Fraction(0)
        if apart > max(one.number.half + other.number.half, about):
            yield Derived(
                operation="converted",
                said=words["words"] + other.one.text,
                where=(other.one.where, one.one.where),
                shown=one.one.text,
                right=printed_like(one.number.value, other.one.mention),
            )
