"""Words that open a list of parts (其中, 由以下四项构成：) and the amounts that it may hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import Assertion, is_amount, words_before
from juesuan.reading.narrative import Sentence
from juesuan.text import fold, unspaced

__all__ = ["opener_before", "opener_of"]


def opener_of(run: Sequence[Sentence], one: Assertion) -> str:
    """The word that opens a list beginning with an amount of a run of sentences; empty if none
    does."""
    return opener_before(one) or _made_of(one) or _opened_above(run, one)


def opener_before(one: Assertion) -> str:
    """The word that opens a list before an amount, if any: the last of them."""
    words = words_before(one)
    place, word = max((words.rfind(word), word) for word in claim_words().divisions.opens)
    if place < 0 and (match := claim_words().divisions.divided.search(words)):
        return match[0]
    colon = claim_words().divisions.colon
    if place < 0 and words.startswith(colon) and _is_behind_amount(one):
        return colon
    return word if place >= 0 else ""


def _opened_above(run: Sequence[Sentence], one: Assertion) -> str:
    """The word that opens a list at the end of the line above it: 由以下四项构成："""
    above = next((b for b, this in pairwise(run) if this is one.sentence), None)
    first = next(iter(one.sentence.mentions), None)
    if above is None or first is not one.mention or above.spot == one.sentence.spot:
        return ""
    said = unspaced(fold(above.text[max((m.end for m in above.mentions), default=0) :]))
    found = max((said.rfind(word), word) for word in claim_words().divisions.opens)
    return found[1] if found[0] >= 0 and said.endswith(claim_words().divisions.colon) else ""


def _is_behind_amount(one: Assertion) -> bool:
    """Whether the figure before an amount, in its sentence, is an amount too."""
    before = one.within.assertions[one.place - 1] if one.place else one
    return before is not one and before.sentence is one.sentence and is_amount(before)


def _made_of(one: Assertion) -> str:
    """The word that says that a list beginning with an amount makes up a whole: 由A和B组成."""
    data = claim_words().divisions
    behind = unspaced(fold(one.sentence.text[one.mention.end :]))
    match = data.made_of.search(behind) if data.made_from.search(words_before(one)) else None
    return match["word"] if match else ""
