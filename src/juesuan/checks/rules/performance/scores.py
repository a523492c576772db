"""Scores, totals and grades of project tables (绩效自评得分): they follow from one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import Table, finding, last_digit, number, view
from juesuan.performance import execution_points, plain, rounded, suggest
from juesuan.performance.tables import Project, level_of
from juesuan.reading import Document, Grid, Paragraph

__all__ = ["RULES", "due_total", "empty_table"]


def _scored(subject: Subject) -> Iterator[tuple[Table, Project]]:
    """The projects all of whose indicators were read with certainty."""
    for table in subject.once(view).projects:
        if table.project is not None and table.lines and table.sure:
            yield table, table.project


def empty_table(project: Project) -> bool:
    """Whether a table has indicators, and a total or grade, but no weight and no score."""
    printed = bool(project.table.score or project.table.grade)
    return printed and not project.weighed and not project.scored


def _weights(project: Project) -> Decimal | None:
    """The sum of all weights with that of execution; ``None`` where some are not printed."""
    if len(project.weighed) < len(project.lines):
        return None
    return sum(project.weighed, Decimal(0)) + project.execution_weight


def weights_total(subject: Subject) -> Iterator[Finding]:
    """J101: the weights of indicators and execution do not add up to the full score."""
    full = subject.once(view).policy.total
    for table, project in _scored(subject):
        found = _weights(project)
        if found is None or found == full:
            continue
        whole = sum(project.weighed, Decimal(0))
        unweighed = project.main is None or not project.main["weight"]
        if unweighed and whole == full:
            continue
        yield finding(
            "J101",
            table,
            where=[table.where(project.table.total or project.table.subtotal)],
            expected=number(full),
            indicators=number(whole),
            execution=number(project.execution_weight),
            total=number(found),
            full=number(full),
        )


def not_filled_in(subject: Subject) -> Iterator[Finding]:
    """J102: indicators without any weight and score, beside a printed total."""
    for table, project in _scored(subject):
        if empty_table(project):
            yield finding(
                "J102",
                table,
                where=[table.where(project.table.score)],
                total=project.table.score.text or "—",
                number=len(project.lines),
            )


def outside_weight(subject: Subject) -> Iterator[Finding]:
    """J103: a score above its weight, or below zero."""
    for table, project in _scored(subject):
        lines = [
            line
            for line in project.lines
            if line.score is not None
            and (line.score < 0 or (line.weight is not None and line.score > line.weight))
        ]
        if lines:
            yield finding("J103", table, lines)
        points = project.printed_execution
        if points is not None and points > project.execution_weight:
            row = project.main
            yield finding(
                "J103",
                table,
                where=[table.where(row["score"], row.label)] if row else (),
                variant="execution",
                points=number(points),
                weight=number(project.execution_weight),
            )


def _points_from_text(subject: Subject, table: Table, project: Project) -> Decimal | None:
    """Points of execution where the money row is empty but the texts tell of the money."""
    seen = subject.once(view)
    told = seen.told[seen.projects.index(table)]
    if told is None:
        return None
    rate = Fraction(told.executed, told.budget)
    return execution_points(rate, project.policy, project.execution_weight)


def due_total(subject: Subject, table: Table, project: Project) -> Decimal | None:
    """The total that follows from the printed scores and the points of execution, printed or
    computed from the table's money or its texts; ``None`` where it cannot be told."""
    points = project.execution
    if points is None:
        points = _points_from_text(subject, table, project)
    score = project.recomputed(points) if points is not None else None
    return score.total if score else None


def _agrees(printed: Decimal, due: Decimal) -> bool:
    """Whether a printed number is the due one, rounded as it is printed."""
    return abs(printed - due) * 2 <= max(last_digit(printed), last_digit(due))


def total_score(subject: Subject) -> Iterator[Finding]:
    """J104: the total is not the sum; J104 ``execution`` where just execution is left out."""
    for table, project in _scored(subject):
        printed, due = project.total, due_total(subject, table, project)
        if printed is None or due is None or _agrees(printed, due):
            continue
        indicators = sum(project.scored, Decimal(0))
        omitted = _agrees(printed, indicators)
        yield finding(
            "J104",
            table,
            where=[table.where(project.table.score)],
            expected=number(due),
            variant="execution" if omitted else "",
            printed=number(printed),
            indicators=number(indicators),
            execution=number(due - indicators),
            total=number(due),
        )


def grade(subject: Subject) -> Iterator[Finding]:
    """J105: the grade does not follow from the total, printed or recomputed."""
    for table, project in _scored(subject):
        printed = plain(project.table.grade.text)
        total = project.total
        known = [entry.name for entry in project.policy.grades]
        short = next((name for name in known if printed.startswith(name)), printed)
        if not printed or total is None:
            continue
        if empty_table(project):
            yield finding(
                "J105",
                table,
                where=[table.where(project.table.grade)],
                variant="no_basis",
                grade=printed,
                total=number(total),
            )
            continue
        if short not in known:
            continue
        due = due_total(subject, table, project)
        right = due if due is not None and not _agrees(total, due) else total
        if project.policy.grade(right) != short:
            yield finding(
                "J105",
                table,
                where=[table.where(project.table.grade)],
                expected=project.policy.grade(right),
                variant="" if right == total else "recomputed",
                grade=printed,
                total=number(right),
                due=project.policy.grade(right),
            )


