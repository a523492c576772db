"""Customary pairs of functional items and economic classes."""

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


def beyond(code: str, function: str, economic: str) -> Finding:
    """The one finding where the class has 3万元 more than the item, which has some."""
    (finding,) = found(code, paid(function, economic, 5), paid("2010301", economic, 3))
    assert {place.row for place in finding.where} == {function, economic}
    assert f"{function}" in message(finding) and f"{economic}" in message(finding)
    return finding


def one_side_only(code: str, function: str) -> list[Finding]:
    """What is found where the item is paid in another class, and its own is not used."""
    return found(code, paid(function, "30102", 5))


def test_the_small_unit_keeps_to_all_customs() -> None:
    assert check(printed_book(), selected(["P"])).findings == []


# P101.


def test_p101_finds_a_class_beyond_its_item() -> None:
    finding = beyond("P101", "2080505", "30108")
    assert "150,000.00元" in message(finding) and "180,000.00元" in message(finding)


def test_p101_passes_sides_that_agree() -> None:
    assert found("P101", paid("2080505", "30108", 5)) == []


def test_p101_spares_a_difference_that_the_annuity_makes_up_for() -> None:
    """2080505 and 2080506 together are 30108 and 30109 together."""
    rows = [paid("2080506", "30109", 4), paid("2080506", "30108", 3)]
    assert found("P101", *rows) == []
    assert len(found("P101", rows[0], paid("2010301", "30108", 3))) == 1


# P102.


def test_p102_finds_a_class_beyond_its_item() -> None:
    finding = beyond("P102", "2080506", "30109")
    assert "50,000.00元" in message(finding) and "80,000.00元" in message(finding)


def test_p102_passes_sides_that_agree() -> None:
    assert found("P102", paid("2080506", "30109", 5)) == []


def test_p102_spares_an_item_whose_class_is_not_used() -> None:
    assert one_side_only("P102", "2080506") == []


# P103.


def test_p103_finds_a_class_beyond_its_item() -> None:
    finding = beyond("P103", "2210201", "30113")
    assert "170,000.00元" in message(finding) and "200,000.00元" in message(finding)


def test_p103_passes_sides_that_agree() -> None:
    assert found("P103", paid("2210201", "30113", 5)) == []


def test_p103_spares_other_classes_of_the_same_item_that_stand_alone() -> None:
    assert found("P103", paid("2210203", "30102", 2)) == []


# P104.


def test_p104_finds_a_class_beyond_its_item() -> None:
    finding = beyond("P104", "2101101", "30110")
    assert "50,000.00元" in message(finding) and "80,000.00元" in message(finding)


def test_p104_passes_sides_that_agree() -> None:
    assert found("P104", paid("2101101", "30110", 5)) == []


def test_p104_spares_a_difference_that_retired_staff_explain() -> None:
    assert found("P104", paid("2101101", "30110", 5), paid("2101101", "30307", 3)) == []
    assert len(found("P104", paid("2101101", "30110", 5), paid("2101101", "30102", 3))) == 1


# P105.


def test_p105_finds_a_class_beyond_its_item() -> None:
    finding = beyond("P105", "2101103", "30111")
    assert "50,000.00元" in message(finding) and "80,000.00元" in message(finding)


def test_p105_passes_sides_that_agree() -> None:
    assert found("P105", paid("2101103", "30111", 5)) == []


def test_p105_spares_an_item_whose_class_is_not_used() -> None:
    assert one_side_only("P105", "2101103") == []
