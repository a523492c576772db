"""D501, D503 to D505: what was carried over from another year, left unsaid or printed twice."""

import pytest

from juesuan.checks import message
from support.telling import found

ASSETS = "五、国有资产占用情况说明"


def test_d501_finds_cars_as_of_another_years_end() -> None:
    (finding,) = found("D501", ASSETS, "截至2022年12月31日，本部门共有车辆9辆。")
    assert finding.expected == "截至2023年12月31日"
    assert "却写“截至2022年12月31日”" in message(finding)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (
            "公务用车运行维护费3万元，截止2022年12月31日，公务用车保有量为2辆。",
            "截止2023年12月31日",
        ),
        ("2022年末，本部门共有车辆9辆。", "2023年末"),
        ("期末（2022年12月31日）共有车辆9辆。", "2023年12月31日"),
    ],
)
def test_d501_finds_the_date_wherever_it_stands(said: str, right: str) -> None:
    (finding,) = found("D501", ASSETS, said)
    assert finding.expected == right


def test_d501_passes_this_years_end() -> None:
    assert found("D501", ASSETS, "截至2023年12月31日，本部门共有车辆9辆。") == []


def test_d501_spares_comparisons_and_other_matters() -> None:
    assert found("D501", ASSETS, "截至2022年末车辆9辆，2023年末8辆。") == []
    assert found("D501", ASSETS, "截至2022年12月31日，项目完工。") == []


@pytest.mark.parametrize("said", ["主要原因是。", "其他用车主要是：；"])
def test_d503_finds_reasons_and_purposes_that_are_not_given(said: str) -> None:
    (finding,) = found("D503", ASSETS, f"比上年增加，{said}")
    assert "之后没有内容" in message(finding)


@pytest.mark.parametrize("said", ["主要原因是无。", "原因：/。", "主要原因为，", "主要原因是××。"])
def test_d503_finds_reasons_filled_with_nothing(said: str) -> None:
    (finding,) = found("D503", ASSETS, f"比上年增加，{said}")
    assert finding.variant == ""


@pytest.mark.parametrize("said", ["支出减少", "决算数小于预算数", "实际情况"])
def test_d503_finds_reasons_that_say_the_change_once_more(said: str) -> None:
    (finding,) = found("D503", ASSETS, f"决算数小于预算数的主要原因是{said}。")
    assert "不是原因" in message(finding)


def test_d503_passes_purposes_that_the_lines_below_list() -> None:
    listed = ("①设备租赁2万元；", "②培训1万元。")
    assert found("D503", ASSETS, "其他支出3万元，主要用于：", *listed) == []
    assert found("D503", ASSETS, "其他支出3万元，主要用于：")


def test_d503_passes_a_deviation_that_has_no_reason() -> None:
    assert found("D503", ASSETS, "偏差原因：无。") == []


def test_d503_passes_a_reason() -> None:
    assert found("D503", ASSETS, "比上年增加，主要原因是新增人员。") == []


def test_d503_spares_reasons_that_are_spoken_of() -> None:
    assert found("D503", ASSETS, "逐项分析变动原因。") == []


@pytest.mark.parametrize(
    "said", ["特定的的工作任务", "完成日常日常工作", "主要是是用于值班", "主要是主要是用于值班"]
)
def test_d504_finds_words_printed_twice(said: str) -> None:
    (finding,) = found("D504", ASSETS, f"为{said}。")
    assert "重复" in message(finding)


def test_d504_passes_words_printed_once() -> None:
    assert found("D504", ASSETS, "完成特定的日常工作任务。") == []


def test_d504_spares_purposes_and_titles() -> None:
    assert found("D504", ASSETS, "为此目的的财政拨款支出支出决算1万元。") == []
    assert found("D504", ASSETS, "资金使用合规性 合规 合规 10。") == []


TOTAL = "一、收入支出决算总体情况说明"


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("与2021年度相比，收、支总计各增加21万元，增长14%。", "2022年度"),
        ("收支总计171万元，较2021年度决算数增加21万元。", "2022年度决算数"),
        ("收支总计171万元，较上年（2021年）增加21万元。", "上年（2022年"),
        ("收支总计171万元（2020年度150万元），增加21万元。", "2022年度"),
        ("收支总计171万元，与2021年持平。", "2022年"),
    ],
)
def test_d505_finds_a_comparison_with_another_year(said: str, right: str) -> None:
    (finding,) = found("D505", TOTAL, said)
    assert finding.expected == right
    assert f"应为“{right}”" in message(finding)


def test_d505_passes_last_year() -> None:
    said = "与2022年度相比，收、支总计各增加21万元。机关运行经费9万元，与上年（2022年）持平。"
    assert found("D505", TOTAL, said) == []


@pytest.mark.parametrize(
    "said",
    [
        "收支总计171万元，比2021年增加30万元，比2022年增加21万元。",
        "收支总计171万元，与2020年对比，三年累计增长20.00%。",
        "收支总计171万元，与2019年（疫情前）相比增加30万元。",
        "2021年收支总计150万元，比2020年增加5万元，2022年160万元。",
        "收支总计171万元，比上年增加21万元，主要原因是项目比2020年增加3个。",
        "收支总计171万元，比2023年年初预算增加21万元。",
        "“三公”经费4万元，比2023年“三公”经费年初预算5万元减少1万元。",
    ],
)
def test_d505_spares_several_years_reasons_and_budgets(said: str) -> None:
    assert found("D505", TOTAL, said) == []
