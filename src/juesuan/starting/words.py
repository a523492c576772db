"""The author's words of last year (文字、项目、指标) that go on into the new year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from juesuan.checks import Subject
from juesuan.facts import YUAN, AmountError, MoneyUnit, money_unit, parse_amount, plain_amount
from juesuan.ledger.filling import BookRow
from juesuan.ledger.schema import called, choices, compared, written_choices
from juesuan.publishing import given_texts
from juesuan.reading import Reading
from juesuan.reading.performance import NOTHING, Indicator, Performance, Value
from juesuan.resources import Record, load_typed

__all__ = [
    "dated",
    "goal_rows",
    "indicator_rows",
    "project_rows",
    "task_rows",
    "text_rows",
]


class _Dated(Record):
    pattern: str


class _Starting(Record):
    """What ``data/book/starting.toml`` says."""

    dated: _Dated


@cache
def _data() -> _Starting:
    return load_typed(_Starting, "book/starting.toml")


def dated(text: str) -> bool:
    """Whether a text speaks of a year, so that it must be looked at anew."""
    return bool(re.search(_data().dated.pattern, text))


def text_rows(reading: Reading) -> Iterator[BookRow]:
    """Rows of the table 文字: duties, organisation and the uses of items, one paragraph a row."""
    for place, code, text in given_texts(Subject.of(reading)):
        yield {"place": called("text_places", place), "code": code, "text": text}


def project_rows(
    performance: Performance, unit: str, *, results: bool = False
) -> Iterator[BookRow]:
    """Rows of the table 项目: names, bodies and goals; what came of them is for the new year,
    unless ``results`` are wanted."""
    own = compared(unit)
    for project in performance.projects:
        if not project.name:
            continue
        row = {"name": _line(project.name), "target": _line(project.target)}
        bodies = {
            "main_body": _line(project.main_body),
            "implementing_unit": _line(project.implementing_unit),
        }
        row |= {key: said for key, said in bodies.items() if compared(said) != own}
        if results:
            row |= {"actual": _line(project.actual), "other": _line(project.other_matters)}
        yield row


_LEADING = re.compile(r"^\s*(≥|≤|>=|<=|=|>|<|＞|＜|＝)?\s*(.*)$", re.DOTALL)
_OPERATORS = {">=": "≥", "<=": "≤", "＝": "=", "＞": ">", "＜": "<"}
_NUMBER = re.compile(r"^(-?[\d,]+(?:\.\d+)?)\s*(\D{0,8})$")


def indicator_rows(performance: Performance, *, results: bool = False) -> Iterator[BookRow]:
    """Rows of the table 绩效指标, the department's first, with the targets of last year; what came
    of them is for the new year, unless ``results`` are wanted."""
    own = [("", department.indicators) for department in performance.department[:1]]
    theirs = [(_line(one.name), one.indicators) for one in performance.projects if one.name]
    for project, indicators in own + theirs:
        for indicator in indicators:
            row: dict[str, str] = {
                "project": project,
                "level1": _choice("indicator_levels", indicator.level1),
                "level2": _choice("indicator_parts", indicator.level2),
                "name": _line(indicator.level3),
                **_target(indicator.operator, indicator.target, indicator.unit),
                "weight": _points(indicator.weight),
            }
            if results:
                row |= _results(indicator)
            if row["name"] and row["level1"] and row["level2"]:
                yield row


def goal_rows(performance: Performance, year: int, *, results: bool = False) -> Iterator[BookRow]:
    """Rows of the table 年度目标: what the department's table says of ``year`` and the years after
    it; what came of them only where ``results`` are wanted."""
    for department in performance.department[:1]:
        for goal in department.yearly_goals:
            found = re.search(r"20\d\d", goal.year.text)
            if found is None or int(found[0]) < year or not goal.target:
                continue
            row = {"year": found[0], "target": _line(goal.target)}
            yield row | ({"actual": _line(goal.actual)} if results else {})


def task_rows(
    performance: Performance, money: MoneyUnit, *, results: bool = False
) -> Iterator[BookRow]:
    """Rows of the table 部门任务: names, levels and contents; their money, in 元, and what came of
    it only where ``results`` are wanted. ``money`` is that of a table that prints no unit."""
    for department in performance.department[:1]:
        unit = money_unit(department.money_unit) if department.money_unit else money
        for task in department.tasks:
            row = {
                "name": _line(task.name),
                "level": _line(task.level),
                "content": _line(task.content),
            }
            if results:
                fiscal = task.approved_fiscal or (NOTHING if task.approved_other else task.approved)
                row |= {
                    "fiscal": _amount(fiscal, unit),
                    "other": _amount(task.approved_other, unit),
                    "spent": _amount(task.spent, unit),
                    "reason": _line(task.reason),
                }
            if row["name"]:
                yield row


def _amount(value: Value, unit: MoneyUnit) -> str:
    """An amount in 元; empty where none is printed."""
    try:
        return plain_amount(parse_amount(value.text, unit), YUAN) if value else ""
    except AmountError:
        return ""


def _results(indicator: Indicator) -> dict[str, str]:
    return {
        "adjusted": _line(indicator.adjusted),
        "actual": _line(indicator.actual),
        "score": _points(indicator.score),
        "reason": _line(indicator.reason),
    }


def _target(operator: Value, target: Value, unit: Value) -> dict[str, str]:
    """Sign, value and unit, which some layouts print in one cell (≥95%)."""
    sign, said, measure = _line(operator), _line(target), _line(unit)
    if match := _LEADING.match(said):
        sign, said = sign or match[1] or "", match[2]
    if not measure and (number := _NUMBER.match(said)):
        said, measure = number[1], number[2].strip()
    sign = _OPERATORS.get(sign, sign)
    known = compared(sign) in written_choices("operators")
    return {"operator": sign if known else "", "target": said, "measure": measure}


def _choice(values: str, written: Value) -> str:
    """A choice by the label of its list; empty where it is none of them."""
    key = written_choices(values).get(compared(written.text), "")
    return next((choice.zh for choice in choices(values) if choice.id == key), "")


def _points(weight: Value) -> str:
    return weight.text if re.fullmatch(r"\d+(\.\d{1,2})?", weight.text) else ""


def _line(value: Value) -> str:
    return " ".join(value.text.split())
