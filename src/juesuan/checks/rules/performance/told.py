"""Numbers and dates told in the analysis (自评结果分析): those of the indicators, and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import finding, view
from juesuan.performance import plain
from juesuan.performance.statements import clauses, words_of
from juesuan.performance.tables import Line
from juesuan.reading.performance import Value

__all__ = ["RULES"]

_SMALL = {word: n for n, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_KINDS = ("种", "类")


def _whole(text: str) -> int | None:
    """A small whole number in digits or one Chinese word."""
    return int(text) if text.isdigit() else _SMALL.get(text)


def _patterns(line: Line) -> list[str]:
    """How texts tell the number that an indicator of persons or kinds reports."""
    name, unit = plain(line.indicator.level3.text), line.actual.unit.text
    if unit in {"人", "名"} and re.search("人员|人数", name):
        supplied = words_of("results", "supplied").pattern
        begin = re.escape(name[:2])
        return [
            rf"(?:{supplied})\D{{0,4}}?(\d+)名[^，。；\d]{{0,6}}人员",
            rf"{begin}人员(\d+)名",
        ]
    if unit in _KINDS:
        pairs = {name[n : n + 2] for n in range(len(name) - 1)}
        noun = "|".join(re.escape(pair) for pair in pairs if not re.search("[种类数量]", pair))
        return [rf"([两一二三四五六七八九十]|\d+)[种类][^，。；]{{0,8}}(?:{noun})"] if noun else []
    return []


def _told_number(line: Line, texts: list[Value]) -> tuple[int, Value] | None:
    """Another number than the indicator's, where the texts tell its number in one way and
    never as the indicator has it."""
    actual = line.actual
    if actual.kind != "number":
        return None
    more = actual.operator in {">=", ">"} and line.target.operator != "<="
    for pattern in _patterns(line):
        found = [
            (number, value)
            for value in texts
            for clause in clauses(value.text)
            for match in re.finditer(pattern, clause)
            if (number := _whole(match[1])) is not None
        ]
        fits = [n for n, _ in found if n == actual.low or (more and n > actual.low)]
        if found and not fits:
            return found[0]
    return None


def number_told(subject: Subject) -> Iterator[Finding]:
    """J709: the texts tell another number of persons or kinds than the indicator."""
    for table in subject.once(view).projects:
        sections = table.project.table.analysis if table.project else ()
        texts = [section.text for section in sections]
        wrong = [(line, found) for line in table.lines if (found := _told_number(line, texts))]
        if wrong:
            yield finding(
                "J709",
                table,
                [line for line, _ in wrong],
                where=[
                    place
                    for line, (_, value) in wrong
                    for place in (table.at(line), table.where(value))
                ],
                told="、".join(str(number) for _, (number, _) in wrong),
            )


_DATED = re.compile(r"(20\d\d)年(\d{1,2})月")


def dates_reversed(subject: Subject) -> Iterator[Finding]:
    """J710: what was begun is told as finished before: 10月征求意见，并于6月完成终稿."""
    begun = re.compile(words_of("results", "begun").pattern)
    ended = re.compile("完成|竣工|终稿|验收|印发|定稿")
    for table in subject.once(view).projects:
        sections = table.project.table.analysis if table.project else ()
        for value in (section.text for section in sections):
            text = ""
            for sentence in re.split("[。；;]", re.sub(r"<[^<>]{1,20}>", "", value.text)):
                start: tuple[int, int] | None = None
                for clause in clauses(sentence):
                    match = _DATED.search(clause)
                    if match is None:
                        continue
                    when = int(match[1]), int(match[2])
                    if start and clause.startswith(("并", "后")) and ended.search(clause):
                        if when < start:
                            text = clause
                    elif begun.search(clause[match.end() :]):
                        start = when
            if text:
                yield finding("J710", table, where=[table.where(value)], text=text[:40])
                break


RULES = {"J709": number_told, "J710": dates_reversed}
