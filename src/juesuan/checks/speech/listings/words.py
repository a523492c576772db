"""The words by which sentences speak of listed things (所列各项): the settings of N535."""

from __future__ import annotations

from typing import Literal

from juesuan.checks.catalogue import RuleSettings
from juesuan.resources import Pattern, Record

__all__ = ["ClauseKind", "ListedClauses", "Tells"]

Tells = Literal[
    "value",
    "average",
    "share",
    "done",
    "change",
    "moved",
    "growth",
    "gap",
    "direction",
    "none",
    "named",
]


class ClauseKind(Record, frozen=True):
    """A clause on a thing, behind its name: what it ``tells``, its words (``#`` is an amount or a
    count, ``%`` a rate; groups ``way`` of a direction, ``of`` what a share is of, ``same`` of a
    change, or a rate, of what the clause before tells), and what it is compared with (``base``: a
    kind of column)."""

    tells: Tells
    said: Pattern
    base: str = ""


class ListedClauses(RuleSettings, frozen=True):
    """N535: all ``marks``, those between sentences, between clauses, and ``between`` things
    with a figure each; marks around names; words
    before a name; what joins names, and what sums them up; words of all that is listed (``n``: of
    so many), of all of a table with a row of totals (``every``), of what is left (``n``), of what
    is left out (``names``); words of a whole; the head of a column of all points;
    words of each of several (均), with
    a figure ``apiece`` (分别); words of none before a name,
    and what may stand behind it then; what stands between a grade and how many have it, behind and
    before it, words of all with one and of those with others, units of things, names of costs, and
    what may be left out at the end of a name, units that
    nobody adds; the words of more, of less and of as much, and the
    one of each that should stand in the text; the clauses, the first that fits is meant."""

    marks: Pattern
    stretches: Pattern
    clauses: Pattern
    between: Pattern
    quotes: Pattern
    opening: Pattern
    joined: Pattern
    summed: Pattern
    entire: Pattern
    every: Pattern
    rest: Pattern
    without: Pattern
    whole: Pattern
    total: Pattern
    each: Pattern
    apiece: Pattern
    denied: Pattern
    merely: Pattern
    having: Pattern
    had: Pattern
    alike: Pattern
    other: Pattern
    cost: Pattern
    counted: tuple[str, ...]
    ends: tuple[str, ...]
    unsummed: tuple[str, ...]
    more: Pattern
    less: Pattern
    level: Pattern
    plain: dict[str, str]
    kinds: tuple[ClauseKind, ...]
