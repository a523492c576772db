"""Performance tables against the forms, the narrative and one another (绩效表的对应)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from juesuan.checks.model import Finding, Where
from juesuan.checks.rules.performance_money import amount_in, unit_of
from juesuan.checks.rules.performance_scores import due_total
from juesuan.checks.rules.performance_view import Table, finding, item, money, view
from juesuan.checks.subject import Subject
from juesuan.facts import MoneyUnit
from juesuan.performance import plain
from juesuan.performance.statements import says
from juesuan.performance.tables import Line
from juesuan.reading import Spot
from juesuan.reading.performance import DepartmentTable

__all__ = ["RULES"]

PROJECT = "expenditure[nature=project]"
BASIC = "expenditure[nature=basic]"
ALL = "expenditure"


def _executed(subject: Subject) -> tuple[int, int] | None:
    """What all projects spent, and by how much rounding may move the sum, in cents; ``None``
    where a project does not say."""
    total = slack = 0
    seen = subject.once(view)
    for table in seen.projects:
        spent = table.project.executed if table.project else None
        if spent is None or table.project is None:
            return None
        total += spent
        slack += table.project.money_unit.print_step // 2
    return (total, slack) if seen.projects else None


def _slack(count: int, unit: MoneyUnit) -> int:
    """How far a sum of so many rounded amounts may be off, in cents."""
    return 0 if unit.cents == 100 else (count + 1) * unit.print_step // 2


def _unit_unsure(tables: Sequence[Table], told: int, form: int) -> bool:
    """Whether the tables print no unit of money and two figures are so far apart that it is
    probably another than the forms'."""
    units = [(table.project.table if table.project else table.department) for table in tables]
    unsaid = any(printed is not None and not printed.money_unit for printed in units)
    low, high = sorted((told, form))
    return unsaid and 100 * low < high


def projects_and_forms(subject: Subject) -> Iterator[Finding]:
    """J401: what the project tables spent is not the project expenditure of the forms; for
    information where tables are there for less than half of it."""
    told, project = _executed(subject), subject.fact(PROJECT)
    if told is None or project is None:
        return
    total, slack = told
    unit = subject.disclosure.money
    if abs(total - project) <= slack + unit.print_step // 2:
        return
    seen = subject.once(view)
    if _unit_unsure(seen.projects, total, project):
        return
    form = next((subject.where(key) for key in subject.places(PROJECT)), Where())
    yield finding(
        "J401",
        seen.projects[0],
        where=[form, *(table.where() for table in seen.projects[:1])],
        variant="more" if total > project else "",
        severity="info" if 2 * total < project else "",
        number=len(seen.projects),
        total=money(total, unit),
        form=money(project, unit),
        difference=money(abs(total - project), unit),
    )


def _task_sums(table: DepartmentTable, unit: MoneyUnit) -> tuple[int | None, int | None]:
    """Approved and spent money of all tasks: a total row (without a name) or the sum."""
    tasks = [task for task in table.tasks if not task.shifted]
    totals = [task for task in tasks if not task.name or re.search("合计|总计", task.name.text)]
    approved, spent = [], []
    for task in totals[:1] or tasks:
        approved.append(amount_in(task.approved, unit))
        spent.append(amount_in(task.spent, unit))
    sums = []
    for column in (approved, spent):
        found = [value for value in column if value is not None]
        sums.append(sum(found) if found else None)
    return sums[0], sums[1]


