"""Bodies, plans and works of another real place (别的地方的机关): what a text taken from another
place's unit leaves behind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.subject.passages import Passage
from juesuan.checks.subject.places import RealPlace, akin, places_in, stem
from juesuan.resources import Pattern, Record

__all__ = ["ElsewhereWords", "Leftover", "leftovers_of_elsewhere", "marked", "own_place"]

_HERE = "◇"
"""Stands for the place in what patterns look at."""
_SENTENCES = "。；"
_KIND = 2
"""Signs of a unit's name behind its place, at least, that tell a namesake."""
_MOST = 2
"""So often another place is named at most, where a text was taken from it by mistake."""


class ElsewhereWords(Record, frozen=True, kw_only=True):
    """In a sentence with ``◇`` for a place: ``role`` is what bodies, plans, works of one's own
    place alone have, ``same`` where a body called like the unit stands for it; with words
    ``aside`` other places are rightly told of, but in what is ``sure``."""

    role: Pattern
    same: Pattern
    sure: Pattern
    aside: Pattern


class Leftover(Struct, frozen=True):
    """What is told of another place: the passage, the words, and the unit's own place."""

    passage: Passage
    said: str
    own: str


class _Told(Struct, frozen=True):
    """A place that a passage names: the sentence around it, and what is said of it as of one's
    own."""

    passage: Passage
    sentence: str
    name: str
    said: str


def own_place(unit: str, told: Sequence[tuple[Passage, str]]) -> RealPlace | None:
    """The place that a unit is of, by its name; where that says none, the one that a text names
    most, and more than once."""
    if found := places_in(unit):
        return found[-1]
    places = [place for _, text in told for place in places_in(text)] if not unit else []
    often = Counter(stem(place.name) for place in places)
    most = max(often, key=often.__getitem__, default="")
    if often[most] < _MOST or 2 * often[most] <= often.total():
        return None
    return next(place for place in places if stem(place.name) == most)


def leftovers_of_elsewhere(
    told: Sequence[tuple[Passage, str]], own: RealPlace, unit: str, words: ElsewhereWords
) -> Iterator[Leftover]:
    """What is told of the one other place in a text whose unit is of ``own``."""
    kind = unit[own.end :]
    said, others = 0, defaultdict[str, list[_Told]](list)
    for passage, text in told:
        for place in places_in(text):
            if stem(place.name) == stem(own.name):
                said += 1
            elif not akin(place.codes, own.codes):
                others[stem(place.name)].append(_told(passage, text, place, kind, words))
    few = [each for each in others.values() if len(each) <= _MOST]
    found = [one for each in few for one in each if words.sure.search(one.sentence)]
    strange = [each for each in few if not any(words.aside.search(e.sentence) for e in each)]
    strange = [each for each in strange if any(one.said for one in each)]
    if not found and len(strange) == 1:
        found = [one for one in strange[0] if one.said]
    if found and said:
        yield Leftover(found[0].passage, found[0].said or found[0].name, own.name)


def _told(passage: Passage, text: str, place: RealPlace, kind: str, words: ElsewhereWords) -> _Told:
    """What a sentence says of a place: of its own, or of the unit's namesake there."""
    sentence = marked(text, place.start, place.end)
    match = words.sure.search(sentence) or words.role.search(sentence)
    said = match[0][match[0].index(_HERE) :].replace(_HERE, place.name) if match else ""
    if not said and len(kind) >= _KIND and text.startswith(kind, place.end):
        said = place.name + kind if words.same.search(sentence) else ""
    return _Told(passage, sentence, place.name, said)


def marked(text: str, start: int, end: int) -> str:
    """The sentence around a place with the mark ``◇`` for it."""
    begin = max(text.rfind(mark, 0, start) for mark in _SENTENCES) + 1
    ends = [at for mark in _SENTENCES if (at := text.find(mark, end)) >= 0]
    return f"{text[begin:start]}{_HERE}{text[end : min(ends, default=len(text))]}"
