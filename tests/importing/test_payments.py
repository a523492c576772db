"""Payment lists (支付明细) as budget platforms export them become entries."""

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from importing.desk import book, rows_of, sheet
from juesuan.importing import Plan, plan_import, write_import
from juesuan.importing.recognising import judge_by_values
from juesuan.importing.report import as_json, lines
from juesuan.importing.tables import open_source
from juesuan.importing.target import open_target

HEAD = (
    *("支付日期", "支付凭证号", "资金性质", "支出功能分类科目", "部门支出经济分类科目"),
    *("项目类别", "项目名称", "支付金额", "用途"),
)
FUND = "一般公共预算资金"


def payment(**changed: object) -> list[object]:
    """One payment of wages, with columns changed by name."""
    usual: dict[str, object] = dict(
        zip(
            HEAD,
            (
                "2023-01-15",
                "ZF1",
                FUND,
                "2013701-行政运行",
                "30101 基本工资",
                "人员类",
                "",
                100,
                "工资",
            ),
            strict=True,
        )
    )
    return list({**usual, **changed}.values())


def planned(tmp_path: Path, *rows: Sequence[object], head: Sequence[object] = HEAD) -> Plan:
    """The plan for a list with these rows, suggestions taken."""
    target = book(tmp_path / "book")
    file = sheet(tmp_path / "支付明细.xlsx", [head, *rows])
    return plan_import(file, target, suggested=True)


def spent(plan: Plan) -> list[dict[str, str | int]]:
    """The values of the expenditure that a plan would write."""
    return [dict(d.values) for d in plan.rows if d.values["kind"] == "支出"]


def test_a_code_is_read_in_every_style(tmp_path: Path) -> None:
    styles = (
        *("2013701-行政运行", "2013701 行政运行", "[2013701]行政运行", "行政运行(2013701)"),
        *("2013701", "201|37|01", "2013701.00", "一般公共服务支出/网信事务/行政运行"),
    )
    plan = planned(tmp_path, *(payment(支出功能分类科目=style) for style in styles))
    assert [row["function"] for row in spent(plan)] == ["2013701"] * len(styles)


def test_a_name_alone_is_the_code_that_the_file_gives_it_elsewhere(tmp_path: Path) -> None:
    plan = planned(tmp_path, payment(), payment(支出功能分类科目="行政运行"))
    assert [row["function"] for row in spent(plan)] == ["2013701", "2013701"]


def test_a_name_of_several_codes_is_asked_for_and_not_guessed(tmp_path: Path) -> None:
    file = sheet(tmp_path / "支付明细.xlsx", [HEAD, payment(支出功能分类科目="行政运行")])
    plan = plan_import(file, book(tmp_path / "book"))
    asked = {(q.ask, q.text) for q in plan.open}
    assert ("function", "行政运行") in asked
    assert not plan.ready


def test_of_codes_of_one_name_the_one_that_the_book_uses_is_suggested(tmp_path: Path) -> None:
    head = "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额\n"
    typed = "2023-01-15,手1,1,支出,一般公共预算财政拨款,2080101,30101,基本支出,100\n"
    target = book(tmp_path / "book", entries=head + typed)
    file = sheet(tmp_path / "支付明细.xlsx", [HEAD, payment(支出功能分类科目="行政运行")])
    (asked,) = [q for q in plan_import(file, target).open if q.ask == "function"]
    assert (asked.suggestion, asked.among[0]) == ("2080101 行政运行", "2080101 行政运行")
    assert len(set(asked.among)) == 8


def test_codes_split_over_columns_are_put_together(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "类", "款", "项", "经济科目", "支出性质", "资金性质", "金额")
    row = ("2023-3-1", "1", "201", "37", "1", "30201", "基本支出", FUND, "12.30")
    plan = planned(tmp_path, row, head=head)
    assert (spent(plan)[0]["function"], spent(plan)[0]["amount"]) == ("2013701", 1230)


