"""Journals and balances (序时账、科目余额表): only budget accounts count, and once."""

from collections.abc import Sequence
from pathlib import Path

from importing.desk import book, rows_of, sheet
from juesuan.importing import Plan, plan_import, write_import, write_questions
from juesuan.importing.mapping import MappedAnswer

JOURNAL = ("记账日期", "凭证字号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额")
SPENT = ("7101.01.2013701.30201", "行政支出-一般公共预算财政拨款-基本支出-办公费")
INCOME = ("6001.01.2013701", "财政拨款预算收入-基本支出-行政运行")
MONEY = ("8001.01", "资金结存-零余额账户用款额度")


def line(account: tuple[str, str], debit: object, credit: object, **more: str) -> list[object]:
    """A line of a journal."""
    said = {"date": "2023-01-10", "voucher": "记-1", "about": "办公费", **more}
    return [said["date"], said["voucher"], said["about"], *account, debit, credit]


def journal(tmp_path: Path, *rows: Sequence[object]) -> Plan:
    """The plan for a journal."""
    file = sheet(tmp_path / "序时账.xlsx", [JOURNAL, *rows])
    return plan_import(file, book(tmp_path / "book"))


def entries(plan: Plan) -> list[tuple[object, ...]]:
    """Kind, function, economic code and cents of the entries that a plan would write."""
    names = ("kind", "function", "economic", "amount")
    return [tuple(draft.values[n] for n in names) for draft in plan.rows]


def test_a_journal_gives_the_entries_of_budget_accounts_alone(tmp_path: Path) -> None:
    plan = journal(
        tmp_path,
        line(SPENT, 100, None),
        line(MONEY, None, 100),
        line(("5001", "业务活动费用"), 100, None),
        line(("1002", "银行存款"), None, 100),
        line(INCOME, None, "1,000.00", voucher="记-2"),
    )
    assert entries(plan) == [
        ("支出", "2013701", "30201", 10000),
        ("收入", "2013701", "", 100000),
    ]
    assert [(one.number, one.why) for one in plan.left_out] == [
        *((3, "balance_account"), (4, "financial"), (5, "financial")),
    ]


def test_expenditure_on_the_credit_side_is_a_refund(tmp_path: Path) -> None:
    plan = journal(tmp_path, line(SPENT, None, 30))
    assert entries(plan) == [("支出", "2013701", "30201", -3000)]


def test_a_ledger_tells_debit_and_credit_of_the_period_in_columns(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "摘要", "科目编码", "科目名称", "本期借方", "本期贷方")
    rows = [
        ("2023-01-02", "1", "纸", *SPENT, 20, None),
        ("2023-01-03", "2", "退", *SPENT, None, 5),
        ("2023-01-04", "3", "更正", *SPENT, 9, 2),
    ]
    plan = plan_import(sheet(tmp_path / "明细账.xlsx", [head, *rows]), book(tmp_path / "book"))
    assert [cents for *_, cents in entries(plan)] == [2000, -500, 700]


def test_transfers_at_the_end_of_the_year_are_no_income_and_no_expenditure(tmp_path: Path) -> None:
    end = {"date": "2023-12-31", "voucher": "记-99", "about": "结账"}
    plan = journal(
        tmp_path,
        line(SPENT, 100, None),
        line(SPENT, None, 100, **end),
        line(("8101", "财政拨款结转"), 100, None, **end),
    )
    assert entries(plan) == [("支出", "2013701", "30201", 10000)]
    assert {one.why for one in plan.left_out} == {"transfer"}


def test_debit_and_credit_in_one_column_with_a_direction(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "摘要", "会计科目", "借贷方向", "金额")
    account = "7101.01.2013701.30201 行政支出/一般公共预算财政拨款/基本支出/办公费"
    rows = [("2023-1-2", "1", "纸", account, "借", 20), ("2023-1-3", "2", "退", account, "贷", 5)]
    file = sheet(tmp_path / "明细账.xlsx", [head, *rows])
    plan = plan_import(file, book(tmp_path / "book"))
    assert [cents for *_, cents in entries(plan)] == [2000, -500]


