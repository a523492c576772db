"""Scores that follow from the facts."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.performance import (
    Policy,
    execution_points,
    execution_rate,
    load_policy,
    rounded,
    score_project,
    suggest,
    understand_actual,
    understand_target,
)
from juesuan.performance.preparing import MoneyLine, PreparedProject
from juesuan.performance.preparing.prepare import summed_up
from juesuan.performance.preparing.written import WrittenProject

POLICY = load_policy("mof-2020")
WAN = 1_000_000


def suggested(target: str, actual: str, weight: str = "20", operator: str = ">=", unit: str = ""):
    """The score suggested for an indicator."""
    goal = understand_target(target, operator, unit)
    return suggest(goal, understand_actual(actual, unit), Decimal(weight), POLICY)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(2, 3), "0.67"),
        (7, "7.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, printed: str) -> None:
    assert str(rounded(value)) == printed


@pytest.mark.parametrize(
    ("executed", "budget", "points"),
    [(500, 600, "8.33"), (4117, 99000, "0.42"), (0, 80, "0.00"), (61209, 99000, "6.18")],
)
def test_points_of_execution_are_ten_times_the_rate(executed, budget, points) -> None:
    rate = execution_rate(executed * WAN, budget * WAN)
    assert execution_points(rate, POLICY) == Decimal(points)


def test_no_budget_has_no_rate_and_no_points() -> None:
    assert execution_rate(0, 0) is None
    assert execution_points(None, POLICY) == 0


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(0, 20))
def test_points_of_execution_never_exceed_their_weight(executed, budget, weight) -> None:
    points = execution_points(execution_rate(executed, budget), POLICY, Decimal(weight))
    assert 0 <= points <= weight


def test_a_met_target_earns_the_whole_weight() -> None:
    assert suggested("4", "4次").exact == 20


def test_a_missed_target_earns_its_proportion_and_asks_for_a_reason() -> None:
    found = suggested("100", "83", unit="%")
    assert (found.exact, found.reason, found.needs_reason) == (
        Decimal("16.60"),
        "in_proportion",
        True,
    )


def test_nothing_done_earns_nothing() -> None:
    assert suggested("4", "0").exact == 0


def test_a_target_far_exceeded_is_full_and_asks_whether_it_was_too_low() -> None:
    found = suggested("2亿条", "30亿条")
    assert (found.exact, found.reason, found.needs_reason) == (20, "beyond", True)


@pytest.mark.parametrize(
    ("actual", "low", "high"),
    [("达成预期指标", 16, 20), ("部分达成预期指标并具有一定效果", 12, 16), ("未完成", 0, 12)],
)
def test_words_earn_a_band_of_the_weight(actual: str, low: int, high: int) -> None:
    found = suggested("作用明显", actual, operator="=")
    assert (found.low, found.high) == (low, high)


def test_what_cannot_be_compared_is_left_to_the_author() -> None:
    found = suggested("作用明显", "有一定作用", operator="=")
    assert (found.reason, found.low, found.high, found.exact) == ("unclear", 0, 20, None)


def test_total_and_grade_follow_from_rate_and_scores() -> None:
    scores = [Decimal("50"), Decimal("20")]
    found = score_project(Fraction(5, 6), scores, POLICY)
    assert (found.execution, found.total, found.grade) == (
        Decimal("8.33"),
        Decimal("78.33"),
        "中",
    )


weights = st.lists(st.decimals(0, 30, places=1), min_size=1, max_size=8)


@given(weights, st.fractions(0, 1))
def test_the_total_is_the_sum_of_its_parts(scores, rate) -> None:
    found = score_project(rate, scores, POLICY)
    assert found.total == found.execution + found.indicators
    assert found.grade == POLICY.grade(found.total)


@given(
    st.decimals(1, 10**6, places=1),
    st.decimals(0, 10**6, places=1),
    st.decimals(0, 10**6, places=1),
    st.decimals(1, 50, places=1),
)
def test_doing_more_never_scores_less(target, one, other, weight) -> None:
    less, more = sorted((one, other))
    scores = [
        suggested(f"{target:f}", f"{actual:f}", f"{weight:f}").exact for actual in (less, more)
    ]
    assert scores[0] is not None and scores[1] is not None
    assert 0 <= scores[0] <= scores[1] <= weight


def projects_of(totals: Iterable[tuple[Decimal, int]], policy: Policy) -> list[PreparedProject]:
    """Projects with these totals and amounts spent in cents."""
    return [
        PreparedProject(
            written=WrittenProject(name=str(number)),
            money={"total": MoneyLine(full=money, executed=money)},
            indicators=(),
            total=total,
            grade=policy.grade(total),
        )
        for number, (total, money) in enumerate(totals)
    ]


def test_a_department_reports_its_projects_by_grade_with_their_money() -> None:
    totals = [(Decimal("98.5"), 100 * WAN), (Decimal("90"), 50 * WAN), (Decimal("60"), 5 * WAN)]
    found = summed_up(projects_of(totals, POLICY), POLICY)
    assert found is not None
    assert (found.projects, found.executed) == (3, 155 * WAN)
    assert list(found.grades.items()) == [("优", 2), ("良", 0), ("中", 1), ("差", 0)]
    assert found.average == Decimal("82.83")


def test_no_projects_have_no_summary() -> None:
    assert summed_up([], POLICY) is None


@given(
    st.lists(
        st.tuples(st.decimals(0, 100, places=2), st.integers(0, 10**12)), min_size=1, max_size=9
    )
)
def test_every_project_has_one_grade(totals: list[tuple[Decimal, int]]) -> None:
    policy = load_policy("shanghai")
    found = summed_up(projects_of(totals, policy), policy)
    assert found is not None
    assert sum(found.grades.values()) == found.projects == len(totals)
