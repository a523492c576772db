"""Dates and amounts as cells say them, read and written."""

import datetime

import pytest

from juesuan.facts import WAN, YUAN, AmountError
from juesuan.importing.values import amount_text, end_of_month, exact, read_amount, read_date


@pytest.mark.parametrize(
    "text",
    ["2023-03-01", "2023/3/1", "20230301", "2023年3月1日", "3月1日", "3.1", "44986", "44986.0"],
)
def test_a_day_in_every_usual_way(text: str) -> None:
    assert read_date(text, 2023) == datetime.date(2023, 3, 1)


@pytest.mark.parametrize("text", ["", "2月30日", "2023-13-01", "三月", "3月", "12345678"])
def test_what_is_no_day(text: str) -> None:
    assert read_date(text, 2023) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年2月", "2023-02-28"),
        ("2024-02", "2024-02-29"),
        ("202312", "2023-12-31"),
        ("1月", "2023-01-31"),
        ("12", "2023-12-31"),
    ],
)
def test_a_month_alone_is_its_last_day(text: str, day: str) -> None:
    assert end_of_month(text, 2023) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("text", ["0", "13月", "2023年", "3月1日"])
def test_what_is_no_month(text: str) -> None:
    assert end_of_month(text, 2023) is None


def test_binary_noise_behind_the_cents_is_dropped_and_real_fractions_are_not() -> None:
    assert read_amount("0.30000000000000004") == 30
    assert read_amount("1,234.5") == 123_450
    assert read_amount("0.000001", WAN) == 1
    assert read_amount("10.00000001") == 1000
    with pytest.raises(AmountError):
        read_amount("0.005")
    with pytest.raises(AmountError):
        read_amount("10.00000002")


@pytest.mark.parametrize(
    ("cents", "yuan", "wan"),
    [
        (0, "0.00", "0.00"),
        (5, "0.05", "0.000005"),
        (-5, "-0.05", "-0.000005"),
        (123_450, "1234.50", "0.12345"),
    ],
)
def test_an_amount_is_written_to_the_cent_in_the_books_unit(
    cents: int, yuan: str, wan: str
) -> None:
    assert (exact(cents, YUAN), exact(cents, WAN)) == (yuan, wan)


def test_an_amount_shown_to_people_has_separators() -> None:
    assert [amount_text(cents) for cents in (0, 123_456_789, -5)] == [
        "0.00",
        "1,234,567.89",
        "-0.05",
    ]
