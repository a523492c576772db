"""The empty book that ``juesuan new`` writes: it opens, explains itself and reads back."""

from __future__ import annotations

import csv
import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from small_book import facts, refused

from juesuan.forms import available_form_sets, load_form_set
from juesuan.ledger import read_book, write_template
from juesuan.ledger.schema import SheetSpec, choices, head_entries, sheets
from support.once import book_once


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "账套.xlsx"
    write_template(path, load_form_set("yunnan-2023", 2023), 2023)
    return path


@pytest.fixture(scope="module")
def opened(template: Path) -> Workbook:
    """The template as openpyxl reads it; nothing may change it."""
    return load_workbook(template)


FIRST_YEARS = {name: load_form_set(name, None).first_year for name in available_form_sets()}
IN_TURN = [(name, ("zh", "en")[n % 2]) for n, name in enumerate(FIRST_YEARS)]
"""Every form set, in one language and the other by turns."""
OF_EACH_YEAR = {
    (year, ("zh", "en")[n % 2]): name for n, (name, year) in enumerate(FIRST_YEARS.items())
}
"""A form set for each year and language: those of one year differ in what they name only."""


@pytest.mark.parametrize(("form_set", "lang"), IN_TURN)
def test_every_form_set_has_a_template_that_opens(tmp_path: Path, form_set: str, lang: str) -> None:
    path, year = tmp_path / "book.xlsx", FIRST_YEARS[form_set]
    write_template(path, load_form_set(form_set, None), year, lang)
    with CalamineWorkbook.from_path(str(path)) as book:
        titles = [spec.title for spec in sorted(sheets(), key=lambda spec: spec.folded)]
        assert book.sheet_names[1:] == ["账套", "单位", *titles, "科目", "指标库", "列表"]
        said = {str(row[0]): str(row[1]) for row in book.get_sheet_by_name("账套").to_python()}
    assert said["年度"] == str(year)
    assert said["套表"] == form_set
    if OF_EACH_YEAR[year, lang] != form_set:
        return
    # nothing but the department's name is missing
    (problem,) = refused(path)
    assert (problem.key, problem.place.sheet) == ("entry_missing", "账套")
    assert "缺少 部门名称。请补上，如 某某局" in problem.text()


@pytest.mark.parametrize("spec", sheets(), ids=lambda spec: spec.key)
def test_drop_down_lists_name_ranges_that_hold_the_choices(
    opened: Workbook, spec: SheetSpec
) -> None:
    page = opened[spec.title]
    for number, column in enumerate(spec.columns, 1):
        heading = page.cell(1, number)
        assert heading.value.rstrip("*") == column.zh
        assert heading.value.endswith("*") == column.required
        assert (heading.comment.text if heading.comment else "") == column.about
        if column.type == "choice":
            (rule,) = [v for v in rules(page) if heading.offset(1).coordinate in v.sqref]
            listed = rule.formula1.removeprefix("=").replace("$", "")
            sheet, _, cells = listed.partition("!")
            values = [row[0].value for row in opened[sheet][cells]]
            assert values == [choice.zh for choice in choices(column.values)]


def rules(page: Worksheet) -> list[Any]:
    return list(page.data_validations.dataValidation)


def test_dates_are_limited_to_the_year(opened: Workbook) -> None:
    page = opened["明细账"]
    (rule,) = [v for v in rules(page) if v.type == "date"]
    day = datetime.date(1899, 12, 30)
    limits = (int(rule.formula1), int(rule.formula2))
    assert [day + datetime.timedelta(n) for n in limits] == [
        datetime.date(2023, 1, 1),
        datetime.date(2023, 12, 31),
    ]


def test_the_codes_of_the_year_are_listed(opened: Workbook) -> None:
    page = opened["科目"]
    columns = {column[0].value: [cell.value for cell in column] for column in page.columns}
    assert "2013704" in columns["功能科目"]
    assert "39909" in columns["经济科目"]
    assert "39906" not in columns["经济科目"]


def fill(template: Path, folder: Path, target: Path) -> None:
    """Type a folder's tables and description into an empty template, numbers as numbers."""
    book = load_workbook(template)
    said = tomllib.loads((folder / "book.toml").read_text("utf-8"))
    rows = {row[0].value: row[1] for row in book["账套"].iter_rows()}
    for key, named in head_entries().items():
        if key in said:
            value = said[key]
            rows[named.zh].value = " ".join(value) if isinstance(value, list) else value
    for number, unit in enumerate(said["units"], 2):
        for column, key in enumerate(("code", "name", "kind"), 1):
            book["单位"].cell(number, column).value = unit[key]
    for spec in sheets():
        path = folder / f"{spec.file}.csv"
        if path.exists():
            type_table(book[spec.title], path)
    book.save(target)