def test_date_and_voucher_in_the_first_line_of_a_voucher_only(tmp_path: Path) -> None:
    head = ("2023年", None, "凭证号", "摘要", "会计科目", None, "方向", "金额")
    under = ("月", "日", None, None, "科目编码", "科目名称", None, None)
    rows = [
        (3, 9, "记7", "纸", *SPENT, "借", 20),
        (None, None, None, "笔", *SPENT, "借", 5),
    ]
    file = sheet(tmp_path / "明细账.xlsx", [head, under, *rows], ["A1:B1", "E1:F1"])
    plan = plan_import(file, book(tmp_path / "book"))
    told = [(d.values["date"], d.values["voucher"], d.values["line"]) for d in plan.rows]
    assert told == [("2023-03-09", "记7", "1"), ("2023-03-09", "记7", "2")]


def test_accounts_split_over_columns_are_put_together(tmp_path: Path) -> None:
    head = (
        "日期",
        "凭证号",
        "摘要",
        "一级科目",
        "二级科目",
        "三级科目",
        "四级科目",
        "借方",
        "贷方",
    )
    row = (
        "2023-1-2",
        "1",
        "纸",
        "7101 行政支出",
        "01 一般公共预算财政拨款",
        "2013701",
        "30201",
        9,
        0,
    )
    short = ("2023-1-2", "1", "纸", "7101", "710101", "7101012013701", "30101 基本工资", 8, 0)
    file = sheet(tmp_path / "序时账.xlsx", [head, row, short])
    plan = plan_import(file, book(tmp_path / "book"), suggested=True)
    assert [kinds[2] for kinds in entries(plan)] == ["30201", "30101"]
    assert entries(plan)[0] == ("支出", "2013701", "30201", 900)


def test_a_ledger_of_one_account_that_stands_above_the_table(tmp_path: Path) -> None:
    account = "科目：7101.01.2013701.30201 行政支出/一般公共预算财政拨款/基本支出"
    rows = [["明细账"], [account], ["日期", "凭证号", "摘要", "借方", "贷方", "方向", "余额"]]
    rows += [
        ["", "", "上年结转", "", "", "平", "0"],
        ["2023-01-02", "1", "纸", "9", "", "借", "9"],
        ["2023-01-31", "", "本月合计", "9", "0", "借", "9"],
        ["2023-01-31", "", "本年累计", "9", "0", "借", "9"],
    ]
    plan = plan_import(sheet(tmp_path / "明细账.xlsx", rows), book(tmp_path / "book"))
    assert entries(plan) == [("支出", "2013701", "30201", 900)]
    assert [one.why for one in plan.left_out] == ["opening_row", "total", "total"]


def test_functional_codes_of_a_journal_in_three_columns(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "摘要", "科目编码", "科目名称", "类", "款", "项", "经济科目")
    head += ("资金性质", "支出性质", "借方", "贷方")
    row = ("2023-1-2", "1", "纸", "7101", "行政支出", "201", "37", "01", "30201")
    row += ("一般公共预算", "基本支出", 9, None)
    plan = plan_import(sheet(tmp_path / "序时账.xlsx", [head, row]), book(tmp_path / "book"))
    assert (plan.kind, entries(plan)) == ("journal", [("支出", "2013701", "30201", 900)])


BALANCES = ("科目编码", "科目名称", "期初借方", "期初贷方", "本年累计借方", "本年累计贷方")
BALANCES += ("期末借方", "期末贷方")


def balance(code: str, name: str, *money: object) -> list[object]:
    """A row of account balances."""
    return [code, name, *money, *[None] * (6 - len(money))]


YEAR = (
    balance("1002", "银行存款", 5, None, 1, 1, 5),
    balance("6001", "财政拨款预算收入", None, None, None, 1500, None, 1500),
    balance("6001.01", "基本支出", None, None, None, 1500, None, 1500),
    balance("6001.01.2013701", "行政运行", None, None, None, 1500, None, 1500),
    balance("7101", "行政支出", None, None, 1500, None, 1500),
    balance("7101.01", "一般公共预算财政拨款基本支出", None, None, 1500, None, 1500),
    balance("7101.01.2013701", "行政运行", None, None, 1500, None, 1500),
    balance("7101.01.2013701.30101", "基本工资", None, None, 1200, None, 1200),
    balance("7101.01.2013701.30201", "办公费", None, None, 300, None, 300),
    balance("8001", "资金结存", 30, None, None, None, 30),
    balance("8201", "非财政拨款结转", None, 30, None, None, None, 30),
)


def balances(tmp_path: Path, *rows: Sequence[object], **tables: str) -> Plan:
    """The plan for account balances, suggestions taken."""
    file = sheet(tmp_path / "科目余额表.xlsx", [BALANCES, *rows])
    return plan_import(file, book(tmp_path / "book", **tables), suggested=True)


