"""J3, rows of money: filled in, and adding up."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import department, found, money, places, project, task
from juesuan.checks import message
from juesuan.facts import YUAN

PART = "其中：当年财政拨款"
TOLD = [("预算执行情况", "预算下达400万元，实际执行156.7万元，预算执行率为39.18%。")]
EMPTY = [money("|||||")]


def test_j301_finds_expenditure_left_blank_beside_a_budget() -> None:
    (one,) = found("J301", project(rows=[money("80|80||10||"), money("80|80||||", PART)]))
    assert (one.variant, one.expected) == ("", "0.00")
    assert places(one) == [("年度资金总额", "80")] and "80.00万元" in message(one)


def test_j301_finds_expenditure_that_only_the_sources_tell() -> None:
    (one,) = found("J301", project(rows=[money("80|80||10||"), money("80|80|75|||", PART)]))
    assert (one.variant, one.expected) == ("parts", "75.00") and "75.00万元" in message(one)


def test_j301_passes_a_zero() -> None:
    assert found("J301", project(rows=[money("80|80|0.00|10|0.00|0.00")])) == []


@pytest.mark.parametrize("row", ["|||||", "80|||10||", "0|0||10||"])
def test_j301_spares_a_row_without_a_budget(row: str) -> None:
    assert found("J301", project(rows=[money(row)])) == []


def test_j301_spares_a_table_without_such_a_column() -> None:
    row = money("80|80||10||")
    del row.values["executed"]  # type: ignore[attr-defined]
    assert found("J301", project(rows=[row])) == []


def test_j306_finds_empty_rows_though_the_texts_give_the_money() -> None:
    (one,) = found("J306", project(rows=EMPTY, analysis=TOLD))
    assert one.variant == "told" and places(one) == [("年度资金总额", "年度资金总额")]
    assert "预算400.00万元、执行156.70万元" in message(one)


def test_j306_finds_empty_rows_of_a_table_with_indicators() -> None:
    (one,) = found("J306", project(rows=EMPTY))
    assert one.variant == "" and places(one) == [("年度资金总额", "年度资金总额")]


def test_j306_passes_rows_that_are_filled_in() -> None:
    assert found("J306", project(analysis=TOLD)) == []


@pytest.mark.parametrize("role", ["declared", "initial", "full", "executed"])
def test_j306_spares_rows_with_one_amount(role: str) -> None:
    assert found("J306", project(rows=[money("", **{role: "80"})])) == []


def test_j306_spares_an_empty_table_and_one_without_rows() -> None:
    assert found("J306", project(rows=EMPTY, indicators=[])) == []
    assert found("J306", project(rows=[])) == []


def sources(total: str) -> list:
    """A whole of 131.60 in two sources, printed as ``total``."""
    return [
        money(f"{total}|{total}|0|10|0|0"),
        money("31.60|||||", "上年结转资金"),
        money("100|||||", "其他资金"),
    ]


def test_j310_finds_sources_that_do_not_add_up() -> None:
    (one,) = found("J310", project(rows=sources("131.64")))
    assert places(one)[0] == ("年度资金总额", "131.64")
    assert "131.64万元，各来源合计131.60万元，相差0.04万元" in message(one)


def test_j310_finds_a_difference_that_one_slip_in_either_figure_makes_and_proposes_none() -> None:
    (one,) = found("J310", project(rows=sources("131.64")))
    assert one.variant == "either" and one.expected == ""
    meant = [(place.item, place.printed, text) for place, text in one.candidates]
    assert ("年度资金总额", "131.64", "131.60") in meant
    assert ("上年结转资金", "31.60", "31.64") in meant


def test_j310_spares_a_whole_without_a_name() -> None:
    parts = [money("10|||||", "其他资金"), money("15|||||", "项目支出")]
    unnamed, named = money("30|||||", ""), money("30|||||", "部门预算总额")
    assert found("J310", departments=[department(rows=[unnamed, *parts])]) == []
    assert len(found("J310", departments=[department(rows=[named, *parts])])) == 1


def test_j310_takes_a_last_row_that_the_others_make_for_the_whole() -> None:
    parts = [money("2289.15|||||", "基本支出"), money("4238.00|||||", "项目支出")]
    for label in ("", "部门整体支出"):
        whole = money("6527.15|||||", label)
        assert found("J310", departments=[department(rows=[*parts, whole])]) == []


def test_j310_finds_each_column_that_does_not() -> None:
    rows = [money("10|10|10|10|100|10"), money("9|9|10|||", PART)]
    (one,) = found("J310", project(rows=rows))
    assert places(one) == [("年度资金总额", "10"), ("年度资金总额", "10")]
    assert "共2处" in message(one)


def test_j310_finds_a_departments_whole_that_is_not_basic_and_project_expenditure() -> None:
    rows = [
        money("356.93|||||"),
        money("271.51|||||", "年度资金总额", "基本支出"),
        money("85.10|||||", "年度资金总额", "项目支出"),
        money("74.10|||||", "财政拨款", "项目支出"),
        money("11.00|||||", "非财政拨款", "项目支出"),
    ]
    (one,) = found("J310", departments=[department(rows=rows)])
    assert places(one) == [("年度资金总额", "356.93")] and "相差0.32万元" in message(one)


def test_j310_finds_sources_of_project_expenditure_of_the_department() -> None:
    rows = [
        money("85.10|||||", "年度资金总额", "项目支出"),
        money("74.10|||||", "财政拨款", "项目支出"),
        money("1.00|||||", "非财政拨款", "项目支出"),
    ]
    (one,) = found("J310", departments=[department(rows=rows)])
    assert places(one) == [("年度资金总额", "85.10")] and "相差10.00万元" in message(one)


def test_j310_passes_sources_that_add_up() -> None:
    assert found("J310", project(rows=sources("131.60"))) == []


def test_j310_holds_sources_told_once_to_whichever_column_they_make() -> None:
    def told(executed: str) -> list:
        rows = [
            money(f"90|120|{executed}|10|98|9.8"),
            money("|85||||", "其中：一般公共预算"),
            money("|32.60||||", "其他资金"),
        ]
        return found("J310", project(rows=rows))

    assert told("117.60") == []
    assert len(told("118.60")) == 1


def test_j310_spares_a_project_whose_sources_have_rows_and_the_whole_has_none() -> None:
    rows = [money("70|75|74|||", "财政拨款"), money("20|20|18|||", "其他资金")]
    assert found("J310", project(rows=rows)) == []


def test_j310_spares_a_last_digit() -> None:
    assert found("J310", project(rows=sources("131.61"))) == []
    exact = replace(project(rows=sources("131.61")), money_unit="元")
    (one,) = found("J310", exact, unit=YUAN)
    assert "相差0.01元" in message(one)


def test_j310_spares_sources_that_contain_one_another() -> None:
    rows = [
        money("100|100|100|10|100|10"),
        money("100|||||", "其中：财政拨款"),
        money("60|||||", "其中：一般公共预算"),
        money("40|||||", "政府性基金"),
    ]
    assert found("J310", project(rows=rows)) == []


def test_j310_spares_rows_that_stand_apart_from_their_head() -> None:
    whole, *parts = sources("131.64")
    assert found("J310", project(rows=[replace(whole, shifted=1), *parts])) == []
    moved = [replace(row, shifted=1) for row in (whole, *parts)]
    assert len(found("J310", project(rows=moved))) == 1


def test_j310_spares_sources_without_figures() -> None:
    assert found("J310", project(rows=[money("10|10|10|10|100|10"), money("|||||", PART)])) == []


def confirmed(initial: str, change: str, printed: str) -> list:
    """What J311 finds in a department's row."""
    row = money(f"{initial}|||||", adjustment=change, confirmed=printed)
    return found("J311", departments=[department(rows=[row])])