def tasks_and_forms(subject: Subject) -> Iterator[Finding]:
    """J402: the tasks' money is neither project nor whole expenditure; ``whole``: tasks that
    are special projects take the whole expenditure, basic expenditure included."""
    seen = subject.once(view)
    project, every = subject.fact(PROJECT), subject.fact(ALL)
    basic = subject.fact(BASIC)
    if project is None or every is None:
        return
    for table in seen.departments:
        if table.department is None:
            continue
        unit = unit_of(table.department, seen.unit)
        _, spent = _task_sums(table.department, unit)
        if spent is None or _unit_unsure([table], spent, every):
            continue
        named = [task for task in table.department.tasks if task.name]
        slack = _slack(max(len(named), 1), unit)
        places = [table.where(task.spent) for task in table.department.tasks if task.spent][:1]
        special = [t for t in named if says("money", "special_names", t.name.text)]
        whole = bool(basic) and bool(named) and len(special) == len(named)
        if abs(spent - every) <= slack:
            if not whole:
                continue
        elif abs(spent - project) <= slack:
            continue
        yield finding(
            "J402",
            table,
            where=places,
            variant="whole" if abs(spent - every) <= slack else "",
            spent=money(spent, unit),
            all=money(every, unit),
            form=money(project, unit),
        )


_GROUPS = (("基本支出", BASIC), ("项目支出", PROJECT))


def department_money(subject: Subject) -> Iterator[Finding]:
    """J403: the department table's money is not that of the forms."""
    seen = subject.once(view)
    for table in seen.departments:
        if table.department is None or not table.department.money:
            continue
        unit = unit_of(table.department, seen.unit)
        wrong: list[tuple[Where, str, int, int]] = []
        for number, row in enumerate(table.department.money):
            top = row.path[0].text if len(row.path) > 1 else row.label
            above = table.department.money[number - 1].path[0].text if number else ""
            heads = number == 0 or len(row.path) == 1 or above != top
            fact = ALL if number == 0 else next((f for n, f in _GROUPS if n in plain(top)), "")
            spent, due = amount_in(row["executed"], unit), subject.fact(fact) if fact else None
            if not heads or spent is None or due is None or row.shifted:
                continue
            if _unit_unsure([table], spent, due):
                continue
            if abs(spent - due) > max(_slack(1, unit), subject.disclosure.money.print_step):
                place = table.where(row["executed"], top if number else row.label)
                wrong.append((place, top if number else row.label, spent, due))
        if wrong:
            yield finding(
                "J403",
                table,
                where=[place for place, *_ in wrong],
                label=wrong[0][1],
                spent=money(wrong[0][2], unit),
                form=money(wrong[0][3], unit),
                more=len(wrong),
            )


def tasks_and_projects(subject: Subject) -> Iterator[Finding]:
    """J404: the department's tasks (or its project expenditure) and the project tables tell
    different sums."""
    seen, told = subject.once(view), _executed(subject)
    if told is None:
        return
    total, slack = told
    budgets = [table.project.budget for table in seen.projects if table.project]
    budget = sum(b for b in budgets if b is not None) if None not in budgets else None
    for table in seen.departments:
        if table.department is None:
            continue
        unit = unit_of(table.department, seen.unit)
        approved, spent = _task_sums(table.department, unit)
        place = [table.where(task.spent) for task in table.department.tasks if task.spent][:1]
        if spent is None:
            for row in table.department.money:
                if "项目支出" in plain(row.path[0].text if row.path else ""):
                    spent = amount_in(row["executed"], unit)
                    approved = amount_in(row["confirmed"] or row["full"], unit)
                    place = [table.where(row["executed"], "项目支出")]
                    break
        if spent is None or abs(spent - total) <= slack + unit.print_step // 2:
            continue
        if _unit_unsure([table, *seen.projects], spent, total):
            continue
        yield finding(
            "J404",
            table,
            where=place,
            approved=money(approved or 0, unit),
            spent=money(spent, unit),
            budget=money(budget or 0, unit),
            total=money(total, unit),
        )


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
            where = [Where(sentence.spot, section=section.number or section.title)]
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
                    section.text.spot or Spot(), project=overall.title, printed=section.text.text
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
    "J401": projects_and_forms,
    "J402": tasks_and_forms,
    "J403": department_money,
    "J404": tasks_and_projects,
    "J405": two_values,
    "J406": copied_indicators,
    "J407": grades_told,
    "J408": all_met_told,
}
