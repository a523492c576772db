"""The first wrong link of a self-evaluation (执行数 → 执行率 → 得分 → 总分 → 等次).

A rule takes the figure that follows from others for the wrong one. Where a single other figure
(a sum, a weight, a score) put right makes all of the table agree, with fewer changes, that one
is wrong: the smallest set of figures that must change, as in forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.catalogue import severity_of
from juesuan.checks.deciding.mending import Mending, mended
from juesuan.checks.deciding.settings import deciding
from juesuan.checks.deciding.slips import may_have_meant
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.chain import due_total
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.money import amount_in, rate_span
from juesuan.checks.tables.saying import finding, number
from juesuan.performance.figures import AssessedIndicator
from juesuan.reading.performance import Performance, Value

__all__ = ["first_links"]

_TOTAL = "J104"
Told = Callable[[Subject], Sequence[Finding]]
"""What stands on its own of a document's points and money, each with what follows."""


@dataclass(frozen=True, kw_only=True)
class _Other:
    """Another figure that may be the wrong one: its cell, what should stand there, whether one
    slip lies between, and how it is told: the rule and its variant."""

    cell: Value
    expected: str
    slip: bool
    code: str
    variant: str
    label: str
    indicator: AssessedIndicator | None = None


def first_links(subject: Subject, found: Iterable[Finding], told: Told) -> list[Finding]:
    """The findings, those of a table in the words of its first wrong link."""
    findings = list(found)
    starts = deciding().chain
    for project in subject.once(evaluations).sure_scored:
        mine = [f for f in findings if f.code.startswith(starts) and _is_of(f, project)]
        if not any(severity_of(one) != "info" for one in mine):
            continue
        alone = _alone(subject, project)
        usual = _changes(told(alone))
        asked = usual > 1 or _is_no_slip(mine)
        if asked and (other := _best(alone, project, usual, told)) is not None:
            findings = _told_anew(findings, mine, _finding(project, other))
    return findings


def _is_no_slip(mine: Sequence[Finding]) -> bool:
    """Whether all that is wrong is a total that no slip made of the due one."""
    grave = [one for one in mine if severity_of(one) != "info"]
    if len(grave) != 1 or grave[0].code != _TOTAL or not grave[0].expected:
        return False
    return grave[0].expected not in set(may_have_meant(grave[0].where[0].printed))


def _is_of(one: Finding, project: ProjectEvaluation) -> bool:
    return bool(one.where) and one.where[0].project == project.name


def _alone(subject: Subject, project: ProjectEvaluation) -> Subject:
    """The document with no other table."""
    assert subject.reading is not None
    tables = Performance((), (), (project.printed,), subject.reading.performance.unread)
    return subject.with_figures(subject.disclosure, replace(subject.reading, performance=tables))


def _changes(found: Sequence[Finding]) -> int:
    """How many figures must change, as findings have it."""
    grave = [one for one in found if severity_of(one) != "info"]
    return sum(1 + sum(not each.agrees for each in one.follows) for one in grave)


def _best(alone: Subject, project: ProjectEvaluation, usual: int, told: Told) -> _Other | None:
    """The one other figure whose change leaves least to change, a slip before others, and what
    the table prints elsewhere before that; ``None`` where there is none, or several as good."""
    tried: list[tuple[tuple[int, bool, bool], _Other]] = []
    row = project.figures.main
    printed = {value.text.strip() for value in row.values.values()} if row else set()
    for other in _others(project):
        where = project.where(other.cell)
        cells = deciding().cells[f"{other.code}.{other.variant}"]
        mending = Mending(tables={(where, cell): other.expected for cell in cells})
        left = 1 + _changes(told(mended(alone, mending)))
        turned = sorted(other.cell.text) == sorted(other.expected)
        if left < usual or (left == usual == 1 and turned):
            rank = (left, not other.slip, other.expected not in printed)
            tried.append((rank, other))
    if not tried:
        return None
    best = min(rank for rank, _ in tried)
    chosen = [other for rank, other in tried if rank == best]
    return chosen[0] if len(chosen) == 1 else None


def _others(project: ProjectEvaluation) -> Iterator[_Other]:
    yield from _amounts(project)
    yield from _scores(project)
    yield from _weights(project)


def _amounts(project: ProjectEvaluation) -> Iterator[_Other]:
    """What may have been meant by the sum spent, or by the budget, if the rate is right."""
    figures, row = project.figures, project.figures.main
    rate, budget, spent = figures.printed_rate, figures.budget, figures.executed
    if row is None or rate is None or not budget or spent is None:
        return
    for role, variant in (("executed", "spent"), (figures.base, "granted")):
        for text in may_have_meant(row[role].text):
            amount = amount_in(replace(row[role], text=text), project.unit)
            if not amount:
                continue
            pair = (amount, budget) if role == "executed" else (spent, amount)
            if rate_span(*pair, project.unit).fits(rate):
                yield _Other(
                    cell=row[role],
                    expected=text,
                    slip=True,
                    code="J302",
                    variant=variant,
                    label=row.label,
                )


def _scores(project: ProjectEvaluation) -> Iterator[_Other]:
    """Scores that their weight, or the printed total, would have."""
    total, due = project.figures.total, due_total(project)
    missing = None if total is None or due is None else total - due
    for one in project.indicators:
        score, weight = one.score, one.weight
        if score is None or weight is None:
            continue
        beyond = not 0 <= score <= weight
        fits = missing and 0 <= score + missing <= weight
        right = score + missing if missing is not None and fits else weight if beyond else None
        if right is not None and right != score:
            yield _of_indicator(
                one, one.printed.score, right, "J103" if beyond else "J104", "score"
            )


def _weights(project: ProjectEvaluation) -> Iterator[_Other]:
    """Weights with which all would add up to the full score."""
    figures = project.figures
    if len(figures.weighed) < len(figures.indicators):
        return
    every = sum(figures.weighed, Decimal(0)) + figures.execution_weight
    missing = figures.policy.total - every
    for one in project.indicators:
        if missing and one.weight is not None and one.weight + missing > 0:
            yield _of_indicator(one, one.printed.weight, one.weight + missing, "J101", "weight")


def _of_indicator(
    one: AssessedIndicator, cell: Value, right: Decimal, code: str, variant: str
) -> _Other:
    text = number(right)
    slips = {Fraction(slip) for slip in may_have_meant(cell.text.removesuffix("分"))}
    return _Other(
        cell=cell,
        expected=text,
        slip=Fraction(text) in slips,
        code=code,
        variant=variant,
        label=one.name,
        indicator=one,
    )


def _finding(project: ProjectEvaluation, other: _Other) -> Finding:
    figures = project.figures
    place = project.where(other.cell, other.label)
    return finding(
        other.code,
        project,
        [other.indicator] if other.indicator else [],
        where=[place],
        expected=other.expected,
        variant=other.variant,
        label=other.label,
        printed=other.cell.text,
        due=other.expected,
        rate=number(figures.printed_rate or Decimal(0)),
        total=number(figures.total or Decimal(0)),
        full=number(figures.policy.total),
    )


def _told_anew(
    findings: Sequence[Finding], mine: Sequence[Finding], first: Finding
) -> list[Finding]:
    """The findings with the first link in place of the table's finding of the same rule."""
    same = next((one for one in mine if one.code == first.code), None)
    if same is None:
        return [*findings, first]
    return [first if one is same else one for one in findings]
