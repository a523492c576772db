"""The balance of a book: opening + income + surplus used = expenditure + distributed + closing."""

from __future__ import annotations

import pytest
from small_book import WriteBook, facts, places, refused

from juesuan.ledger import Problem, read_book

SPENT = """
    日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
    2023-01-05,记-1,1,支出,一般公共预算财政拨款,2013701,30101,基本支出,70.10
    2023-01-05,记-1,2,支出,一般公共预算财政拨款,2013701,30201,基本支出,9.90
"""


def figures(problem: Problem) -> dict[str, object]:
    names = ("opening", "income", "spent", "left", "closing", "difference")
    return {name: problem.details[name] for name in names}


def test_a_stated_closing_that_differs(book: WriteBook) -> None:
    path = book(
        entries=SPENT,
        income="资金性质,功能科目,支出性质,金额\n一般公共预算财政拨款,2013701,基本支出,1080.00\n",
        balances="""
            时点,资金性质,功能科目,支出性质,金额
            年初,一般公共预算财政拨款,2013701,基本支出,20.00
            年末,一般公共预算财政拨款,2013701,基本支出,1020.01
        """,
    )
    (problem,) = refused(path)
    assert (problem.key, problem.place.file) == ("unbalanced", "balances.csv")
    assert figures(problem) == {
        "opening": "20.00",
        "income": "1,080.00",
        "spent": "80.00",
        "left": "1,020.00",
        "closing": "1,020.01",
        "difference": "-0.01",
    }
    told = problem.text()
    assert "年初 20.00 + 收入 1,080.00 + 使用结余 0.00 − 支出 80.00" in told
    assert "一般公共预算财政拨款 · 2013701 行政运行 · 基本支出" in told
    assert "单位 01" in told


def test_an_overspent_book(book: WriteBook) -> None:
    (problem,) = refused(book(entries=SPENT))
    assert problem.key == "overspent"
    assert (problem.details["spent"], problem.details["left"]) == ("80.00", "-80.00")
    assert "一般公共预算财政拨款 · 2013701 行政运行 · 基本支出" in problem.text()


def test_income_under_another_code_or_nature_does_not_cover(book: WriteBook) -> None:
    problems = refused(
        book(
            entries=SPENT,
            income="""
                资金性质,功能科目,支出性质,金额
                一般公共预算财政拨款,2013701,项目支出,80.00
            """,
        )
    )
    (problem,) = problems  # money left under 项目支出 is nothing wrong
    assert problem.key == "overspent"
    assert str(problem.details["where"]).endswith("· 基本支出")
    told = problem.text()
    assert "本年支出在“entries.csv”I2、I3（共2格）" in told
    assert "2013701 行政运行 · 项目支出”正好多出 80.00 元" in told


def test_balances_are_told_beside_faults_of_rows(book: WriteBook) -> None:
    """A wrong date does not hide what does not balance; a wrong fund leaves it open."""
    wrong = SPENT.replace("2023-01-05,记-1,2", "2022-01-05,记-1,2")
    assert [p.key for p in refused(book(entries=wrong))] == ["date_out_of_year", "overspent"]
    wrong = SPENT.replace("2023-01-05,记-1,2,支出,一般公共预算财政拨款", "2023-01-05,记-1,2,支出,x")
    assert [p.key for p in refused(book(entries=wrong))] == ["not_a_choice"]


def test_an_empty_cell_is_told_what_to_write(book: WriteBook) -> None:
    (problem,) = refused(book(entries=SPENT.replace("记-1,1,支出", "记-1,1,")))
    assert problem.key == "missing_value"
    assert "请填：收入、收入退回、支出" in problem.text()


def test_what_is_left_is_computed_and_told(book: WriteBook) -> None:
    path = book(
        entries=SPENT,
        income="资金性质,功能科目,支出性质,金额\n一般公共预算财政拨款,2013701,基本支出,100.00\n",
    )
    (notice,) = read_book(path).notices
    assert notice.key == "closing_computed"
    assert notice.details["left"] == "20.00"
    rows = facts(path, "measure, fund, function, nature, carry, value")
    assert rows[0] == ("closing", "general", "2013701", "basic", "carryover", 2000)


def test_nothing_left_needs_no_notice(book: WriteBook) -> None:
    path = book(
        entries=SPENT,
        income="资金性质,功能科目,支出性质,金额\n一般公共预算财政拨款,2013701,人员经费,80.00\n",
    )
    found = read_book(path)
    assert found.notices == []
    assert not found.db.execute("SELECT * FROM facts WHERE measure = 'closing'").fetchall()


def test_a_closing_of_zero_is_a_statement(book: WriteBook) -> None:
    path = book(
        income="资金性质,金额\n其他收入,5.00\n",
        balances="时点,资金性质,金额\n年末,其他收入,0\n",
    )
    (problem,) = refused(path)
    assert problem.key == "unbalanced"
    assert (problem.details["closing"], problem.details["difference"]) == ("0.00", "5.00")


