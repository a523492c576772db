"""J4, reports: score and counts that a report tells are those of its table."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import (
    booklet,
    changed,
    department,
    found,
    project,
)
from juesuan.checks import Finding, check, message, selected
from juesuan.reading.performance import DepartmentTable, Value

WORK = [
    "产出|数量|开展执法巡查次数|≥|24|次|26|20|20|无",
    "产出|数量|救助困难群众人数|≥|300|人|290|20|19|核减",
    "产出|质量|办结率|=|100|%|100|20|20|无",
    "效益|社会效益|新开通公交线路|≥|4|条|4|20|20|无",
    "满意度|服务对象满意度|群众满意度|≥|90|%|95|20|20|无",
]


def whole(score: str = "96.20") -> DepartmentTable:
    table = department(WORK)
    return replace(table, score=Value(score, table.name.spot))


def of_department(code: str, *narrative: str) -> list[Finding]:
    subject = booklet(departments=[whole()], narrative=narrative)
    return check(subject, selected([code], preview=True)).findings


@pytest.mark.parametrize(
    "text",
    [
        "我局2023年度部门整体支出绩效自评得分为92.60分，等级为“优”。",
        "经自评，本单位自评总分92.6分。",
        "我中心整体支出自评92.60分。",
    ],
)
def test_j416_finds_another_score_of_the_whole(text: str) -> None:
    (one,) = of_department("J416", text)
    assert one.where[0].printed.rstrip("0") == "92.6" and "总分为96.2分" in message(one)


def test_j416_finds_another_score_of_the_only_project() -> None:
    (one,) = found("J416", project(), narrative=["对照评分表，该项目自评得分89.00分。"])
    assert one.expected == "100"


@pytest.mark.parametrize(
    "text",
    [
        "2.标准化建设自评综述：项目执行数为62.30万元，自评得分89分。",
        "“困难救助”项目自评得分89分。",
        "（二）渠道清淤项目自评得分89分。",
    ],
)
def test_j416_spares_a_score_of_a_project_that_has_no_table(text: str) -> None:
    assert found("J416", project(), narrative=[text]) == []


def test_j416_passes_the_tables_score() -> None:
    assert of_department("J416", "我局整体支出绩效自评得分96.2分。") == []


@pytest.mark.parametrize(
    "text",
    [
        "我局4个项目自评平均得分92.6分。",
        "我单位上年自评得分92.6分。",
        "“设备购置”项目自评得分92.6分。",
    ],
    ids=["a mean", "another year", "a project"],
)
def test_j416_spares_scores_of_something_else(text: str) -> None:
    assert of_department("J416", text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("全年开展执法巡查62次，群众满意度95%。", "62次"),
        ("按每人1万元的标准救助困难群众209人。", "209人"),
        ("新开通公交线路3条；", "3条"),
        ("全年开展（联合）执法巡查62次。", "62次"),
    ],
)
def test_j417_finds_another_count_than_the_indicators(text: str, figure: str) -> None:
    (one,) = of_department("J417", text)
    assert one.where[0].printed == figure


def test_j417_finds_a_count_told_under_a_projects_name() -> None:
    tables = [
        project("执法巡查工作经费", changed(1, WORK[0])),
        project("困难群众救助资金", changed(1, WORK[1])),
    ]
    told = ["“执法巡查工作经费”项目：全年开展执法巡查62次。"]
    (one,) = found("J417", *tables, narrative=told)
    assert one.where[1].project == "执法巡查工作经费"


def test_j417_passes_the_indicators_own_count() -> None:
    assert of_department("J417", "开展执法巡查26次，救助困难群众290人。") == []


def test_j417_spares_money() -> None:
    cost = changed(1, "产出|成本|办案业务费控制数|≤|240|万元|236.55|20|20|无")
    told = ["公务用车费下降（其中办案业务费列支11.82万元）。"]
    assert found("J417", project(indicators=cost), narrative=told) == []


@pytest.mark.parametrize(
    "text",
    [
        "年初计划救助困难群众300人，因重复申报核减。",
        "开展执法巡查26次。其中联合执法巡查6次。",
        "下一步将开展执法巡查30次。",
        "开展业务培训12次。",
        "注：群众满意度=满意人数÷受访人数×100%。",
    ],
    ids=["planned", "told elsewhere", "next year", "another thing", "how it is reckoned"],
)
def test_j417_spares_what_was_planned_or_is_another_thing(text: str) -> None:
    assert of_department("J417", text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("共设5项指标，其中5项达到指标值。", "4"),
        ("5个三级指标中，未完成的有2个。", "1"),
        ("共设置指标5个，其中得满分的5个。", "4"),
        ("该项目5项指标中，扣分的2项。", "1"),
    ],
)
def test_j421_finds_another_number_of_indicators(text: str, right: str) -> None:
    (one,) = of_department("J421", text)
    assert one.expected == right and right in message(one)


def test_j421_tells_once_what_is_counted_as_met_and_so_not_as_missed() -> None:
    (one,) = of_department("J421", "共设5项指标，其中3项达到指标值，2项未达到。")
    assert (one.variant, one.expected) == ("met", "4")


def test_j421_passes_the_numbers_of_the_table() -> None:
    assert of_department("J421", "共设5项指标，4项达到指标值，1项未达到；得满分的4项。") == []


def test_j421_spares_numbers_of_other_indicators() -> None:
    assert of_department("J421", "共设8项指标，其中5项达到指标值。") == []
    assert of_department("J421", "全年完成9项工作，指标另行下达。") == []
