"""What the narrative tells of a project (项目绩效自评综述) against its table: score and money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.chain import due_total, printed_as
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding, money, number
from juesuan.checks.tables.summarised import Summaries, ToldPart, told_parts
from juesuan.facts import AmountError, money_unit, parse_amount
from juesuan.reading.performance import Value

__all__ = ["RULES", "SETTINGS"]


def _finding(part: ToldPart, cell: Value, what: str, told: str, table: str, right: str) -> Finding:
    there = Where(spot=part.spot, section=part.section, printed=told)
    return finding(
        "J409",
        part.project,
        where=[there, part.project.where(cell)],
        expected=right,
        variant=what,
        told=told,
        printed=table,
    )


def _scores(part: ToldPart) -> Iterator[Finding]:
    total, told = part.project.figures.total, list(Summaries.of("J409").score.finditer(part.text))
    if total is None or len(told) != 1:
        return
    said = Decimal(told[0][1])
    if not printed_as(said, total):
        due = due_total(part.project)
        right = number(total) if due is None or printed_as(total, due) else ""
        yield _finding(part, part.project.printed.score, "score", told[0][1], number(total), right)


def _amounts(part: ToldPart) -> Iterator[Finding]:
    asked, project = Summaries.of("J409"), part.project
    figures, row = project.figures, project.figures.main
    if row is None:
        return
    for what, pattern, role, printed in (
        ("budget", asked.budget, figures.base, figures.budget),
        ("executed", asked.executed, "executed", figures.executed),
    ):
        told = list(pattern.finditer(part.text))
        if len(told) != 1 or printed is None or not row[role]:
            continue
        if asked.together.finds_in(part.text[: told[0].start()]):
            continue  # told of all
        unit = money_unit(told[0][2])
        try:
            said = parse_amount(told[0][1], unit)
        except AmountError:
            continue
        slack = max(unit.print_step, project.unit.print_step)
        other = figures.amount(row, "initial") if what == "budget" else None
        if abs(said - printed) > slack and said != other:
            shown = f"{told[0][1]}{told[0][2]}"
            right = money(printed, project.unit) if _agrees(project) else ""
            yield _finding(part, row[role], what, shown, money(printed, project.unit), right)


def _agrees(project: ProjectEvaluation) -> bool:
    """Whether the table's rate follows from its amounts."""
    rate, printed = project.figures.rate, project.figures.printed_rate
    return (
        rate is not None and printed is not None and abs(rate * 100 - Fraction(printed)) * 200 <= 3
    )


def told_otherwise(subject: Subject) -> Iterator[Finding]:
    """J409: the narrative tells another score, budget or sum spent of a project than its table."""
    for part in told_parts(subject, subject.once(evaluations)):
        yield from _scores(part)
        yield from _amounts(part)


RULES = {"J409": told_otherwise}
SETTINGS = {"J409": Summaries}
