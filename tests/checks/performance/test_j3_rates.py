"""J3, execution rates: executed ÷ full-year budget, and what a low one asks for."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import department, found, money, places, project, task
from juesuan.checks import message

PART = "其中：当年财政拨款"


@pytest.mark.parametrize(
    ("row", "variant", "printed", "due"),
    [
        ("100|36.75|36.75|10|36.75%|3.68", "base", "36.75%", "100.00%"),
        ("600|600|500|10|91.00|9.10", "", "91.00", "83.33%"),
        ("600|600|500|10|83.34|8.33", "", "83.34", "83.33%"),
        ("700|600|500|10|0.50|5", "", "0.50", "83.33%"),
        ("600|600|500|10|82|8.30", "", "82", "83.33%"),
    ],
)
def test_j302_finds_a_rate_that_is_not_executed_over_budget(row, variant, printed, due) -> None:
    (one,) = found("J302", project(rows=[money(row)]))
    assert (one.variant, one.expected) == (variant, due)
    assert places(one) == [("年度资金总额", printed)]


def test_j302_finds_a_departments_rate_on_the_initial_budget() -> None:
    wrong = money("100|||||", confirmed="80", executed="60", rate="60.00")
    (one,) = found("J302", departments=[department(rows=[wrong])])
    assert (one.variant, one.expected) == ("base", "75.00%")
    assert places(one) == [("年度资金总额", "60.00")]


def test_j302_finds_a_wrong_rate_once_a_table() -> None:
    rows = [money("100|50|50|10|50|5"), money("100|50|50||50|", PART)]
    (one,) = found("J302", project(rows=rows))
    assert one.where[0].item == "年度资金总额"


@pytest.mark.parametrize(
    "row", ["600|600|500|10|83.33%|8.33", "600|600|500|10|83|8.30", "600|600|600|10|1|10"]
)
def test_j302_passes_a_rate_with_any_decimals(row: str) -> None:
    assert found("J302", project(rows=[money(row)])) == []


def test_j302_passes_a_departments_rate_on_the_confirmed_budget() -> None:
    sound = money("100|||||", confirmed="80", executed="60", rate="75.00")
    assert found("J302", departments=[department(rows=[sound])]) == []


@pytest.mark.parametrize(
    "row",
    ["3.00|0.03|0.02|10|60.00|6.00", "0|0|0|10|0|0", "600|600|500|10|0.83|8.33", "6|6||10|90|9"],
    ids=["rounded amounts", "no budget", "a ratio", "nothing executed"],
)
def test_j302_spares_rates_that_may_be_right(row: str) -> None:
    assert found("J302", project(rows=[money(row)])) == []


def test_j302_spares_a_budget_that_a_province_calls_adjusted() -> None:
    adjusted = money("100||80|10|100|10", confirmed="80")
    del adjusted.values["full"]  # type: ignore[attr-defined]
    assert found("J302", project(rows=[adjusted])) == []


@pytest.mark.parametrize(("shifts", "number"), [((1, 1), 1), ((1, 0), 0), ((0, 0), 1)])
def test_j302_spares_rows_that_stand_apart_from_their_head(shifts, number) -> None:
    rows = [money("600|600|500|10|90.00|9.00"), money("600|600|500||83.33|", PART)]
    moved = [replace(row, shifted=shift) for row, shift in zip(rows, shifts, strict=True)]
    assert len(found("J302", project(rows=moved))) == number


def of_task(rate: str, spent: str = "300", approved: str = "400") -> list:
    """What J303 finds in a department's task."""
    row = task("重点任务", approved, approved, "", spent, rate)
    return found("J303", departments=[department(tasks=[row])])


@pytest.mark.parametrize("rate", ["80%", "75.01", "74"])
def test_j303_finds_a_task_with_another_rate(rate: str) -> None:
    (one,) = of_task(rate)
    assert one.expected == "75.00%" and places(one) == [("重点任务", rate)]
    assert "实际支出300.00万元、批复400.00万元" in message(one)


def test_j303_passes_spent_over_approved() -> None:
    assert of_task("75%") == of_task("75.00") == []


