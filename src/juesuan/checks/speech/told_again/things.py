"""What lines tell of one thing by its name (同一项目前后各处): a project's score, money and rate in
the list of all and in its own lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.printed.listed import bare_name
from juesuan.checks.speech.printed.listed_tables import listed_tables
from juesuan.checks.speech.sentences.amounts import cents_in
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.resources import Pattern, Record

__all__ = ["ThingWords", "ToldApart", "told_apart"]

_SHORTEST = 4
"""Letters of a name."""
_BELOW = 8
"""Lines that may belong to the name above them."""
_BEFORE = 20
"""Characters up to the end of a name in which words may tell of another year."""
_TIMES = 10
"""So many times the other an amount is in another unit, not wrong."""


class ThingMeasure(Record, frozen=True):
    """What is told of a thing: its name for people and the words with the number ``n``, and for
    money its ``unit``; the ``head`` of a column that prints it."""

    name: str
    said: Pattern
    head: Pattern


class ThingWords(RuleSettings, frozen=True):
    """N534: ``quoted`` finds a name in quotation marks (group ``name``), ``begins`` one at the
    beginning of a line or an item, up to what is told of it, ``whole`` the evaluation of the whole
    unit, which is called ``whole_name``; ``measures`` what is told; ``money`` the unit where none
    is written; ``others`` that a line tells of another year, or scores by others than the unit;
    ``section`` a line that begins something else; ``idle`` finds what is no name, ``coded`` what
    stands behind that of a class of expenditure."""

    quoted: Pattern
    begins: Pattern
    whole: Pattern
    whole_name: str
    measures: tuple[ThingMeasure, ...]
    money: str
    others: Pattern
    section: Pattern
    idle: Pattern
    coded: Pattern


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
    told: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for key, printed in _tabled(subject, words):
        told[key].append(printed)
    named = _named(texts, {name for name, _ in told}, words)
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


def _tabled(subject: Subject, words: ThingWords) -> Iterator[tuple[tuple[str, str], _Told]]:
    """What tables print of things by their names."""
    for table in listed_tables(subject):
        for column in table.columns if table.flat else ():
            measure = next((m for m in words.measures if m.head.finds_in(column.head)), None)
            for value in column.values if measure else ():
                if measure and value:
                    told = _Told(value.value, value.text, value.where)
                    yield (bare_name(value.name), measure.name), told


def _named(
    texts: Sequence[str], tabled: Collection[str], words: ThingWords
) -> Sequence[Mapping[str, int]]:
    """The names of each line that another line or a table has too, with where each ends there."""
    found: list[dict[str, int]] = []
    for text in texts:
        matches = [*words.quoted.finditer(text), *words.begins.finditer(text)]
        matches = [match for match in matches if not words.idle.search(match["name"])]
        matches = [m for m in matches if not words.coded.match(text[m.end("name") :])]
        names = {bare_name(match["name"]): match.end("name") for match in matches}
        if whole := words.whole.search(text):
            names[words.whole_name] = whole.end()
        found.append(names)
    lines: dict[str, int] = defaultdict(int)
    for names in found:
        for name in names:
            lines[name] += 1
    known = {name for name, many in lines.items() if many > 1 or name in tabled}
    return [
        {name: end for name, end in names.items() if name in known and len(name) >= _SHORTEST}
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
        if words.others.finds_in(texts[place][max(0, end - _BEFORE) : end]):
            continue
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
