"""J1, weights: they sum to the full score, as the levels usually share it."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import SOUND, changed, found, money, places, project
from juesuan.checks import message, severity_of

BLANK = [text.rsplit("|", 3)[0] + "|||" for text in SOUND]
"""The sound indicators with weights, scores and reasons left out."""


def test_j101_finds_weights_below_the_full_score() -> None:
    (one,) = found("J101", project(indicators=SOUND[:4], score="90", total="90"))
    assert places(one) == [("", "90")]
    assert "合计80，加预算执行率10分共90，不是100" in message(one)
    assert one.expected == ""  # the sum does not tell which weight is wrong


def test_j101_finds_weights_above_the_full_score() -> None:
    heavier = changed(1, "产出|数量|开展培训次数|≥|4|次|4|21|21|无")
    (one,) = found("J101", project(indicators=heavier))
    assert "合计91，加预算执行率10分共101" in message(one)


def test_j101_finds_a_sum_with_the_printed_weight_of_execution() -> None:
    (one,) = found("J101", project(rows=[money("10|10|10|7|100.00|7")], score="97"))
    assert (one.variant, one.expected) == ("execution", "10")
    assert places(one) == [("年度资金总额", "7")]
    assert "指标分值合计90，预算执行率的分值印作7" in message(one)


def test_j101_finds_points_of_execution_beside_indicators_of_the_full_score() -> None:
    heavier = changed(1, "产出|数量|开展培训次数|≥|4|次|4|30|30|无")
    (one,) = found("J101", project(indicators=heavier))
    assert "合计100，加预算执行率10分共110" in message(one)


def test_j101_passes_weights_of_the_full_score() -> None:
    assert found("J101", project()) == []


def test_j101_spares_tables_without_points_of_execution() -> None:
    heavier = changed(1, "产出|数量|开展培训次数|≥|4|次|4|30|30|无")
    assert found("J101", project(indicators=heavier, rows=[money("10|10|10||100.00|")])) == []


def test_j101_spares_some_indicators_without_levels_total_and_money() -> None:
    part = ["|" * 2 + line.split("|", 2)[2] for line in SOUND[:4]]
    bald = {"total": "", "score": "", "rows": ()}
    assert found("J101", project(indicators=part, **bald)) == []
    assert found("J101", project(indicators=SOUND[:4], **bald))
    assert found("J101", replace(project(indicators=SOUND[:4], **bald), title="甲项目指标")) == []
    assert found("J101", replace(project(indicators=SOUND[:4]), title="项目自评表（节选）")) == []
    assert found("J101", project(indicators=part))


def test_j101_takes_what_the_indicators_leave_where_the_points_of_execution_are_that() -> None:
    """Execution is worth 20 here: no column says so, the points do."""
    lighter = changed(1, "产出|数量|开展培训次数|≥|4|次|4|10|10|无")
    row = money("100|100|90||90.00|18")
    assert found("J101", project(indicators=lighter, rows=[row], score="98", total="98")) == []
    other = money("100|100|90||90.00|9")
    assert found("J101", project(indicators=lighter, rows=[other], score="89", total="89"))


def test_j101_spares_weights_that_are_not_all_printed() -> None:
    some = changed(1, "产出|数量|开展培训次数|≥|4|次|4|||无")
    assert found("J101", project(indicators=some)) == []


def test_j102_finds_a_table_without_any_weight_and_score() -> None:
    (one,) = found("J102", project(indicators=BLANK, score="0", grade="差"))
    assert places(one) == [("", "0")]
    assert "5项指标" in message(one) and "总分却印作0" in message(one)


def test_j102_passes_a_table_that_is_filled_in() -> None:
    assert found("J102", project()) == []


@pytest.mark.parametrize(
    "table",
    [
        project(indicators=BLANK, score="", grade=""),
        project(indicators=changed(1, SOUND[0].rsplit("|", 3)[0] + "|||")),
        project(indicators=[*BLANK[:4], "满意度|满意度|学员满意度|≥|90|%|95|10||无"]),
    ],
    ids=["nothing claimed", "one blank of five", "one weight"],
)
def test_j102_spares_tables_that_are_filled_in_partly_or_not_at_all(table) -> None:
    assert found("J102", table) == []


def test_j102_keeps_other_rules_on_sums_silent() -> None:
    empty = project(indicators=BLANK, score="0", grade="差")
    assert found("J101", empty) == found("J104", empty) == []


@pytest.mark.parametrize(("weight", "score"), [("20", "25"), ("20", "20.01"), ("20", "-1")])
def test_j103_finds_a_score_outside_its_weight(weight: str, score: str) -> None:
    text = f"产出|质量|合格率|≥|95|%|96|{weight}|{score}|无"
    (one,) = found("J103", project(indicators=changed(2, text)))
    assert places(one) == [("合格率", score)]
    assert f"{score}/{weight}" in message(one)


@pytest.mark.parametrize("points", ["12", "10.01", "-1"])
def test_j103_finds_points_of_execution_outside_their_weight(points: str) -> None:
    (one,) = found("J103", project(rows=[money(f"10|10|10|10|100.00|{points}")]))
    assert one.variant == "execution" and places(one) == [("年度资金总额", points)]
    assert f"得{points}分，超出分值10" in message(one)


def test_j103_passes_full_points_and_none() -> None:
    nothing = changed(1, "产出|数量|开展培训次数|≥|4|次|0|20|0|未批准")
    assert found("J103", project()) == found("J103", project(indicators=nothing)) == []


def test_j103_spares_a_score_whose_weight_is_not_printed() -> None:
    assert found("J103", project(indicators=changed(1, SOUND[0].replace("|20|20|", "||20|")))) == []


def weights(output: int, benefit: int, satisfaction: int) -> tuple[str, ...]:
    """Indicators of three levels with these weights."""
    return (
        f"产出|数量|开展培训次数|≥|4|次|4|{output}|{output}|无",
        f"效益|社会效益|业务能力提升|=|明显提升||明显提升|{benefit}|{benefit}|无",
        f"满意度|服务对象满意度|学员满意度|≥|90|%|95|{satisfaction}|{satisfaction}|问卷调查",
    )


NOTE = "备注：分值：原则上预算执行率10分，产出指标总分50分，效益指标总分30分，满意度指标总分10分。"


@pytest.mark.parametrize(("output", "benefit", "satisfaction"), [(30, 30, 30), (50, 19, 21)])
def test_j106_finds_a_level_with_more_than_twice_its_weight(output, benefit, satisfaction) -> None:
    (one,) = found("J106", project(indicators=weights(output, benefit, satisfaction)))
    assert severity_of(one) == "info" and one.where[0].project == "业务培训专项经费"
    assert f"产出{output}/效益{benefit}/满意度{satisfaction}" in message(one)
    assert "产出50/效益30/满意度10" in message(one)


def test_j106_finds_a_level_with_less_than_half_its_weight() -> None:
    (one,) = found("J106", project(indicators=weights(66, 14, 10)))
    assert "产出66/效益14/满意度10" in message(one)


def test_j106_finds_several_tables_as_one() -> None:
    tables = (project("甲项目", weights(30, 30, 30)), project("乙项目", weights(66, 14, 10)))
    (one,) = found("J106", *tables)
    assert [where.project for where in one.where] == ["甲项目", "乙项目"]
    assert "2张自评表" in message(one) and "“乙项目”产出66/效益14/满意度10" in message(one)


def test_j106_finds_what_the_tables_own_note_lays_down() -> None:
    (near,) = found("J106", project(indicators=weights(60, 20, 10)), notes=[NOTE])
    (far,) = found("J106", project(indicators=weights(30, 30, 30)), notes=[NOTE])
    assert (severity_of(near), severity_of(far)) == ("info", "warning")


def test_j101_counts_execution_once_where_it_is_one_of_the_indicators() -> None:
    own = "投入|预算执行|预算执行率|=|100|%|93|10|9.3|尾款未付"
    rows = [money("100|100|93||93.00%|")]
    assert found("J101", project(indicators=[own, *SOUND], rows=rows, score="99.3")) == []
    wrong = [own, SOUND[0].replace("20|20", "28|20"), *SOUND[1:]]
    (one,) = found("J101", project(indicators=wrong, rows=rows, score="99.3"))
    assert (one.variant, one.expected) == ("weight", "20")


def test_j106_finds_cost_among_the_outputs() -> None:
    lines = [*weights(60, 10, 10), "成本|经济成本|人均成本|≤|100|元|90|10|10|无"]
    (one,) = found("J106", project(indicators=lines))
    assert "产出70/效益10/满意度10" in message(one)


def test_j106_passes_the_usual_weights() -> None:
    assert found("J106", project(), notes=[NOTE]) == []


def test_j106_passes_cost_among_the_outputs() -> None:
    cost = changed(3, "成本|经济成本|人均成本|≤|100|元|90|10|10|无")
    assert found("J106", project(indicators=cost), notes=[NOTE]) == []


@pytest.mark.parametrize(("output", "benefit", "satisfaction"), [(60, 20, 10), (55, 15, 20)])
def test_j106_spares_weights_that_are_adjusted(output, benefit, satisfaction) -> None:
    assert found("J106", project(indicators=weights(output, benefit, satisfaction))) == []


def test_j106_spares_tables_that_lack_a_level() -> None:
    bare = (SOUND[0].replace("|20|20|", "|50|50|"), SOUND[3].replace("|30|30|", "|40|40|"))
    assert found("J106", project(indicators=bare), notes=[NOTE]) == []
    uneven = (SOUND[0].replace("|20|20|", "|70|70|"), SOUND[3].replace("|30|30|", "|20|20|"))
    assert found("J106", project(indicators=uneven), notes=[NOTE]) == []


def test_j106_spares_weights_of_another_sum() -> None:
    assert found("J106", project(indicators=weights(30, 30, 40))) == []
