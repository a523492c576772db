"""What texts say of figures (来源、汇总): how satisfaction was found, how many were met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding, indicator_in_short
from juesuan.checks.tables.wording import texts
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class SatisfactionSource(RuleSettings, frozen=True):
    """``satisfaction`` finds names of such indicators, ``sources`` how it was found out."""

    satisfaction: Pattern
    sources: Pattern


def _without_source(project: ProjectEvaluation) -> Sequence[AssessedIndicator]:
    """Satisfaction in figures, scored in full, in a table whose texts name no source."""
    asked = SatisfactionSource.of("J707")
    told = texts(project, "goal", "result", "other", "analysis", "reason")
    if any(asked.sources.finds_in(plain(value.text)) for value in told):
        return []
    return [
        one
        for one in project.indicators
        if asked.satisfaction.finds_in(one.name) and one.actual.kind == "number" and one.full
    ]


def satisfaction_source(subject: Subject) -> Iterator[Finding]:
    """J707: satisfaction values without any word on how they were found: one finding for the
    document."""
    bare = [
        (project, indicator)
        for project in subject.once(evaluations).projects
        for indicator in _without_source(project)
    ]
    if bare:
        yield finding(
            "J707",
            bare[0][0],
            [indicator for _, indicator in bare],
            where=[project.at(indicator) for project, indicator in bare],
            tables=len({project.name for project, _ in bare}),
        )


class TargetsCounted(RuleSettings, frozen=True):
    """``counted`` finds how many targets there are, were met and were missed (three groups)."""

    counted: Pattern


def targets_counted(subject: Subject) -> Iterator[Finding]:
    """J708: the conclusion counts targets, met and missed, otherwise than the table."""
    departments = subject.once(evaluations).departments
    indicators = [one for department in departments for one in department.indicators]
    outcomes = [one.comparison.outcome for one in indicators]
    if not indicators or "unclear" in outcomes:
        return
    missed = outcomes.count("missed")
    due = [len(indicators), len(indicators) - missed, missed]
    for overall in subject.performance.overall:
        for section in overall.sections:
            match = TargetsCounted.of("J708").counted.search(plain(section.text.text))
            if match and [int(group) for group in match.groups()] != due:
                place = Where(spot=section.text.spot, project=overall.title, printed=match[0])
                yield finding(
                    "J708",
                    departments[0],
                    where=[place],
                    told="/".join(match.groups()),
                    due="/".join(map(str, due)),
                    example=indicator_in_short(indicators[0]),
                )
                return


RULES = {"J707": satisfaction_source, "J708": targets_counted}
SETTINGS = {"J707": SatisfactionSource, "J708": TargetsCounted}
