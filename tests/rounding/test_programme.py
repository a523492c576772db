"""The small programme below a rounding: what it answers, and that no wrong answer passes."""

from collections.abc import Mapping

import pytest

from juesuan.rounding import SolverError
from juesuan.rounding.nearest import nearest
from juesuan.rounding.programme import Programme
from juesuan.rounding.relaxing import relax
from juesuan.rounding.rows import LinearRow, only

ONE_OF_TWO = LinearRow({0: 1, 1: 1}, 1, True, 0)
ANY_OF_TWO = LinearRow({0: 1, 1: 1}, 1, False, 0)
THREE_OF_TWO = LinearRow({0: 1, 1: 1}, 3, True, 0)
HALF = LinearRow({0: 2}, 1, True, 0)


@pytest.mark.parametrize(
    ("row", "values"),
    [(ONE_OF_TWO, {0: 0, 1: 0}), (ONE_OF_TWO, {0: 1, 1: 1}), (ANY_OF_TWO, {0: 0, 1: 0})],
)
def test_an_answer_that_misses_a_row_is_refused(row: LinearRow, values: Mapping[int, int]) -> None:
    with pytest.raises(SolverError):
        Programme([0, 1], [row]).must_hold(values)


@pytest.mark.parametrize(
    ("row", "values"),
    [(ONE_OF_TWO, {0: 1, 1: 0}), (ANY_OF_TWO, {0: 1, 1: 0}), (ANY_OF_TWO, {0: 1, 1: 1})],
)
def test_an_answer_that_keeps_all_rows_is_taken(row: LinearRow, values: Mapping[int, int]) -> None:
    Programme([0, 1], [row]).must_hold(values)


def test_the_cheaper_column_goes_up() -> None:
    assert Programme([0, 1], [ONE_OF_TWO]).solve({0: 5, 1: 3}) == {0: 0, 1: 1}
    assert Programme([0, 1], [ONE_OF_TWO]).fractions({0: 5, 1: 3}) == {0: 0.0, 1: 1.0}


def test_what_is_whole_nowhere_has_fractions_only() -> None:
    assert Programme([0], [HALF]).fractions({}) == {0: 0.5}
    assert Programme([0], [HALF]).solve({}) is None


def test_what_cannot_be_has_no_answer() -> None:
    assert Programme([0, 1], [THREE_OF_TWO]).fractions({}) is None
    assert Programme([0, 1], [THREE_OF_TWO]).solve({}) is None
    assert Programme([0, 1], [THREE_OF_TWO], {0: 2}).solve({}) == {0: 2, 1: 1}


def test_of_the_best_by_one_goal_the_best_by_the_next_is_taken() -> None:
    goals: list[Mapping[int, int]] = [{0: 1, 1: 1}, {0: 2, 1: 1}]
    assert Programme([0, 1], [ANY_OF_TWO]).lexicographic(goals) == {0: 0, 1: 1}
    assert Programme([0, 1], [ANY_OF_TWO]).lexicographic([{0: 1}, {1: -1}]) == {0: 0, 1: 1}
    assert Programme([0, 1], [THREE_OF_TWO]).lexicographic(goals) is None


ALIKE = LinearRow({0: 1, 1: -1}, 0, True, 1)
"""Two prints of one fact, of which the first would go up and the second down."""


@pytest.mark.parametrize(
    ("difference", "equal", "up"),
    [(0, False, 1), (-1, False, 1), (1, False, None), (1, True, None), (-1, True, None)],
)
def test_two_prints_of_one_fact_go_together_or_not_at_all(
    difference: int, equal: bool, up: int | None
) -> None:
    also = LinearRow({0: 1, 1: -1}, difference, equal, 2)
    found = nearest([ALIKE, also], {0: 5, 1: -9}, 1)
    assert found == (None if up is None else {0: up, 1: up})


def test_exact_amounts_may_all_go_down_by_a_step() -> None:
    rows = [LinearRow({column: 1}, -1, True, column) for column in (0, 1, 2)]
    assert relax(rows, {}, [0, 1, 2], 10, 1) == ({0: -1, 1: -1, 2: -1}, [])


def test_of_some_columns_a_row_asks_what_the_settled_ones_leave() -> None:
    row = LinearRow({0: 1, 1: -1, 2: 3}, 4, True, 7)
    assert only(row, {0}, {1: 1, 2: 1}) == LinearRow({0: 1}, 2, True, 7)
    assert only(row, {0, 2}, {1: 1}) == LinearRow({0: 1, 2: 3}, 5, True, 7)
