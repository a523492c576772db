"""The booklet as PDF and Word document: read back, its figures are the ones that were set."""

import zipfile
from pathlib import Path

import pypdfium2
import pytest

from juesuan.forms import Disclosure
from juesuan.narrative import Booklet, FormTable, Heading, Paragraph, Table, TableCell
from juesuan.publishing.laid import LaidTable, laid_blocks
from juesuan.publishing.pdf import write_pdf
from juesuan.publishing.word import write_word
from juesuan.reading import read
from support.balanced import filled
from support.disclosures import facts
from support.printing import cells_of

SAID = "收入支出与上年相比持平，#标记 *不是* $标记$ <也不是>。"


def booklet(disclosure: Disclosure) -> Booklet:
    forms = [FormTable(form.form.no) for form in disclosure.forms]
    blocks = [
        Heading(1, "第一部分　", f"{disclosure.year}年度部门决算表"),
        *forms,
        Heading(1, "第二部分　", "情况说明"),
        Heading(2, "一、", "收入情况"),
        Paragraph(SAID),
    ]
    return Booklet(
        disclosure.unit, disclosure.year, "某局2023年度部门决算", tuple(blocks), ("某局",)
    )


def made(disclosure: Disclosure, path: Path) -> Path:
    book = booklet(disclosure)
    write = write_pdf if path.suffix == ".pdf" else write_word
    write(book, laid_blocks(book, disclosure), path)
    return path


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@pytest.mark.parametrize("form_set", ["yunnan-2021", "yunnan-2024", "shanxi-2023"])
def test_every_figure_is_read_back(form_set: str, suffix: str, tmp_path: Path) -> None:
    disclosure = filled(facts(), form_set)
    reading = read(made(disclosure, tmp_path / f"booklet{suffix}"))
    found = {(o.form, o.row, o.column): o.value for o in reading.observations}
    assert reading.form_set.id == form_set
    assert found == cells_of(disclosure)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_same_booklet_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    disclosure = filled(facts(), "yunnan-2023")
    first = made(disclosure, tmp_path / f"a{suffix}").read_bytes()
    assert made(disclosure, tmp_path / f"b{suffix}").read_bytes() == first


def test_a_pdf_has_selectable_text_as_written_and_bookmarks(tmp_path: Path) -> None:
    disclosure = filled(facts(), "yunnan-2023")
    pdf = pypdfium2.PdfDocument(made(disclosure, tmp_path / "a.pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert SAID in "".join(text.split("\r\n"))
    marks = [mark.get_title() for mark in pdf.get_toc()]
    assert "第二部分　情况说明" in marks
    assert all(form.form.title in marks for form in disclosure.forms)


def test_heads_of_word_tables_repeat_and_wide_forms_stand_across(tmp_path: Path) -> None:
    disclosure = filled(facts(), "yunnan-2023")
    with zipfile.ZipFile(made(disclosure, tmp_path / "a.docx")) as package:
        xml = package.read("word/document.xml").decode()
    heads = sum(form.form.header_rows for form in disclosure.forms)
    assert xml.count("<w:tblHeader/>") == heads
    assert 'w:orient="landscape"' in xml
    assert "&lt;也不是&gt;" in xml


def test_merged_cells_of_other_tables_cover_what_they_say() -> None:
    disclosure = filled(facts(), "yunnan-2023")
    table = Table(
        "公开13表",
        "项目支出绩效自评表",
        (
            (TableCell("一级", rows=2, head=True), TableCell("指标", columns=2, head=True)),
            (TableCell("目标", head=True), TableCell("实际", head=True)),
            (TableCell("产出"), TableCell("8"), TableCell("9")),
        ),
        (1, 1, 1),
    )
    book = Booklet("某局", 2023, "某局", (table,))
    (laid,) = laid_blocks(book, disclosure)
    assert isinstance(laid, LaidTable)
    assert laid.head == 2
    assert [(c.row, c.column, c.text) for c in laid.cells] == [
        (0, 0, "一级"),
        (0, 1, "指标"),
        (1, 1, "目标"),
        (1, 2, "实际"),
        (2, 0, "产出"),
        (2, 1, "8"),
        (2, 2, "9"),
    ]
