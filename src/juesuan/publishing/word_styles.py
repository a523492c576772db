"""How a Word document looks (公文格式): fonts, sizes and distances of its styles."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from juesuan.publishing.fonts import FONTS
from juesuan.publishing.look import PAPERS, Look

__all__ = ["ALIGN", "font_scripts", "set_font", "set_styles"]

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_HEADINGS = (FONTS.title, FONTS.heading, FONTS.second, FONTS.body)
"""Fonts of headings, the highest level first."""
_AFTER_AUTO_SPACE = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")
"""What follows those marks among a paragraph's properties."""
_ABOVE_EM = 0.55
"""Em above a heading, as the PDF has it; below, it stands as close to its text as lines do."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def set_styles(document: Any, look: Look, entries: int = 0) -> None:
    """Give a document its styles: text, headings (标题), tables, contents (目录) of so many
    entries."""
    styles = document.styles
    body = styles["Normal"]
    set_font(body.element.get_or_add_rPr(), FONTS.body)
    body.font.size = Pt(look.text.size)
    body.paragraph_format.line_spacing = Pt(look.text.line)
    body.paragraph_format.space_after = Pt(0)
    body.paragraph_format.first_line_indent = Pt(2 * look.text.size)
    _digits_close(body.element.get_or_add_pPr())
    for level, (font, size) in enumerate(zip(_HEADINGS, look.headings.size, strict=True), 1):
        style = styles[f"Heading {level}"]
        set_font(style.element.get_or_add_rPr(), font)
        style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
        style.font.color.rgb = None
        style.element.rPr.remove_all("w:color")
        style.paragraph_format.space_before = Pt(_ABOVE_EM * size)
        style.paragraph_format.space_after = Pt(0)
        if level == 1:
            style.paragraph_format.space_after = Pt(_ABOVE_EM * size)
            style.paragraph_format.alignment = ALIGN["center"]
            style.paragraph_format.first_line_indent = Pt(0)
            style.paragraph_format.page_break_before = True
    table = styles.add_style("table", 1)
    set_font(table.element.get_or_add_rPr(), FONTS.table)
    table.base_style, table.font.size = body, Pt(look.table.around)
    table.paragraph_format.first_line_indent = Pt(0)
    table.paragraph_format.line_spacing = 1.0
    edges = look.page.points()
    across = PAPERS["a4"][0] - edges["left"] - edges["right"]
    for level in (1, 2):
        style = styles.add_style(f"toc {level}", 1)
        style.base_style = body
        style.font.size = Pt(look.contents.size)
        style.paragraph_format.first_line_indent = Pt(0)
        style.paragraph_format.line_spacing = Pt(look.contents_line(entries))
        style.paragraph_format.left_indent = Pt(24 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(
            Pt(across), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
    _speak_chinese(styles.element)
    _fall_backs(document)


def set_font(properties: Any, font: str) -> None:
    """Name a font for Chinese; digits and letters have one that is half as wide as a character
    on every machine, so that lines break alike whatever stands in for the font."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script, name in font_scripts(font).items():
        fonts.set(qn(f"w:{script}"), name)


def font_scripts(font: str) -> dict[str, str]:
    """What a run's fonts say of a Chinese font; punctuation that both scripts have is Chinese."""
    half = FONTS.digits
    return {"hint": "eastAsia", "ascii": half, "hAnsi": half, "eastAsia": font, "cs": half}


def _speak_chinese(styles: Any) -> None:
    """Say that the text is simplified Chinese: punctuation and breaks follow from it. Between
    paragraphs is nothing but what their styles say."""
    defaults = styles.find(f".//{qn('w:pPrDefault')}")
    if defaults is not None:
        styles.find(qn("w:docDefaults")).remove(defaults)
    language = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-US")  # so that no figure breaks over two lines
        language.set(qn("w:eastAsia"), "zh-CN")


def _digits_close(paragraph: Any) -> None:
    """Let digits stand close to the characters beside them."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), "0")
        paragraph.insert_element_before(mark, *_AFTER_AUTO_SPACE)


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
