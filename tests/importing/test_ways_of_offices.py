"""Lists as offices keep them by hand: a sheet for each month, columns and amounts called anyhow."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from importing.desk import book, sheet
from juesuan.facts import AmountError
from juesuan.importing import Plan, plan_import
from juesuan.importing.values import read_amount, read_date

WAGES = ["2023-01-15", "1", "2013701", "30101", "100.00", "工资"]
FEE = ["2023-02-15", "2", "2013799", "30227", "250.00", "监测"]
HEAD = ["支付日期", "凭证号", "功能科目", "经济科目", "支付金额", "用途"]


def spent(plan: Plan) -> list[tuple[str, str, int]]:
    """Day, nature and cents of the expenditure that a plan would write."""
    drafts = [draft for draft in plan.rows if draft.values["kind"] == "支出"]
    return [(str(d.values["date"]), str(d.values["nature"]), d.cents) for d in drafts]


def planned(tmp_path: Path, *rows: list[str]) -> Plan:
    """The plan for a payment list; only the fund and the income are asked for."""
    plan = plan_import(sheet(tmp_path / "支付明细.xlsx", rows), book(tmp_path / "book"))
    asked = {question.ask for question in plan.open}
    assert asked <= {"fund", "income", "nature"}
    assert "nature" not in asked
    return plan


BOTH = [("2023-01-15", "基本支出", 10_000), ("2023-02-15", "项目支出", 25_000)]


@pytest.mark.parametrize("heading", ["项目属性", "类型", "人员/公用/项目"])
@pytest.mark.parametrize("values", [("人员类", "特定目标类"), ("公用", "项目")])
def test_a_column_of_natures_is_known_by_its_values(
    tmp_path: Path, heading: str, values: tuple[str, str]
) -> None:
    rows = [[*WAGES, values[0]], [*FEE, values[1]]]
    assert spent(planned(tmp_path, [*HEAD, heading], *rows)) == BOTH


def test_a_column_with_one_other_word_is_none_of_natures(tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "支付明细.xlsx",
        [[*HEAD, "属性"], [*WAGES, "人员类"], [*FEE, "加急"]],
    )
    plan = plan_import(file, book(tmp_path / "book"))
    assert {question.ask for question in plan.open} >= {"nature"}


@pytest.mark.parametrize("names", [("人员类", "特定目标类-舆情监测"), ("公用经费", "项目支出")])
def test_a_project_called_by_its_kind_tells_the_nature(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    """公用经费 in the column of projects was suggested as project expenditure."""
    rows = [[*WAGES, names[0]], [*FEE, names[1]]]
    assert spent(planned(tmp_path, [*HEAD, "项目名称"], *rows)) == BOTH


@pytest.mark.parametrize("titled", [True, False])
def test_days_alone_are_of_the_month_of_their_sheet_or_title(tmp_path: Path, titled: bool) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for month, (_, *row) in ((1, WAGES), (2, FEE)):
        page = workbook.create_sheet("表" * month if titled else f"{month}月")
        page.append([f"2023年{month}月支付明细" if titled else "支付明细"])
        page.append(["日", *HEAD[1:], "支出性质"])
        page.append([15, *row, ("基本支出", "项目支出")[month - 1]])
    workbook.save(tmp_path / "支付明细.xlsx")
    plan = plan_import(tmp_path / "支付明细.xlsx", book(tmp_path / "book"))
    assert spent(plan) == BOTH


@pytest.mark.parametrize("mark", ["第1页", "第1页 共2页"])
def test_a_row_that_numbers_a_page_is_no_payment_without_an_amount(
    tmp_path: Path, mark: str
) -> None:
    rows = [[*WAGES, "基本支出"], [mark], [*FEE, "项目支出"]]
    plan = planned(tmp_path, [*HEAD, "支出性质"], *rows)
    assert spent(plan) == BOTH
    assert not plan.faults
    assert [left.why for left in plan.left_out] == ["foot"]


def test_a_register_with_sums_so_far_takes_the_amount_of_each_payment(tmp_path: Path) -> None:
    head = ["日期", "凭证", "功能", "经济", "本次金额", "累计金额", "事由及备注", "支出性质"]
    rows = [[*WAGES[:5], "100.00", "工资", "基本支出"], [*FEE[:5], "350.00", "监测", "项目支出"]]
    assert spent(planned(tmp_path, head, *rows)) == BOTH


@pytest.mark.parametrize("text", ["人民币1,234.50元", "RMB 1234.5", "人民币1234.50", "CNY1234.50"])
def test_the_currency_may_stand_before_an_amount(text: str) -> None:
    assert read_amount(text) == 123_450


def test_an_amount_that_is_none_is_shown_as_it_is_printed() -> None:
    with pytest.raises(AmountError) as told:
        read_amount("人民币若干元")
    assert "人民币若干元" in str(told.value)


def test_a_year_of_two_digits_is_a_year_only_where_it_is_the_books() -> None:
    for text in ("23-03-01", "23/3/1", "23年3月1日"):
        found = read_date(text, 2023)
        assert found is not None and found.isoformat() == "2023-03-01"
    assert read_date("05-03-01", 2023) is None
