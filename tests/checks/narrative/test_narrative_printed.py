"""N520, N522 and N523: what a text reckons from figures that the forms, or tables, print."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support import telling
from support.excerpts import Rows, excerpt

UNIT = "单位：万元"
ZERO = (
    "国有资本经营预算财政拨款支出决算表",
    UNIT,
    (
        ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        ("合计", "合计", "1.00", "0.00", "1.00"),
        ("223", "国有资本经营预算支出", "1.00", "0.00", "1.00"),
    ),
)
"""A form that says nothing of what is asked: with it a text is that of final accounts."""
TOTALS = (
    "收入支出决算总表",
    UNIT,
    (
        ("收入", "", "支出", ""),
        ("项目", "决算数", "项目", "决算数"),
        ("一、一般公共预算财政拨款收入", "460.00", "一、文化旅游体育与传媒支出", "300.00"),
        ("二、其他收入", "20.00", "二、社会保障和就业支出", "110.00"),
        ("", "", "三、卫生健康支出", "40.00"),
        ("本年收入合计", "480.00", "本年支出合计", "450.00"),
        ("年初结转和结余", "25.00", "年末结转和结余", "55.00"),
        ("总计", "505.00", "总计", "505.00"),
    ),
)
SPENT = (
    "重点项目支出情况表",
    UNIT,
    (
        ("序号", "项目名称", "支出金额"),
        ("1", "古籍修复", "86.00"),
        ("2", "馆舍加固", "152.50"),
        ("3", "流动图书车", "47.00"),
        ("合计", "", "285.50"),
    ),
)
MOVED = (
    "各馆支出情况表",
    UNIT,
    (
        ("单位", "上年支出", "本年支出", "增减额"),
        ("城东馆", "30.00", "34.00", "4.00"),
        ("城西馆", "28.00", "25.00", "-3.00"),
        ("城南馆", "41.00", "44.50", "3.50"),
        ("合计", "99.00", "103.50", "4.50"),
    ),
)
BRANCHES = (
    "各分馆支出汇总表",
    UNIT,
    (
        ("分馆", "人员经费", "公用经费（万元）", "支出合计"),
        ("城东", "61.40", "11.20", "72.60"),
        ("城西", "55.70", "14.50", "70.20"),
        ("城南", "38.30", "8.90", "47.20"),
        ("合计", "155.40", "34.60", "190.00"),
    ),
)
"""No head says that its first column is of names, and three of them are of money."""
SPENDING, BALANCE, OTHERS = (
    "三、支出决算情况说明",
    "一、收入支出决算总体情况说明",
    "九、其他重要事项",
)
Case = tuple[str, tuple[str | Rows, ...], str, str, str]


def found(code: str, *parts: str | Rows) -> list[Finding]:
    """What a rule finds in a text with the tables it stands beside."""
    known = parts if any(not isinstance(part, str) for part in parts) else (*ZERO, *parts)
    return check(excerpt(*known), selected([code])).findings


CASES: list[Case] = [
    # how far two things are apart: by the forms, by a table
    ("N520", (*TOTALS, SPENDING), "社会保障和就业支出比卫生健康支出多{}万元。", "70.00", "80.00"),
    ("N520", (*TOTALS, SPENDING), "社会保障和就业支出与卫生健康支出相差{}万元。", "70.00", "60.00"),
    ("N520", (*ZERO, *SPENT, OTHERS), "馆舍加固高出古籍修复{}万元。", "66.50", "65.50"),
    ("N520", (*ZERO, *SPENT, OTHERS), "金额最大的项目与最小的项目相差{}万元。", "105.50", "150.50"),
    (
        "N520",
        (*ZERO, *SPENT, OTHERS),
        "支出最大的是馆舍加固项目，最小的为流动图书车，两者相差{}万元。",
        "105.50",
        "115.50",
    ),
    # growth against the growth of the whole
    (
        "N520",
        (SPENDING, "本年支出合计450万元，比上年增长6.5%。"),
        "项目支出比上年增长9.8%，增幅高于本年支出增幅{}个百分点。",
        "3.3",
        "2.3",
    ),
    # a balance against its opening
    ("N520", (*TOTALS, BALANCE), "年末结转和结余55.00万元，比年初增加{}万元。", "30.00", "20.00"),
    ("N520", (*TOTALS, BALANCE), "年末结转结余比年初{}30万元。", "增加", "减少"),
    ("N520", (*TOTALS, BALANCE), "年末结转和结余55万元，较年初增长{}%。", "120.00", "220.00"),
    # sums in words
    (
        "N520",
        (*TOTALS, SPENDING),
        "社会保障和就业支出与卫生健康支出两项合计{}万元。",
        "150.00",
        "160.00",
    ),
    (
        "N520",
        (*ZERO, *SPENT, OTHERS),
        "古籍修复、流动图书车两个项目共支出{}万元。",
        "133.00",
        "143.00",
    ),
    ("N520", (OTHERS,), "甲类得40分，乙类得28分，丙类得19分，三项得分合计{}分。", "87", "85"),
    # the one that is the most or the least
    ("N522", (*TOTALS, SPENDING), "占比最大的是{}。", "文化旅游体育与传媒支出", "卫生健康支出"),
    ("N522", (*ZERO, *SPENT, OTHERS), "金额最小的项目为{}。", "流动图书车", "古籍修复"),
    ("N522", (*ZERO, *SPENT, OTHERS), "{}支出金额最大。", "馆舍加固", "流动图书车"),
    ("N522", (*ZERO, *BRANCHES, OTHERS), "公用经费最高的是{}。", "城西", "城东"),
    ("N522", (*ZERO, *BRANCHES, OTHERS), "支出合计最大的是{}。", "城东", "城西"),
    # how many, by their amount
    ("N523", (*ZERO, *BRANCHES, OTHERS), "3个分馆中支出合计70万元以上的有{}个。", "2", "3"),
    ("N523", (*ZERO, *SPENT, OTHERS), "3个项目中，{}个项目实际支出不足100万元。", "2", "3"),
    ("N523", (*ZERO, *SPENT, OTHERS), "支出在80万元以上的有{}个。", "2", "3"),
    ("N523", (*ZERO, *SPENT, OTHERS), "50万元至100万元的项目{}个。", "1", "2"),
    # how many rose and fell
    ("N523", (*ZERO, *MOVED, OTHERS), "三个馆中{}个支出增加。", "2", "1"),
    (
        "N523",
        (SPENDING, "人员经费比上年增长3.2%，公用经费比上年下降1.4%，"),
        "资本性支出比上年下降5.0%，三项支出中{}项下降。",
        "两",
        "三",
    ),
    (
        "N523",
        (SPENDING,),
        "财政拨款收入比上年增加5万元，其他收入比上年减少1万元，呈{}。",
        "一增一减",
        "两增",
    ),
]


def told(case: Case, value: str) -> list[Finding]:
    code, parts, text, _, _ = case
    *before, last = parts
    said = isinstance(last, str) and last.endswith(("，", "。"))
    joined = [*before, last + text] if said else [*parts, text]
    return found(code, *(p.format(value) if isinstance(p, str) else p for p in joined))


@pytest.mark.parametrize("case", CASES[:-1], ids=lambda case: case[2])
def test_what_is_reckoned_is_held_to_what_is_printed(case: Case) -> None:
    (finding,) = told(case, case[4])
    assert case[3].replace("两", "2") in finding.expected
    assert finding.expected in message(finding)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[2])
def test_what_is_printed_is_passed(case: Case) -> None:
    assert told(case, case[3]) == []


PAIRS = [("一增一减", 0), ("一减一增", 0), ("一增两减", None), ("两项双增", 1)]


@pytest.mark.parametrize(("said", "many"), PAIRS)
def test_n523_counts_what_rose_and_fell(said: str, many: int | None) -> None:
    text = f"财政拨款收入比上年增加5万元，其他收入比上年减少1万元，呈{said}。"
    assert len(found("N523", SPENDING, text)) == (many or 0)


def test_n523_names_what_did_not_move_as_all_are_said_to() -> None:
    said = "因公出国（境）费减少0.3万元；公务用车购置及运行维护费减少0.6万元；公务接待费{}0.2万元。"
    said = "与上年相比，" + said + "“三公”经费各项均下降。"
    (finding,) = found("N523", "八、“三公”经费支出决算情况说明", said.format("增加"))
    assert "公务接待费0.2万元" in message(finding)
    assert found("N523", "八、“三公”经费支出决算情况说明", said.format("减少")) == []


SPARED = [
    ("N520", (*TOTALS, SPENDING, "社会保障和就业支出比上年多80.00万元。")),
    ("N520", (*TOTALS, SPENDING, "社会保障和就业支出比年初预算多80.00万元。")),
    ("N520", (*TOTALS, SPENDING, "某县图书馆支出与卫生健康支出相差5.00万元。")),  # not printed
    ("N520", (*ZERO, *SPENT, *MOVED, OTHERS, "城东馆比古籍修复多3.00万元。")),  # of two tables
    ("N520", (SPENDING, "本年支出比上年增长6.5%。项目支出增长9.8%，增幅高于全省5.5个百分点。")),
    ("N520", (SPENDING, "本年支出增长6.5%，项目支出增长9.8%，执行率高于上年5.5个百分点。")),
    ("N520", (*TOTALS, BALANCE, "项目支出结转结余比年初增加12.00万元。")),
    ("N520", (*TOTALS, BALANCE, "固定资产比年初增加12.00万元。")),
    ("N520", (SPENDING, "教育支出同比增长3.0%，住房保障支出同比下降1.5%，其他支出同比增长0.8%。")),
    ("N520", (*TOTALS, SPENDING, "社会保障和就业支出与卫生健康支出预算合计160.00万元。")),
    ("N522", (*TOTALS, SPENDING, "民生支出中占比最大的是卫生健康支出。")),
    ("N522", (*ZERO, *SPENT, OTHERS, "读者最多的是流动图书车。")),
    ("N522", (*ZERO, *BRANCHES, OTHERS, "项目经费最高的是城南。")),  # no such column
    ("N522", (*ZERO, *SPENT, OTHERS, "金额最大的是外购项目。")),
    ("N523", (*ZERO, *SPENT, OTHERS, "5个项目中支出在80万元以上的有4个。")),  # of others
    ("N523", (*ZERO, *SPENT, OTHERS, "采购金额在80万元以上的有3个。")),
    ("N523", (SPENDING, "人员经费增长3.2%，公用经费下降1.4%，五项支出中三项下降。")),
    ("N523", (SPENDING, "人员经费比上年增长3.2%，公用经费与上年持平，两项支出均有所增长。")),
]


@pytest.mark.parametrize(("code", "parts"), SPARED)
def test_what_is_said_of_something_else_is_spared(code: str, parts: tuple[str | Rows, ...]) -> None:
    assert found(code, *parts) == []


BRACKETS = [
    ("到位资金86万元（其中财政拨款70万元、自筹{}万元）", "16", "18"),
    ("培训480人次（含线上260人次、线下{}人次）", "220", "240"),
    ("结余237.05万元（含年初157.50、年末{}）", "79.55", "97.55"),
    ("收入总计963.5万元（含本年收入942.5、年初结转结余{}）", "21", "32"),
]


@pytest.mark.parametrize(("cell", "right", "wrong"), BRACKETS)
def test_n520_adds_the_parts_in_a_bracket_of_a_cell(cell: str, right: str, wrong: str) -> None:
    def told(value: str) -> list[Finding]:
        rows = (("事项", "完成情况"), ("甲", cell.format(value)), ("乙", "已完成"))
        return found("N520", *ZERO, OTHERS, "有关事项见下表，涉及金额5.00万元。", rows)

    assert told(right) == []
    (finding,) = told(wrong)
    assert finding.expected


@pytest.mark.parametrize(
    "cell",
    [
        "到位资金86万元（其中财政拨款50万元、自筹5万元）",  # others are left out
        "到位资金86万元（其中财政拨款70万元、自筹18万元等）",
        "参训86人次（2022年70人次、2023年18人次）",
        "支出86万元（较上年增加9万元、增长12%）",
    ],
)
def test_n520_spares_brackets_that_are_no_list_of_parts(cell: str) -> None:
    rows = (("事项", "完成情况"), ("甲", cell), ("乙", "已完成"))
    assert found("N520", *ZERO, OTHERS, "有关事项见下表，涉及金额5.00万元。", rows) == []


def test_n520_spares_income_and_expenditure_told_with_one_total() -> None:
    """收入、支出总计 are equal; nobody adds them up."""
    said = "2023年度财政拨款收入、支出决算总计171.00万元。"
    assert telling.found("N520", "四、财政拨款收入支出决算总体情况说明", said) == []


@pytest.mark.parametrize(("points", "count"), [("2.57", 0), ("3.67", 1)])
def test_n520_takes_the_growth_that_is_named_before_the_comparison(points: str, count: int) -> None:
    received = "2023年度收入合计216.00万元，比上年增长7.45%。"
    spent = f"2023年度支出合计218.00万元，比上年增长4.88%，收入增速高于支出增速{points}个百分点。"
    findings = telling.found(
        "N520", "二、收入决算情况说明", received, "三、支出决算情况说明", spent
    )
    assert [one.expected for one in findings] == ["2.57个百分点"] * count


def test_an_average_of_money_is_told_once() -> None:
    said = "公务用车运行维护费12.60万元，保有量6辆，平均每辆3.10万元。"
    assert len(telling.found("N501", "七、“三公”经费支出决算情况说明", said)) == 1
    assert telling.found("N520", "七、“三公”经费支出决算情况说明", said) == []


@pytest.mark.parametrize("lead", ["支出额居前三位的依次是", "金额最大的三个项级科目依次为"])
def test_n522_finds_another_order_of_the_first_few(lead: str) -> None:
    pension = "机关事业单位基本养老保险缴费支出"
    right, wrong = ("行政运行", "一般行政管理事务"), ("一般行政管理事务", "行政运行")

    def found_with(first: tuple[str, str]) -> list[str]:
        said = f"按项级科目看，{lead}{'、'.join((*first, pension))}，三项合计159.00万元。"
        heading = "（二）一般公共预算财政拨款支出决算结构情况"
        return [one.expected for one in telling.found("N522", heading, said)]

    assert found_with(right) == []
    assert found_with(wrong) == ["、".join((*right, pension))]
