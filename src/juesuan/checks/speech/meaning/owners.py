"""Whose an amount is said to be (某县水务局收入总计, 我校基本支出): the unit's own name before what
is told, taken off where the document tells of no other unit so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern
from juesuan.text import shortens, unquoted, unspaced

__all__ = ["without_owner"]


def without_owner(subject: Subject, name: str, kind: str, is_known: Callable[[str], bool]) -> str:
    """A name without the unit's own before it, where what is left ``is_known``; as it is
    otherwise. ``kind`` is what the document's other names are understood as, too."""
    text = unquoted(name)
    data = claim_words().owners
    own = data.own.match(text)
    if own and is_known(text[own.end() :]):
        return text[own.end() :]
    if inside := next(_split(text, data.within, data.within_end, is_known), None):
        return inside[1]
    split = next(_split(text, data.place, data.body, is_known), None)
    if split is None:
        return text
    owner, rest = split
    unit = unspaced(subject.disclosure.unit)
    if unit:
        return rest if shortens(owner, unit) or shortens(unit, owner) else text
    told = subject.remembered.once((without_owner, kind), lambda: _told(subject, is_known))
    return rest if told == {owner} else text


def _told(subject: Subject, is_known: Callable[[str], bool]) -> set[str]:
    """All units of which a document tells something that is known."""
    names = {unquoted(mention.subject) for _, _, mention in subject.narrative.mentions()}
    data = claim_words().owners
    splits = (next(_split(name, data.place, data.body, is_known), None) for name in names)
    return {split[0] for split in splits if split is not None}


def _split(
    text: str, begins: Pattern, ends: Pattern, is_known: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """The ways to part a name into words that begin and end like this (``body``) and something
    that is known, the shortest first."""
    if not begins.match(text):
        return
    for end in ends.finditer(text):
        rest = text[end.end() :]
        if rest and is_known(rest):
            yield text[: end.end("body")], rest
