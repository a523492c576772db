"""Performance tables against the narrative and one another (绩效表的对应)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from juesuan.checks.model import Finding, Where
from juesuan.checks.rules.performance.scores import due_total
from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import Table, finding, item, view
from juesuan.performance import plain
from juesuan.performance.statements import says
from juesuan.performance.tables import Line
from juesuan.reading import Spot

__all__ = ["RULES"]


def _key(name: str) -> str:
    return re.sub(r"\(.*?\)|[《》“”\"'、,，。%]", "", plain(name))


def _same(one: str, other: str) -> bool:
    """Whether two names are one, the shorter possibly cut off in the middle."""
    short, long = sorted((one, other), key=len)
    return short == long or (6 <= len(short) < len(long) and long.startswith(short))


def two_values(subject: Subject) -> Iterator[Finding]:
    """J405: the same indicator with the same target has two values in two tables;
    ``kinds``: once a number, once in words."""
    seen = subject.once(view)
    for department in seen.departments:
        values: list[tuple[Line, Table, Line]] = []
        kinds: list[tuple[Line, Table, Line]] = []
        for line in department.lines:
            for table in seen.projects:
                for other in table.lines:
                    if len(_key(line.name)) < 4 or not _same(_key(line.name), _key(other.name)):
                        continue
                    if _differ(line, other):
                        values.append((line, table, other))
                    elif _kinds_differ(line, other):
                        kinds.append((line, table, other))
        for variant, pairs in (("", values), ("kinds", kinds)):
            if pairs:
                line, table, other = pairs[0]
                yield finding(
                    "J405",
                    department,
                    where=[w for a, t, b in pairs for w in (department.at(a), t.at(b))],
                    variant=variant,
                    one=item(line),
                    other=item(other),
                    beside=table.name,
                    more=len(pairs),
                )


def _differ(one: Line, other: Line) -> bool:
    said = (one.target, one.actual, other.target, other.actual)
    numbers = all(each.kind == "number" for each in said)
    same = one.target.low == other.target.low and one.target.operator == other.target.operator
    bases = one.target.unit.base == other.target.unit.base
    return numbers and same and bases and one.actual.low != other.actual.low


def _kinds_differ(one: Line, other: Line) -> bool:
    kinds = {one.target.kind, other.target.kind}
    return kinds == {"number", "words"} and not one.actual.stated and not other.actual.stated


def copied_indicators(subject: Subject) -> Iterator[Finding]:
    """J406: a project's indicators, with their values, are another project's; where all of
    them are rates that any project may have, for information."""
    tables = subject.once(view).projects
    for number, table in enumerate(tables):
        mine = [_row(line) for line in table.lines]
        for other in tables[:number]:
            theirs = [_row(line) for line in other.lines]
            same = len(Counter(mine) & Counter(theirs))
            common = sum((Counter(mine) & Counter(theirs)).values())
            if same >= 3 and common * 10 >= 9 * max(len(mine), len(theirs)):
                yield finding(
                    "J406",
                    table,
                    severity="" if any(_own(line) for line in table.lines) else "info",
                    where=[table.where(), other.where()],
                    other=other.name,
                    number=common,
                )
                break


def _own(line: Line) -> bool:
    """Whether an indicator is no everyday one: a count of five or more, not a rate."""
    counted = line.actual.kind == "number" and not line.actual.unit.percent
    return counted and line.actual.low >= 5 and not _key(line.name).endswith(("率", "度"))


def _row(line: Line) -> tuple[str, str, str]:
    return (_key(line.name), plain(line.indicator.actual.text), str(line.weight))


def _printed_grades(subject: Subject) -> Counter[str]:
    seen = subject.once(view)
    names = [grade.name for grade in seen.policy.grades]
    found: Counter[str] = Counter()
    for table in seen.projects:
        text = plain(table.project.table.grade.text) if table.project else ""
        found[next((name for name in names if text.startswith(name)), text)] += 1
    return found


_COUNT = re.compile(
    r"自评(?:项目)?(?:个数|数量)(?:共|为|共计)?(\d+)个|(\d+)个项目[^，。；]{0,8}(?:开展|进行)[^，。；]{0,6}自评"
)


def _told_grades(text: str, names: list[str]) -> Counter[str]:
    """Numbers of projects by grade that a sentence tells: 6个项目自评等级为“优”."""
    found: Counter[str] = Counter()
    for name in names:
        quoted = rf"[“\"'「]?{name}[”\"'」]?"
        for pattern in (
            rf"(\d+)个(?:项目)?[^，。；\d]{{0,14}}(?:等级|等次|结果|评[为定])(?:均|都)?[为是]?{quoted}",
            rf"(?:等级|等次|评[为定])为?{quoted}的(?:项目)?(?:有|共|为)?(\d+)个",
        ):
            match = re.search(pattern, text)
            if match:
                found[name] = int(match[1])
                break
    return found


def grades_told(subject: Subject) -> Iterator[Finding]:
    """J407: the number and the grades of projects in the narrative are not those of the
    tables; ``recomputed``: they are as printed, but not as they should be."""
    seen = subject.once(view)
    if not seen.projects:
        return
    printed = _printed_grades(subject)
    names = sorted((grade.name for grade in seen.policy.grades), key=len, reverse=True)
    for section in subject.narrative.sections:
        for sentence in section.sentences:
            text = plain(sentence.text)
            told = _told_grades(text, names)
            count = _COUNT.search(text)
            number = int(next(g for g in count.groups() if g)) if count else 0
            if not told and not number:
                continue
            where = [Where(spot=sentence.spot, section=section.number or section.title)]
            order = [grade.name for grade in seen.policy.grades]
            said = _grade_list(told, number, order)
            have = _grade_list(printed, len(seen.projects), order)
            wrong = any(told[name] != printed[name] for name in told)
            if wrong or (number and number != len(seen.projects)):
                yield finding("J407", seen.projects[0], where=where, told=said, printed=have)
            elif told and (due := _due_grades(subject)) != printed:
                yield finding(
                    "J407",
                    seen.projects[0],
                    where=where,
                    variant="recomputed",
                    severity="warning",
                    told=said,
                    printed=_grade_list(due, len(seen.projects), order),
                )
            return


def _due_grades(subject: Subject) -> Counter[str]:
    """The grades that follow from the recomputed totals; the printed one where none does."""
    seen, found = subject.once(view), Counter[str]()
    for table in seen.projects:
        if table.project is None:
            continue
        due = due_total(subject, table, table.project)
        text = plain(table.project.table.grade.text)
        found[seen.policy.grade(due) if due is not None else text] += 1
    return found


def _grade_list(grades: Counter[str], number: int, order: Sequence[str]) -> str:
    """13（优6/良1/中3/差3）, from the best."""
    listed = "/".join(f"{name}{grades[name]}" for name in order if grades[name])
    return f"{number or '—'}（{listed}）" if listed else str(number)


def all_met_told(subject: Subject) -> Iterator[Finding]:
    """J408: the department's conclusion says that all targets were met; some were not."""
    missed = [
        (table, line)
        for table in subject.once(view).tables
        for line in table.lines
        if line.found.outcome == "missed" and (line.reduced or line.score is None)
    ]
    if not missed:
        return
    for overall in subject.performance.overall:
        for section in overall.sections:
            if says("all_met", "words", section.text.text):
                place = Where(
                    spot=section.text.spot or Spot(),
                    project=overall.title,
                    printed=section.text.text,
                )
                table = missed[0][0]
                yield finding(
                    "J408",
                    table,
                    [line for _, line in missed],
                    where=[place, *(t.at(line) for t, line in missed)],
                    number=len(missed),
                )
                return


RULES = {
    "J405": two_values,
    "J406": copied_indicators,
    "J407": grades_told,
    "J408": all_met_told,
}