_NOTE = re.compile(
    r"产出指标(?:总分)?(?:为)?50(?:分|%)[^。]{0,12}效益指标(?:总分)?(?:为)?30(?:分|%)"
)


def _weights_noted(subject: Subject) -> bool:
    """Whether the notes of the document's own tables lay the weights down."""
    documents = subject.reading.documents if subject.reading else ()
    return any(
        _NOTE.search(plain(text)) for document in documents for text in _long_texts(document)
    )


def _long_texts(document: Document) -> Iterator[str]:
    for block in document.parts:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row if cell)


def level_weights(subject: Subject) -> Iterator[Finding]:
    """J106: the weights of the first levels depart from the usual ones, though their sum is
    right. Where no note of the document lays them down, only a level with more than twice
    or less than half its usual weight is told, for weights may be adjusted."""
    policy, noted = subject.once(view).policy, subject.once(_weights_noted)
    for table, project in _scored(subject):
        if _weights(project) != policy.total or project.execution_weight != policy.execution:
            continue
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for line in project.lines:
            sums[level_of(line.indicator)] += line.weight or Decimal(0)
        if not policy.cost_is_level and "成本" in sums and "产出" in sums:
            sums["产出"] += sums.pop("成本")
        usual = policy.weights(frozenset(sums))
        if set(usual) != set(sums) or set(usual) < set(policy.levels) or usual == sums:
            continue
        far = any(sums[level] > 2 * w or 2 * sums[level] < w for level, w in usual.items())
        if far or noted:
            yield finding(
                "J106",
                table,
                severity="warning" if far and noted else "info",
                found="/".join(f"{level}{number(weight)}" for level, weight in sums.items()),
                usual="/".join(f"{level}{number(weight)}" for level, weight in usual.items()),
            )


def execution_score(subject: Subject) -> Iterator[Finding]:
    """J107: the points of execution are not its weight × the rate."""
    for table, project in _scored(subject):
        row, points = project.main, project.printed_execution
        if row is None or points is None:
            continue
        printed = project.printed_rate
        rate = project.rate if printed is None else Fraction(printed) / 100
        if rate is None:
            continue
        due = execution_points(rate, project.policy, project.execution_weight)
        if not _agrees(points, due) and points <= project.execution_weight:
            yield finding(
                "J107",
                table,
                where=[table.where(row["score"], row.label)],
                expected=number(due),
                points=number(points),
                weight=number(project.execution_weight),
                rate=number(rounded(rate * 100)),
                due=number(due),
            )


def points_for_nothing(subject: Subject) -> Iterator[Finding]:
    """J108: nothing was done (actual 0 of a target above 0), yet points are given."""
    for table, project in _scored(subject):
        lines = [
            line
            for line in project.lines
            if line.found.outcome == "missed"
            and line.actual.kind == "number"
            and line.actual.high == 0
            and line.target.operator in {">=", ">", "="}
            and (line.score or 0) > 0
            and not line.full
        ]
        if lines:
            yield finding("J108", table, lines)


def proportion(subject: Subject) -> Iterator[Finding]:
    """J109: a missed quantitative target is scored a point or more off its proportion."""
    for table, project in _scored(subject):
        lines = []
        for line in project.lines:
            weight, score = line.weight, line.score
            if weight is None or score is None or line.full or line.found.ratio is None:
                continue
            if line.found.outcome != "missed" or line.actual.high == 0:
                continue
            if line.target.operator not in {">=", ">", "="}:
                continue
            name = line.indicator.level3.text
            due = suggest(line.target, line.actual, weight, project.policy, name).exact
            if due is not None and abs(due - score) >= 1:
                lines.append(line)
        if lines:
            due_points = [
                number(suggest(x.target, x.actual, x.weight or Decimal(0), project.policy).high)
                for x in lines
            ]
            yield finding("J109", table, lines, due="、".join(due_points))


def score_blank(subject: Subject) -> Iterator[Finding]:
    """J110: an indicator's score is left blank while others are scored."""
    for table, project in _scored(subject):
        lines = [
            line
            for line in project.lines
            if line.weight is not None and not line.indicator.score and line.actual.kind != "none"
        ]
        if lines and project.scored:
            yield finding("J110", table, lines)


RULES = {
    "J101": weights_total,
    "J102": not_filled_in,
    "J103": outside_weight,
    "J104": total_score,
    "J105": grade,
    "J106": level_weights,
    "J107": execution_score,
    "J108": points_for_nothing,
    "J109": proportion,
    "J110": score_blank,
}
