"""How targets are written (指标写法): codes, units, magnitudes, markup left in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from juesuan.checks.model import Finding, Severity, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import finding, view
from juesuan.performance import on_one_scale, plain, serial_date, vocabulary
from juesuan.performance.tables import Line

__all__ = ["RULES"]

_GROSS = 1000
"""From this many times the target the two figures must be in different units."""


def _lines(
    subject: Subject, code: str, wanted: Callable[[Line], bool], projects: bool = False
) -> Iterator[Finding]:
    """One finding for every table with such lines."""
    seen = subject.once(view)
    for table in seen.projects if projects else seen.tables:
        lines = [line for line in table.lines if wanted(line)]
        if lines:
            yield finding(code, table, lines)


def unresolved_codes(subject: Subject) -> Iterator[Finding]:
    """J501: operators and units are a system's numbers."""
    words = vocabulary()
    for table in subject.once(view).tables:
        operators: list[str] = []
        units: list[str] = []
        lines = []
        for line in table.lines:
            printed = line.indicator
            coded = words.is_operator_code(printed.operator.text)
            if coded and printed.operator.text not in operators:
                operators.append(printed.operator.text)
            unit = words.is_unit_code(printed.unit.text)
            if unit and printed.unit.text not in units:
                units.append(printed.unit.text)
            if coded or unit:
                lines.append(line)
        levels: list[str] = []
        if table.department is not None:
            for task in table.department.tasks:
                if re.fullmatch(r"\d", plain(task.level.text)) and task.level.text not in levels:
                    levels.append(task.level.text)
        if lines:
            yield finding(
                "J501",
                table,
                lines,
                where=[
                    table.at(line, line.indicator.operator or line.indicator.unit) for line in lines
                ],
                operators=",".join(operators) or "—",
                units=",".join(units) or "—",
                levels=",".join(levels) or "—",
            )


def date_serial(subject: Subject) -> Iterator[Finding]:
    """J502: a date is printed as a spreadsheet's day number."""
    for table in subject.once(view).tables:
        found: list[tuple[Where, str]] = []
        for line in table.lines:
            for said, value in ((line.target, line.goal), (line.actual, line.indicator.actual)):
                if "serial" in said.notes:
                    day = serial_date(int(plain(value.text)))
                    found.append((table.at(line, value), f"{plain(value.text)} = {day}"))
        if found:
            dates = dict.fromkeys(text for _, text in found)
            yield finding(
                "J502", table, where=[place for place, _ in found], dates="；".join(dates)
            )


def percent_on_words(subject: Subject) -> Iterator[Finding]:
    """J503: words with % as their unit (作用明显 %)."""
    yield from _lines(
        subject,
        "J503",
        lambda line: (
            "percent_on_words" in line.target.notes
            and not re.search(r"\d|(?:率|增速|比例|比重)$", line.target.text)
            and line.actual.kind == "words"
            and not line.actual.stated
        ),
    )


def percent_as_ratio(subject: Subject) -> Iterator[Finding]:
    """J504: a percentage printed as a ratio: 0.9 for 90 %, 0.95 with the unit %."""
    yield from _lines(subject, "J504", _is_ratio)


def _is_ratio(line: Line) -> bool:
    """Whether a percentage is printed as a ratio: the actual value of a percentage above 2,
    or the target of a rate that is always some tens of percent."""
    if line.found.as_ratio:
        return True
    words, target, name = vocabulary(), line.target, plain(line.indicator.level3.text)
    rate = name.endswith(("率", "度")) and words.high_rates.search(name)
    percent = target.unit.percent or target.unit.kind == "code"
    if target.kind != "number" or not rate or not percent or "unit_in_cell" in target.notes:
        return False
    if target.operator in {"<=", "<", "?"} or words.fewer_is_better.search(name):
        return False
    ratio = 0 < target.low < 1 and "." in target.text
    whole = target.low == 1 and target.unit.percent and line.actual.kind != "number"
    return ratio or whole


def units_clash(subject: Subject) -> Iterator[Finding]:
    """J505: the target carries a unit or magnitude that its unit column contradicts."""
    yield from _lines(subject, "J505", _clashes)


