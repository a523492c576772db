"""Real places (行政区划) in texts: provinces, prefectures and counties by their official names,
and which lies in which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.resources import Pattern, Record, load_rows, load_typed

__all__ = ["RealPlace", "akin", "is_real", "place_and_rank", "places_in", "stem"]

_LEAST = 3
"""Signs of a name that may stand behind any other sign: 代县 may be the end of another word."""
_PROVINCE, _PREFECTURE, _COUNTY = 2, 4, 6
"""Digits of a code that tell the province, the prefecture, the county."""


class _Words(Record, frozen=True):
    """``ranks`` are the last signs of names, which have at most ``longest``; ``common`` names are
    words as well; before what stands ``behind`` none is a name; ``autonomous`` names have the
    ``place`` and the ``rank`` as groups. ``rank`` has a place and its level, of names that are in
    no list, or of ``towns``."""

    ranks: str
    longest: int
    common: tuple[str, ...]
    behind: Pattern
    autonomous: Pattern
    towns: tuple[str, ...]
    rank: Pattern


class RealPlace(Struct, frozen=True):
    """A place that a text names: its ``name`` there, from ``start`` to ``end`` with those that it
    lies in, and the ``codes`` it may have."""

    start: int
    end: int
    name: str
    codes: frozenset[str]


def _words() -> _Words:
    return load_typed(_Words, "places.toml")


@cache
def _codes() -> Mapping[str, frozenset[str]]:
    """The codes of each name, without the noughts of what they leave open."""
    words, found = _words(), defaultdict[str, set[str]](set)
    for row in load_rows("places.csv"):
        name, code = row["name"], row["code"]
        size = (
            _PROVINCE if code.endswith("0000") else _PREFECTURE if code.endswith("00") else _COUNTY
        )
        found[name].add(code[:size])
        if match := words.autonomous.match(name):
            found[match["place"] + match["rank"]].add(code[:size])
    return {name: frozenset(codes) for name, codes in found.items() if name not in words.common}


def is_real(name: str) -> bool:
    """Whether a place is in the list."""
    return name in _codes()


def stem(name: str) -> str:
    """A place's name without its rank: 靖州 of 靖州苗族侗族自治县, 射洪 of 射洪市."""
    match = _words().autonomous.match(name)
    return match["place"] if match else name[:-1]


def places_in(text: str) -> list[RealPlace]:
    """The places that a text names in their order; of names that follow one another the last,
    of the codes that lie in those before."""
    codes, words = _codes(), _words()
    found: list[RealPlace] = []
    for mark in compiled(f"[{words.ranks}]").finditer(text):
        end = mark.end()
        if words.behind.match(text[end : end + 2]):
            continue
        for size in range(min(words.longest, end), 1, -1):
            name = text[end - size : end]
            if name in codes:
                _add(found, RealPlace(end - size, end, name, codes[name]), text)
                break
    return found


def _add(found: list[RealPlace], place: RealPlace, text: str) -> None:
    """Puts a place behind those found, in the place of one that it lies in or that is a part of
    its name."""
    last = found[-1] if found else None
    while last and last.end > place.start:
        found.pop()
        last = found[-1] if found else None
    if last and last.end == place.start:
        inside = frozenset(code for code in place.codes if code.startswith(tuple(last.codes)))
        found[-1] = RealPlace(last.start, place.end, place.name, inside or last.codes)
    elif len(place.name) >= _LEAST or not place.start or not text[place.start - 1].isalpha():
        found.append(place)


def place_and_rank(unit: str) -> tuple[str, str]:
    """The place in a unit's name and its level, both empty where it tells none: 新乡市 is no 乡;
    a town's where it is of one."""
    real, words = places_in(unit), _words()
    end = real[-1].end if real else 0
    match = words.rank.match(unit[end:])
    if match and (not real or match[2] in words.towns):
        return match[1], match[2]
    return (real[-1].name[:-1], real[-1].name[-1]) if real else ("", "")


def akin(one: Collection[str], other: Collection[str]) -> bool:
    """Whether of the codes of two places some are of one place, or of one that lies in the
    other."""
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)
