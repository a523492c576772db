"""The reader of a file is chosen by what the file holds, then by its name."""

from pathlib import Path

import pytest
import xlsxwriter

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import format_of, read_file
from making import compound_file, write_docx, write_zip

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
        ("a.xls", b"nothing like it", "workbook"),
        ("a.htm", b"<p>x", "html"),
        ("a.txt", "<!DOCTYPE html><p>".encode("utf-16"), "html"),
        ("a.txt", b"<p>x</p>\ta", "text"),
        ("A.TXT", "表".encode("gbk"), "text"),
        ("a.md", b"# a", "text"),
    ],
)
def test_the_name_tells_where_content_does_not(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert format_of(path) == kind


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a", b"text", "not_this_format"),
        ("a.rar", b"Rar!\x1a\7\0", "not_this_format"),
        ("a.doc", compound_file({"WordDocument": b""}), "not_this_format"),
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
