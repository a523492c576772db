"""Damaged tables: whatever is read wrongly is said to be uncertain or listed."""

import random
from pathlib import Path

import pytest

from juesuan.forms import Disclosure
from juesuan.ledger import read_book
from juesuan.publishing import fill_book
from support.damage import DAMAGES, damaged_reading, judge

MOST_WRONG = {"shift_column": 4, "insert_cell": 4, "merge_neighbours": 2, "delete_cell": 2}
"""Cells of the seeds below that identities cannot tell apart: a known remainder."""


@pytest.fixture(scope="module")
def disclosure(examples: Path) -> Disclosure:
    return fill_book(read_book(examples / "yuxi-internet-office-2021"), "shanxi-2023")


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
