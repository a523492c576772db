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
    """N535. ``marks`` of all kinds, those between sentences (``stretches``), between ``clauses``,
    and ``between`` things with a figure each; ``quotes`` around names; words before a name
    (``opening``); what stands between names that are ``joined``, and what sums them up; words of
    all that is listed (``entire``, ``n``: of so many), of all of a table with a row of totals
    (``every``), of what is left (``rest``) and left out (``without``); words of a ``whole``; heads
    of the column of all points (``total``); words of ``each`` of several, with a figure ``apiece``.
    Words of none before a name (``denied``) and what may stand behind it (``merely``); what stands
    between a grade and how many are ``having`` it, or ``had`` it; words of all with one (``alike``)
    and of those with an ``other``; names of a ``cost``; units of things that are ``counted``, and
    those that nobody adds; ``ends`` that a name may leave out. Words of ``more``, of ``less`` and
    of a ``level``. ``kinds`` of clauses: the first that fits is meant."""

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
    kinds: tuple[ClauseKind, ...]
