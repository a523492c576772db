"""The example books' performance tables, against the checks and the published booklets."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from small_performance import document

from juesuan.checks import Subject, check, selected
from juesuan.forms import Disclosure
from juesuan.ledger import Book
from juesuan.performance.figures import ProjectFigures
from juesuan.performance.preparing import Prepared, amounts_of, prepare
from juesuan.publishing import fill_book
from juesuan.reading import read, read_documents
from juesuan.rounding import balance_disclosure
from support.once import book_once
from support.printing import printed

EXAMPLES = ("yuxi-internet-office-2021", "qujing-digital-economy-centre-2023")

DOUBTS = ["J104", "J109", "J201", "J202", "J206", "J307"]
"""Faults of a published table by which its scores or total are not what its figures lead to."""


@cache
def prepared(folder: Path) -> tuple[Book, Disclosure, Prepared]:
    book = book_once(folder)
    disclosure = fill_book(book)
    disclosure, rounded = balance_disclosure(disclosure, *amounts_of(book, disclosure))
    assert rounded.exact
    return book, disclosure, prepare(book, disclosure, rounded.values)


def test_scores_and_grades_of_the_examples(examples: Path) -> None:
    yuxi, qujing = (prepared(examples / name)[2] for name in EXAMPLES)
    assert [(str(p.total), p.grade) for p in yuxi.projects] == [
        ("98.33", "优"),
        ("90.42", "优"),
        ("94.82", "优"),
        ("96.11", "优"),
        ("100.00", "优"),
        ("96.18", "优"),
    ]
    assert [str(p.total) for p in qujing.projects] == ["96.43", "100.00", "100.00"]
    assert qujing.summary is not None and qujing.summary.average == Decimal("98.81")
    assert [each.key for each in yuxi.asked] == ["performance_unlisted"]
    assert qujing.asked == ()


@pytest.mark.parametrize(("name", "known"), [(EXAMPLES[0], ["J401"]), (EXAMPLES[1], [])])
def test_the_checks_find_only_what_the_readme_says(
    name: str, known: list[str], examples: Path
) -> None:
    book, disclosure, found = prepared(examples / name)
    assert book.notices == []
    whole = document(found.tables, printed(disclosure).parts)
    subject = Subject.of(read_documents([whole]), [])
    assert subject.performance.unread == []
    assert [f.code for f in check(subject, selected(["J"])).findings] == known


@pytest.mark.parametrize("name", EXAMPLES)
def test_money_and_sound_totals_are_the_published_ones(
    name: str, examples: Path, truth: Path
) -> None:
    """Every amount is the published one; so is the total of every project whose published
    table is without fault."""
    path = truth.parent / "disclosures" / f"{name}.txt"
    subject = Subject.of(read(path), [path])
    findings = check(subject, selected(DOUBTS)).findings
    doubted = {place.project for finding in findings for place in finding.where}
    published = {table.name.text: table for table in subject.performance.projects}
    _, disclosure, found = prepared(examples / name)
    assert subject.disclosure is not None
    compared = 0
    for project in found.projects:
        table = published[project.name]
        figures = ProjectFigures(table, None, subject.disclosure.money)  # type: ignore[arg-type]
        assert project.money["total"].full == figures.budget
        assert abs((project.money["total"].executed or 0) - (figures.executed or 0)) < 10_000
        assert project.grade == table.grade.text
        if project.name not in doubted:
            assert project.total == figures.total
            compared += 1
    assert compared >= (4 if name.startswith("yuxi") else 0)
    assert disclosure.year == subject.disclosure.year
