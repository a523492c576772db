"""Preparing the performance tables of a book: everything in one go."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from juesuan.facts import Space
from juesuan.forms import Disclosure
from juesuan.ledger import Asked, Book
from juesuan.performance.library import kind_of, suggested_indicators, weakness
from juesuan.performance.policy import Policy, policy_for
from juesuan.performance.preparing.filling import Printing
from juesuan.performance.preparing.model import (
    Prepared,
    PreparedProject,
    PreparedTable,
    ProjectsSummary,
)
from juesuan.performance.preparing.money import Money, gather, printed_amounts
from juesuan.performance.preparing.pictures import KINDS, Layout, layout_for
from juesuan.performance.preparing.scored import Asking, ask_of_department, score
from juesuan.performance.preparing.texts import Facts, asked_places, section_texts
from juesuan.performance.preparing.written import WrittenPerformance, read_written
from juesuan.performance.scoring import rounded

__all__ = ["prepare", "prepare_written", "summed_up"]


def prepare(
    book: Book,
    disclosure: Disclosure,
    printed: Mapping[Hashable, int] | None = None,
    policy: Policy | None = None,
) -> Prepared:
    """The performance tables of a book, filled, their summary, and what the author has still to
    say. Nothing where the book has no sheet of performance.

    ``printed`` are the amounts of ``amounts_of`` in cents as rounded together with the forms
    (a mapping that holds more is welcome); without it the tables' amounts are rounded together
    by themselves. ``policy`` is the form set's, if not given. Raises ``TableDataError`` for a
    layout that cannot be used and ``PolicyError``.
    """
    written = read_written(book)
    if not written:
        return Prepared()
    money = gather(book.store, written)
    return prepare_written(
        written,
        money,
        disclosure,
        book.space,
        lambda: book.store,
        printed,
        policy=policy,
        spent=_spent(book),
    )


def prepare_written(
    written: WrittenPerformance,
    money: Money,
    disclosure: Disclosure,
    space: Space,
    facts: Facts,
    printed: Mapping[Hashable, int] | None = None,
    *,
    policy: Policy | None = None,
    spent: Sequence[str] = (),
    every: bool = False,
    kinds: Collection[str] = KINDS,
) -> Prepared:
    """``prepare`` for what is written elsewhere than in a book: ``money`` are the lines of each
    project and of the department, ``facts`` those that sentences are made of, ``spent`` the
    projects that spent money. ``every``: sources of money without any are shown, too.
    ``kinds`` are the tables to fill."""
    rules = policy or policy_for(disclosure.form_set)
    asking = Asking()
    projects = tuple(
        score(project, money[project.name], written.of(project.name), rules, asking)
        for project in written.projects
    )
    _ask_for_projects(spent, written, asking)
    layout = layout_for(disclosure.form_set)
    tables: tuple[PreparedTable, ...] = ()
    if layout is not None:
        amounts = {
            **printed_amounts(money, written, disclosure.money.print_step),
            **(printed or {}),
        }
        printing = Printing(
            department=disclosure.unit,
            year=disclosure.year,
            money=disclosure.money,
            amounts=amounts,
            policy=rules,
            layout=layout,
        )
        asked = facts if "overall" in kinds else None
        texts = section_texts(asked, space, disclosure, written)
        tables = _tables(printing, texts, written, money, projects, asking, every, kinds)
    return Prepared(
        tables,
        projects,
        summed_up(projects, rules),
        tuple(asking.asked.values()),
        tuple(_advice(projects)),
    )


def _advice(projects: Sequence[PreparedProject]) -> Iterator[Asked]:
    """Levels of a project without any target that can be measured, and projects without
    indicators, with what projects like them use."""
    for project in projects:
        kind = project.written.kind or kind_of(project.name)
        if not project.indicators:
            if like := suggested_indicators(kind):
                details = {"project": project.name, "like": "；".join(map(str, like))}
                yield Asked(
                    key="performance_suggested",
                    table="indicators",
                    names=(project.name,),
                    details=details,
                )
            continue
        for level in dict.fromkeys(one.level1 for one in project.indicators):
            own = [one.written for one in project.indicators if one.level1 == level]
            weak = [weakness(one.goal, one.unit, one.operator, one.name) for one in own]
            like = suggested_indicators(kind, level)
            if not all(found and found != "no_unit" for found in weak) or not like:
                continue
            details = {
                "project": project.name,
                "level": level,
                "targets": "；".join(f"{one.name}：{one.goal or '—'}" for one in own),
                "like": "；".join(map(str, like)),
            }
            yield Asked(
                key="performance_unmeasurable",
                table="indicators",
                names=(project.name, level),
                details=details,
            )


def _spent(book: Book) -> list[str]:
    """The projects of a book that spent money."""
    rows = book.db.execute(
        "SELECT DISTINCT project FROM facts WHERE project <> '' AND measure = 'expenditure'"
        " AND stage = 'final' ORDER BY 1"
    ).fetchall()
    return [name for (name,) in rows]


def _ask_for_projects(spent: Iterable[str], written: WrittenPerformance, asking: Asking) -> None:
    """Projects that spent money and are not among those evaluated."""
    listed = {project.ledger_name for project in written.projects}
    for name in spent:
        if written.projects and name not in listed:
            asking.ask("performance_unlisted", "projects", name, project=name)


def _tables(
    printing: Printing,
    texts: Mapping[str, str],
    written: WrittenPerformance,
    money: Money,
    projects: Sequence[PreparedProject],
    asking: Asking,
    every: bool,
    kinds: Collection[str],
) -> tuple[PreparedTable, ...]:
    layout: Layout = printing.layout
    found = []
    pictures = layout.pictures.keys() & set(kinds)
    if "overall" in pictures:
        found.append(printing.overall(texts))
        _ask_for_texts(layout, "overall", texts, asking)
    if "department" in pictures:
        indicators = ask_of_department(written.of(""), printing.policy, asking)
        if not indicators:
            asking.ask("performance_department", "indicators")
        _ask_for_texts(layout, "department", texts, asking)
        found.append(printing.of_department(written, money[""], indicators, texts))
    several = len(projects) > 1
    for number, project in enumerate(projects if "project" in kinds else (), 1):
        found.append(printing.project(project, number if several else 0, every=every))
    return tuple(found)


def _ask_for_texts(layout: Layout, kind: str, texts: Mapping[str, str], asking: Asking) -> None:
    for place, name in asked_places(layout.pictures[kind].grid):
        if not texts.get(place):
            row = {"place": place, "code": ""}
            details = {"place": name}
            asked = Asked(
                key="text", table="texts", names=(name,), details=details, row=row, column="text"
            )
            asking.ask_so(asked)


def summed_up(projects: Sequence[PreparedProject], policy: Policy) -> ProjectsSummary | None:
    """The projects together; ``None`` for none."""
    if not projects:
        return None
    lines = [project.money["total"] for project in projects]
    budgets = [line.full for line in lines]
    spent = [line.executed for line in lines]
    totals = [project.total for project in projects if project.total is not None]
    grades = {
        grade.name: sum(project.grade == grade.name for project in projects)
        for grade in policy.grades
    }
    average: Decimal | None = None
    if totals and len(totals) == len(projects):
        average = rounded(sum(map(Fraction, totals), Fraction(0)) / len(totals))
    return ProjectsSummary(
        projects=len(projects),
        budget=None if None in budgets else sum(b for b in budgets if b is not None),
        executed=sum(s or 0 for s in spent),
        grades=grades,
        average=average,
        ungraded=sum(not project.grade for project in projects),
    )
