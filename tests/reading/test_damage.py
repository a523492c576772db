"""Damaged tables: whatever is read wrongly is said to be uncertain or listed."""

import random
from pathlib import Path

import pytest

from juesuan.forms import Disclosure
from juesuan.publishing import fill_book
from juesuan.reading.document import Document, Grid, GridText, Spot
from juesuan.reading.recognise.two_in_one import rows_apart
from support.damage import DAMAGES, damaged_reading, judge
from support.once import book_once

MOST_WRONG = {"shift_column": 4, "insert_cell": 4, "merge_neighbours": 2, "delete_cell": 2}
"""Cells of the seeds below that identities cannot tell apart: a known remainder."""


@pytest.fixture(scope="module")
def disclosure(examples: Path) -> Disclosure:
    return fill_book(book_once(examples / "yuxi-internet-office-2021"), "shanxi-2023")


@pytest.mark.parametrize("name", sorted(DAMAGES))
def test_a_damaged_table_is_read_right_or_told(name: str, disclosure: Disclosure) -> None:
    found = sum(
        (judge(disclosure, *_damaged(disclosure, name, no)) for no in ("03", "05", "06", "09")),
        start=judge(disclosure, *_damaged(disclosure, name, "01")),
    )
    assert found["right"] > 0
    assert found["wrong"] <= MOST_WRONG.get(name, 0)


def _damaged(disclosure: Disclosure, name: str, no: str):  # type: ignore[no-untyped-def]
    reading, gone = damaged_reading(disclosure, DAMAGES[name], no, random.Random(f"{name}{no}"))
    return reading, no, gone


def rows_of(*rows: tuple[str, ...]) -> tuple[list[list[str]], list[str]]:
    """The rows of a table after those in one were taken apart, and what was told."""
    spot = Spot(file="a.docx")
    cells = tuple(tuple(GridText(text, spot) for text in row) for row in rows)
    document = rows_apart(Document("a.docx", "docx", [Grid(cells, spot)]))
    (grid,) = document.parts
    assert isinstance(grid, Grid)
    said = [[cell.text if cell else "" for cell in row] for row in grid.rows]
    return said, [str(details["text"]) for _, _, details in document.unread]


def test_two_rows_in_one_are_taken_apart_by_their_codes() -> None:
    row = ("20805\n2080505", "养老支出\n养老保险缴费", "9.00\n8.00", "7.00", "")
    rows, told = rows_of(("201", "服务", "1.00", "1.00", ""), row)
    assert rows[1:] == [
        ["20805", "养老支出", "9.00", "", ""],
        ["2080505", "养老保险缴费", "8.00", "", ""],
    ]
    assert told == ["7.00"], "it may be of either row"


def test_two_rows_in_one_are_taken_apart_by_names_that_exclude_each_other() -> None:
    row = ("因公出国（境）费\n公务接待费", "9.00\n8.00", "7.00")
    rows, told = rows_of(row)
    assert rows == [["因公出国（境）费", "9.00", ""], ["公务接待费", "8.00", ""]]
    assert told == ["7.00"]


@pytest.mark.parametrize(
    "row",
    [
        ("20805", "行政事业单位\n养老支出", "9.00", "9.00"),
        ("20805", "养老支出\n养老保险缴费", "9.00\n8.00", "9.00"),
        ("20805\n2080505", "养老支出", "9.00\n8.00", "9.00"),
        ("公务用车购置\n及运行维护费", "9.00\n8.00", "9.00"),
        ("因公出国（境）费\n公务接待费", "预算数"),
        ("1\n4", "甲\n乙", "9.00\n8.00", "9.00"),
        ("20805\n2080505", "养老\n支出\n缴费", "9.00\n8.00", "9.00"),
    ],
    ids=[
        "a long name",
        "one code",
        "one name",
        "one name in two lines",
        "a head",
        "numbers apart",
        "three lines",
    ],
)
def test_what_may_be_one_row_is_left_as_it_is(row: tuple[str, ...]) -> None:
    assert rows_of(row) == ([list(row)], [])
