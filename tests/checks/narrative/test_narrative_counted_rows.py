"""N523: how many of what is listed meet a condition, the least and the most."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import Rows, excerpt

HEAD = "八、预算绩效情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")
TITLE = "项目支出绩效自评结果汇总表"
LISTED = (
    ("序号", "项目名称", "全年预算数", "全年执行数", "自评得分", "自评等级"),
    ("1", "渠道清淤", "120.00", "114.00", "95.5", "优"),
    ("2", "泵站检修", "80.00", "80.00", "98", "优"),
    ("3", "水质监测", "60.00", "51.00", "84", "良"),
)


def found(*parts: str | Rows) -> list[Finding]:
    """What the rule finds in a text on evaluations."""
    return check(excerpt(*INCOME, HEAD, *parts), selected(["N523"])).findings


WRONG = [
    ("5个项目执行率分别为100%、95.6%、84.2%、100%、100%，执行率达到100%的项目{}。", "2个", "3个"),
    ("5个项目执行率分别为100%、95.6%、84.2%、100%、100%，{}项目执行率低于90%。", "2个", "1个"),
    ("4个项目得分分别为97.2分、93.5分、86.8分、91.4分，得分90分以上的{}。", "4个", "3个"),
    ("甲项目97分，乙项目85分，丙项目91分，90分以上的项目{}。", "3个", "2个"),
    ("3个项目得分分别为90.3分、94.2分、89.5分，最低分{}，最高分94.2分。", "90.3分", "89.5分"),
    ("三个项目得分为95、88、92分，最高的为{}。", "92分", "95分"),
]


@pytest.mark.parametrize(("text", "said", "right"), WRONG)
def test_n523_finds_what_the_values_listed_do_not_have(text: str, said: str, right: str) -> None:
    (finding,) = found(text.format(said))
    assert (finding.where[0].printed, finding.expected) == (said, right)
    assert right in message(finding)


@pytest.mark.parametrize(
    "text",
    [
        *(text.format(right) for text, _, right in WRONG),
        "3个项目得分分别为92.3分、95.1分、90.6分，均在90分以上。",
        "3个项目执行率分别为100%、95%、80%，80%以上的项目3个。",
        "3个项目执行率分别为100%、95%、80%，80%以上的项目2个。",
    ],
)
def test_n523_passes_what_they_have(text: str) -> None:
    assert found(text) == []


def test_n523_finds_a_value_that_is_not_what_all_are_said_to_be() -> None:
    (finding,) = found("3个项目得分分别为93.2分、88.1分、96分，均在90分以上。")
    assert (finding.expected, finding.variant) == ("", "every")
    assert "88.1分" in message(finding)
    assert found("三个项目满意度分别为96%、89%、91%，均超过90%。")
    assert found("三个项目满意度分别为96%、92%、91%，均超过90%。") == []


def test_n523_proposes_none_where_the_bound_may_count_or_not() -> None:
    (finding,) = found("3个项目执行率分别为100%、95%、80%，80%以上的项目1个。")
    assert (finding.expected, finding.variant) == ("", "either")
    (finding,) = found("3个项目执行率分别为100%、95%、80%，80%（含）以上的项目1个。")
    assert finding.expected == "3个"


@pytest.mark.parametrize(
    "text",
    [
        "5个项目执行率达到100%的项目2个，低于90%的项目1个。",  # no values
        "6个项目，其中三个执行率为100%、95%、80%，90%以上的项目5个。",  # of six
        "3个项目分别完成预算的98%、95%、80%；满意度90%以上的项目3个。",  # of another measure
        "2个项目得分为98分、85分，其余3个项目均在90分以上。",
        "3个项目执行率100%、98%、85%，2022年有3个项目执行率在95%以上。",
        "甲项目97分，乙项目85分，丙项目91分，平均91分，80至90分的项目1个。",
        "项目得分分别为93.2分、88.1分，均在90分以上。",  # two may be some of many
    ],
)
def test_n523_spares_conditions_of_what_is_not_listed(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("told", "right"),
    [
        ("组织对3个项目开展自评，自评得分90分以上的3个。", "2个"),
        ("组织对3个项目开展自评，执行率达到100%的项目2个。", "1个"),
        ("组织对3个项目开展自评，得分最低90分。", "84分"),
    ],
)
def test_n523_holds_conditions_to_the_only_list(told: str, right: str) -> None:
    (finding,) = found(told, TITLE, LISTED)
    assert finding.expected == right
    assert found(told.replace("3个项目", "4个项目"), TITLE, LISTED) == []
    assert found(told) == []