def test_a_column_of_codes_is_known_by_more_than_half_of_its_values(tmp_path: Path) -> None:
    """科目编码 may head accounts, functional or economic codes."""
    head = ("支付日期", "凭证号", "资金性质", "支出性质", "科目编码", "金额", "用途")

    def judged(*texts: str) -> list[str]:
        rows = [
            ("2023-1-5", str(n), FUND, "基本支出", text, 1, "纸") for n, text in enumerate(texts)
        ]
        (table,), _ = open_source(sheet(tmp_path / "支付明细.xlsx", [head, *rows]), {})
        judge_by_values(table, open_target(book(tmp_path / "book")))
        return [column.field for column in table.columns if column.heading == "科目编码"]

    assert judged("30201", "30202-印刷费", "办公") == ["economic_code"]
    assert judged("2013701", "2013702-一般事务", "某") == ["function_code"]
    assert judged("30201", "办公") == judged("302", "201") == ["account"]
    assert judged("7101.01", "30201", "30202") == ["account"]


def test_a_named_subtotal_merged_over_its_row_is_no_payment(tmp_path: Path) -> None:
    """1月小计 covers the cells of date, number and codes, up to the amount."""
    file = sheet(tmp_path / "支付明细.xlsx", [HEAD, payment(), payment(支付凭证号="ZF2")])
    workbook = openpyxl.load_workbook(file)
    page = workbook.active
    page.append(["1月小计", *[None] * 6, 200])
    page.merge_cells(start_row=4, end_row=4, start_column=1, end_column=7)
    workbook.save(file)
    plan = plan_import(file, book(tmp_path / "book"), suggested=True)
    assert [row["amount"] for row in spent(plan)] == [10000, 10000]
    assert [(one.number, one.why) for one in plan.left_out] == [(4, "total")]


def test_dates_of_all_usual_ways(tmp_path: Path) -> None:
    dates = ("2023-03-01", "2023/3/1", "2023.3.1", "20230301", "2023年3月1日", "3月1日", "44986")
    plan = planned(tmp_path, *(payment(支付日期=date) for date in dates))
    assert [row["date"] for row in spent(plan)] == ["2023-03-01"] * len(dates)


def test_a_day_that_is_none_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    plan = planned(tmp_path, payment(), payment(支付日期="二月三十"))
    (fault,) = plan.faults
    assert (fault.place.sheet, fault.place.cell, fault.place.column) == ("Sheet1", "A3", "支付日期")
    assert not plan.ready


def test_a_payment_without_a_date_is_told_with_its_row(tmp_path: Path) -> None:
    (fault,) = planned(tmp_path, payment(), payment(支付日期=None)).faults
    assert (fault.place.cell, fault.key) == ("A3", "import.no_date")


def test_a_heading_that_the_next_page_repeats_in_part_is_no_payment(tmp_path: Path) -> None:
    again = ["支付日期", "支付凭证号", "续表", "第2页"]
    plan = planned(tmp_path, payment(), again, payment(支付凭证号="ZF2", 用途="支付金额"))
    assert [(one.number, one.why) for one in plan.left_out] == [(3, "heading")]
    assert len(spent(plan)) == 2


def web_page(path: Path, *tables: Sequence[Sequence[object]]) -> Path:
    """A page of tables, as platforms show them in a browser."""
    told = ["<meta charset=utf-8>"]
    for rows in tables:
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        told.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    path.write_text("".join(told), "utf-8")
    return path


@pytest.mark.parametrize(("columns", "count"), [(9, 2), (8, 2), (7, 1), (2, 1)])
def test_a_table_without_a_heading_goes_on_with_one_as_wide_above_it(
    tmp_path: Path, columns: int, count: int
) -> None:
    again = payment(支付凭证号="ZF2")[:columns]
    file = web_page(tmp_path / "支付明细.html", [HEAD, payment()], [again])
    assert len(spent(plan_import(file, book(tmp_path / "book"), suggested=True))) == count


