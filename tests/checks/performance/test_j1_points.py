"""J1, points: those of execution follow from the rate, those of indicators from the results."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import changed, found, money, places, project
from juesuan.checks import Subject, check, message, selected
from juesuan.reading import as_disclosure, read


@pytest.mark.parametrize(
    ("row", "points", "due"),
    [
        ("100|36.75|36.75|10|36.75%|4.00", "4.00", "3.68"),
        ("336|321.69|321.69|10|95.74|9.50", "9.50", "9.57"),
        ("100|100|50|10||9", "9", "5"),
        ("100|100|50|20|50|5", "5", "10"),
    ],
)
def test_j107_finds_points_that_are_not_weight_times_rate(row, points, due) -> None:
    (one,) = found("J107", project(rows=[money(row)], score="94"))
    assert one.expected == due and places(one) == [("年度资金总额", points)]
    assert f"应得{due}分" in message(one)


def test_j107_finds_points_that_could_be_rounded_where_the_total_has_the_exact_ones() -> None:
    rows = [money("100|100|95.9|10|95.90|10")]
    (one,) = found("J107", project(rows=rows, score="99.59"))
    assert one.expected == "9.59"
    assert found("J107", project(rows=rows, score="100")) == []


def test_j107_passes_points_that_are_rounded() -> None:
    for points in ("8.33", "8.3", "8"):
        assert found("J107", project(rows=[money(f"600|600|500|10|83.33|{points}")])) == []
    assert found("J107", project(rows=[money("600|600|500|10|83.33|8.2")])) != []


def test_j107_passes_half_a_last_digit_cut_off_or_rounded() -> None:
    for points in ("9.98", "9.99"):
        assert found("J107", project(rows=[money(f"490|490|489.25|10|99.85%|{points}")])) == []
    assert found("J107", project(rows=[money("490|490|489.25|10|99.85%|9.89")])) != []


def test_j107_spares_points_above_the_weight_which_is_another_rules_matter() -> None:
    assert found("J107", project(rows=[money("100|100|50|10|50|12")])) == []


def test_j107_spares_a_rate_above_all_which_earns_no_more_than_the_weight() -> None:
    assert found("J107", project(rows=[money("100|100|120|10|120|10")])) == []


def test_j107_spares_points_without_any_rate() -> None:
    assert found("J107", project(rows=[money("|||10||5")])) == []


def test_j107_spares_points_where_no_cell_says_what_was_spent() -> None:
    """A blank cell is nothing spent; a table without one does not tell."""
    row = money("100|100||10||9")
    assert len(found("J107", project(rows=[row]))) == 1
    untold = {role: value for role, value in row.values.items() if role != "executed"}
    assert found("J107", project(rows=[replace(row, values=untold)])) == []


STEPPED = """某局2023年度部门决算
项目支出绩效自评表
项目名称：业务培训
{note}
\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t100.00\t100.00\t96.00\t10\t96.00%\t10.00
三级指标\t目标值\t完成值\t分值\t得分
培训人数\t≥20人\t20人\t90\t90.00
总分\t\t\t100\t100.00
"""


@pytest.mark.parametrize(
    ("note", "many"),
    [("执行率≥95%的得满分10分，以下按比例得分。", 0), ("执行率为96.00%，得10分。", 1)],
)
def test_j107_spares_points_by_steps_that_the_document_prints(
    tmp_path: Path, note: str, many: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STEPPED.format(note=note), "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    assert len(check(subject, selected(["J107"])).findings) == many


def of_first(code: str, text: str) -> list:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, f"产出|数量|{text}")))


@pytest.mark.parametrize("operator", ["≥", ">", "="])
def test_j108_finds_points_for_nothing_done(operator: str) -> None:
    (one,) = of_first("J108", f"开展培训次数|{operator}|4|次|0|20|1|未批准")
    assert places(one) == [("开展培训次数", "0")] and "1/20" in message(one)


def test_j108_passes_no_points_for_nothing_done() -> None:
    assert of_first("J108", "开展培训次数|≥|4|次|0|20|0|未批准") == []


@pytest.mark.parametrize(
    "text",
    [
        "安全事故次数|=|0|次|0|20|20|无",
        "安全事故次数|≤|2|次|0|20|20|无",
        "开展培训次数|≥|4|次|1|20|5|未批准",
        "开展培训次数|≥|4|次|0|20|20|未批准",
        "开展培训次数|≥|4|次|未开展|20|5|未批准",
    ],
    ids=["none wanted", "few wanted", "one done", "full points: J201", "words"],
)
def test_j108_spares_other_zeros(text: str) -> None:
    assert of_first("J108", text) == []


@pytest.mark.parametrize(("score", "due"), [("15", "16.6"), ("15.6", "16.6"), ("17.6", "16.6")])
def test_j109_finds_a_missed_target_scored_a_point_off_its_proportion(score, due) -> None:
    (one,) = of_first("J109", f"支付进度|=|100|%|83|20|{score}|手续未齐")
    assert places(one) == [("支付进度", "83")] and f"应得{due}分" in message(one)


@pytest.mark.parametrize("score", ["15.61", "16", "16.6", "17"])
def test_j109_passes_a_score_near_its_proportion(score: str) -> None:
    assert of_first("J109", f"支付进度|=|100|%|83|20|{score}|手续未齐") == []


@pytest.mark.parametrize(
    "text",
    [
        "支付进度|=|100|%|83|20|20|手续未齐",
        "开展培训次数|≥|4|次|0|20|15|未批准",
        "安全事故次数|≤|2|次|4|20|15|管理不严",
        "支付进度|=|100|%|100|20|15|手续未齐",
        "培训效果|=|良好||一般|20|15|不足",
    ],
    ids=["full: J201", "nothing: J108", "fewer is better", "met: J202", "words"],
)
def test_j109_spares_what_is_no_proportion(text: str) -> None:
    assert of_first("J109", text) == []


def test_j110_finds_a_score_left_blank_among_others() -> None:
    (one,) = of_first("J110", "开展培训次数|≥|4|次|0|20||未批准")
    assert places(one) == [("开展培训次数", "0")] and "—/20" in message(one)


def test_j110_passes_a_score_of_nothing() -> None:
    assert of_first("J110", "开展培训次数|≥|4|次|0|20|0|未批准") == []


@pytest.mark.parametrize("text", ["开展培训次数|≥|4|次||20||", "开展培训次数|≥|4|次|4|||"])
def test_j110_spares_indicators_without_a_value_or_weight(text: str) -> None:
    assert of_first("J110", text) == []


def test_j110_spares_a_table_without_any_score() -> None:
    lines = ["产出|数量|开展培训次数|≥|4|次|4|50||", "效益|社会效益|能力提升|=|提升||提升|40||"]
    assert found("J110", project(indicators=lines, score="", grade="")) == []
