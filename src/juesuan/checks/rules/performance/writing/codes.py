"""What a system kept as numbers (系统代码、日期序号): printed so, nobody can read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import DepartmentEvaluation, Evaluation, evaluations
from juesuan.checks.tables.saying import finding
from juesuan.performance import plain, serial_date, vocabulary
from juesuan.performance.figures import AssessedIndicator
from juesuan.reading.performance import NOTHING, Value

__all__ = ["RULES"]


def _operator_code(indicator: AssessedIndicator) -> Value:
    """The cell of the operator, if a system's number stands there."""
    cell = indicator.printed.operator
    return cell if vocabulary().is_operator_code(cell.text) else NOTHING


def _unit_code(indicator: AssessedIndicator) -> Value:
    """The cell of the unit, if a system's number stands there."""
    cell = indicator.printed.unit
    return cell if vocabulary().is_unit_code(cell.text) else NOTHING


def _level_codes(evaluation: Evaluation) -> list[Value]:
    """The levels of the department's tasks that are printed as one digit."""
    tasks = evaluation.printed.tasks if isinstance(evaluation, DepartmentEvaluation) else ()
    levels = [task.level for task in tasks]
    return [
        level for level in levels if plain(level.text).isdigit() and len(plain(level.text)) == 1
    ]


def _codes(cells: Iterable[Value]) -> str:
    """Each code once, in printed order."""
    return ",".join(dict.fromkeys(cell.text for cell in cells if cell)) or "—"


def unresolved_codes(subject: Subject) -> Iterator[Finding]:
    """J501: operators and units are a system's numbers."""
    for evaluation in subject.once(evaluations).every:
        coded = [one for one in evaluation.indicators if _operator_code(one) or _unit_code(one)]
        if coded:
            cells = [one.printed.operator or one.printed.unit for one in coded]
            yield finding(
                "J501",
                evaluation,
                coded,
                where=[evaluation.at(one, cell) for one, cell in zip(coded, cells, strict=True)],
                operators=_codes(map(_operator_code, coded)),
                units=_codes(map(_unit_code, coded)),
                levels=_codes(_level_codes(evaluation)),
            )


def _serials(evaluation: Evaluation) -> Iterator[tuple[Where, str]]:
    """The cells of a table that print a date as a day number: place, number = date."""
    for indicator in evaluation.indicators:
        both = ((indicator.target, indicator.goal), (indicator.actual, indicator.printed.actual))
        for said, cell in both:
            if "serial" in said.notes:
                number = plain(cell.text)
                yield evaluation.at(indicator, cell), f"{number} = {serial_date(int(number))}"


def date_serial(subject: Subject) -> Iterator[Finding]:
    """J502: a date is printed as a spreadsheet's day number."""
    for evaluation in subject.once(evaluations).every:
        if serials := list(_serials(evaluation)):
            dates = "；".join(dict.fromkeys(text for _, text in serials))
            yield finding("J502", evaluation, where=[place for place, _ in serials], dates=dates)


RULES = {"J501": unresolved_codes, "J502": date_serial}
