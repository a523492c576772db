"""Money and execution rates of the performance tables."""

from dataclasses import replace

import pytest

from checks.performance_making import department, found, money, project, task
from juesuan.checks import message, severity_of

PART = "其中：当年财政拨款"
TOLD = "预算下达400万元，实际执行156.7万元，预算执行率为{rate}%。"
EMPTY = [money("|||||")]


def told(text: str, **more):
    """A project whose analysis tells of its money."""
    return project(analysis=[("项目实施和预算执行情况", text)], **more)


def test_expenditure_left_blank_beside_a_budget() -> None:
    (one,) = found("J301", project(rows=[money("80|80||10||"), money("80|80||||", PART)]))
    assert "80.00万元" in message(one) and one.expected == "0.00"


def test_expenditure_that_only_the_sources_tell() -> None:
    (one,) = found("J301", project(rows=[money("80|80||10||"), money("80|80|75|||", PART)]))
    assert (one.variant, one.expected) == ("parts", "75.00")


@pytest.mark.parametrize("row", ["80|80|0.00|10|0.00|0.00", "|||||", "80|||10||"])
def test_a_zero_or_an_empty_row_is_no_blank(row: str) -> None:
    assert found("J301", project(rows=[money(row)])) == []


@pytest.mark.parametrize(
    ("row", "variant", "due"),
    [
        ("600|600|500|10|83.33%|8.33", None, ""),
        ("600|600|500|10|83|8.30", None, ""),
        ("100|36.75|36.75|10|36.75%|3.68", "base", "100.00%"),
        ("600|600|500|10|90.00|9.00", "", "83.33%"),
        ("3.00|0.03|0.02|10|60.00|6.00", None, ""),
        ("0|0|0|10|0|0", None, ""),
        ("600|600|600|10|1|10", None, ""),
        ("600|600|500|10|0.83|8.33", None, ""),
    ],
)
def test_a_rate_is_executed_over_the_full_year_budget(row: str, variant, due: str) -> None:
    found_ = found("J302", project(rows=[money(row)]))
    assert [(f.variant, f.expected) for f in found_] == (
        [] if variant is None else [(variant, due)]
    )


@pytest.mark.parametrize(("shifts", "number"), [((1, 1), 1), ((1, 0), 0), ((0, 0), 1)])
def test_rows_that_stand_apart_from_their_head_accuse_nobody(shifts, number) -> None:
    rows = [money("600|600|500|10|90.00|9.00"), money("600|600|500||83.33|", PART)]
    moved = [replace(row, shifted=shift) for row, shift in zip(rows, shifts, strict=True)]
    assert len(found("J302", project(rows=moved))) == number


def test_a_province_may_call_the_budget_adjusted() -> None:
    adjusted = money("100||80|10|100|10", confirmed="80")
    del adjusted.values["full"]  # type: ignore[attr-defined]
    assert found("J302", project(rows=[adjusted])) == []


def test_a_wrong_rate_is_told_once_a_table() -> None:
    rows = [money("100|50|50|10|50|5"), money("100|50|50||50|", PART)]
    assert len(found("J302", project(rows=rows))) == 1


def test_a_departments_rate_is_measured_on_the_confirmed_budget() -> None:
    sound = money("100|||||", confirmed="80", executed="60", rate="75.00")
    wrong = money("100|||||", confirmed="80", executed="60", rate="60.00")
    assert found("J302", departments=[department(rows=[sound])]) == []
    (one,) = found("J302", departments=[department(rows=[wrong])])
    assert one.variant == "base" and one.expected == "75.00%"


def test_a_tasks_rate_is_spent_over_approved() -> None:
    sound = task("重点任务", "400", "400", "", "300", "75%")
    wrong = task("重点任务", "400", "400", "", "300", "80%")
    assert found("J303", departments=[department(tasks=[sound])]) == []
    (one,) = found("J303", departments=[department(tasks=[wrong])])
    assert one.expected == "75.00%"


@pytest.mark.parametrize(
    ("rate", "codes"), [("40", ["J304"]), ("39.18", []), ("39", []), ("39.2", [])]
)
def test_a_rate_told_follows_from_the_money_told(rate: str, codes: list[str]) -> None:
    assert [f.code for f in found("J304", told(TOLD.format(rate=rate)))] == codes


def test_money_told_in_two_units_is_computed_and_noted() -> None:
    text = "2023年预算下达774万元，整体项目支付2,678,940.00元，预算执行率为40%。"
    (one,) = found("J304", told(text))
    assert one.expected == "34.61%"
    (mixed,) = found("J309", told(text))
    assert "万元、元" in message(mixed)
    assert found("J309", told(TOLD.format(rate="39.18"))) == []


def test_rounded_amounts_may_give_a_rate_a_last_digit_off() -> None:
    text = "预算下达40万元，实际执行39.98万元，预算执行率为99.96%。"
    assert found("J304", told(text)) == []


