"""A budget in brackets behind its word (完成预算（20万元）的90%); averages of what they name."""

import pytest

from juesuan.checks import check, message, severity_of
from support.excerpts import excerpt
from support.telling import found, told

OFFICE = ("十一、其他重要事项的情况说明", "（一）机关运行经费支出情况")
CARS = ("七、财政拨款“三公”经费支出决算情况说明", "（二）具体情况")

WAYS = [
    "机关运行经费支出9万元，完成预算（{}万元）的90%",
    "机关运行经费支出9万元，完成年初预算（{}万元）的90%",
    "机关运行经费支出9万元，完成全年预算数（{}万元）的90%",
    "机关运行经费支出9万元，为预算数（{}万元）的90%",
    "机关运行经费支出9万元，占年初预算数（{}万元）的90%",
    "机关运行经费支出9万元，2023年保障人员12人，完成年初预算（{}万元）的90%",
]


def _errors(sentence: str) -> list[str]:
    findings = check(told(*OFFICE, sentence + "，主要原因是厉行节约。")).findings
    return [message(f) for f in findings if f.code[0] == "N" and severity_of(f) == "error"]


@pytest.mark.parametrize("way", WAYS)
def test_the_amount_in_brackets_is_the_budget(way: str) -> None:
    assert _errors(way.format("10")) == []


@pytest.mark.parametrize("way", WAYS[:2])
def test_a_rate_is_held_to_the_budget_in_brackets(way: str) -> None:
    (error,) = _errors(way.format("12"))
    assert "75%" in error


def _average(said: str, bought: str = "") -> list:
    text = f"公务用车购置及运行维护费支出11.00万元。{bought}公务用车运行维护费支出3.00万元。"
    return found("N501", *CARS, text + f"公务用车保有量2辆，{said}。")


def test_n501_takes_the_amount_that_the_average_names() -> None:
    (finding,) = _average("每辆车平均运行费1.80万元")
    assert finding.expected == "1.50万元"
    assert _average("每辆车平均运行费1.50万元") == []


@pytest.mark.parametrize("average", ["1.50", "2.00", "3.00"])
def test_n501_spares_averages_over_cars_that_came_in_the_year(average: str) -> None:
    assert _average(f"每辆车平均运行费{average}万元", "购置公务用车1辆。") == []


def test_n501_finds_an_average_that_no_number_of_cars_gives() -> None:
    assert len(_average("每辆车平均运行费3.20万元", "购置公务用车1辆。")) == 1
    assert len(_average("每辆车平均运行费1.20万元", "购置公务用车1辆。")) == 1


def test_parts_by_other_funds_are_no_other_figures_of_the_whole() -> None:
    said = (
        "机关运行经费支出82.82万元（其中：一般公共预算支出82.82万元；政府性基金预算支出0万元；"
        "国有资本经营预算支出0万元）。与上年相比，减少3.58万元，下降4.14%。"
    )
    told_of = {one.code for one in check(excerpt(*OFFICE, said)).findings}
    assert not told_of & {"N103", "N202"}
