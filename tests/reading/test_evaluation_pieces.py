"""Pieces of self-evaluations: rows without a head, a line for each indicator, goals above."""

from pathlib import Path

import pytest

from juesuan.reading import read
from juesuan.reading.performance import ProjectTable

LEVELLED = """渠道清淤项目指标完成表
数量指标\t清淤长度\t≥12公里\t13公里\t20\t20
时效指标\t完工时间\t2022年11月底前\t2022年11月18日\t10\t10
满意度\t群众满意度\t≥90%\t92%\t10\t9
"""
WORDED = """绩效自评情况
1.清淤长度|≥12公里|完成13公里|分值20|得分20|偏差原因：任务增加
2.验收合格率|100%|100%|分值10|得分10|
3.群众满意度|≥90%|92%|分值10|得分10|
"""
IN_LINES = """渠道清淤项目自评（节选）
指标1 清淤长度：目标值≥12公里，实际值13公里；
指标2 完工时间：目标值2022年11月底前，实际值2022年11月18日。
"""
SHORT = """数量指标，清淤长度，目标12公里，完成10公里，分值20，得分16.67
质量指标，验收合格率，目标100%，完成100%，分值10，得分10
"""


def only(folder: Path, text: str) -> ProjectTable:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    (table,) = read(path).performance.projects
    return table


def told(table: ProjectTable) -> list[tuple[str, ...]]:
    cells = ("level2", "level3", "target", "actual", "weight", "score", "reason")
    every = [tuple(getattr(one, cell).text for cell in cells) for one in table.indicators]
    return [tuple(filter(None, one)) for one in every]


def test_rows_without_a_head_are_known_by_what_they_hold(tmp_path: Path) -> None:
    assert told(only(tmp_path, LEVELLED)) == [
        ("数量指标", "清淤长度", "≥12公里", "13公里", "20", "20"),
        ("时效指标", "完工时间", "2022年11月底前", "2022年11月18日", "10", "10"),
        ("满意度", "群众满意度", "≥90%", "92%", "10", "9"),
    ]


def test_words_that_name_the_column_are_no_part_of_a_value(tmp_path: Path) -> None:
    assert told(only(tmp_path, WORDED)) == [
        ("1.清淤长度", "≥12公里", "13公里", "20", "20", "任务增加"),
        ("2.验收合格率", "100%", "100%", "10", "10"),
        ("3.群众满意度", "≥90%", "92%", "10", "10"),
    ]


def test_lines_tell_an_indicator_each(tmp_path: Path) -> None:
    assert told(only(tmp_path, IN_LINES)) == [
        ("清淤长度", "≥12公里", "13公里"),
        ("完工时间", "2022年11月底前", "2022年11月18日"),
    ]


def test_lines_may_tell_the_level_and_the_points_too(tmp_path: Path) -> None:
    assert told(only(tmp_path, SHORT)) == [
        ("数量指标", "清淤长度", "12公里", "10公里", "20", "16.67"),
        ("质量指标", "验收合格率", "100%", "100%", "10", "10"),
    ]


def test_dashes_part_names_and_brackets_hold_points_and_reasons(tmp_path: Path) -> None:
    lines = """渠道清淤项目自评（节选）
· 清淤长度——计划12公里，完成10公里，得15分（满分20分）；
数量指标——管护人数：目标≥12人，实际13人，分值10分，自评8分（偏差原因：分批到岗）
"""
    assert told(only(tmp_path, lines)) == [
        ("清淤长度", "12公里", "10公里", "20", "15"),
        ("数量指标", "管护人数", "≥12人", "13人", "10", "8", "分批到岗"),
    ]


def test_cells_may_be_parted_by_double_lines(tmp_path: Path) -> None:
    rows = "指标名称 ‖ 目标值 ‖ 实际值\n清淤长度 ‖ ≥12公里 ‖ 13公里\n群众满意度 ‖ ≥90% ‖ 92%\n"
    assert told(only(tmp_path, f"渠道清淤项目自评表\n{rows}")) == [
        ("清淤长度", "≥12公里", "13公里"),
        ("群众满意度", "≥90%", "92%"),
    ]


@pytest.mark.parametrize(
    ("head", "row", "cells"),
    [
        ("指标\t目标值\t实际值", "清淤长度\t≥12公里\t13公里", ("清淤长度", "≥12公里", "13公里")),
        ("指标\t性质\t目标\t计量单位\t完成", "清淤长度\t≥\t12\t公里\t13", ("清淤长度", "12", "13")),
        ("指标\t分值\t得分", "清淤长度\t60\t58", ("清淤长度", "60", "58")),
    ],
    ids=["both in full", "operators and units", "points and scores"],
)
def test_a_short_head_of_names_is_known_by_those_beside_it(
    tmp_path: Path, head: str, row: str, cells: tuple[str, ...]
) -> None:
    text = f"渠道清淤项目绩效自评\n{head}\n{row}\n{row.replace('清淤长度', '绿化长度')}\n"
    assert told(only(tmp_path, text))[0] == cells


