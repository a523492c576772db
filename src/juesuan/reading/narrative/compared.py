"""Whose amount of another year a comparison names (与上年（5万元）相比，公务接待费减少)."""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import replace
from itertools import pairwise

from juesuan.reading.narrative.grammar import comparison
from juesuan.reading.narrative.model import Mention

__all__ = ["item_compared", "settle_compared"]


def item_compared(words: str) -> str:
    """What is named before the comparison that words end with: 支出 of 支出比2020年的; empty
    where nothing is, or where they end otherwise."""
    text = words.removesuffix("（").removesuffix("的")
    found = comparison(text)
    return text[: found[1]] if found and found[2] == len(text) else ""


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
