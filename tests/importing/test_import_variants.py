"""Awkward exports, as offices have them: what is meant is read all the same, or told."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from importing.desk import book, sheet
from juesuan.importing import ImportRefusedError, Plan, plan_import

FUND = "一般公共预算资金"
USUAL = ("支付日期", "凭证号", "资金性质", "功能科目", "经济科目", "支出性质", "金额", "摘要")
WAGES = ("2023-01-05", "1", FUND, "2013701", "30101", "基本支出", "10.00", "工资")
PAPER = ("2023-02-06", "2", FUND, "2013701", "30201", "基本支出", "20.50", "纸张")
READ = [("2023-01-05", "2013701", "30101", 1000), ("2023-02-06", "2013701", "30201", 2050)]


def read(plan: Plan) -> list[tuple[object, ...]]:
    """Date, codes and cents of the expenditure that a plan would write."""
    names = ("date", "function", "economic", "amount")
    return [tuple(d.values[n] for n in names) for d in plan.rows if d.values["kind"] == "支出"]


def other_names_and_order(folder: Path) -> Path:
    head = ["实付金额（元）", "事由", "部门预算支出经济分类", "支出功能分类科目", "经费性质"]
    head += ["指标类型", "清算日期", "支付申请号"]
    rows = [[r[6], r[7], r[4], r[3], r[5], r[2], r[0], r[1]] for r in (WAGES, PAPER)]
    return sheet(folder / "a.xlsx", [head, *rows])


def two_titles_a_blank_row_and_a_blank_column(folder: Path) -> Path:
    rows = [["", "支付明细表"], ["", "单位：元"], [], ["", *USUAL], ["", *WAGES], [], ["", *PAPER]]
    return sheet(folder / "a.xlsx", rows, ["B1:I1"])


def cells_merged_over_the_payments_of_a_day(folder: Path) -> Path:
    same = (*PAPER[:1], *PAPER[1:])
    rows = [USUAL, WAGES, same, [None, *same[1:6], "1", "笔"]]
    return sheet(folder / "a.xlsx", rows, ["A3:A4"])


def numbers_as_text_with_blanks(folder: Path) -> Path:
    padded = [[f" {cell}\u3000" for cell in row] for row in (WAGES, PAPER)]
    return sheet(folder / "a.xlsx", [[f"{name} " for name in USUAL], *padded])


def full_width_digits(folder: Path) -> Path:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    return sheet(
        folder / "a.xlsx", [USUAL, *([c.translate(wide) for c in r] for r in (WAGES, PAPER))]
    )


def codes_as_numbers(folder: Path) -> Path:
    rows = [(*r[:3], int(r[3]), int(r[4]), r[5], float(r[6]), r[7]) for r in (WAGES, PAPER)]
    return sheet(folder / "a.xlsx", [USUAL, *rows])


def code_and_name_in_two_columns(folder: Path) -> Path:
    head = [*USUAL[:3], "功能科目编码", "功能科目名称", "经济科目编码", "经济科目名称", *USUAL[5:]]
    rows = [
        [*WAGES[:4], "行政运行", "30101", "基本工资", *WAGES[5:]],
        [*PAPER[:4], "行政运行", "", "办公费", *PAPER[5:]],
    ]
    return sheet(folder / "a.xlsx", [head, *rows])


def levels_in_columns_under_a_common_heading(folder: Path) -> Path:
    head = [*USUAL[:3], "支出功能分类科目", None, None, "经济分类", None, *USUAL[5:]]
    under = [None, None, None, "类", "款", "项", "类", "款", None, None, None]
    rows = [
        [*WAGES[:3], "201", "37", "01", "301", "01", *WAGES[5:]],
        [*PAPER[:3], "201", "20137", "2013701", "302", "30201", *PAPER[5:]],
    ]
    return sheet(folder / "a.xlsx", [head, under, *rows], ["D1:F1", "G1:H1"])


def paid_and_refunded_under_one_heading(folder: Path) -> Path:
    head = [*USUAL[:6], "金额（元）", None, "摘要"]
    under = [*[None] * 6, "支付", "退款", None]
    rows = [[*WAGES[:6], "10.00", None, "工资"], [*PAPER[:6], "25.00", "4.50", "纸张"]]
    return sheet(folder / "a.xlsx", [["支付明细"], head, under, *rows], ["G2:H2"])


def headings_with_line_breaks_and_units(folder: Path) -> Path:
    head = [f"{name[:2]}\n{name[2:]}" for name in USUAL[:6]] + ["金额\n（元）", "摘要"]
    return sheet(folder / "a.xlsx", [head, WAGES, PAPER])


def a_row_of_column_numbers(folder: Path) -> Path:
    return sheet(folder / "a.xlsx", [USUAL, [str(n) for n in range(1, 9)], WAGES, PAPER])


def pages_with_totals_and_headings_again(folder: Path) -> Path:
    def total(word: str, amount: str) -> list[object]:
        return [word, *[None] * 5, amount, None]

    rows = [USUAL, WAGES, total("本页合计", "10"), total("累计", "10"), USUAL, PAPER]
    rows += [total("本页合计", "20.5"), total("累计", "30.5"), total("总 计", "30.5")]
    return sheet(folder / "a.xlsx", rows)


def a_sheet_for_each_month(folder: Path) -> Path:
    workbook = Workbook()
    for title, rows in (("1月", [USUAL, WAGES]), ("2月", [USUAL, PAPER]), ("说明", [["口径说明"]])):
        page = workbook.create_sheet(title)
        for row in rows:
            page.append(row)
    workbook.remove(workbook.worksheets[0])
    workbook.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def lines(rows: Sequence[Sequence[object]], mark: str) -> str:
    return "\r\n".join(mark.join("" if c is None else str(c) for c in row) for row in rows)


def csv_in_gbk_with_a_title(folder: Path) -> Path:
    (folder / "a.csv").write_bytes(
        lines([["支付明细"], [], USUAL, WAGES, [], PAPER], ",").encode("gbk")
    )
    return folder / "a.csv"


def csv_in_utf_8_with_amounts_in_quotes(folder: Path) -> Path:
    text = lines([USUAL, WAGES, [*PAPER[:6], '"20.50"', PAPER[7]]], ",")
    (folder / "a.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return folder / "a.csv"


def xls_that_is_text_with_tabs(folder: Path) -> Path:
    (folder / "a.xls").write_bytes(lines([USUAL, WAGES, PAPER], "\t").encode("gbk"))
    return folder / "a.xls"


def xls_that_is_html(folder: Path) -> Path:
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}&nbsp;</td>" for cell in row) + "</tr>"
        for row in (USUAL, WAGES, PAPER)
    )
    page = f"<html><head><meta charset=gbk></head><table><caption>支付明细</caption>{cells}</table>"
    (folder / "a.xls").write_bytes(page.encode("gbk"))
    return folder / "a.xls"


def more_than_one_amount(folder: Path) -> Path:
    head = [*USUAL[:6], "指标余额", "申请金额", "支付金额", USUAL[7]]
    rows = [[*r[:6], "999", "88", r[6], r[7]] for r in (WAGES, PAPER)]
    return sheet(folder / "a.xlsx", [head, *rows])


def government_economic_codes_beside(folder: Path) -> Path:
    head = [*USUAL[:4], "政府预算支出经济分类", "部门预算支出经济分类", *USUAL[5:]]
    rows = [[*r[:4], "50101 工资奖金津补贴", *r[4:]] for r in (WAGES, PAPER)]
    return sheet(folder / "a.xlsx", [head, *rows])


def times_beside_dates(folder: Path) -> Path:
    rows = [(f"{r[0]} 10:22:33", *r[1:]) for r in (WAGES, PAPER)]
    return sheet(folder / "a.xlsx", [USUAL, *rows])


def accounts_that_are_functional_codes(folder: Path) -> Path:
    head = [*USUAL[:3], "科目编码", "科目名称", *USUAL[4:]]
    rows = [[*r[:4], "行政运行", *r[4:]] for r in (WAGES, PAPER)]
    return sheet(folder / "a.xlsx", [head, *rows])


VARIANTS: tuple[Callable[[Path], Path], ...] = (
    other_names_and_order,
    two_titles_a_blank_row_and_a_blank_column,
    numbers_as_text_with_blanks,
    full_width_digits,
    codes_as_numbers,
    code_and_name_in_two_columns,
    levels_in_columns_under_a_common_heading,
    paid_and_refunded_under_one_heading,
    headings_with_line_breaks_and_units,
    a_row_of_column_numbers,
    pages_with_totals_and_headings_again,
    a_sheet_for_each_month,
    csv_in_gbk_with_a_title,
    csv_in_utf_8_with_amounts_in_quotes,
    xls_that_is_text_with_tabs,
    xls_that_is_html,
    more_than_one_amount,
    government_economic_codes_beside,
    times_beside_dates,
    accounts_that_are_functional_codes,
)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.__name__)
def test_two_payments_are_read_from(variant: Callable[[Path], Path], tmp_path: Path) -> None:
    plan = plan_import(variant(tmp_path), book(tmp_path / "book"), suggested=True)
    assert (plan.kind, read(plan), plan.faults) == ("payments", READ, [])
    assert plan.drafts.totals_wrong == []


def test_what_a_merged_cell_covers_takes_its_date(tmp_path: Path) -> None:
    file = cells_merged_over_the_payments_of_a_day(tmp_path)
    plan = plan_import(file, book(tmp_path / "book"), suggested=True)
    assert [day for day, *_ in read(plan)] == ["2023-01-05", "2023-02-06", "2023-02-06"]


def test_void_payments_are_left_out_and_returned_ones_are_negative(tmp_path: Path) -> None:
    head = [*USUAL, "支付状态"]
    rows = [[*WAGES, "已支付"], [*PAPER, "已作废"], [*PAPER, "已退回"]]
    plan = plan_import(
        sheet(tmp_path / "a.xlsx", [head, *rows]), book(tmp_path / "book"), suggested=True
    )
    assert [cents for *_, cents in read(plan)] == [1000, -2050]
    assert [(one.number, one.why) for one in plan.left_out] == [(3, "void")]


def test_a_money_unit_that_is_not_known_is_refused_with_its_row(tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", [["单位：千元"], USUAL, WAGES])
    plan = plan_import(file, book(tmp_path / "book"), suggested=True)
    assert [(f.key, f.place.cell) for f in plan.faults] == [("import.bad_unit", "A1")]


def test_a_missing_column_is_told_with_the_headings_that_are_not_known(tmp_path: Path) -> None:
    head = [*USUAL[:6], "花了多少", USUAL[7]]
    with pytest.raises(ImportRefusedError) as refused:
        plan_import(sheet(tmp_path / "a.xlsx", [head, WAGES]), book(tmp_path / "book"))
    assert refused.value.key == "missing_columns"
    assert "花了多少" in str(refused.value) and "金额" in str(refused.value)


def test_a_file_without_a_heading_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="heading"):
        plan_import(sheet(tmp_path / "a.xlsx", [["请假条"], ["事假"]]), book(tmp_path / "book"))
