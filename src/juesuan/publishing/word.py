"""The booklet as a Word document (docx) in the usual official typography.

Fonts are named with fall-backs; table heads repeat over pages; wide tables stand across; the
contents and page numbers are fields that the word processor fills. The same booklet gives the
same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from juesuan.narrative import Booklet, Heading, Paragraph
from juesuan.publishing.laid import LaidBlock, LaidTable, cover_lines, heading_text
from juesuan.publishing.texts import texts
from juesuan.publishing.word_table import word_table

__all__ = ["write_word"]

_WRITTEN = datetime(1980, 1, 1)
_SHORT, _LONG = Pt(595.3), Pt(841.9)
_TEXT_MARGINS = {"left_margin": 74, "right_margin": 74, "top_margin": 85, "bottom_margin": 74}
_TABLE_MARGINS = {"left_margin": 45, "right_margin": 45, "top_margin": 50, "bottom_margin": 50}
_PAGE = {False: (503.0, 660.0), True: (750.0, 430.0)}
"""Points across and down a page between a table's margins, upright and across."""
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_FONTS = {
    "方正小标宋简体": "华文中宋",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
}
"""The official fonts (GB/T 9704) and what stands in for them where they are not installed."""
_HEADINGS = {
    1: ("方正小标宋简体", 22),
    2: ("黑体", 16),
    3: ("楷体_GB2312", 16),
    4: ("仿宋_GB2312", 16),
}
_BODY, _TABLE = "仿宋_GB2312", "宋体"
_DEEPEST = 2
"""The deepest level of heading in the contents."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_word(
    booklet: Booklet,
    blocks: Iterable[LaidBlock],
    path: Path,
    lang: str = "zh",
    pages: Sequence[int] = (),
) -> None:
    """Write the booklet. ``pages`` are pages of its headings in order, which the contents show
    until the word processor has counted its own. Raises ``OSError``."""
    writer = _Writer(lang)
    writer.cover(booklet)
    writer.contents(booklet, pages)
    for block in blocks:
        writer.add(block)
    path.write_bytes(writer.bytes())


class _Writer:
    """Builds the document block by block; sections change where pages turn across."""

    def __init__(self, lang: str) -> None:
        self.lang, self.document = lang, Document()
        self.marks = 0
        self.tables = self.begun = False
        self._styles()
        self._page(self.document.sections[0], across=False, tables=False)

    # The document's parts.

    def cover(self, booklet: Booklet) -> None:
        for _ in range(6):
            self.document.add_paragraph()
        for line in cover_lines(booklet):
            self._line(line, "方正小标宋简体", 26).paragraph_format.line_spacing = 1.2
        for _ in range(3):
            self.document.add_paragraph()
        for line in booklet.cover:
            self._line(line, "楷体_GB2312", 18)
        properties = self.document.core_properties
        properties.title, properties.author = booklet.title, booklet.unit
        properties.created = properties.modified = _WRITTEN
        properties.last_modified_by, properties.comments = "", ""

    def contents(self, booklet: Booklet, pages: Sequence[int]) -> None:
        """The contents: each heading with a field for its page."""
        self._line(
            texts(self.lang)["contents"], "黑体", 18
        ).paragraph_format.page_break_before = True
        headings = [block for block in booklet.blocks if isinstance(block, Heading)]
        order = [n for n, heading in enumerate(headings) if heading.level <= _DEEPEST]
        for number, heading in enumerate(booklet.contents(_DEEPEST)):
            line = self.document.add_paragraph(style=f"toc {heading.level}")
            line.add_run(_clean(heading_text(heading)) + "\t")
            known = order[number] < len(pages)
            shown = str(pages[order[number]]) if known else ""
            _field(line, f"PAGEREF h{order[number]} \\h", shown)
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._page(section, across=False, tables=False)
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        section._sectPr.append(numbering)
        section.footer.is_linked_to_previous = False
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("— ")
        _field(foot, "PAGE", "1")
        foot.add_run(" —")

    def add(self, block: LaidBlock) -> None:
        if isinstance(block, LaidTable):
            self._table(block, self._table_page(block.landscape))
            self.begun = True
            return
        begun = self.tables or not self.begun
        if self.tables:
            self._section(across=False, tables=False)
        self.begun = True
        if isinstance(block, Heading):
            line = self._heading(block)
            if begun:  # a section has just turned the page
                line.paragraph_format.page_break_before = False
        elif isinstance(block, Paragraph):
            self.document.add_paragraph(_clean(block.text))

    def _heading(self, heading: Heading) -> Any:
        line = self.document.add_paragraph(style=f"Heading {min(heading.level, 4)}")
        _bookmark(line, f"h{self.marks}", self.marks, _clean(heading_text(heading)))
        self.marks += 1
        return line

    def bytes(self) -> bytes:
        """The file, its parts dated alike."""
        written = io.BytesIO()
        self.document.save(written)
        target = io.BytesIO()
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w") as result:
            for item in source.infolist():
                plain = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
                plain.compress_type = zipfile.ZIP_DEFLATED
                result.writestr(plain, source.read(item.filename))
        return target.getvalue()

    # Pages.

    def _page(self, section: Any, across: bool, tables: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (_LONG, _SHORT) if across else (_SHORT, _LONG)
        for name, points in (_TABLE_MARGINS if tables else _TEXT_MARGINS).items():
            setattr(section, name, Pt(points))
        section.header_distance = section.footer_distance = Pt(28)

    def _section(self, across: bool, tables: bool) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        for old in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(old)
        self._page(section, across, tables)
        self.tables = tables

    def _table_page(self, across: bool) -> bool:
        """A section for a table, across or upright; whether it still needs a new page."""
        last = self.document.sections[-1]
        if self.tables and (last.orientation == WD_ORIENT.LANDSCAPE) == across:
            return True
        if not self.begun:  # the contents have just turned the page
            self._page(last, across, tables=True)
            self.tables = True
            return False
        self._section(across, tables=True)
        return False

    # Tables.

    def _table(self, laid: LaidTable, new_page: bool) -> None:
        lines = [self._table_heading(heading) for heading in laid.headings]
        lines.append(self._line(laid.title, "方正小标宋简体", 16))
        for line in lines:
            line.paragraph_format.page_break_before = False
            line.paragraph_format.keep_with_next = True
            line.paragraph_format.line_spacing = 1.0
        lines[0].paragraph_format.page_break_before = new_page
        across, down = _PAGE[laid.landscape]
        if laid.number:
            self._small(laid.number, "right")
        said = self._small(f"{laid.department}\t{laid.unit}", "left")
        said.paragraph_format.tab_stops.add_tab_stop(Pt(across), WD_TAB_ALIGNMENT.RIGHT)
        share = across / sum(laid.widths)
        widths = [width * share for width in laid.widths]
        table = word_table(laid, widths, laid.print_size(across, down), _TABLE)
        self.document.element.body.insert_element_before(table, "w:sectPr")
        for text in filter(None, [laid.sentence, *laid.notes]):
            self._small(text, "left")

    def _table_heading(self, heading: Heading) -> Any:
        """A heading on a table's page: small, save a part's."""
        line = self._heading(heading)
        line.paragraph_format.first_line_indent = Pt(0)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        for run in line.runs:
            run.font.size = Pt(18 if heading.level == 1 else 10.5)
        return line

    def _small(self, text: str, align: str) -> Any:
        line = self.document.add_paragraph(_clean(text), style="table")
        line.alignment = _ALIGN[align]
        for run in line.runs:
            run.font.size = Pt(9)
        return line

    def _line(self, text: str, font: str, size: float) -> Any:
        line = self.document.add_paragraph()
        line.alignment, line.paragraph_format.first_line_indent = _ALIGN["center"], Pt(0)
        run = line.add_run(_clean(text))
        _set_font(run._element.get_or_add_rPr(), font)
        run.font.size = Pt(size)
        return line

    # Styles.

    def _styles(self) -> None:
        styles = self.document.styles
        body = styles["Normal"]
        _set_font(body.element.get_or_add_rPr(), _BODY)
        body.font.size = Pt(16)
        body.paragraph_format.line_spacing = Pt(28)
        body.paragraph_format.space_after = Pt(0)
        body.paragraph_format.first_line_indent = Pt(32)
        for level, (font, size) in _HEADINGS.items():
            style = styles[f"Heading {level}"]
            _set_font(style.element.get_or_add_rPr(), font)
            style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
            style.font.color.rgb = None
            style.element.rPr.remove_all("w:color")
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)
            if level == 1:
                style.paragraph_format.alignment = _ALIGN["center"]
                style.paragraph_format.first_line_indent = Pt(0)
                style.paragraph_format.page_break_before = True
        table = styles.add_style("table", 1)
        _set_font(table.element.get_or_add_rPr(), _TABLE)
        table.paragraph_format.first_line_indent = Pt(0)
        table.paragraph_format.line_spacing = 1.0
        for level in (1, 2):
            style = styles.add_style(f"toc {level}", 1)
            style.font.size = Pt(12)
            style.paragraph_format.first_line_indent = Pt(0)
            style.paragraph_format.line_spacing = Pt(21)
            style.paragraph_format.left_indent = Pt(24 * (level - 1))
            style.paragraph_format.tab_stops.add_tab_stop(
                Pt(447), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
        _speak_chinese(styles.element)
        _fall_backs(self.document)


def _clean(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return _CONTROL.sub("", text)


def _set_font(properties: Any, font: str) -> None:
    """Name a font for Chinese and other scripts alike."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _field(line: Any, code: str, shown: str) -> None:
    """A field that the word processor works out; ``shown`` stands there until it has."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = line.add_run(text if kind == "shown" else "")
        if kind == "shown":
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
            if kind == "begin":
                mark.set(qn("w:dirty"), "true")
        else:
            mark.set(qn("xml:space"), "preserve")
            mark.text = f" {text} "
        run._element.append(mark)


def _bookmark(line: Any, name: str, number: int, text: str) -> None:
    """Text that a field can refer to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    line._element.append(start)
    line.add_run(text)
    line._element.append(end)


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
        for name, instead in _FONTS.items()
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                f'<w:fonts xmlns:w="{_WORD}">{fonts}</w:fonts>'
            ).encode()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
