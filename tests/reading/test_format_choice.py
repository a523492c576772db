"""The reader of a file is chosen by what the file holds, then by its name."""

from pathlib import Path

import pytest
import xlsxwriter

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import format_of, read_file
from making import compound_file, texts, write_docx, write_zip

XLS = Path(__file__).parent / "data" / "forms.xls"


def test_content_comes_before_the_name(tmp_path: Path) -> None:
    book = tmp_path / "book.txt"
    with xlsxwriter.Workbook(book) as workbook:
        workbook.add_worksheet("表").write("A1", "文")
    old = tmp_path / "old.xlsx"
    old.write_bytes(XLS.read_bytes())
    word = write_docx(tmp_path / "word.xls", "<w:p><w:r><w:t>文</w:t></w:r></w:p>")
    page = tmp_path / "page.xls"
    page.write_text("\ufeff <?xml version='1.0'?><!-- a --><HTML><p>文", "utf-8")
    assert [read_file(path).format for path in (book, old, word, page)] == [
        "xlsx",
        "xls",
        "docx",
        "html",
    ]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"\n%PDF-1.7\n", "pdf"),
        ("a.pdf", b"nothing like it", "pdf"),
        ("a.xls", "项目\t金额\n合计\t1.00\n".encode(), "text"),
        ("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related; x", "web_archive"),
        ("a.doc", b"{\\rtf1 x}", "rtf"),
        ("a.wps", compound_file({"WordDocument": b""}), "doc"),
        ("a", b"text", "text"),
        ("a.htm", b"<p>x", "html"),
        ("a.txt", "<!DOCTYPE html><p>".encode("utf-16"), "html"),
        ("a.txt", b"<p>x</p>\ta", "text"),
        ("A.TXT", "表".encode("gbk"), "text"),
        ("a.md", b"# a", "text"),
    ],
)
def test_content_tells_and_the_name_where_it_does_not(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert format_of(path) == kind


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.json", b"{}", "not_this_format"),
        ("a.txt", b"a\0b", "not_this_format"),
        ("a.rar", b"Rar!\x1a\7\0", "not_this_format"),
        ("a.docx", compound_file({"EncryptedPackage": b""}), "encrypted"),
        ("a.docx", b"PK\3\4 cut off", "damaged"),
        ("a.xls", XLS.read_bytes()[:300], "damaged"),
        ("a.pdf", b"", "empty"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, data: bytes, key: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read_file(path)
    assert caught.value.key == key


def test_plain_zips_and_folders_are_no_file_of_a_format(tmp_path: Path) -> None:
    for path in (write_zip(tmp_path / "a.zip", {"a.txt": "x"}), tmp_path):
        with pytest.raises(UnreadableError, match="none of the formats"):
            read_file(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_pictures_are_left_to_recognition(tmp_path: Path, name: str, data: bytes) -> None:
    """Without it they need it; with it these are no pictures after all."""
    path = tmp_path / name
    path.write_bytes(data)
    assert format_of(path) == "image"
    with pytest.raises(UnreadableError) as caught:
        read_file(path)
    assert caught.value.key in {"needs_ocr", "damaged"}


XML_WORKBOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="支出"><Table>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">项目</Data></Cell>
<Cell ss:MergeAcross="1"><Data ss:Type="String">金额</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">预算</Data></Cell>
<Cell><Data ss:Type="String">决算</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">合计</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">8.77</Data></Cell></Row>
</Table></Worksheet></Workbook>"""
ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="--x"

----x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<html><body><p>=E5=86=B3=E7=AE=97</p><table><tr><td>=E5=90=88=E8=AE=A1<td>8=
.77</table></body></html>
----x--
"""


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("项目\t金额\n合计\t8.77\n", [["项目", "金额"], ["合计", "8.77"]]),
        ('项目,金额\n合计,"1,008.77"\n', [["项目", "金额"], ["合计", "1,008.77"]]),
        (
            XML_WORKBOOK,
            [["项目", "金额", None], [None, "预算", "决算"], ["", "", ""], ["合计", "", "8.77"]],
        ),
        (ARCHIVE, [["合计", "8.77"]]),
        ("<table><tr><td>合计<td>8.77</table>", [["合计", "8.77"]]),
    ],
    ids=["tabs", "commas", "XML", "a web archive", "a web page"],
)
def test_what_programs_call_xls_is_read_as_what_it_is(
    tmp_path: Path, content: str, rows: list[list[str | None]]
) -> None:
    path = tmp_path / "表.xls"
    path.write_text(content, "utf-8")
    (grid,) = read_file(path).grids
    assert texts(grid) == rows
