"""Slips of the pen: which figure was likelier written for which."""

import pytest

from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.settings import cause_settings
from juesuan.checks.causes.slips import cost_of, is_slip

GAP = cause_settings().likelihood.gap


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (26487, 26437),  # one digit
        (26487, 24687),  # two neighbours swapped
        (26487, -26487),  # the sign
        (26487, 264870),  # the decimal point, by one
        (26487, 2648700),  # by two
        (26487, 264870000),  # 元 for 万元
        (26487, 52974),  # counted twice
        (26487, 2647),  # a digit lost
        (26487, 6487),  # the first digit lost
    ],
)
def test_slips_are_slips_both_ways(printed: int, expected: int) -> None:
    assert is_slip(printed, expected)
    assert is_slip(expected, printed)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (26487, 26487),  # nothing is wrong
        (26487, 26519),  # two digits, no neighbours swapped
        (26487, 26784),  # swapped, but not neighbours
        (26487, 22467),  # two digits apart
        (26487, 264),  # two digits lost
        (26487, 79461),  # counted three times
        (26487, 26487000),  # a thousand times
        (26487, -26437),  # another sign and another digit
        (26487, 64782),  # all digits moved on
    ],
)
def test_other_differences_are_no_slips(printed: int, expected: int) -> None:
    assert not is_slip(printed, expected)
    assert not is_slip(expected, printed)


def number(value: int, half: int = 0) -> Claim:
    return Claim("number", value, half)


def test_a_slip_is_likelier_than_any_other_change_by_more_than_the_gap() -> None:
    assert cost_of(number(26487), 26437) + GAP < cost_of(number(26487), 99999)


def test_slips_of_rounded_figures_are_slips_of_what_is_printed() -> None:
    """264.87 万元 for 264.37: in cents neither is a slip of the other's neighbourhood."""
    wan = 5_000
    assert cost_of(number(264_870_000, wan), 264_370_000) < cost_of(number(264_870_000), 1)


def test_a_blank_costs_hardly_more_and_a_dash_far_more_than_a_figure() -> None:
    plain = cost_of(number(26487), 99999)
    assert plain < cost_of(Claim("blank"), 99999) < plain + GAP
    assert cost_of(Claim("dash"), 99999) > cost_of(Claim("blank"), 99999) + GAP


def test_figures_seldom_vanish_and_seldomer_become_negative() -> None:
    plain = cost_of(number(26487), 99999)
    assert cost_of(number(26487), 0) > plain + GAP
    assert cost_of(number(26487), -99999) > cost_of(number(26487), 0) + GAP
    assert cost_of(number(-26487), -99999) == plain


WAN_STEP = 10_000
"""A hundredth of 万元 in cents: amounts of the text are known so."""


def test_what_the_text_says_confirms_a_correction_and_a_figure() -> None:
    plain = cost_of(number(70_000), 50_000)
    assert cost_of(number(70_000), 50_000, {5}) < plain - GAP
    assert cost_of(number(70_000), 50_000, {7}) > plain + GAP
    assert cost_of(number(70_000), 50_000, {5, 7}) == plain
    assert cost_of(number(70_000), 50_000, {6}) == plain


def test_nothing_in_the_text_confirms_nothing() -> None:
    assert cost_of(Claim("blank"), 70_000, {0}) == cost_of(Claim("blank"), 70_000)
    assert cost_of(number(70_000), 0, {0}) == cost_of(number(70_000), 0)


def test_amounts_of_the_text_are_compared_as_the_text_rounds_them() -> None:
    assert cost_of(number(70_000), 54_999, {5}) < cost_of(number(70_000), 55_000, {5})


def test_a_customary_counterpart_confirms_a_correction_and_a_figure() -> None:
    plain = cost_of(number(70_000), 50_000)
    assert cost_of(number(70_000), 50_000, usual={50_000}) < plain - GAP
    assert cost_of(number(70_000), 50_000, usual={70_000}) > plain + GAP
    assert cost_of(number(70_000), 50_000, usual={60_000}) == plain


def test_a_rounded_counterpart_confirms_within_its_last_digit() -> None:
    wan = 5_000
    rounded = Claim("number", 700_000, wan)
    assert cost_of(rounded, 500_000, usual={510_000}) < cost_of(rounded, 500_000, usual={520_000})
