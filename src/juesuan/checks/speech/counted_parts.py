"""Counts that a text gives in whole and in parts (合计与分项), by the figures of their list.

What a list is of is seldom said. Where every item of a list has the same counts and amounts
(1次，142人，1.95万元；……), the sums that come out say that the list is whole; then one that does
not come out is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.amounts import Rounded, sum_of
from juesuan.checks.speech.assertions import Assertion, SectionText, held_together
from juesuan.checks.speech.sections import every_text
from juesuan.checks.speech.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["CountedParts", "PartWords", "counted_parts"]

_NEAR = 60
"""So many characters before the words that begin a list the whole of it may stand."""


class PartWords(RuleSettings, frozen=True):
    """N510: words with which a list begins behind its whole (``of``: what names the whole), words
    that end it, words before a sum of what was listed, kinds that are all there are (each a list
    of words, of which every part has one), words of other figures than parts, units that are
    counted alike, words before a whole that leaves out one more (本级和)."""

    begins: Pattern
    with_us: Pattern
    ends: Pattern
    sums: Pattern
    kinds: tuple[tuple[str, ...], ...]
    aside: Pattern
    alike: tuple[tuple[str, ...], ...]


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
    found: list[CountedParts] = []
    for text in every_text(subject):
        for _, run in groupby(text.section.sentences, lambda sentence: sentence.spot):
            paragraph = _Paragraph.of(text, list(run), words)
            found += [*_behind(paragraph), *_before(paragraph)]
    return found


class _Paragraph(Struct, frozen=True):
    """A paragraph's words, and its figures with where they begin and end in them."""

    text: str
    figures: Sequence[tuple[int, int, Assertion]]
    words: PartWords

    @classmethod
    def of(cls, text: SectionText, sentences: Sequence[object], words: PartWords) -> _Paragraph:
        """The paragraph of some sentences of a section."""
        said, figures = "", list[tuple[int, int, Assertion]]()
        for sentence in sentences:
            for one in text.beside(sentence):  # type: ignore[arg-type]
                if one.mention.kind in {"count", "money"}:
                    start, end = one.mention.start, one.mention.end
                    figures.append((len(said) + start, len(said) + end, one))
            said += sentence.text  # type: ignore[attr-defined]
        return cls(fold(said), sorted(figures, key=lambda f: f[0]), words)

    def before(self, number: int) -> str:
        """The words between a figure and the one before it."""
        begin = self.figures[number - 1][1] if number else 0
        return unspaced(self.text[begin : self.figures[number][0]])

    def plain(self, number: int) -> bool:
        """Whether a figure may be a whole or a part: what there is this year, no change."""
        one = self.figures[number][2]
        known = one.role in {"final", ""} and one.year == "this"
        return known and not self.words.aside.search(self.before(number))


def _unit(one: Assertion, words: PartWords) -> str:
    """The unit in which a figure counts; of money always one."""
    if one.mention.kind == "money":
        return "money"
    unit = one.mention.unit
    return next((same[0] for same in words.alike if unit in same), unit)


# A whole, then its parts.


def _behind(paragraph: _Paragraph) -> Iterator[CountedParts]:
    right: set[Assertion] = set()
    wrong: dict[Assertion, CountedParts] = {}
    for match in paragraph.words.begins.finditer(paragraph.text):
        named = match["of"]
        wholes = (
            _named(paragraph, match.start(), named) if named else _wholes(paragraph, match.start())
        )
        if not any(whole.mention.kind == "count" for one in wholes.values() for whole in one):
            continue
        listed = _listed(paragraph, match.start(), match.end())
        sums = [_sums(paragraph, wholes, numbers) for numbers in listed]
        told = [one for one in sums if one[0] or one[1]]
        if told:
            held, missed = max(told, key=lambda one: (len(one[0]), -len(one[1])))
            right |= held
            for one in missed:
                wrong.setdefault(one.whole, one)
    yield from (
        one for whole, one in wrong.items() if whole not in right and not _rest(paragraph, one)
    )


def _rest(paragraph: _Paragraph, one: CountedParts) -> bool:
    """Whether another figure of the paragraph is just what the parts lack of their whole."""
    unit = _unit(one.whole, paragraph.words)
    alike = (f for *_, f in paragraph.figures if _unit(f, paragraph.words) == unit)
    parts = {id(part) for part in one.parts}
    return any(
        id(other) not in parts and one.whole.number.equals(sum_of((one.sum, other.number)))
        for other in alike
        if other is not one.whole
    )


def _named(paragraph: _Paragraph, at: int, name: str) -> Mapping[str, Sequence[Assertion]]:
    """The figures before a list right behind a name (在职人员368人……在职人员中，), by their
    units."""
    found: dict[str, list[Assertion]] = defaultdict(list)
    for number, (_, end, one) in enumerate(paragraph.figures):
        if end <= at and paragraph.plain(number) and paragraph.before(number).endswith(name):
            found[_unit(one, paragraph.words)].append(one)
    return found


