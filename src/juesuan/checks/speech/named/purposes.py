"""Purposes (用途) that sentences tell of amounts: 差旅费4.50万元，主要用于……, each with the name of
the item that it is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern, Record

__all__ = ["Purpose", "PurposeWords", "purposes"]


class PurposeWords(Record, frozen=True):
    """How a purpose is told behind an amount or in the next sentence (``used``, ``begins``; group
    ``use``), what ``ends`` it, and the name of an item (``item``; group ``name``) before it."""

    used: Pattern
    begins: Pattern
    ends: Pattern
    item: Pattern


class Purpose(Struct, frozen=True):
    """What an item's amount was ``used`` for, as said, by the item's bare ``name``."""

    name: str
    use: str
    where: Where


def purposes(subject: Subject, words: PurposeWords) -> Sequence[Purpose]:
    """The purposes that the texts tell; once a document."""
    asked = (purposes, "N411")
    return subject.remembered.once(
        asked, lambda: [one for passage in paragraphs(subject) for one in _told(passage, words)]
    )


def _told(passage: SaidParagraph, words: PurposeWords) -> Iterator[Purpose]:
    last: SaidFigure | None = None
    for number in range(len(passage.sentences)):
        figures = [one for one in passage.in_sentence(number) if _is_spent(one)]
        begun = words.begins.match(passage.said(number))
        if begun and last is not None:
            yield from _purpose(passage, last, begun["use"], words)
        for figure in figures:
            if used := words.used.match(figure.tail):
                yield from _purpose(passage, figure, used["use"], words)
        last = figures[0] if len(figures) == 1 else None


def _is_spent(figure: SaidFigure) -> bool:
    one = figure.one
    told = (one.mention.kind, one.role, one.year, one.mention.reason)
    return told == ("money", "final", "this", False)


def _purpose(
    passage: SaidParagraph, figure: SaidFigure, use: str, words: PurposeWords
) -> Iterator[Purpose]:
    end = words.ends.search(use)
    use = use[: end.start()] if end else use
    begin = passage.sentences[figure.sentence][0]
    named = words.item.search(passage.words[begin : figure.start])
    name = named["name"] if named else figure.one.mention.subject
    if use and name:
        yield Purpose(name, use, figure.where)