def test_of_dotted_accounts_the_lowest_count_once(tmp_path: Path) -> None:
    plan = balances(tmp_path, *YEAR)
    assert [(d.table, d.values["amount"]) for d in plan.rows] == [
        *(("income", 150000), ("entries", 120000), ("entries", 30000), ("balances", 3000)),
    ]
    assert plan.drafts.totals_held == 2
    write_import(plan)
    (opening,) = rows_of(tmp_path / "book", "balances")
    assert (opening["时点"], opening["资金性质"], opening["金额"]) == (
        *("年初", "非财政拨款资金", "30.00"),
    )


def test_an_account_that_its_lowest_do_not_add_up_to_is_told(tmp_path: Path) -> None:
    plan = balances(tmp_path, *YEAR[:7], *YEAR[8:])
    (wrong,) = plan.drafts.totals_wrong
    assert (wrong.place.cell, wrong.said, wrong.counted) == ("A6", 150000, 30000)


def test_accounts_that_were_closed_are_read_by_what_they_moved(tmp_path: Path) -> None:
    closed = balance("7101.01.2013701.30101", "基本工资", None, None, 1200, 1200)
    plan = balances(tmp_path, *YEAR[4:7], closed)
    assert [d.values["amount"] for d in plan.rows] == [120000]


def test_what_the_book_has_from_elsewhere_is_held_against_the_balances(tmp_path: Path) -> None:
    entries_there = (
        "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额\n"
        "2023-01-01,1,1,支出,一般公共预算财政拨款,2013701,30101,基本支出,1200\n"
        "2023-01-01,2,1,支出,一般公共预算财政拨款,2013701,30201,基本支出,299\n"
    )
    plan = balances(tmp_path, *YEAR, entries=entries_there)
    assert {d.table for d in plan.rows} == {"income", "balances"}
    (spent, *others) = [one for one in plan.differences if one.what == "expenditure"]
    assert others == []
    assert (spent.rows, spent.booked_rows) == ((10,), (3,))
    assert (spent.said, spent.booked) == (30000, 29900)
    assert "30201 办公费" in spent.account


def test_balances_with_directions_and_auxiliaries_in_columns(tmp_path: Path) -> None:
    head = ("科目编码", "科目名称", "功能分类", "经济分类", "资金性质", "支出性质", "期初方向")
    head += ("期初余额", "本期借方", "本期贷方", "期末方向", "期末余额")
    fund = ("一般公共预算", "基本支出")
    rows = [
        ("7101", "行政支出", None, None, None, None, "平", 0, 15, 0, "借", 15),
        ("7101", "行政支出", "2013701 行政运行", "30201 办公费", *fund, "平", 0, 9, 0, "借", 9),
        ("7101", "行政支出", "2013701 行政运行", "30202 印刷费", *fund, "平", 0, 6, 0, "借", 6),
        ("8202", "非财政拨款结余", None, None, None, None, "贷", 7, 0, 0, "贷", 7),
    ]
    plan = plan_import(sheet(tmp_path / "余额表.xlsx", [head, *rows]), book(tmp_path / "book"))
    assert (plan.kind, plan.ready) == ("balances", True)
    assert [(d.table, d.values["amount"]) for d in plan.rows] == [
        *(("entries", 900), ("entries", 600), ("balances", 700)),
    ]


def test_auxiliaries_in_one_cell_are_read_and_their_account_is_their_total(tmp_path: Path) -> None:
    head = ("科目代码", "科目名称", "辅助核算", "借方累计", "贷方累计", "期末余额")
    office = "【功能分类:2013701 行政运行】【部门经济:30201 办公费】【项目:公用经费】"
    print_ = "【功能分类:2013701 行政运行】【部门经济:30202 印刷费】【项目:公用经费】"
    rows = [
        ("710101", "基本支出", "", "15.00", "", "15.00"),
        ("710101", "基本支出", office, "9.00", "", "9.00"),
        ("710101", "基本支出", print_, "6.00", "", "6.00"),
    ]
    plan = plan_import(sheet(tmp_path / "余额表.xlsx", [head, *rows]), book(tmp_path / "book"))
    told = [(d.values["function"], d.values["economic"], d.values["amount"]) for d in plan.rows]
    assert told == [("2013701", "30201", 900), ("2013701", "30202", 600)]


