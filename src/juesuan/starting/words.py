"""The author's words of last year (文字、项目、指标) that go on into the new year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from juesuan.checks import Subject
from juesuan.ledger.filling import BookRow
from juesuan.ledger.schema import called, choices, compared, written_choices
from juesuan.publishing import given_texts
from juesuan.reading import Reading
from juesuan.reading.performance import Indicator, Performance, Value
from juesuan.resources import Record, load_typed

__all__ = ["dated", "indicator_rows", "project_rows", "text_rows"]


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
    """Rows of the table 绩效指标, with the targets of last year; what came of them is for the new
    year, unless ``results`` are wanted."""
    for project in performance.projects:
        for indicator in project.indicators if project.name else ():
            row: dict[str, str] = {
                "project": _line(project.name),
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
