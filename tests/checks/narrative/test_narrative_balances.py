"""N106: what was there, came in, went out and is left, told in one passage."""

import pytest

from juesuan.checks import Finding, check, message, selected, severity_of
from support.excerpts import accused, excerpt

OVERALL = "一、收入支出决算总体情况说明"
FUNDS = "八、政府性基金预算财政拨款收入支出决算情况说明"
FISCAL = "四、财政拨款收入支出决算总体情况说明"


def found(*paragraphs: str) -> list[Finding]:
    """What N106 finds in an excerpt."""
    return check(excerpt(*paragraphs), selected(["N106"])).findings


@pytest.mark.parametrize(
    ("paragraphs", "wrong", "right"),
    [
        # the whole, a term, either with a distribution that was forgotten
        ((OVERALL, "年初结转和结余20.50万元，本年收入312.40万元，本年支出300.00万元，年末结转和结余"
          "39.20万元。"), "39.20万元", "32.90万元"),
        ((OVERALL, "我局年初结转结余资金68.20万元，当年取得收入1530.40万元，当年支出1498.75万元，"
          "年末结转结余117.85万元。"), "68.20万元", "86.20万元"),
        ((OVERALL, "年初结转和结余20.00万元，本年收入300.00万元，本年支出290.00万元，结余分配7.13"
                   "万元，"
          "年末结转和结余30.00万元。"), "30.00万元", "22.87万元"),
        # one kind of money, the names of which are left out; nothing at the beginning
        ((FUNDS, "政府性基金预算财政拨款年初结转和结余120.00万元，收入1860.00万元，支出1740.00万元"
                 "，"
          "年末结转和结余204.00万元。"), "204.00万元", "240.00万元"),
        ((FISCAL, "国有资本经营预算财政拨款收入300.00万元，年初无结转和结余，支出206.00万元，年末"
                  "结转和"
          "结余40.00万元。"), "206.00万元", "260.00万元"),
        # items of a list
        ((OVERALL, "（一）年初结转和结余11.60万元。", "（二）本年收入合计705.22万元。",
          "（三）本年支出合计686.92万元。", "（四）年末结转和结余92.90万元。"), "92.90万元", "29.9"
          "0万元"),
    ],
)  # fmt: skip
def test_n106_finds_the_figure_that_does_not_balance(
    paragraphs: tuple[str, ...], wrong: str, right: str
) -> None:
    (finding,) = found(*paragraphs)
    assert (finding.where[0].printed, finding.expected) == (wrong, right)
    assert f"{wrong}应为{right}" in message(finding)


LISTED = (
    OVERALL,
    "（一）支出决算总计1922.75万元。包括：",
    "1.本年支出合计1874.20万元。",
    "2.结余分配0万元。",
)
"""A whole, and its terms as the items below it."""


def test_n106_holds_a_whole_to_the_items_below_it() -> None:
    assert found(*LISTED, "3.年末结转和结余48.55万元。") == []
    (finding,) = found(*LISTED, "3.年末结转和结余84.55万元。")
    assert (finding.where[0].printed, finding.expected) == ("84.55万元", "48.55万元")


def test_n106_tells_a_figure_once_that_breaks_two_balances() -> None:
    said = (
        "年初结转和结余{}元，其中：一般公共预算财政拨款结转326,000.00元、政府性基金预算财政拨款"
        "结转142,000.00元。本年收入8,650,000.00元，收入总计9,118,000.00元。本年支出8,920,000.00元，"
        "年末结转和结余198,000.00元，支出总计9,118,000.00元。"
    )
    assert found(OVERALL, said.format("468,000.00")) == []
    (finding,) = found(OVERALL, said.format("486,000.00"))
    assert finding.expected == "468000.00元"


def test_n106_tells_all_ways_where_nothing_decides() -> None:
    (finding,) = found(
        OVERALL, "年初结转和结余20.00万元，本年收入300.00万元，本年支出290.00万元，年末结转和结余"
        "47.31万元。")  # fmt: skip
    assert (finding.expected, severity_of(finding)) == ("", "warning")
    assert "年末结转和结余47.31万元→30.00万元" in message(finding)
    assert "年初结转和结余20.00万元→37.31万元" in message(finding)