def type_table(page: Worksheet, path: Path) -> None:
    places = {cell.value.rstrip("*"): cell.column for cell in page[1]}
    for cell in page[2]:
        cell.value = None  # the example
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, record in enumerate(csv.DictReader(stream), 2):
            for heading, text in record.items():
                value: object = text
                if text and heading in {"金额", "原值", "净值", "数量", "分录号"}:
                    value = float(text)
                elif text and heading == "日期":
                    value = datetime.date.fromisoformat(text)
                page.cell(number, places[heading]).value = value or None


@pytest.mark.parametrize("example", ["qujing", "yuxi"])
def test_a_filled_template_gives_the_facts_of_the_folder(
    template: Path, tmp_path: Path, example: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(example)
    fill(template, folder, tmp_path / "filled.xlsx")
    filled, written = read_book(tmp_path / "filled.xlsx"), book_once(folder)
    columns = "* EXCLUDE value, value"
    assert facts(filled, columns) == facts(written, columns) != []
    assert filled.description == written.description
    assert filled.rows == {spec.key: written.rows.get(spec.key, 0) for spec in sheets()}


def test_the_examples_read_without_notices(qujing: Path, yuxi: Path) -> None:
    assert [book_once(path).notices for path in (qujing, yuxi)] == [[], []]


def test_an_example_left_as_it_is_does_not_count(template: Path, tmp_path: Path) -> None:
    book = load_workbook(template)
    book["账套"]["B2"] = "示例中心"
    assert book["明细账"]["M2"].value == "样例：不计入，可删"
    book.save(tmp_path / "book.xlsx")
    assert set(read_book(tmp_path / "book.xlsx").rows.values()) == {0}


def test_an_example_that_was_changed_and_still_says_so_is_told(
    template: Path, tmp_path: Path
) -> None:
    book = load_workbook(template)
    book["账套"]["B2"] = "示例中心"
    book["统计数"]["D2"] = 3
    book.save(tmp_path / "book.xlsx")
    (problem,) = refused(tmp_path / "book.xlsx")
    place = problem.place
    assert (problem.key, place.sheet, place.row, place.column) == (
        "example_changed",
        "统计数",
        2,
        "备注",
    )


def test_each_sheet_shows_an_example(opened: Workbook) -> None:
    without = [
        spec.title
        for spec in sheets()
        if "样例：不计入，可删" not in [cell.value for cell in opened[spec.title][2]]
    ]
    assert without == []


def test_an_example_that_wraps_has_room_and_its_amount_two_digits(opened: Workbook) -> None:
    """It stood over the heading in print."""
    projects, entries = (opened[name] for name in ("项目", "明细账"))
    wrapped = next(cell for cell in projects[2] if cell.value and len(str(cell.value)) > 8)
    assert (projects.row_dimensions[2].height or 0) >= 30, wrapped.value
    assert entries.row_dimensions[2].height is None or entries.row_dimensions[2].height > 15
    amount = next(cell for cell in entries[2] if cell.value == 1200.5)
    assert amount.number_format == "#,##0.00"


def test_a_new_book_prints_on_few_pages_in_type_that_can_be_read(opened: Workbook) -> None:
    def wide(page: Worksheet) -> float:
        """Widths of a page's columns together, in characters."""
        sized = [page.column_dimensions[key] for key in page.column_dimensions]
        return sum(one.width * (one.max - one.min + 1) for one in sized if one.min)

    a4 = 128  # characters of 11 points on a line of A4 across
    lines = 34  # rows of 15 points on its height
    pages = 0
    for page in opened.worksheets:
        if page.sheet_state == "hidden":
            continue
        scale = min(1.0, a4 / wide(page))
        assert scale > 0.5, (page.title, scale)
        assert page.page_setup.orientation == "landscape" and page.oddFooter.center.text
        rows = 1 if page.print_area else page.max_row
        pages += -(-rows // int(lines / scale))
    assert pages <= 20
    codes = opened["科目"]
    assert codes.print_area == "'科目'!$A$1:$E$1" and codes.freeze_panes == "A2"


def test_sheets_that_few_units_need_are_folded_away(opened: Workbook, tmp_path: Path) -> None:
    hidden = {page.title for page in opened.worksheets if page.sheet_state == "hidden"}
    folded = {spec.title for spec in sheets() if spec.folded}
    assert hidden == folded | {"列表"} and "不公开" in folded and "明细账" not in folded
    assert all(page.page_setup.fitToHeight == 0 for page in opened.worksheets)
    write_template(tmp_path / "all.xlsx", load_form_set("yunnan-2023"), 2023, every=True)
    with CalamineWorkbook.from_path(str(tmp_path / "all.xlsx")) as book:
        folded = [s.name for s in book.sheets_metadata if s.visible != SheetVisibleEnum.Visible]
    assert folded == ["列表"]