def test_carry_over_and_surplus_close_together(book: WriteBook) -> None:
    path = book(
        income="资金性质,金额\n其他收入,5.00\n",
        balances="""
            时点,资金性质,结转结余,金额
            年末,非财政拨款资金,结转,3.00
            年末,非财政拨款资金,结余,2.00
        """,
    )
    assert facts(path, "measure, fund, carry, value") == [
        ("closing", "nonfiscal", "carryover", 300),
        ("closing", "nonfiscal", "surplus", 200),
        ("income", "other", "", 500),
    ]


def test_non_fiscal_money_balances_for_each_unit_as_a_whole(book: WriteBook) -> None:
    toml = """
        year = 2023
        unit = "某局"
        [[units]]
        code = "01"
        kind = "行政"
        [[units]]
        code = "02"
        kind = "事业"
    """
    path = book(
        toml,
        entries="""
            日期,凭证号,分录号,类型,单位,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,02,事业收入,2013750,30201,基本支出,6
        """,
        income="""
            单位,资金性质,金额
            01,其他收入,4
            02,其他收入,1
            02,经营收入,2
        """,
        balances="""
            时点,单位,资金性质,金额
            年初,02,非财政拨款资金,5
        """,
    )
    notices = read_book(path).notices
    # unit 02: 5 + 3 − 6 = 2, whatever the sources; unit 01 keeps its 4
    assert [(n.key, n.details["unit"], n.details["left"]) for n in notices] == [
        ("closing_computed", "01", "4.00"),
        ("closing_computed", "02", "2.00"),
    ]
    assert "非财政拨款资金" in notices[0].text()


def test_every_imbalance_is_told(book: WriteBook) -> None:
    problems = refused(
        book(
            entries=SPENT,
            income="资金性质,金额\n其他收入,5.00\n",
            balances="时点,资金性质,金额\n年末,其他收入,4.00\n",
        )
    )
    assert [p.key for p in problems] == ["overspent", "unbalanced"]
    assert {p.place.file for p in problems} == {"balances.csv"}


def test_refunds_subtract(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,收入,其他收入,,,,10.00
            2023-02-05,记-2,1,收入退回,其他收入,,,,1.00
            2023-03-05,记-3,1,支出,其他收入,2013701,30201,基本支出,9.50
            2023-04-05,记-4,1,支出收回,其他收入,2013701,30201,基本支出,0.75
            2023-04-05,记-4,2,支出,其他收入,2013701,30201,基本支出,-0.05
        """
    )
    assert facts(path, "measure, nature, value") == [
        ("closing", "", 30),
        ("expenditure", "basic.public", 870),
        ("income", "", 900),
    ]


@pytest.mark.parametrize(
    ("kind", "measure", "closing"),
    [
        ("使用非财政拨款结余", "surplus_used", 800),
        ("使用专用结余", "special_surplus_used", 800),
        ("结余分配", "surplus_distributed", 200),
    ],
)
def test_kinds_of_surplus(book: WriteBook, kind: str, measure: str, closing: int) -> None:
    path = book(
        entries=f"""
            日期,凭证号,分录号,类型,资金性质,金额
            2023-01-05,记-1,1,收入,其他收入,5.00
            2023-12-31,记-9,1,{kind},非财政拨款资金,3.00
        """
    )
    assert set(facts(path, "measure, value")) == {
        ("income", 500),
        (measure, 300),
        ("closing", closing),
    }


def test_more_distributed_than_there_was(book: WriteBook) -> None:
    (problem,) = refused(
        book(
            entries="""
                日期,凭证号,分录号,类型,资金性质,金额
                2023-12-31,记-9,1,结余分配,非财政拨款资金,3.00
            """
        )
    )
    assert problem.key == "overspent"
    assert "结余分配 3.00，年末将是 -3.00" in problem.text()


def test_budgets_do_not_enter_the_balance(book: WriteBook) -> None:
    path = book(
        budgets="""
            阶段,资金性质,经济科目,金额
            年初预算,一般公共预算财政拨款,30217,4.55
            预算调整,一般公共预算财政拨款,30217,-0.47
        """
    )
    assert facts(path, "measure, stage, economic, value") == [
        ("expenditure", "adjusted", "30217", 408),
        ("expenditure", "initial", "30217", 455),
    ]
    assert read_book(path).notices == []


def test_figures_are_told_in_the_unit_of_the_book(book: WriteBook) -> None:
    path = book(
        'year = 2023\nunit = "某局"\nmoney = "万元"\n', income="资金性质,金额\n其他收入,1234.5\n"
    )
    (notice,) = read_book(path).notices
    assert "1,234.50 万元" in notice.text()
    assert places([notice]) == [("closing_computed", "", 0, "")]


def test_a_difference_of_a_few_yuan_shows_in_a_book_of_ten_thousands(book: WriteBook) -> None:
    (problem,) = refused(
        book(
            'year = 2023\nunit = "某局"\nmoney = "万元"\n',
            income="资金性质,金额\n其他收入,1234.5\n",
            balances="时点,资金性质,金额\n年末,其他收入,1234.502\n",
        )
    )
    assert problem.key == "unbalanced"
    assert (problem.details["closing"], problem.details["difference"]) == ("1,234.502", "-0.002")
