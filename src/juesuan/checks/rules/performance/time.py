"""Years and completion (年度、完成): results belong to the year of the account, and are done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import Table, finding, view
from juesuan.performance import plain
from juesuan.performance.statements import clauses, no_reason, says, words_of
from juesuan.performance.tables import Line, Project
from juesuan.reading.performance import Value

__all__ = ["RULES"]

_DATED = re.compile(r"(20\d\d)年(\d{1,2})月(?:\d{1,2}日|底|末|份)?")


def _projects(subject: Subject) -> Iterator[tuple[Table, Project]]:
    for table in subject.once(view).projects:
        if table.project is not None:
            yield table, table.project


def later_year(subject: Subject) -> Iterator[Finding]:
    """J601: an indicator named for a later year is reported as reached."""
    seen = subject.once(view)
    for table, _ in _projects(subject):
        lines = []
        for line in table.lines:
            years = [int(y) for y in re.findall(r"(20\d\d)年", plain(line.indicator.level3.text))]
            reached = line.found.outcome == "met" and (line.score or 0) > 0
            if years and min(years) > seen.year and reached:
                lines.append(line)
        if lines:
            yield finding("J601", table, lines, year=seen.year)


def _late(text: str, year: int) -> str:
    """What a text reports as done after a year: date and words, or nothing."""
    for clause in clauses(text):
        for match in _DATED.finditer(clause):
            after = clause[match.end() : match.end() + 14]
            before = clause[max(0, match.start() - 8) : match.start()]
            if int(match[1]) <= year or says("results", "planned", before + after):
                continue
            if re.match("[0-9至到-]", after) or re.search(r"[至到—~-]$", before):
                continue
            if says("results", "finished", after) or says("results", "finished", before[-3:]):
                return clause[max(0, match.start() - 8) : match.end() + 16]
    return ""


def result_after_year(subject: Subject) -> Iterator[Finding]:
    """J602: results of a later year are reported, and full points are given."""
    seen = subject.once(view)
    for table, project in _projects(subject):
        spoken = [project.table.actual, *(section.text for section in project.table.analysis)]
        spoken += [line.indicator.actual for line in table.lines]
        if not any(line.full for line in table.lines):
            continue
        for value in spoken:
            if text := _late(value.text, seen.year):
                yield finding("J602", table, where=[table.where(value)], text=text, year=seen.year)
                break


def goal_of_earlier_year(subject: Subject) -> Iterator[Finding]:
    """J603: the year's goal says what must be done in an earlier year."""
    seen = subject.once(view)
    to_do = words_of("results", "to_do").pattern
    pattern = re.compile(rf"(20\d\d)年(?:内|底|底前|前|末|度)?(?:{to_do})")
    for table, project in _projects(subject):
        for clause in clauses(project.table.target.text):
            match = pattern.search(clause)
            if match and int(match[1]) < seen.year and f"{seen.year}年" not in clause:
                text = clause[max(0, match.start() - 4) : match.end() + 16]
                where = [table.where(project.table.target)]
                yield finding("J603", table, where=where, text=text, year=seen.year)
                break


def _told_earlier(line: Line, sentences: Sequence[tuple[Value, str, int]]) -> Value | None:
    """The text that reports an indicator's very result for an earlier year."""
    actual = line.actual
    if actual.kind != "number" or actual.low.denominator != 1 or actual.unit.kind != "counted":
        return None
    number = rf"(?<!\d){actual.low.numerator}余?{re.escape(actual.unit.text)}(?!\d)"
    name = plain(line.indicator.level3.text)
    pairs = {name[n : n + 2] for n in range(len(name) - 1)}
    for value, sentence, _ in sentences:
        shared = sum(pair in sentence for pair in pairs)
        if re.search(number, sentence) and shared >= 2:
            return value
    return None


def earlier_result(subject: Subject) -> Iterator[Finding]:
    """J604: a result that the texts date to an earlier year is scored again."""
    seen = subject.once(view)
    for table, project in _projects(subject):
        sentences: list[tuple[Value, str, int]] = []
        for section in project.table.analysis:
            for sentence in re.split("[。；;]", re.sub(r"<[^<>]{1,20}>", "", section.text.text)):
                years = [int(match[1]) for match in _DATED.finditer(sentence)]
                if years and max(years) < seen.year and f"{seen.year}年" not in sentence:
                    sentences.append((section.text, plain(sentence), max(years)))
        found = [
            (line, value)
            for line in table.lines
            if line.full and (value := _told_earlier(line, sentences)) is not None
        ]
        if found:
            lines = [line for line, _ in found]
            points = sum((line.score or Decimal(0) for line in lines), Decimal(0))
            where = [*(table.at(line) for line in lines), table.where(found[0][1])]
            yield finding("J604", table, lines, where=where, points=points, year=seen.year)


