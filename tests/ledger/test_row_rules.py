"""What a row must satisfy beyond its columns (data/book/rules.toml), and what is said once."""

from __future__ import annotations

import pytest
from small_book import WriteBook, places, refusals, row_faults

from juesuan.ledger import read_book
from juesuan.ledger.rules import row_rules
from juesuan.ledger.schema import sheets
from juesuan.messages import catalogue

TWO_UNITS = """
    year = 2023
    unit = "示例市某局"
    [[units]]
    code = "01"
    kind = "行政"
    [[units]]
    code = "02"
    kind = "事业"
"""


@pytest.mark.parametrize("key", sorted(row_rules()))
def test_every_rule_has_a_message_a_source_and_a_column(key: str) -> None:
    rule = row_rules()[key]
    assert rule.source
    assert f"book.{key}" in catalogue()
    columns = {spec.key: {column.key for column in spec.columns} for spec in sheets()}
    assert all(rule.column in columns[sheet] for sheet in rule.sheets)


def test_fiscal_money_needs_function_and_nature(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,一般公共预算财政拨款,,30101,基本支出,1
            2023-01-05,记-1,2,支出,政府性基金预算财政拨款,2120899,30201,,1
            2023-01-05,记-1,3,支出,其他收入,2013701,30101,基本支出,1
        """,
        income="""
            资金性质,功能科目,支出性质,金额
            国有资本经营预算财政拨款,,,1
            其他收入,,,1
        """,
        balances="""
            时点,资金性质,功能科目,支出性质,金额
            年初,一般公共预算财政拨款,2013701,,1
            年初,非财政拨款资金,,,1
        """,
    )
    assert refusals(path) == [
        ("fiscal_needs_function", "entries.csv", 2, "功能科目"),
        ("fiscal_needs_function", "income.csv", 2, "功能科目"),
        ("fiscal_needs_nature", "entries.csv", 3, "支出性质"),
        ("fiscal_needs_nature", "income.csv", 2, "支出性质"),
        ("fiscal_needs_nature", "balances.csv", 2, "支出性质"),
    ]


def test_a_table_without_the_columns_that_fiscal_money_needs(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,金额
            一般公共预算财政拨款,1
            其他收入,1
            一般公共预算财政拨款,2
        """
    )
    problems = row_faults(path)
    assert [(*place, p.rows) for place, p in zip(places(problems), problems, strict=True)] == [
        ("fiscal_needs_function", "income.csv", 2, "功能科目", (4,)),
        ("fiscal_needs_nature", "income.csv", 2, "支出性质", (4,)),
    ]


def test_fiscal_money_is_not_remitted_nor_used_for_operations(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,一般公共预算财政拨款,2013701,30201,经营支出,1
            2023-01-05,记-1,2,支出,一般公共预算财政拨款,2013701,30201,上缴上级支出,1
            2023-01-05,记-1,3,支出,经营收入,2013701,30201,经营支出,1
        """
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("fiscal_nature", "entries.csv", 2, "支出性质")]
    assert problem.rows == (3,)


def test_expenditure_needs_function_nature_and_economic_code(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,,30101,基本支出,1
            2023-01-05,记-1,2,支出收回,其他收入,2013701,30101,,1
            2023-01-05,记-1,3,支出,其他收入,2013701,,基本支出,1
            2023-01-05,记-1,4,收入,其他收入,,,,1
        """
    )
    assert refusals(path) == [
        ("expenditure_needs_function", "entries.csv", 2, "功能科目"),
        ("expenditure_needs_nature", "entries.csv", 3, "支出性质"),
        ("expenditure_needs_economic", "entries.csv", 4, "经济科目"),
    ]


def test_income_names_its_source(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,收入,非财政拨款资金,,,,1
            2023-01-05,记-1,2,支出,非财政拨款资金,2013701,30101,基本支出,1
        """,
        income="""
            资金性质,金额
            非财政拨款资金,1
        """,
    )
    assert refusals(path) == [
        ("income_needs_source", "entries.csv", 2, "资金性质"),
        ("income_needs_source", "income.csv", 2, "资金性质"),
    ]


def test_surplus_is_of_non_fiscal_money(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,支出性质,金额
            2023-01-05,记-1,1,使用非财政拨款结余,一般公共预算财政拨款,2013701,基本支出,1
            2023-01-05,记-1,2,使用专用结余,一般公共预算财政拨款,2013701,基本支出,1
            2023-01-05,记-1,3,结余分配,一般公共预算财政拨款,2013701,基本支出,1
        """
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("surplus_is_nonfiscal", "entries.csv", 2, "资金性质")]
    assert problem.rows == (3, 4)


def test_nature_and_economic_code_agree(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,2013701,30101,公用经费,1
            2023-01-05,记-1,2,支出,其他收入,2013701,30201,人员经费,1
            2023-01-05,记-1,3,支出,其他收入,2013701,30101,人员经费,1
            2023-01-05,记-1,4,支出,其他收入,2013701,30201,公用经费,1
            2023-01-05,记-1,5,支出,其他收入,2013701,30305,人员经费,1
        """
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("nature_against_economic", "entries.csv", 2, "支出性质")]
    assert problem.rows == (3,)


def test_capital_construction_is_a_project(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,2013701,30901,基本支出,1
            2023-01-05,记-1,2,支出,其他收入,2013701,30901,公用经费,1
            2023-01-05,记-1,3,支出,其他收入,2013701,30901,项目支出,1
        """
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("construction_is_project", "entries.csv", 2, "支出性质")]
    assert problem.rows == (3,)


