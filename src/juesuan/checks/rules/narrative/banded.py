"""Grades that the bands of points contradict (等次与得分): N509."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.bands import GradeWords, bands_of, told_grades

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N509": GradeWords}


def grade_differs(subject: Subject) -> Iterator[Finding]:
    """N509: a sentence, or a section at its end, gives a score another grade than its points are
    due; an error where the document prints the bands itself."""
    bands = bands_of(subject)
    for told in told_grades(subject) if bands else ():
        due = bands.grade(told.score) if bands else ""
        if bands is None or not bands.has(told.grade) or not due or due == told.grade:
            continue
        if not told.beside and not bands.printed:
            continue
        details = {"said": told.grade, "score": f"{told.score}", "due": due}
        where = told.passage.printing(told.said)
        yield Finding(
            code="N509",
            where=(where,),
            details=details,
            expected=due if bands.printed else "",
            severity="" if bands.printed else "warning",
            variant="" if bands.printed else "policy",
        )


RULES = {"N509": grade_differs}
