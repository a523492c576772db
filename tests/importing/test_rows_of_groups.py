"""Rows that say what the payments below them have in common: codes, natures, projects."""

from pathlib import Path

from importing.desk import book, sheet
from juesuan.importing import Plan, plan_import

HEAD = ["日期", "摘要", "支出金额"]
WAGES = ["功能科目：2013701 行政运行　经济科目：30101 基本工资　基本支出"]


def planned(tmp_path: Path, *rows: list[object], merged: tuple[str, ...] = ()) -> Plan:
    file = sheet(tmp_path / "支付明细.xlsx", [["支付明细"], *rows], merged)
    return plan_import(file, book(tmp_path / "book"))


def spent(plan: Plan) -> list[tuple[object, ...]]:
    names = ("date", "function", "economic", "nature", "project")
    drafts = [draft for draft in plan.rows if draft.values["kind"] == "支出"]
    return [(*(d.values[name] for name in names), d.cents) for d in drafts]


def test_a_row_with_codes_above_the_payments_is_taken_over_into_each(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        HEAD,
        WAGES,
        ["2023-01-05", "一月", 100],
        ["2023-02-05", "二月", 200],
        ["小计", None, 300],
        ["功能科目:2013799 经济科目:30227", "项目支出", None],
        ["2023-03-05", "监测", 50],
        merged=("A3:C3",),
    )
    assert spent(plan) == [
        ("2023-01-05", "2013701", "30101", "基本支出", "", 10_000),
        ("2023-02-05", "2013701", "30101", "基本支出", "", 20_000),
        ("2023-03-05", "2013799", "30227", "项目支出", "", 5_000),
    ]
    assert {question.ask for question in plan.open} == {"fund", "income"}
    assert [left.number for left in plan.left_out if left.why == "group"] == [3, 7]
    assert not plan.faults


def test_a_functional_code_ends_what_was_said_within_the_one_before(tmp_path: Path) -> None:
    """Economic code and nature stood below the first code only."""
    plan = planned(
        tmp_path,
        HEAD,
        ["2013701 行政运行"],
        ["30201 办公费"],
        ["2023-01-05", "纸张", 100],
        ["2013799 其他网信事务支出"],
        ["2023-02-05", "其他", 200],
    )
    asked = {(q.ask, q.count) for q in plan.open if q.ask in {"function", "economic"}}
    assert asked == {("economic", 1)}


def test_a_row_in_which_something_else_stands_too_says_nothing(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        HEAD,
        ["2013701 行政运行", "另行说明"],
        ["2023-01-05", "一月", 100],
    )
    assert {"function", "economic"} <= {question.ask for question in plan.open}
    assert [left.why for left in plan.left_out] == ["no_amount"]


def test_what_a_row_says_itself_comes_before_what_stands_above_it(tmp_path: Path) -> None:
    head = ["日期", "功能科目", "经济科目", "支出性质", "金额"]
    plan = planned(
        tmp_path,
        head,
        ["项目支出"],
        ["2023-01-05", "2013701", "30101", "基本支出", 100],
        ["2023-02-05", "2013799", "30227", None, 200],
    )
    assert [row[3] for row in spent(plan)] == ["基本支出", "项目支出"]


def test_of_codes_of_one_name_the_usual_one_is_suggested(tmp_path: Path) -> None:
    """办公设备购置 is 31002, and 30902 only where the commission for reform builds."""
    plan = planned(
        tmp_path,
        ["日期", "功能科目", "经济科目名称", "支出性质", "金额"],
        ["2023-01-05", "行政运行", "办公设备购置", "基本支出", 100],
        ["2023-01-05", "其他网信事务支出", "办公费", "基本支出", 100],
        ["2023-01-05", "2013702 一般行政管理事务", "办公费", "项目支出", 100],
    )
    suggested = {question.ask: question.suggestion for question in plan.open}
    assert suggested["economic"] == "31002 办公设备购置"
    assert suggested["function"] == "2013701 行政运行"


def test_names_alone_make_a_payment_list(tmp_path: Path) -> None:
    """It was refused for want of a column of codes."""
    plan = planned(
        tmp_path,
        ["日期", "功能科目名称", "经济科目名称", "支出性质", "金额"],
        ["2023-01-05", "其他网信事务支出", "办公费", "基本支出", 100],
    )
    assert spent(plan) == [("2023-01-05", "2013799", "30201", "基本支出", "", 10_000)]
