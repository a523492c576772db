"""Layouts of the booklet: the page that a table gets, and how it fills it."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from juesuan.narrative import Booklet, Heading, WrittenParagraph
from juesuan.publishing import pdf
from juesuan.publishing.laid import LaidCell, LaidTable
from juesuan.publishing.look import LOOKS, look_named
from juesuan.publishing.word import write_word
from juesuan.reading.formats.pdf_library import pypdfium2

OFFICIAL = look_named("official")
MILLIMETRE = 72 / 25.4


def table(columns: int, rows: int, width: float = 6.0) -> LaidTable:
    """A wide table of short figures; ``width`` is a column's in em."""
    return LaidTable(
        title="表",
        number="公开05表",
        department="",
        unit="",
        cells=tuple(
            LaidCell(row=y, column=x, text="1.00") for y in range(rows) for x in range(columns)
        ),
        rows=rows,
        head=1,
        widths=(width,) * columns,
        landscape=True,
    )


def pages(path: Path) -> list[tuple[int, int]]:
    """Each page of a PDF, across and down in millimetres."""
    return [
        (round(page.get_width() / MILLIMETRE), round(page.get_height() / MILLIMETRE))
        for page in pypdfium2.PdfDocument(path)
    ]


def booklet(*blocks: Heading | WrittenParagraph) -> Booklet:
    return Booklet(unit="某局", year=2023, title="某局2023年度部门决算", blocks=blocks)


@pytest.mark.parametrize(("columns", "paper"), [(8, "a4"), (18, "a4"), (21, "a3"), (40, "a3")])
def test_a_table_that_a4_would_print_too_small_gets_a3(columns: int, paper: str) -> None:
    assert table(columns, rows=20).fit(OFFICIAL).paper == paper


def test_print_is_legible_wherever_a_paper_allows_it_and_never_below_the_least() -> None:
    for columns in range(3, 60, 3):
        fit = table(columns, rows=20).fit(OFFICIAL)
        widest = OFFICIAL.table_room("a3", across=True)[0] / (columns * 6.0)
        assert fit.size >= min(OFFICIAL.table.legible, widest) or fit.size == 4.5
        assert fit.size * columns * 6.0 <= fit.across + 1 or fit.size == 4.5


@pytest.mark.parametrize("rows", [20, 200])
def test_print_as_small_as_is_still_legible_keeps_the_smaller_paper(rows: int) -> None:
    wide = table(20, rows)
    size = wide.fit(replace(OFFICIAL, table=replace(OFFICIAL.table, legible=0.0))).size
    for legible, paper in ((size, "a4"), (size * 1.01, "a3")):
        look = replace(OFFICIAL, table=replace(OFFICIAL.table, legible=legible))
        assert table(20, rows).fit(look).paper == paper


def test_rows_spread_over_the_page_but_not_without_bound() -> None:
    assert [table(8, rows=rows).fit(OFFICIAL).apart for rows in (3, 5, 6, 12)] == [0, 0, 0.5, 0.5]
    full = table(8, rows=25).fit(OFFICIAL)
    assert 0 <= full.apart < 0.5


def test_a_table_of_48_rows_is_made_to_fit_its_page_and_a_longer_one_goes_on() -> None:
    whole, longer = (
        replace(table(8, rows=rows, width=4.0), landscape=False).fit(OFFICIAL) for rows in (48, 49)
    )
    assert OFFICIAL.table.legible <= whole.size < longer.size
    assert longer.apart == 0


