"""Stages of one matter by their dates (先后): D510."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, outside_forms
from juesuan.resources import Pattern, Record

__all__ = ["RULES", "SETTINGS"]


class Stage(Record, frozen=True):
    """A stage: its name for people and the words of a clause that tell it."""

    name: str
    said: Pattern


class Chain(Record, frozen=True):
    """Stages of one matter in the order in which they come; ``across`` lines, or within one."""

    across: bool
    stages: tuple[Stage, ...]


class Stages(RuleSettings, frozen=True):
    """D510: ``date`` finds a date (groups ``year``, ``month``, ``day``), ``clause`` what ends a
    clause, ``planned`` clauses of plans and deadlines, ``others`` of other matters; the chains."""

    date: Pattern
    clause: Pattern
    planned: Pattern
    others: Pattern
    chains: tuple[Chain, ...]


class _Dated(Struct, frozen=True):
    """A stage with its date: year, month and day (0: not told)."""

    stage: int
    date: tuple[int, int, int]
    said: str
    passage: Passage


def stages_reversed(subject: Subject) -> Iterator[Finding]:
    """D510: a stage of a matter that is dated before the one that comes first; where a text tells
    each of the two once."""
    row = Stages.of("D510")
    lines = [p for p in outside_forms(subject) if not p.cell and row.date.finds_in(compact(p.text))]
    for chain in row.chains:
        for texts in [lines] if chain.across else [[line] for line in lines]:
            told = [one for line in texts for one in _told(line, chain, row)]
            numbers = [one.stage for one in told]
            once = [one for one in told if numbers.count(one.stage) == 1]
            if pair := _reversed(once):
                first, second = pair
                details = {
                    "first": chain.stages[first.stage].name,
                    "second": chain.stages[second.stage].name,
                    "before": first.said,
                    "said": second.said,
                }
                where = (second.passage.printing(second.said), first.passage.printing(first.said))
                yield Finding(code="D510", where=where, details=details)


def _told(line: Passage, chain: Chain, row: Stages) -> Iterator[_Dated]:
    """The stages that a line dates, one in a clause; a year goes on until another is told."""
    year = 0
    for clause in filter(None, row.clause.regex.split(compact(line.text))):
        dates = list(row.date.finditer(clause))
        year = int(dates[0]["year"] or year) if dates else year
        stages = [n for n, stage in enumerate(chain.stages) if stage.said.finds_in(clause)]
        aside = row.planned.finds_in(clause) or row.others.finds_in(clause)
        if len(dates) == 1 and stages and year and not aside:
            match = dates[0]
            date = (year, int(match["month"]), int(match["day"] or 0))
            yield _Dated(stages[-1], date, match[0], line)


def _reversed(told: Sequence[_Dated]) -> tuple[_Dated, _Dated] | None:
    """The first two stages whose dates run the other way, as far as both are told."""
    for first in told:
        for second in told:
            both = first.date[2] and second.date[2]
            one, other = first.date[: 3 if both else 2], second.date[: 3 if both else 2]
            if first.stage < second.stage and other < one:
                return first, second
    return None


RULES = {"D510": stages_reversed}
SETTINGS = {"D510": Stages}
