"""Printed numbers: exact values with half of the last printed digit around them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks.speech.sentences.amounts import (
    NOTHING,
    Rounded,
    decimal_text,
    printed_like,
    ratio,
    ratio_fits,
    rounded_of,
    sum_of,
)
from juesuan.reading import Spot
from juesuan.reading.narrative import Mention


def mention(value: str, unit: str, kind: str = "money") -> Mention:
    return Mention(
        kind=kind,
        value=Decimal(value),
        unit=unit,
        text=f"{value}{unit}",
        start=0,
        end=0,
        spot=Spot(),
    )


def of(value: str, half: str = "0") -> Rounded:
    return Rounded(Fraction(value), Fraction(half))


@pytest.mark.parametrize(
    ("part", "whole", "rate", "fits"),
    [("1", "2", "50", True), ("1", "2", "90", False), ("1", "0", "90", True)],
    ids=["one of two", "another rate", "of nothing any"],
)
def test_a_share_of_few_is_held_to_its_rate(part: str, whole: str, rate: str, fits: bool) -> None:
    assert ratio_fits(of(part), of(whole), of(rate, "0.5")) == fits


@pytest.mark.parametrize(
    ("value", "unit", "cents", "half"),
    [
        ("1.25", "万元", 1_250_000, 5_000),
        ("1.2", "万元", 1_200_000, 50_000),
        ("12", "元", 1_200, 50),
        ("0.0171", "亿元", 171_000_000, 500_000),
        ("3", "千元", 300_000, 50_000),
        ("2", "百万元", 200_000_000, 50_000_000),
        ("-1.00", "元", -100, Fraction(1, 2)),
        ("0.00", "万元", 0, 5_000),
        ("0", "万元", 0, 0),
    ],
)
def test_money_is_cents_and_half_of_its_last_digit(
    value: str, unit: str, cents: int, half: int
) -> None:
    assert rounded_of(mention(value, unit)) == Rounded(Fraction(cents), Fraction(half))


@pytest.mark.parametrize(
    ("value", "unit", "kind", "expected"),
    [
        ("12.5", "%", "percent", of("12.5", "0.05")),
        ("5", "‰", "percent", of("0.5", "0.05")),
        ("0", "%", "percent", of("0", "0.5")),
        ("3", "辆", "count", of("3")),
        ("1.5", "万人次", "count", of("1.5", "0.05")),
    ],
)
def test_rates_are_percent_and_counts_are_ones(
    value: str, unit: str, kind: str, expected: Rounded
) -> None:
    assert rounded_of(mention(value, unit, kind)) == expected


def test_two_prints_of_one_fact_differ_by_one_last_digit_of_the_coarser() -> None:
    number = of("100", "0.5")
    assert number.agrees(101) and number.agrees(99)
    assert not number.agrees(Fraction("101.01"))
    assert number.agrees(105, step=5) and not number.agrees(106, step=5)


def test_two_numbers_are_equal_where_their_rooms_meet() -> None:
    assert of("10", "0.5").equals(of("11", "0.5"))
    assert not of("10", "0.5").equals(of("11.01", "0.5"))
    assert of("10").equals(of("10")) and not of("10").equals(of("10.01"))


def test_rooms_add_up_in_sums_and_differences() -> None:
    assert sum_of([of("1", "0.5"), of("2", "0.25")]) == of("3", "0.75")
    assert sum_of([]) == NOTHING
    assert of("1", "0.5") - of("3", "0.25") == of("-2", "0.75")
    assert (-of("1", "0.5"), abs(of("-1", "0.5"))) == (of("-1", "0.5"), of("1", "0.5"))
    assert (of("1", "0.5").low, of("1", "0.5").high) == (Fraction("0.5"), Fraction("1.5"))


def test_a_ratio_of_nothing_is_none() -> None:
    assert ratio(of("1"), of("4")) == 25
    assert ratio(of("-1"), of("4")) == -25
    assert ratio(of("1"), NOTHING) is None


@pytest.mark.parametrize(
    ("part", "whole", "rate", "fits"),
    [
        ((1, 0), (3, 0), ("33.33", "0.005"), True),
        ((1, 0), (3, 0), ("33.34", "0.005"), False),
        ((1, 0), (3, 0), ("33.32", "0.005"), False),
        ((1, 0), (8, 0), ("12.5", "0"), True),
        ((1, 0), (8, 0), ("13", "0.5"), True),
        ((1, 0), (8, 0), ("13", "0.4"), False),
        ((1, "0.5"), (8, 0), ("18.75", "0"), True),
        ((1, "0.5"), (8, 0), ("6.25", "0"), True),
        ((1, "0.5"), (8, 0), ("18.76", "0"), False),
        ((1, 0), (8, "0.5"), ("13.34", "0.01"), True),
        ((1, 0), (8, "0.5"), ("11.76", "0.01"), True),
        ((1, 0), (8, "0.5"), ("11.74", "0.01"), False),
        ((-1, 0), (8, 0), ("-12.5", "0"), True),
        ((-1, 0), (8, 0), ("12.5", "0"), False),
    ],
)
def test_a_rate_fits_where_some_values_give_it(part, whole, rate, fits: bool) -> None:
    numbers = (Rounded(Fraction(value), Fraction(half)) for value, half in (part, whole, rate))
    assert ratio_fits(*numbers) is fits


def test_of_nothing_and_of_less_than_a_last_digit_any_rate_fits() -> None:
    assert ratio_fits(of("5"), NOTHING, of("7"))
    assert ratio_fits(of("5"), of("0", "0.5"), of("7"))
    assert not ratio_fits(of("5"), of("-3", "0.5"), of("7"))


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_rate_rounded_half_up_always_fits(part: int, whole: int, digits: int) -> None:
    text = decimal_text(Fraction(part * 100, whole), digits)
    rate = Rounded(Fraction(text), Fraction(1, 2 * 10**digits))
    assert ratio_fits(of(str(part)), of(str(whole)), rate)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 100), 2, "-0.01"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(1, 3), 0, "0"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-3, 2), 0, "-2"),
        (Fraction(1234), 2, "1234.00"),
        (Fraction(56_25, 100), 1, "56.3"),
    ],
)
def test_a_fraction_as_a_decimal_goes_away_from_zero_at_half(
    value: Fraction, places: int, text: str
) -> None:
    assert decimal_text(value, places) == text


def test_a_value_is_printed_as_the_mention_prints_its_own() -> None:
    assert printed_like(1_250_000, mention("3", "万元")) == "1.25万元"
    assert printed_like(1_250_000, mention("3.0000", "万元")) == "1.2500万元"
    assert printed_like(1_250_000, mention("3", "元")) == "12500.00元"
    assert printed_like(Fraction(100, 3), mention("1", "%", "percent")) == "33%"
    assert printed_like(Fraction(100, 3), mention("1.00", "%", "percent")) == "33.33%"
    assert printed_like(5, mention("3", "批次", "count")) == "5批次"