def _clashes(line: Line) -> bool:
    words, target = vocabulary(), line.target
    column = words.unit(line.indicator.unit.text)
    if column.kind in {"none", "code", "date", "words"} or target.kind not in {"number", "range"}:
        return False
    if "two_magnitudes" in target.notes:
        return True
    if "unit_in_cell" not in target.notes:
        return False
    own = target.unit
    if own.kind == column.kind == "counted":
        return own.text != column.text and not (own.text in column.text or column.text in own.text)
    if own.kind == column.kind == "known":
        return own.base != column.base
    return {own.kind, column.kind} == {"known", "counted"}


def units_differ(subject: Subject) -> Iterator[Finding]:
    """J506: target and result differ so much that they must be in different units."""

    def wanted(line: Line) -> bool:
        if line.target.kind != "number" or line.actual.kind != "number" or line.found.as_ratio:
            return False
        if line.found.reason == "different_units":
            return False  # 180天 and 6个月 are far apart as numbers only.
        target, actual = on_one_scale(line.target, line.actual)
        low, high = sorted((abs(target.low), abs(actual.low)))
        return low > 0 and high >= _GROSS * low

    yield from _lines(subject, "J506", wanted)


def no_unit(subject: Subject) -> Iterator[Finding]:
    """J507: a number without a unit; ``money`` for sums of money."""
    words = vocabulary()
    for table in subject.once(view).tables:
        lines = [
            line
            for line in table.lines
            if line.target.kind in {"number", "range"}
            and line.target.unit.kind == "none"
            and "magnitude_in_cell" not in line.target.notes
            and not re.search(r"(?:[(（].+[)）]|率|度)$", line.indicator.level3.text.strip())
        ]
        if not lines:
            continue
        costly = [
            line
            for line in lines
            if "成本" in line.indicator.level2.text and words.money_names.search(line.name)
        ]
        severity: Severity = "warning" if costly else "info"
        yield finding("J507", table, costly or lines, severity=severity)


def magnitude_in_cell(subject: Subject) -> Iterator[Finding]:
    """J508: the number cell carries a magnitude (2亿) beside a unit column."""
    yield from _lines(
        subject,
        "J508",
        lambda line: (
            line.target.kind == "number"
            and "magnitude_in_cell" in line.target.notes
            and "unit_in_cell" not in line.target.notes
            and bool(line.indicator.unit)
            and not _clashes(line)
        ),
    )


def wrong_unit(subject: Subject) -> Iterator[Finding]:
    """J509: the unit is none of the target: other words (有效维护 for 有效提升), a percentage
    for a count (期数 %)."""
    yield from _lines(subject, "J509", _misnamed)


_COUNTS = re.compile(r"(?:个数|期数|次数|人数|户数|家数|份数|项数|篇数|天数|件数|册数|数量)$")


def _misnamed(line: Line) -> bool:
    unit, target = vocabulary().unit(line.indicator.unit.text), line.target
    if target.kind == "number" and unit.percent and "unit_in_cell" not in target.notes:
        return bool(_COUNTS.search(plain(line.indicator.level3.text)))
    if target.kind != "words" or unit.kind != "other" or line.actual.text != target.text:
        return False
    return len(unit.text) >= 4 and unit.text != target.text and "/" not in unit.text


def words_for_number(subject: Subject) -> Iterator[Finding]:
    """J510: the target is words or a year while the result is a number. Words that name a
    figure (预算数, 上年水平) are left alone: it stands elsewhere."""
    named = vocabulary().named_figures

    def wanted(line: Line) -> bool:
        operator = line.target.operator in {">=", ">", "<=", "<"}
        if named.search(line.target.text):
            return False
        words = line.target.kind == "words" and operator and not re.search(r"\d", line.target.text)
        year = line.target.kind == "date" and bool(re.fullmatch(r"\d{4}年", line.target.text))
        return bool(words or year) and (line.actual.kind == "number" or bool(line.actual.stated))

    yield from _lines(subject, "J510", wanted)


def no_name(subject: Subject) -> Iterator[Finding]:
    """J511: an indicator without a name of its own."""
    for table in subject.once(view).tables:
        lines = [
            line
            for line in table.lines
            if not line.indicator.level3 and line.goal and line.indicator.actual
        ]
        if lines and len(lines) * 2 < len(table.lines):
            yield finding("J511", table, lines)


RULES = {
    "J501": unresolved_codes,
    "J502": date_serial,
    "J503": percent_on_words,
    "J504": percent_as_ratio,
    "J505": units_clash,
    "J506": units_differ,
    "J507": no_unit,
    "J508": magnitude_in_cell,
    "J509": wrong_unit,
    "J510": words_for_number,
    "J511": no_name,
}
