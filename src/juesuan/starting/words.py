"""The author's words of last year (文字、项目、指标) that go on into the new year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from juesuan.ledger.filling import BookRow
from juesuan.ledger.schema import choices, compared, written_choices
from juesuan.reading.narrative import Narrative, Section
from juesuan.reading.performance import Performance, Value
from juesuan.resources import Record, load_typed
from juesuan.text import plain

__all__ = ["dated", "indicator_rows", "project_rows", "text_rows"]


class _Dated(Record):
    pattern: str


class _Starting(Record):
    """What ``data/book/starting.toml`` says."""

    places: Mapping[str, tuple[str, ...]]
    dated: _Dated


@cache
def _data() -> _Starting:
    return load_typed(_Starting, "book/starting.toml")


def dated(text: str) -> bool:
    """Whether a text speaks of a year, so that it must be looked at anew."""
    return bool(re.search(_data().dated.pattern, text))


def text_rows(narrative: Narrative) -> Iterator[BookRow]:
    """Rows of the table 文字: what stands under the headings of duties and organisation, one
    paragraph a row."""
    labels = {choice.id: choice.zh for choice in choices("text_places")}
    for place, titles in _data().places.items():
        for number, section in enumerate(narrative.sections):
            if section.kind == "text" and _titled(section, titles):
                found = [{"place": labels[place], "text": t} for t in _texts(narrative, number)]
                if found:
                    yield from found
                    break


def _titled(section: Section, titles: Sequence[str]) -> bool:
    said = plain(section.title)
    return any(said == title or said.endswith(title) for title in map(plain, titles))


def _texts(narrative: Narrative, number: int) -> Iterator[str]:
    """A section's own text and those of the items below it, with their numbers."""
    own = narrative.sections[number]
    if text := "".join(sentence.text for sentence in own.sentences):
        yield text
    for at, section in enumerate(narrative.sections[number + 1 :], number + 1):
        if section.level <= own.level:
            return
        text = "".join(sentence.text for sentence in section.sentences)
        if title := section.title if not text.startswith(section.title) else "":
            text = f"{title}。{text}" if text else title
        if text and _below(narrative, at, number):
            yield f"{section.number}{text}"


def _below(narrative: Narrative, at: int, number: int) -> bool:
    while at >= 0 and at != number:
        at = narrative.sections[at].parent
    return at == number


def project_rows(performance: Performance, unit: str) -> Iterator[BookRow]:
    """Rows of the table 项目: names, bodies and goals; what came of them is for the new year."""
    own = compared(unit)
    for project in performance.projects:
        if not project.name:
            continue
        row = {"name": _line(project.name), "target": _line(project.target)}
        bodies = {
            "main_body": _line(project.main_body),
            "implementing_unit": _line(project.implementing_unit),
        }
        yield {**row, **{key: said for key, said in bodies.items() if compared(said) != own}}


_LEADING = re.compile(r"^\s*(≥|≤|>=|<=|=|>|<|＞|＜|＝)?\s*(.*)$", re.DOTALL)
_OPERATORS = {">=": "≥", "<=": "≤", "＝": "=", "＞": ">", "＜": "<"}
_NUMBER = re.compile(r"^(-?[\d,]+(?:\.\d+)?)\s*(\D{0,8})$")


def indicator_rows(performance: Performance) -> Iterator[BookRow]:
    """Rows of the table 绩效指标, with the targets of last year; results are for the new year."""
    for project in performance.projects:
        for indicator in project.indicators if project.name else ():
            row = {
                "project": _line(project.name),
                "level1": _choice("indicator_levels", indicator.level1),
                "level2": _choice("indicator_parts", indicator.level2),
                "name": _line(indicator.level3),
                **_target(indicator.operator, indicator.target, indicator.unit),
                "weight": _points(indicator.weight),
            }
            if row["name"] and row["level1"] and row["level2"]:
                yield row


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
