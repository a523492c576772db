"""Execution rates (执行率): executed ÷ full-year budget, for projects, rows and tasks alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, ProjectEvaluation, evaluations
from juesuan.checks.tables.money import amount_in, rate_span, sure_rows, sure_tasks
from juesuan.checks.tables.saying import finding, money, number
from juesuan.checks.tables.wording import texts
from juesuan.facts import MoneyUnit
from juesuan.performance import plain, rounded
from juesuan.performance.figures import AssessedIndicator, rate_in
from juesuan.performance.rates import RateSpan
from juesuan.reading.performance import MoneyRow
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class _WrongRate(Struct, frozen=True):
    """A printed rate (%) that is not executed ÷ budget; ``initial``: it is that of the initial
    budget. Amounts in cents."""

    row: MoneyRow
    rate: Decimal
    spent: int
    budget: int
    initial: int | None

    def on_initial(self, unit: MoneyUnit) -> bool:
        """Whether the rate is measured on the initial budget."""
        return bool(self.initial) and rate_span(self.spent, self.initial or 1, unit).fits(self.rate)


def _wrong_rates(evaluation: Evaluation) -> Iterator[_WrongRate]:
    """The rows whose rate does not follow from their amounts; none where rates are printed as
    ratios."""
    unit = evaluation.unit
    for row in sure_rows(evaluation.money):
        rate, spent = rate_in(row["rate"]), amount_in(row["executed"], unit)
        budget = amount_in(row[evaluation.budget_role(row)], unit)
        if rate is None or spent is None or not budget:
            continue
        allowed = rate_span(spent, budget, unit)
        if not allowed.fits(rate):
            as_ratio = allowed.as_ratio().fits(rate)
            initial = amount_in(row["initial"], unit)
            if as_ratio:
                return
            yield _WrongRate(row, rate, spent, budget, initial)


def rate_printed(subject: Subject) -> Iterator[Finding]:
    """J302: the printed rate is not executed ÷ full-year budget; ``base`` where it is
    executed ÷ initial budget. Rows with the same amounts and rate are one finding."""
    for evaluation in subject.once(evaluations).every:
        alike = defaultdict[object, list[_WrongRate]](list)
        for one in _wrong_rates(evaluation):
            alike[one.rate, one.spent, one.budget, one.initial].append(one)
        for wrong, *others in alike.values():
            yield _rate_differs(evaluation, wrong, others)


def _rate_differs(
    evaluation: Evaluation, wrong: _WrongRate, others: Sequence[_WrongRate]
) -> Finding:
    unit = evaluation.unit
    due = rounded(Fraction(wrong.spent, wrong.budget) * 100)
    rows = [one.row for one in (wrong, *others)]
    return finding(
        "J302",
        evaluation,
        where=[evaluation.where(row["rate"], row.label) for row in rows],
        expected=f"{due}%",
        variant="base" if wrong.on_initial(unit) else "",
        rate=number(wrong.rate),
        spent=money(wrong.spent, unit),
        budget=money(wrong.budget, unit),
        initial=money(wrong.initial or 0, unit),
        due=due,
    )


def rate_of_tasks(subject: Subject) -> Iterator[Finding]:
    """J303: a task's rate is not spent ÷ approved."""
    for department in subject.once(evaluations).departments:
        unit = department.unit
        for task in sure_tasks(department):
            rate, spent = rate_in(task.rate), amount_in(task.spent, unit)
            approved = amount_in(task.approved, unit)
            if rate is None or spent is None or not approved:
                continue
            if not rate_span(spent, approved, unit).fits(rate):
                due = rounded(Fraction(spent, approved) * 100)
                yield finding(
                    "J303",
                    department,
                    where=[department.at_task(task, task.rate)],
                    expected=f"{due}%",
                    rate=number(rate),
                    spent=money(spent, unit),
                    budget=money(approved, unit),
                    due=due,
                )


class TwoBases(RuleSettings, frozen=True):
    """``progress`` finds names of indicators that report how far money was spent."""

    progress: Pattern


def _reports(indicator: AssessedIndicator, rates: RateSpan, printed: Decimal) -> bool:
    """Whether an indicator of progress reports one of these rates, and not the printed one."""
    value = indicator.actual.low
    percent = indicator.target.unit.percent and indicator.actual.kind == "number"
    progress = TwoBases.of("J307").progress.finds_in(plain(indicator.name))
    if not percent or not progress or value in {Fraction(printed), 100}:
        return False
    return rates.fits_cut(Decimal(value.numerator) / value.denominator)


def two_bases(subject: Subject) -> Iterator[Finding]:
    """J307: the rate is measured on the full-year budget, an indicator of the same table on
    the initial one."""
    for project in subject.once(evaluations).projects:
        figures = project.figures
        initial, spent = figures.amount(figures.main, "initial"), figures.executed
        rate = figures.printed_rate
        budget = figures.budget
        if not initial or not spent or rate is None or budget is None or initial == budget:
            continue
        on_initial = rate_span(spent, initial, project.unit)
        indicators = [one for one in project.indicators if _reports(one, on_initial, rate)]
        if indicators:
            yield finding(
                "J307",
                project,
                indicators,
                rate=number(rate),
                initial=money(initial, project.unit),
                budget=money(budget, project.unit),
            )


class LowExecution(RuleSettings, frozen=True):
    """``measures`` finds that a text names something to do better."""

    measures: Pattern


def _names_a_measure(project: ProjectEvaluation, row: MoneyRow) -> bool:
    """Whether a text that explains names a measure."""
    told = [*texts(project, "other", "analysis", "reason"), row["reason"]]
    measures = LowExecution.of("J308").measures
    return any(measures.finds_in(plain(value.text)) for value in told)


def low_execution(subject: Subject) -> Iterator[Finding]:
    """J308: hardly anything was spent, and the table names no measure to do better."""
    for project in subject.once(evaluations).projects:
        row, rate = project.figures.main, project.figures.rate
        if row is None or not rate or not row["executed"]:
            continue
        low = rate * 100 < Fraction(project.figures.policy.low_execution)
        if low and not _names_a_measure(project, row):
            yield finding(
                "J308",
                project,
                where=[project.where(row["rate"] or row["executed"], row.label)],
                rate=number(rounded(rate * 100)),
                spent=money(project.figures.executed or 0, project.unit),
                budget=money(project.figures.budget or 0, project.unit),
            )


RULES = {
    "J302": rate_printed,
    "J303": rate_of_tasks,
    "J307": two_bases,
    "J308": low_execution,
}
SETTINGS: dict[str, type[RuleSettings]] = {"J307": TwoBases, "J308": LowExecution}
