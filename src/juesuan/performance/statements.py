"""What running texts of performance tables say (文字说法): the words of it, and how texts divide.

The words that several rules and the preparing of tables share are in
``data/performance/statements.toml``; what one rule alone looks for stands in that rule's row.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from juesuan.keeping import compiled
from juesuan.performance.vocabulary import plain, without_markup
from juesuan.resources import Pattern, Record, load_typed

__all__ = [
    "MoneyWords",
    "RateWords",
    "ReasonWords",
    "clauses",
    "no_reason",
    "sentences",
    "statements",
]

_CLAUSE = compiled(r"[^，。；;！？\n]+")
_SENTENCE = compiled(r"[^。；;\n]+")
_WITHIN_NUMBER = compiled(r"(?<=\d),(?=\d{3}(?!\d))")
_BLANKS = compiled(r"[ \t\u3000]+")


class ReasonWords(Record, frozen=True):
    """What cells for reasons say: ``none`` are whole cells that say nothing, ``not_done`` finds
    that a thing was not done, or another in its place."""

    none: frozenset[str]
    not_done: Pattern


class MoneyWords(Record, frozen=True):
    """The words before a budget, a sum spent and a rate; ``units``: 元 in each unit of money."""

    budget: Pattern
    executed: Pattern
    rate: Pattern
    units: Mapping[str, int]


class RateWords(Record, frozen=True):
    """A percentage in words (groups ``subject``, ``between``, ``number`` or ``spelt``), and
    words between the two after which the number is a change and no rate."""

    stated: Pattern
    moved: Pattern


class DateWords(Record, frozen=True):
    """Dates in words: ``year`` finds a year (group ``year``), ``month`` a month or day of one
    (groups ``year`` and ``month``), ``day`` a day (group ``day``, too)."""

    year: Pattern
    month: Pattern
    day: Pattern


class QuantityWords(Record, frozen=True):
    """Numbers in words: ``number`` finds one (groups ``digits`` and ``chinese``), ``rounded``
    what says right after it that there were some more."""

    number: Pattern
    rounded: Pattern


class ListWords(Record, frozen=True):
    """Numbering of lists: ``leading`` finds the number that an item begins with."""

    leading: Pattern


class Statements(Record, frozen=True):
    """``statements.toml``."""

    quantities: QuantityWords
    dates: DateWords
    lists: ListWords
    reasons: ReasonWords
    money: MoneyWords
    rates: RateWords


def statements() -> Statements:
    """The words of running texts."""
    words: Statements = load_typed(Statements, "performance/statements.toml")
    return words


@cache
def _no_reasons() -> frozenset[str]:
    return frozenset(plain(word) for word in statements().reasons.none) | {""}


def no_reason(text: str) -> bool:
    """Whether the cell for reasons says nothing: blank, 无, 无偏差."""
    return plain(text).strip(",.。，;；:") in _no_reasons()


def clauses(text: str) -> list[str]:
    """A text's clauses, blanks and markup taken out, commas between digits too."""
    kept = _WITHIN_NUMBER.sub("", _BLANKS.sub("", without_markup(text, "\n")))
    return _CLAUSE.findall(kept.replace(",", "，"))


def sentences(text: str) -> list[str]:
    """A text's sentences; a semicolon, a line and markup (<p>) end one as well."""
    return _SENTENCE.findall(without_markup(text, "\n"))
