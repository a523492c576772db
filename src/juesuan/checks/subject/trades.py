"""Trades (行业): what only one trade does, by words; see ``data/trades.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from juesuan.resources import Pattern, Record, load_typed

__all__ = [
    "Trade",
    "all_trades",
    "may_be_of_one_trade",
    "near_words",
    "strong_words",
    "trades_of_unit",
]


class Trade(Record, frozen=True, kw_only=True):
    """A trade: words in the names of its ``units``, words for what it alone does (``strong``),
    words that bring a text ``near`` to it, trades ``beside`` it, in which what it does is no
    wonder; what it does may come of any project (``everywhere``); duties that the law gives its
    organs ``alone``, as a clause of duties ends."""

    name: str
    units: tuple[str, ...]
    strong: tuple[str, ...]
    near: tuple[str, ...]
    beside: tuple[str, ...]
    everywhere: bool = False
    alone: Pattern | None = None


class _Trades(Record, frozen=True):
    """``everyday``: items of expenditure that all units have."""

    everyday: Pattern
    trades: Mapping[str, Trade]


def all_trades() -> Mapping[str, Trade]:
    """The trades by their ids."""
    return load_typed(_Trades, "trades.toml").trades


Index = Mapping[str, tuple[tuple[str, str], ...]]
"""Words with their trades, by the character that they begin with."""


@cache
def _index(near: bool) -> Index:
    found: dict[str, list[tuple[str, str]]] = {}
    for id_, trade in all_trades().items():
        for word in trade.strong + trade.near if near else trade.strong:
            found.setdefault(word[0], []).append((word, id_))
    return {sign: tuple(words) for sign, words in found.items()}


def _words(text: str, index: Index) -> Iterator[tuple[str, str]]:
    for at, sign in enumerate(text):
        for word, trade in index.get(sign, ()):
            if text.startswith(word, at):
                yield trade, word


def strong_words(text: str) -> dict[str, list[str]]:
    """The words of a text for what one trade alone does, by trades."""
    return _by_trade(text, _index(False))


def near_words(text: str) -> dict[str, list[str]]:
    """All words of a text that have to do with trades, by trades."""
    return _by_trade(text, _index(True))


def _by_trade(text: str, index: Index) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for trade, word in _words(_of_some(text), index):
        words = found.setdefault(trade, [])
        if not any(word in other for other in words):
            words.append(word)
    return found


@lru_cache(maxsize=1 << 12)
def _of_some(text: str) -> str:
    """A text without what all units have."""
    return load_typed(_Trades, "trades.toml").everyday.sub("，", text)


def trades_of_unit(name: str) -> set[str]:
    """The trades that a unit is of, by its name; none of a government, which does everything."""
    name = _of_some(name)
    return {id_ for id_, trade in all_trades().items() if any(w in name for w in trade.units)}


def may_be_of_one_trade(name: str, other: str) -> bool:
    """Whether two units share a trade, or one is of none."""
    trades, others = trades_of_unit(name), trades_of_unit(other)
    return not trades or not others or bool(trades & others)
