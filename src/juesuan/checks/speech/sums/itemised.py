"""Numbered items below a text that leads to them (按用途划分：1.…… 2.……), as parts of its
amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, is_amount
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.text import fold, unspaced

__all__ = ["itemised"]

_SEVERAL = 2


def itemised(subject: Subject) -> Iterator[tuple[Assertion, tuple[Assertion, ...], bool]]:
    """Amounts at the end of a text with the first amount of each item below it, and whether the
    words before the items leave none out."""
    texts = section_texts(subject)
    for place, text in enumerate(texts):
        led = _lead(text)
        if led is None:
            continue
        total, closed = led
        items = _items(texts[place + 1 :])
        firsts = [next(filter(is_amount, item.assertions), None) for item in items]
        parts = tuple(one for one in firsts if one is not None)
        if len(parts) == len(items) >= _SEVERAL:
            yield total, parts, closed


def _lead(text: SectionText) -> tuple[Assertion, bool] | None:
    """The amount that a text ends with, leading to what follows."""
    data = claim_words().divisions
    last = text.section.sentences[-1] if text.section.sentences else None
    stated = [one for one in text.beside(last) if is_amount(one)] if last else []
    if last is None or not stated:
        return None
    behind = unspaced(fold(last.text[stated[-1].mention.end :]))
    if not behind.endswith(data.colon) or any(mark.isdigit() for mark in behind):
        return None
    closed = any(word in behind for word in data.closing) or bool(data.divided.search(behind))
    opens = closed or any(word in behind for word in data.opens)
    return (stated[-1], closed) if opens else None


def _items(texts: Sequence[SectionText]) -> Sequence[SectionText]:
    """The items right behind a text: numbered alike, one after another."""
    found: list[SectionText] = []
    for text in texts:
        section = text.section
        if not section.number or (found and section.level > found[0].section.level):
            if found and section.number:
                continue  # an item of an item
            break
        if found and section.level < found[0].section.level:
            break
        found.append(text)
    return found
