"""Project tables of published booklets: totals and grades that follow, or a finding that says
why not."""

from pathlib import Path

import pytest

from juesuan.checks import Subject, check, selected
from juesuan.checks.rules.performance.scores import due_total
from juesuan.checks.tables.view import view
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
    seen = subject.once(view)
    assert len(seen.projects) == tables
    assert {table.name for table in seen.projects} - agreeing(subject) <= told


def agreeing(subject: Subject) -> set[str]:
    """Projects whose printed weights, total and grade are what their scores lead to."""
    found = set()
    for table in subject.once(view).projects:
        project = table.project
        due = due_total(subject, table, project) if project else None
        if project and due is not None:
            weights = sum(project.weighed) + project.execution_weight
            grade = project.table.grade.text.strip()
            if (due, project.policy.grade(due), weights) == (project.total, grade, 100):
                found.add(table.name)
    return found