def not_yet_done(subject: Subject) -> Iterator[Finding]:
    """J605: acceptance, or a finished product, is scored in full while the texts tell that
    acceptance is awaited or only a draft exists."""
    for table, project in _projects(subject):
        texts = [project.table.actual, project.table.other_matters]
        texts = [value for value in texts if value]
        waiting = [value for value in texts if says("done", "waiting", value.text)]
        drafts = [value for value in texts[:1] if says("done", "drafts", value.text)]
        later = [value for value in texts if says("done", "later", value.text)]
        told = [section.text for section in project.table.analysis]
        waiting += [value for value in told if says("done", "pay_later", value.text)]
        lines = [
            line
            for line in table.lines
            if (waiting and _claims_acceptance(line))
            or (line.full and line.found.outcome == "met" and drafts and _finished_product(line))
            or (line.full and line.actual.stated == "met" and later)
        ]
        if lines:
            place = (waiting or drafts or later)[0]
            where = [*(table.at(line) for line in lines), table.where(place)]
            yield finding("J605", table, lines, where=where)


def _accepted(line: Line) -> bool:
    """Whether an indicator is about passing acceptance or review."""
    name = plain(line.indicator.level3.text)
    return says("done", "approved_names", name) and line.target.kind == "number"


def _claims_acceptance(line: Line) -> bool:
    """Whether nearly all points are given for acceptance, or some with no word on why."""
    nearly = (line.score or 0) * 10 >= (line.weight or 1) * 9
    unsaid = no_reason(line.indicator.reason.text) or line.found.outcome == "missed"
    return _accepted(line) and nearly and unsaid


def _finished_product(line: Line) -> bool:
    """Whether an indicator is about a finished product, not about having begun one."""
    name = plain(line.indicator.level3.text)
    product = says("done", "product_names", name) and re.search("实施|完成|验收|通过", name)
    return bool(product) or _accepted(line)


def added_late(subject: Subject) -> Iterator[Finding]:
    """J606: a project that the texts say was added at the end of the year has an initial
    budget."""
    for table, project in _projects(subject):
        initial = project.amount(project.main, "initial")
        for value in (project.table.other_matters, project.table.actual):
            match = words_of("results", "added_late").search(plain(value.text))
            if not match or not initial:
                continue
            sentence = plain(value.text)[max(0, match.start() - 14) : match.end() + 10]
            if re.search(r"新增项目[“\"《]", sentence) or not re.search("本项目|该项目", sentence):
                continue
            row = project.main
            where = [table.where(row["initial"] if row else value), table.where(value)]
            yield finding("J606", table, where=where, text=sentence)
            break


_TITLED = re.compile(r"(20\d\d)年度?(?:部门|单位|整体|项目支出|项目绩效)|\((20\d\d)年度?\)")


def another_year(subject: Subject) -> Iterator[Finding]:
    """J607: a table's title names another year; ``goals``: the department's yearly goals do
    not speak of the year at all."""
    seen = subject.once(view)
    for table in seen.tables:
        printed = table.project.table if table.project else table.department
        match = _TITLED.search(plain(printed.title)) if printed else None
        titled = int(match[1] or match[2]) if match else seen.year
        if titled != seen.year:
            yield finding("J607", table, expected=str(seen.year), found=titled, year=seen.year)
        if table.department is None:
            continue
        goals = [goal for goal in table.department.yearly_goals if goal.year]
        years = {int(y) for goal in goals for y in re.findall(r"20\d\d", goal.year.text)}
        if years and seen.year not in years:
            yield finding(
                "J607",
                table,
                where=[table.where(goals[0].year)],
                expected=str(seen.year),
                variant="goals",
                found="、".join(map(str, sorted(years))),
                year=seen.year,
            )


RULES = {
    "J601": later_year,
    "J602": result_after_year,
    "J603": goal_of_earlier_year,
    "J604": earlier_result,
    "J605": not_yet_done,
    "J606": added_late,
    "J607": another_year,
}
