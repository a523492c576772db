"""A book that is one workbook: typed cells, and what a workbook must not have."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from small_book import facts, places, refused

from juesuan.ledger import read_book, workbook

Rows = Iterable[Iterable[Any]]
Write = Callable[..., Path]

HEAD = ["日期", "凭证号", "分录号", "类型", "资金性质", "功能科目", "经济科目", "支出性质", "金额"]
ABOUT = [("年度", 2023), ("部门名称", "示例市数字中心"), ("金额单位", "元")]
UNITS = [("单位代码", "单位名称", "单位类型"), ("01", "示例市数字中心", "事业")]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a workbook with the given sheets: title and rows."""

    def make(
        sheets: Mapping[str, Rows], about: Rows = ABOUT, change: Callable[[Any], None] | None = None
    ) -> Path:
        made = Workbook()
        made.remove(made.active)
        for title, rows in {"账套": about, "单位": UNITS, **sheets}.items():
            page = made.create_sheet(title)
            for row in rows:
                page.append(list(row))
        if change:
            change(made)
        made.save(tmp_path / "账套.xlsx")
        return tmp_path / "账套.xlsx"

    return make


def sheet_places(path: Path) -> list[tuple[str, str, str, int, str]]:
    return [
        (p.key, p.place.file, p.place.sheet, p.place.row, p.place.column) for p in refused(path)
    ]


