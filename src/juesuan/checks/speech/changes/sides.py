"""Reasons told of the other side (收入增长主要是…… in a sentence on expenditure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from juesuan.checks.speech.sentences.assertions import Assertion, SectionText
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["OtherSide", "other_sides"]

_MOVED = frozenset({"change", "growth"})


class OtherSide(Struct, frozen=True, kw_only=True):
    """What moved, as a sentence tells, and the words of a reason for a move of the other side."""

    text: SectionText
    sentence: Sentence
    said: str
    moved: Assertion


def other_sides(
    subject: Subject, words: Pattern, sides: Mapping[str, tuple[str, ...]]
) -> Iterator[OtherSide]:
    """Reasons for a move of income where a text tells of moves of expenditure alone, and the other
    way round; ``sides`` are topics by the ends of names."""
    for text in every_text(subject):
        for sentence in text.section.sentences:
            match = words.search(unspaced(fold(sentence.text)))
            if match is None:
                continue
            moved = [one for one in text.beside(sentence) if one.role in _MOVED]
            found = {_side(one, sides) for one in text.assertions if one.role in _MOVED}
            own = {_side(one, sides) for one in moved}
            if len(own) == 1 and own <= sides.keys() and match["side"] not in {*own, *found}:
                yield OtherSide(text=text, sentence=sentence, said=match["said"], moved=moved[0])


def _side(one: Assertion, sides: Mapping[str, tuple[str, ...]]) -> str:
    """The side whose topic a figure is of, or with which its name ends."""
    for name, topics in sides.items():
        if one.key[0] in topics or one.mention.subject.endswith(name):
            return name
    return ""
