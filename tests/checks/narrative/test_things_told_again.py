"""N534: the score, the money and the rate of one project, in the list of all and in its lines."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import Rows, excerpt

HEAD = "八、预算绩效情况说明"
LISTED = "其中“审判事务外包”项目自评得分为92分，“法庭安保设施”项目自评得分为98分。"


def found(*said: str | Rows) -> list[Finding]:
    """What N534 finds in a text on projects."""
    return check(excerpt(HEAD, *said), selected(["N534"])).findings


OWN = ("1.审判事务外包：产出46分；总分92分。", "2.法庭安保设施：产出48分；总分95分。")
TABLE = ("校舍防水维修 预算580.00 执行571.30", "桥涵检测加固 预算240.00 执行228.00")
TWICE = (
    "免学费补助：预算168万元，执行率100%；实训耗材项目：执行率97%，得分96分。",
    "实训耗材：预算45万元，执行43.65万元，执行率79%，得分96分。",
)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((LISTED, *OWN), "“法庭安保设施”的得分，一处写98分，一处写95分"),
        ((*TABLE, "项目名称：桥涵检测加固；执行数282.00万元。"), "“桥涵检测加固”的执行数"),
        (
            (LISTED, "附：法庭安保设施项目支出绩效自评表", "产出50分，得47分；", "总分89分。"),
            "一处写98分，一处写89分",
        ),
        (TWICE, "“实训耗材”的执行率，一处写97%，一处写79%"),
    ],
    ids=["a score", "money", "lines below the name", "a rate"],
)
def test_n534_finds_one_project_told_in_two_ways(said: tuple[str, ...], told: str) -> None:
    (finding,) = found(*said)
    assert told in message(finding)


def test_n534_passes_one_project_told_alike() -> None:
    assert found(LISTED, "1.审判事务外包：总分92分。", "2.法庭安保设施：总分98分。") == []


@pytest.mark.parametrize(
    "said",
    [
        (LISTED, "1.法庭安保设施：财政评价得分95分。"),
        (LISTED, "1.法庭安保设施：上年得分95分。"),
        (LISTED, "1.法庭安保设施：产出得分48分，效益得分29分。"),
        ("法庭安保设施：执行96万元。", "法庭安保设施：执行960000元。"),
        ("法庭安保设施：年初预算90万元。", "法庭安保设施：全年预算96万元。"),
        (LISTED, "法庭安保设施项目情况", "二、其他项目", "总分95分。"),
    ],
    ids=["scored by others", "last year", "parts", "another unit", "another budget", "another"],
)
def test_n534_spares_what_is_told_of_something_else(said: tuple[str, ...]) -> None:
    assert found(*said) == []


def test_n534_holds_a_table_of_projects_to_their_own_lines() -> None:
    rows = [
        ["项目名称", "预算数（万元）", "执行数（万元）", "自评得分"],
        ["义务教育保障", "820.00", "820.00", "98"],
        ["校园安防提升", "88.00", "79.60", "95"],
    ]
    own = (
        "项目名称：校园安防提升项目",
        "全年预算数88.00万元，全年执行数{}万元。该项目自评得分95分。",
    )
    assert found(rows, own[0], own[1].format("79.60")) == []
    (finding,) = found(rows, own[0], own[1].format("76.90"))
    assert "“校园安防提升”的执行数，一处写79.60万元，一处写76.90万元" in message(finding)


def test_n534_holds_the_score_of_the_whole_to_what_is_said_again() -> None:
    first = "对部门整体支出开展自评，自评得分为96.2分。"
    assert found(first, "综上，部门整体支出绩效自评得分96.2分。") == []
    assert len(found(first, "综上，部门整体支出绩效自评得分98.2分。")) == 1
    assert found(first, "财政评价部门整体支出绩效得分93分。") == []
