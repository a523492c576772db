"""Pdfs that only name their fonts: text lies in boxes of our own, and pages are drawn as ever."""

from pathlib import Path

import pytest

from juesuan.reading.formats import pdf_fonts
from juesuan.reading.formats.box_font import box_font
from juesuan.reading.formats.pdf import read_pdf
from juesuan.reading.formats.pdf_library import pypdfium2

pytest.importorskip("reportlab")
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SIZE = 10


def _page(path: Path, text: str, font: str = "STSong-Light") -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    canvas = Canvas(str(path), pagesize=(300, 100))
    canvas.setFont(font, SIZE)
    canvas.drawString(20, 50, text)
    canvas.save()
    return path


def _drawn(path: Path) -> bytes:
    document = pypdfium2.PdfDocument(path)
    try:
        return bytes(document[0].render(scale=2).to_numpy())
    finally:
        document.close()


@pytest.mark.parametrize("text", ["部门：曲靖市数字经济发展中心", "一一一一", "决，算。"])
def test_a_line_is_as_wide_as_its_signs_whatever_their_ink(tmp_path: Path, text: str) -> None:
    (line,) = read_pdf(_page(tmp_path / "a.pdf", text)).paragraphs
    assert line.text == text
    assert line.spot.box
    left, top, right, bottom = line.spot.box
    assert (left, right) == (20, 20 + SIZE * len(text))
    assert bottom - top == pytest.approx(11.02)


@pytest.mark.parametrize("font", ["MSung-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium"])
def test_text_in_fonts_of_the_neighbours_is_read_too(tmp_path: Path, font: str) -> None:
    (line,) = read_pdf(_page(tmp_path / "a.pdf", "收入 1,234.56", font)).paragraphs
    assert line.text == "收入 1,234.56"


def test_a_page_is_drawn_as_ever_after_its_text_was_read(tmp_path: Path) -> None:
    path = _page(tmp_path / "a.pdf", "部门决算")
    before = _drawn(path)
    read_pdf(path)
    assert _drawn(path) == before


def test_a_page_is_drawn_as_ever_after_a_file_that_could_not_be_read(tmp_path: Path) -> None:
    path = _page(tmp_path / "a.pdf", "部门决算")
    before = _drawn(path)
    with pytest.raises(RuntimeError), pdf_fonts.fonts_of_boxes():
        assert _drawn(path) != before  # boxes
        raise RuntimeError
    assert _drawn(path) == before


def test_the_font_draws_a_box_for_every_sign(tmp_path: Path) -> None:
    fonts = pytest.importorskip("PIL.ImageFont")
    (path := tmp_path / "boxes.ttf").write_bytes(box_font())
    font = fonts.truetype(str(path), 1000)
    left, _, right, _ = font.getbbox("决")
    assert (left, right) == (0, 1000) and font.getbbox("算") == font.getbbox("𠮷")
    assert font.getlength("1,") == 2 * 556 and font.getlength(" ") == 500