@pytest.mark.parametrize(
    "above",
    [
        "年度目标：清淤12公里。\n完成情况：清淤13公里。\n",
        "预期目标为清淤12公里。\n实际完成情况为清淤13公里。\n",
        "一、年度总体目标\n清淤12公里。\n二、总体完成情况\n清淤13公里。\n三、指标完成情况\n",
        "目标：清淤12公里。\n完成：清淤13公里。\n",
        "【年度总体目标】清淤12公里。\n【年度完成情况】清淤13公里。\n",
    ],
    ids=["labels", "sentences", "headings", "short labels", "labels in brackets"],
)
def test_goals_and_results_stand_above(tmp_path: Path, above: str) -> None:
    table = only(tmp_path, above + LEVELLED.partition("\n")[2])
    assert (table.target.text, table.actual.text) == ("清淤12公里。", "清淤13公里。")


def test_a_line_between_stays_a_line_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    between = "年度目标：清淤12公里。\n全年支出8.77万元，上年7.54万元。\n"
    path.write_text(between + LEVELLED, "utf-8")
    reading = read(path)
    assert {m.text for _, _, m in reading.narrative.mentions()} >= {"8.77万元", "7.54万元"}


@pytest.mark.parametrize(
    "rows",
    [
        "货物\t1,310.50\t1,280.10\n服务\t20.00\t18.00\n",
        "预算执行\t10\t9.8\n产出\t50\t48\n",
        "甲项目\t95.2分\t优\n乙项目\t86.3分\t良\n",
    ],
    ids=["amounts", "scores", "grades"],
)
def test_rows_of_bare_numbers_are_no_indicators(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"部门决算情况\n支出8.77万元。\n{rows}", "utf-8")
    assert not read(path).performance.projects


def test_rows_without_a_head_below_a_table_that_has_one_go_on_with_it(tmp_path: Path) -> None:
    head = "项目名称\t渠道清淤\n三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    rows = "清淤长度\t≥12公里\t13公里\t20\t20\n\n验收合格率\t100%\t100%\t10\t10\n"
    assert len(only(tmp_path, head + rows).indicators) == 2


def test_a_table_of_points_and_scores_needs_no_targets(tmp_path: Path) -> None:
    rows = "三级指标\t分值\t自评得分\n宣传场次\t60\t58\n群众满意度\t40\t40\n总分\t100\t98\n"
    table = only(tmp_path, rows)
    assert [one.score.text for one in table.indicators] == ["58", "40"]
    assert table.score.text == "98"


SEVERAL = """数量指标：清淤长度，指标值12公里，完成值13公里；清淤方量，指标值5,000方，完成5,100方；
质量指标：验收合格率，指标值100%，完成值100%
"""
BLANKS = """清淤长度 目标12公里 完成13公里 得分20
验收合格率 目标100% 完成100% 得分10
"""
BARE = """产出—数量—清淤长度：≥12公里；完成13公里
产出—质量—验收合格率：100%；完成100%
"""


def test_a_line_may_tell_several_indicators(tmp_path: Path) -> None:
    assert [one[-3:] for one in told(only(tmp_path, "项目绩效指标\n" + SEVERAL))] == [
        ("清淤长度", "12公里", "13公里"),
        ("清淤方量", "5000方", "5100方"),
        ("验收合格率", "100%", "100%"),
    ]


def test_blanks_may_part_what_a_line_tells(tmp_path: Path) -> None:
    assert told(only(tmp_path, "项目绩效指标\n" + BLANKS)) == [
        ("清淤长度", "12公里", "13公里", "20"),
        ("验收合格率", "100%", "100%", "10"),
    ]


def test_a_target_needs_no_word_before_it(tmp_path: Path) -> None:
    found = only(tmp_path, "项目绩效指标\n" + BARE).indicators
    assert [(one.target.text, one.actual.text) for one in found] == [
        ("≥12公里", "13公里"),
        ("100%", "100%"),
    ]


def test_a_table_of_other_things_has_a_head_of_its_own(tmp_path: Path) -> None:
    rows = "执法车辆\t6辆\t148.20\t31.06\n执法船艇\t4艘\t236.00\t147.25\n"
    path = tmp_path / "a.txt"
    path.write_text(f"国有资产情况\n类别\t数量\t原值\t净值\n{rows}", "utf-8")
    assert not read(path).performance.projects


def test_what_a_line_says_last_is_the_reason(tmp_path: Path) -> None:
    lines = "助餐人次：目标≥10万人次，实际13.8万人次，分值15，得分13，因目标偏低扣2分。\n"
    table = only(tmp_path, f"社区食堂项目\n{lines}新设网点：目标2家，实际2家，分值15，得分15。\n")
    assert table.indicators[0].reason.text == "因目标偏低扣2分"
