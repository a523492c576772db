"""What lines tell of one thing by its name (同一项目前后各处): a project's score, money and rate in
the list of all and in its own lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.printed.listed import bare_name
from juesuan.checks.speech.sentences.amounts import cents_in
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.resources import Pattern, Record

__all__ = ["ThingWords", "ToldApart", "told_apart"]

_SHORTEST = 4
"""Letters of a name."""
_BELOW = 8
"""Lines that may belong to the name above them."""
_TIMES = 10
"""So many times the other an amount is in another unit, not wrong."""


class ThingMeasure(Record, frozen=True):
    """What is told of a thing: its name for people and the words with the number ``n``, and for
    money its ``unit``."""

    name: str
    said: Pattern


class ThingWords(RuleSettings, frozen=True):
    """N534: ``quoted`` finds a name in quotation marks (group ``name``), ``begins`` one at the
    beginning of a line or an item, up to what is told of it; ``measures`` what is told; ``money``
    the unit where none is written; ``others`` that a line tells of another year, or scores by
    others than the unit; ``section`` a line that begins something else."""

    quoted: Pattern
    begins: Pattern
    measures: tuple[ThingMeasure, ...]
    money: str
    others: Pattern
    section: Pattern


class ToldApart(Struct, frozen=True):
    """Two places that tell one measure of one thing with two values."""

    name: str
    measure: str
    first: str
    other: str
    where: tuple[Where, Where]


class _Told(Struct, frozen=True):
    """A value of a measure as printed, and its place."""

    value: Fraction
    text: str
    where: Where


def told_apart(subject: Subject) -> Sequence[ToldApart]:
    """What a document tells of one thing in two ways; once a document."""
    return subject.once(_told_apart)


@of_the_text
def _told_apart(subject: Subject) -> Sequence[ToldApart]:
    words = ThingWords.of("N534")
    lines = [p for p in passages(subject) if not (p.cell or p.within.form or p.kind == "contents")]
    texts = [compact(line.text) for line in lines]
    named = _named(texts, words)
    told: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for place, names in enumerate(named):
        for name, said, line in _said(lines, texts, named, place, names, words):
            for measure in words.measures:
                if one := _measured(measure, said, line, words):
                    told[name, measure.name].append(one)
    return [
        ToldApart(name, measure, first.text, other.text, (first.where, other.where))
        for (name, measure), ones in told.items()
        for first, other in combinations(ones, 2)
        if first.where.spot != other.where.spot and _differ(first, other) and len(ones) == 2
    ]


def _named(texts: Sequence[str], words: ThingWords) -> Sequence[Mapping[str, int]]:
    """The names of each line that another line has too, with where each ends there."""
    found: list[dict[str, int]] = []
    for text in texts:
        matches = [*words.quoted.finditer(text), *words.begins.finditer(text)]
        found.append({bare_name(match["name"]): match.end("name") for match in matches})
    lines: dict[str, int] = defaultdict(int)
    for names in found:
        for name in names:
            lines[name] += 1
    return [
        {name: end for name, end in names.items() if lines[name] > 1 and len(name) >= _SHORTEST}
        for names in found
    ]


def _said(
    lines: Sequence[Passage],
    texts: Sequence[str],
    named: Sequence[Mapping[str, int]],
    place: int,
    names: Mapping[str, int],
    words: ThingWords,
) -> Iterator[tuple[str, str, Passage]]:
    """What a line tells of each of its names, up to the next; behind a name alone, the lines below
    it."""
    ends = sorted(names.values())
    for name, end in names.items():
        following = [other for other in ends if other > end]
        said = texts[place][end : following[0] if following else None]
        yield name, said, lines[place]
        if following or any(character.isdigit() for character in said):
            continue
        for below in range(place + 1, min(len(lines), place + _BELOW)):
            if named[below] or words.section.search(texts[below]):
                break
            yield name, texts[below], lines[below]


def _measured(measure: ThingMeasure, said: str, line: Passage, words: ThingWords) -> _Told | None:
    """The one value of a measure in some words."""
    found = list(measure.said.finditer(said))
    if len(found) != 1 or words.others.finds_in(said):
        return None
    match = found[0]
    groups = match.groupdict()
    number = Fraction(match["n"].replace("，", ""))
    if "unit" in groups:
        number *= cents_in(match["unit"] or words.money)
    text = said[match.start("n") : match.end()]
    return _Told(number, text, line.printing(text))


def _differ(first: _Told, other: _Told) -> bool:
    """Whether two values are not one, and near enough to be meant as one."""
    low, high = sorted((first.value, other.value))
    return low != high and low > 0 and high < low * _TIMES
