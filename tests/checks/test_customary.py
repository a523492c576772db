"""Customary pairs of functional items and economic classes."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.balanced import fact
from support.disclosures import facts, printed_book

WAN = 1_000_000


def found(code: str, *more: tuple, without: str = "") -> list[Finding]:
    """What a rule finds in the small unit with more facts, or without an economic class."""
    rows = [row for row in facts() if not without or without not in row]
    return check(printed_book(rows=[*rows, *more]), selected([code])).findings


def paid(function: str, economic: str, wan: int) -> tuple:
    """Money of the general public budget spent on an item and class."""
    point = {"fund": "general", "nature": "basic.personnel"}
    return fact("expenditure", wan * WAN, function=function, economic=economic, **point)


def test_the_small_unit_keeps_to_all_customs() -> None:
    assert check(printed_book(), selected(["P"])).findings == []


@pytest.mark.parametrize(
    ("code", "function", "economic"),
    [("P101", "2080505", "30108"), ("P103", "2210201", "30113")],
)
def test_one_side_larger_than_the_other(code: str, function: str, economic: str) -> None:
    (finding,) = found(code, paid("2010301", economic, 2))
    assert {place.row for place in finding.where} == {function, economic}
    assert function in message(finding) and economic in message(finding)
    (finding,) = found(code, paid(function, "30102", 2))


@pytest.mark.parametrize(
    ("code", "function", "economic"),
    [("P102", "2080506", "30109"), ("P104", "2101101", "30110"), ("P105", "2101103", "30111")],
)
def test_pairs_that_agree_and_pairs_that_do_not(code: str, function: str, economic: str) -> None:
    assert found(code, paid(function, economic, 5)) == []
    assert found(code, paid(function, "30102", 5)) == []  # the class is not used at all
    both = [paid(function, economic, 5), paid("2010301", economic, 3)]
    assert [f.code for f in found(code, *both)] == [code]


def test_what_usually_takes_part_explains_a_difference() -> None:
    retired = [paid("2101101", "30110", 5), paid("2101101", "30307", 3)]
    assert found("P104", *retired) == []
    subsidy = [paid("2101101", "30110", 5), paid("2101101", "30102", 3)]
    assert len(found("P104", *subsidy)) == 1
