"""Self-evaluations against the narrative (文字说明、综合结论): projects, grades, targets met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Severity, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import passages_with, section_path
from juesuan.checks.tables.chain import due_grades, printed_grades
from juesuan.checks.tables.evaluations import Evaluation, ProjectEvaluation, evaluations
from juesuan.checks.tables.lists import lists
from juesuan.checks.tables.saying import finding
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.reading.performance import ListedProject
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["RULES", "SETTINGS"]


class GradesInWords(RuleSettings, frozen=True):
    """How sentences tell of grades. ``projects`` finds how many projects were evaluated (in
    one of its groups); ``number_first`` and ``grade_first`` how many have a grade (groups
    ``number`` and ``grade``)."""

    projects: Pattern
    number_first: Pattern
    grade_first: Pattern


class _Told(Struct, frozen=True):
    """What a sentence tells: how many projects (0 for nothing), how many of each grade."""

    projects: int
    grades: Mapping[str, int]
    place: Where


def _grades_in(text: str, names: Sequence[str]) -> Mapping[str, int]:
    """How many projects of each grade a sentence tells, the first number for each: 6个项目
    自评等级为“优”."""
    asked, grades = GradesInWords.of("J407"), dict[str, int]()
    for pattern in (asked.number_first, asked.grade_first):
        for match in pattern.finditer(text):
            name = next((name for name in names if match["grade"].startswith(name)), "")
            number = whole_number(match["number"])
            if name and number is not None:
                grades.setdefault(name, number)
    return grades


def _projects_in(text: str) -> int:
    """How many projects a sentence says were evaluated; 0 for nothing."""
    match = GradesInWords.of("J407").projects.search(text)
    number = next(filter(None, match.groups()), "") if match else ""
    return whole_number(number) or 0


def _told(subject: Subject, names: Sequence[str]) -> _Told | None:
    """The first sentence of the narrative that tells of projects evaluated or of grades."""
    for section in subject.narrative.sections:
        for sentence in section.sentences:
            text = plain(sentence.text)
            grades, projects = _grades_in(text, names), _projects_in(text)
            if grades or projects:
                place = Where(spot=sentence.spot, section=section_path(subject, section))
                return _Told(projects, grades, place)
    return None


def _listed(grades: Mapping[str, int], projects: int, names: Sequence[str]) -> str:
    """13（优6/良1/中3/差3）, from the best grade."""
    told = "/".join(f"{name}{grades[name]}" for name in names if grades.get(name))
    return f"{projects or '—'}（{told}）" if told else str(projects)


def _listed_grades(rows: Sequence[ListedProject], names: Sequence[str]) -> Counter[str]:
    """How many projects of a list have each grade."""
    grades = (plain(row.grade.text) for row in rows)
    return Counter(n for grade in grades for n in names if grade.startswith(n))


_SEVERITIES: Mapping[str, Severity] = {"recomputed": "warning", "fewer": "info"}


def grades_told(subject: Subject) -> Iterator[Finding]:
    """J407: the number and the grades of projects in the narrative are not those of the
    tables; ``recomputed``: they are as printed, but not as they should be; ``fewer``: the tables
    may be a selection."""
    found = subject.once(evaluations)
    names = [grade.name for grade in found.policy.grades]
    told = _told(subject, names) if found.projects else None
    if told is None:
        return
    tables, printed, due = len(found.projects), printed_grades(found), due_grades(found)
    if listed := [row for one in subject.once(lists) for row in one.printed.projects]:
        tables, printed = max(len(listed), tables), _listed_grades(listed, names)
        due = printed
    miscounted = told.projects not in (0, tables)
    if (told.projects or sum(told.grades.values())) > tables:
        variant, right = "fewer", printed
    elif miscounted or any(printed[name] != number for name, number in told.grades.items()):
        variant, right = "", printed
    elif told.grades and due != printed:
        variant, right = "recomputed", due
    else:
        return
    yield finding(
        "J407",
        found.projects[0],
        where=[told.place],
        variant=variant,
        severity=_SEVERITIES.get(variant),
        told=_listed(told.grades, told.projects, names),
        printed=_listed(right, tables, names),
    )


class AllMet(RuleSettings, frozen=True):
    """``words`` finds that all targets were met, ``admitted`` that one was not, ``except_for``
    all but some."""

    words: Pattern
    admitted: Pattern
    except_for: Pattern


def _plainly_missed(indicator: AssessedIndicator) -> bool:
    """Whether a target was missed, and the table itself takes points for it (or does not say of
    how many); one without an operator where points are taken for less than it, or less was
    counted."""
    comparison, target, actual = indicator.comparison, indicator.target, indicator.actual
    untold = indicator.score is None or indicator.weight is None
    if comparison.reason == "no_operator":
        alike = target.kind == actual.kind == "number" and target.unit == actual.unit
        fewer = alike and actual.high < target.low
        return fewer and (indicator.reduced or (untold and target.unit.kind == "counted"))
    return comparison.outcome == "missed" and (indicator.reduced or untold)


def all_met_told(subject: Subject) -> Iterator[Finding]:
    """J408: the department's conclusion, or a project's own result, says that all targets were met;
    some were not."""
    missed = [
        (evaluation, indicator)
        for evaluation in subject.once(evaluations).every
        for indicator in evaluation.indicators
        if _plainly_missed(indicator)
    ]
    asked = AllMet.of("J408")
    words = asked.words
    conclusions = [
        Where(spot=section.text.spot, project=overall.title, printed=section.text.text)
        for overall in subject.performance.overall
        for section in overall.sections
        if words.finds_in(plain(section.text.text))
    ]
    if missed and conclusions:
        yield _all_met("J408", conclusions[0], missed)
        return
    for project in subject.once(evaluations).projects:
        own = [(project, one) for one in project.indicators if _plainly_missed(one)]
        if own and (where := _says_all_met(subject, project, asked)):
            yield _all_met("J408", where, own)


def _says_all_met(subject: Subject, project: ProjectEvaluation, asked: AllMet) -> Where | None:
    """Where a project's result says that all its targets were met; that of the only project
    may stand in the text around its table, where that admits of none that was not."""
    result, words = project.printed.actual, asked.words
    if words.finds_in(plain(result.text)):
        return None if asked.except_for.finds_in(plain(result.text)) else project.where(result)
    if len(subject.once(evaluations).every) > 1:
        return None
    if any(not one.cell for one in passages_with(subject, asked.admitted)):
        return None
    around = (one for one in passages_with(subject, words) if not one.cell)
    return next((replace(one.where, printed=one.text) for one in around), None)


def _all_met(
    code: str, said: Where, missed: Sequence[tuple[Evaluation, AssessedIndicator]]
) -> Finding:
    return finding(
        code,
        missed[0][0],
        [indicator for _, indicator in missed],
        where=[said, *(evaluation.at(one) for evaluation, one in missed)],
        number=len(missed),
    )


RULES = {"J407": grades_told, "J408": all_met_told}
SETTINGS: dict[str, type[RuleSettings]] = {"J407": GradesInWords, "J408": AllMet}
