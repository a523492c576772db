"""J4, the narrative: projects, grades and targets met are told as the tables have them."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import changed, found, places, project, value
from juesuan.checks import Finding, Subject, check, message, selected, severity_of
from juesuan.reading import read
from juesuan.reading.performance import ProjectTable

LOW = changed(1, "产出|数量|开展培训次数|≥|4|次|1|20|5|未获批准")
TABLES = [project("甲"), project("乙"), project("丙", LOW, score="85", grade="良")]
"""Three projects, two of them graded 优, one 良."""

TOLD = "2023年项目绩效自评个数{}个：{}个项目自评等级为“优”，{}个项目自评等级为“良”。"


@pytest.mark.parametrize(("n", "a", "b"), [(3, 3, 0), (3, 2, 2), (2, 2, 1)])
def test_j407_finds_other_numbers_than_the_tables(n: int, a: int, b: int) -> None:
    (one,) = found("J407", *TABLES, narrative=[TOLD.format(n, a, b)])
    assert one.variant == "" and one.where[0].section == "一"
    assert f"文字说项目及等次为{n}（优{a}" in message(one) and "3（优2/良1）" in message(one)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("等级为优的有3个。", "—（优3）"),
        ("三个项目评定为优秀。", "—（优3）"),
        ("对2个项目全部开展了绩效自评。", "2"),
        ("自评项目数量共两个。", "2"),
    ],
)
def test_j407_finds_numbers_however_they_are_told(text: str, told: str) -> None:
    (one,) = found("J407", *TABLES, narrative=["本年支出171万元。", text])
    assert f"文字说项目及等次为{told}，" in message(one)


@pytest.mark.parametrize("text", [TOLD.format(31, 24, 7), "等级为优的有4个。"])
def test_j407_leaves_open_whether_only_some_tables_are_published(text: str) -> None:
    (one,) = found("J407", *TABLES, narrative=[text])
    assert (one.variant, severity_of(one)) == ("fewer", "info")


def test_j407_finds_grades_that_are_as_printed_but_not_as_due() -> None:
    tables = [project("甲", score="90"), project("乙", score="84", grade="良")]
    (one,) = found("J407", *tables, narrative=[TOLD.format(2, 1, 1)])
    assert one.variant == "recomputed" and severity_of(one) == "warning"
    assert "2（优2）" in message(one)


@pytest.mark.parametrize(
    "text",
    [
        TOLD.format(3, 2, 1),
        TOLD.format("三", "两", "一"),
        "对3个项目开展了绩效自评。",
        "等级为优的有2个。",
    ],
)
def test_j407_passes_numbers_that_are_the_tables(text: str) -> None:
    assert found("J407", *TABLES, narrative=[text]) == []


@pytest.mark.parametrize(
    "text", ["本年支出171万元，项目取得良好效果。", "9个项目全部完成。", "评优9个单位。"]
)
def test_j407_spares_sentences_without_grades(text: str) -> None:
    assert found("J407", *TABLES, narrative=[text]) == []


def test_j407_spares_a_document_without_tables() -> None:
    assert found("J407", narrative=[TOLD.format(3, 2, 1)], conclusion="无") == []


MISSED = project(indicators=changed(1, "产出|数量|培训次数|≥|4|次|1|20|5|未获批准"))


@pytest.mark.parametrize(
    "text",
    [
        "项目管理规范，完成了年初制定的各项指标任务。",
        "各项绩效目标均已完成。",
        "全面完成年度绩效目标。",
    ],
)
def test_j408_finds_a_conclusion_that_all_was_met(text: str) -> None:
    (one,) = found("J408", MISSED, conclusion=text)
    assert places(one) == [("", text), ("培训次数", "1")]
    assert "有1项未达目标：培训次数" in message(one)


FEWER = project(indicators=changed(1, "产出|数量|培训次数||4|次|3|20|15|未获批准"))
ALL_MET = ["三项指标均达到或超过目标值。", "各项年度指标均已全部完成。", "本年无未完成指标。"]


@pytest.mark.parametrize("said", ALL_MET)
@pytest.mark.parametrize("table", [MISSED, FEWER], ids=["missed", "fewer, points taken"])
def test_j408_finds_a_result_that_all_was_met(table: ProjectTable, said: str) -> None:
    (one,) = found("J408", replace(table, actual=value(said)), project("乙"))
    assert "有1项未达目标：培训次数" in message(one)


ROWS = "三级指标\t年度指标值\t实际完成值\n培训次数\t≥4次\t{}次\n群众满意度\t≥90%\t92%\n"


def in_text(folder: Path, said: str, *done: int) -> list[Finding]:
    """What J408 finds in a text with a table for each number of courses held."""
    tables = "".join(
        f"项目支出绩效自评表\n项目名称\t培训{number}\n{ROWS.format(number)}\n" for number in done
    )
    (path := folder / "a.txt").write_text(f"2023年度部门决算\n{said}\n{tables}", "utf-8")
    return check(Subject.of(read(path), [path]), selected(["J408"])).findings


@pytest.mark.parametrize("said", ALL_MET)
def test_j408_finds_a_text_beside_the_only_table(tmp_path: Path, said: str) -> None:
    (one,) = in_text(tmp_path, said, 3)
    assert "有1项未达目标：培训次数" in message(one)


def test_j408_spares_a_text_on_what_was_met_or_on_several_tables(tmp_path: Path) -> None:
    assert in_text(tmp_path, ALL_MET[1], 4) == []
    assert in_text(tmp_path, ALL_MET[1], 3, 4) == []
    assert in_text(tmp_path, "有两项指标未达到目标值。", 3) == []


def test_j408_passes_a_conclusion_where_all_was_met() -> None:
    assert found("J408", project(), conclusion="各项绩效目标均已完成。") == []


def test_j408_passes_a_conclusion_that_tells_what_was_missed() -> None:
    assert found("J408", MISSED, conclusion="多数指标达到预期，一项未完成。") == []
    said = value("年度指标除培训次数外均已完成。")
    assert found("J408", replace(MISSED, actual=said), project("乙")) == []


def test_j408_spares_a_target_missed_with_full_points_which_is_another_rules_matter() -> None:
    full = project(indicators=changed(1, "产出|数量|培训次数|≥|4|次|1|20|20|无"))
    assert found("J408", full, conclusion="各项绩效目标均已完成。") == []


LINES = """村道养护项目
1.养护里程，目标{target}公里，完成{done}公里，得10分
2.村民满意率，目标≥90%，完成95%，得10分
{said}
"""


def of_lines(folder: Path, target: str, done: str, said: str) -> list[Finding]:
    (path := folder / "a.txt").write_text(LINES.format(target=target, done=done, said=said))
    return check(Subject.of(read(path), [path]), selected(["J408"])).findings


@pytest.mark.parametrize("said", ["以上指标均完成。", "全部完成，无偏差。", "偏差：无。"])
def test_j408_finds_less_done_where_no_points_are_told_of(tmp_path: Path, said: str) -> None:
    (one,) = of_lines(tmp_path, "≥30", "26", said)
    assert "有1项未达目标：养护里程" in message(one)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("31", "以上指标均完成。"),
        ("26", "其余指标均完成，里程未完成4公里。"),
        ("26", "无其他问题。"),
    ],
)
def test_j408_spares_lines_that_admit_it(tmp_path: Path, done: str, said: str) -> None:
    assert of_lines(tmp_path, "≥30", done, said) == []
