"""What an import finds wrong is told with its cell, what stands there and what to write."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from importing.desk import book, sheet
from juesuan.importing import ImportRefusedError, Plan, plan_import, write_questions
from juesuan.importing.report import lines

HEAD = ("支付日期", "凭证号", "金额", "功能科目", "经济科目", "项目类别", "资金性质", "用途")
CARDS = ("资产编号", "资产名称", "资产分类", "原值", "累计折旧", "净值")
JOURNAL = ("日期", "凭证号", "摘要", "科目编码", "科目名称", "借方", "贷方")


def payment(number: int, **changed: object) -> list[object]:
    """A payment by its number, with columns changed by name."""
    usual = dict(
        zip(
            HEAD,
            (
                *("2023-03-05", f"P{number}", 100 * number, "2010301-行政运行", "30201-办公费"),
                *("公用经费", "一般公共预算", "办公用品"),
            ),
            strict=True,
        )
    )
    return list({**usual, **changed}.values())


def planned(tmp_path: Path, *rows: Sequence[object], head: Sequence[object] = HEAD) -> Plan:
    """The plan for a list with a title in row 1, its heading in row 2, and these rows."""
    file = sheet(tmp_path / "支付明细.xlsx", [["支付明细表"], head, *rows])
    return plan_import(file, book(tmp_path / "book"))


def told(plan: Plan) -> str:
    """What the accountant reads."""
    return "\n".join(lines(plan, "zh"))


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"支付日期": "2023-13-45"}, "A4格", "“2023-13-45”不是日期。请改成 2023-06-30 的样子"),
        ({"支付日期": ""}, "A4格", "没有日期。请填上支付或记账的日期"),
        ({"支付日期": "2022-12-30"}, "A4格", "不在2023年度内。写错的，请改日期"),
        ({"金额": "壹仟元"}, "C4格", "“壹仟元”不是金额。请填数字"),
        ({"金额": "1,00,0.5"}, "C4格", "千分位逗号位置不对"),
        ({"金额": 100.125}, "C4格", "最多2位小数"),
        ({"金额": "#VALUE!"}, "C4格", "“#VALUE!”不是金额"),
    ],
)
def test_a_cell_that_cannot_be_read_stops_the_import(
    tmp_path: Path, changed: dict[str, object], place: str, words: str
) -> None:
    plan = planned(tmp_path, payment(1), payment(2, **changed), payment(3))
    (fault,) = plan.wrong
    (line,) = [line for line in told(plan).splitlines() if "✗" in line]
    assert "支付明细.xlsx Sheet1 第4行" in line and place in line and words in line
    assert "金额是零" not in told(plan)
    assert fault.place.cell in place


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            {"功能科目": "20103-政府办公厅（室）及相关机构事务"},
            "首见于 Sheet1 第4行（D4格）；可填 2010301 行政运行",
        ),
        ({"经济科目": "办公经费"}, "首见于 Sheet1 第4行（E4格）；建议 30201 办公费"),
        ({"经济科目": "30288-差旅费"}, "首见于 Sheet1 第4行（E4格）；建议 30211 差旅费"),
        ({"经济科目": "30201-差旅费"}, "（E4格）；可填 30211 差旅费、30201 办公费"),
        ({"资金性质": "自有"}, "首见于 Sheet1 第4行（G4格）；可填 一般公共预算财政拨款"),
        ({"项目类别": "三类"}, "首见于 Sheet1 第4行（F4格）；建议 基本支出"),
    ],
)
def test_a_word_that_means_nothing_is_asked_for_with_its_cell(
    tmp_path: Path, changed: dict[str, object], line: str
) -> None:
    assert line in told(planned(tmp_path, payment(1), payment(2, **changed)))


@pytest.mark.parametrize("name", ["行政运行", "政府办公厅（室）及相关机构事务", "局机关运行"])
def test_a_code_keeps_its_meaning_beside_names_of_its_own(tmp_path: Path, name: str) -> None:
    plan = planned(tmp_path, payment(1, 功能科目=f"2010301-{name}"))
    assert [draft.values["function"] for draft in plan.rows] == ["2010301"]


def test_a_code_far_from_all_others_has_no_suggestion(tmp_path: Path) -> None:
    (asked,) = [
        one
        for one in planned(tmp_path, payment(1, 功能科目="9999999")).open
        if one.ask == "function"
    ]
    assert (asked.suggestion, asked.among) == ("", ())


def test_amounts_with_their_unit_and_dates_in_words_are_read(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        payment(1, 金额="1000元", 支付日期="二〇二三年三月五日"),
        payment(2, 金额="0.05万元", 支付日期="三月二十五日"),
    )
    assert plan.faults == []
    found = [(draft.values["date"], draft.values["amount"]) for draft in plan.rows]
    assert found == [("2023-03-05", 100000), ("2023-03-25", 50000)]


def test_a_payment_without_amount_and_one_that_stands_twice_are_told(tmp_path: Path) -> None:
    plan = planned(tmp_path, payment(1), payment(2, 金额=None), payment(3), payment(3))
    assert plan.wrong == []
    assert "（C4格）：现为空，这一行没有导入" in told(plan)
    assert "第6行：与第5行完全相同" in told(plan)
    assert [draft.row.number for draft in plan.rows] == [3, 5, 6]


def test_a_total_that_does_not_agree_is_told_with_its_cell(tmp_path: Path) -> None:
    plan = planned(tmp_path, payment(1), ["合计", "", 120])
    assert "Sheet1 第4行 “金额”列 （C4格）：合计 120.00，明细之和 100.00" in told(plan)


def test_a_unit_that_is_none_is_told_where_it_stands(tmp_path: Path) -> None:
    rows = [["支付明细表", "", "单位：千元"], HEAD, payment(1)]
    plan = plan_import(sheet(tmp_path / "支付明细.xlsx", rows), book(tmp_path / "book"))
    assert [fault.place.cell for fault in plan.wrong] == ["C1"]


def test_a_heading_of_its_own_and_an_empty_one_are_told_with_their_cells(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError) as renamed:
        planned(tmp_path, payment(1), head=[*HEAD[:2], "钱数", *HEAD[3:]])
    said = renamed.value.text("zh")
    assert "没有列：金额（或直接支付、授权支付）。不认识的列：钱数（C2格）" in said
    with pytest.raises(ImportRefusedError) as empty:
        planned(tmp_path, payment(1), head=[*HEAD[:2], "", *HEAD[3:]])
    assert "C2格 是空的，下面却有内容" in empty.value.text("zh")
    with pytest.raises(ImportRefusedError) as missing:
        planned(tmp_path, [*payment(1)[:2], *payment(1)[3:]], head=[*HEAD[:2], *HEAD[3:]])
    assert missing.value.key == "column_missing"


def test_an_account_that_is_none_is_told_with_the_accounts_there_are(tmp_path: Path) -> None:
    lines_ = (
        ["2023-03-01", "1", "办公费", "7101", "行政支出/2010301行政运行/30201办公费", 100, 0],
        ["2023-03-01", "2", "办公费", "7999", "不明支出", 50, 0],
    )
    plan = planned(tmp_path, *lines_, head=JOURNAL)
    assert "（D4格）：没有 7999 这个预算会计科目" in told(plan) and "7101 行政支出" in told(plan)
    (draft,) = plan.rows
    assert (draft.values["function"], draft.values["economic"]) == ("2010301", "30201")


def test_a_net_value_that_gross_and_depreciation_do_not_give_is_told(tmp_path: Path) -> None:
    right, wrong = ["1", "电脑", "设备", 500, 100, 400], ["2", "电脑", "设备", 500, 100, 300]
    less = ["3", "电脑", "设备", 500, -100, 400]  # depreciation printed as what is taken off
    assert planned(tmp_path, right, less, head=CARDS).faults == []
    plan = planned(tmp_path, right, wrong, head=CARDS)
    assert "（F4格）：净值 300.00，而原值 500.00 减累计折旧 100.00 是 400.00" in told(plan)
    assert plan.ready


def test_a_class_of_assets_is_asked_for_with_its_rows_counted_once(tmp_path: Path) -> None:
    plan = planned(tmp_path, ["1", "甲", "未知分类", 500, 100, 400], head=CARDS)
    assert "未知分类”，1行，500.00元，首见于 Sheet1 第3行（C3格）" in told(plan)


def test_all_that_is_wrong_is_told_at_once_and_listed_in_the_mapping(tmp_path: Path) -> None:
    bad = [payment(n, 支付日期=f"第{n}天", 功能科目="9999999") for n in range(1, 16)]
    plan = planned(
        tmp_path, *bad, payment(16, 功能科目="9999999"), payment(17, 金额=None), ["合计", "", 1]
    )
    said = told(plan)
    assert "15处读不懂" in said and "另有3处，全部列在 导入对照.xlsx 的“要改的格”一页" in said
    assert "合计 1.00" in said and "功能科目“9999999”，16行" in said
    write_questions(plan.mapping, "zh", plan.faults)
    page = load_workbook(plan.mapping.path)["要改的格"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert len(rows) == 16
    assert rows[0][2:6] == ["3", "支付日期", "A3", "必须改"]
    assert rows[-1][4:6] == ["C19", "请看一看"]


def test_files_without_addresses_tell_row_and_column(tmp_path: Path) -> None:
    cells = "</td><td>".join(map(str, payment(1, 支付日期="某日")))
    heads = "</td><td>".join(HEAD)
    file = tmp_path / "支付明细.html"
    table = f"<table><tr><td>{heads}</td></tr><tr><td>{cells}</td></tr></table>"
    file.write_text(f"<meta charset=utf-8>{table}", "utf-8")
    (fault,) = plan_import(file, book(tmp_path / "book")).wrong
    assert (fault.place.row, fault.place.column, fault.place.cell) == (2, "支付日期", "")
