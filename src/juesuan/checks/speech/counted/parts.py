"""Counts that a text gives in whole and in parts (合计与分项), by the figures of their list.

What a list is of is seldom said. Where every item of a list has the same counts and amounts
(1次，142人，1.95万元；……), the sums that come out say that the list is whole; then one that does
not come out is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.speech.counted.kinds import PartWords, are_all_kinds, are_contrary
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import (
    Rounded,
    counted_as,
    decimal_text,
    places,
    slipped,
    sum_of,
)
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.speech.sums.divided import settled_totals
from juesuan.checks.subject import Subject

__all__ = ["CountedParts", "counted_parts"]

_SEVERAL = 2
_NEARLY = 10
"""What parts lack of their whole, if none is left out: at most one part of so many."""
_TELLING = 3
"""Digits, without noughts at the ends, of a count that is one's own."""
_NEAR = 60
"""So many characters before the words that begin a list the whole of it may stand."""


class CountedParts(Struct, frozen=True, eq=False):
    """A whole and parts that do not make it; their sum; ``sure``: beside them other figures of the
    same list come out."""

    whole: Assertion
    parts: tuple[Assertion, ...]
    sum: Rounded
    sure: bool


def counted_parts(subject: Subject) -> Sequence[CountedParts]:
    """The counts of a document's texts that their parts do not make; once a document."""
    return subject.once(_counted_parts)


def _counted_parts(subject: Subject) -> Sequence[CountedParts]:
    words = PartWords.of("N510")
    divided = settled_totals(subject)
    found: list[CountedParts] = []
    for passage in paragraphs(subject):
        listing = _Listing.of(passage, words, divided)
        found += [*_behind(listing), *_before(listing)]
    return found


class _Listing(Struct, frozen=True):
    """A paragraph with its amounts and counts, which may be wholes and parts."""

    text: str
    figures: Sequence[SaidFigure]
    words: PartWords
    divided: Collection[Assertion] = ()

    @classmethod
    def of(
        cls, passage: SaidParagraph, words: PartWords, divided: Collection[Assertion]
    ) -> _Listing:
        """That of a paragraph; ``divided`` are the amounts that are held to their parts already."""
        figures = [f for f in passage.figures if f.one.mention.kind in {"count", "money"}]
        return cls(passage.words, figures, words, divided)

    def before(self, number: int) -> str:
        """The words between a figure and the one before it."""
        begin = self.figures[number - 1].end if number else 0
        return self.text[begin : self.figures[number].start]

    def worth(self, number: int) -> bool:
        """Whether a figure is what the things counted before it are worth, no bound of a price."""
        figure = self.figures[number]
        if figure.one.mention.kind != "money" or not number:
            return False
        behind = self.words.bound.match(self.text[figure.end :])
        return bool(self.words.worth.search(self.before(number))) and not behind

    def plain(self, number: int) -> bool:
        """Whether a figure may be a whole or a part: what there is this year, no change."""
        one = self.figures[number].one
        known = (one.role in {"final", ""} or self.worth(number)) and one.year == "this"
        return known and not self.words.aside.search(self.before(number))


def _unit(one: Assertion, words: PartWords) -> str:
    """The unit in which a figure counts; of money always one."""
    if one.mention.kind == "money":
        return "money"
    return counted_as(one.mention.unit, words.alike)


# A whole, then its parts.


def _behind(listing: _Listing) -> Iterator[CountedParts]:
    right: set[Assertion] = set()
    wrong: dict[Assertion, CountedParts] = {}
    for match in listing.words.begins.finditer(listing.text):
        named = match["of"]
        wholes = _named(listing, match.start(), named) if named else _wholes(listing, match.start())
        if not wholes:
            continue
        listed = _listed(listing, match.start(), match.end())
        sums = [_sums(listing, wholes, numbers, match.start()) for numbers in listed]
        told = [one for one in sums if one[0] or one[1]]
        if told:
            held, missed = max(told, key=lambda one: (len(one[0]), -len(one[1])))
            right |= held
            for one in missed:
                wrong.setdefault(one.whole, one)
    yield from (
        one for whole, one in wrong.items() if whole not in right and not _rest(listing, one)
    )