@pytest.mark.parametrize(
    ("initial", "change", "printed", "due"),
    [("100", "-20", "90", "80.00"), ("100", "", "90", "100.00"), ("", "20", "90", "20.00"),
     ("100", "-20", "80.02", "80.00")],
)  # fmt: skip
def test_j311_finds_a_confirmed_budget_that_is_no_sum(initial, change, printed, due) -> None:
    (one,) = confirmed(initial, change, printed)
    assert one.expected == f"{due}万元" and places(one) == [("年度资金总额", printed)]
    assert f"应为{due}万元" in message(one)


def test_j311_passes_initial_and_adjustment() -> None:
    assert confirmed("100", "-20", "80") == []


@pytest.mark.parametrize(
    ("initial", "change", "printed"),
    [("", "", "90"), ("100", "-20", ""), ("100", "-20", "80.01"), ("100", "-20", "80.015")],
)
def test_j311_spares_blanks_and_a_last_digit(initial, change, printed) -> None:
    assert confirmed(initial, change, printed) == []


def test_j311_spares_a_table_without_a_column_for_adjustments() -> None:
    row = money("0.00|||||", confirmed="5.00")
    assert found("J311", project(rows=[row])) == []


def granted(approved: str, fiscal: str, other: str) -> list:
    """What J312 finds in a department's task."""
    return found(
        "J312", departments=[department(tasks=[task("甲", approved, fiscal, other, "9", "")])]
    )


