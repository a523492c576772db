"""Project tables of published booklets: totals and grades that follow, or a finding that says
why not."""

from pathlib import Path

import pytest

from juesuan.checks import Subject, check, selected
from juesuan.checks.tables.chain import due_total
from juesuan.checks.tables.evaluations import evaluations
from juesuan.reading import read

BOOKLETS = {
    "jincheng-big-data-bureau-2023": 13,
    "qujing-digital-economy-centre-2023": 3,
    "qujing-government-office-2024": 14,
    "qujing-industry-bureau-2023": 20,
    "yuxi-internet-office-2021": 17,
}


@pytest.mark.parametrize(("name", "tables"), BOOKLETS.items(), ids=list(BOOKLETS))
def test_every_project_is_as_recomputed_or_told(truth: Path, name: str, tables: int) -> None:
    path = truth.parent / "disclosures" / f"{name}.txt"
    if not path.is_file():
        pytest.skip("the published booklets are not here")
    subject = Subject.of(read(path))
    rules = selected(["J101", "J102", "J104", "J105"])
    told = {finding.where[0].project for finding in check(subject, rules).findings}
    projects = subject.once(evaluations).projects
    assert len(projects) == tables
    assert {project.name for project in projects} - agreeing(subject) <= told


def agreeing(subject: Subject) -> set[str]:
    """Projects whose printed weights, total and grade are what their scores lead to."""
    found = set()
    for project in subject.once(evaluations).projects:
        due, figures = due_total(project), project.figures
        if due is not None:
            weights = sum(figures.weighed) + figures.execution_weight
            grade = project.printed.grade.text.strip()
            if (due, figures.policy.grade(due), weights) == (figures.total, grade, 100):
                found.add(project.name)
    return found