def _rest(listing: _Listing, one: CountedParts) -> bool:
    """Whether another figure of the paragraph is just what the parts lack of their whole."""
    unit = _unit(one.whole, listing.words)
    stated = (f.one for n, f in enumerate(listing.figures) if listing.plain(n))
    alike = (other for other in stated if _unit(other, listing.words) == unit)
    parts = {id(part) for part in one.parts}
    return any(
        id(other) not in parts and one.whole.number.equals(sum_of((one.sum, other.number)))
        for other in alike
        if other is not one.whole
    )


def _named(listing: _Listing, at: int, name: str) -> Mapping[str, Sequence[Assertion]]:
    """The figures before a list right behind a name (在职人员368人……在职人员中，), by their
    units."""
    found: dict[str, list[Assertion]] = defaultdict(list)
    names = (name, name.removesuffix(listing.words.people))
    for number, figure in enumerate(listing.figures):
        one = figure.one
        if figure.end <= at and listing.plain(number) and listing.before(number).endswith(names):
            found[_unit(one, listing.words)].append(one)
    return found


def _wholes(listing: _Listing, at: int) -> Mapping[str, Sequence[Assertion]]:
    """The figures before a list that it may divide, by their units, the nearest first."""
    found: dict[str, list[Assertion]] = defaultdict(list)
    for number in range(len(listing.figures) - 1, -1, -1):
        end, one = listing.figures[number].end, listing.figures[number].one
        if end > at:
            continue
        aside = claim_words().patterns.closed_bracket.regex
        between = aside.sub("", listing.text[end:at])
        if at - end > _NEAR or any(mark in between for mark in "；）") or "。" in between[:-1]:
            break
        if listing.plain(number):
            found[_unit(one, listing.words)].append(one)
    return found


def _listed(listing: _Listing, at: int, begin: int) -> Sequence[Sequence[int]]:
    """The figures of a list, up to each mark at which it may end; those in brackets within are of
    one of its items."""
    text, ends = listing.text, listing.words.ends
    found: list[list[int]] = []
    numbers: list[int] = []
    depth = 0
    told = text[text.rfind("。", 0, at) + 1 : begin]
    inside = told.count("（") > told.count("）")
    place = begin
    for number, figure in enumerate(listing.figures):
        if figure.start < begin:
            continue
        between = text[place : figure.start]
        for mark in between:
            depth += (mark == "（") - (mark == "）")
            if mark == "；" and numbers:
                found.append(list(numbers))
        stopped = "。" in between or ends.search(between)
        if (inside and depth < 0) or stopped or listing.words.begins.search(between):
            break
        if depth <= 0 and listing.plain(number):
            numbers.append(number)
        place = figure.end
    return [*found, numbers]


def _sums(
    listing: _Listing, wholes: Mapping[str, Sequence[Assertion]], numbers: Sequence[int], at: int
) -> tuple[set[Assertion], list[CountedParts]]:
    """The wholes that a list makes, and what is known of those that it does not; of several wholes
    in one unit nothing, unless other figures of the list tell."""
    parts: dict[str, list[Assertion]] = defaultdict(list)
    for number in numbers:
        one = listing.figures[number].one
        parts[_unit(one, listing.words)].append(one)
    sums = {unit: sum_of(one.number for one in ones) for unit, ones in parts.items()}
    for unit, ones in parts.items():
        if len(ones) == 1 and (with_us := _with_us(listing, ones[0], sums[unit])):
            sums[unit] = with_us
    held: dict[str, Assertion] = {}
    for unit, added in sums.items():
        if made := [one for one in wholes.get(unit, ()) if _makes(listing, one, added)]:
            held[unit] = made[0]
            held_together(made[0], *parts[unit])
    missed: list[CountedParts] = []
    for unit, added in sums.items():
        beside = wholes.get(unit, ())
        if unit in held or not beside:
            continue
        if len(parts[unit]) < _SEVERAL:
            if len(beside) == 1 and _with_us(listing, parts[unit][0], added):
                held_together(beside[0], *parts[unit])
                missed.append(CountedParts(beside[0], (*parts[unit],), added, sure=False))
            continue
        if beside[0] in listing.divided:
            continue  # held to its parts as an amount
        if _is_open(listing, parts[unit][-1]) or _is_all(listing, beside[0], parts[unit]):
            continue
        many = len(parts[unit])
        alike = any(len(parts[other]) == many for other in held)
        counted = any(
            _counts(one, many) for of, ones in wholes.items() if of != unit for one in ones
        )
        beside_it = _is_beside(listing, beside[0], at)
        alone = len(beside) == 1 or beside_it
        slip = beside_it and _slips(listing.words, beside[0], parts[unit], added)
        if alike or slip or (alone and (counted or _are_all_kinds(listing, numbers, parts[unit]))):
            held_together(beside[0], *parts[unit])
            missed.append(CountedParts(beside[0], tuple(parts[unit]), added, alike))
    return set(held.values()), missed


