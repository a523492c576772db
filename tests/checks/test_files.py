"""Rules on what files carry besides their pages."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink
from reportlab.pdfgen.canvas import Canvas

from juesuan.checks import Finding, NotChecked, check, message, selected
from juesuan.checks.rules.hygiene import files
from support.disclosures import printed_book

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def told(path: Path) -> dict[str, Finding]:
    """The findings on a file, by code."""
    subject = printed_book("shanxi-2023", files=[path])
    said = [one for rule in files.RULES.values() for one in rule(subject)]
    return {one.code: one for one in said if isinstance(one, Finding)}


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., dict[str, Finding]]:
    """The findings on a plain workbook, once something was done to it."""

    def findings(change: Callable[[openpyxl.Workbook], object]) -> dict[str, Finding]:
        book = openpyxl.Workbook()
        book.active.title = "公开01表"
        book.active["A1"] = 1
        book.properties.creator, book.properties.lastModifiedBy = "财政局", ""
        change(book)
        path = tmp_path / "决算.xlsx"
        book.save(path)
        return told(path)

    return findings


def plain(book: openpyxl.Workbook) -> None:
    """Nothing is done to it."""


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


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., dict[str, Finding]]:
    """The findings on a text document of these runs and comments."""
    return lambda body, comments="": told(document(tmp_path / "说明.docx", body, comments))


PLAIN = "<w:p><w:r><w:t>决算情况说明</w:t></w:r></w:p>"

# H201.


def test_h201_finds_formulas_with_the_first_ones_cell(workbook) -> None:
    found = workbook(lambda book: book.active.__setitem__("B2", "=SUM(A1:A9)"))
    assert set(found) == {"H201"}
    spot = found["H201"].where[0].spot
    assert (spot.file, spot.sheet, spot.cell) == ("决算.xlsx", "公开01表", "B2")
    assert "公开01表!B2" in message(found["H201"])


def test_h201_passes_values(workbook) -> None:
    assert "H201" not in workbook(plain)


def test_h201_spares_a_target_typed_with_its_sign(workbook) -> None:
    assert "H201" not in workbook(lambda book: book.active.__setitem__("B2", "=100%"))


def test_h201_spares_a_text_that_begins_like_a_formula(workbook) -> None:
    def write(book: openpyxl.Workbook) -> None:
        book.active["B2"] = "=按实际填列"
        book.active["B2"].data_type = "s"

    assert "H201" not in workbook(write)


# H202.


def test_h202_finds_a_hidden_sheet_by_its_name(workbook) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.create_sheet("工资明细").sheet_state = "hidden"
        book.create_sheet("基数").sheet_state = "veryHidden"

    found = workbook(hide)
    assert set(found) == {"H202"} and found["H202"].details["count"] == 2
    assert "工资明细、基数" in message(found["H202"])


def test_h202_passes_sheets_that_are_shown(workbook) -> None:
    assert "H202" not in workbook(lambda book: book.create_sheet("公开02表"))


def test_h202_spares_an_empty_sheet_that_is_shown(workbook) -> None:
    assert workbook(lambda book: book.create_sheet("Sheet2")) == {}


# H203.


def test_h203_finds_hidden_rows_and_columns(workbook) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[8].hidden = True
        book.active.column_dimensions["D"].hidden = True

    found = workbook(hide)
    assert set(found) == {"H203"} and found["H203"].details["count"] == 2
    assert "公开01表 row 8" in message(found["H203"])


def test_h203_passes_rows_that_are_shown(workbook) -> None:
    assert "H203" not in workbook(plain)


def test_h203_spares_rows_of_another_height(workbook) -> None:
    def squeeze(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[8].height = 3

    assert "H203" not in workbook(squeeze)


# H204.


def test_h204_finds_comments_in_workbooks_and_texts(workbook, text) -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book.active["A1"].comment = Comment("与财政对不上", "某人")

    found = workbook(comment)
    assert set(found) == {"H204"} and "公开01表" in message(found["H204"])
    assert "与财政对不上" not in message(found["H204"])
    assert set(text(PLAIN, '<w:comment w:id="0"/>')) == {"H204"}


def test_h204_passes_files_without_comments(workbook, text) -> None:
    assert "H204" not in workbook(plain) and "H204" not in text(PLAIN)


def test_h204_spares_the_word_in_a_cell(workbook) -> None:
    assert "H204" not in workbook(lambda book: book.active.__setitem__("B2", "批注"))


# H205.


def linked(book: openpyxl.Workbook) -> None:
    """A link to another workbook."""
    link = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(
        type="externalLinkPath", Target="底稿.xlsx", TargetMode="External"
    )
    book._external_links.append(link)


def test_h205_finds_a_link_to_another_workbook(workbook) -> None:
    found = workbook(linked)
    assert set(found) == {"H205"} and found["H205"].where[0].spot.file == "决算.xlsx"
    assert found["H205"].details["count"] == 1


def test_h205_passes_a_workbook_of_its_own(workbook) -> None:
    assert "H205" not in workbook(plain)


def test_h205_spares_an_address_written_in_a_cell(workbook) -> None:
    def address(book: openpyxl.Workbook) -> None:
        book.active["B2"] = "见[底稿.xlsx]公开01表"
        book.active["B3"].hyperlink = "https://www.example.gov.cn"

    assert "H205" not in workbook(address)


# H206.


def test_h206_finds_defined_names(workbook) -> None:
    def define(book: openpyxl.Workbook) -> None:
        book.defined_names["基数"] = DefinedName("基数", attr_text="公开01表!$A$1")

    found = workbook(define)
    assert set(found) == {"H206"} and found["H206"].details["count"] == 1


def test_h206_passes_a_workbook_without_names(workbook) -> None:
    assert "H206" not in workbook(plain)


def test_h206_spares_the_print_area_that_excel_names(workbook) -> None:
    assert "H206" not in workbook(lambda book: setattr(book.active, "print_area", "A1:C9"))


# H207.


def test_h207_finds_tracked_changes(text) -> None:
    found = text(
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    assert set(found) == {"H207"} and found["H207"].details["count"] == 2


def test_h207_passes_a_text_that_was_accepted(text) -> None:
    assert "H207" not in text(PLAIN)


def test_h207_spares_words_that_are_struck_through(text) -> None:
    body = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>旧</w:t></w:r></w:p>"
    assert "H207" not in text(body)


# H208.


def test_h208_finds_hidden_words(text) -> None:
    found = text("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>")
    assert set(found) == {"H208"} and found["H208"].where[0].spot.file == "说明.docx"


def test_h208_passes_words_that_are_shown(text) -> None:
    assert "H208" not in text(PLAIN)


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_h208_spares_words_whose_hiding_is_switched_off(text, value: str) -> None:
    body = f'<w:p><w:r><w:rPr><w:vanish w:val="{value}"/></w:rPr><w:t>字</w:t></w:r></w:p>'
    assert text(body) == {}


def test_a_texts_elements_are_followed_only_where_its_bytes_name_one_that_is_told(
    text, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A booklet has tens of thousands of elements."""
    followed: list[str] = []
    monkeypatch.setattr(files, "parse", lambda package, part, listener: followed.append(part))
    assert text(PLAIN) == {} and followed == []
    near = "<w:insideH/><w:delText>旧</w:delText><w:commentReference/>"
    assert text(f"<w:p><w:r>{near}</w:r></w:p>") == {} and followed == []
    for name in ("ins", "del", "moveFrom", "moveTo", "vanish", "comment"):
        for written in (f"<w:{name}/>", f'<w:{name} w:id="1"/>', f"<w:{name}>\n</w:{name}>"):
            text(f"<w:p>{written}</w:p>")
            assert followed, written
            followed.clear()


