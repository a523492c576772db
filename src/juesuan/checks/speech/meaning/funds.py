"""Kinds of money in words (资金性质): 一般公共预算财政拨款, 政府性基金, 财政拨款."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from juesuan.checks.speech.meaning.topics import claim_words

__all__ = [
    "fund_in",
    "fund_said",
    "fund_taken",
    "is_own_money",
    "names_funds",
    "without_funds",
]

_TAKEN = "〇"


@cache
def _words() -> Sequence[tuple[str, str]]:
    """Words for kinds of money, the longest first, and the fund."""
    pairs = [(word, fund) for fund, listed in claim_words().funds.items() for word in listed]
    return sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)


def fund_in(text: str) -> str:
    """The kind of money a text speaks of; empty if none or several."""
    funds = set()
    others = [other for other in claim_words().words.other_money if other in text]
    for word, fund in _words():
        for other in others:
            text = text.replace(other + word, _TAKEN)  # 非财政拨款结余
        if word in text:
            funds.add(fund)
            text = text.replace(word, _TAKEN)
    narrower = funds - {"fiscal"}  # 一般公共预算财政拨款支出 / （二）财政拨款支出结构
    return next(iter(narrower or funds)) if len(narrower or funds) == 1 else ""


def names_funds(text: str) -> bool:
    """Whether a text speaks of any kind of money, be it of several."""
    return any(word in text for word, _ in _words())


def is_own_money(text: str) -> bool:
    """Whether a text speaks of money that a unit has of its own (自有资金)."""
    return any(word in text for word in claim_words().words.own_money)


def without_funds(text: str) -> str:
    """A text without its words for kinds of money."""
    for word, _ in _words():
        text = text.replace(word, _TAKEN)
    return text


def fund_said(text: str) -> str:
    """The word with which a text says its one kind of money; empty if none or several."""
    meant = fund_in(text)
    return next((word for word, fund in _words() if fund == meant and word in text), "")


def fund_taken(name: str) -> tuple[str, str]:
    """The kind of money that a name says, and the name without it; empty if it says none."""
    for word, fund in _words():
        before, said, after = name.partition(word)
        if said and not before.endswith(claim_words().words.other_money):
            joint = next((word for word in claim_words().words.joint if after.startswith(word)), "")
            return fund, before + after.removeprefix(joint)
    return "", name
