"""Cost of each (人均、户均成本): it follows from the money spent and the number reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.naming import bare_name, pairs
from juesuan.checks.tables.saying import finding, money, number
from juesuan.facts import YUAN
from juesuan.performance import plain, rounded
from juesuan.performance.figures import AssessedIndicator
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class CostOfEach(RuleSettings, frozen=True):
    """``cost`` finds names of unit costs: ``each`` says of what one it is, ``what`` for what;
    ``units``: in which units that one is counted. ``generic`` are words that say nothing of
    what is paid for. ``times``: the money must be so many times what was reported, for it may
    pay for other things as well."""

    cost: Pattern
    units: Mapping[str, tuple[str, ...]]
    generic: tuple[str, ...]
    times: int


def _counted(
    project: ProjectEvaluation, cost: AssessedIndicator, asked: CostOfEach
) -> AssessedIndicator | None:
    """The one indicator that counts what a unit cost is of, in a project whose name says that
    it pays for that."""
    match = asked.cost.search(bare_name(cost))
    if match is None or cost.actual.unit.base != YUAN.zh:
        return None
    telling = pairs(match["what"]) - set(asked.generic)
    if not telling & pairs(plain(project.name)):
        return None
    counts = [
        one
        for one in project.indicators
        if one.actual.kind == "number"
        and one.actual.low > 0
        and one.actual.unit.text in asked.units[match["each"]]
        and telling & pairs(bare_name(one))
    ]
    return counts[0] if len(counts) == 1 else None


def cost_of_each(subject: Subject) -> Iterator[Finding]:
    """J313: the cost of each person (household …) is reported far below the money spent ÷ the
    number of the same table."""
    asked = CostOfEach.of("J313")
    for project in subject.once(evaluations).projects:
        told = project.in_words
        spent = told.executed if told is not None else project.figures.executed
        for cost in project.indicators:
            count = _counted(project, cost, asked)
            if count is None or not spent or cost.actual.high <= 0:
                continue
            due = Fraction(spent, YUAN.cents) / count.actual.low
            if due >= asked.times * cost.actual.high:
                yield finding(
                    "J313",
                    project,
                    [cost, count],
                    expected=f"{rounded(due)}{YUAN.zh}",
                    spent=money(spent, project.unit),
                    each=number(rounded(due)),
                )


RULES = {"J313": cost_of_each}
SETTINGS = {"J313": CostOfEach}
