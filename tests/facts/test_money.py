"""Amounts to cents and back, never through a float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.facts import (
    WAN,
    YUAN,
    AmountError,
    MoneyUnit,
    format_amount,
    money_unit,
    parse_amount,
    plain_amount,
    round_half_away,
)

units = st.sampled_from([YUAN, WAN])
cents = st.integers(-(10**17) + 1, 10**17 - 1)


@given(cents, units)
def test_what_is_printed_reads_back_to_the_printed_step(value: int, unit: MoneyUnit) -> None:
    printed = value - value % (unit.print_step if value >= 0 else -unit.print_step)
    assert parse_amount(plain_amount(printed, unit), unit) == printed
    assert parse_amount(format_amount(printed, unit), unit) == printed


@given(cents, units)
def test_printing_is_within_half_a_step(value: int, unit: MoneyUnit) -> None:
    try:
        read = parse_amount(plain_amount(value, unit), unit)
    except AmountError as error:  # rounded up past the largest amount
        assert error.key == "too_large"
        assert abs(value) > 10**17 - unit.print_step
    else:
        assert 2 * abs(read - value) <= unit.print_step


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**8))
def test_rounding_is_half_away_from_zero(value: int, step: int) -> None:
    exact = Decimal(value) / Decimal(step)
    by_decimal = (
        Decimal(2 * value) / Decimal(2 * step) if exact == exact.to_integral_value() else exact
    )
    if abs(value) < 10**15:  # a quotient that Decimal's 28 digits tell apart from a half
        assert round_half_away(value, step) == int(by_decimal.quantize(0, ROUND_HALF_UP))
    assert round_half_away(-value, step) == -round_half_away(value, step)
    assert 2 * abs(round_half_away(value, step) * step - value) <= step


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (0, WAN, "0.00"),
        (4_999, WAN, "0.00"),
        (-4_999, WAN, "0.00"),
        (5_000, WAN, "0.01"),
        (-5_000, WAN, "-0.01"),
        (1_543_335_326, WAN, "1,543.34"),
        (1_543_335_326, YUAN, "15,433,353.26"),
        (-5, YUAN, "-0.05"),
        (100, YUAN, "1.00"),
    ],
)
def test_printed_amounts(value: int, unit: MoneyUnit, printed: str) -> None:
    assert format_amount(value, unit) == printed
    assert plain_amount(value, unit) == printed.replace(",", "")


@given(cents, units, st.sampled_from(["-{}", "({})", "负{}", "−{}", "（{}）", "－ {}", "-¥{}"]))
def test_ways_of_writing_a_negative(value: int, unit: MoneyUnit, written: str) -> None:
    amount = abs(value) // unit.print_step * unit.print_step
    assert parse_amount(written.format(format_amount(amount, unit)), unit) == -amount


@given(st.integers(0, 10**15 - 1))
def test_separators_in_the_right_places(whole: int) -> None:
    for written in (str(whole), f"{whole:,}", f"{whole:,}".replace(",", " "), f"{whole:,}.00"):
        assert parse_amount(written) == 100 * whole


@given(st.integers(1000, 10**15 - 1), st.data())
def test_separators_anywhere_else_are_refused(whole: int, data: st.DataObject) -> None:
    right = f"{whole:,}"
    at = data.draw(st.integers(0, len(right)))
    wrong = right[:at] + data.draw(st.sampled_from([",", " ,", ",,"])) + right[at:]
    with pytest.raises(AmountError) as caught:
        parse_amount(wrong)
    assert (caught.value.key, caught.value.written) == ("bad_separators", wrong)


@pytest.mark.parametrize(
    ("text", "unit", "key"),
    [
        ("", YUAN, "not_a_number"),
        ("一百", YUAN, "not_a_number"),
        ("10²", YUAN, "not_a_number"),
        ("⑴", YUAN, "not_a_number"),
        ("٣", YUAN, "not_a_number"),
        ("1e3", YUAN, "not_a_number"),
        ("nan", YUAN, "not_a_number"),
        ("1-2", YUAN, "not_a_number"),
        ("0.005", YUAN, "too_many_decimals"),
        ("0.0000001", WAN, "too_many_decimals"),
        ("1000000000000000", YUAN, "too_large"),
        ("100000000000", WAN, "too_large"),
        ("9" * 6000, YUAN, "too_large"),
    ],
)
def test_texts_that_are_no_amounts(text: str, unit: MoneyUnit, key: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(text, unit)
    assert caught.value.key == key
    assert text in caught.value.text("zh")


def test_full_width_texts() -> None:
    assert parse_amount("（１，２３４．５６）") == -123456
    assert parse_amount("\u3000￥１２\u3000") == 1200


def test_names_of_units() -> None:
    assert [money_unit(name) for name in ("元", "yuan", " 万元 ", "wan")] == [YUAN, YUAN, WAN, WAN]
    with pytest.raises(KeyError):
        money_unit("角")
