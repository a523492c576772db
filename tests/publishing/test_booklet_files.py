"""The booklet as PDF and Word document: read back, its figures are the ones that were set."""

import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from juesuan.forms import Disclosure
from juesuan.narrative import (
    Block,
    Booklet,
    BookletTable,
    FormTable,
    Heading,
    TableCell,
    WrittenParagraph,
)
from juesuan.performance.preparing.model import Prepared, PreparedCell, PreparedTable
from juesuan.publishing.composing import annex_of
from juesuan.publishing.laid import LaidTable, cover_lines, laid_blocks
from juesuan.publishing.pdf import write_pdf
from juesuan.publishing.word import write_word
from juesuan.reading import read
from juesuan.reading.formats.pdf_library import pypdfium2
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
        WrittenParagraph(SAID),
    ]
    return Booklet(
        unit=disclosure.unit,
        year=disclosure.year,
        title="某局2023年度部门决算",
        blocks=tuple(blocks),
        cover=("某局",),
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


def test_only_an_empty_form_carries_the_sentence_of_one() -> None:
    disclosure = filled(facts(), "yunnan-2023")
    laid = list(laid_blocks(booklet(disclosure), disclosure))
    said = {block.form: block.sentence for block in laid if isinstance(block, LaidTable)}
    empty = {form.form.no for form in disclosure.forms if form.empty}
    assert {no for no, sentence in said.items() if sentence} == empty != set()


def test_merged_cells_of_other_tables_cover_what_they_say() -> None:
    disclosure = filled(facts(), "yunnan-2023")
    table = BookletTable(
        number="公开13表",
        title="项目支出绩效自评表",
        rows=(
            (TableCell("一级", rows=2, head=True), TableCell("指标", columns=2, head=True)),
            (TableCell("目标", head=True), TableCell("实际", head=True)),
            (TableCell("产出"), TableCell("8"), TableCell("9")),
        ),
        widths=(1, 1, 1),
    )
    book = Booklet(unit="某局", year=2023, title="某局", blocks=(table,))
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


def test_a_row_with_more_cells_than_columns_is_refused_by_its_number() -> None:
    rows = ((TableCell("甲"),), (TableCell("甲"), TableCell("乙")))
    table = BookletTable(number="", title="自评表", rows=rows, widths=(1,))
    book = Booklet(unit="某局", year=2023, title="某局", blocks=(table,))
    with pytest.raises(ValueError, match="自评表: row 2 "):
        list(laid_blocks(book, filled(facts(), "yunnan-2023")))


@cache
def yunnan() -> Disclosure:
    return filled(facts(), "yunnan-2023")


def opening(*blocks: Block) -> Booklet:
    return Booklet(unit="某局", year=2023, title="某局2023年度部门决算", blocks=blocks)


def page_texts(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in pdf]


def test_headings_of_a_part_and_its_first_table_share_a_page(tmp_path: Path) -> None:
    book = opening(
        Heading(1, "第二部分", "部门决算表"), Heading(2, "一、", "收入支出决算表"), FormTable("01")
    )
    (laid,) = laid_blocks(book, yunnan())
    assert isinstance(laid, LaidTable)
    assert [heading.text for heading in laid.headings] == ["部门决算表", "收入支出决算表"]
    pages = write_pdf(book, [laid], tmp_path / "a.pdf")
    cover, contents, *rest = page_texts(tmp_path / "a.pdf")
    assert pages == [1, 1]
    assert "2023年度部门决算" in cover and "收入支出决算表" in contents
    assert len(rest) == 1 and "第二部分" in rest[0] and "本年收入合计" in rest[0]


def test_a_heading_without_a_table_stays_a_heading_of_its_own() -> None:
    part, chapter = Heading(1, "第一部分", "概况"), Heading(2, "一、", "主要职能")
    book = opening(
        part, Heading(1, "第二部分", "决算表"), chapter, WrittenParagraph("无。"), chapter
    )
    laid = list(laid_blocks(book, yunnan()))
    assert laid == list(book.blocks)


def test_of_two_headings_of_one_level_the_second_goes_with_the_table() -> None:
    empty, above = Heading(2, "一、", "概况"), Heading(2, "二、", "收入支出决算表")
    first, laid = laid_blocks(opening(empty, above, FormTable("01")), yunnan())
    assert first == empty
    assert isinstance(laid, LaidTable) and laid.headings == (above,)


def test_heads_and_totals_stand_in_the_middle_labels_at_the_left_figures_at_the_right() -> None:
    (laid,) = laid_blocks(opening(FormTable("03")), yunnan())
    assert isinstance(laid, LaidTable)
    assert {cell.align for cell in laid.cells if cell.row < laid.head} == {"center"}
    body = {cell.text: cell.align for cell in laid.cells if cell.row >= laid.head and cell.text}
    figures = {align for text, align in body.items() if "." in text}
    names = {align for text, align in body.items() if text.endswith("支出") and "." not in text}
    assert (body["合计"], figures, names) == ("center", {"right"}, {"left"})


def test_the_heading_of_a_part_stands_large_above_its_table_in_word(tmp_path: Path) -> None:
    part, chapter = Heading(1, "第二部分　", "部门决算表"), Heading(2, "一、", "收入支出决算表")
    book = opening(part, chapter, FormTable("01"))
    write_word(book, laid_blocks(book, yunnan()), tmp_path / "a.docx")
    lines = {line.text: line for line in Document(str(tmp_path / "a.docx")).paragraphs}
    sizes = [
        {run.font.size.pt for run in line.runs}
        for text, line in lines.items()
        if "部门决算表" in text or "、收入支出决算表" in text
        if any(run.font.size for run in line.runs)
    ]
    assert max(map(max, sizes)) == 18.0 > min(map(min, sizes))


def test_self_evaluations_are_annexed_cell_by_cell() -> None:
    rows = (
        (PreparedCell(text="项目名称", head=True), PreparedCell(text="系统运行维护", columns=2)),
        (PreparedCell(text="得分", rows=2, head=True), PreparedCell(text="9", align="center")),
    )
    table = PreparedTable(kind="project", number="14", title="自评表", rows=rows, widths=(1, 1, 1))
    (annexed,) = annex_of(Prepared((table,)))
    assert annexed.rows == (
        (TableCell("项目名称", head=True), TableCell("系统运行维护", columns=2)),
        (TableCell("得分", rows=2, head=True), TableCell("9", align="center")),
    )


def test_the_cover_names_the_unit_on_a_line_of_its_own() -> None:
    assert cover_lines(opening()) == ["某局", "2023年度部门决算"]
    assert cover_lines(Booklet(unit="某局", year=2023, title="部门决算", blocks=())) == ["部门决算"]


def test_a_pdf_is_fit_for_archives_and_for_reading_aloud(tmp_path: Path) -> None:
    pdf = made(yunnan(), tmp_path / "a.pdf").read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def list_of(rows: int) -> BookletTable:
    """A long list under a head of two rows, the first cell of which covers both."""
    head = (
        (TableCell("序号", rows=2, head=True), TableCell("执行", columns=2, head=True)),
        (TableCell("全年预算数", head=True), TableCell("执行数", head=True)),
    )
    body = ((TableCell(str(n)), TableCell("1.00"), TableCell("2.00")) for n in range(rows))
    return BookletTable(
        number="公开14表", title="绩效自评汇总表", rows=(*head, *body), widths=(1, 2, 2)
    )


def test_the_head_of_a_long_table_stands_on_every_page(tmp_path: Path) -> None:
    book = opening(Heading(1, "第六部分", "附件"), list_of(150))
    blocks = list(laid_blocks(book, yunnan()))
    write_pdf(book, blocks, tmp_path / "a.pdf")
    pages = page_texts(tmp_path / "a.pdf")[2:]
    assert len(pages) > 2 and all("全年预算数" in page for page in pages)
    assert "149" in pages[-1]


@given(
    heads=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    rows=st.integers(1, 6),
)
def test_no_cell_joins_the_repeated_head_to_the_body(heads: list[int], rows: int) -> None:
    """Whatever the first column merges, the head ends where nothing reaches over its edge."""
    first, lines = [], []
    for height in heads:
        first += [height, *[0] * (height - 1)]
    first = (first + [1] * rows)[: max(len(first), rows)]
    for y, height in enumerate(first):
        side = (TableCell("项", rows=height, head=True),) if height else ()
        lines.append((*side, TableCell("目", head=y < rows)))
    book = opening(BookletTable(number="", title="表", rows=tuple(lines), widths=(1, 1)))
    (laid,) = laid_blocks(book, yunnan())
    assert isinstance(laid, LaidTable) and laid.head <= rows
    assert not any(c.row < laid.head < c.row + c.rows for c in laid.cells)


def test_a_word_booklet_that_begins_with_a_table_has_no_empty_section(tmp_path: Path) -> None:
    book = opening(Heading(1, "第一部分", "附件"), list_of(3))
    write_word(book, laid_blocks(book, yunnan()), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        xml = package.read("word/document.xml").decode()
    parts = xml.split("<w:sectPr")
    assert all("<w:t" in before for before, _ in pairwise(parts))
