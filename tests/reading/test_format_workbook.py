"""Workbooks become a heading and a grid for every sheet."""

import datetime
import struct
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from juesuan.reading import Document, Paragraph, read
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import sheet_survey
from juesuan.reading.formats.workbook import number_text, read_workbook
from juesuan.reading.opening import read_all
from making import Layout, compound_file, layouts, texts, write_xlsx, write_zip

XLS = Path(__file__).parent / "data" / "forms.xls"
"""Saved by LibreOffice: merged cells, errors, a date, a hidden sheet and an empty one."""


def written(path: Path, **cells: object) -> Document:
    """A workbook with cells by address, read."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        for address, content in cells.items():
            sheet.write(address, content)
    return read_workbook(path)


def refused(path: Path) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_workbook(path)
    return caught.value


@given(layouts())
def test_merged_cells_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, layout: Layout
) -> None:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for span in layout.spans:
            if span.height * span.width == 1:
                sheet.write(span.row, span.column, span.text)
            else:
                last = span.row + span.height - 1, span.column + span.width - 1
                sheet.merge_range(span.row, span.column, *last, span.text)
    (grid,) = read_workbook(path).grids
    assert texts(grid) == layout.texts


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_a_number_is_its_shortest_exact_decimal(number: float) -> None:
    text = number_text(number)
    assert Decimal(text) == Decimal(repr(number))
    assert not text.endswith(".") and "e" not in text.lower() and text != "-0"


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    document = read_workbook(XLS)
    assert document.format == "xls"
    parts = [part.text if isinstance(part, Paragraph) else texts(part) for part in document.parts]
    assert parts == [
        "收入决算表",
        [
            ["收入决算表", None, None, None],
            ["", "", "", "金额单位：万元"],
            ["科目", None, "金额", "日期"],
            ["201", "商贸事务", "3538.65", "2023-12-31"],
            [None, "2013202", "#DIV/0!", "TRUE"],
            ["", "第一行\n第二行", "#N/A", "0.1"],
        ],
        "hidden",
        [["x"]],
        "空表",
    ]


def test_every_cell_knows_its_address(tmp_path: Path) -> None:
    document = written(tmp_path / "书.xlsx", B7="a", AB8="b")
    (grid,) = document.grids
    assert document.paragraphs[0].heading
    assert str(grid.spot) == "书.xlsx 表!B7"
    cells = [cell for row in grid.rows for cell in row if cell]
    assert {cell.text: cell.spot.cell for cell in cells if cell.text} == {"a": "B7", "b": "AB8"}
    assert all(cell.spot.sheet == "表" for cell in cells)


def test_values_of_every_kind_are_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    values = [201, 3538.65, -0.01, True, datetime.date(2023, 12, 31), " 甲\n乙 ", "=1+1"]
    sheet.append([*values, datetime.datetime(2023, 12, 31, 8, 30)])
    book.save(path)
    (row,) = texts(read_workbook(path).grids[0])
    assert row[:6] == ["201", "3538.65", "-0.01", "TRUE", "2023-12-31", " 甲\n乙 "]
    assert row[6:] == ["", "2023-12-31T08:30:00"]


def test_a_target_typed_with_its_sign_is_kept_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["合格率", "=100%", "=A1&A1", "=0", "=14个"])
    book.save(path)
    assert texts(read_workbook(path).grids[0]) == [["合格率", "=100%", "", "=0", "=14个"]]


def test_error_values_are_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("a & b")
        sheet.write("B2", 1)
        sheet.write_formula("C3", "=1/0", None, "#DIV/0!")
    assert texts(read_workbook(path).grids[0]) == [["1", ""], ["", "#DIV/0!"]]


def test_sheets_that_show_no_cells_are_headings_only(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空")
        book.add_worksheet("藏").hide()
        book.get_worksheet_by_name("藏").write("A1", "x")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=藏!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)
    document = read_workbook(path)
    assert [part.text for part in document.paragraphs] == ["空", "藏", "图"]
    assert [grid.spot.sheet for grid in document.grids] == ["藏"]


def test_a_workbook_without_cells_is_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        written(tmp_path / "a.xlsx")
    (tmp_path / "none.xlsx").touch()
    assert refused(tmp_path / "none.xlsx").key == "empty"


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_cut_workbook_is_damaged(tmp_path: Path, kept: float) -> None:
    written(tmp_path / "a.xlsx", A1=1)
    for source in (tmp_path / "a.xlsx", XLS):
        data = source.read_bytes()
        path = tmp_path / f"cut{source.suffix}"
        path.write_bytes(data[: int(len(data) * kept)])
        assert refused(path).key == "damaged"


def test_a_locked_workbook_is_encrypted(tmp_path: Path) -> None:
    new, old = tmp_path / "a.xlsx", tmp_path / "a.xls"
    new.write_bytes(compound_file({"EncryptionInfo": b"", "EncryptedPackage": b"secret"}))
    records = [(0x809, b"\0\6\5\0" + bytes(12)), (0x2F, bytes(6)), (0x0A, b"")]
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    old.write_bytes(compound_file({"Workbook": stream}))
    assert [refused(new).key, refused(old).key] == ["encrypted", "encrypted"]


def test_far_cells_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    """calamine would ask for 550 GB and end the process."""
    path = tmp_path / "a.xlsx"
    with pytest.raises(UnreadableError, match="beyond the limits"):
        written(path, A1=1, XFD1048576=2)
    far = '<row><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert refused(write_xlsx(path, far)).key == "too_large"
    empty = '<row><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert texts(read_workbook(write_xlsx(path, empty)).grids[0]) == [["1"]]


def test_an_old_workbook_of_impossible_size_is_refused(tmp_path: Path) -> None:
    size = struct.pack("<IIHHH", 0, 0xFFFFFF, 0, 0xFFFF, 0)
    far = struct.pack("<HHHd", 60000, 60000, 0, 1.0)
    for body in ((0x200, size), (0x203, far)):
        sheet = [(0x809, b"\0\6\x10\0" + bytes(12)), (0x203, bytes(14)), body, (0x0A, b"")]
        start = 20 + 4 + 10 + 4
        book = [(0x809, b"\0\6\5\0" + bytes(12)), (0x85, struct.pack("<IHBBxx", start, 0, 1, 0))]
        stream = b"".join(
            struct.pack("<HH", kind, len(content)) + content
            for kind, content in [*book, (0x0A, b""), *sheet]
        )
        (tmp_path / "a.xls").write_bytes(compound_file({"Workbook": stream}))
        assert refused(tmp_path / "a.xls").key == "too_large"


def test_xml_with_a_document_type_is_refused(tmp_path: Path) -> None:
    sheet = '<row><c t="inlineStr"><is><t>&a;</t></is></c></row>'
    kind = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert refused(write_xlsx(tmp_path / "a.xlsx", sheet, before=kind)).key == "damaged"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", "<row/>")
    with ZipFile(path, "a", 8) as package:
        package.writestr("xl/media/bomb", bytes(40 << 20))
    assert refused(path).key == "too_large"


def test_merged_ranges_over_everything_do_not_take_forever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("juesuan.reading.formats.workbook.MAX_CELLS", 1000)
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["Z30"] = "x"
    for row in range(1, 11):
        book.active.merged_cells.add(f"A{row}:XFD1048576")
    book.save(path)
    assert refused(path).key == "too_large"


def test_a_zip_that_is_no_workbook_is_not_this_format(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", {"a.txt": "x"})
    assert refused(path).key == "not_this_format"
    (tmp_path / "b.xls").write_bytes(b"just a text")
    assert refused(tmp_path / "b.xls").key == "not_this_format"
    (tmp_path / "c.xls").write_bytes(compound_file({"WordDocument": b""}))
    assert refused(tmp_path / "c.xls").key == "not_this_format"


def test_the_area_bound_lies_above_the_bound_of_cells() -> None:
    from juesuan.reading.formats.workbook import MAX_CELLS

    assert MAX_CELLS <= sheet_survey.MAX_AREA


@pytest.mark.parametrize(
    ("number", "shown", "text"),
    [
        (985.6, "#,##0.00", "985.60"),
        (0.1 + 0.2, "0.00", "0.30"),
        (-0.0, "0.00", "0.00"),
        (12.345, "0.00", "12.345"),
        (0.5, "0%", "0.5"),
        (7, "General", "7"),
        (1000, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1000.00"),
    ],
)
def test_numbers_have_the_decimals_their_format_shows(
    number: float, shown: str, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_number(0, 0, number, book.add_format({"num_format": shown}))
    (grid,) = read_workbook(path).grids
    assert texts(grid) == [[text]]


def open_document(path: Path, kind: str) -> Path:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cells = (
        '<table:table-cell office:value-type="string"><text:p>合计</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12.50</text:p>'
        "</table:table-cell>"
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="表"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(path, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_an_open_document_spreadsheet_is_a_workbook_and_a_drawing_is_refused(
    tmp_path: Path,
) -> None:
    (document,) = read_all(open_document(tmp_path / "a.ods", "spreadsheet"))
    assert document.format == "ods"
    assert texts(document.grids[0]) == [["合计", "12.5"]]
    with pytest.raises(UnreadableError) as told:
        read_all(open_document(tmp_path / "b.odt", "graphics"))
    assert (told.value.key, told.value.details["kind"]) == ("not_this_format", "graphics")


def test_what_stands_in_hidden_lines_is_told_and_not_certain(tmp_path: Path) -> None:
    """A row that nobody sees may be left over from a draft; seen rows stay certain."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in ("支出决算表", "公开03表", "部门：某某市司法局", "2023年度", "金额单位：元"):
        sheet.append([line])
    sheet.append(["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"])
    for code, name, whole, basic, project in (
        ("合计", "", "100.75", "40.25", "60.50"),
        ("204", "公共安全支出", "80.25", "20.25", "60.00"),
        ("20406", "司法", "80.25", "20.25", "60.00"),
        ("20499", "其他公共安全支出", "7.50", "5.00", "2.50"),
        ("208", "社会保障和就业支出", "20.50", "20.00", "0.50"),
        ("20805", "行政事业单位养老支出", "20.50", "20.00", "0.50"),
    ):
        sheet.append([code, name, whole, basic, project])
    sheet.row_dimensions[10].hidden = True
    sheet.column_dimensions["H"].hidden = True
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    certain = {o.row: o.certainty for o in reading.observations}
    assert {row for row, certainty in certain.items() if certainty < 1} == {"20499"}
    assert len(certain) == 6
    (told,) = (one for one in reading.unread if one.key == "hidden_lines")
    assert (told.spot.sheet, told.details) == (sheet.title, {"lines": "10"})


def test_the_year_may_stand_lower_in_the_title_block_of_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in ("支出决算表", "公开03表", "编制单位：某某市司法局", "2021年度", "金额单位：元"):
        book.active.append([line])
    book.active.append(["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"])
    book.active.append(["合计", "", "80.25", "20.25", "60.00"])
    book.active.append(["204", "公共安全支出", "80.25", "20.25", "60.00"])
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    assert (reading.year, reading.year_said) == (2021, True)
