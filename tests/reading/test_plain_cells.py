"""Sheets written as programs write them are looked at all at once, with what XML would tell."""

from pathlib import Path

import pytest
import xlsxwriter

from juesuan.reading.formats import plain_cells
from juesuan.reading.formats.plain_cells import PlainCells, carries_nothing
from juesuan.reading.formats.sheet_survey import survey_xlsx

AMOUNT = b'<c r="B2" s="3"><v>12.5</v></c>'


def sheet(row: bytes, after: bytes = b"") -> bytes:
    cells = b'<sheetData><row r="2" spans="1:2">' + row + b"</row></sheetData>"
    return b"<worksheet>" + cells + after + b"</worksheet>"


def test_plain_cells_are_found_with_address_style_kind_and_value() -> None:
    name = b'<c r="A2" t="s"><v>0</v></c><c r="C2" s="1"/>'
    around = b"<worksheet><sheetData></sheetData><cols/></worksheet>"
    cells = [
        (b"A", b"2", b"", b"s", b"0"),
        (b"C", b"2", b"1", b"", b""),
        (b"B", b"2", b"3", b"", b"12.5"),
    ]
    found = plain_cells.plain_cells(sheet(name + AMOUNT, b"<cols/>"))
    assert found == PlainCells(around, cells)


@pytest.mark.parametrize(
    "row",
    [
        AMOUNT + b'<c r="C2"><f>B2</f><v>12.5</v></c>',
        AMOUNT + b'<c r="C2" t="e"><v>#REF!</v></c>',
        AMOUNT + b'<c r="C2" t="inlineStr"><is><t>x</t></is></c>',
        AMOUNT + b"<c><v>1</v></c>",
        AMOUNT + b"<!-- -->",
        AMOUNT + b"</row>" + AMOUNT + b'<row r="3">',
        b"<c " + AMOUNT + b' r="C2"/>',
        AMOUNT + b'<c r="C2"><v>1</v>',
    ],
)
def test_what_is_written_otherwise_is_left_to_xml(row: bytes) -> None:
    assert plain_cells.plain_cells(sheet(row)) is None


@pytest.mark.parametrize(
    ("content", "nothing"),
    [
        (sheet(AMOUNT), True),
        (sheet(AMOUNT, b"<formula>1</formula>"), True),
        (sheet(b'<c r="B2"><f>1+1</f></c>'), False),
        (sheet(b'<x:c r="B2"><x:f t="shared"/></x:c>'), False),
        (sheet(AMOUNT, b'<cols><col hidden="1"/></cols>'), False),
        (b"\xff\xfe" + sheet(AMOUNT).decode().encode("utf-16-le"), False),
    ],
)
def test_a_sheet_that_carries_nothing_shows_it_in_its_bytes(content: bytes, nothing: bool) -> None:
    assert carries_nothing(content) is nothing


def test_both_ways_of_looking_tell_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        two, plain = book.add_format({"num_format": "#,##0.00"}), book.add_worksheet("表一")
        plain.write_row(1, 1, [1, 2.5, "合计", ""], two)
        plain.write_row(30, 27, [7, 0.1 + 0.2])
        book.add_worksheet("表二").write_formula(0, 0, "=1/0", two, "#DIV/0!")
    found = survey_xlsx(path)
    assert found == (
        {"表一": {}, "表二": {(0, 0): "#DIV/0!"}},
        {"表一": {(1, 1): 2, (1, 2): 2}, "表二": {}},
    )
    monkeypatch.setattr(plain_cells, "MOST", 0)
    assert survey_xlsx(path) == found