@pytest.mark.parametrize("way", ["utf-16", "another prefix", "none"])
def test_changes_are_found_however_the_text_is_written(tmp_path: Path, way: str) -> None:
    path = document(tmp_path / "说明.docx", "<w:p><w:ins/></w:p>", "")
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    (main,) = (name for name in parts if name.endswith("document.xml"))
    said = parts[main].decode()
    if way == "another prefix":
        said = said.replace("xmlns:w=", "xmlns:字.1=").replace("w:", "字.1:")
    if way == "none":
        said = said.replace("xmlns:w=", "xmlns=").replace("w:", "")
    parts[main] = said.encode("utf-16" if way == "utf-16" else "utf-8")
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert set(told(path)) == {"H207"}


# H209.


def authored(path: Path, author: str) -> Path:
    """A pdf of this author."""
    canvas = Canvas(str(path))
    canvas.setAuthor(author)
    canvas.drawString(100, 700, "x")
    canvas.save()
    return path


def test_h209_finds_a_person_in_the_properties_and_masks_the_name(workbook, tmp_path: Path) -> None:
    found = workbook(lambda book: setattr(book.properties, "creator", "王小明"))
    assert set(found) == {"H209"}
    assert "王○○" in message(found["H209"]) and "小明" not in message(found["H209"])
    assert set(told(authored(tmp_path / "决算.pdf", "王小明"))) == {"H209"}


def test_h209_passes_properties_without_a_name(workbook) -> None:
    assert "H209" not in workbook(lambda book: setattr(book.properties, "creator", ""))


@pytest.mark.parametrize("author", ["Administrator", "财政局", "lenovo"])
def test_h209_spares_offices_and_machines(tmp_path: Path, author: str) -> None:
    assert told(authored(tmp_path / "决算.pdf", author)) == {}


# Files that are looked into, and those that are not.


def test_a_clean_workbook_carries_nothing(workbook) -> None:
    assert workbook(plain) == {}


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