def replace_in_sheet(path: Path, sheet: int, old: bytes, new: bytes) -> None:
    """Change the bytes of one sheet within a workbook, as other programs write them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = f"xl/worksheets/sheet{sheet}.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def test_dates_and_numbers_typed_as_such(write: Write) -> None:
    day, hour = datetime.date(2023, 1, 5), datetime.datetime(2023, 2, 5, 9, 30)
    path = write(
        {
            "明细账": [
                HEAD,
                [day, "记-1", 1, "支出", "其他收入", 2013704, 30101, "基本支出", 1166287.1],
                [hour, "记-2", 1, "收入", "其他收入", None, None, None, 1166288],
            ]
        }
    )
    rows = read_book(path).db.execute("SELECT row, date, amount FROM typed_entries ORDER BY row")
    assert rows.fetchall() == [
        (2, datetime.date(2023, 1, 5), 116628710),
        (3, datetime.date(2023, 2, 5), 116628800),
    ]
    assert facts(path, "measure, function, economic, value") == [
        ("closing", "", "", 90),
        ("expenditure", "2013704", "30101", 116628710),
        ("income", "", "", 116628800),
    ]


def test_numbers_a_float_cannot_hold_are_still_read_as_typed(write: Write) -> None:
    amounts = [0.07, 0.29, 1.1, 2.675e2, 4.35, 1166287.1, 99999999.99, 123456789012.34, -0.01]
    path = write({"收入": [["资金性质", "金额"], *(["其他收入", amount] for amount in amounts)]})
    rows = read_book(path).db.execute("SELECT amount FROM typed_income ORDER BY row").fetchall()
    assert [row[0] for row in rows] == [
        7,
        29,
        110,
        26750,
        435,
        116628710,
        9999999999,
        12345678901234,
        -1,
    ]


def test_a_sum_of_floats_is_refused(write: Write) -> None:
    path = write({"收入": [["资金性质", "金额"], ["其他收入", 0.5], ["其他收入", 4]]})
    replace_in_sheet(path, 3, b"<v>0.5</v>", b"<v>0.30000000000000004</v>")  # 0.1 + 0.2
    (problem,) = refused(path)
    assert places([problem]) == [("too_many_decimals", "账套.xlsx", 2, "金额")]
    assert problem.place.sheet == "收入"
    assert "“0.30000000000000004”不是整分" in problem.text()


def test_problems_name_the_sheet_and_all_are_told_at_once(write: Write) -> None:
    path = write(
        {
            "Entries": [
                ["date", "voucher", "line", "kind", "fund", "amount"],
                ["2023-01-05", "1", 1, "income", "other", "一元"],
                [],
                ["2022-01-05", "1", 2, "income", "other", True],
            ],
            "统计数": [["项目*", "数量*"], ["公务用车保有量", 1.5]],
        }
    )
    assert sheet_places(path) == [
        ("date_out_of_year", "账套.xlsx", "Entries", 4, "date"),
        ("not_a_number", "账套.xlsx", "Entries", 2, "amount"),
        ("not_a_number", "账套.xlsx", "Entries", 4, "amount"),
        ("not_a_whole_number", "账套.xlsx", "统计数", 2, "数量"),
    ]
    assert [problem.place.cell for problem in refused(path)] == ["A4", "F2", "F4", "B2"]


def test_values_beside_the_table_are_not_passed_over(write: Write) -> None:
    path = write({"收入": [["资金性质", "金额"], ["其他收入", 1, None, "注"], ["其他收入", 2]]})
    assert sheet_places(path) == [("no_heading", "账套.xlsx", "收入", 2, "")]


def test_empty_sheets_and_the_template_s_own_pages_are_no_tables(write: Write) -> None:
    path = write(
        {
            "收入": [["资金性质", "金额"], ["其他收入", 1]],
            "明细账": [],
            "说明": [["怎样填"]],
            "科目": [["功能科目"]],
            "列表": [["年初"]],
            "Sheet1": [],
        }
    )
    assert read_book(path).rows == {"income": 1}


def test_unknown_and_repeated_sheets(write: Write) -> None:
    path = write(
        {
            "明细帐": [HEAD, [1]],
            "收入": [["资金性质", "金额"], ["其他收入", 1]],
            "Income": [["资金性质", "金额"], ["其他收入", 1]],
        }
    )
    problems = refused(path)
    assert [(p.key, p.place.sheet) for p in problems] == [
        ("unknown_sheet", "明细帐"),
        ("repeated_table", "Income"),
    ]
    assert "明细账、收入、预算" in problems[0].text()
    assert "已有 收入" in problems[1].text()


def test_formulas_are_named_with_their_cells(write: Write) -> None:
    path = write(
        {
            "收入": [["资金性质", "金额"], ["其他收入", "=1+1"], ["其他收入", 1]],
            "预算": [["阶段", "资金性质", "金额"]] + [["年初预算", "其他收入", "=B2"]] * 7,
        }
    )
    problems = [p for p in refused(path) if p.key == "formulas"]
    assert [(p.place.sheet, p.details["count"]) for p in problems] == [("收入", 1), ("预算", 7)]
    assert "B2" in problems[0].text()
    assert "C2、C3、C4、C5、C6 等" in problems[1].text()
    assert "选择性粘贴" in problems[0].text()


def test_formulas_of_the_description(write: Write) -> None:
    path = write({"收入": [["资金性质", "金额"]]}, about=[("年度", "=2022+1"), *ABOUT[1:]])
    assert ("formulas", "账套") in [(p.key, p.place.sheet) for p in refused(path)]


def test_error_values_are_not_blanks(write: Write) -> None:
    path = write({"收入": [["资金性质", "备注", "金额"], ["其他收入", "#DIV/0!", 1]]})
    (problem,) = refused(path)
    assert (problem.key, problem.place.sheet) == ("error_cells", "收入")
    assert "B2" in problem.text()


def test_merged_cells_are_named(write: Write) -> None:
    def merge(made: Any) -> None:
        made["收入"].merge_cells("A2:A3")

    path = write({"收入": [["资金性质", "金额"], ["其他收入", 1], ["其他收入", 2]]}, change=merge)
    problem = refused(path)[0]
    assert (problem.key, problem.place.sheet) == ("merged_cells", "收入")
    assert "A2:A3" in problem.text()


def test_a_workbook_without_a_description(tmp_path: Path) -> None:
    made = Workbook()
    made.active.title = "明细账"
    made.save(tmp_path / "a.xlsx")
    (problem,) = refused(tmp_path / "a.xlsx")
    assert places([problem]) == [("no_book_sheet", "a.xlsx", 0, "")]
    assert "juesuan new" in problem.text()


def test_the_description_s_faults(write: Write) -> None:
    path = write(
        {"收入": [["资金性质", "金额"]]},
        about=[("年度", "2023年"), ("金额单位：", "角"), ("填零", "05:*:1-3 06"), ("套表名", "x")],
    )
    problems = refused(path)
    assert [(p.key, p.place.sheet, p.place.column) for p in problems] == [
        ("bad_year", "账套", "年度"),
        ("entry_missing", "账套", "部门名称"),
        ("unknown_entry", "账套", "套表名"),
        ("bad_money", "账套", "金额单位"),
        ("bad_places", "账套", "填零"),
    ]


def test_units_without_code(write: Write) -> None:
    def drop(made: Any) -> None:
        made["单位"]["A2"] = None

    path = write({"收入": [["资金性质", "金额"], ["其他收入", 1]]}, change=drop)
    (problem,) = refused(path)
    assert (problem.key, problem.place.column) == ("entry_missing", "单位代码")
    assert (problem.place.sheet, problem.place.cell) == ("单位", "A2")


ENTRY = ["2023-01-05", "1", 1, "支出", "一般公共预算财政拨款", "2013701", "30201", "基本支出", 5]
ENTRY_HEADS = [
    *("日期*", "凭证号*", "分录号*", "类型*", "资金性质*"),
    *("功能科目", "经济科目", "支出性质", "金额*"),
]


def test_a_rule_names_the_cell_and_what_stands_there(write: Write) -> None:
    personnel = [*ENTRY[:7], "人员经费", 5]
    empty = [*ENTRY[:2], 2, *ENTRY[3:7], "", 5]
    path = write({"明细账": [ENTRY_HEADS, personnel, empty]})
    told = {p.key: p.text() for p in refused(path)}
    assert "“支出性质”列 （H2格）：现为“人员经费”。" in told["nature_against_economic"]
    assert "“支出性质”列 （H3格）：现为空。" in told["fiscal_needs_nature"]


@pytest.mark.parametrize("said", ["合 计：", "本页小计", "全部合计数", "过次页"])
def test_a_total_row_is_told_once_and_not_for_each_empty_cell(write: Write, said: str) -> None:
    path = write({"明细账": [ENTRY_HEADS, ENTRY, [said, *[""] * 7, 5]]})
    told = [(p.key, p.place.row) for p in refused(path)]
    assert told == [("total_row", 3), ("overspent", 0)]


def test_a_heading_renamed_is_named_with_its_cell_and_the_right_word(write: Write) -> None:
    path = write({"明细账": [[*ENTRY_HEADS[:8], "支付金额（元）"], ENTRY]})
    unknown, missing = refused(path)
    assert (unknown.key, unknown.place.cell) == ("unknown_heading", "I1")
    assert "I1格的“支付金额（元）”如果就是“金额”，请把那一格改成“金额”" in missing.text()


def test_a_missing_column_is_told_once_and_not_by_every_rule_on_it(write: Write) -> None:
    heads = [*ENTRY_HEADS[:5], "科目", *ENTRY_HEADS[6:]]
    path = write({"明细账": [heads, ENTRY, [*ENTRY[:2], 2, "支出", "其他收入", *ENTRY[5:]]]})
    told = [(p.key, p.place.column) for p in refused(path) if p.place.column == "功能科目"]
    assert told == [("fiscal_needs_function", "功能科目")]


def test_what_does_not_balance_names_the_cells_of_its_money(write: Write) -> None:
    income = [["资金性质", "功能科目", "支出性质", "金额"], [ENTRY[4], ENTRY[5], "基本支出", 4]]
    path = write({"明细账": [ENTRY_HEADS, ENTRY], "收入": income})
    (problem,) = refused(path)
    assert problem.place.file == "账套.xlsx"
    assert "本年支出在“明细账”I2（共1格）、本年收入在“收入”D2（共1格）" in problem.text()


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0 encrypted"]
)
def test_files_that_are_no_workbooks(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.xlsx").write_bytes(content)
    (problem,) = refused(tmp_path / "book.xlsx")
    assert places([problem]) == [("not_a_workbook", "book.xlsx", 0, "")]


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert [p.key for p in refused(tmp_path / "book.xlsx")] == ["not_a_workbook"]


def test_a_workbook_that_unpacks_to_too_much(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write({"收入": [["资金性质", "金额"]] + [["其他收入", 1]] * 5000})
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(workbook, "MAX_PART", 100_000)
    (problem,) = refused(path)
    assert places([problem]) == [("workbook_too_large", "账套.xlsx", 0, "")]


@pytest.mark.parametrize("cell", ["XFD1048576", "AA2", "A2097152"])
def test_a_cell_far_away_is_named_before_room_is_made_for_it(write: Write, cell: str) -> None:
    path = write({"收入": [["资金性质", "金额"], ["其他收入", 1]]})
    replace_in_sheet(path, 3, b'r="B2"', f'r="{cell}"'.encode())
    (problem,) = refused(path)
    assert problem.key == "stray_cells"
    assert cell in problem.text()


def test_formatted_cells_far_away_do_not_matter(write: Write) -> None:
    def colour(made: Any) -> None:
        made["收入"]["XFD1"].number_format = "0.00"

    path = write({"收入": [["资金性质", "金额"], ["其他收入", 1]]}, change=colour)
    assert read_book(path).rows == {"income": 1}


def test_a_chart_sheet_is_no_table(write: Write) -> None:
    def chart(made: Any) -> None:
        made.create_chartsheet("图")

    path = write({"收入": [["资金性质", "金额"], ["其他收入", 1]]}, change=chart)
    assert read_book(path).rows == {"income": 1}
