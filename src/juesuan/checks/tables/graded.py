"""Projects with their grades and scores (项目等次) as a list prints them, or a sentence, and spans
of points (90分以上) that they are counted by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.speech.sentences.paragraphs import SaidFigure
from juesuan.checks.tables.bands import Bands, GradeWords, short_grade, span_of
from juesuan.checks.tables.lists import EvaluatedList
from juesuan.performance import plain
from juesuan.performance.figures import rate_in
from juesuan.resources import Pattern

__all__ = ["GradedRow", "count", "graded_rows", "rows_said", "span_before"]

_BEFORE = 24
"""Characters before a count among which its span of points is looked for."""


class GradedRow(Struct, frozen=True):
    """A project's grade in short (empty: none is printed) and its score."""

    grade: str
    score: Decimal | None


def graded_rows(listed: EvaluatedList, bands: Bands | None) -> Sequence[GradedRow]:
    """The projects of a list; where it prints no grades, those that are due by printed bands."""
    rows = [
        GradedRow(short_grade(plain(row.grade.text)), rate_in(row.score))
        for row in listed.printed.projects
    ]
    if bands is None or not bands.printed or any(row.grade for row in rows):
        return rows
    return [replace(r, grade=bands.grade(r.score) if r.score is not None else "") for r in rows]


def rows_said(figures: Sequence[SaidFigure], words: str, points: Sequence[str]) -> list[GradedRow]:
    """The projects that a text lists by their scores, each run of them with the grade behind it
    (甲95分、乙91分，均为优秀)."""
    found: list[GradedRow] = []
    waiting: list[SaidFigure] = []
    for number, figure in enumerate(figures):
        if figure.one.mention.unit in points:
            waiting.append(figure)
        after = figures[number + 1].start if number + 1 < len(figures) else len(words)
        grade = GradeWords.of("N509").all_of_run.search(words[figure.end : after])
        if grade and waiting:
            found += [GradedRow(short_grade(grade["grade"]), _score(one)) for one in waiting]
            waiting = []
    return [] if waiting else found


def _score(figure: SaidFigure) -> Decimal:
    value = figure.number.value
    return Decimal(value.numerator) / Decimal(value.denominator)


def span_before(words: str, between: Pattern) -> str:
    """The span of points right before a count, with nothing but ``between`` after it; else
    empty."""
    start = max(0, len(words) - _BEFORE)
    spans = list(GradeWords.of("N509").span.finditer(words[start:]))
    if not spans or not between.search(words[start + spans[-1].end() :]):
        return ""
    return spans[-1][0]


def count(rows: Sequence[GradedRow], label: str) -> int | None:
    """How many projects have a grade, or a score in a span; ``None`` where one does not say, or
    stands on the upper end of a span, which may be of it or of the next."""
    span = span_of(label)
    if span is None:
        grades = [row.grade for row in rows]
        return grades.count(label) if all(grades) else None
    scores = [row.score for row in rows if row.score is not None]
    if len(scores) < len(rows) or span.high in scores:
        return None
    return sum(map(span.holds, scores))
