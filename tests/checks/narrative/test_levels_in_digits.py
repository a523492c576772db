"""Paths of functional items whose levels have digits in their brackets, names in quotation marks
with dashes, and labels that say whose money is meant: N101, N534, N601."""

import pytest

from juesuan.checks import check, selected
from support.excerpts import excerpt

CLASSES = (
    "一般公共预算财政拨款支出决算表",
    "单位：万元",
    (
        ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        ("合计", "合计", "180.76", "180.76", "0.00"),
        ("208", "社会保障和就业支出", "180.76", "180.76", "0.00"),
        ("20805", "行政事业单位养老支出", "180.76", "180.76", "0.00"),
        ("2080502", "事业单位离退休", "84.36", "84.36", "0.00"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "96.40", "96.40", "0.00"),
    ),
)
HEAD = "五、一般公共预算财政拨款支出决算情况说明"
CLASS = "社会保障和就业支出（208）行政事业单位养老支出（05）"


def codes(*said: object) -> list[str]:
    found = check(excerpt(*said), selected(["N101", "N103", "N534", "N601"])).findings  # type: ignore[arg-type]
    return [one.code for one in found]


@pytest.mark.parametrize(("amount", "wrong"), [("84.36", []), ("83.46", ["N101"])])
def test_levels_with_digits_alone_name_an_item(amount: str, wrong: list[str]) -> None:
    lines = (
        f"1.{CLASS}事业单位离退休（02）：年初预算82.00万元，决算支出{amount}万元。",
        f"2.{CLASS}机关事业单位基本养老保险缴费支出（05）：年初预算98.00万元，决算支出96.40万元。",
    )
    assert codes(*CLASSES, HEAD, *lines) == wrong


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("行政事业单位养老支出—事业单位离退休", []),
        ("行政事业单位养老支出—行政单位离退休", ["N601"]),
    ],
)
def test_a_name_in_quotation_marks_stands_behind_its_section(name: str, wrong: list[str]) -> None:
    said = f"“{name}”（2080502）：年初预算数82.00万元，决算数84.36万元。"
    assert codes(*CLASSES, HEAD, said) == wrong


def test_a_label_says_whose_money_is_meant() -> None:
    said = "（四）政府性基金收支情况：本年收入50.00万元，本年支出50.00万元，年末无结余。"
    income = "本年收入合计1,233.55万元，其中政府性基金预算财政拨款50.00万元。"
    assert codes("一、收入支出决算情况说明", income, said) == []


def test_n601_holds_names_to_the_code_that_their_levels_make() -> None:
    said = "卫生健康支出（210）行政事业单位医疗（11）{}（01）：支出决算为80.20万元。"
    assert codes(HEAD, said.format("事业单位医疗")) == ["N601"]
    assert codes(HEAD, said.format("行政单位医疗")) == []


def test_what_is_charged_to_a_kind_of_expenditure_is_not_all_of_it() -> None:
    cars = "公务用车运行支出22.85万元，其中在基本支出中列支19.85万元、在项目支出中列支3.00万元。"
    assert codes(*CLASSES, HEAD, "基本支出180.76万元。", cars) == []
