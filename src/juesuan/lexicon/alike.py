"""Whether two labels are one row's: other years' and regions' words for the same."""

from __future__ import annotations

from functools import lru_cache

from juesuan.facts import Region, Selection
from juesuan.lexicon.labels import key, label_of
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import Meaning

__all__ = ["is_total", "same_label"]

_LEAST = 4
_WAYS = ("inflow", "outflow")


def is_total(text: str, words: Lexicon) -> bool:
    """Whether a label is a total's: 合计, 总计, 本年收入合计."""
    meaning = words.read(text)
    return "total" in meaning.roles and meaning.whole and _plain_total(meaning, words)


def _plain_total(meaning: Meaning, words: Lexicon) -> bool:
    names = {n for r in meaning.readings for _, region in r.terms for n, _ in region.parts}
    return names <= {"measure"}


@lru_cache(maxsize=1 << 15)
def same_label(said: str, label: str, words: Lexicon) -> bool:
    """Whether a printed label is a row's: equal but for numbering, brackets, cut ends, or
    another year's or region's words for the same."""
    one, other = key(label_of(said).words), key(label_of(label).words)
    if one == other:
        return True
    if not one or not other:
        return False
    if min(len(one), len(other)) >= _LEAST and (one.startswith(other) or other.startswith(one)):
        return not one.endswith("表")
    first, second = words.read(said), words.read(label)
    if not (first.whole and second.whole):
        return False
    if _unsaid_total(first, words) and _unsaid_total(second, words):
        return True
    alike = ("total" in first.roles) == ("total" in second.roles)
    return any(
        _same(a, b, words, alike) for a in _meant(first) for b in _meant(second) if first.says
    )


def _meant(meaning: Meaning) -> tuple[Selection, ...]:
    return (meaning.alone,) if meaning.alone else meaning.readings


def _unsaid_total(meaning: Meaning, words: Lexicon) -> bool:
    """Whether a label is the total of everything in its block: 总计, 合计, 收入总计."""
    if "total" in meaning.roles and not meaning.says:
        return True
    ways = [words.space.expand("measure", way) for way in _WAYS]
    return any(
        reading.terms[0][1] == Region.of({"measure": way})
        for reading in meaning.readings
        for way in ways
        if len(reading.terms) == 1
    )


def _same(one: Selection, other: Selection, words: Lexicon, alike: bool) -> bool:
    """Whether two selections mean the same facts, although one leaves out what the other says.

    Two things may be left out: that the money is fiscal (财政拨款), but not where one label
    is a total's and the other is not (财政拨款收入 is a part of 本年收入合计); and, where a fund is
    named, whether it comes in or goes out.
    """
    if one == other:
        return bool(one.terms[0][1].parts)
    if len(one.terms) != 1 or len(other.terms) != 1:
        return False
    first, second = dict(one.terms[0][1].parts), dict(other.terms[0][1].parts)
    shared = first.keys() & second.keys()
    if not shared or any(first[name] != second[name] for name in shared):
        return False
    apart = {**first, **second}.keys() - shared
    fiscal = words.space.expand("fund", "fiscal")
    if apart == {"fund"}:
        return alike and {**first, **second}["fund"] == fiscal
    return apart == {"measure"} and "fund" in shared
