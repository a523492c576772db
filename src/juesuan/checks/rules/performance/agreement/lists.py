"""Lists of the projects evaluated (项目自评结果汇总表): they add up, and agree with the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.printed.listed import names_part
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import section_path
from juesuan.checks.tables.bands import bands_of, short_grade
from juesuan.checks.tables.chain import printed_as, printed_grade
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.lists import EvaluatedList, lists
from juesuan.checks.tables.money import rate_span, rounding_slack
from juesuan.checks.tables.naming import bare
from juesuan.checks.tables.saying import money, number
from juesuan.performance import plain, rounded
from juesuan.performance.figures import rate_in
from juesuan.performance.rates import last_digit
from juesuan.reading.performance import ListedProject
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["RULES", "SETTINGS"]

_AMOUNTS = ("initial", "full", "executed")
_SEVERAL = 2


def list_adds_up(subject: Subject) -> Iterator[Finding]:
    """J411: the row of the total is not the sum of the projects above it."""
    for found in subject.once(lists):
        total, every = found.printed.total, found.printed.projects
        rows = [row for row in every if not names_part(row.name.text)] or every
        for role in _AMOUNTS if total else ():
            cell = getattr(total, role)
            printed, amounts = found.amount(cell), [found.amount(getattr(r, role)) for r in rows]
            known = [amount for amount in amounts if amount is not None]
            if printed is None or len(known) < len(rows):
                continue
            if abs(printed - sum(known)) > rounding_slack(len(rows), found.unit):
                yield Finding(
                    code="J411",
                    where=(
                        found.where(cell),
                        *(found.where(getattr(row, role), row) for row in rows),
                    ),
                    details={
                        "list": found.name,
                        "printed": money(printed, found.unit),
                        "due": money(sum(known), found.unit),
                        "number": len(rows),
                    },
                )


def list_rates(subject: Subject) -> Iterator[Finding]:
    """J412: a rate in the list is not executed ÷ budget of its row."""
    for found in subject.once(lists):
        for row in found.rows:
            rate, spent = rate_in(row.rate), found.amount(row.executed)
            budgets = [b for b in (found.amount(row.full), found.amount(row.initial)) if b]
            if rate is None or spent is None or not budgets:
                continue
            spans = [rate_span(spent, budget, found.unit) for budget in budgets]
            if not any(span.fits(rate) or span.as_ratio().fits(rate) for span in spans):
                due = rounded(Fraction(spent, budgets[0]) * 100)
                yield Finding(
                    code="J412",
                    where=(found.where(row.rate, row),),
                    expected=f"{due}%" if "%" in plain(row.rate.text) else f"{due}",
                    details={
                        "list": found.name,
                        "item": row.name.text,
                        "rate": number(rate),
                        "spent": money(spent, found.unit),
                        "budget": money(budgets[0], found.unit),
                        "due": due,
                    },
                )


class MeanScore(RuleSettings, frozen=True):
    """``told`` finds the mean of scores in a sentence, the number in a group; ``counted`` how many
    projects it is of."""

    told: Pattern
    counted: Pattern


def _fits(printed: Decimal, scores: Sequence[Decimal], weights: Sequence[int | None]) -> bool:
    """Whether a number is the mean of scores, each alike or by its money."""
    mean = Fraction(sum(scores)) / len(scores)
    half = Fraction(last_digit(printed)) / 2
    if abs(Fraction(printed) - mean) <= half:
        return True
    known = [weight for weight in weights if weight]
    if len(known) < len(scores):
        return False
    shares = [Fraction(s) * w for s, w in zip(scores, known, strict=True)]
    weighed = sum(shares, Fraction()) / sum(known)
    return abs(Fraction(printed) - weighed) <= half


def _means_told(subject: Subject, number_of: int) -> Iterator[tuple[Decimal, Where]]:
    """The means that the narrative tells of so many projects."""
    asked = MeanScore.of("J413")
    for section in subject.narrative.sections:
        for sentence in section.sentences:
            text = plain(sentence.text)
            counted = {whole_number(match[1]) for match in asked.counted.finditer(text)}
            if counted and number_of not in counted:
                continue
            for match in asked.told.finditer(text):
                place = Where(
                    spot=sentence.spot,
                    section=section_path(subject, section),
                    quote=sentence.text,
                    printed=match[1],
                )
                yield Decimal(match[1]), place


def mean_of_scores(subject: Subject) -> Iterator[Finding]:
    """J413: a mean of scores, in the list's last row or in the text, is not that of the scores."""
    found = subject.once(lists)
    tables = subject.once(evaluations).projects
    if len(found) == 1:
        (one,) = found
        scores, weights = (
            one.scores,
            [one.amount(r.full or r.initial) for r in one.printed.projects],
        )
        places = [one.where(row.score, row) for row in one.printed.projects]
    elif not found:
        scores = [table.figures.total for table in tables]
        weights = [table.figures.budget for table in tables]
        places = [table.where(table.printed.score) for table in tables]
    else:
        return
    known = [score for score in scores if score is not None]
    if len(known) < max(len(scores), _SEVERAL):
        return
    said = list(_means_told(subject, len(known)))
    if found and (total := found[0].printed.total) and (mean := rate_in(total.score)) is not None:
        said.append((mean, found[0].where(total.score)))
    for printed, place in said:
        if not _fits(printed, known, weights) and printed != sum(known):
            due = rounded(Fraction(sum(known)) / len(known))
            yield Finding(
                code="J413",
                where=(place, *places),
                expected=f"{due}",
                details={"printed": f"{printed}", "due": due, "number": len(known)},
            )