def test_texts_that_tell_another_rate_than_the_row() -> None:
    rows = [money("400|317.025|317.025|10|100|10")]
    text = "预算下达400万元，实际支出317万元，预算执行率为79.26%。"
    (one,) = found("J305", told(text, rows=rows))
    assert "79.26%" in message(one) and len(one.where) == 2
    same = "预算下达317万元，实际支出317万元，预算执行率为100%。"
    assert found("J305", told(same, rows=rows)) == []


def test_empty_money_rows_though_the_texts_give_the_money() -> None:
    (one,) = found("J306", told(TOLD.format(rate="39.18"), rows=EMPTY))
    assert one.variant == "told" and "156.70万元" in message(one)
    (silent,) = found("J306", project(rows=EMPTY))
    assert silent.variant == ""
    assert found("J306", told(TOLD.format(rate="39.18"))) == []


BASES = (
    "产出|数量|资金兑付率|=|100|%|{value}|50|45|手续未齐",
    "效益|社会效益|业务能力提升|=|明显提升||明显提升|40|40|无",
)


@pytest.mark.parametrize(("value", "codes"), [("87.5", ["J307"]), ("100", []), ("60", [])])
def test_two_bases_of_one_rate(value: str, codes: list[str]) -> None:
    rows = [money("35.20|30.80|30.80|10|100.00|10")]
    lines = [line.format(value=value) for line in BASES]
    assert [f.code for f in found("J307", project(indicators=lines, rows=rows))] == codes


def test_low_execution_needs_a_measure() -> None:
    low = [money("990|990|41.17|10|4.16|0.42")]
    (one,) = found("J308", project(rows=low, other="本年支付未成功。"))
    assert "4.16%" in message(one)
    assert found("J308", project(rows=low, other="支付未成功，下一步与财政衔接支付。")) == []
    assert found("J308", project(rows=[money("100|100|70|10|70|7")])) == []


@pytest.mark.parametrize(("total", "codes"), [("131.64", ["J310"]), ("131.60", []), ("131.61", [])])
def test_sources_add_up_to_the_whole_within_a_last_digit(total: str, codes: list[str]) -> None:
    rows = [
        money(f"{total}|{total}|0|10|0|0"),
        money("31.60|||||", "上年结转资金"),
        money("100|||||", "其他资金"),
    ]
    assert [f.code for f in found("J310", project(rows=rows))] == codes


def test_sources_that_contain_one_another_are_left_alone() -> None:
    rows = [
        money("100|100|100|10|100|10"),
        money("100|||||", "其中：财政拨款"),
        money("60|||||", "其中：一般公共预算"),
        money("40|||||", "政府性基金"),
    ]
    assert found("J310", project(rows=rows)) == []


def test_a_departments_money_is_basic_and_project_expenditure() -> None:
    rows = [
        money("356.93|||||"),
        money("271.51|||||", "年度资金总额", "基本支出"),
        money("85.10|||||", "年度资金总额", "项目支出"),
        money("74.10|||||", "财政拨款", "项目支出"),
        money("11.00|||||", "非财政拨款", "项目支出"),
    ]
    (one,) = found("J310", departments=[department(rows=rows)])
    assert "0.32万元" in message(one) and len(one.where) == 1


def test_the_confirmed_budget_is_initial_and_adjustment() -> None:
    wrong = money("100|||||", adjustment="-20", confirmed="90")
    (one,) = found("J311", departments=[department(rows=[wrong])])
    assert one.expected == "80.00万元"
    sound = money("100|||||", adjustment="-20", confirmed="80")
    assert found("J311", departments=[department(rows=[sound])]) == []


def test_a_tasks_approved_money_is_the_sum_of_its_sources() -> None:
    (one,) = found(
        "J312", departments=[department(tasks=[task("甲", "3,489.51", "3,489.19", "", "9", "")])]
    )
    assert "相差0.32万元" in message(one)
    sound = task("甲", "3,489.51", "3,489.19", "0.32", "9", "")
    assert found("J312", departments=[department(tasks=[sound])]) == []


HEADS = (
    "产出|数量|人员聘用数||=70人||=70人|40|40|",
    "产出|成本|人均人员聘用成本||<30000元||<30000元|50|50|",
)


def test_the_cost_of_each_person_follows_from_money_and_persons() -> None:
    rows = [money("598|598|443.744|10|74.20|7.42")]
    (one,) = found("J313", project("热线人员外包服务", HEADS, rows=rows))
    assert one.expected == "63392.00元" and severity_of(one) == "warning"
    assert found("J313", project("平台运行费", HEADS, rows=rows)) == []
    cheap = [money("598|598|200|10|33.44|3.34")]
    assert found("J313", project("热线人员外包服务", HEADS, rows=cheap)) == []
