"""The workbook is the prescribed forms: every figure exact, every merged cell in place."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from small_unit import Fill

from juesuan.facts import YUAN, FactStore, Space
from juesuan.forms import Disclosure, FilledForm, fill, load_form_set
from juesuan.publishing import write_workbook
from juesuan.publishing.workbook import sheet_name
from support import balanced

TOP = 3  # title, form number, department and money unit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "disclosure.xlsx"


def parts(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(part).decode() for part in archive.namelist() if name in part)


def notes_of(sheet: Worksheet, table_lines: int) -> list[str]:
    rows = sheet.iter_rows(min_row=TOP + table_lines + 1, max_col=1, values_only=True)
    return [str(value) for (value,) in rows]


def test_every_figure_reads_back_as_it_is_printed(any_disclosure: Disclosure, path: Path) -> None:
    write_workbook(any_disclosure, path)
    book = CalamineWorkbook.from_path(path)
    for filled in any_disclosure.forms:
        rows = book.get_sheet_by_name(sheet_name(filled.form)).to_python(skip_empty_area=False)
        for line, row in enumerate(filled.sheet.grid(), TOP):
            for column, cell in enumerate(row):
                if cell is not None and cell.cell is not None:
                    plain = any_disclosure.plain(filled, cell.cell)
                    read = rows[line][column]
                    assert (Decimal(str(read)) if plain else read) == (
                        Decimal(plain) if plain else ""
                    ), cell.cell.key


def test_the_stored_text_of_a_figure_has_no_binary_noise(
    disclosure: Disclosure, path: Path
) -> None:
    write_workbook(disclosure, path)
    stored = re.findall(r"<v>([^<]*)</v></c>", parts(path, "worksheets/sheet"))
    assert "2389.99" not in stored and "2676.48" in stored  # 03 总计: 2,676.494567 万元
    assert not [text for text in stored if not re.fullmatch(r"-?\d+(\.\d\d)?", text)]


def test_a_figure_longer_than_a_spreadsheet_keeps_is_written_as_text(path: Path) -> None:
    space = Space(2023)
    store = FactStore(space)
    far = ("final", "general", "2013750", "", "basic", "", "institution", "")
    store.add([("01", 2023, "income", *far, "", 1_234_567_890_123_456)])
    disclosure = fill(load_form_set("yunnan-2023", space), store, "某局", 2023, YUAN)
    write_workbook(disclosure, path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.cell(TOP + 4, 3).value == "12,345,678,901,234.56"


def test_merged_cells_are_those_of_the_grid(any_disclosure: Disclosure, path: Path) -> None:
    write_workbook(any_disclosure, path)
    book = openpyxl.load_workbook(path)
    for filled in any_disclosure.forms:
        grid = filled.sheet.grid()
        merged = {
            (r.min_row, r.min_col, r.max_row, r.max_col)
            for r in book[sheet_name(filled.form)].merged_cells.ranges
            if TOP < r.min_row <= TOP + len(grid)
        }
        wanted = {
            (TOP + 1 + i, j + 1, TOP + i + cell.rows, j + cell.columns)
            for i, row in enumerate(grid)
            for j, cell in enumerate(row)
            if cell is not None and (cell.rows > 1 or cell.columns > 1)
        }
        assert merged == wanted, filled.form.no


def test_a_sheet_looks_like_the_form(disclosure: Disclosure, path: Path) -> None:
    write_workbook(disclosure, path)
    sheet = openpyxl.load_workbook(path)["01 收入支出决算表"]
    assert sheet["A1"].value == "收入支出决算表"
    assert sheet["F2"].value == "公开01表"
    assert (sheet["A3"].value, sheet["F3"].value) == ("部门：示例市数字中心", "金额单位：万元")
    assert [cell.value for cell in sheet[TOP + 2]] == [
        *("项目", "行次", "金额", "项目(按功能分类)", "行次", "金额")
    ]
    assert sheet.freeze_panes == "A7"
    assert sheet.print_title_rows == "$4:$6"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth is None


@pytest.mark.parametrize(("items", "pages_down"), [(38, None), (39, 0)])
def test_a_form_of_48_lines_is_printed_on_one_page_and_a_longer_one_goes_on(
    items: int, pages_down: int | None, path: Path
) -> None:
    """Items, their section and class, the total and the head; 0 means as many pages as it takes."""
    known = [code.code for code in balanced.SPACE.codes["function"]]
    codes = [code for code in known if len(code) == 7 and code.startswith("2010")]
    where = {"fund": "general", "economic": "30201", "nature": "basic.public"}
    spent = [balanced.fact("expenditure", 100_00, function=c, **where) for c in codes[:items]]
    write_workbook(balanced.filled(spent, "yunnan-2023"), path)
    sheet = next(s for s in openpyxl.load_workbook(path) if s.title.startswith("05"))
    assert sheet.page_setup.fitToHeight == pages_down


def test_money_has_two_decimals_counts_have_none_and_a_closed_cell_a_dash(
    disclosure: Disclosure, path: Path
) -> None:
    write_workbook(disclosure, path)
    sheet = openpyxl.load_workbook(path)[sheet_name(disclosure.form("10").form)]
    budget, batches = sheet.cell(TOP + 4, 3), sheet.cell(TOP + 18, 5)
    assert (budget.value, budget.number_format) == (4.55, "#,##0.00")
    assert (batches.value, batches.number_format) == (1023, "#,##0")
    closed = sheet.cell(TOP + 3, 3)
    assert (closed.value, closed.alignment.horizontal) == ("—", "center")


def test_a_blank_cell_is_an_empty_cell_with_a_border(disclosure: Disclosure, path: Path) -> None:
    write_workbook(disclosure, path)
    blank = openpyxl.load_workbook(path)["01 收入支出决算表"].cell(TOP + 5, 3)
    assert blank.value is None
    assert blank.border.left.style == "thin"


def test_one_note_is_plain_and_several_are_numbered(disclosure: Disclosure, path: Path) -> None:
    write_workbook(disclosure, path)
    book = openpyxl.load_workbook(path)
    income, three = disclosure.form("02"), disclosure.form("10")
    assert notes_of(book[sheet_name(income.form)], len(income.sheet.grid())) == [
        "注：本表反映部门本年度取得的各项收入情况。"
    ]
    first, second = notes_of(book[sheet_name(three.form)], len(three.sheet.grid()))
    assert first.startswith("注：1. 财政拨款“三公”经费为")
    assert second.startswith("2. “机关运行经费”")


def test_the_first_form_of_a_rounded_set_says_so(filled: Fill, path: Path) -> None:
    for money, said in (("万元", True), ("元", False)):
        wan = filled() if said else filled(money=YUAN)
        assert (wan.money.zh, wan.rounded) == (money, said)
        write_workbook(wan, path)
        assert (
            "2. 本套报表金额单位转换时可能存在尾数误差。" in parts(path, "sharedStrings")
        ) is said


def test_an_empty_form_says_why_below_its_notes(disclosure: Disclosure, path: Path) -> None:
    write_workbook(disclosure, path)
    funds = disclosure.form("08")
    sheet = openpyxl.load_workbook(path)[sheet_name(funds.form)]
    assert notes_of(sheet, len(funds.sheet.grid()))[1:] == [
        "本部门2023年度无政府性基金预算财政拨款收入、支出和结转结余，本表为空表。"
    ]


@pytest.mark.parametrize(
    "unit", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "https://x", "12"]
)
def test_no_text_becomes_a_formula_a_link_or_a_number(filled: Fill, path: Path, unit: str) -> None:
    disclosure = filled(unit=unit)
    first = disclosure.forms[0]
    form = replace(first.form, department_line="{unit}", title=unit, notes=(unit, unit))
    bare = FilledForm(replace(first.sheet, form=form), first.values)
    write_workbook(replace(disclosure, forms=(bare,)), path)
    sheets = parts(path, "worksheets/sheet")
    assert "<f>" not in sheets and "<hyperlink" not in sheets
    for place in ("A1", "A3"):
        assert re.search(rf'r="{place}"[^>]* t="s"', sheets)


def test_the_same_disclosure_gives_the_same_bytes(filled: Fill, tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write_workbook(filled(), first)
    write_workbook(filled(), second)
    assert first.read_bytes() == second.read_bytes()


def test_the_font_is_named_and_not_left_to_the_readers_theme(
    disclosure: Disclosure, path: Path
) -> None:
    write_workbook(disclosure, path)
    styles = parts(path, "styles.xml")
    assert 'name val="宋体"' in styles and "<scheme" not in styles


def test_properties_name_the_disclosure_and_no_person(disclosure: Disclosure, path: Path) -> None:
    write_workbook(disclosure, path)
    properties = openpyxl.load_workbook(path).properties
    assert properties.title == "示例市数字中心2023年度部门决算"
    assert not properties.creator and not properties.lastModifiedBy


def test_english_names_the_form_twice_and_leaves_the_prescribed_text(
    disclosure: Disclosure, path: Path
) -> None:
    write_workbook(disclosure, path, "en")
    sheet = openpyxl.load_workbook(path)["02 收入决算表"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("收入决算表", "Income")


def test_an_unknown_language_is_refused(disclosure: Disclosure, path: Path) -> None:
    with pytest.raises(ValueError, match="no such language: 'fr'"):
        write_workbook(disclosure, path, "fr")


@given(title=st.text(max_size=60))
def test_any_title_gives_a_sheet_name_that_excel_takes(disclosure: Disclosure, title: str) -> None:
    name = sheet_name(replace(disclosure.forms[0].form, title=title))
    assert name.startswith("01")
    assert len(name.encode("utf-16-le")) <= 62
    assert not set(name) & set("[]:*?/\\") and not name.endswith("'")
