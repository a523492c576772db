"""Grades that projects give themselves, year by year: whether they inflate (等级虚高)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from juesuan.corpus.figures import figures, hundredths, shown

__all__ = ["grade_table"]

_FIGURE = "excellent"


def grade_table(
    counts: Iterable[tuple[int, str, int]], scores: Mapping[int, str], words: Mapping[str, Any]
) -> list[tuple[str, ...]]:
    """A head and a row a year: how many projects gave themselves each grade, the share of the
    best, and the mean score; of counts by year and grade, and mean scores by year."""
    figure = figures()[_FIGURE]
    years: dict[int, Counter[str]] = {}
    for year, grade, count in counts:
        years.setdefault(year, Counter())[grade] += count
    known = tuple(words["grade_order"])
    every = sorted(
        {grade for said in years.values() for grade in said},
        key=lambda grade: (known.index(grade) if grade in known else len(known), grade),
    )
    head = (words["first_grade"].format(grade=figure.graded), words["score_mean"])
    table: list[tuple[str, ...]] = [(words["year"], *every, *head)] if years else []
    for year, said in years.items():
        share = shown(figure, hundredths(said[figure.graded], said.total()))
        numbers = (str(said[grade]) for grade in every)
        table.append((str(year), *numbers, share, scores.get(year, "—")))
    return table
