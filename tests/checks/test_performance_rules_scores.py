"""Scores, totals and grades of project tables follow from one another."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.performance_making import SOUND, all_found, booklet, changed, found, money, project
from juesuan.checks import check, message, selected, severity_of
from juesuan.performance import load_policy
from juesuan.reading import Spot

BLANK = [text.rsplit("|", 3)[0] + "|||" for text in SOUND]
"""The sound indicators with weights and scores left out."""


def test_nothing_is_found_in_a_sound_table() -> None:
    assert all_found(project()) == []


def test_weights_that_do_not_sum_to_the_full_score_are_found_with_their_sum() -> None:
    (one,) = found("J101", project(indicators=SOUND[:4], score="90"))
    assert one.where[0].project == "业务培训专项经费"
    assert "合计80，加预算执行率10分共90，不是100" in message(one)
    assert one.expected == "100"


def test_the_printed_weight_of_execution_counts() -> None:
    rows = [money("10|10|10|7|100.00|7")]
    (one,) = found("J101", project(rows=rows, score="97"))
    assert "共97" in message(one)


def test_indicators_that_sum_to_the_full_score_alone_need_no_points_of_execution() -> None:
    heavier = changed(1, "产出|数量|开展培训次数|≥|4|次|4|30|30|无")
    assert found("J101", project(indicators=heavier, rows=[money("10|10|10||100.00|")])) == []


def test_a_table_that_was_never_filled_in_is_one_finding_and_no_sum() -> None:
    empty = project(indicators=BLANK, score="0", grade="差")
    (one,) = found("J102", empty)
    assert "5项指标" in message(one) and one.where[0].printed == "0"
    assert found("J101", empty) == found("J104", empty) == []


def test_a_grade_on_an_empty_table_rests_on_nothing() -> None:
    (one,) = found("J105", project(indicators=BLANK, score="0", grade="差"))
    assert one.variant == "no_basis"


def test_a_score_above_its_weight_is_found_with_its_indicator() -> None:
    (one,) = found("J103", project(indicators=changed(2, "产出|质量|合格率|≥|95|%|96|20|25|无")))
    assert one.where[0].item == "合格率" and "25/20" in message(one)


def test_points_of_execution_above_their_weight_are_found() -> None:
    (one,) = found("J103", project(rows=[money("10|10|10|10|100.00|12")], score="102"))
    assert one.variant == "execution"


def test_full_points_are_not_above_the_weight() -> None:
    assert found("J103", project()) == []


def test_a_total_without_the_points_of_execution_says_what_was_left_out() -> None:
    (one,) = found("J104", project(score="90"))
    assert (one.variant, one.expected) == ("execution", "100")
    assert "漏加预算执行率10分" in message(one)


def test_the_points_of_execution_are_taken_from_the_texts_where_the_rows_are_empty() -> None:
    told = [("项目实施和预算执行情况", "预算下达400万元，实际执行156.7万元，预算执行率为39.18%。")]
    (one,) = found("J104", project(rows=[money("|||||")], score="90", analysis=told))
    assert one.expected == "93.92"


def test_a_total_that_is_no_sum_at_all_is_found_with_the_due_one() -> None:
    (one,) = found("J104", project(score="98.33"))
    assert (one.variant, one.expected) == ("", "100")


@pytest.mark.parametrize("score", ["100", "100.0", "100.00分"])
def test_a_total_may_be_printed_with_any_decimals(score: str) -> None:
    assert found("J104", project(score=score)) == []


def test_a_total_is_rounded_as_it_is_printed() -> None:
    rows = [money("99000|99000|4117|10|4.16|0.42")]
    assert found("J104", project(rows=rows, score="90.4")) == []
    assert found("J104", project(rows=rows, score="90.5"))[0].expected == "90.42"


def test_a_grade_below_its_total_is_found_with_the_due_one() -> None:
    (one,) = found("J105", project(grade="良"))
    assert (one.expected, one.where[0].printed) == ("优", "良")


def test_a_grade_follows_the_recomputed_total_where_the_printed_one_is_wrong() -> None:
    lower = changed(4, "效益|社会效益|业务能力提升|=|明显提升||有所提升|30|20|略有不足")
    (one,) = found("J105", project(indicators=lower, score="80", grade="良"))
    assert (one.variant, one.expected) == ("recomputed", "优")


@pytest.mark.parametrize(
    ("form_set", "grade", "codes"),
    [("shanghai-2024", "合格", ["J105"]), ("shanghai-2024", "优秀", []), ("yunnan-2023", "甲", [])],
)
def test_grades_are_those_of_the_province(form_set: str, grade: str, codes: list[str]) -> None:
    assert [f.code for f in found("J105", project(grade=grade), form_set=form_set)] == codes


FLAT = (
    "产出|数量|开展培训次数|≥|4|次|4|30|30|无",
    "效益|社会效益|业务能力提升|=|明显提升||明显提升|30|30|无",
    "满意度|服务对象满意度|学员满意度|≥|90|%|95|30|30|问卷调查",
)
SHIFTED = (
    "产出|数量|开展培训次数|≥|4|次|4|60|60|无",
    "效益|社会效益|业务能力提升|=|明显提升||明显提升|20|20|无",
    "满意度|服务对象满意度|学员满意度|≥|90|%|95|10|10|问卷调查",
)
NOTE = "备注：分值：原则上预算执行率10分，产出指标总分50分，效益指标总分30分，满意度指标总分10分。"


def test_weights_far_from_the_usual_are_told_as_information() -> None:
    (one,) = found("J106", project(indicators=FLAT))
    assert severity_of(one) == "info" and "产出30/效益30/满意度30" in message(one)


def test_weights_near_the_usual_may_be_adjusted() -> None:
    assert found("J106", project(indicators=SHIFTED)) == []


def test_weights_that_the_tables_own_note_lays_down_are_held_to_it() -> None:
    (near,) = found("J106", project(indicators=SHIFTED), notes=[NOTE])
    (far,) = found("J106", project(indicators=FLAT), notes=[NOTE])
    assert (severity_of(near), severity_of(far)) == ("info", "warning")


def test_a_level_left_out_may_be_spread_at_will() -> None:
    bare = (SOUND[0].replace("|20|20|", "|50|50|"), SOUND[3].replace("|30|30|", "|40|40|"))
    assert found("J106", project(indicators=bare), notes=[NOTE]) == []


@pytest.mark.parametrize(
    ("row", "due"),
    [("100|36.75|36.75|10|36.75%|4.00", "3.68"), ("336|321.69|321.69|10|95.74|9.50", "9.57")],
)
def test_points_of_execution_are_weight_times_rate(row: str, due: str) -> None:
    (one,) = found("J107", project(rows=[money(row)], score="94"))
    assert one.expected == due


def test_points_of_execution_may_be_rounded() -> None:
    assert found("J107", project(rows=[money("600|600|500|10|83.33|8.3")])) == []


def test_points_for_nothing_done_are_found() -> None:
    nothing = changed(1, "产出|数量|开展培训次数|≥|4|次|0|20|1|未批准")
    (one,) = found("J108", project(indicators=nothing))
    assert one.where[0].item == "开展培训次数"
    zero = changed(1, "产出|数量|安全事故次数|=|0|次|0|20|20|无")
    assert found("J108", project(indicators=zero)) == []


@pytest.mark.parametrize(("score", "codes"), [("15", ["J109"]), ("16.6", []), ("17", [])])
def test_a_missed_target_is_scored_in_proportion_within_a_point(score, codes) -> None:
    missed = changed(2, f"产出|质量|支付进度|=|100|%|83|20|{score}|手续未齐")
    assert [f.code for f in found("J109", project(indicators=missed))] == codes


def test_a_score_left_blank_among_others_is_told() -> None:
    blank = changed(1, "产出|数量|开展培训次数|≥|4|次|0|20||未批准")
    (one,) = found("J110", project(indicators=blank))
    assert "—/20" in message(one)


def test_no_table_is_accused_whose_rows_were_read_in_doubt() -> None:
    table = project(indicators=SOUND[:4], score="98.33", grade="差")
    line = table.indicators[1].actual.spot.line
    doubt = [("performance_row_doubtful", Spot("a.txt", line=line))]
    subject = booklet(table, unread=doubt)
    assert check(subject, selected(["J1"], preview=True)).findings == []


shares = st.lists(st.integers(1, 30), min_size=2, max_size=6)


@st.composite
def sound_tables(draw):
    """Indicators whose weights sum to 90, each with a score within its weight."""
    parts = draw(shares)
    rest, lines = 90, []
    for number, part in enumerate(parts):
        weight = rest if number == len(parts) - 1 else min(part, rest - (len(parts) - number - 1))
        rest -= weight
        score = draw(st.integers(0, weight))
        lines.append(f"产出|数量|指标{number}|=|良好||良好|{weight}|{score}|情况已说明")
    return lines


@given(sound_tables(), st.integers(0, 100_00))
def test_whatever_adds_up_is_sound_and_whatever_does_not_is_told(lines, spent) -> None:
    scores = sum(Decimal(line.split("|")[8]) for line in lines)
    rate = Decimal(spent) / 100
    points = (rate / 10).quantize(Decimal("0.01"), ROUND_HALF_UP)
    total = scores + points
    rows = [money(f"100|100|{rate}|10|{rate}|{points}")]
    grade = load_policy("yunnan").grade(total)
    sound = {"indicators": lines, "rows": rows, "score": f"{total}", "grade": grade}
    codes = ["J101", "J103", "J104", "J105", "J107"]
    assert [
        f.code for f in check(booklet(project(**sound)), selected(codes, preview=True)).findings
    ] == []
    (one,) = found("J104", project(**{**sound, "score": f"{total + Decimal('0.02')}"}))
    assert Decimal(one.expected) == total


def test_each_table_is_told_once_for_each_rule() -> None:
    two = [project("甲项目经费", score="90"), project("乙项目经费", score="90")]
    names = [f.where[0].project for f in found("J104", *two)]
    assert sorted(names) == ["乙项目经费", "甲项目经费"]
