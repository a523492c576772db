"""The words of what is there, comes in, goes out and is left (``balances.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from juesuan.checks.speech.sentences.assertions import Assertion, words_before
from juesuan.resources import Pattern, Record, load_typed
from juesuan.text import fold, pieces, unspaced

__all__ = ["Balance", "BalanceWords", "FlowWords", "balance_words", "clause_of"]

_MARKS = "，、。；：（）"


class Balance(Record, frozen=True):
    """A balance: the whole is what is added less what is taken away. What is ``needed`` must be
    told; where one of ``closed`` is told as well, nothing is left out."""

    whole: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    needed: tuple[str, ...]
    closed: tuple[str, ...]


class FlowWords(Record, frozen=True):
    """General words of each term, wherever it is told; roles and topics that say it without them;
    words of what else is moved, of parts, of nothing at the beginning, of nothing distributed,
    of nothing left (``cleared``), of an opening that was ``adjusted`` and of one of the year itself
    (``begun``), names of all that is left (``rest``)."""

    terms: Mapping[str, Pattern]
    roles: Mapping[str, str]
    topics: Mapping[str, str]
    moved: Pattern
    apart: Pattern
    nothing: Pattern
    undistributed: Pattern
    cleared: Pattern
    adjusted: Pattern
    begun: Pattern
    rest: Pattern

    def name_of(self, one: Assertion, clause: str) -> str:
        """Which term an amount is; empty of any other."""
        if one.role in self.roles:
            return self.roles[one.role]
        said = [clause, unspaced(fold(one.mention.subject))] if one.mention.sure else [clause]
        for words in said:
            for name, pattern in self.terms.items():
                if pattern.search(words) and (one.year == "this" or name == "opening"):
                    return name
        known = one.mention.sure and one.year == "this"
        return self.topics.get(one.key[0], "") if known else ""


class BalanceWords(Record, frozen=True):
    """``balances.toml``: the words of each term, of parts of terms, of nothing at the beginning,
    of what else moves money; the balances; the words of ``flows``."""

    terms: Mapping[str, Pattern]
    apart: Pattern
    nothing: Pattern
    others: Pattern
    balances: tuple[Balance, ...]
    flows: FlowWords


@cache
def balance_words() -> BalanceWords:
    """The words, read once."""
    words: BalanceWords = load_typed(BalanceWords, "balances.toml")
    return words


def clause_of(one: Assertion) -> str:
    """The words before an amount, of its clause only; all of them where they say that it is a
    part (其中)."""
    words = words_before(one)
    listed = pieces(words, _MARKS)
    last = next((piece for piece in reversed(listed) if piece), "")
    return words if balance_words().apart.search(words) else last