def test_titles_of_tables_stand_a_level_below_their_heading_in_the_bookmarks(
    tmp_path: Path,
) -> None:
    part, chapter = Heading(1, "第一部分　", "决算表"), Heading(2, "一、", "附表")
    small = replace(table(8, rows=3), landscape=False)
    blocks = [replace(small, title="甲表", headings=(part,)), replace(small, title="乙表"), chapter]
    blocks += [replace(small, title="丙表", headings=()), WrittenParagraph("完。")]
    pdf.write_pdf(booklet(part, chapter), blocks, tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    levels = {mark.get_title()[:2]: mark.level for mark in document.get_toc()}
    assert {levels[name] for name in ("甲表", "乙表")} == {levels["第一"] + 1}
    assert levels["丙表"] == levels["一、"] + 1


def test_the_page_of_the_text_is_that_of_official_documents(tmp_path: Path) -> None:
    """版心 156 × 225 毫米, 22 lines (GB/T 9704, 5.2.1 and 5.2.3)."""
    edges = OFFICIAL.page
    assert (210 - edges.left - edges.right, 297 - edges.top - edges.bottom) == (156, 225)
    assert round(225 * MILLIMETRE / OFFICIAL.text.line, 1) == 22.0
    assert round(156 * MILLIMETRE / OFFICIAL.text.size) == 28


def test_wide_and_narrow_pages_stand_in_one_pdf(tmp_path: Path) -> None:
    said = booklet(Heading(1, "第一部分　", "决算表"))
    pdf.write_pdf(said, [table(40, rows=8), table(8, rows=8)], tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf")[2:] == [(420, 297), (297, 210)]


@pytest.mark.parametrize("lines", range(19, 28))
def test_a_last_page_has_five_lines_or_there_is_none(lines: int, tmp_path: Path) -> None:
    """Paragraphs of one line each, about a page of them."""
    blocks = [Heading(1, "", "情况说明"), *(WrittenParagraph(f"第{n}句。") for n in range(lines))]
    pdf.write_pdf(booklet(*blocks), blocks, tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert f"第{lines - 1}句" in last
    assert last.count("句") >= 5


@pytest.mark.parametrize("name", LOOKS)
def test_every_layout_prints_and_word_has_its_margins(name: str, tmp_path: Path) -> None:
    from docx import Document

    look = look_named(name)
    blocks = [Heading(1, "", "情况说明"), WrittenParagraph("收支平衡。"), table(40, rows=8)]
    assert pdf.write_pdf(booklet(), blocks, tmp_path / "a.pdf", look=look) == [1]
    write_word(booklet(), blocks, tmp_path / "a.docx", look=look)
    sections = Document(str(tmp_path / "a.docx")).sections
    assert round(sections[0].left_margin.mm) == round(look.page.left)
    assert (round(sections[-1].page_width.mm), round(sections[-1].page_height.mm)) == (420, 297)


def test_tables_of_one_paper_share_a_section_of_word_and_others_turn_the_page(
    tmp_path: Path,
) -> None:
    """Upright, upright, across, upright: three sections of tables, each held as its tables are."""
    from docx import Document

    across = table(8, rows=4)
    upright = replace(across, landscape=False)
    blocks = [upright, upright, across, across, upright]
    write_word(booklet(), blocks, tmp_path / "a.docx")
    sections = Document(str(tmp_path / "a.docx")).sections
    lying = [section.page_width > section.page_height for section in sections]
    assert lying[-3:] == [False, True, False] and True not in lying[:-3]


def test_long_notes_leave_room_for_themselves_on_the_page_of_their_table() -> None:
    """Notes of several lines were counted as one each, and ran over to a page of their own."""
    long = "“三公”经费为本年支出，包括基本支出和项目支出安排的实际支出，按各项的口径填列。" * 4
    bare = replace(table(8, rows=26), landscape=False)
    left = bare.fit(OFFICIAL)
    noted = replace(bare, notes=(long,) * 4).fit(OFFICIAL)
    assert noted.apart * bare.rows * noted.size * 2 < left.apart * bare.rows * left.size * 2 - 100


@pytest.mark.parametrize("paragraphs", [19, 21])
def test_paragraphs_that_cannot_be_parted_leave_no_page_of_a_few_lines(
    tmp_path: Path, paragraphs: int
) -> None:
    """Paragraphs of two lines go whole to the next page: how many lines stay for the last page is
    seen in print only."""
    said = "机关运行经费只统计行政单位和参照公务员法管理的事业单位，数额为公用经费。"
    text = [WrittenParagraph(f"{number}.{said}") for number in range(paragraphs)]
    heads = (Heading(2, "二、", "口径"), Heading(3, "（一）", "口径"))
    first = (Heading(1, "第一部分　", "其他情况"), Heading(2, "一、", "说明"))
    blocks = (*first, *text[:-3], *heads, *text[-3:])
    pdf.write_pdf(booklet(*blocks), blocks, tmp_path / "booklet.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "booklet.pdf")
    lines = [len(page.get_textpage().get_text_range().split("\n")) - 1 for page in document]
    assert min(lines[2:]) >= 5, lines


def test_a_last_page_that_no_spacing_mends_is_printed_as_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no page long enough, each spacing is tried once, and the last one is printed."""
    monkeypatch.setattr(pdf, "_FEW", 1000)
    tried: list[float | None] = []
    spaced = pdf._spaced

    def noted(*given: Any) -> list[float | None]:
        found = spaced(*given)
        tried.append(found[0])
        return found

    monkeypatch.setattr(pdf, "_spaced", noted)
    said = [WrittenParagraph("收支平衡。")] * 40
    blocks = [Heading(1, "", "情况说明"), *said]
    assert pdf.write_pdf(booklet(*blocks), blocks, tmp_path / "a.pdf") == [1]
    assert tried == [*pdf._SPACINGS, pdf._SPACINGS[-1]]
    assert len(pypdfium2.PdfDocument(tmp_path / "a.pdf")) > 3


def test_a_heading_too_long_for_a_line_breaks_into_lines_of_like_length(tmp_path: Path) -> None:
    """No last line of one or two characters."""
    name = "示例市普陀区委社会工作部2023年度部门决算情况说明"
    blocks = [Heading(1, "第二部分", name), WrittenParagraph("收支平衡。")]
    pdf.write_pdf(booklet(*blocks), blocks, tmp_path / "a.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[2]
    one, other, *_ = page.get_textpage().get_text_range().split("\r\n")
    assert one.startswith("第二部分") and other.endswith("说明")
    assert abs(len(one) - len(other)) < 8, (one, other)