@pytest.mark.parametrize(
    ("other", "printed", "difference"), [("", "0.00万元", "0.32"), ("0.30", "0.30万元", "0.02")]
)
def test_j312_finds_a_task_whose_sources_do_not_add_up(other, printed, difference) -> None:
    (one,) = granted("3,489.51", "3,489.19", other)
    assert places(one) == [("甲", "3,489.51")]
    assert f"其他资金{printed}，相差{difference}万元" in message(one)


def test_j312_passes_fiscal_and_other_money() -> None:
    assert granted("3,489.51", "3,489.19", "0.32") == []


def test_j312_spares_blanks_a_last_digit_and_shifted_rows() -> None:
    assert granted("", "3,489.19", "") == granted("3,489.51", "", "") == []
    assert granted("3,489.51", "3,489.19", "0.31") == []
    moved = replace(task("甲", "9", "1", "", "9", ""), shifted=True)
    assert found("J312", departments=[department(tasks=[moved])]) == []


def test_j310_spares_a_whole_below_its_sources() -> None:
    rows = [
        money("4664.75|||||", "一般公共预算财政拨款"),
        money("523.92|||||", "政府性基金预算财政拨款"),
        money("5188.67|||||", "合计"),
    ]
    assert found("J310", departments=[department(rows=rows)]) == []
    wrong = [*rows[:2], money("5199.67|||||", "合计")]
    (one,) = found("J310", departments=[department(rows=wrong)])
    assert places(one)[0] == ("合计", "5199.67")


BOTH_WAYS = [
    money("480|||||", "年度资金总额"),
    money("480|||||", "按收入性质分：一般公共预算"),
    money("300|||||", "按支出性质分：基本支出"),
    money("180|||||", "项目支出"),
]
EACH_SAYS = [
    *BOTH_WAYS[:3],
    money("180|||||", "按支出性质分：项目支出"),
]
NUMBERED = [
    money("3.60|||||", "“三公”经费"),
    money("3.00|||||", "1.公务用车购置和维护经费"),
    money("3.00|||||", "其中：公车运行维护"),
    money("0.60|||||", "2.公务接待"),
    money("224.00|||||", "项目支出"),
]


@pytest.mark.parametrize(
    "rows",
    [BOTH_WAYS, EACH_SAYS, NUMBERED],
    ids=["two ways", "each row says by what", "numbered parts"],
)
def test_j310_spares_a_whole_divided_twice_and_rows_that_are_no_part(rows: list) -> None:
    assert found("J310", departments=[department(rows=rows)]) == []


def test_j310_finds_one_way_to_divide_and_numbered_parts_that_do_not_add_up() -> None:
    (one,) = found(
        "J310", departments=[department(rows=[*BOTH_WAYS[:3], money("108|||||", "项目支出")])]
    )
    assert "合计408.00万元" in message(one)
    wrong = [*NUMBERED[:3], money("3.00|||||", "2.公务接待"), NUMBERED[4]]
    (one,) = found("J310", departments=[department(rows=wrong)])
    assert "合计6.00万元" in message(one)


@pytest.mark.parametrize(("whole", "count"), [("100.00", 0), ("110.00", 1)])
def test_j310_spares_rows_without_a_number_behind_numbered_ones(whole: str, count: int) -> None:
    """Of 项目支出 the numbered rows are parts; 公用经费 below them stands apart."""
    rows = [
        money(f"{whole}|||||", "项目支出"),
        money("60.00|||||", "1、抽检", "项目支出"),
        money("40.00|||||", "2、监管", "项目支出"),
        money("30.00|||||", "公用经费", "项目支出"),
    ]
    assert len(found("J310", departments=[department(rows=rows)])) == count
