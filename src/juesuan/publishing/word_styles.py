"""How a Word document looks (公文格式): fonts, sizes and distances of its styles."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from juesuan.publishing.fonts import FONTS
from juesuan.publishing.look import PAPERS, Look

__all__ = ["ALIGN", "set_font", "set_styles"]

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_HEADINGS = (FONTS.title, FONTS.heading, FONTS.second, FONTS.body)
"""Fonts of headings, the highest level first."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def set_styles(document: Any, look: Look) -> None:
    """Give a document its styles: text, headings (标题), tables, contents (目录)."""
    styles = document.styles
    body = styles["Normal"]
    set_font(body.element.get_or_add_rPr(), FONTS.body)
    body.font.size = Pt(look.text.size)
    body.paragraph_format.line_spacing = Pt(look.text.line)
    body.paragraph_format.space_after = Pt(0)
    body.paragraph_format.first_line_indent = Pt(2 * look.text.size)
    for level, (font, size) in enumerate(zip(_HEADINGS, look.headings.size, strict=True), 1):
        style = styles[f"Heading {level}"]
        set_font(style.element.get_or_add_rPr(), font)
        style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
        style.font.color.rgb = None
        style.element.rPr.remove_all("w:color")
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)
        if level == 1:
            style.paragraph_format.alignment = ALIGN["center"]
            style.paragraph_format.first_line_indent = Pt(0)
            style.paragraph_format.page_break_before = True
    table = styles.add_style("table", 1)
    set_font(table.element.get_or_add_rPr(), FONTS.table)
    table.paragraph_format.first_line_indent = Pt(0)
    table.paragraph_format.line_spacing = 1.0
    edges = look.page.points()
    across = PAPERS["a4"][0] - edges["left"] - edges["right"]
    for level in (1, 2):
        style = styles.add_style(f"toc {level}", 1)
        style.font.size = Pt(look.contents.size)
        style.paragraph_format.first_line_indent = Pt(0)
        style.paragraph_format.line_spacing = Pt(look.contents.line)
        style.paragraph_format.left_indent = Pt(24 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(
            Pt(across), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
    _speak_chinese(styles.element)
    _fall_backs(document)


def set_font(properties: Any, font: str) -> None:
    """Name a font for Chinese and other scripts alike."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _speak_chinese(styles: Any) -> None:
    """Say that the text is simplified Chinese: punctuation and breaks follow from it. Digits
    stand close to the characters beside them."""
    defaults = styles.find(f".//{qn('w:pPrDefault')}")
    if defaults is not None:
        paragraph = defaults.find(qn("w:pPr"))
        if paragraph is None:
            paragraph = OxmlElement("w:pPr")
            defaults.append(paragraph)
        for number, name in enumerate(("w:autoSpaceDE", "w:autoSpaceDN")):
            mark = OxmlElement(name)
            mark.set(qn("w:val"), "0")
            paragraph.insert(number, mark)
    language = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-US")  # so that no figure breaks over two lines
        language.set(qn("w:eastAsia"), "zh-CN")


def _fall_backs(document: Any) -> None:
    """Say in the font table what stands in for fonts that are not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, instead in FONTS.instead.items()
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                f'<w:fonts xmlns:w="{_WORD}">{fonts}</w:fonts>'
            ).encode()
