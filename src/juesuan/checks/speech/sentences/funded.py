"""Parts of a whole that are called by their kind of money alone (其中：一般公共预算5万元): what the
whole is, of that money."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.checks.speech.meaning.funds import fund_taken
from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, words_before
from juesuan.checks.subject import Subject
from juesuan.text import unquoted, unspaced

__all__ = ["settle_funds"]

_ALL = frozenset({"", "fiscal"})
"""Kinds of money that are parted into others."""


def settle_funds(subject: Subject, text: SectionText) -> None:
    """Give amounts that are called by a kind of money alone the meaning of the whole before them,
    of that money: 财政拨款收入8万元，其中：一般公共预算5万元."""
    for place, one in enumerate(text.assertions):
        if not _is_account(one) or not _fund_alone(one):
            continue
        whole = _whole(text.assertions[:place], one)
        if whole is None or whole.meant is None or whole.meant.topic not in topics():
            continue
        name = one.mention.subject + topics()[whole.meant.topic].names[0]
        if meant := facts_meant(subject, name, text.heading):
            text.assertions[place] = replace(one, meant=meant, key=meant.key)


def _is_account(one: Assertion) -> bool:
    said = (one.role, one.year, one.mention.kind) == ("final", "this", "money")
    return said and one.mention.sure and not one.mention.reason


def _fund_alone(one: Assertion) -> bool:
    """Whether an amount's name is one kind of money of several, and nothing else."""
    fund, rest = fund_taken(unquoted(unspaced(one.mention.subject)))
    return fund not in _ALL and not rest


def _whole(before: Sequence[Assertion], one: Assertion) -> Assertion | None:
    """The amount of all money before the list that holds one; ``None`` where there is none."""
    listed = one
    for whole in reversed(before):
        if whole.sentence is not one.sentence or not _is_account(whole):
            return None
        opened = _is_listed(listed)
        if _fund_alone(whole) and not opened:
            listed = whole
            continue
        holds = whole.meant is not None and whole.meant.fund in _ALL
        return whole if holds and opened and whole.number.value >= one.number.value else None
    return None


def _is_listed(one: Assertion) -> bool:
    """Whether an amount is the first of a list, or of a bracket."""
    words = words_before(one)
    opened = any(word in words for word in claim_words().divisions.opens)
    return opened or words.startswith(("(", "（", claim_words().divisions.colon))
