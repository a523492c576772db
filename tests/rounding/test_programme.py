"""The small programme below a rounding: what it answers, and that no wrong answer passes."""

from collections.abc import Mapping

import pytest

from juesuan.rounding import SolverError
from juesuan.rounding.programme import Programme
from juesuan.rounding.rows import LinearRow

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
