"""Shares of what they name, differences of shares, and growth told in words a line below: N201,
N202, N521."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

BOUGHT = "（二）政府采购支出情况"


def found(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(["N201", "N202", "N521"])).findings


@pytest.mark.parametrize(
    ("said", "true", "wrong"),
    [
        (
            "货物支出88.50万元、服务168.80万元。货物采购授予中小企业合同金额72.80万元，"
            "占货物支出金额的{}%。",
            "82.26",
            "99.99",
        ),
        (
            "对31个项目开展自评，涉及资金6480.00万元，占项目支出总额的100%。对2个项目开展评价，"
            "涉及资金1620.00万元，占项目支出总额的{}%。",
            "25",
            "35",
        ),
        ("信息化建设资金80.00万元，其中软件开发20.00万元，占信息化建设资金总额的{}%。", "25", "40"),
        ("全年物业费支出9.00万元。其中保洁费用3.00万元，占物业费支出的{}%。", "33.33", "30.33"),
    ],
)
def test_n201_finds_and_passes_a_share_of_what_it_names(said: str, true: str, wrong: str) -> None:
    assert found(BOUGHT, said.format(true)) == []
    (finding,) = found(BOUGHT, said.format(wrong))
    assert finding.code == "N201" and f"{true}%" in message(finding)


@pytest.mark.parametrize(
    "said",
    [
        "物业费支出9.00万元。保洁费用3.00万元，占同类支出的30%。",
        "项目支出9.00万元，全市项目支出总额的情况另行公布，本项目3.00万元，占全市项目支出总额的1%。",
        "上年物业费支出9.00万元。保洁费用3.00万元，占物业费支出的30%。",
        "甲单位物业费9.00万元，乙单位物业费8.00万元，保洁费用3.00万元，占物业费支出的17.65%。",
    ],
)
def test_n201_spares_wholes_that_are_not_told(said: str) -> None:
    assert found(said) == []


POINTS = "项目支出占本年支出的比重为42.60%，2022年该比重为38.10%，同比提高{}。"


def test_n202_finds_points_called_percent() -> None:
    (finding,) = found(POINTS.format("4.50%"))
    assert (finding.variant, finding.expected) == ("points", "4.50个百分点")


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("预算执行率由86.5%提高到94.0%，提高了{}。", "7.5个百分点"),
        ("预算执行率由上年的86.5%下降至80.0%，下降{}。", "6.5个百分点"),
    ],
)
def test_n202_finds_points_of_a_rate_that_became_another(said: str, right: str) -> None:
    (finding,) = found(said.format(right.replace("个百分点", "%")))
    assert (finding.variant, finding.expected) == ("points", right)
    assert found(said.format(right)) == []


def test_n202_passes_points_and_what_a_share_grew_by() -> None:
    assert found(POINTS.format("4.50个百分点")) == []
    assert found(POINTS.format("11.81%")) == []


@pytest.mark.parametrize(("verb", "rate"), [("减少了", "112.00%"), ("下降", "106.5%")])
def test_n202_finds_a_fall_by_more_than_there_was(verb: str, rate: str) -> None:
    (finding,) = found(f"公用经费支出48.20万元，较上年{verb}{rate}，原因是压缩会议。")
    assert (finding.variant, finding.details["said"]) == ("beyond", rate)


@pytest.mark.parametrize(
    "said",
    ["公用经费支出0万元，较上年下降100%。", "公用经费支出48.20万元，较上年增长112.00%。"],
)
def test_n202_passes_a_fall_to_nothing_and_a_rise_beyond_it(said: str) -> None:
    assert found(said) == []


def test_n202_spares_a_fall_of_what_may_be_less_than_nothing() -> None:
    assert found("年末结转和结余-8.20万元，较上年下降182.00%。") == []


@pytest.mark.parametrize(
    ("times", "right"), [("2倍", True), ("两倍", True), ("3倍", False), ("1.5倍", False)]
)
def test_n521_holds_growth_in_words_to_both_years(times: str, right: bool) -> None:
    told = "其他收入情况：2023年其他收入63.00万元，上年为21.00万元。"
    codes = [one.code for one in found(told, f"同比增长{times}，主要是收到捐赠。")]
    assert codes == ([] if right else ["N521"])


def test_n201_spares_shares_of_the_amount_that_leads_to_them() -> None:
    said = (
        "学校全年收入2860.00万元，其中财政拨款收入2500.00万元，占87.41%；"
        "事业收入{}万元，占10.49%；其他收入60.00万元，占2.10%。"
    )
    assert found(said.format("300.00")) == []
    assert {one.code for one in found(said.format("200.00"))} == {"N201"}


@pytest.mark.parametrize("share", ["14.00%", "21.00%"])
def test_n201_holds_shares_told_behind_a_list_to_its_amounts(share: str) -> None:
    text = (
        "机关运行经费支出142.00万元，用于办公费31.24万元、车辆维护费17.04万元、物业费93.72万元。",
        f"其中物业费占机关运行经费的66.00%，办公费占22.00%，车辆维护费占{share}。",
    )
    said = check(excerpt("十、其他重要事项", *text), selected(["N201"])).findings
    assert [finding.expected for finding in said] == ["12.00%"]


def test_n201_spares_shares_behind_a_list_that_name_another_whole() -> None:
    text = (
        "机关运行经费支出142.00万元，用于办公费31.24万元、物业费110.76万元。",
        "办公费占公用经费的15.00%，物业费占53.00%。",
    )
    assert check(excerpt("十、其他重要事项", *text), selected(["N201"])).findings == []


def test_n201_knows_the_money_of_a_part_by_that_of_its_whole() -> None:
    said = "一般公共预算财政拨款基本支出1764.35万元，其中：人员经费1558.92万元，占基本支出的{}。"
    found = [
        check(excerpt(said.format(share), title="二、决算情况"), selected(["N201"])).findings
        for share in ("69.13%", "88.36%")
    ]
    assert [[finding.expected for finding in findings] for findings in found] == [["88.36%"], []]


@pytest.mark.parametrize(("share", "codes"), [("104.6%", ["over"]), ("100%", []), ("82.3%", [])])
def test_n201_finds_a_share_above_all_of_it(share: str, codes: list[str]) -> None:
    text = f"工程支出授予中小企业合同金额占工程支出金额的{share}。"
    said = check(excerpt(BOUGHT, text), selected(["N201"])).findings
    assert [finding.variant for finding in said] == codes


def test_n202_finds_points_called_percent_where_last_year_is_not_called_a_share() -> None:
    text = "本年项目支出占总支出的比重为46.20%，比上年的38.50%提高7.70{}。"
    said = [
        [one.variant for one in check(excerpt("三、支出决算", text.format(unit))).findings]
        for unit in ("%", "个百分点")
    ]
    assert ["points" in variants for variants in said] == [True, False]


@pytest.mark.parametrize(("share", "right"), [("90.0%", ["80.0%"]), ("80.0%", [])])
def test_n201_holds_a_share_of_a_budget_to_it(share: str, right: list[str]) -> None:
    budget = "部门项目支出预算2325.00万元。"
    text = f"本次自评项目6个，涉及财政资金1860.00万元，占部门项目支出预算总额的{share}。"
    said = check(excerpt("八、绩效管理情况", budget + text), selected(["N201"])).findings
    assert [finding.expected for finding in said] == right
