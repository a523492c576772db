"""N603: items of the other part of basic expenditure in a list."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

INCOME = ("一、收入决算情况说明", "本年收入合计100.00万元。")
HEAD = "二、一般公共预算财政拨款基本支出决算情况说明"
SAID = (
    "基本支出42.00万元，其中：人员经费33.00万元，主要包括：基本工资、津贴补贴、{}住房公积金；"
    "公用经费9.00万元，主要包括：办公费、印刷费、{}水费、差旅费等。"
)


def found(said: str) -> list[Finding]:
    return check(excerpt(*INCOME, HEAD, said), selected(["N603"])).findings


@pytest.mark.parametrize(
    ("personnel", "public", "name"),
    [("会议费、", "", "会议费"), ("", "奖金、", "奖金"), ("劳务费2万元、", "", "劳务费")],
)
def test_n603_finds_an_item_of_the_other_part(personnel: str, public: str, name: str) -> None:
    (finding,) = found(SAID.format(personnel, public))
    assert finding.details["name"] == name and name in message(finding)


@pytest.mark.parametrize(
    ("said", "variant"),
    [
        ("人员经费33.00万元，占78.57%，主要包括办公费、水费、电费、差旅费等。", "all_personnel"),
        ("公用经费9.00万元，主要用于：基本工资、津贴补贴、奖金、绩效工资。", "all_public"),
    ],
)
def test_n603_finds_the_list_of_the_other_part(said: str, variant: str) -> None:
    (finding,) = found(said)
    assert finding.variant == variant and finding.details["names"][0] in message(finding)


def test_n603_spares_a_list_of_both_parts() -> None:
    said = "人员经费33.00万元{}9.00万元，主要用于办公费、水费、电费、差旅费等。"
    assert found(said.format("，公用经费")) == []
    assert found(said.format("，商品和服务支出")) == []


def test_n603_passes_items_of_their_own_part() -> None:
    assert found(SAID.format("奖金、退休费、", "会议费、其他交通费用、")) == []


def test_n603_spares_short_lists_and_names_that_nobody_knows() -> None:
    assert found("人员经费主要包括：差旅费、基本工资。") == []
    assert found(SAID.format("采暖补贴、", "网络租用费、")) == []


def budgets(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(["N604"])).findings


CAPITAL = "国有资本经营预算财政拨款支出96.00万元，其中：{}36.00万元，{}60.00万元。"
FUNDS = "政府性基金预算财政拨款支出96.00万元，其中：{}36.00万元，{}60.00万元。"
RETIRED = "国有企业退休人员社会化管理补助支出"


@pytest.mark.parametrize(
    ("said", "first", "wrong"),
    [
        (CAPITAL, RETIRED, "国有土地使用权出让收入安排的支出"),
        (CAPITAL, RETIRED, "彩票公益金安排的支出"),
        (FUNDS, "用于体育事业的彩票公益金支出", "国有企业资本金注入支出"),
        (FUNDS, "城市基础设施配套费安排的支出", "解决历史遗留问题及改革成本支出"),
        (CAPITAL, "其他国有资本经营预算支出", "污水处理费安排的支出"),
    ],
)
def test_n604_finds_an_item_of_another_budget(said: str, first: str, wrong: str) -> None:
    (finding,) = budgets(said.format(first, wrong))
    assert wrong in message(finding)


def test_n604_passes_items_of_their_own_budget() -> None:
    assert budgets(CAPITAL.format(RETIRED, "其他国有资本经营预算支出")) == []
    assert budgets(FUNDS.format("彩票公益金安排的支出", "土地出让收入安排的支出")) == []


def test_n604_spares_wholes_of_all_money() -> None:
    said = "本年支出96.00万元，其中：{}36.00万元，{}60.00万元。"
    assert budgets(said.format(RETIRED, "彩票公益金安排的支出")) == []
    fiscal = "财政拨款支出96.00万元，其中：{}36.00万元，{}60.00万元。"
    assert budgets(fiscal.format(RETIRED, "彩票公益金安排的支出")) == []