def _wholes(paragraph: _Paragraph, at: int) -> Mapping[str, Sequence[Assertion]]:
    """The figures before a list that it may divide, by their units, the nearest first."""
    found: dict[str, list[Assertion]] = defaultdict(list)
    for number in range(len(paragraph.figures) - 1, -1, -1):
        _, end, one = paragraph.figures[number]
        if end > at:
            continue
        aside = claim_words().patterns.closed_bracket.regex
        between = aside.sub("", paragraph.text[end:at])
        if at - end > _NEAR or any(mark in between for mark in "；）") or "。" in between[:-1]:
            break
        if paragraph.plain(number):
            found[_unit(one, paragraph.words)].append(one)
    return found


def _listed(paragraph: _Paragraph, at: int, begin: int) -> Sequence[Sequence[int]]:
    """The figures of a list, up to each mark at which it may end; those in brackets within are of
    one of its items."""
    text, ends = paragraph.text, paragraph.words.ends
    found: list[list[int]] = []
    numbers: list[int] = []
    depth = 0
    told = text[text.rfind("。", 0, at) + 1 : begin]
    inside = told.count("（") > told.count("）")
    place = begin
    for number, (start, end, _) in enumerate(paragraph.figures):
        if start < begin:
            continue
        between = text[place:start]
        for mark in between:
            depth += (mark == "（") - (mark == "）")
            if mark == "；" and numbers:
                found.append(list(numbers))
        stopped = "。" in between or ends.search(unspaced(between))
        if (inside and depth < 0) or stopped or paragraph.words.begins.search(between):
            break
        if depth <= 0 and paragraph.plain(number):
            numbers.append(number)
        place = end
    return [*found, numbers]


def _sums(
    paragraph: _Paragraph, wholes: Mapping[str, Sequence[Assertion]], numbers: Sequence[int]
) -> tuple[set[Assertion], list[CountedParts]]:
    """The wholes that a list makes, and what is known of those that it does not; of several wholes
    in one unit nothing, unless other figures of the list tell."""
    parts: dict[str, list[Assertion]] = defaultdict(list)
    for number in numbers:
        one = paragraph.figures[number][2]
        parts[_unit(one, paragraph.words)].append(one)
    sums = {unit: sum_of(o.number for o in ones) for unit, ones in parts.items() if len(ones) > 1}
    held: dict[str, Assertion] = {}
    for unit, added in sums.items():
        if made := [one for one in wholes.get(unit, ()) if _makes(paragraph, one, added)]:
            held[unit] = made[0]
            held_together(made[0], *parts[unit])
    missed: list[CountedParts] = []
    for unit, added in sums.items():
        beside = wholes.get(unit, ())
        if unit in held or not beside or beside[0].mention.kind != "count":
            continue
        alike = any(len(parts[other]) == len(parts[unit]) for other in held)
        alone = len(beside) == 1
        if alike or (alone and _are_all_kinds(paragraph, numbers, parts[unit])):
            held_together(beside[0], *parts[unit])
            missed.append(CountedParts(beside[0], tuple(parts[unit]), added, alike))
    return set(held.values()), missed


def _makes(paragraph: _Paragraph, whole: Assertion, added: Rounded) -> bool:
    """Whether parts make a whole, or it and the one that it leaves out."""
    if whole.number.equals(added):
        return True
    number = next(n for n, figure in enumerate(paragraph.figures) if figure[2] is whole)
    left_out = paragraph.words.with_us.search(paragraph.before(number))
    return bool(left_out) and added.value == whole.number.value + 1


def _are_all_kinds(
    paragraph: _Paragraph, numbers: Sequence[int], parts: Sequence[Assertion]
) -> bool:
    """Whether every part is one of kinds that are all there are."""
    begins = paragraph.words.begins.regex
    named = [
        begins.sub("", paragraph.before(number))
        for number in numbers
        if paragraph.figures[number][2] in parts
    ]
    return any(
        all(any(k in name for k in kinds) for name in named) for kinds in paragraph.words.kinds
    )


# Parts, then their sum.


def _before(paragraph: _Paragraph) -> Iterator[CountedParts]:
    for number, (start, _, whole) in enumerate(paragraph.figures):
        said = paragraph.before(number)
        if whole.mention.kind != "count" or not paragraph.words.sums.search(said):
            continue
        unit = _unit(whole, paragraph.words)
        begin = max(paragraph.text.rfind(mark, 0, start) for mark in "。；")
        listed = [
            n
            for n in range(number)
            if paragraph.figures[n][0] > begin and paragraph.plain(n)
            if _unit(paragraph.figures[n][2], paragraph.words) == unit
        ]
        if len(listed) < 2 or paragraph.words.begins.search(paragraph.text[begin + 1 : start]):
            continue
        numbers = [paragraph.figures[n][2].number for n in listed]
        sums = [sum_of(numbers[n:]) for n in range(len(numbers) - 1)]
        ones = tuple(paragraph.figures[n][2] for n in listed)
        held_together(whole, *ones)
        if not any(whole.number.equals(one) for one in sums):
            yield CountedParts(whole, ones, sums[0], sure=False)
