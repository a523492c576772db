"""Statements reckoned from others beside them, as rows of data describe them: a marker, an
operation and what its operands are called.

A statement is held where some figures of its paragraph give it; it is wrong only where its
operands are determined (one figure for each, in its own sentence) and none gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from re import Match
from typing import Literal

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.amounts import printed_like
from juesuan.checks.speech.assertions import held_together
from juesuan.checks.speech.paragraphs import SaidFigure, SaidParagraph
from juesuan.checks.speech.topics import claim_words
from juesuan.resources import Pattern, Record

__all__ = ["Derivation", "Derivations", "Derived", "WorkedOut", "fits"]

Operation = Literal["quotient", "difference", "beyond", "net", "balance", "rate"]


class Derivation(Record, frozen=True):
    """A kind of derived statement: words right before its figure (``said``) and right behind it
    (``behind``), the operation, and the words that the operands stand beside: ``first`` and
    ``second`` (what comes and what goes; whole and part), ``opening`` of a balance, ``beside``:
    other figures that may stand there. ``two``: without such words, exactly two figures before
    it. ``closed``: no other figure in its unit may stand in the sentence. ``units``: the kinds of
    figures it may be (money, percent, count). Groups of ``said``: ``per`` what an average is told
    per, ``base`` what one is more than, ``of`` what a rate is of, ``less`` for a decrease."""

    operation: Operation
    units: str = "count|percent|money"
    said: Pattern | None = None
    behind: Pattern | None = None
    first: Pattern | None = None
    second: Pattern | None = None
    opening: Pattern | None = None
    beside: Pattern | None = None
    two: bool = False
    closed: bool = False

    @property
    def this_year(self) -> bool:
        """Whether its words mean last year's figures where they say 上年."""
        return self.operation in {"quotient", "rate"}


class Derivations(RuleSettings, frozen=True):
    """N520: the kinds, units that count alike, words of a rounded figure, words of a list within
    a list, units of time with how many of them a year has at least and at most, words of other
    times than a year, of how many days are reckoned with, of what was not, units that need a
    name, words of what a figure is less or more than, words of all, words of net changes with
    those of the other direction."""

    kinds: tuple[Derivation, ...]
    alike: tuple[tuple[str, ...], ...]
    rounded: Pattern
    within: Pattern
    years: dict[str, tuple[int, int]]
    time: Pattern
    counted_by: Pattern
    negative: Pattern
    general: tuple[str, ...]
    less: Pattern
    all: Pattern
    opposite: dict[str, str]

    def same(self, unit: str, other: str) -> bool:
        """Whether two units count alike (人 and 名)."""
        return unit == other or any(unit in row and other in row for row in self.alike)


class WorkedOut(Struct, frozen=True):
    """A result: how it is reckoned (1080人次÷24期), its value, and what the rounding of its
    operands may come to; ``sure``: from figures that are determined."""

    shown: str
    value: Fraction
    operands: tuple[SaidFigure, ...]
    slack: Fraction
    sure: bool = True


class Derived(Struct, frozen=True):
    """A statement that its operands do not give: its words and place, what they give."""

    operation: str
    said: str
    where: tuple[Where, ...]
    shown: str
    right: str


class OneMarked(Struct, frozen=True):
    """A figure that a kind's words mark as derived."""

    figure: SaidFigure
    kind: Derivation
    words: Match[str] | None
    passage: SaidParagraph
    settings: Derivations

    @property
    def of_last_year(self) -> bool:
        """Whether it is said of last year, whose figures are not told."""
        said = self.figure.lead
        last = any(word in said for word in claim_words().words.last_year)
        return last or self.figure.one.year == "last"

    def alike(self) -> Sequence[SaidFigure]:
        """The other figures of the paragraph in its unit; of percent points, percentages."""
        return [
            other
            for other in self.passage.figures
            if other is not self.figure and self.settings.same(self.measure(other), self.unit)
        ]

    def measure(self, other: SaidFigure) -> str:
        """The unit of an operand; points are no percentages."""
        if other.unit == "percent" and other.one.mention.unit not in {"%", "‰"}:
            return other.one.mention.unit
        return other.unit

    @property
    def unit(self) -> str:
        """The unit that its operands have."""
        return self.figure.unit

    def before(self) -> Sequence[SaidFigure]:
        """Those in its sentence before it."""
        return [f for f in self.alike() if self.beside(f) and f.start < self.figure.start]

    def beside(self, other: SaidFigure) -> bool:
        """Whether a figure stands in the same sentence."""
        return other.sentence == self.figure.sentence

    def named(self, figures: Iterable[SaidFigure], pattern: Pattern | None) -> Sequence[SaidFigure]:
        """Those beside which the words of an operand stand."""
        if pattern is None:
            return []
        return [f for f in figures if pattern.search(f"{f.clause}#{f.behind}")]


def fits(said: SaidFigure, value: Fraction, settings: Derivations, slack: Fraction) -> bool:
    """Whether a figure may be a value as it is printed: rounded either way, or about (约);
    ``slack`` is what the rounding of its operands may add."""
    number = said.number
    gap = abs(value - number.value)
    if settings.rounded.search(said.lead) and gap <= number.value / 20:
        return True
    whole = Fraction(0) if value.denominator == 1 else Fraction(1)
    step = 2 * number.half or whole
    return gap <= slack + number.half or gap < step


Solver = Callable[[OneMarked], Iterator[WorkedOut]]


def derived(
    passage: SaidParagraph, settings: Derivations, solvers: dict[str, Solver]
) -> Iterator[Derived]:
    """The figures of a paragraph that are marked as derived, and are not what they derive from."""
    for figure in passage.figures:
        for kind in settings.kinds:
            if figure.one.mention.kind not in kind.units:
                continue
            words = kind.said.search(figure.lead) if kind.said else None
            if (kind.said and not words) or (kind.behind and not kind.behind.search(figure.tail)):
                continue
            asked = OneMarked(figure, kind, words, passage, settings)
            if kind.this_year and asked.of_last_year:
                continue
            results = list(solvers[kind.operation](asked))
            if right := [one for one in results if fits(figure, one.value, settings, one.slack)]:
                _hold(figure, right[0])
                break
            sure = [one for one in results if one.sure]
            if len(sure) == 1:
                _hold(figure, sure[0])
                yield _told(asked, sure[0])
                break


def _hold(figure: SaidFigure, result: WorkedOut) -> None:
    operands = (one.one for one in result.operands)
    held_together(figure.one, *operands)


def _turned(asked: OneMarked) -> tuple[str, str] | None:
    """The word of a net change and the one of the other direction."""
    told = asked.words[0] if asked.words else ""
    found = [pair for pair in asked.settings.opposite.items() if told.startswith(pair[0])]
    return max(found, key=lambda pair: len(pair[0]), default=None)


def _told(asked: OneMarked, result: WorkedOut) -> Derived:
    figure = asked.figure
    turned = _turned(asked) if result.value < 0 else None
    said, other = turned or ("", "")
    value = abs(result.value) if turned else result.value
    right = other + printed_like(value, figure.one.mention)
    places = (one.one.where for one in result.operands)
    return Derived(
        operation=asked.kind.operation,
        said=said + figure.one.text,
        where=(figure.one.where, *places),
        shown=result.shown,
        right=right,
    )
