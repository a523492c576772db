"""Statements reckoned from others beside them, as rows of data describe them: a marker, an
operation and what its operands are called.

A statement is held where some figures of its paragraph give it; it is wrong only where its
operands are determined (one figure for each, in its own sentence) and none gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from re import Match
from typing import Literal

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.printed.listed import PrintedValue
from juesuan.checks.speech.sentences.amounts import printed_like
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Mention
from juesuan.resources import Pattern, Record

__all__ = [
    "Derivation",
    "Derivations",
    "Derived",
    "OneMarked",
    "Operand",
    "Solver",
    "WorkedOut",
    "fits",
    "room_of",
]

Operation = Literal[
    "quotient",
    "difference",
    "beyond",
    "net",
    "balance",
    "rate",
    "apart",
    "spread",
    "added",
    "moved",
    "outgrown",
    "rate_of",
    "parts_of",
    "shared",
    "changed",
    "netted",
    "from_to",
    "left",
]
Operand = SaidFigure | PrintedValue
"""A figure of the paragraph, or a value that is printed elsewhere."""


class Derivation(Record, frozen=True):
    """A kind of derived statement: words right before its figure (``said``) and right behind it
    (``behind``), the operation, and the words that the operands stand beside: ``first`` and
    ``second`` (what comes and what goes; whole and part), ``opening`` of a balance, ``beside``:
    other figures that may stand there. ``two``: without such words, exactly two figures before
    it. ``closed``: no other figure in its unit may stand in the sentence. ``units``: the kinds of
    figures it may be (money, percent, count), ``in_units``
    their units, if not all. ``but``: words before it of what else is told.
    Groups of ``said``: ``per`` what an average is told per, ``base`` what one is more than, ``of``
    what a rate is of, ``less`` for a decrease, ``one`` and ``other`` what is compared, ``names``
    what is added, or ``n`` how many, ``way`` the word of a direction."""

    operation: Operation
    units: str = "count|percent|money"
    said: Pattern | None = None
    behind: Pattern | None = None
    first: Pattern | None = None
    second: Pattern | None = None
    opening: Pattern | None = None
    but: Pattern | None = None
    beside: Pattern | None = None
    in_units: tuple[str, ...] = ()
    two: bool = False
    closed: bool = False

    def counts(self, mention: Mention) -> bool:
        """Whether it may be a figure of this kind, in this unit."""
        return mention.kind in self.units and mention.unit in (self.in_units or [mention.unit])

    @property
    def this_year(self) -> bool:
        """Whether its words mean last year's figures where they say 上年."""
        return self.operation in {"quotient", "rate"}


class Derivations(RuleSettings, frozen=True):
    """N520: the kinds, units that count alike, words of a rounded figure, words of a list within a
    list, units of time with how many of them a year has at least and at most, words of other times
    than a year, of how many days are reckoned with, of what was not, of what other moves come to
    (``net``), of what comes and what goes, units that need a name, what these
    count where something is told per another unit (``counts``), words of what a figure is less or
    more than, words of all, words of net changes with those of the other direction, what stands
    between names that are added (the first that parts known ones); a whole and its parts in a
    bracket, one of these, words of others left out; words before what is left (``rest``), around
    what was ``spent`` (#)."""

    kinds: tuple[Derivation, ...]
    alike: tuple[tuple[str, ...], ...]
    rounded: Pattern
    within: Pattern
    years: dict[str, tuple[int, int]]
    time: Pattern
    counted_by: Pattern
    negative: Pattern
    net: Pattern
    come: Pattern
    gone: Pattern
    general: tuple[str, ...]
    counts: dict[str, tuple[str, ...]]
    less: Pattern
    all: Pattern
    opposite: dict[str, str]
    listing: tuple[Pattern, ...]
    bracket: Pattern
    part: Pattern
    open: Pattern
    rest: Pattern
    spent: Pattern

    def same(self, unit: str, other: str) -> bool:
        """Whether two units count alike (人 and 名)."""
        return unit == other or any(unit in row and other in row for row in self.alike)


class WorkedOut(Struct, frozen=True):
    """A result: how it is reckoned (1080人次÷24期), its value, and what the rounding of its
    operands may come to; ``sure``: from figures that are determined."""

    shown: str
    value: Fraction
    operands: tuple[Operand, ...]
    slack: Fraction
    sure: bool = True


class Derived(Struct, frozen=True):
    """A statement that its operands do not give: its words and place, what they give."""

    operation: str
    said: str
    where: tuple[Where, ...]
    shown: str
    right: str


class OneMarked(Struct, frozen=True, kw_only=True):
    """A figure that a kind's words mark as derived."""

    figure: SaidFigure
    kind: Derivation
    words: Match[str] | None
    passage: SaidParagraph
    settings: Derivations
    subject: Subject
    previous: SaidParagraph | None = None

    @property
    def before_it(self) -> str:
        """The words of its sentence before it."""
        begin = self.passage.sentences[self.figure.sentence][0]
        return self.passage.words[begin : self.figure.start]

    @property
    def base(self) -> SaidFigure | None:
        """The figure right before it, where it is what it is compared with (比上年的90.1分)."""
        place = self.passage.figures.index(self.figure)
        before = self.passage.figures[place - 1] if place else None
        return before if before and self.settings.less.search(before.clause) else None

    @property
    def listed_unit(self) -> str:
        """Its unit as columns of tables have it."""
        kind, unit = self.figure.one.mention.kind, self.figure.one.mention.unit
        return "%" if kind == "percent" else kind if kind == "money" else unit

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
    subject: Subject,
    passage: SaidParagraph,
    previous: SaidParagraph | None,
    settings: Derivations,
    solvers: Mapping[str, Solver],
) -> Iterator[Derived]:
    """The figures of a paragraph that are marked as derived, and are not what they derive from, be
    it in the ``previous`` one."""
    for figure in passage.figures:
        for kind in settings.kinds:
            if not kind.counts(figure.one.mention):
                continue
            words = kind.said.search(figure.lead) if kind.said else None
            if (kind.said and not words) or (kind.behind and not kind.behind.search(figure.tail)):
                continue
            if kind.but and kind.but.search(figure.lead):
                continue
            asked = OneMarked(
                figure=figure,
                kind=kind,
                words=words,
                passage=passage,
                settings=settings,
                subject=subject,
                previous=previous,
            )
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
    held_together(figure.one, *(one.one for one in result.operands))


def _turned(asked: OneMarked) -> tuple[str, str] | None:
    """The word of a net change and the one of the other direction."""
    told = (asked.words.groupdict().get("way") or asked.words[0]) if asked.words else ""
    found = [pair for pair in asked.settings.opposite.items() if told.startswith(pair[0])]
    return max(found, key=lambda pair: len(pair[0]), default=None)


def _told(asked: OneMarked, result: WorkedOut) -> Derived:
    figure = asked.figure
    turned = _turned(asked) if result.value < 0 else None
    said, other = turned or ("", "")
    value = abs(result.value) if turned else result.value
    right = other + printed_like(value, figure.one.mention)
    places = (one.where for one in result.operands)
    return Derived(
        operation=asked.kind.operation,
        said=said + figure.one.text,
        where=(figure.one.where, *places),
        shown=result.shown,
        right=right,
    )


def room_of(figures: Iterable[SaidFigure]) -> Fraction:
    """What rounding of figures that are added and taken may come to."""
    return sum((figure.number.half for figure in figures), Fraction(0))
