"""Which identities speak, and what rounding may give them."""

import pytest

from checks.causes.engine import identity, system
from juesuan.checks.causes.constraints import outcome

N, B, D, A, U = "number", "blank", "dash", "absent", "unsure"


@pytest.mark.parametrize(
    ("said", "states", "expected"),
    [
        ("a = b", (N, N), "told"),
        ("a = b", (N, B), "told"),
        ("a = b", (B, B), "empty"),
        ("a = b", (N, D), "not_shown"),
        ("a = b", (N, A), "not_shown"),
        ("a = b", (A, B), "nothing"),
        ("a = b", (N, U), "unsure"),
        ("x > a + b", (N, N, A), "told"),
        ("x > a + b", (B, N, A), "told"),
        ("x > a + b", (N, D, A), "nothing"),
        ("x > a + b", (D, N, N), "not_shown"),
        ("x > a + b", (B, B, B), "empty"),
    ],
)
def test_two_prints_and_parts(said: str, states, expected: str) -> None:
    assert outcome(identity(said), states) == expected


@pytest.mark.parametrize(
    ("states", "listed", "other"),
    [
        ((N, N, N), "told", "told"),
        ((N, N, B), "told", "told"),
        ((B, N, N), "told", "told"),
        ((N, B, B), "told", "told"),
        ((B, B, B), "empty", "empty"),
        ((N, N, D), "told", "told"),
        ((N, N, A), "told", "not_shown"),  # a listing is the sum of what it lists
        ((N, D, D), "not_broken_down", "not_broken_down"),
        ((N, D, B), "not_broken_down", "not_broken_down"),
        ((B, D, D), "nothing", "nothing"),
        ((D, N, N), "not_shown", "not_shown"),
        ((A, B, B), "nothing", "nothing"),
    ],
)
def test_totals_of_listed_codes_and_of_fixed_rows(states, listed: str, other: str) -> None:
    assert outcome(identity("x = a + b", dimension="function"), states) == listed
    assert outcome(identity("x = a + b", dimension="nature"), states) == other


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((N, N, N, N), "told"),
        ((N, D, N, B), "told"),
        ((B, B, N, B), "told"),
        ((B, B, B, B), "empty"),
        ((N, N, D, D), "not_shown"),  # nothing stands on the other side
        ((N, N, N, A), "not_shown"),
        ((D, D, D, B), "nothing"),
    ],
)
def test_flows_need_every_row_and_a_figure_on_both_sides(states, expected: str) -> None:
    assert outcome(identity("a + b = c + d"), states) == expected


def test_what_does_not_speak_is_no_constraint() -> None:
    listed = identity("x = a + b", dimension="function")
    made = system("a = b", listed, a=1, b="absent", x=1)
    assert [one.identity for one in made.each] == [listed]
    assert [made.keys[place].row for _, place in made.each[0].terms] == ["x", "a"]


def test_exact_figures_fit_exactly_only() -> None:
    made = system("x = a + b", x=4, a=1, b=2)
    assert made.residual(0) == 1
    assert not made.fits(0, 1) and not made.fits(0, -1) and made.fits(0, 0)


def test_a_total_of_two_rounded_parts_may_miss_by_less_than_three_halves() -> None:
    made = system("x = a + b", half=50, x=400, a=100, b=100)
    assert made.allowed == [150]
    assert made.fits(0, 149) and made.fits(0, -149)
    assert not made.fits(0, 150) and not made.fits(0, -150)


def test_two_prints_of_one_fact_may_differ_by_one_last_digit() -> None:
    made = system("a = b", half=50, a=300, b=200)
    assert made.fits(0, 100) and made.fits(0, -100)
    assert not made.fits(0, 101)


def test_a_part_may_not_exceed_its_whole_by_more_than_both_are_wide() -> None:
    made = system("x > a", half=50, x=300, a=500)
    assert made.residual(0) == -200
    assert made.fits(0, -100) and made.fits(0, 10_000)
    assert not made.fits(0, -101)


def test_blanks_are_exact_in_a_sum_but_not_as_a_print_of_a_fact() -> None:
    made = system("x = a + b", "a = c", half=50, x=100, a=100, b="blank", c="blank")
    assert made.allowed[0] == 100  # those of x and a
    assert made.allowed[1] == 50
    assert made.pair == [True, False]


def test_figures_put_where_blanks_are_bring_their_own_width() -> None:
    made = system("x = a + b", half=50, x=150, a="blank", b="blank")
    assert not made.fits(0, 60) and made.fits(0, 60, more=50) and made.fits(0, 100, more=50)
    assert not made.fits(0, 101, more=50)


def test_a_total_that_prints_the_sum_is_as_wide_as_its_parts_wherever_it_stands() -> None:
    made = system(
        "x = a + b + c", "x = y", "y > z", half=50, x=300, a=100, b=100, c=100, y=300, z=1
    )
    width = {key.row: width for key, width in zip(made.keys, made.widths, strict=True)}
    assert (width["x"], width["y"], width["a"], width["z"]) == (150, 150, 50, 50)


def test_totals_of_totals_are_wider_still() -> None:
    made = system("x = a + b", "y = x + c", half=50, x=200, a=100, b=100, c=100, y=300)
    width = {key.row: width for key, width in zip(made.keys, made.widths, strict=True)}
    assert (width["x"], width["y"]) == (100, 150)


def test_exact_figures_stay_exact_whatever_is_added() -> None:
    made = system("x = a + b", x=200, a=100, b=100)
    assert made.widths == [0, 0, 0]
