"""How many names a text lists beside the number that it gives of them (共3家：1.…；2.…)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.sentences.numbers import numbers_said
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["MiscountedList", "NameListWords", "miscounted_lists"]

_LONGEST = 60
"""Characters of a line that is one name of a list."""


class NameListWords(RuleSettings, frozen=True):
    """N511: ``count`` finds a ``number`` of bodies; ``told`` one and, behind words that announce
    them, their list; ``before`` a list and the ``number`` behind it; ``numbered`` the mark of an
    item, with its ``number``; ``parts`` what stands between names; ``body`` the end of a body's
    name; ``things`` a number of projects announced in the lines below, ``valued`` a line that ends
    with an amount; ``open`` that a list leaves some out or is of several things; ``others`` stands
    before a number where a list may leave some out."""

    count: Pattern
    told: Pattern
    before: Pattern
    numbered: Pattern
    parts: Pattern
    body: Pattern
    things: Pattern
    valued: Pattern
    open: Pattern
    others: str


class MiscountedList(Struct, frozen=True):
    """A passage that says a number and lists another number of names, or one name ``twice``."""

    passage: Passage
    said: str
    names: tuple[str, ...]
    twice: str = ""


def miscounted_lists(subject: Subject) -> Sequence[MiscountedList]:
    """Such lists of a document; once a document."""
    return subject.once(_miscounted)


@of_the_text
def _miscounted(subject: Subject) -> Sequence[MiscountedList]:
    words = NameListWords.of("N511")
    texts = [p for p in passages(subject) if not p.within.form and p.kind != "contents"]
    found: list[MiscountedList] = []
    for place, passage in enumerate(texts):
        for said, numbers, names in _lists(texts, place, words):
            twice = next((name for name in names if names.count(name) > 1), "")
            apart = len(names) not in numbers and not _is_open(said, names, numbers, words)
            if len(names) > 1 and (twice or apart):
                found.append(MiscountedList(passage, said, tuple(names), twice))
    return found


def _is_open(said: str, names: Sequence[str], numbers: Sequence[int], words: NameListWords) -> bool:
    """Whether a list that ends in 等 leaves out several: 甲科、乙科等8个科室."""
    return said.startswith(words.others) and len(names) + 1 < min(numbers)


def _lists(
    texts: Sequence[Passage], place: int, words: NameListWords
) -> Iterator[tuple[str, Sequence[int], Sequence[str]]]:
    """The lists of a passage, or of the lines behind it: what is said, its number (or those of
    which it may be the list), the names."""
    text = compact(texts[place].text)
    for match, number in numbers_said(text, words.told):
        body = match["list"]
        if not words.open.search(body):
            said, numbers = _numbers(text[: match.end("said")], match["said"], number, words)
            names = _numbered(body, words) or _parted(body, words)
            names = names or ([] if body else _lines(texts[place + 1 :], words, words.body))
            yield said, numbers, names
    for match, number in numbers_said(text, words.things):
        yield match["said"], [number], _lines(texts[place + 1 :], words, words.valued)
    for match, number in numbers_said(text, words.before):
        if not words.open.search(match["list"]):
            yield match["said"], [number], _parted(match["list"], words)


def _numbers(text: str, said: str, number: int, words: NameListWords) -> tuple[str, Sequence[int]]:
    """Of which numbers of a sentence a list may be: 共3家，其中二级单位2家，具体为：of the first or
    the last; of the first where the others are its parts."""
    sentence = text[text.rfind("。") + 1 :]
    before = [(match["said"], one) for match, one in numbers_said(sentence, words.count)]
    if not before or before[-1][1] != number:
        return said, [number]
    whole, parts = before[0], [one for _, one in before[1:]]
    if len(parts) > 1 and sum(parts) == whole[1]:
        return whole[0], [whole[1]]
    return said, [whole[1], number]


def _numbered(body: str, words: NameListWords) -> Sequence[str]:
    """The items of a list that numbers them 1, 2, 3."""
    marks = list(words.numbered.finditer(body))
    if not marks or [whole_number(mark["number"]) for mark in marks] != list(
        range(1, len(marks) + 1)
    ):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(body)]
    return [body[mark.end() : end].strip("、；，。") for mark, end in zip(marks, ends, strict=True)]


def _parted(body: str, words: NameListWords) -> Sequence[str]:
    """The names of a list, where every one is surely that of a body."""
    names = [name for name in words.parts.regex.split(body.rstrip("。；，")) if name]
    sure = all(words.body.search(name) and not any(s.isdigit() for s in name) for name in names)
    return names if sure else []


def _lines(texts: Sequence[Passage], words: NameListWords, each: Pattern) -> Sequence[str]:
    """The lines that follow and are numbered 1, 2, 3, ``each`` a name or the like."""
    found: list[str] = []
    for passage in texts:
        text = compact(passage.text)
        mark = words.numbered.match(text)
        name = text[mark.end() :].rstrip("。；，") if mark else ""
        if passage.cell or not mark or whole_number(mark["number"]) != len(found) + 1:
            break
        if len(name) > _LONGEST or not each.search(name):
            return []
        found.append(name)
    return found