def test_the_detail_is_for_receptions_only(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,明细,金额
            2023-01-05,记-1,1,支出,其他收入,2013701,30217,基本支出,外事接待,1
            2023-01-05,记-1,2,支出,其他收入,2013701,30215,基本支出,国内接待,1
        """
    )
    assert refusals(path) == [("detail_without_reception", "entries.csv", 3, "明细")]


def test_codes_of_another_budget_are_a_notice(book: WriteBook) -> None:
    found = read_book(
        book(
            income="""
                资金性质,功能科目,支出性质,金额
                一般公共预算财政拨款,2120899,项目支出,1
                政府性基金预算财政拨款,2120899,项目支出,1
            """
        )
    )
    notice = found.notices[0]
    assert places([notice]) == [("fund_of_code", "income.csv", 2, "资金性质")]
    assert notice.count == 1


def test_assets_gross_and_net(book: WriteBook) -> None:
    path = book(
        assets="""
            资产类别,原值,净值
            流动资产,10.00,
            对外投资,10.00,10.00
            在建工程,10.00,9.00
            车辆,10.00,
            无形资产,10.00,10.01
            其他固定资产,10.00,0
            其他资产,10.00,面议
        """
    )
    assert refusals(path) == [
        # row 8's net value was refused as a number: it is not missing besides
        ("not_a_number", "assets.csv", 8, "净值"),
        ("net_missing", "assets.csv", 5, "净值"),
        ("net_needless", "assets.csv", 4, "净值"),
        ("net_above_gross", "assets.csv", 6, "净值"),
    ]


def test_units_that_the_book_does_not_have(book: WriteBook) -> None:
    path = book(
        TWO_UNITS,
        entries="""
            日期,凭证号,分录号,类型,单位,资金性质,金额
            2023-01-05,记-1,1,收入,01,其他收入,1
            2023-01-05,记-1,2,收入,03,其他收入,1
            2023-01-05,记-1,3,收入,1,其他收入,1
            2023-01-05,记-1,4,收入,03,其他收入,1
            2023-01-05,记-1,5,收入,,其他收入,1
        """,
        income="""
            资金性质,金额
            其他收入,1
        """,
    )
    problems = row_faults(path)
    assert [(*place, p.rows) for place, p in zip(places(problems), problems, strict=True)] == [
        ("unit_needed", "entries.csv", 6, "单位", ()),
        ("unknown_unit", "entries.csv", 3, "单位", (5,)),
        ("unknown_unit", "entries.csv", 4, "单位", ()),
        ("unit_needed", "income.csv", 2, "单位", ()),
    ]
    assert "单位代码“03”不在账套的单位里（01、02）" in problems[1].text()
    assert "（01、02）" in problems[3].text()


def test_the_same_voucher_and_line_twice(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,金额
            2023-01-05,记-1,1,收入,其他收入,1
            2023-01-05,记-1,2,收入,其他收入,1
            2023-01-31,记-1,1,收入,其他收入,2
            2023-01-05,记-2,1,收入,其他收入,1
            2023-02-05,记-1,1,收入,其他收入,1
            2023-01-09, 记-1 ,01,收入,其他收入,3
        """
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("repeated", "entries.csv", 4, "凭证号")]
    assert (problem.rows, problem.count) == ((7,), 2)
    assert "与第2行重复" in problem.text()


def test_units_number_their_own_vouchers(book: WriteBook) -> None:
    path = book(
        TWO_UNITS,
        entries="""
            日期,凭证号,分录号,类型,单位,资金性质,金额
            2023-01-05,记-1,1,收入,01,其他收入,1
            2023-01-05,记-1,1,收入,02,其他收入,1
        """,
    )
    assert read_book(path).rows == {"entries": 2}


def test_entries_whose_voucher_or_date_is_refused_are_not_also_repeated(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,金额
            2023-01-05,,1,收入,其他收入,1
            2023-01-05,,1,收入,其他收入,1
            昨天,记-1,1,收入,其他收入,1
            前天,记-1,1,收入,其他收入,1
            2023-01-05,记-2,一,收入,其他收入,1
            2023-01-05,记-2,一,收入,其他收入,1
        """
    )
    assert refusals(path) == [
        ("not_a_date", "entries.csv", 4, "日期"),
        ("not_a_date", "entries.csv", 5, "日期"),
        ("not_a_whole_number", "entries.csv", 6, "分录号"),
        ("missing_value", "entries.csv", 2, "凭证号"),
    ]


def test_statistics_once_per_unit_fund_and_item(book: WriteBook) -> None:
    path = book(
        statistics="""
            单位,资金性质,项目,数量
            01,,公务用车保有量,1
            ,一般公共预算财政拨款,公务用车保有量,1
            01,政府性基金,公务用车保有量,2
            01,,公务用车购置数,1
        """
    )
    (problem,) = row_faults(path)
    # the unit left out is the only one, the fund left out the general budget
    assert places([problem]) == [("repeated", "statistics.csv", 3, "项目")]
    assert "与第2行重复" in problem.text()


def test_assets_once_per_unit_and_item(book: WriteBook) -> None:
    path = book(
        TWO_UNITS,
        assets="""
            单位,资产类别,原值,净值
            01,流动资产,1,
            02,流动资产,1,
            01,车辆,1,1
            01,流动资产,5,
        """,
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("repeated", "assets.csv", 5, "资产类别")]
    assert "与第2行重复" in problem.text()


def test_faulty_texts_are_told_once_and_not_as_missing(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,一般公共预算财政拨款,299,399A9,基本支岀,一元
        """
    )
    assert [(key, column) for key, _, _, column in refusals(path)] == [
        ("unknown_code", "功能科目"),
        ("unknown_code", "经济科目"),
        ("not_a_choice", "支出性质"),
        ("not_a_number", "金额"),
    ]
