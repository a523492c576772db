"""Amounts that words call equal (年末结转和结余与年初结转和结余相等) and that their text gives
otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from re import Match

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.changes.directions import refuted
from juesuan.checks.speech.meaning.names import called_alike
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["EqualWords", "Equated", "equated_wrongly"]

_YEARS = {"this", "last"}
_TWO = 2
_TWENTIETH = 20
"""About the same: apart by no more than this part."""


class EqualWords(RuleSettings, frozen=True):
    """N116: ``equal`` has the two names as groups in each alternative; ``both`` are words that
    speak of income and expenditure at once, with the names ``income`` and ``expenditure``;
    ``other`` words of a name or a sentence with which something else is meant; ``level`` says
    that two years have the same, ``between`` is what may not stand before it, ``bracket`` what
    leads to last year's figure behind it, ``about`` says that they are about the same."""

    equal: Pattern
    both: Pattern
    income: Pattern
    expenditure: Pattern
    other: Pattern
    level: Pattern
    between: Pattern
    bracket: Pattern
    about: Pattern


class Equated(Struct, frozen=True, kw_only=True):
    """Two amounts said to be equal that are not, and the words that say it."""

    one: Assertion
    other: Assertion
    said: str
    where: Where


def equated_wrongly(subject: Subject) -> Iterator[Equated]:
    """Names said to be equal, each told with one amount of this year in the same paragraph, or
    else in the same text, where these differ by more than their last digits."""
    words = EqualWords.of("N116")
    told: set[tuple[Assertion, Assertion]] = set()
    every = paragraphs(subject)
    for passage in every:
        near = _amounts(passage)
        around = [one for other in every if other.text is passage.text for one in _amounts(other)]
        for match in words.equal.finditer(passage.words):
            if words.other.search(match[0]):
                continue
            names = [name for name in match.groups() if name]
            found = [_named(name, near, words) or _named(name, around, words) for name in names]
            yield from _judged(found, match, passage, told)
        for match in words.both.finditer(passage.words):
            if words.other.search(passage.said(passage.number_of(match.start()))):
                continue
            before = [one for one in near if one[1] <= match.start()]
            pair = [_only(before, pattern) for pattern in (words.income, words.expenditure)]
            yield from _judged(pair, match, passage, told)
        for match in words.level.finditer(passage.words):
            yield from _judged(_both_years(passage, match, words), match, passage, told)


_Amount = tuple[Assertion, int, str]
"""An amount, where it stands in its paragraph, and the words before it."""


def _amounts(passage: SaidParagraph) -> Sequence[_Amount]:
    return [
        (f.one, f.start, f.clause)
        for f in passage.figures
        if (f.one.mention.kind, f.one.role, f.one.year) == ("money", "final", "this")
        and not f.one.mention.reason
    ]


def _both_years(
    passage: SaidParagraph, match: Match[str], words: EqualWords
) -> Sequence[Assertion | None]:
    """The figures of two years that are called level: those right before the words (3人，上年4人，
    两年持平), the one before and the one in them (3人，与上年的4人相同) or in the bracket behind
    (3人，与上年持平（上年4人）). None where about the same is said of what is."""
    said = passage.sentences[passage.number_of(match.start())][1]
    remarks = [one for one in passage.text.remarks if one.sentence is said]
    if any(refuted(one, Fraction(0), ()) for one in remarks):
        return []  # told as the words of direction that they are
    sentence = passage.in_sentence(passage.number_of(match.start()))
    before = [f for f in sentence if f.end <= match.start()]
    inside = [f for f in sentence if match.start() <= f.start < match.end()]
    behind = [f for f in sentence if f.start >= match.end()]
    if not before or words.between.search(passage.words[before[-1].end : match.start()]):
        return []
    bracketed = behind and words.bracket.search(passage.words[match.end() : behind[0].start])
    pair = [*before[-1:], *(inside or behind[:1])] if inside or bracketed else before[-2:]
    if len(pair) != _TWO or len(inside) > 1 or not all(_is_level(f, pair[0]) for f in pair):
        return []
    years = {f.one.year for f in pair if f not in inside}
    if years != ({"this"} if inside else _YEARS):
        return []
    one, other = (f.number.value for f in pair)
    if any(
        f.unit == pair[0].unit and f.number.value == other for f in before[:-1] if f not in pair
    ):
        return []  # as much as what the pair is a part of: 采购46万元，其中服务6万元，上年46万元
    if words.about.search(match[0]) and abs(one - other) * _TWENTIETH <= max(one, other):
        return []
    return [f.one for f in pair]


def _is_level(figure: SaidFigure, other: SaidFigure) -> bool:
    known = {f.one.key[0] for f in (figure, other) if f.one.meant is not None}
    stated = figure.one.role == "final" and not figure.one.mention.reason
    return stated and figure.unit == other.unit and len(known) < _TWO


def _named(name: str, amounts: Sequence[_Amount], words: EqualWords) -> Assertion | None:
    """The amount of a name, if all that bear it are one."""
    for pattern in (words.income, words.expenditure):
        if pattern.regex.fullmatch(name):
            return _only(amounts, pattern)
    return _single([
        one
        for one, _, clause in amounts
        if called_alike(name, clause) or called_alike(name, one.mention.subject)
    ])  # fmt: skip


def _only(amounts: Sequence[_Amount], pattern: Pattern) -> Assertion | None:
    return _single([one for one, _, clause in amounts if pattern.regex.fullmatch(clause)])


def _single(found: Sequence[Assertion]) -> Assertion | None:
    return found[0] if len({one.number.value for one in found}) == 1 else None


def _judged(
    found: Sequence[Assertion | None],
    match: Match[str],
    passage: SaidParagraph,
    told: set[tuple[Assertion, Assertion]],
) -> Iterator[Equated]:
    one, other = (found[0], found[-1]) if found else (None, None)
    if one is None or other is None or one is other or (one, other) in told:
        return
    told.add((one, other))
    held_together(one, other)
    apart = one.number.low > other.number.high or other.number.low > one.number.high
    if apart:
        where = passage.where(match.start(), match.end())
        yield Equated(one=one, other=other, said=match[0], where=where)
