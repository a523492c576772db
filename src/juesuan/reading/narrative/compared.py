"""Whose amount it is that a comparison names (与上年（5万元）相比，公务接待费减少), or that stands
in another unit (折合0.23亿元)."""

from __future__ import annotations

from collections.abc import Collection, MutableSequence
from decimal import ROUND_HALF_UP
from itertools import pairwise

from msgspec.structs import replace

from juesuan.reading.narrative.grammar import comparison
from juesuan.reading.narrative.model import Mention
from juesuan.reading.narrative.vocabulary import pattern_of, words, words_in

__all__ = [
    "compares_again",
    "item_compared",
    "kind_of_base",
    "settle_compared",
    "settle_converted",
    "settle_moved",
]


def item_compared(words: str) -> str:
    """What is named before the comparison that words end with: 支出 of 支出比2020年的; empty
    where nothing is, or where they end otherwise."""
    text = words.removesuffix("（").removesuffix("的")
    found = comparison(text)
    return text[: found[1]] if found and found[2] == len(text) else ""


def kind_of_base(base: str) -> str:
    """Whether a base is a budget or another year; empty for none."""
    if not base:
        return ""
    return "budget" if any(word in base for word in words_in("roles", "budget")) else "year"


def compares_again(said: str, compared: Collection[str]) -> bool:
    """Whether a clause behind a reason begins a comparison of a kind that the sentence has not
    made: …，主要原因是节约，与上年相比减少1万元."""
    clause = said.rpartition("，")[2] if "，" in said else ""
    found = comparison(clause)
    return found is not None and not found[1] and kind_of_base(found[0]) not in compared


def settle_moved(found: MutableSequence[Mention], before: str) -> bool:
    """Whether words before a figure lead to what something moved to (由200万元减少为): the amount
    that it moved from is not this year's, where no year is said."""
    if not pattern_of("comparison", "moved_to").search(before):
        return False
    if (
        found
        and found[-1].kind == "money"
        and not pattern_of("comparison", "earlier").search(found[-1].period)
    ):
        found[-1] = replace(found[-1], role="other")
    return True


def settle_compared(found: MutableSequence[Mention], line: str) -> None:
    """The item named behind an amount of another year is whose amount it is, where nothing is
    named before it: 与上年（5万元）相比，公务接待费减少1万元."""
    for place, (amount, change) in enumerate(pairwise(found)):
        before = line[found[place - 1].end if place else 0 : amount.start]
        between = line[amount.end : change.start]
        other = amount.kind == "money" and amount.role == "final" and comparison(before + between)
        if not other or change.role != "change" or not amount.period or change.reason:
            continue
        named = change.subject and change.subject in between
        if named and amount.subject != change.subject and amount.subject not in before:
            found[place] = replace(amount, subject=change.subject, sure=change.sure)


def settle_converted(found: MutableSequence[Mention], line: str) -> None:
    """An amount said again in another unit is that of the last amount before it that it can be,
    if any: 支出290万元由甲190万元和乙100万元组成，折合0.03亿元."""
    for place, again in enumerate(found[1:], 1):
        between = line[found[place - 1].end : again.start]
        if again.kind != "money" or not any(w in between for w in words_in("subject", "converts")):
            continue
        fitting = [one for one in found[:place] if one.kind == "money" and _may_be(again, one)]
        if fitting and fitting[-1].subject != again.subject:
            found[place] = replace(again, subject=fitting[-1].subject, sure=fitting[-1].sure)


def _may_be(again: Mention, first: Mention) -> bool:
    """Whether an amount is another one, rounded to its own last digit."""
    units = words("units", "money")
    value = first.value * int(units[first.unit]) / int(units[again.unit])
    return value.quantize(again.value, ROUND_HALF_UP) == again.value