def test_undotted_accounts_with_names_alone(tmp_path: Path) -> None:
    head = ("科目代码", "科目名称", "本年累计借方", "本年累计贷方", "期末余额")
    rows = [
        ("7101", "行政支出", 15, 0, 15),
        ("710101", "  一般公共预算财政拨款", 15, 0, 15),
        ("71010101", "    基本支出", 15, 0, 15),
        ("7101010101", "      办公费", 9, 0, 9),
        ("7101010102", "      印刷费", 6, 0, 6),
    ]
    plan = plan_import(sheet(tmp_path / "余额表.xlsx", [head, *rows]), book(tmp_path / "book"))
    told = [(d.values["fund"], d.values["nature"], d.values["economic"]) for d in plan.rows]
    assert told == [
        ("一般公共预算财政拨款", "基本支出", "30201"),
        ("一般公共预算财政拨款", "基本支出", "30202"),
    ]
    assert {q.ask for q in plan.open} == {"function"}


def paid_before(tmp_path: Path) -> Path:
    """A book that a payment list was imported into."""
    head = ("日期", "凭证号", "资金性质", "功能科目", "经济科目", "支出性质", "金额")
    paid = ("2023-01-10", "ZF1", "一般公共预算资金", "2013701", "30201", "基本支出", 100)
    target = book(tmp_path / "book")
    payments = sheet(tmp_path / "支付明细.xlsx", [head, paid])
    write_import(plan_import(payments, target, suggested=True))
    return target


def test_a_journal_after_the_payments_is_asked_about_and_not_added_twice(tmp_path: Path) -> None:
    target = paid_before(tmp_path)
    plan = journal(tmp_path, line(SPENT, 100, None))
    (question,) = plan.open
    assert (question.ask, question.suggestion, plan.ready) == ("again", "", False)
    plan.mapping.answers[question.key] = MappedAnswer("否")
    write_questions(plan.mapping)
    plan = plan_import(tmp_path / "序时账.xlsx", target)
    assert (plan.rows, plan.held, plan.differences) == ([], 1, [])


def test_a_journal_that_adds_to_the_payments_is_taken_whole(tmp_path: Path) -> None:
    target = paid_before(tmp_path)
    plan = journal(tmp_path, line(SPENT, 7, None))
    (question,) = plan.open
    plan.mapping.answers[question.key] = MappedAnswer("是")
    write_questions(plan.mapping)
    plan = plan_import(tmp_path / "序时账.xlsx", target)
    assert entries(plan) == [("支出", "2013701", "30201", 700)]
    assert not plan.compared


def test_what_tells_of_other_money_than_payments_is_not_asked_about_after_them(
    tmp_path: Path,
) -> None:
    target = paid_before(tmp_path)
    head = ("资产编号", "资产名称", "资产分类", "原值", "累计折旧")
    cards = sheet(tmp_path / "资产卡片.xlsx", [head, ("1", "办公楼", "房屋", 90, 10)])
    plan = plan_import(cards, target)
    assert plan.open == [] and [draft.cents for draft in plan.rows] == [9000]


def test_a_journal_with_the_years_transfers_is_held_against_the_book_without_them(
    tmp_path: Path,
) -> None:
    """The books are closed: what was spent stands on the other side too."""
    target = paid_before(tmp_path)
    end = {"date": "2023-12-31", "voucher": "记-99", "about": "结账"}
    rows = [
        line(SPENT, 100, None),
        line(SPENT, None, 100, **end),
        line(("8101", "财政拨款结转"), 100, None, **end),
    ]
    file = sheet(tmp_path / "序时账.xlsx", [JOURNAL, *rows])
    plan = plan_import(file, target, comparing=True)
    assert (plan.rows, plan.held, plan.differences) == ([], 1, [])


def test_openings_alone_are_held_against_the_books_openings(tmp_path: Path) -> None:
    there = "时点,资金性质,金额\n年初,非财政拨款资金,30.00\n年末,非财政拨款资金,99.00\n"
    plan = balances(tmp_path, *YEAR, balances=there)
    assert {d.table for d in plan.rows} == {"income", "entries"}
    assert [one for one in plan.differences if one.what == "opening"] == []


def test_a_row_of_balances_without_an_account_is_left_out_for_that(tmp_path: Path) -> None:
    plan = balances(tmp_path, balance("", "其他", None, None, 9, None, 9), *YEAR[:1])
    assert [(one.number, one.why) for one in plan.left_out] == [
        *((2, "no_account"), (3, "financial")),
    ]
    assert plan.rows == []
