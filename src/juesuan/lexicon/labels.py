"""A printed label taken apart: its number, 其中, the unit in brackets, and the words left."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.lexicon.terms import units
from juesuan.text import plain

__all__ = ["Label", "key", "label_of", "names_units"]

_CHINESE = "[一二三四五六七八九十百]+"
_NUMBERS = (
    compiled(rf"{_CHINESE}[、.,．:：]"),
    compiled(rf"[(]{_CHINESE}[)][、.]?"),
    compiled(r"\d{1,2}[.、．](?!\d)"),
    compiled(r"[(]\d{1,2}[)][、.]?|\d{1,2}[)]"),
    compiled("[①-⑳][、.]?"),
)
"""How rows are numbered, from the highest level down."""
_PART = compiled("其中[:：,，、]?")
_NOT_SAID = compiled(r"[\s\"'()\[\]{}<>《》〈〉、,，.。:：;；/·\-—–_*]+")


class Label(Struct, frozen=True):
    """A label's ``words`` (plain, without number and unit), the ``level`` of its number (1
    for 一、 to 5 for ①, 0 for none), whether 其中 stands before it, and its unit."""

    words: str
    level: int = 0
    part: bool = False
    unit: str = ""


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """A text for looking up: half-width, without blanks, quotes, brackets and stops.

    >>> key("“三公” 经费（ 支出 ）")
    '三公经费支出'
    """
    return _NOT_SAID.sub("", plain(text)).upper()


@lru_cache(maxsize=1 << 16)
def label_of(text: str) -> Label:
    """A printed label taken apart.

    >>> label_of("其中：外事接待批次（个）")
    Label(words='外事接待批次', level=0, part=True, unit='个')
    """
    said, level, part, unit = plain(text), 0, False, ""
    if match := _PART.match(said):
        part, said = True, said[match.end() :]
    for number, pattern in enumerate(_NUMBERS, 1):
        if (match := pattern.match(said)) and match.end() < len(said):
            level, said = number, said[match.end() :]
            break
    if match := _PART.match(said):
        part, said = True, said[match.end() :]
    if match := _unit().search(said):
        unit = match[1]
        said = said[: match.start()]
    elif said in _all_units():
        return Label("", level, part, said)
    return Label(said, level, part, unit)


@cache
def _all_units() -> frozenset[str]:
    known = units()
    return frozenset(plain(word) for word in (*known.money, *known.counts, *known.other))


def names_units(text: str) -> bool:
    """Whether a text is nothing but units (辆、台（套）), as after 单位：."""
    parts = re.split(r"[、,/]", plain(text))
    return all(part in _all_units() for part in parts)


@cache
def _unit() -> re.Pattern[str]:
    """Units in brackets at the end (辆；台，套), or the words 单位：元 there."""
    one = "|".join(sorted(map(re.escape, _all_units()), key=len, reverse=True))
    words = rf"(?:{one})(?:[、,/](?:{one}))*"
    return compiled(rf"[(](?:金额)?(?:单位[:：]?)?({words})[)]$|[,，]?单位[:：]({words})$")