def test_j303_spares_blanks_rounded_amounts_and_shifted_rows() -> None:
    assert of_task("80%", spent="") == of_task("80%", approved="0") == of_task("") == []
    assert of_task("60.00", spent="0.02", approved="0.03") == []
    moved = replace(task("重点任务", "400", "400", "", "300", "80%"), shifted=True)
    assert found("J303", departments=[department(tasks=[moved])]) == []


REDUCED = [money("35.20|30.80|30.80|10|100.00|10")]
"""A budget cut from 35.20 to what was spent: 87.5 % of the initial one."""


def reports(line: str, rows: list | None = None) -> list:
    """What J307 finds in a table with this indicator."""
    lines = [line, "效益|社会效益|业务能力提升|=|明显提升||明显提升|40|40|无"]
    return found("J307", project(indicators=lines, rows=rows or REDUCED))


def test_j307_finds_a_rate_whose_further_digits_are_cut_off() -> None:
    rows = [money("35.20|30.84|30.84|10|100.00|10")]
    (one,) = reports("产出|数量|资金兑付率|=|100|%|87|50|45|手续未齐", rows)
    assert places(one) == [("资金兑付率", "87")]


@pytest.mark.parametrize("value", ["87.5", "87", "87.50"])
def test_j307_finds_an_indicator_on_the_initial_budget(value: str) -> None:
    (one,) = reports(f"产出|数量|资金兑付率|=|100|%|{value}|50|45|手续未齐")
    assert places(one) == [("资金兑付率", value)]
    assert "全年预算数30.80万元" in message(one) and "年初预算数35.20万元" in message(one)


def test_j307_passes_an_indicator_on_the_full_year_budget() -> None:
    assert reports("产出|数量|资金兑付率|=|100|%|100|50|50|无") == []


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("产出|数量|资金兑付率|=|100|%|60|50|45|手续未齐", None),
        ("产出|数量|培训合格率|=|100|%|87.5|50|45|手续未齐", None),
        ("产出|数量|资金兑付率|=|100|万元|87.5|50|45|手续未齐", None),
        ("产出|数量|资金兑付率|=|100|%|87.5|50|45|手续未齐", [money("35.2|35.2|30.8|10|100|10")]),
        ("产出|数量|资金兑付率|=|100|%|87.5|50|45|手续未齐", [money("35.2|32|30.8|10|87.5|8.8")]),
    ],
    ids=["another rate", "no progress of money", "no percentage", "one budget", "the printed rate"],
)
def test_j307_spares_other_rates(line: str, rows) -> None:
    assert reports(line, rows) == []


def test_j307_spares_a_table_without_a_full_year_budget() -> None:
    rows = [money("35.20||30.80|10|100.00|10")]
    assert reports("产出|数量|资金兑付率|=|100|%|87.5|50|45|手续未齐", rows) == []


LOW = [money("990|990|41.17|10|4.16|0.42")]


def test_j308_finds_low_execution_without_a_measure() -> None:
    (one,) = found("J308", project(rows=LOW, other="本年支付未成功。"))
    assert places(one) == [("年度资金总额", "4.16")]
    assert "执行41.17万元，只有预算990.00万元的4.16%" in message(one)
    assert found("J308", project(rows=[money("100|100|59.99|10|59.99|6")])) != []


def test_j308_finds_no_measure_in_goal_and_result() -> None:
    same = "下一步加强支付管理。"
    assert len(found("J308", project(rows=LOW, target=same, actual=same))) == 1


@pytest.mark.parametrize("text", ["下一步与财政衔接支付。", "将尽快支付。", "加强催办。"])
def test_j308_passes_low_execution_with_a_measure(text: str) -> None:
    assert found("J308", project(rows=LOW, other=f"支付未成功，{text}")) == []
    assert found("J308", project(rows=LOW, analysis=[("存在问题", text)])) == []
    reason = money("990|990|41.17|10|4.16|0.42", reason=text)
    assert found("J308", project(rows=[reason])) == []


@pytest.mark.parametrize("row", ["100|100|60|10|60|6", "100|100|0|10|0|0", "100|100||10||"])
def test_j308_spares_other_rates(row: str) -> None:
    assert found("J308", project(rows=[money(row)])) == []