def _with_us(listing: _Listing, part: Assertion, added: Rounded) -> Rounded | None:
    """The sum of a part and the one that is told right before it: 局本级和2个下属单位."""
    number = next(n for n, figure in enumerate(listing.figures) if figure.one is part)
    before = listing.words.with_us.search(listing.before(number))
    return Rounded(added.value + 1, added.half) if before else None


def _is_all(listing: _Listing, whole: Assertion, parts: Sequence[Assertion]) -> bool:
    """Whether one kind of persons is all of them: 实有53人，其中在职53人，离退休13人 tells the
    others beside it."""
    said = whole.mention.unit in listing.words.persons
    return said and any(part.number.value == whole.number.value for part in parts)


def _is_beside(listing: _Listing, whole: Assertion, at: int) -> bool:
    """Whether a whole stands right before the words that begin a list."""
    figure = next(figure for figure in listing.figures if figure.one is whole)
    return at - figure.end <= 1


def _slips(words: PartWords, whole: Assertion, parts: Sequence[Assertion], added: Rounded) -> bool:
    """Whether a count of things of which none is of two kinds is one slip of a digit away from
    what its parts come to, with digits enough to tell."""
    if whole.mention.kind != "count" or whole.mention.unit in words.of_two_kinds:
        return False
    digits = max(places(one.mention) for one in (whole, *parts))
    said = decimal_text(whole.number.value, digits)
    telling = len(said.replace(".", "").strip("0")) >= _TELLING
    missing = whole.number.value - added.value
    near = missing * _NEARLY <= whole.number.value  # else some may be left out
    return telling and near and slipped(said, decimal_text(added.value, digits))


def _is_open(listing: _Listing, last: Assertion) -> bool:
    """Whether words behind the last of a list leave it open: 等."""
    figure = next(figure for figure in listing.figures if figure.one is last)
    return listing.text[figure.end :].startswith(claim_words().divisions.open_end)


def _counts(one: Assertion, many: int) -> bool:
    """Whether a count is that of the things listed."""
    return one.mention.kind == "count" and one.number.value == many


def _makes(listing: _Listing, whole: Assertion, added: Rounded) -> bool:
    """Whether parts make a whole, or it and the one that it leaves out."""
    if whole.number.equals(added):
        return True
    number = next(n for n, figure in enumerate(listing.figures) if figure.one is whole)
    left_out = listing.words.with_us.search(listing.before(number))
    return bool(left_out) and added.value == whole.number.value + 1


def _are_all_kinds(listing: _Listing, numbers: Sequence[int], parts: Sequence[Assertion]) -> bool:
    """Whether the parts of a list are by their names all that there are."""
    begins = listing.words.begins.regex
    named = [
        begins.sub("", listing.before(number))
        for number in numbers
        if listing.figures[number].one in parts
    ]
    return are_all_kinds(listing.words, named) or are_contrary(listing.words, named)


# Parts, then their sum.


def _before(listing: _Listing) -> Iterator[CountedParts]:
    for number, figure in enumerate(listing.figures):
        start, whole = figure.start, figure.one
        said = listing.before(number)
        if whole.mention.kind != "count" or not listing.words.sums.search(said):
            continue
        unit = _unit(whole, listing.words)
        begin = max(listing.text.rfind(mark, 0, start) for mark in "。；")
        listed = [
            n
            for n in range(number)
            if listing.figures[n].start > begin and listing.plain(n)
            if _unit(listing.figures[n].one, listing.words) == unit
        ]
        first = listing.figures[listed[0]].end if listed else start
        if len(listed) < 2 or listing.words.begins.search(listing.text[first:start]):
            continue
        numbers = [listing.figures[n].one.number for n in listed]
        sums = [sum_of(numbers[n:]) for n in range(len(numbers) - 1)]
        ones = tuple(listing.figures[n].one for n in listed)
        held_together(whole, *ones)
        if not any(whole.number.equals(one) for one in sums):
            yield CountedParts(whole, ones, sums[0], sure=False)
