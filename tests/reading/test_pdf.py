"""Pdf files drawn here, and real booklets held against pdfplumber cell by cell."""

import logging
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.reading.document import Document, Grid
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import pdf as pdf_module
from juesuan.reading.formats.page import Edge
from juesuan.reading.formats.pdf import read_pdf
from juesuan.reading.formats.pdf_chars import RADICALS
from juesuan.reading.formats.pdf_tables import ruled_tables

pytest.importorskip("reportlab")
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
HEIGHT = 842
Draw = Callable[[Canvas], None]
ROWS = (
    ("项目", "金额", "—", "-"),
    ("一、一般公共服务\n支出（类）", "-1,234.56", "1,000,000.00", "(12.30)"),
    ("合  计", "0.00", "-\n-", ""),
)


def made(path: Path, *pages: Draw, **options: object) -> Path:
    canvas = Canvas(str(path), pagesize=(595, HEIGHT), **options)
    for draw in pages:
        canvas.setFont("STSong-Light", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def say(canvas: Canvas, x: float, top: float, text: str, size: float = 10) -> None:
    canvas.setFont("STSong-Light", size)
    canvas.drawString(x, HEIGHT - top - size, text)


def rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, thin: bool) -> None:
    """A line from upper left to lower right, drawn as a stroke or as a thin filled box."""
    if thin:
        box = (x0 - 0.25, HEIGHT - y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5)
        canvas.rect(*box, stroke=0, fill=1)
    else:
        canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def table(
    canvas: Canvas,
    rows: Sequence[Sequence[str]] = ROWS,
    left: float = 72,
    top: float = 100,
    widths: Sequence[float] = (110, 80, 80, 80),
    height: float = 30,
    thin: bool = False,
) -> None:
    right, bottom = left + sum(widths), top + height * len(rows)
    for n in range(len(rows) + 1):
        rule(canvas, left, top + n * height, right, top + n * height, thin)
    for n in range(len(widths) + 1):
        rule(canvas, left + sum(widths[:n]), top, left + sum(widths[:n]), bottom, thin)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            for n, line in enumerate(text.split("\n")):
                x, y = left + sum(widths[:c]) + 2, top + r * height + 2 + n * 12
                say(canvas, x, y, line, size=9)


def texts(grid: Grid) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


