"""Weights (分值): they sum to the full score, as the levels usually share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Severity
from juesuan.checks.subject import Subject
from juesuan.checks.tables.chain import due_execution, never_filled_in
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding, number, where_indicators
from juesuan.lexicon.performance import words
from juesuan.performance import Policy, plain
from juesuan.performance.figures import AssessedIndicator, ProjectFigures, level_of
from juesuan.reading import Document, Grid, Paragraph
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


_LEVELS, _UNTITLED = 2, 3
"""First levels of indicators that only a whole table has: under the title of one, and without."""


class WholeTables(RuleSettings, frozen=True):
    """``part`` finds titles of tables that show some of their rows only."""

    part: Pattern


def _all_weights(figures: ProjectFigures) -> Decimal | None:
    """The sum of all weights with that of execution; ``None`` where some are not printed."""
    if len(figures.weighed) < len(figures.indicators):
        return None
    return sum(figures.weighed, Decimal(0)) + figures.execution_weight


def weights_total(subject: Subject) -> Iterator[Finding]:
    """J101: the weights of indicators and execution do not add up to the full score; which of
    them is wrong the sum does not tell. ``execution``: those of indicators leave the points that
    are laid down for execution, and it has others."""
    found = subject.once(evaluations)
    full = found.policy.total
    for project in found.sure_scored:
        figures = project.figures
        total, indicators = _all_weights(figures), sum(figures.weighed, Decimal(0))
        without_execution = figures.main is None or not figures.main["weight"]
        if total is None or total == full or (without_execution and indicators == full):
            continue
        if total < full and _shows_a_part(figures, full - total > found.policy.execution):
            continue
        if figures.main is not None and indicators + found.policy.execution == full:
            yield _execution_weight(project, found.policy)
            continue
        yield finding(
            "J101",
            project,
            where=[project.where(figures.table.total or figures.table.subtotal)],
            indicators=number(indicators),
            execution=number(figures.execution_weight),
            total=number(total),
            full=number(full),
        )


def _shows_a_part(figures: ProjectFigures, lacks_much: bool) -> bool:
    """Whether a table need not be whole: it says so, or it prints neither what was spent nor a
    total, and few first levels, or what it lacks is more than execution alone has."""
    table = figures.table
    if WholeTables.of("J101").part.finds_in(table.title):
        return True
    closed = figures.main is not None or table.total or table.score or table.subtotal
    levels = {one.level1.text for one in table.indicators if one.level1}
    titled = words().title_kind(table.title)
    return not closed and (lacks_much or len(levels) < (_LEVELS if titled else _UNTITLED))


def _execution_weight(project: ProjectEvaluation, policy: Policy) -> Finding:
    """The weight of execution alone is not the one laid down."""
    figures, row = project.figures, project.figures.main
    assert row is not None
    return finding(
        "J101",
        project,
        where=[project.where(row["weight"], row.label)],
        expected=number(policy.execution),
        variant="execution",
        indicators=number(sum(figures.weighed, Decimal(0))),
        execution=number(figures.execution_weight),
        due=number(policy.execution),
        full=number(policy.total),
    )


def not_filled_in(subject: Subject) -> Iterator[Finding]:
    """J102: indicators without any weight and score, beside a printed total."""
    for project in subject.once(evaluations).sure_scored:
        if never_filled_in(project):
            total = project.printed.score
            yield finding(
                "J102",
                project,
                where=[project.where(total)],
                total=total.text or "—",
                number=len(project.indicators),
            )


def _outside_weight(indicator: AssessedIndicator) -> bool:
    weight, score = indicator.weight, indicator.score
    return score is not None and (score < 0 or (weight is not None and score > weight))


def outside_weight(subject: Subject) -> Iterator[Finding]:
    """J103: a score above its weight, or below zero; ``execution``: that of execution."""
    projects = subject.once(evaluations).sure_scored
    yield from where_indicators("J103", projects, _outside_weight, lambda one: one.printed.score)
    for project in projects:
        figures = project.figures
        row, points, weight = figures.main, figures.printed_execution, figures.execution_weight
        if row is not None and points is not None and not 0 <= points <= weight:
            yield finding(
                "J103",
                project,
                where=[project.where(row["score"], row.label)],
                expected="" if (due := due_execution(project)) is None else number(due),
                variant="execution",
                points=number(points),
                weight=number(weight),
            )


class LevelWeights(RuleSettings, frozen=True):
    """``noted`` finds the note by which a document lays the weights down; ``far``: a level with
    more than so many times its usual weight, or less than that part of it, is far from it."""

    noted: Pattern
    far: int


def _weights_noted(subject: Subject) -> bool:
    """Whether the notes of the document's own tables lay the weights down."""
    noted = LevelWeights.of("J106").noted
    documents = subject.reading.documents if subject.reading else ()
    return any(noted.finds_in(plain(text)) for one in documents for text in _all_texts(one))


def _all_texts(document: Document) -> Iterator[str]:
    for block in document.parts:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row if cell)


def level_weights(subject: Subject) -> Iterator[Finding]:
    """J106: the weights of the first levels depart from the usual ones, though their sum is
    right. Where no note of the document lays them down, only a level far from its usual
    weight is told, for weights may be adjusted."""
    policy, noted = subject.once(evaluations).policy, subject.once(_weights_noted)
    times = LevelWeights.of("J106").far
    told: dict[Severity, list[tuple[ProjectEvaluation, str, str]]] = defaultdict(list)
    for project in subject.once(evaluations).sure_projects:
        figures = project.figures
        if _all_weights(figures) != policy.total or figures.execution_weight != policy.execution:
            continue
        printed = _by_level(figures, policy)
        usual = policy.weights(frozenset(printed))
        complete = set(usual) == set(printed) and set(usual) >= set(policy.levels)
        if not complete or usual == printed:
            continue
        far = any(printed[n] > times * w or times * printed[n] < w for n, w in usual.items())
        if far or noted:
            severity: Severity = "warning" if far and noted else "info"
            told[severity].append((project, _listed(printed), _listed(usual)))
    for severity, tables in told.items():
        (first, printed_, usual_), several = tables[0], len(tables) > 1
        yield finding(
            "J106",
            first,
            where=[project.where() for project, _, _ in tables],
            severity=severity,
            variant="several" if several else "",
            printed=printed_,
            usual=usual_,
            number=len(tables),
            tables=[f"“{project.name}”{weights}" for project, weights, _ in tables],
        )


def _by_level(figures: ProjectFigures, policy: Policy) -> Mapping[str, Decimal]:
    """The weights by first level. A level that the policy does not know (成本 where cost is
    among the outputs) counts to the one that takes its weight."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for indicator in figures.indicators:
        sums[level_of(indicator.printed)] += indicator.weight or Decimal(0)
    known = policy.cost_levels if policy.cost_is_level else policy.levels
    for level, heir in policy.missing.items():
        if level in sums and level not in known and heir in sums:
            sums[heir] += sums.pop(level)
    return sums


def _listed(weights: Mapping[str, Decimal]) -> str:
    return "/".join(f"{level}{number(weight)}" for level, weight in weights.items())


RULES = {
    "J101": weights_total,
    "J102": not_filled_in,
    "J103": outside_weight,
    "J106": level_weights,
}
SETTINGS = {"J101": WholeTables, "J106": LevelWeights}
