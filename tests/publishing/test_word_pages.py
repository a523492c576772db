"""The Word booklet beside the PDF: pages alike, whatever fonts a machine has."""

import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from juesuan.narrative import Booklet, Heading, WrittenParagraph
from juesuan.publishing import fill_book
from juesuan.publishing.composing import compose
from juesuan.publishing.laid import laid_blocks
from juesuan.publishing.look import PAPERS, look_named
from juesuan.publishing.pdf import write_pdf
from juesuan.publishing.word import write_word
from juesuan.reading.formats.pdf_library import pypdfium2
from support.once import book_once, made_once

EXAMPLE = Path(__file__).parents[2] / "examples" / "yuxi-internet-office-2021"
SAID = (
    "2023年度支出合计20,433,353.26元。其中：基本支出7,218,073.26元，占本年支出合计的35.32%；"
    "项目支出13,215,280.00元，占本年支出合计的64.68%，主要用于“三公”经费以外的日常支出。"
)


def booklet(entries: int) -> Booklet:
    """A text of one part with so many headings, a paragraph below each."""
    blocks: list[Heading | WrittenParagraph] = [Heading(1, "第一部分　", "情况说明")]
    for number in range(entries - 1):
        blocks += [Heading(2, f"{number + 1}、", "支出情况"), WrittenParagraph(SAID)]
    return Booklet(unit="某局", year=2023, title="某局2023年度部门决算", blocks=tuple(blocks))


def word(tmp_path: Path, entries: int) -> Path:
    tmp_path.mkdir(exist_ok=True)
    said = booklet(entries)
    write_word(said, said.blocks, tmp_path / "booklet.docx")  # type: ignore[arg-type]
    return tmp_path / "booklet.docx"


def test_nothing_stands_between_lines_but_what_styles_say(tmp_path: Path) -> None:
    """The library's template put ten points below each line of the contents, and the word
    processor a gap on each side of every figure."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(str(word(tmp_path, 3)))
    assert document.styles.element.find(f".//{qn('w:pPrDefault')}") is None
    close = document.styles["Normal"].element.pPr
    assert [close.find(qn(f"w:{n}")).get(qn("w:val")) for n in ("autoSpaceDE", "autoSpaceDN")] == [
        "0",
        "0",
    ]
    for name in ("toc 1", "toc 2", "table"):
        assert document.styles[name].base_style.name == "Normal"


def test_contents_name_pages_in_fields_that_the_word_processor_works_out(tmp_path: Path) -> None:
    with ZipFile(word(tmp_path, 3)) as whole:
        text = whole.read("word/document.xml").decode()
    codes = re.findall(r"<w:instrText[^>]*>([^<]*)<", text)
    assert codes and all(code.strip() for code in codes)
    kinds = re.findall(r'w:fldCharType="(\w+)"', text)
    assert kinds == ["begin", "separate", "end"] * len(codes)


def test_digits_have_a_font_that_is_as_wide_on_every_machine(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml.ns import qn

    fonts = Document(str(word(tmp_path, 3))).styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == "Times New Roman"
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert fonts.get(qn("w:hint")) == "eastAsia"  # “三公” keeps Chinese quotation marks


def test_contents_a_little_longer_than_a_page_stay_on_it() -> None:
    look = look_named("official")
    room = 225 * 72 / 25.4
    assert look.contents_line(10) == look.contents.line
    assert look.contents.line > look.contents_line(32) > 0.8 * look.contents.line
    assert 32 * look.contents_line(32) < room < 32 * look.contents.line
    assert look.contents_line(60) == look.contents.line


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an example's booklet as a PDF of ours and of LibreOffice's, and with what
    LibreOffice makes of small ones: all converted at once, as it takes seconds to start."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")

    def make(folder: Path) -> None:
        book = book_once(EXAMPLE)
        composed = compose(book, fill_book(book))
        said = composed.booklet
        blocks = list(laid_blocks(said, composed.disclosure))
        pages = write_pdf(said, blocks, folder / "ours.pdf")
        write_word(said, blocks, folder / "booklet.docx", pages=pages)
        for entries in SMALL:
            word(folder / "small", entries).rename(folder / f"{entries}.docx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
        files = map(str, folder.glob("*.docx"))
        subprocess.run([*command, *files], check=True, capture_output=True)

    return made_once("booklets-converted", make, tmp_path_factory)


SMALL = range(8, 20)
"""Numbers of headings of small booklets: their last pages are of all lengths."""


def test_the_pages_of_word_are_those_of_the_pdf_or_one_more_or_less(converted: Path) -> None:
    """A whole booklet: it had two pages more."""
    ours, theirs = (
        len(pypdfium2.PdfDocument(converted / name)) for name in ("ours.pdf", "booklet.pdf")
    )
    assert abs(ours - theirs) <= 1


def test_a_long_heading_of_a_part_breaks_into_lines_of_like_length(tmp_path: Path) -> None:
    """Its last line had one character."""
    from docx import Document

    look, name = look_named("official"), "示例市普陀区委社会工作部概况和说明"
    heading = Heading(1, "第一部分　", name)
    said = Booklet(unit="某局", year=2023, title="某局2023年度部门决算", blocks=(heading,))
    write_word(said, [heading], tmp_path / "a.docx")
    line = next(
        one
        for one in Document(str(tmp_path / "a.docx")).paragraphs
        if one.text.endswith(name)
        if one.style.name == "Heading 1"
    )
    edges = look.page.points()
    room = PAPERS["a4"][0] - edges["left"] - edges["right"]
    sides = line.paragraph_format.left_indent.pt, line.paragraph_format.right_indent.pt
    size = look.headings.size[0]
    assert sides[0] == sides[1]
    assert 0.5 * len(line.text) + 1 <= (room - sum(sides)) / size <= 0.5 * len(line.text) + 3


def test_the_last_lines_of_a_part_are_held_together(tmp_path: Path) -> None:
    """Otherwise some of them stood alone on its last page."""
    short = WrittenParagraph("本年没有购置设备。")
    head = Heading(1, "第一部分　", "情况说明")
    blocks = [head, *[short] * 9, Heading(1, "第二部分　", "名词解释"), *[short] * 9]
    said = Booklet(unit="某局", year=2023, title="某局2023年度部门决算", blocks=tuple(blocks))
    write_word(said, said.blocks, tmp_path / "a.docx")  # type: ignore[arg-type]
    lines = [p for p in Document(str(tmp_path / "a.docx")).paragraphs if p.text == short.text]
    kept = [bool(line.paragraph_format.keep_with_next) for line in lines]
    assert kept == 2 * [*[False] * 4, *[True] * 4, False]


def test_no_last_page_has_fewer_than_five_lines(converted: Path) -> None:
    for entries in SMALL:
        page = list(pypdfium2.PdfDocument(converted / f"{entries}.pdf"))[-1]
        said = [line for line in page.get_textpage().get_text_range().splitlines() if line.strip()]
        assert len(said) - 1 >= 5, (entries, said)
