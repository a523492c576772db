"""Another body of the same place in the unit's own role (别的机关做了本单位的事): what only the
unit itself can have or do in its own accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.rules.document.elsewhere import marked
from juesuan.checks.subject.passages import Passage
from juesuan.checks.subject.trades import may_be_of_one_trade
from juesuan.resources import Pattern, Record
from juesuan.text import shortens

__all__ = ["BodyWords", "OtherBody", "akin", "of_one_rank", "other_bodies"]

_TWO = 2
"""BodyWords of which a text tells as of one."""
_PLACE = 2
"""Signs at the head of a place's name that tell it."""


class BodyWords(Record, frozen=True, kw_only=True):
    """``acting`` has as its group (``name``) a body that begins a clause, before what only a unit
    itself has or does in its accounts. An ``authority`` has institutions below it, which have
    none; bodies that are ``ruling`` have to do with all others, but for what is ``ahead``.
    Sentences (with ``◇`` for the body) that have words ``aside`` rightly tell of others.
    ``ordinal`` is a number in a name, ``self`` what one unit calls itself."""

    acting: Pattern
    authority: Pattern
    self: Pattern
    ruling: Pattern
    ahead: Pattern
    aside: Pattern
    ordinal: Pattern


class OtherBody(Struct, frozen=True):
    """A body in the unit's role: the passage, its name, the unit's."""

    passage: Passage
    name: str
    unit: str


def other_bodies(
    told: Sequence[tuple[Passage, str]], unit: str, words: BodyWords
) -> Iterator[OtherBody]:
    """The one body, named once, in the role of a unit that is of its rank; of two in a text that
    names no unit and speaks of one, the second."""
    if words.ruling.search(unit):
        return
    found = [
        OtherBody(passage, match["name"], unit)
        for passage, text in told
        for match in words.acting.finditer(text)
        if not words.aside.search(marked(text, *match.span("name")))
        and (not words.ruling.search(match["name"]) or words.ahead.match(text[match.end() :]))
    ]
    unit = unit or _first_of_two(found, told, words)
    if not unit:
        return
    strange = [one for one in found if not akin(one.name, unit, words.ordinal)]
    names = {one.name for one in strange}
    if len(names) != 1 or sum(text.count(strange[0].name) for _, text in told) > 1:
        return
    if of_one_rank(strange[0].name, unit, words):
        yield OtherBody(strange[0].passage, strange[0].name, unit)


def _first_of_two(
    found: Sequence[OtherBody], told: Sequence[tuple[Passage, str]], words: BodyWords
) -> str:
    """The first of two bodies of one place in a text that speaks of one unit."""
    names = list(dict.fromkeys(one.name for one in found))
    near = len(names) == _TWO and names[0][:_PLACE] == names[1][:_PLACE]
    return names[0] if near and any(words.self.search(text) for _, text in told) else ""


def of_one_rank(name: str, unit: str, words: BodyWords) -> bool:
    """Whether both are authorities, or both institutions such as authorities have below them; one
    of another trade is never below."""
    ranks = [bool(words.authority.search(one)) for one in (name, unit)]
    return ranks[0] == ranks[1] or (ranks[1] and not may_be_of_one_trade(name, unit))


def akin(name: str, own: str, ordinal: Pattern) -> bool:
    """Whether a name is the unit's own, or short for it: of other ordinals it is another's."""
    ordinals = [match[0] if (match := ordinal.search(n)) else "" for n in (name, own)]
    if all(ordinals) and ordinals[0] != ordinals[1]:
        return False
    return shortens(name, own) or shortens(own, name)
