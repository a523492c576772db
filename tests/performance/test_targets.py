"""Targets and actual values in all their spellings."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.performance import compare, serial_date, understand_actual, understand_target


def met(target: str, actual: str, operator: str = "", unit: str = "", name: str = ""):
    """How an actual value compares with a target."""
    return compare(
        understand_target(target, operator, unit, name),
        understand_actual(actual, unit, name),
        name,
    )


@pytest.mark.parametrize(
    ("operator", "is_"),
    [
        (">=", ">="), ("≥", ">="), ("≧", ">="), ("大于等于", ">="), ("不低于", ">="),
        ("不少于", ">="), ("达到", ">="), ("=", "="), ("＝", "="), ("，=", "="), ("， =", "="),
        ("等于", "="), ("<=", "<="), ("≤", "<="), ("不超过", "<="), (">", ">"), ("大于", ">"),
        ("<", "<"), ("小于", "<"), ("3", "="), ("4", ">="), ("5", "<="), ("1", "?"), ("2", "?"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_operator_is_understood_however_it_is_spelt(operator: str, is_: str) -> None:
    assert understand_target("90", operator).operator == is_


@pytest.mark.parametrize(
    ("cell", "operator", "number"),
    [
        ("≥8人", ">=", 8), (">=95%", ">=", 95), ("不低于2000笔（全省总数）", ">=", 2000),
        ("98%以上", ">=", 98), ("3天以内", "<=", 3 * 86400), ("大于50", ">", 50),
        ("控制在5%", "<=", 5), ("10人及以上", ">=", 10), ("<30000元", "<", 30000),
    ],
)  # fmt: skip
def test_an_operator_may_stand_in_the_cell_itself(cell: str, operator: str, number: int) -> None:
    said = understand_target(cell)
    assert (said.operator, said.point) == (operator, number)
    assert "operator_in_cell" in said.notes


@pytest.mark.parametrize(
    ("target", "unit", "actual", "ratio"),
    [
        ("2亿", "条", "30亿", 15),
        ("20000", "万条", "300000", 15),
        ("2亿条", "", "20000万条", 1),
        ("7万个", "", "70000个", 1),
        ("8000万", "万元", "8000", 1),
        ("90万元", "万元", "90万元", 1),
        ("1.5", "万元", "15000元", 1),
        ("616.8平方米", "", "616.80平方米", 1),
        ("3年", "", "36个月", 1),
        ("5年期", "12", "5", 1),
        ("1,400家", "个", "1400", 1),
    ],
)
def test_magnitudes_and_units_are_worked_in(target, unit, actual, ratio) -> None:
    found = met(target, actual, ">=", unit)
    assert (found.outcome, found.ratio) == ("met", ratio)


def test_number_and_column_with_a_magnitude_each_are_noted() -> None:
    assert "two_magnitudes" in understand_target("8000万", ">=", "万元").notes
    assert "two_magnitudes" not in understand_target("8000", ">=", "万元").notes


@pytest.mark.parametrize(
    ("target", "operator", "actual"),
    [
        ("95", ">=", "95%"), ("95%", ">=", "98"), (">=90%", "", "0.9"), ("90", ">=", "0.95"),
        ("100", "=", "100%"), ("1", ">=", "1"), ("≥95%", "", "≥100%"), ("≤10%", "", "≤5%"),
        ("80", ">=", "完成100%"),
    ],
)  # fmt: skip
def test_percentages_are_met_in_every_spelling(target: str, operator: str, actual: str) -> None:
    assert met(target, actual, operator, "%", "完成率").outcome == "met"


def test_a_ratio_for_a_percentage_is_taken_so_and_said() -> None:
    assert met("≥90%", "0.9", unit="%").as_ratio
    assert not met("≥90%", "90", unit="%").as_ratio
    assert met("≥80%", "0.6", unit="%").ratio == Fraction(60, 80)
    assert not met("≥2%", "0.5", unit="%").as_ratio  # so few percent may well be one half


def test_half_a_percent_is_no_ratio_where_less_is_better() -> None:
    assert met("≤5%", "0.5", unit="%").outcome == "met"
    assert not met("≤5%", "0.5", unit="%").as_ratio


@pytest.mark.parametrize(
    ("target", "actual", "operator", "outcome", "ratio"),
    [
        ("2", "1", "≥", "missed", Fraction(1, 2)),
        ("100", "83", "=", "missed", Fraction(83, 100)),
        ("7", "10", "<=", "missed", Fraction(7, 10)),
        ("3", "0", ">=", "missed", 0),
        ("5", "5", ">", "missed", 1),
        ("18", "17", "=", "missed", Fraction(17, 18)),
        ("95", "100", "=", "met", Fraction(20, 19)),
        ("0", "3", "<=", "missed", 0),
    ],
)
def test_a_number_is_met_or_missed_with_its_ratio(target, actual, operator, outcome, ratio) -> None:
    found = met(target, actual, operator)
    assert (found.outcome, found.ratio) == (outcome, ratio)


@pytest.mark.parametrize(
    ("target", "actual", "operator", "unit", "why"),
    [
        ("80", "80", "1", "%", "unresolved_operator"),
        ("50", "60", "", "%", "no_operator"),
        ("90", "80", "", "%", "no_operator"),
        ("100", "80", "", "人", "no_operator"),
        ("60", "大于50", ">=", "%", "overlap"),
        ("5", "5-6", "=", "次", "overlap"),
        ("作用明显", "有一定作用", "=", "", "words"),
        ("未填报", "5", "", "", "no_target"),
        ("5", "", ">=", "", "no_actual"),
        ("3天", "20元", "<=", "", "different_units"),
        ("2021年", "230", "=", "", "different_kinds"),
        ("一类会议每人每天400元，二类300元", "300", "<=", "元", "words"),
        ("2022年年化担保额", "77645.9", ">=", "万元", "words"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said_to_be_so(target, actual, operator, unit, why) -> None:
    found = met(target, actual, operator, unit)
    assert (found.outcome, found.reason) == ("unclear", why)


def test_a_hundred_percent_is_missed_by_less_whatever_operator_is_left_out() -> None:
    assert met("100", "96.8", "", "%").outcome == "missed"
    assert met("100", "100", "", "%").outcome == "met"


def test_more_of_what_should_be_little_is_not_met_by_an_equal_sign() -> None:
    assert met("0", "2", "=", "次", "安全事故发生次数").outcome == "missed"
    assert met("1", "2", "=", "%", "故障发生率").outcome == "unclear"
    assert met("12", "11", "=", "月", "完成时间").outcome == "unclear"


def test_equal_to_the_target_is_met_whichever_operator_was_meant() -> None:
    assert met("50", "50").reason == "same_unsure"


@pytest.mark.parametrize(
    ("actual", "outcome"),
    [
        ("完成", "met"), ("达成预期指标", "met"), ("已完成", "met"),
        ("部分达成预期指标并具有一定效果", "missed"), ("部分达成预期指标并具", "missed"),
        ("部份完成", "missed"), ("未完成", "missed"), ("未完成预期指标且效果", "missed"),
    ],
)  # fmt: skip
def test_actual_values_in_words_say_how_far_the_target_was_reached(actual, outcome) -> None:
    found = met("12", actual, ">=", "次")
    assert (found.outcome, found.ratio, found.reason) == (outcome, None, "stated")


def test_the_same_words_meet_a_target_in_words() -> None:
    assert met("效果显著", "效果显著", "=").reason == "same_words"


def test_around_the_clock_equals_itself_with_or_without_a_unit() -> None:
    assert met("7*24小时", "7×24", "3").outcome == "met"


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("2023年12月31日", "2023年11月", "met"),
        ("2023-12-31", "2024年1月5日", "missed"),
        ("2023年6月前", "2023年6月底", "met"),
        ("2023年12月31日", ">=2023年12月31日", "unclear"),
        ("2021", "2021", "met"),
        ("2023.6.30", "2023.7.1", "missed"),
        ("2023.6", "2023.5", "met"),
    ],
)
def test_dates_are_met_when_they_are_not_later(target, actual, outcome) -> None:
    assert met(target, actual, "<=", "年-月-日", "完成时限").outcome == outcome


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("5月31日前", "6月24日", "missed"),
        ("5月31日前", "5月24日", "met"),
        ("12月底前完成", "12月20日完成", "met"),
        ("≤11月30日", "12月2日", "missed"),
        ("2月底前", "2月29日", "met"),
        ("2022年6月30日前", "7月1日", "unclear"),
        ("2月30日前", "3月1日", "unclear"),
    ],
)
def test_days_of_a_year_that_is_not_said_are_held_to_one_another(target, actual, outcome) -> None:
    assert met(target, actual, name="完成时间").outcome == outcome


def test_a_number_that_looks_like_a_year_and_month_is_a_number() -> None:
    assert understand_target("1900.1", ">=", "亿元").point == 190010000000


def test_a_spreadsheets_day_number_is_a_date_where_the_name_says_so() -> None:
    said = understand_target("44469", "5", "232", "项目开工时间")
    assert (said.kind, "serial" in said.notes) == ("date", True)
    assert understand_target("44469", "4", "条", "归集数据量").kind == "number"
    assert met("44469", "44531", "5", "232", "项目开工时间").outcome == "missed"


def test_the_day_number_of_a_known_date() -> None:
    assert serial_date(44469) == date(2021, 9, 30)


def test_codes_are_noted_even_where_their_meaning_is_known() -> None:
    said = understand_target("2", "4", "20")
    assert said.operator == ">="
    assert {"operator_code", "unit_code"} <= said.notes


def test_a_range_is_met_within_and_missed_without() -> None:
    assert met("1-2人", "2人").outcome == "met"
    assert met("1-2人", "3人").outcome == "missed"


numbers = st.decimals(0, 10**9, places=2, allow_nan=False)


@given(numbers, numbers)
def test_at_least_is_met_exactly_when_the_value_is_no_smaller(target, actual) -> None:
    found = met(f"{target:f}", f"{actual:f}", "≥")
    assert (found.outcome == "met") == (actual >= target)


@given(numbers, numbers)
def test_at_least_and_less_than_are_opposites(target, actual) -> None:
    here, there = f"{target:f}", f"{actual:f}"
    assert (met(here, there, ">=").outcome == "met") != (met(here, there, "<").outcome == "met")


@given(st.integers(1, 10**6), st.sampled_from(["万", "亿", "千万"]))
def test_a_magnitude_counts_alike_in_the_cell_and_in_the_unit(number: int, word: str) -> None:
    inside = understand_target(f"{number}{word}条", ">=")
    beside = understand_target(str(number), ">=", f"{word}条")
    assert inside.low == beside.low


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=6), st.text(max_size=6))
def test_no_text_whatever_makes_understanding_fail(target, actual, operator, unit) -> None:
    found = met(target, actual, operator, unit, "完成时间")
    assert found.outcome in {"met", "missed", "unclear"}