def test_n106_passes_what_balances() -> None:
    assert found(
        OVERALL, "上年结转和结余40.30万元，本年收入910.70万元，使用非财政拨款结余12.00万元，本年支"
                 "出"
        "948.60万元，结余分配0.00万元，年末结转和结余14.40万元。") == []  # fmt: skip
    assert found(
        OVERALL, "年初结转和结余0.10亿元，本年收入1.23亿元，本年支出1.21亿元，年末结转和结余0.11亿"
                 "元。"
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    "paragraphs",
    [
        # parts of the terms
        (OVERALL, "年初结转和结余50.00万元，其中项目支出结转和结余30.00万元。本年收入200.00万元，"
                  "其中"
         "财政拨款收入180.00万元。本年支出190.00万元。年末结转和结余60.00万元，其中项目支出结转和"
         "结余"
         "45.00万元。"),
        # what else went
        (OVERALL, "年初结转和结余50.00万元，本年收入200.00万元，本年支出190.00万元，交回财政结余资"
                  "金"
         "8.00万元，年末结转和结余52.00万元。"),
        (OVERALL, "上年年末结转和结余50.00万元，年初结转和结余调整-5.00万元，本年收入200.00万元，"
         "本年支出190.00万元，年末结转和结余55.00万元。"),
        (OVERALL, "上年结转50.00万元，本年收入200.00万元，本年支出190.00万元，年末结转52.15万元，"
         "差额7.85万元为结余分配。"),
        # one kind of money in a paragraph, all of it in the next, without what came and went
        ("五、其他重要事项情况说明",
         "政府性基金预算财政拨款年初结转和结余2.00万元，收入90.00万元，支出85.00万元。"
         "年末结转和结余7.00万元。",
         "年初结转和结余11.00万元，年末结转和结余22.00万元。"),
        # all money beside one kind of it
        (FISCAL, "年初财政拨款结转和结余100.00万元，本年收入500.00万元，其中财政拨款收入450.00万元"
                 "，"
         "本年财政拨款支出460.00万元，年末财政拨款结转和结余90.00万元。"),
        (OVERALL, "本年收入500.00万元，本年支出480.00万元，年初结转和结余12.00万元，其中财政拨款结"
                  "转和"
         "结余10.00万元；结余分配3.00万元，转入事业基金3.00万元；年末结转和结余29.00万元。"),
        # two kinds of money, each in a sentence
        (FISCAL, "一般公共预算财政拨款年初结转和结余0.00万元，本年收入642.18万元，本年支出640.03万"
                 "元，"
         "年末结转和结余2.15万元。政府性基金预算财政拨款年初结转和结余3.00万元，本年收入55.00万元，"
         "本年支出56.20万元，年末结转和结余1.80万元。"),
    ],
)  # fmt: skip
def test_n106_spares_parts_and_other_money(paragraphs: tuple[str, ...]) -> None:
    assert accused(*paragraphs) == []


def test_amounts_of_another_kind_of_money_are_no_other_figures_of_all() -> None:
    """The kind of money is said once, at the beginning of the sentence."""
    said = (
        "支出总计90.00万元，包括：1.项目支出59.10万元；2.年末结转和结余30.90万元。",
        "（三）其他",
        "政府性基金预算财政拨款本年收入85.00万元，本年支出60.00万元，年末结转和结余25.00万元。",
    )
    assert [one for one in accused(OVERALL, *said) if one.code == "N103"] == []


def test_n106_takes_what_is_behind_a_total_for_its_terms() -> None:
    """收、支总计……其中：what follows is no part of one term."""
    said = (
        "收、支总计均为1145.41万元。其中：本年收入合计1096.74万元，年初结转和结余48.67万元。",
        "本年支出合计1137.12万元，结余分配0.00万元，年末结转和结余{}万元。",
    )
    assert found(OVERALL, said[0], said[1].format("8.29")) == []
    (finding,) = found(OVERALL, said[0], said[1].format("15.92"))
    assert "8.29万元" in message(finding)


CLOSING, OPENING = "2022年末结转和结余资金为318.46万元", "2023年初结转和结余资金为{}万元"


def carried(*said: str) -> list[str]:
    return [one.code for one in check(excerpt(*said), selected(["N107"])).findings]


@pytest.mark.parametrize(
    "said",
    [
        (f"{CLOSING}。{OPENING}。",),
        (f"{CLOSING}。", f"{OPENING}，年初未发生会计差错更正、收回等调整事项。"),
        ("上年年末结转结余318.46万元，本年年初结转结余{}万元。",),
        ("上年末财政拨款结转318.46万元；年初财政拨款结转{}万元，本年收入90万元。",),
        ("2022年12月31日累计结余318.46万元，2023年1月1日累计结余{}万元。",),
    ],
)
def test_n107_finds_another_opening_than_was_left(said: tuple[str, ...]) -> None:
    assert carried(*(line.format("348.46") for line in said)) == ["N107"]


def test_n107_passes_what_was_left() -> None:
    assert carried(f"{CLOSING}。", f"{OPENING}。".format("318.46")) == []
    assert carried("上年年末结转结余318.46万元，本年年初结转结余318.46万元。") == []


@pytest.mark.parametrize(
    "said",
    [
        f"{CLOSING}。经审计调整，{OPENING}。",
        f"{CLOSING}，财政收回30万元，{OPENING}。",
        "2021年末结转和结余318.46万元。2023年初结转和结余{}万元。",
        "2022年末资产总额318.46万元，2023年初结转和结余{}万元。",
        "2022年末财政拨款结转318.46万元，2023年初政府性基金结转{}万元。",
    ],
)
def test_n107_spares_what_was_adjusted_and_other_years_and_money(said: str) -> None:
    assert carried(said.format("348.46")) == []
