"""Amounts that words call equal (年末结转和结余与年初结转和结余相等) and that their text gives
otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Match

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.names import called_alike
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.paragraphs import SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["EqualWords", "Equated", "equated_wrongly"]


class EqualWords(RuleSettings, frozen=True):
    """N116: ``equal`` has the two names as groups in each alternative; ``both`` are words that
    speak of income and expenditure at once, with the names ``income`` and ``expenditure``;
    ``other`` words of a name or a sentence with which something else is meant."""

    equal: Pattern
    both: Pattern
    income: Pattern
    expenditure: Pattern
    other: Pattern


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


_Amount = tuple[Assertion, int, str]
"""An amount, where it stands in its paragraph, and the words before it."""


def _amounts(passage: SaidParagraph) -> Sequence[_Amount]:
    return [
        (f.one, f.start, f.clause)
        for f in passage.figures
        if (f.one.mention.kind, f.one.role, f.one.year) == ("money", "final", "this")
        and not f.one.mention.reason
    ]


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
    one, other = found[0], found[-1]
    if one is None or other is None or one is other or (one, other) in told:
        return
    told.add((one, other))
    held_together(one, other)
    apart = one.number.low > other.number.high or other.number.low > one.number.high
    if apart:
        where = passage.where(match.start(), match.end())
        yield Equated(one=one, other=other, said=match[0], where=where)