def test_a_heading_with_nothing_below_it_is_a_list_of_no_payments(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    assert plan.rows == [] and "读到0行，将写入0行" in lines(plan, "zh")


def test_a_preview_tells_the_kind_of_file_its_columns_and_what_was_not_taken(
    tmp_path: Path,
) -> None:
    row = [*payment()[:2], "财务股", *payment()[2:]]
    file = sheet(tmp_path / "支付明细.xlsx", [[*HEAD[:2], "经手", *HEAD[2:]], row])
    page = (workbook := openpyxl.load_workbook(file)).create_sheet("说明")
    page.append(row)  # without a heading
    workbook.save(file)
    plan = plan_import(file, book(tmp_path / "book"), suggested=True)
    said = lines(plan, "zh")
    assert len(spent(plan)) == 1
    assert said[0] == "支付明细.xlsx：支付明细"
    assert said[1].startswith("Sheet1 表头在第1行。列：支付日期 → 日期、支付凭证号 → 凭证号")
    assert "经手" in said[2] and "说明" in said[3]


def test_the_sums_of_a_list_are_shown_by_class_and_by_month(tmp_path: Path) -> None:
    later = payment(支付日期="2023-03-02", 部门支出经济分类科目="30201", 支付金额=50.5)
    said = list(lines(planned(tmp_path, payment(), later), "zh"))
    assert "支出，按类：201 一般公共服务支出 150.50 (2)" in said
    assert "收入，按类：201 一般公共服务支出 150.50 (2)" in said
    coarse = "支出，按经济分类的类：301 工资福利支出 100.00 (1)；302 商品和服务支出 50.50 (1)"
    assert coarse in said
    assert "支出，按月：2023-01 100.00 (1)；2023-03 50.50 (1)" in said


def test_one_fault_in_many_rows_is_told_once_with_their_number(tmp_path: Path) -> None:
    none = payment(支付日期="二月三十")
    once = "\n".join(lines(planned(tmp_path, payment(), none), "zh"))
    assert "二月三十" in once and "另见" not in once
    often = [line for line in lines(planned(tmp_path, none, none, none), "zh") if "共3处" in line]
    assert len(often) == 1


def test_amounts_are_exact_and_refunds_negative(tmp_path: Path) -> None:
    texts = ("1,234.50 ", "(20.00)", "-0.01", 0.1 + 0.2, "￥5")
    plan = planned(tmp_path, *(payment(支付金额=text) for text in texts))
    assert [row["amount"] for row in spent(plan)] == [123450, -2000, -1, 30, 500]


def test_total_rows_feet_and_empty_rows_are_told_and_left_out(tmp_path: Path) -> None:
    blank = [None] * 9
    plan = planned(
        tmp_path,
        payment(),
        ["小计", *blank[:6], 100, None],
        blank,
        HEAD,
        payment(支付金额=50),
        ["合计", *blank[:6], 150, None],
        ["制表人：甲", *blank[:8]],
    )
    assert [row["amount"] for row in spent(plan)] == [10000, 5000]
    assert [(left.number, left.why) for left in plan.left_out] == [
        *((3, "total"), (5, "heading"), (7, "total"), (8, "foot")),
    ]
    assert plan.taken.totals_held == 2


def test_a_total_that_does_not_agree_is_told_with_the_difference(tmp_path: Path) -> None:
    plan = planned(tmp_path, payment(), ["合计", *[None] * 6, 120, None])
    (wrong,) = plan.taken.totals_wrong
    assert (wrong.place.row, wrong.said, wrong.counted) == (3, 12000, 10000)
    assert any("20.00" in line for line in lines(plan, "en"))


def test_a_purpose_that_speaks_of_totals_is_a_payment(tmp_path: Path) -> None:
    plan = planned(tmp_path, payment(用途="1月工资合计"))
    assert len(spent(plan)) == 1


def test_kinds_of_budget_projects_tell_basic_expenditure_from_projects(tmp_path: Path) -> None:
    project = payment(项目类别="特定目标类", 项目名称="53040021000000001-网络安全专项")
    plan = planned(tmp_path, payment(项目类别="公用经费", 项目名称="公用经费"), project)
    assert [(row["nature"], row["project"]) for row in spent(plan)] == [
        ("基本支出", ""),
        ("项目支出", "网络安全专项"),
    ]


def test_two_title_rows_and_the_unit_above_the_heading(tmp_path: Path) -> None:
    rows = [["示例中心支付明细表"], ["单位：示例中心", *[None] * 6, "单位：万元"], HEAD]
    file = sheet(tmp_path / "a.xlsx", [*rows, payment(支付金额="1.5")], ["A1:I1"])
    plan = plan_import(file, book(tmp_path / "book"), suggested=True)
    assert (plan.tables[0].head_row, spent(plan)[0]["amount"]) == (3, 1_500_000)


def test_what_was_asked_once_is_remembered(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "功能科目", "支出性质", "资金性质", "金额", "摘要")
    row = ("2023-1-5", "1", "2013701", "基本支出", FUND, 20, "支付1月物业费")
    target = book(tmp_path / "book")
    plan = plan_import(sheet(tmp_path / "a.xlsx", [head, row]), target, suggested=True)
    write_import(plan)
    later = ("2023-2-5", "2", "2013701", "基本支出", FUND, 30, "支付2月物业费")
    again = plan_import(sheet(tmp_path / "b.xlsx", [head, later]), target)
    assert again.ready
    assert spent(again)[0]["economic"] == "30209"


def test_the_same_file_again_adds_nothing_and_a_longer_one_only_what_is_new(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    twice = [payment(), payment()]  # two payments alike are two
    write_import(plan_import(sheet(tmp_path / "a.xlsx", [HEAD, *twice]), target, suggested=True))
    plan = plan_import(tmp_path / "a.xlsx", target)
    assert (plan.known, len(plan.rows)) == (2, 0)
    longer = sheet(tmp_path / "b.xlsx", [HEAD, *twice, payment(), payment(支付金额=7)])
    plan = plan_import(longer, target)
    assert (plan.known, [row["amount"] for row in spent(plan)]) == (2, [10000, 700])


def test_file_and_row_are_kept_in_the_book(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    file = sheet(tmp_path / "支付明细.xlsx", [HEAD, payment()])
    write_import(plan_import(file, target, suggested=True))
    entry, income = rows_of(target)
    assert entry["来源"].startswith("支付明细.xlsx Sheet1 第2行 #")
    assert (entry["类型"], entry["金额"], income["类型"]) == ("支出", "100.00", "收入")


def test_what_the_book_has_stays_as_it_is(tmp_path: Path) -> None:
    head = "日期,凭证号,分录号,类型,资金性质,金额\n"
    target = book(tmp_path / "book", entries=head + "2023-01-01,手1,1,收入,其他收入,5\n")
    file = sheet(tmp_path / "a.xlsx", [HEAD, payment()])
    write_import(plan_import(file, target, suggested=True))
    first, second = rows_of(target)[:2]
    assert (first["凭证号"], first["金额"], first["来源"]) == ("手1", "5", "")
    assert second["凭证号"] == "ZF1"


def test_a_payment_that_came_in_another_layout_is_not_added_again(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    write_import(plan_import(sheet(tmp_path / "a.xlsx", [HEAD, payment()]), target, suggested=True))
    wider = sheet(tmp_path / "b.xlsx", [[*HEAD, "收款人"], [*payment(), "甲"], [*payment(), "乙"]])
    plan = plan_import(wider, target)
    assert [(one.number, one.why) for one in plan.left_out] == [(2, "alike")]
    assert [row["amount"] for row in spent(plan)] == [10000]


def test_two_payments_typed_by_hand_are_both_known_when_the_list_comes(tmp_path: Path) -> None:
    head = "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额\n"
    typed = "2023-01-15,ZF1,{},支出,一般公共预算财政拨款,2013701,30101,基本支出,100\n"
    target = book(tmp_path / "book", entries=head + typed.format(1) + typed.format(2))
    file = sheet(tmp_path / "a.xlsx", [HEAD, payment(), payment(), payment()])
    plan = plan_import(file, target, suggested=True)
    assert [(one.number, one.why) for one in plan.left_out] == [(2, "alike"), (3, "alike")]
    assert [row["amount"] for row in spent(plan)] == [10000]


def test_a_subtotal_in_a_column_without_meaning_is_no_payment_though_it_has_a_note(
    tmp_path: Path,
) -> None:
    subtotal = ["一科小计", *[None] * 7, 100, "共1笔"]
    plan = planned(tmp_path, ["1", *payment()], subtotal, head=["序", *HEAD])
    assert [row["amount"] for row in spent(plan)] == [10000]
    assert [(one.number, one.why) for one in plan.left_out] == [(3, "total")]
    assert plan.taken.totals_held == 1


def test_a_section_above_one_code_suggests_it_and_others_are_listed(tmp_path: Path) -> None:
    names = ("20203", "20137 网信事务")
    rows = [payment(支出功能分类科目=name) for name in names]
    plan = plan_import(sheet(tmp_path / "a.xlsx", [HEAD, *rows]), book(tmp_path / "book"))
    first = {question.text: question for question in plan.open}
    only, many = (first[name] for name in names)
    assert (only.suggestion[:7], only.among) == ("2020306", ())
    assert (many.suggestion, many.among[0]) == ("", "2013701 行政运行")


def test_a_payment_without_a_number_is_known_by_its_file_and_row(tmp_path: Path) -> None:
    plan = planned(tmp_path, payment(), payment(支付凭证号=None), payment(支付凭证号=None))
    assert [row["voucher"] for row in spent(plan)] == ["ZF1", "支付明细-3", "支付明细-4"]
    assert {row["line"] for row in spent(plan)} == {"1"}


def test_a_class_alone_is_asked_for_by_what_was_paid(tmp_path: Path) -> None:
    coarse = {"部门支出经济分类科目": "302 商品和服务支出"}
    file = sheet(
        tmp_path / "a.xlsx",
        [HEAD, payment(用途="付差旅费", **coarse), payment(用途="付某事", **coarse)],
    )
    plan = plan_import(file, book(tmp_path / "book"))
    asked = {q.text: q.suggestion for q in plan.open if q.ask == "economic"}
    assert asked == {"付差旅费": "30211 差旅费", "付某事": ""}


def test_units_are_known_by_code_or_name_and_asked_for_once(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    more = '[[units]]\ncode = "02"\nname = "示例市信息所"\nkind = "事业"\n'
    (target / "book.toml").write_text((target / "book.toml").read_text("utf-8") + more, "utf-8")
    named = ("01", "001002-示例市信息所", "某所")
    file = sheet(tmp_path / "a.xlsx", [[*HEAD, "预算单位"], *([*payment(), n] for n in named)])
    plan = plan_import(file, target, suggested=True)
    assert [row["unit"] for row in spent(plan)] == ["01", "02", ""]
    assert [(q.ask, q.text) for q in plan.open] == [("unit", "某所")]


def test_what_came_back_in_a_column_of_its_own_is_taken_off(tmp_path: Path) -> None:
    plan = planned(tmp_path, [*payment(), 30], [*payment(), None], head=[*HEAD, "退款金额"])
    assert [row["amount"] for row in spent(plan)] == [7000, 10000]


def test_direct_and_authorised_payment_in_two_columns_are_one_amount(tmp_path: Path) -> None:
    head = [*HEAD[:7], "直接支付", "授权支付"]
    plan = planned(tmp_path, [*payment()[:7], 5, None], [*payment()[:7], None, 6], head=head)
    assert [row["amount"] for row in spent(plan)] == [500, 600]


def test_a_month_without_a_day_is_its_end_and_told(tmp_path: Path) -> None:
    texts = ("2023年2月", "2023-03", "4月")
    plan = planned(tmp_path, *(payment(支付日期=text) for text in texts))
    assert [row["date"] for row in spent(plan)] == ["2023-02-28", "2023-03-31", "2023-04-30"]
    assert any("3 rows have a month" in line for line in lines(plan, "en"))
    dated = "\n".join(lines(planned(tmp_path / "dated", payment()), "en"))
    assert "have a month" not in dated


def test_a_table_that_begins_in_the_second_column_has_its_cells_told_where_they_are(
    tmp_path: Path,
) -> None:
    rows = [[None, *HEAD], [None, *payment()], [None, *payment(支付日期="二月三十")]]
    file = sheet(tmp_path / "支付明细.xlsx", rows)
    (fault,) = plan_import(file, book(tmp_path / "book"), suggested=True).faults
    assert (fault.place.cell, fault.place.column) == ("B3", "支付日期")


def test_a_plan_as_data_says_what_was_read_and_what_it_comes_to(tmp_path: Path) -> None:
    later = payment(支付日期="2023-03-02", 部门支出经济分类科目="30201", 支付金额=50.5)
    total = ["合计", *[None] * 6, 160, None]
    said = json.loads(as_json(planned(tmp_path, payment(), later, total), False))
    (table,) = said.pop("tables")
    assert (table["sheet"], table["heading_row"], table["money"]) == ("Sheet1", 1, "元")
    assert table["columns"]["支付金额"] == "amount" and len(table["columns"]) == len(HEAD)
    assert (said["kind"], said["written"], said["rows"], said["known"]) == ("payments", False, 2, 0)
    assert said["sums"]["class"] == [
        {"what": what, "key": "201", "rows": 2, "sum": "150.50"} for what in ("支出", "收入")
    ]
    months = [(one["what"], one["key"], one["sum"]) for one in said["sums"]["month"]]
    assert ("支出", "2023-01", "100.00") in months and ("支出", "2023-03", "50.50") in months
    assert said["totals_held"] == 0
    wrong = {"sheet": "Sheet1", "row": 4, "column": "支付金额", "cell": "H4"}
    assert said["totals_wrong"] == [{**wrong, "said": "160.00", "counted": "150.50"}]
    assert said["faults"] == []
