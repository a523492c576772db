"""N105 and N115: parts by their meaning that are more than their whole, and parts that go the
other way than their total; texts with no form."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

SPENT, RECEIVED, THREE = "二、支出决算情况", "二、收入决算情况", "三、“三公”经费情况"


def found(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(["N105", "N115"])).findings


@pytest.mark.parametrize(
    ("said", "part", "whole"),
    [
        (
            (SPENT, "基本支出100万元。", "人员经费120万元用于工资。"),
            "人员经费120万元",
            "基本支出100万元",
        ),
        (
            (SPENT, "本年支出合计300万元。项目支出320万元。"),
            "项目支出320万元",
            "本年支出合计300万元",
        ),
        (
            (THREE, "公务接待费决算2.34万元。", "国内公务接待38批次、312人次，支出3.42万元。"),
            "接待费3.42万元",
            "公务接待费2.34万元",
        ),
        (
            (THREE, "公务用车购置及运行维护费8万元。公务用车运行维护费8.6万元。"),
            "公务用车运行维护费8.6万元",
            "公务用车购置及运行维护费8万元",
        ),
        (
            (RECEIVED, "本年收入合计100万元。一般公共预算财政拨款收入130万元。"),
            "一般公共预算财政拨款收入130万元",
            "本年收入合计100万元",
        ),
    ],
)
def test_n105_finds_a_part_by_meaning_beyond_its_whole(
    said: tuple[str, ...], part: str, whole: str
) -> None:
    (finding,) = found(*said)
    assert finding.variant == "contained"
    assert part in message(finding) and whole in message(finding)


def test_n105_reads_procurement_without_its_first_word() -> None:
    said = "采购支出3,460,200元，全部为货物。授予中小企业合同金额{}元。"
    (finding,) = found("四、采购情况", said.format("3,640,200"))
    assert "3,640,200元" in message(finding)
    assert found("四、采购情况", said.format("3,460,000")) == []


def test_n105_passes_parts_by_meaning_within_their_whole() -> None:
    said = "本年支出合计300万元。项目支出200万元，基本支出100万元，人员经费100万元。"
    assert found(SPENT, said) == []


@pytest.mark.parametrize(
    "said",
    [
        # other money, other years, budgets, changes, other sections, two values, repayments
        (RECEIVED, "一般公共预算财政拨款收入100万元。本年收入合计130万元。"),
        (SPENT, "基本支出100万元。上年人员经费120万元。"),
        (SPENT, "本年支出合计300万元，年初预算项目支出400万元。"),
        (SPENT, "基本支出100万元。人员经费增加120万元。"),
        (SPENT, "基本支出100万元。", "三、项目情况", "人员经费120万元。"),
        (SPENT, "基本支出100万元；局属单位人员经费60万元，机关人员经费60万元。"),
        (SPENT, "基本支出100万元，公用经费-20万元。人员经费120万元。"),
    ],
)
def test_n105_spares_what_may_not_be_a_part_by_meaning(said: tuple[str, ...]) -> None:
    assert found(*said) == []


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (
            (RECEIVED, "收入合计100万元，其中：财政拨款收入90万元；基本支出10万元。"),
            "基本支出10万元",
        ),
        (
            (
                RECEIVED,
                "本年收入合计100万元，其中：财政拨款收入90万元，占90%；项目支出10万元，占10%。",
            ),
            "项目支出10万元",
        ),
        (
            (
                RECEIVED,
                "本年收入100万元，包括：财政拨款收入80万元、事业收入15万元、项目支出5万元。",
            ),
            "项目支出5万元",
        ),
        ((SPENT, "本年支出合计100万元，其中：基本支出90万元；事业收入10万元。"), "事业收入10万元"),
        (
            (SPENT, "本年支出合计100万元，其中：基本支出60万元，占60%；其他收入40万元，占40%。"),
            "其他收入40万元",
        ),
    ],
)
def test_n115_finds_a_part_of_the_other_way(said: tuple[str, ...], part: str) -> None:
    (finding,) = found(*said)
    assert finding.code == "N115" and part in message(finding)


def test_n115_finds_a_total_that_is_called_the_other_way_than_all_its_parts() -> None:
    parts = "其中：基本支出955.16万元；项目支出283.50万元。"
    (finding,) = found(SPENT, f"本年收入合计1238.66万元，{parts}")
    assert finding.code == "N115"
    assert found(SPENT, f"本年支出合计1238.66万元，{parts}") == []
    assert found(SPENT, f"本年收入合计1300.00万元，{parts}") == []
    funds = "2023年度政府性基金预算财政拨款收入58.60万元；年初结转和结余0万元；支出58.60万元，"
    spent = "其中基本支出0万元，项目支出58.60万元；年末结转和结余0万元。"
    assert found("八、有关情况", funds + spent) == []


def test_n115_passes_parts_of_one_way() -> None:
    assert found(RECEIVED, "收入合计100万元，其中：财政拨款收入90万元；事业收入10万元。") == []
    assert found(SPENT, "支出合计100万元，其中：基本支出90万元；项目支出10万元。") == []


@pytest.mark.parametrize(
    "said",
    [
        "收入总计100万元，其中：本年收入90万元；年初结转和结余10万元。",
        "收入合计100万元，财政拨款收入100万元。基本支出90万元，项目支出10万元。",
        "收入合计100万元，其中：财政拨款收入95万元；项目支出10万元。",
        "收入合计100万元，支出合计100万元，其中：基本支出90万元；项目支出10万元。",
        "收入合计100万元，其中：用于基本支出90万元；用于项目支出10万元。",
    ],
)
def test_n115_spares_other_lists(said: str) -> None:
    assert [one for one in found(RECEIVED, said) if one.code == "N115"] == []


def test_n105_spares_a_whole_that_a_share_names() -> None:
    said = "国内公务接待支出1.12万元；外事接待支出0.30万元。全年支出合计1.42万元，"
    share = "占“三公”经费支出7.10万元的20%。其余5.68万元为公务用车运行维护费。"
    assert found(THREE, said + share) == []
