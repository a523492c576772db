"""D408: wrong characters in the fixed terms of the trade."""

import time

import pytest

from juesuan.checks import Finding, check, message, selected
from juesuan.checks.rules.document.terms import misspelt_terms
from support.booklets import booklet
from support.excerpts import excerpt


def found(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(["D408"])).findings


@pytest.mark.parametrize(
    ("said", "wrong", "right"),
    [
        ("五、一般公共预算财政拔款支出决算情况说明", "拔款", "拨款"),
        ("（一）因公出国（镜）费0万元。", "出国（镜）", "出国（境）"),
        ("表9国有资产经营预算财政拨款支出决算表。", "国有资产经营预算", "国有资本经营预算"),
        ("政府性基本预算收入5万元。", "政府性基本预算", "政府性基金预算"),
        ("年初结转和节余3万元。", "年初结转和节余", "年初结转和结余"),
        ("公务用车运维行护费5万元。", "公务用车运维行护费", "公务用车运行维护费"),
        ("机关运行行经费5万元。", "机关运行行经费", "机关运行经费"),
        ("对个人和家厅的补助5万元。", "对个人和家厅的补助", "对个人和家庭的补助"),
        ("社会保障和就亚支出5万元。", "社会保障和就亚支出", "社会保障和就业支出"),
        ("职工基本医保险缴费5万元。", "职工基本医保险缴费", "职工基本医疗保险缴费"),
        ("“三公”经费支山决算表", "三公经费支山决算表", "三公经费支出决算表"),
        ("财政拨款“三公”径费5万元。", "财政拨款三公径费", "财政拨款三公经费"),
        ("公务按待费、住房公集金", "公务按待", "公务接待"),
        ("包括办公费、水费、劳物费、工会经费。", "劳物费", "劳务费"),
        ("包括抚恤金、租凭费。", "租凭费", "租赁费"),
        ("南江县社会保障居支出5万元。", "社会保障居", "社会保障局"),
        ("南江县人力姿源局支出5万元。", "人力姿源", "人力资源"),
        ("平陆县人民检查院支出5万元。", "人民检查院", "人民检察院"),
        ("事业单位医疔5万元。", "事业单位医疔", "事业单位医疗"),
        ("退役军入安置5万元。", "退役军入", "退役军人"),
    ],
)  # fmt: skip
def test_d408_finds_a_wrong_character(said: str, wrong: str, right: str) -> None:
    finding = found(said)[0]
    assert (finding.where[0].printed, finding.expected) == (wrong, right)
    assert wrong in message(finding) and right in message(finding)


def test_d408_finds_each_wording_once_with_its_places() -> None:
    (finding,) = found("一、国有资产经营预算", "二、其他", "国有资产经营预算收入为0。")
    assert len(finding.where) == 2


def test_d408_passes_the_terms_themselves() -> None:
    assert (
        found(
            "一般公共预算财政拨款、政府性基金预算、国有资本经营预算、因公出国（境）费、年末结转和结余。"
        )
        == []
    )


@pytest.mark.parametrize(
    "said",
    [
        "年初结转和结余、年末结转结余、收支决算情况说明",
        "一般公共预算财政拨款收入支出决算表",
        "公务车购置费0万元，公务用车购置数0辆，公务车保有量5辆。",
        "国内公务接待支出5.80万元，财政拨款总支出9万元。",
        "国有资产管理、国有资产经营公司、国有资产占用使用情况",
        "选拔款项、账户、对个人家庭的补助、社会保障就业支出",
        "政府采购预算、一般公共服务、公共预算",
        "本年支出小计、机构运行经费支出情况表",
        "医疗废水处理站改造。",
        "公务员医疗补助经费5万元。",
        "社会保障居民参保，民政居家养老，退役军人入伍，法院完成案件。",
        "检查院内感染防控4次；退役军人服务中心；机关事务、新生事物。",
        "原住房和城乡规划建设局、住房城乡建设局、农牧局、林业和草原局。",
        "院长办公会经费9万元。",
    ],
)
def test_d408_spares_words_that_are_near_and_right(said: str) -> None:
    assert found(said) == []


def test_a_booklet_is_searched_in_a_moment() -> None:
    subject = booklet()
    assert list(misspelt_terms(subject)) == []
    started = time.perf_counter()
    list(misspelt_terms(subject))
    assert time.perf_counter() - started < 0.1
