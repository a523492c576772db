"""N106: what is left, told over sentences, lines and numbered items, and in evaluations."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import accused, excerpt


def found(*paragraphs: str) -> list[Finding]:
    """What N106 finds in an excerpt."""
    return check(excerpt(*paragraphs), selected(["N106"])).findings


ITEMS = (
    "一、收支余情况",
    "1、上年结转资金12.36万元；",
    "2、本年财政拨款收入418.52万元；",
    "3、全年支出402.17万元；",
    "4、结转下年使用{}万元。",
)
BUDGET = (
    "一、预算执行情况",
    "全年预算数为3,485,200元，其中人员经费2,100,000元。",
    "实际支出3,402,150元，结转下年使用{}元。",
)
FUND = (
    "八、政府性基金预算财政拨款收支情况",
    "2023年，政府性基金预算财政拨款年初结转和结余46.00万元，本年收入580.00万元，本年支出"
    "598.50万元，年末结转和结余{}万元。",
)
TOTALS = (
    "（一）收入总计1,530.44万元",
    "1.本年收入1,402.00万元；2.使用非财政拨款结余28.44万元；3.年初结转和结余100.00万元。",
    "（二）支出总计1,530.44万元",
    "1.本年支出1,470.90万元；2.结余分配6.20万元；3.年末结转和结余{}万元。",
)
SPECIAL = (
    "专用基金情况",
    "福利基金年初余额45.60万元，当年提取12.30万元，当年支出9.85万元，年末余额{}万元。",
)
NET = ("收支情况", "当年收支结余为14.72万元，加上年初结转和结余30.10万元，年末结转和结余{}万元。")
CARRIED = (
    "抗疫特别国债资金使用情况",
    "政府性基金预算财政拨款本年收入1,500.00万元。",
    "本年支出{}万元，年末结转150.00万元，年初无结转。",
)
FIRST = (
    "专用结余情况",
    "年末专用结余{}万元。年初专用结余48.20万元，本年从非财政拨款结余中提取6.40万元，本年使用3.24万元。",
)
AT_ONCE = (
    "往来款情况",
    "医院年初病人预交金余额12.50万元，本年收取186.30万元，本年支付180.10万元，年末余额{}万元。",
)
OTHER_MONEY = (
    "收支情况",
    "2.非财政拨款部分：年初36.65万元，本年收入455.92万元，本年支出450.48万元，结余分配23.61万元，"
    "年末{}万元。",
)
TOTAL = (
    "（一）收入总计{}万元",
    "1.本年收入1,402.00万元；2.使用非财政拨款结余28.44万元；3.年初结转和结余100.00万元。",
    "（二）支出总计",
)
CLEARED = (
    "政府性基金",
    "年初政府性基金结转24.00万元，当年支出{}万元，为少年宫项目，年末无结转。",
)
ADJUSTED = (
    "结转情况",
    "县财政收回存量资金48.20万元，调整后年初结转结余为155.35万元。",
    "本年收入4,617.08万元，本年支出4,690.11万元，年末结转结余{}万元。",
)
TWO_OPENINGS = (
    "收支平衡情况",
    "年初结转和结余218.06万元，年内调减上年多记的课题结余12.40万元，调整后年初数为205.66万元。",
    "本年收入1,330.72万元，本年支出1,275.90万元，结余分配{}万元。年末结转和结余231.98万元。",
)
CASES = [
    (TWO_OPENINGS, "28.50", "38.50"),
    (OTHER_MONEY, "18.48", "19.48"),
    (TOTAL, "1,530.44", "1,540.44"),
    (CLEARED, "24.00", "22.00"),
    (ADJUSTED, "82.32", "83.32"),
    (AT_ONCE, "18.70", "28.70"),
    (CARRIED, "1,350.00", "1,650.00"),
    (FIRST, "51.36", "57.36"),
    (SPECIAL, "48.05", "58.05"),
    (NET, "44.82", "48.82"),
    (ITEMS, "28.71", "38.71"),
    (BUDGET, "83,050", "73,050"),
    (FUND, "27.50", "37.50"),
    (TOTALS, "53.34", "63.34"),
]


@pytest.mark.parametrize(("said", "right", "wrong"), CASES)
def test_n106_finds_what_is_left_over_lines_and_items(
    said: tuple[str, ...], right: str, wrong: str
) -> None:
    assert accused(*(line.format(right) for line in said)) == []
    (finding,) = found(*(line.format(wrong) for line in said))
    assert wrong in [
        where.printed.removesuffix("万元").removesuffix("元") for where in finding.where
    ]
    assert right.replace(",", "") in message(finding)


GIVEN = (
    "资金情况：上年结转85.40万元，当年财政拨款2148.60万元，两项合计{}万元。",
    "支出情况：全年支出2110.65万元。",
    "结转情况：年末结转112.35万元。",
)
"""Two digits apart from what is right (123.35)."""


def test_n106_needs_a_slip_or_what_there_was_added_up() -> None:
    (finding,) = found(*(line.format("2234.00") for line in GIVEN))
    assert "财政拨款2148.60万元→" not in message(finding)
    assert found(*(line.format("2235.00") for line in GIVEN)) == []


def test_n104_adds_no_beginning_to_an_end() -> None:
    """年初结转 and 年末结转 are no parts of one sum."""
    said = (
        "本年收入1,432.55万元：财政拨款1,432.55万元，占100%。",
        "本年支出1,466.20万元。",
        "支出比收入多33.65万元，由年初结转（50.00万元）弥补，年末结转16.35万元。",
    )
    assert [one for one in accused(*said) if one.code == "N104"] == []


@pytest.mark.parametrize(
    "said",
    [
        # what else went
        (*BUDGET[:2], "实际支出3,402,150元，财政收回50,000元，结转下年使用33,050元。"),
        # another kind of money
        (ITEMS[0], "政府性基金年初结转12.36万元，一般公共预算本年收入418.52万元。",
         "一般公共预算支出402.17万元。", "政府性基金年末结转38.71万元。"),
        # two stocks, each with its own flows
        (ITEMS[0], "年初财政拨款结转30.25万元，本年财政拨款收入800.10万元，本年支出810.35万元，"
         "年末财政拨款结转20.00万元。专用结余年初余额15.00万元，本年提取3.00万元，本年使用1.20万元，"
         "年末余额16.80万元。"),
        # two amounts of one term
        (ITEMS[0], "本年收入418.52万元；本年收入416.02万元；", "全年支出402.17万元；",
         "年初结转12.36万元；", "年末结转38.71万元。"),
    ],
)  # fmt: skip
def test_n106_spares_what_else_may_have_moved(said: tuple[str, ...]) -> None:
    assert found(*said) == []


LISTED_FLOWS = (
    "（一）2022年度总收入2455.15万元，其中本年收入2375.60万元，年初结转和结余79.55万元。",
    "1.一般公共预算财政拨款收入2353.20万元。",
    "2.使用非财政拨款结余0.00万元。",
    "（二）2022年度总支出2455.15万元，其中本年支出{}万元。",
    "1.结余分配0.00万元，年末结转和结余60.68万元。",
    "本部门2022年度一般公共预算财政拨款支出2377.72万元。",
)


def test_n106_passes_what_is_left_of_amounts_told_behind_a_total() -> None:
    lines = [line.format("2394.47") for line in LISTED_FLOWS]
    assert [f.code for f in found("一、收入支出决算总体情况", *lines) if f.code == "N106"] == []
