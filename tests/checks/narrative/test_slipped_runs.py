"""N104: sums over sentences and lines, though no word says that all parts are given: one slip of a
digit stands between them and their sum."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "二、支出决算情况说明"


def found(*said: str) -> list[Finding]:
    return check(excerpt(HEAD, *said), selected(["N104"])).findings


@pytest.mark.parametrize(
    ("said", "sum_"),
    [
        (
            (
                "收到补助三笔。",
                "一是临床补助460.00万元，用于内科；",
                "二是培训补助182.75万元；",
                "三是补偿329.18万元。",
                "三笔补助合计981.93万元，已入账。",
            ),
            "971.93",
        ),
        (
            (
                "资产总额1876.52万元。",
                "流动资产612.08万元，固定资产净值1043.77万元，",
                "在建工程205.00万元，无形资产净值25.67万元。",
            ),
            "1886.52",
        ),
        (
            ("运转类：商品和服务支出304.15万元，资本性支出12.85万元，小计327.00万元；",),
            "317.00",
        ),
        (
            (
                "项目支出1842650.00元。",
                "用于管网的为486200.00元，用于奖补的为725000.00元。",
                "用于排查的为318450.00元，剩余323000.00元为改造款。",
            ),
            "1852650.00",
        ),
        (
            (
                "整体支出为2436.70万元。从性质看，人员经费1180.25万元、公用经费142.15万元，",
                "两者构成基本支出1322.40万元；项目支出1141.30万元。",
            ),
            "2463.70",
        ),
    ],
    ids=["behind lines", "before sentences", "a part sum", "what is left", "parts with parts"],
)
def test_n104_finds_a_sum_over_sentences_that_one_slip_breaks(
    said: tuple[str, ...], sum_: str
) -> None:
    (finding,) = found(*said)
    assert sum_ in message(finding)


def test_n104_names_the_one_figure_that_another_place_bears_out() -> None:
    said = "商品和服务支出304.15万元，资本性支出12.85万元，小计327.00万元；运转类共317.00万元。"
    (finding,) = found(said)
    assert "327.00万元应为317.00万元" in message(finding)


@pytest.mark.parametrize(
    "said",
    [
        ("收到补助两笔。", "一是460.00万元；", "二是182.75万元。", "两笔合计642.75万元。"),
        ("项目支出900.00万元。", "其中一项400.00万元，另一项400.00万元。"),
        ("甲类支出118.36万元。", "乙类支出204.11万元。", "丙类支出312.47万元。"),
        (
            "接待费1.136万元。",
            "按对象分：检查组0.426万元，交流0.710万元。",
            "“三公”经费合计6.136万元，其余5.00万元为车辆费用。",
        ),
        ("公共卫生服务支出12.00万元、", "应急处理支出7.60万元。", "彩票公益金支出5.00万元。"),
        ("资产总额100.01万元，其中：固定资产100.01万元。", "单价100万元以上设备2台。"),
        ("资产总额10.00万元，其中：固定资产10.00万元。", "设备0.02万元。"),
        ("累计安排8735.60万元。", "一是甲工程8735.65万元；", "二是乙工程0.00万元。"),
        ("比上年增加460.00万元，", "减少182.75万元，", "合计641.75万元。"),
    ],
    ids=[
        "they add up",
        "round figures",
        "no word of a sum",
        "another sum",
        "a word in a name",
        "a bound",
        "one is all of it",
        "one part only",
        "changes",
    ],
)
def test_n104_spares_figures_that_make_no_broken_sum(said: tuple[str, ...]) -> None:
    assert found(*said) == []


def test_n104_tells_a_broken_sum_once() -> None:
    said = ("三项为460.00万元、182.75万元、329.18万元。", "其中", "以上合计981.93万元。")
    assert len(found(*said)) == 1


def test_n104_holds_a_sum_to_as_many_parts_as_it_says() -> None:
    said = (
        "会议、培训、差旅三项费用合计44.55万元。其中会议费6.30万元，培训费{}万元，差旅费25.45万元。"
    )
    assert found(said.format("12.80")) == []
    (finding,) = found(said.format("9.10"))
    assert "相加是40.85万元" in message(finding)
    (finding,) = found(said.format("8.80"), "培训费说明：全年培训4期，支出12.80万元。")
    assert "培训费8.80万元应为12.80万元" in message(finding)
    assert found("三项费用合计44.55万元。其中会议费6.30万元，差旅费25.45万元。") == []
    other = "筛查项目支出92.00万元。示范项目支出60.00万元，每家奖补10.00万元。"
    assert found(other, "两个项目合计支出152.00万元。") == []
