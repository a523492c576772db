"""Rules on what files carry besides their pages."""

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from reportlab.pdfgen.canvas import Canvas

from juesuan.checks import Finding, NotChecked, check, message, selected
from juesuan.checks.rules.hygiene import files
from support.disclosures import printed_book

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def told(path: Path) -> dict[str, object]:
    """The findings on a file, by code."""
    subject = printed_book("shanxi-2023", files=[path])
    said = [one for rule in files.RULES.values() for one in rule(subject)]
    return {one.code: one for one in said if isinstance(one, Finding)}


def workbook(path: Path) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "公开01表"
    book.active["A1"] = 1
    book.properties.creator = "财政局"
    book.properties.lastModifiedBy = ""
    return book


def test_a_clean_workbook_carries_nothing(tmp_path: Path) -> None:
    path = tmp_path / "决算.xlsx"
    workbook(path).save(path)
    assert told(path) == {}


def test_a_workbook_tells_all_it_hides(tmp_path: Path) -> None:
    path = tmp_path / "决算.xlsx"
    book = workbook(path)
    sheet = book.active
    sheet["B2"] = "=SUM(A1:A9)"
    sheet["A1"].comment = Comment("与财政对不上", "某人")
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("工资明细").sheet_state = "hidden"
    book.defined_names["基数"] = DefinedName("基数", attr_text="公开01表!$A$1")
    book.properties.creator = "王小明"
    book.save(path)
    found = told(path)
    assert set(found) == {"H201", "H202", "H203", "H204", "H206", "H209"}
    assert "公开01表!B2" in message(found["H201"])
    assert (found["H201"].where[0].spot.sheet, found["H201"].where[0].spot.cell) == (
        "公开01表",
        "B2",
    )
    assert "工资明细" in message(found["H202"])
    assert found["H203"].details["count"] == 2
    assert "王○○" in message(found["H209"]) and "小明" not in message(found["H209"])


def document(path: Path, body: str, comments: str = "") -> Path:
    """A docx of these runs."""
    kinds = f"{OFFICE}/officeDocument"
    with ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kinds}" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        if comments:
            package.writestr(
                "word/_rels/document.xml.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{OFFICE}/comments" Target="comments.xml"/>'
                "</Relationships>",
            )
            package.writestr(
                "word/comments.xml", f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>'
            )
    return path


def test_tracked_changes_comments_and_hidden_words_are_told(tmp_path: Path) -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
    )
    found = told(document(tmp_path / "说明.docx", body, '<w:comment w:id="0"/>'))
    assert set(found) == {"H204", "H207", "H208"}
    assert found["H207"].details["count"] == 2


def test_words_that_are_not_hidden_are_fine(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>字</w:t></w:r></w:p>'
    assert told(document(tmp_path / "说明.docx", body)) == {}


@pytest.mark.parametrize(
    ("author", "codes"), [("王小明", {"H209"}), ("Administrator", set()), ("财政局", set())]
)
def test_the_author_of_a_pdf_is_told_if_a_person(
    tmp_path: Path, author: str, codes: set[str]
) -> None:
    path = tmp_path / "决算.pdf"
    canvas = Canvas(str(path))
    canvas.setAuthor(author)
    canvas.drawString(100, 700, "x")
    canvas.save()
    assert set(told(path)) == codes


def test_files_within_a_zip_are_looked_at_and_damaged_ones_passed_over(tmp_path: Path) -> None:
    inner = document(tmp_path / "说明.docx", "<w:p><w:ins/></w:p>")
    path = tmp_path / "公开.zip"
    with ZipFile(path, "w") as package:
        package.write(inner, "说明.docx")
        package.writestr("坏.xlsx", b"PK\x03\x04 not a workbook")
    assert set(told(path)) == {"H207"}


def test_a_file_that_cannot_be_looked_into_is_said_to_be_unchecked(tmp_path: Path) -> None:
    path = tmp_path / "旧表.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")
    subject = printed_book("shanxi-2023", files=[path])
    assert list(files.formulas(subject)) == [
        NotChecked("H201", "not_looked_into", {"file": "旧表.xls"})
    ]
    assert check(subject, selected(["H2"])).findings == []
