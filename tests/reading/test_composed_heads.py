"""Heads of indicators composed of general words, and lines whose role words stand apart."""

from pathlib import Path

import pytest

from juesuan.reading import read


def indicators(folder: Path, text: str) -> list[tuple[str, str, str, str]]:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return [
        (one.level3.text, one.target.text, one.actual.text, one.score.text)
        for table in read(path).performance.projects
        for one in table.indicators
    ]


@pytest.mark.parametrize(
    "head",
    [
        "三级指标\t年初目标\t全年实际\t得分",
        "考核内容\t计划任务\t本年完成数\t自评分",
        "绩效指标\t目标（年初）\t实际（年末）\t得分",
        "事项\t设定目标值\t年末实际值\t得分",
    ],
)
def test_heads_of_general_words_beside_each_other(tmp_path: Path, head: str) -> None:
    rows = "修剪行道树\t≥1200株\t1260株\t20\n苗木成活率\t≥95%\t97.2%\t10\n"
    assert indicators(tmp_path, f"绿化项目自评表\n{head}\n{rows}") == [
        ("修剪行道树", "≥1200株", "1260株", "20"),
        ("苗木成活率", "≥95%", "97.2%", "10"),
    ]


def test_labels_of_goals_are_no_heads_of_indicators(tmp_path: Path) -> None:
    text = (
        "项目绩效自评表\n总体目标\t年初设定目标\t全年实际完成情况\n清淤\t清淤6公里\t清淤6.2公里\n"
    )
    assert indicators(tmp_path, text) == []


def test_a_label_before_a_name_is_no_target(tmp_path: Path) -> None:
    text = "指标：建成广场；目标：5个；完成：5个；得分：10\n"
    text += "指标：参与人数；目标：20人；完成：21人；得分：10\n"
    assert indicators(tmp_path, text) == [
        ("建成广场", "5个", "5个", "10"),
        ("参与人数", "20人", "21人", "10"),
    ]


def test_a_word_that_leads_to_a_value_may_stand_apart_from_it(tmp_path: Path) -> None:
    text = "供水项目指标\n1、更换管道：计划值 ≥12公里，实际值 13.1公里，分值 20，得分 20\n"
    text += "2、水压投诉率：计划值 ≤5%，实际值 2.4%，分值 20，得分 18\n"
    assert indicators(tmp_path, text) == [
        ("更换管道", "≥12公里", "13.1公里", "20"),
        ("水压投诉率", "≤5%", "2.4%", "18"),
    ]


def test_what_is_counted_may_stand_between_a_role_and_its_value(tmp_path: Path) -> None:
    text = "义诊项目自评\n计划开展义诊24场，实际开展21场，该指标满分15分，自评15分；\n"
    text += "计划义诊对象建档率95%以上，实际97%，满分10分，自评10分。\n"
    assert indicators(tmp_path, text) == [
        ("开展义诊", "24场", "21场", "15"),
        ("义诊对象建档率", "95%以上", "97%", "10"),
    ]


def test_a_head_of_indicators_alone_is_that_of_names(tmp_path: Path) -> None:
    text = "指标  年初设定  年末完成\n公厕座数  6座  7座\n公厕保洁覆盖率  100%  100%\n"
    assert [one[0] for one in indicators(tmp_path, text)] == ["公厕座数", "公厕保洁覆盖率"]


def test_projects_with_money_and_points_are_no_indicators(tmp_path: Path) -> None:
    text = "项目名称 | 计划数（万元） | 完成数（万元） | 得分\n"
    text += "道路养护 | 120.50 | 118.20 | 98\n绿化管护 | 60.00 | 60.00 | 100\n"
    assert indicators(tmp_path, text) == []
