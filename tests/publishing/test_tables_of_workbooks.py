"""Tables that are no prescribed form stand on sheets of their own, after the forms."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.forms import Disclosure
from juesuan.publishing import write_workbook
from juesuan.publishing.laid import LaidCell, LaidTable

CELLS = (
    LaidCell(row=0, column=0, text="一级指标", rows=2, bold=True),
    LaidCell(row=0, column=1, text="指标值", columns=2, align="center"),
    LaidCell(row=1, column=1, text="目标"),
    LaidCell(row=1, column=2, text="实际"),
    LaidCell(row=2, column=0, text="产出"),
    LaidCell(row=2, column=1, text="=8"),
    LaidCell(row=2, column=2, text="9"),
)


def laid(*cells: LaidCell, rows: int = 3, **more: object) -> LaidTable:
    """A table of three columns, the first twice as wide as the others."""
    said: dict[str, object] = {
        "title": "项目支出绩效自评表",
        "number": "公开13表",
        "department": "部门：某局",
        "unit": "金额单位：万元",
        "widths": (10.0, 5.0, 5.0),
        "head": 2,
        **more,
    }
    return LaidTable(cells=cells, rows=rows, **said)  # type: ignore[arg-type]


@pytest.fixture
def sheets(disclosure: Disclosure, tmp_path: Path):
    """The sheets of a workbook with these tables and no form."""

    def written(*tables: LaidTable) -> list[Worksheet]:
        path = tmp_path / "a.xlsx"
        write_workbook(replace(disclosure, forms=()), path, tables=tables)
        return openpyxl.load_workbook(path).worksheets

    return written


def test_a_table_has_its_title_number_and_unit_above_and_its_notes_below(sheets) -> None:
    (sheet,) = sheets(laid(*CELLS, notes=("注：甲", "乙")))
    assert sheet.title == "01 项目支出绩效自评表"
    assert (sheet["A1"].value, sheet["C2"].value) == ("项目支出绩效自评表", "公开13表")
    assert (sheet["A3"].value, sheet["C3"].value) == ("部门：某局", "金额单位：万元")
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert rows == [
        ["一级指标", "指标值", ""],
        ["", "目标", "实际"],
        ["产出", "=8", "9"],
        ["注：甲", "", ""],
        ["乙", "", ""],
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "A4:A5", "B4:C4"}
    assert sheet["B6"].data_type == "s"


def test_sheets_are_numbered_and_their_names_are_short_enough(sheets) -> None:
    titles = [sheet.title for sheet in sheets(laid(*CELLS), laid(*CELLS, title="表" * 40))]
    assert titles == ["01 项目支出绩效自评表", "02 " + "表" * 25]


def test_columns_share_the_width_and_rows_are_as_high_as_their_text(sheets) -> None:
    """150 characters across: 75 and twice 37.5; a line is 13.5 points, 3 stand around."""
    tall = LaidCell(row=1, column=0, text="字" * 150, rows=2)
    lines = LaidCell(row=0, column=1, text="一\n二\n三", columns=2)
    endless = LaidCell(row=3, column=1, text="字" * 2000)
    (sheet,) = sheets(laid(tall, lines, endless, rows=5))
    widths = [sheet.column_dimensions[name].width for name in "ABC"]
    assert widths[0] == pytest.approx(75, abs=1) and widths[1] == pytest.approx(37.5, abs=1)
    heights = [sheet.row_dimensions[number].height for number in range(4, 9)]
    assert heights == [
        3 * 13.5 + 3,  # three lines of its own
        2 * 13.5 + 3,  # 300 characters of 75: four lines over two rows
        2 * 13.5 + 3,
        pytest.approx(400, abs=1),  # no row is higher
        13.5 + 3,
    ]


@pytest.mark.parametrize(("rows", "down"), [(40, 1), (41, 0)])
def test_a_table_is_one_page_across_and_a_long_one_goes_on(sheets, rows: int, down: int) -> None:
    (sheet,) = sheets(laid(*CELLS, rows=rows))
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight in ({0, "0"} if down == 0 else {None, 1})


def test_a_table_of_one_column_has_no_room_for_its_unit(sheets) -> None:
    (sheet,) = sheets(
        laid(LaidCell(row=0, column=0, text="说明"), rows=1, widths=(5.0,), title="甲")
    )
    assert (sheet["A2"].value, sheet["A3"].value) == ("公开13表", "部门：某局")
    assert not sheet.merged_cells.ranges