def drawn(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [["\n".join(" ".join(x.split()) for x in t.split("\n")) for t in row] for row in rows]


@pytest.mark.parametrize("thin", [False, True], ids=["strokes", "thin boxes"])
def test_a_ruled_table_gives_its_cells_with_their_places(tmp_path: Path, thin: bool) -> None:
    document = read_pdf(made(tmp_path / "册.pdf", lambda c: table(c, thin=thin)))
    (grid,) = document.grids
    assert texts(grid) == drawn(ROWS)
    assert document.paragraphs == [] and document.unread == [] and document.pages == 1
    cell = grid.rows[1][1]
    assert cell and cell.spot.file == "册.pdf" and cell.spot.page == 1
    assert cell.spot.box == pytest.approx((182, 130, 262, 160), abs=0.5)
    assert grid.spot.box == pytest.approx((72, 100, 422, 190), abs=0.5)


def test_merged_cells_stand_at_their_first_place(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for y in (100, 160):
            rule(c, 72, y, 372, y, False)
        rule(c, 172, 130, 372, 130, False)
        for x in (72, 172, 372):
            rule(c, x, 100, x, 160, False)
        rule(c, 272, 130, 272, 160, False)
        say(c, 80, 124, "跨两行")
        say(c, 250, 108, "跨两列")
        say(c, 180, 138, "1.00")
        say(c, 280, 138, "-2.00")

    (grid,) = read_pdf(made(tmp_path / "a.pdf", draw)).grids
    assert texts(grid) == [["跨两行", "跨两列", None], [None, "1.00", "-2.00"]]
    cell = grid.rows[0][0]
    assert cell and cell.spot.box == pytest.approx((72, 100, 172, 160), abs=0.5)


def test_text_outside_and_tables_come_in_reading_order(tmp_path: Path) -> None:
    def first(c: Canvas) -> None:
        say(c, 72, 40, "收入支出决算总表", size=16)
        say(c, 72, 80, "公开01表")
        say(c, 360, 80, "单位：万元")
        table(c)
        say(c, 72, 200, "注：本表反映总收支。")
        table(c, [["甲", "1"], ["乙", "2"]], top=230, widths=[60, 60])
        say(c, 290, 810, "- 1 -")

    def second(c: Canvas) -> None:
        table(c, [["续", "", "", ""], *ROWS[1:]])

    document = read_pdf(made(tmp_path / "a.pdf", first, second))
    said = [p.text if not isinstance(p, Grid) else p.width for p in document.parts]
    top = ["收入支出决算总表", "公开01表 单位：万元", 4, "注：本表反映总收支。", 2, "- 1 -"]
    assert said == [*top, 4]
    assert [grid.spot.page for grid in document.grids] == [1, 1, 2]
    assert texts(document.grids[2]) == drawn([["续", "", "", ""], *ROWS[1:]])


def test_a_line_cut_short_by_a_number_that_is_not_broken_goes_on(tmp_path: Path) -> None:
    """Word puts a whole number on the next line, so the line before it ends short."""
    full = "本年度的收入支出决算总体情况与上年相比的变化以及变化的主要原因如下所述"
    lines = (
        (92, full[:33]),
        (72, full),
        (72, full[:-6]),  # room for six characters, which is not enough
        (72, "1,234,567.89元，增长3.50%。"),
        (72, full[:20]),  # room enough for what follows: a paragraph of its own
        (72, "以上情况已经公开。"),
    )

    def draw(c: Canvas) -> None:
        for n, (x, text) in enumerate(lines):
            say(c, x, 60 + 16 * n, text)

    said = [p.text for p in read_pdf(made(tmp_path / "a.pdf", draw)).paragraphs]
    assert said == [
        full[:33] + full + full[:-6] + "1,234,567.89元，增长3.50%。",
        full[:20],
        "以上情况已经公开。",
    ]


def test_a_line_cut_short_by_brackets_that_keep_together_goes_on(tmp_path: Path) -> None:
    """Neither may a bracket end a line, nor a closing one or a full stop begin it."""
    full = "本年度的收入支出决算总体情况与上年相比的变化以及变化的主要原因如下所述"
    lines = ((92, full[:33]), (72, full), (72, full[:-3]), (72, "（项）。支出决算10.00万元。"))

    def draw(c: Canvas) -> None:
        for n, (x, text) in enumerate(lines):
            say(c, x, 60 + 16 * n, text)

    (said,) = read_pdf(made(tmp_path / "a.pdf", draw)).paragraphs
    assert said.text.endswith(full[-6:-3] + "（项）。支出决算10.00万元。")


def test_one_line_beyond_the_margin_does_not_part_the_others(tmp_path: Path) -> None:
    lines = ["本年度收入支出决算总体情况说明如下所述请予审阅并提出意见"] * 4
    lines.insert(2, lines[0] + "和各种建议")

    def draw(c: Canvas) -> None:
        for n, text in enumerate(lines):
            say(c, 72, 60 + 16 * n, text)

    (paragraph,) = read_pdf(made(tmp_path / "a.pdf", draw)).paragraphs
    assert paragraph.text == "".join(lines)


def test_lines_far_from_the_end_of_a_table_below_them_stand_apart(tmp_path: Path) -> None:
    """The longest of a few short lines is not full: text goes as far as the table."""
    lines = ["某县图书馆2022年度单位决算", "收入支出决算总表", "单位：万元"]

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            say(canvas, 50, 100 + 14 * number, line)
        table(canvas, top=200)

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    assert [part.text for part in document.paragraphs] == lines


def test_wrapped_lines_become_a_paragraph_and_lists_stay_apart(tmp_path: Path) -> None:
    lines = (
        (92, "本年收入合计一千二百三十四万元，其中财政拨款收入占九成以上，比上年"),
        (72, "增加1,234.56万元，主要原因是项目增加。"),
        (72, "一、这一行从左边起并且一直写到右边为止，但是它不接着上面的话，另起行"),
        (72, "二、主要职能..........................................................3"),
        (72, "三、机构设置"),
    )

    def draw(c: Canvas) -> None:
        for n, (x, line) in enumerate(lines):
            say(c, x, 100 + 18 * n, line, size=12)

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said == [lines[0][1] + lines[1][1], *(line for _, line in lines[2:])]
    box = document.paragraphs[0].spot.box
    assert box and box[0] == pytest.approx(72, abs=1) and box[3] - box[1] > 25


@pytest.mark.parametrize(
    "lines",
    [
        ("本部门没有使用国有资本经营预算财政拨款安排的支出，故本表无数据。", "收入决算表"),
        ("一般公共预算财政拨款安排的“三公”经费支出决算表", "单位：元"),
        ("《政府性基金预算财政拨款收入支出决算表》", "某某局"),
    ],
)
def test_a_title_stands_apart_from_the_lines_around_it(
    tmp_path: Path, lines: tuple[str, str]
) -> None:

    def draw(c: Canvas) -> None:
        for n, line in enumerate(lines):
            say(c, 72, 100 + 18 * n, line, size=12)

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    assert [paragraph.text for paragraph in document.paragraphs] == [*lines]


def test_a_box_around_text_is_no_table_and_a_background_hides_none(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillGray(1)
        c.rect(0, 0, 595, HEIGHT, stroke=0, fill=1)
        c.setFillGray(0)
        c.rect(60, HEIGHT - 80, 300, 40)
        say(c, 70, 55, "框内文字")
        table(c)

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    assert [paragraph.text for paragraph in document.paragraphs] == ["框内文字"]
    assert [texts(grid) for grid in document.grids] == [drawn(ROWS)]


def test_text_in_a_gap_of_a_table_is_not_lost(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:  # two cells that meet in a corner
        c.rect(72, HEIGHT - 130, 100, 30)
        c.rect(172, HEIGHT - 160, 100, 30)
        for x, y, text in ((80, 108, "左上"), (180, 108, "缺口"), (180, 138, "右下")):
            say(c, x, y, text)

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    assert [texts(grid) for grid in document.grids] == [[["左上", None], [None, "右下"]]]
    assert [paragraph.text for paragraph in document.paragraphs] == ["缺口"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_read_as_they_are_seen(tmp_path: Path, turn: int) -> None:
    def draw(c: Canvas) -> None:
        c.setPageRotation(turn)
        shift = {0: (0, 0), 90: (0, -842), 180: (-595, -842), 270: (-595, 0)}[turn]
        c.rotate(turn)
        c.translate(*shift)
        table(c)
        say(c, 72, 60, "表题")

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    assert [texts(grid) for grid in document.grids] == [drawn(ROWS)]
    assert [paragraph.text for paragraph in document.paragraphs] == ["表题"]
    box = document.grids[0].spot.box
    assert box == pytest.approx((72, 100, 422, 190), abs=0.5)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_printed_along_the_side_of_a_page_is_read(tmp_path: Path, turn: int) -> None:
    def draw(c: Canvas) -> None:
        shift = {90: (100, -800), 180: (-595, -842), 270: (-600, -300)}[turn]
        c.rotate(turn)
        c.translate(*shift)
        table(c)
        say(c, 72, 60, "收入决算表")

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    (grid,) = document.grids
    assert texts(grid) == drawn(ROWS)
    assert document.paragraphs[0].text == "收入决算表"
    cell = grid.rows[1][1]
    assert cell and cell.spot.box
    left, top, right, bottom = cell.spot.box
    sides = (30, 80) if turn % 180 else (80, 30)
    assert (right - left, bottom - top) == pytest.approx(sides, abs=0.5)


def test_turned_text_is_read_along_its_lines_and_watermarks_keep_out(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        table(c, [["", "1.00"], ["", "2.00"]], widths=[40, 80], height=90)
        for x, y, angle, lines in ((95, 150, 90, "竖排 次行"), (90, 200, -90, "右转 下行")):
            c.saveState()
            c.translate(x, HEIGHT - y)
            c.rotate(angle)
            c.setFont("STSong-Light", 10)
            for n, line in enumerate(lines.split()):
                c.drawString(0, -12 * n, line)
            c.restoreState()
        c.translate(100, HEIGHT - 260)
        c.rotate(40)
        c.setFont("STSong-Light", 40)
        c.drawString(0, 0, "样张水印")

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    (grid,) = document.grids
    assert texts(grid) == [["竖排\n次行", "1.00"], ["右转\n下行", "2.00"]]
    assert [paragraph.text for paragraph in document.paragraphs] == ["样张水印"]


def test_tables_in_reused_and_scaled_drawings(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.beginForm("form")
        table(c)
        c.endForm()
        for scale, x, y in ((0.8, 0, 0), (0.5, 200, -200)):
            c.saveState()
            c.transform(scale, 0, 0, scale, x, y + HEIGHT * (1 - scale))
            c.doForm("form")
            c.restoreState()

    document = read_pdf(made(tmp_path / "a.pdf", draw))
    assert [texts(grid) for grid in document.grids] == [drawn(ROWS)] * 2
    assert document.grids[1].spot.box == pytest.approx((236, 250, 411, 295), abs=0.5)


def picture() -> ImageReader:
    image = pytest.importorskip("PIL.Image")
    return ImageReader(image.new("RGB", (60, 84), (200, 200, 200)))


def test_pages_that_are_pictures_are_told(tmp_path: Path) -> None:
    def numbered(c: Canvas) -> None:
        c.drawImage(picture(), 20, 80, 555, 700)
        say(c, 290, 810, "- 2 -")

    def captioned(c: Canvas) -> None:
        c.drawImage(picture(), 20, 80, 555, 700)
        say(c, 100, 300, "这一页有字")

    pages: list[Draw] = [
        lambda c: c.drawImage(picture(), 0, 0, 595, HEIGHT),
        numbered,
        captioned,
        lambda c: None,
        lambda c: say(c, 72, 100, "字"),
    ]
    document = read_pdf(made(tmp_path / "a.pdf", *pages))
    assert [(key, spot.page) for key, spot, _ in document.unread] == [
        ("scanned_page", 1),
        ("scanned_page", 2),
    ]
    assert [p.text for p in document.paragraphs] == ["- 2 -", "这一页有字", "字"]


def raw_pdf(*objects: bytes) -> bytes:
    """A file of these objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table_at, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (size, table_at)


def test_characters_without_a_meaning_are_told_and_not_guessed(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 72 700 Td <00010002> Tj ET"
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 1000/FontDescriptor 7 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
            b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            b"/Ascent 880/Descent -120/CapHeight 800/StemV 80>>",
        )
    )
    document = read_pdf(path)
    assert [paragraph.text for paragraph in document.paragraphs] == ["\ufffd\ufffd"]
    assert [(key, told) for key, _, told in document.unread] == [("unmapped_text", {"count": 2})]


def test_a_character_that_pdfium_gives_in_two_halves_is_one(tmp_path: Path) -> None:
    """𠮷 lies beyond what sixteen bits name; a half of it alone could not be written to a file."""
    names = b"1 beginbfchar <41> <D842DFB7> endbfchar 1 beginbfchar <42> <4E2D> endbfchar"
    codes = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %b endcmap" % names
    content = b"BT /F1 12 Tf 50 50 Td (ABA) Tj ET"
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(codes), codes),
        )
    )
    assert [paragraph.text for paragraph in read_pdf(path).paragraphs] == ["𠮷中𠮷"]


def test_a_password_is_told(tmp_path: Path) -> None:
    locked = StandardEncryption("secret", ownerPassword="owner", strength=128)
    path = made(tmp_path / "a.pdf", table, encrypt=locked)
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path)
    assert caught.value.key == "encrypted"


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    locked = StandardEncryption("", ownerPassword="owner", canModify=0, strength=128)
    (grid,) = read_pdf(made(tmp_path / "a.pdf", table, encrypt=locked)).grids
    assert texts(grid) == drawn(ROWS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    return made(path, table, lambda c: table(c, thin=True)).read_bytes()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 something else", "not_this_format"),
        (b"%PDF-1.7\nnothing follows", "damaged"),
        (b"%PDF-1.7\n%junk\nstartxref\n0\n%%EOF\n", "damaged"),
    ],
    ids=["empty", "zip", "header only", "no objects"],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path)
    assert caught.value.key == key


@given(share=st.floats(0, 0.99))
def test_a_file_that_was_cut_off_is_never_half_read(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, share: float
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path)
    assert caught.value.key in {"damaged", "empty", "not_this_format"}


def test_an_update_that_was_cut_off_is_told(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(whole + b"\n3 0 obj\n<< /Type /Page >>\nendobj\n")
    with pytest.raises(UnreadableError, match="damaged"):
        read_pdf(path)


@given(places=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=30))))
def test_damage_gives_a_document_or_an_error_that_says_so(
    tmp_path_factory: pytest.TempPathFactory,
    whole: bytes,
    places: list[tuple[float, bytes]],
) -> None:
    data = bytearray(whole)
    for share, junk in places:
        at = int(len(data) * share)
        data[at : at + len(junk)] = junk
    path = tmp_path_factory.getbasetemp() / "junk.pdf"
    path.write_bytes(bytes(data))
    try:
        assert isinstance(read_pdf(path), Document)
    except UnreadableError as error:
        assert error.key in {"damaged", "empty", "encrypted", "not_this_format", "too_large"}


def test_bounds_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(whole)
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 1)
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path)
    assert (caught.value.key, caught.value.details["pages"]) == ("too_large", 2)
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 2)
    monkeypatch.setattr("juesuan.reading.formats.pdf_page.MOST_CHARACTERS", 20)
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path)
    assert (caught.value.key, caught.value.details["page"]) == ("too_large", 1)


def test_a_lattice_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.reading.formats.pdf_tables.MOST_STEPS", 5_000)
    lines = [Edge(4.0 * n, 0, 400) for n in range(100)]
    with pytest.raises(UnreadableError, match="beyond the limits"):
        ruled_tables(lines, lines)


amounts = st.one_of(
    st.just(""),
    st.sampled_from(["-", "—", "合计", "（一）行政运行", "其他支出\n（款）"]),
    st.decimals(-(10**9), 10**9, places=2).map(lambda number: f"{number:,}"),
)


@given(st.data())
def test_whatever_is_drawn_into_a_table_is_read_from_it(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    widths = data.draw(st.lists(st.integers(75, 110), min_size=1, max_size=5))
    row = st.lists(amounts, min_size=len(widths), max_size=len(widths))
    rows = data.draw(st.lists(row, min_size=1 if len(widths) > 1 else 2, max_size=12))
    left, top = data.draw(st.floats(5, 40)), data.draw(st.floats(5, 300))
    height, thin = data.draw(st.integers(27, 40)), data.draw(st.booleans())
    path = made(
        tmp_path_factory.getbasetemp() / "drawn.pdf",
        lambda c: table(c, rows, left, top, widths, height, thin),
    )
    document = read_pdf(path)
    assert [texts(grid) for grid in document.grids] == [drawn(rows)]
    assert document.paragraphs == []


def reference(path: Path) -> Iterator[tuple[int, list[list[list[str | None]]]]]:
    pdfplumber = pytest.importorskip("pdfplumber")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(path) as opened:
        for number, page in enumerate(opened.pages, 1):
            yield number, page.extract_tables()


def plain(rows: list[list[str | None]]) -> list[list[str | None]]:
    """pdfplumber's texts with radicals as the characters that they look like."""

    def one(char: str) -> str:
        radical = "\u2e80" <= char <= "\u2fdf"
        return RADICALS.get(char) or unicodedata.normalize("NFKC", char) if radical else char

    return [["".join(map(one, text)) if text else text for text in row] for row in rows]


@pytest.mark.parametrize("name", ["putuo-social-work-2024", "putuo-template-2024"])
def test_a_real_booklet_has_the_cells_that_pdfplumber_finds(truth: Path, name: str) -> None:
    path = truth.parent / "disclosures" / f"{name}.pdf"
    if not path.is_file():
        pytest.skip("the booklet is not here")
    document = read_pdf(path)
    compared = 0
    for number, expected in reference(path):
        found = [texts(grid) for grid in document.grids if grid.spot.page == number]
        assert found == list(map(plain, expected)), f"page {number}"
        compared += sum(len(row) for rows in expected for row in rows)
    assert compared > 900 and document.unread == []


def test_a_printed_web_page_has_the_cells_that_pdfplumber_finds(tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not here")
    cells = "".join(
        f"<tbody><tr><td rowspan=2>门户{n}<td>{n},000.00<tr><td>-{n}</tbody>" for n in range(40)
    )
    page = tmp_path / "a.html"
    borders = "table{border-collapse:collapse}td{border:1px solid;padding:2px}"
    style = f"<style>{borders}tbody{{break-inside:avoid}}</style>"
    page.write_text(f"<meta charset=utf-8>{style}<h1>民生长页</h1><table>{cells}</table>", "utf-8")
    printed = tmp_path / "a.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    command = [chromium, *options, f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = read_pdf(printed)
    for number, expected in reference(printed):
        found = [texts(grid) for grid in document.grids if grid.spot.page == number]
        assert found == list(map(plain, expected)), f"page {number}"
    assert sum(len(grid.rows) for grid in document.grids) == 80
    assert any(paragraph.text == "民生长页" for paragraph in document.paragraphs)
