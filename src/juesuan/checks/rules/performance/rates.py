"""Execution rates (执行率): executed ÷ full-year budget, in tables and in texts alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.money import amount_in, projects_of, rows_of, unit_of
from juesuan.checks.tables.view import Table, finding, money, number, view
from juesuan.performance import plain, rounded
from juesuan.performance.statements import says
from juesuan.performance.tables import Project, rate_in

__all__ = ["RULES"]


def _allowed(spent: int, budget: int, step: int) -> tuple[Fraction, Fraction]:
    """The rates (%) that two amounts allow, each rounded to ``step`` cents."""
    half = Fraction(step, 2)
    low = (spent - half) / (budget + half)
    high = (spent + half) / (budget - half) if budget > half else Fraction(spent + half)
    return max(low, Fraction(0)) * 100, high * 100


def _fits(rate: Decimal, allowed: tuple[Fraction, Fraction]) -> bool:
    """Whether a printed rate lies among the allowed ones, within its own last digit."""
    half = Fraction(10 ** int(rate.as_tuple().exponent)) / 2
    exact = Fraction(rate)
    return allowed[0] - half <= exact <= allowed[1] + half


def _cut(rate: Decimal, allowed: tuple[Fraction, Fraction]) -> bool:
    """As ``_fits``, digits cut off allowed as well (83.4 printed as 83)."""
    step = Fraction(10 ** int(rate.as_tuple().exponent))
    return _fits(rate, allowed) or allowed[0] - step < Fraction(rate) <= allowed[1]


def rate_printed(subject: Subject) -> Iterator[Finding]:
    """J302: the printed rate is not executed ÷ full-year budget; ``base`` where it is
    executed ÷ initial budget."""
    reported: set[str] = set()
    for table, row, unit, role in rows_of(subject):
        rate, spent = rate_in(row["rate"]), amount_in(row["executed"], unit)
        budget, initial = amount_in(row[role], unit), amount_in(row["initial"], unit)
        if rate is None or spent is None or not budget or table.name in reported:
            continue
        step = unit.print_step
        if _fits(rate, _allowed(spent, budget, step)):
            continue
        reported.add(table.name)
        low, high = _allowed(spent, budget, step)
        if rate <= 1 and _fits(rate, (low / 100, high / 100)):
            continue
        base = bool(initial) and _fits(rate, _allowed(spent, initial or 1, step))
        due = rounded(Fraction(spent, budget) * 100)
        yield finding(
            "J302",
            table,
            where=[table.where(row["rate"], row.label)],
            expected=f"{due}%",
            variant="base" if base else "",
            rate=number(rate),
            spent=money(spent, unit),
            budget=money(budget, unit),
            initial=money(initial or 0, unit),
            due=due,
        )


def rate_of_tasks(subject: Subject) -> Iterator[Finding]:
    """J303: a task's rate is not spent ÷ approved."""
    seen = subject.once(view)
    for table in seen.departments:
        unit = unit_of(table.department, seen.unit) if table.department else seen.unit
        for task in table.department.tasks if table.department else ():
            rate, spent = rate_in(task.rate), amount_in(task.spent, unit)
            approved = amount_in(task.approved, unit)
            if rate is None or spent is None or not approved or task.shifted:
                continue
            if not _fits(rate, _allowed(spent, approved, unit.print_step)):
                due = rounded(Fraction(spent, approved) * 100)
                yield finding(
                    "J303",
                    table,
                    where=[table.where(task.rate, task.name.text[:20])],
                    expected=f"{due}%",
                    rate=number(rate),
                    spent=money(spent, unit),
                    budget=money(approved, unit),
                    due=due,
                )


def rate_told(subject: Subject) -> Iterator[Finding]:
    """J304: a rate told in the texts is not what the amounts told there give."""
    for table, project, told in projects_of(subject):
        if told is None or not told.rate or _fits(Decimal(told.rate), told.rates()):
            continue
        due = rounded(Fraction(told.executed, told.budget) * 100)
        yield finding(
            "J304",
            table,
            where=[_section(table, project)],
            expected=f"{due}%",
            rate=told.rate,
            spent=money(told.executed, project.money_unit),
            budget=money(told.budget, project.money_unit),
            due=due,
        )


def _section(table: Table, project: Project) -> Where:
    """The section whose text tells of the money."""
    for section in project.table.analysis:
        if says("money", "rate", section.text.text):
            return table.where(section.text, section.path[-1].text if section.path else "")
    return table.where()