def listed_twice(subject: Subject) -> Iterator[Finding]:
    """J414: two rows of a list, with other figures, have the same project's name."""
    for found in subject.once(lists):
        first: dict[str, ListedProject] = {}
        for row in found.printed.projects:
            before = first.setdefault(bare(row.name.text), row)
            if before is not row and found.figures(before) != found.figures(row):
                yield Finding(
                    code="J414",
                    where=(found.where(row.name, row), found.where(before.name, before)),
                    details={"list": found.name, "item": row.name.text},
                )


def _differences(
    found: EvaluatedList, row: ListedProject, project: ProjectEvaluation
) -> Iterator[tuple[str, Where, Where, str, str]]:
    """What a row of the list and the project's own table print differently: which, the two
    places, the two figures."""
    table, figures = project.printed, project.figures
    score = rate_in(row.score)
    if score is not None and figures.total is not None and not printed_as(score, figures.total):
        there = project.where(table.score)
        yield "score", found.where(row.score, row), there, number(score), number(figures.total)
    spent, main = found.amount(row.executed), figures.main
    slack = max(found.unit.print_step, project.unit.print_step)
    own_spent = figures.executed
    if main and spent is not None and own_spent is not None and abs(spent - own_spent) > slack:
        there = project.where(main["executed"])
        shown = (money(spent, found.unit), money(own_spent, project.unit))
        yield "executed", found.where(row.executed, row), there, *shown
    grade = plain(row.grade.text)
    own = printed_grade(project)
    if grade and own and not (grade.startswith(own) or own.startswith(grade)):
        yield "grade", found.where(row.grade, row), project.where(table.grade), grade, own


def list_and_tables(subject: Subject) -> Iterator[Finding]:
    """J415: the list and a project's own table differ in score, money spent or grade."""
    tables = subject.once(evaluations).projects
    for found in subject.once(lists):
        for row in found.printed.projects:
            own = [one for one in tables if bare(one.name) == bare(row.name.text)]
            for variant, here, there, mine, theirs in (
                _differences(found, row, own[0]) if len(own) == 1 else ()
            ):
                yield Finding(
                    code="J415",
                    where=(here, there),
                    variant=variant,
                    details={"item": row.name.text, "listed": mine, "table": theirs},
                )


def grades_by_points(subject: Subject) -> Iterator[Finding]:
    """J419: a row's grade is not the one that its points are due; a warning where the document
    does not print the bands."""
    bands = bands_of(subject)
    for found in subject.once(lists) if bands else ():
        for row in found.printed.projects:
            score, grade = rate_in(row.score), short_grade(plain(row.grade.text))
            due = bands.grade(score) if bands and score is not None else ""
            if bands is None or not bands.has(grade) or not due or grade == due:
                continue
            yield Finding(
                code="J419",
                where=(found.where(row.grade, row), found.where(row.score, row)),
                expected=due if bands.printed else "",
                severity="" if bands.printed else "warning",
                details={
                    "list": found.name,
                    "item": row.name.text,
                    "grade": grade,
                    "score": number(score) if score is not None else "",
                    "due": due,
                },
            )


RULES = {
    "J411": list_adds_up,
    "J412": list_rates,
    "J413": mean_of_scores,
    "J414": listed_twice,
    "J415": list_and_tables,
    "J419": grades_by_points,
}
SETTINGS = {"J413": MeanScore}
