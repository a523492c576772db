"""Book against treasury statement and asset cards: differences with account, rows and amounts."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from importing.desk import book, rows_of, sheet
from juesuan.cli.app import app
from juesuan.importing import ImportRefusedError, plan_import, write_import
from juesuan.importing.report import lines

ENTRIES = (
    "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额\n"
    "2023-01-01,1,1,支出,一般公共预算财政拨款,2013701,30101,基本支出,100\n"
    "2023-01-02,2,1,支出收回,一般公共预算财政拨款,2013701,30101,基本支出,10\n"
    "2023-01-03,3,1,支出,其他收入,2013701,30201,基本支出,7\n"
    "2023-01-04,4,1,支出,一般公共预算财政拨款,2210201,30113,基本支出,50\n"
)
HEAD = ("功能分类科目编码", "功能分类科目名称", "指标金额", "累计支出数")


def statement(folder: Path, *rows: tuple[object, ...]) -> Path:
    """A treasury statement with a title."""
    return sheet(folder / "国库对账单.xlsx", [["国库集中支付对账单"], HEAD, *rows])


def test_a_statement_that_agrees(tmp_path: Path) -> None:
    file = statement(tmp_path, ("2013701", "行政运行", 1, 90), ("2210201", "住房公积金", 1, 50))
    plan = plan_import(file, book(tmp_path / "book", entries=ENTRIES))
    assert (plan.kind, plan.rows, plan.held, plan.differences) == ("statement", [], 2, [])


def test_of_a_month_and_the_year_to_date_the_year_is_compared(tmp_path: Path) -> None:
    head = ("功能科目", "预算指标数", "支付数", None, "指标余额")
    under = (None, None, "本月数", "本年累计数", None)
    rows = [("2013701行政运行", 95, 0, 90, 5), ("2210201住房公积金", 50, 4, 50, 0)]
    file = sheet(tmp_path / "国库对账单.xlsx", [head, under, *rows], ["C1:D1"])
    plan = plan_import(file, book(tmp_path / "book", entries=ENTRIES))
    assert (plan.kind, plan.held, plan.differences) == ("statement", 2, [])


def test_a_form_of_a_booklet_is_no_statement_unless_it_is_asked_for(tmp_path: Path) -> None:
    rows = [
        ["支出决算表"],
        ["功能分类科目编码", "科目名称", "本年支出数"],
        ["2013701", "行政运行", 90],
    ]
    file = sheet(tmp_path / "booklet.xlsx", rows)
    target = book(tmp_path / "book", entries=ENTRIES)
    with pytest.raises(ImportRefusedError, match="looks like 科目余额表"):
        plan_import(file, target)
    assert plan_import(file, target, kind="statement").held == 1


def test_classes_and_sections_above_their_items_count_once(tmp_path: Path) -> None:
    file = statement(
        tmp_path,
        ("201", "一般公共服务支出", 1, 90),
        ("20137", "网信事务", 1, 90),
        ("2013701", "行政运行", 1, 90),
        ("2210201", "住房公积金", 1, 50),
        ("合计", None, 2, 140),
    )
    plan = plan_import(file, book(tmp_path / "book", entries=ENTRIES))
    assert (plan.held, plan.differences, plan.drafts.totals_held) == (2, [], 1)


def test_a_difference_names_account_rows_and_amounts(tmp_path: Path) -> None:
    file = statement(tmp_path, ("2013701", "行政运行", 1, 95))
    plan = plan_import(file, book(tmp_path / "book", entries=ENTRIES))
    told = [(d.account, d.rows, d.booked_rows, d.said, d.booked) for d in plan.differences]
    assert told == [
        ("2013701 行政运行", (3,), (2, 3), 9500, 9000),
        ("2210201 住房公积金", (), (5,), 0, 5000),
    ]
    assert any("5.00" in line and "2013701 行政运行" in line for line in lines(plan, "en"))


def test_of_many_differences_the_first_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    file = statement(tmp_path, ("2013701", "行政运行", 1, 95))
    plan = plan_import(file, book(tmp_path / "book", entries=ENTRIES))
    plan.differences = plan.differences[:1] * 50
    said = list(lines(plan, "zh"))
    assert sum(line.startswith("  ≠") for line in said) == 48
    assert said[-1] == "  … 2"


def test_a_statement_of_payments_is_compared_by_month_and_names_those_unmatched(
    tmp_path: Path,
) -> None:
    rows = [["零余额账户对账单"], ["交易日期", "凭证号", "摘要", "借方", "贷方", "余额"]]
    rows += [
        ["2023-01-01", "1", "工资", "100", "", "0"],
        ["2023-01-02", "2", "退回", "", "10", "0"],
        ["2023-01-09", "9", "漏记", "3", "", "0"],
        ["2023-01-04", "4", "公积金", "50", "", "0"],
    ]
    file = sheet(tmp_path / "对账单.xlsx", rows)
    plan = plan_import(file, book(tmp_path / "book", entries=ENTRIES))
    told = [(d.account, d.rows, d.booked_rows, d.said, d.booked) for d in plan.differences]
    assert told == [("2023-01", (5,), (), 14300, 14000)]


def test_a_payment_list_can_be_compared_only(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "资金性质", "功能科目", "经济科目", "支出性质", "金额")
    row = ("2023-01-04", "4", "一般公共预算资金", "2210201", "30113", "基本支出", 51)
    target = book(tmp_path / "book", entries=ENTRIES)
    plan = plan_import(sheet(tmp_path / "支付明细.xlsx", [head, row]), target, comparing=True)
    assert plan.rows == []
    told = {(d.account.split(" · ")[1], d.said, d.booked) for d in plan.differences}
    assert ("2210201 住房公积金", 5100, 5000) in told


CARDS = ("资产编号", "资产名称", "资产分类", "账面原值", "累计折旧", "使用状况")


def cards(folder: Path, *rows: tuple[object, ...]) -> Path:
    """Asset cards."""
    return sheet(folder / "资产卡片.xlsx", [CARDS, *rows])


HELD = (
    ("1", "办公楼", "房屋和构筑物", 5_000_000, 1_000_000, "在用"),
    ("2", "轿车", "设备", 200_000, 150_000, "在用"),
    ("3", "存储服务器", "设备", 2_500_000, 500_000, "在用"),
    ("4", "台式计算机", "通用设备", 50_000, 20_000, "在用"),
    ("5", "旧计算机", "通用设备", 8_000, 8_000, "报废"),
    ("6", "办公软件", "无形资产", 10_000, 4_000, "在用"),
)


def test_cards_become_one_row_for_each_kind_of_asset(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    plan = plan_import(cards(tmp_path, *HELD), target)
    write_import(plan)
    assert {(r["资产类别"], r["原值"], r["净值"]) for r in rows_of(target, "assets")} == {
        ("房屋构筑物", "5000000.00", "4000000.00"),
        ("车辆", "200000.00", "50000.00"),
        ("单价200万以上大型设备", "2500000.00", "2000000.00"),
        ("其他固定资产", "50000.00", "30000.00"),
        ("无形资产", "10000.00", "6000.00"),
    }
    assert [(one.number, one.why) for one in plan.left_out] == [(6, "disposed")]


def test_a_row_of_assets_names_the_first_and_last_card_that_it_sums(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    more = ("7", "打印机", "通用设备", 3_000, 0, "在用")
    write_import(plan_import(cards(tmp_path, *HELD, more), target))
    said = {row["资产类别"]: row["来源"].partition(" #")[0] for row in rows_of(target, "assets")}
    assert said["车辆"] == "资产卡片.xlsx Sheet1 第3行"
    assert said["其他固定资产"] == "资产卡片.xlsx Sheet1 第5—8行"


def test_a_card_written_off_counts_no_more_though_it_is_in_use_still(tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "资产卡片.xlsx",
        [
            (*CARDS, "卡片状态"),
            ("4", "台式计算机", "通用设备", 50_000, 20_000, "在用", "已入账"),
            ("5", "旧计算机", "通用设备", 8_000, 8_000, "在用", "已核销"),
        ],
    )
    plan = plan_import(file, book(tmp_path / "book"))
    assert [draft.values["gross"] for draft in plan.rows] == [5_000_000]
    assert [(one.number, one.why) for one in plan.left_out] == [(3, "disposed")]


def test_the_same_cards_again_add_nothing_and_other_cards_are_compared(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    write_import(plan_import(cards(tmp_path, *HELD), target))
    again = plan_import(tmp_path / "资产卡片.xlsx", target)
    assert (again.rows, again.differences) == ([], [])
    more = (*HELD, ("7", "打印机", "通用设备", 3_000, 0, "在用"))
    plan = plan_import(cards(tmp_path, *more), target)
    assert plan.rows == []
    assert [(d.what, d.account, d.said - d.booked) for d in plan.differences] == [
        ("gross", "其他固定资产", 300_000),
        ("net", "其他固定资产", 300_000),
    ]


def test_a_class_that_is_not_known_is_asked_for(tmp_path: Path) -> None:
    file = cards(tmp_path, ("1", "盆栽", "绿植", 100, 0, "在用"))
    (question,) = plan_import(file, book(tmp_path / "book")).open
    assert (question.ask, question.by, question.text) == ("item", "asset_class", "绿植")


def test_the_command_ends_with_1_where_statement_and_book_differ(tmp_path: Path) -> None:
    target = book(tmp_path / "book", entries=ENTRIES)
    agreeing = statement(tmp_path, ("2013701", "行政运行", 1, 90), ("2210201", "住房公积金", 1, 50))
    command = ["import", str(agreeing), "--into", str(target), "--lang", "en"]
    assert CliRunner().invoke(app, command).exit_code == 0
    statement(tmp_path, ("2013701", "行政运行", 1, 95), ("2210201", "住房公积金", 1, 50))
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 1
    assert "file 95.00 (rows 3), book 90.00 (rows 2, 3), a difference of 5.00" in told.output


def test_a_statement_by_month_is_known_by_the_last_word_of_its_title(tmp_path: Path) -> None:
    rows = [
        ["国库集中支付用款额度对账单"],
        ["2023年度"],
        ["月份", "摘要", "支付金额"],
        ["1月", "支付", 140],
    ]
    plan = plan_import(
        sheet(tmp_path / "导出.xlsx", rows), book(tmp_path / "book", entries=ENTRIES)
    )
    assert (plan.kind, plan.rows, plan.held, plan.differences) == ("statement", [], 1, [])


def test_months_are_of_the_year_above_the_heading(tmp_path: Path) -> None:
    rows = [["对账单"], ["2022年度"], ["月份", "摘要", "支付金额"], ["1月", "支付", 90]]
    plan = plan_import(sheet(tmp_path / "导出.xlsx", rows), book(tmp_path / "book"))
    (fault,) = plan.taken.faults
    assert fault.key == "import.date_out_of_year" and fault.details["text"] == "2022-1月"