def rate_told_otherwise(subject: Subject) -> Iterator[Finding]:
    """J305: the texts tell another rate or budget than the money row prints."""
    for table, project, told in projects_of(subject):
        row = project.main
        if told is None or row is None or not told.rate:
            continue
        printed = project.printed_rate
        if printed is None or project.budget is None:
            continue
        rate = Decimal(told.rate)
        step = max(Fraction(10 ** int(value.as_tuple().exponent)) for value in (printed, rate))
        if abs(Fraction(printed) - Fraction(rate)) < step:
            continue
        yield finding(
            "J305",
            table,
            where=[table.where(row["rate"], row.label), _section(table, project)],
            rate=number(printed),
            budget=money(project.budget, project.money_unit),
            told=told.rate,
            told_budget=money(told.budget, project.money_unit),
        )


def two_bases(subject: Subject) -> Iterator[Finding]:
    """J307: the rate is measured on the full-year budget, an indicator of the same table on
    the initial one."""
    for table, project, _ in projects_of(subject):
        row = project.main
        initial, spent = project.amount(row, "initial"), project.executed
        rate = project.printed_rate if row else None
        if not initial or not spent or rate is None or initial == project.budget:
            continue
        allowed = _allowed(spent, initial, project.money_unit.print_step)
        lines = [
            line
            for line in table.lines
            if line.target.unit.percent
            and line.actual.kind == "number"
            and says("money", "progress_names", line.name)
            and line.actual.low not in {Fraction(rate), Fraction(100)}
            and _cut(Decimal(line.actual.low.numerator) / line.actual.low.denominator, allowed)
        ]
        if lines:
            yield finding(
                "J307",
                table,
                lines,
                rate=number(rate),
                initial=money(initial, project.money_unit),
                budget=money(project.budget or 0, project.money_unit),
            )


def low_execution(subject: Subject) -> Iterator[Finding]:
    """J308: hardly anything was spent, and the table names no measure to do better."""
    for table, project, _ in projects_of(subject):
        row, rate = project.main, project.rate
        if row is None or rate is None or not row["executed"] or rate == 0:
            continue
        if rate * 100 >= Fraction(project.policy.low_execution):
            continue
        texts = [*(value.text for value in project.texts()), row["reason"].text]
        if not any(says("reasons", "measures", text) for text in texts[2:]):
            yield finding(
                "J308",
                table,
                where=[table.where(row["rate"] or row["executed"], row.label)],
                rate=number(rounded(rate * 100)),
                spent=money(project.executed or 0, project.money_unit),
                budget=money(project.budget or 0, project.money_unit),
            )


def cost_per_head(subject: Subject) -> Iterator[Finding]:
    """J313: cost per person is reported far below the money spent ÷ the persons of the same
    table, in a project whose name says that it pays for them."""
    for table, project, told in projects_of(subject):
        spent = told.executed if told is not None else project.executed
        for line in table.lines:
            name = plain(line.indicator.level3.text)
            if not re.match("人均.*(?:成本|费用)", name) or line.actual.unit.base != "元":
                continue
            pairs = {name[n : n + 2] for n in range(2, len(name) - 1)} - {"成本", "费用"}
            persons = [
                other
                for other in table.lines
                if other.actual.kind == "number"
                and other.actual.low > 0
                and other.actual.unit.text in {"人", "名"}
                and any(pair in plain(other.indicator.level3.text) for pair in pairs)
            ]
            paid = any(pair in plain(project.name) for pair in pairs)
            if not spent or len(persons) != 1 or not paid or line.actual.high <= 0:
                continue
            each = Fraction(spent, 100) / persons[0].actual.low
            if each >= 2 * line.actual.high:
                yield finding(
                    "J313",
                    table,
                    [line, persons[0]],
                    expected=f"{rounded(each)}元",
                    spent=money(spent, project.money_unit),
                    each=number(rounded(each)),
                )


def mixed_units(subject: Subject) -> Iterator[Finding]:
    """J309: budget and expenditure told in one sentence in two units."""
    for table, project, told in projects_of(subject):
        if told is not None and {unit.removesuffix("元") for unit in told.units} == {"万", ""}:
            yield finding(
                "J309",
                table,
                where=[_section(table, project)],
                units="、".join(told.units),
                text=told.text[:60],
            )


RULES = {
    "J302": rate_printed,
    "J303": rate_of_tasks,
    "J304": rate_told,
    "J305": rate_told_otherwise,
    "J307": two_bases,
    "J308": low_execution,
    "J309": mixed_units,
    "J313": cost_per_head,
}
