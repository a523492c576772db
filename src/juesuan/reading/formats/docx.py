"""Word documents (docx): paragraphs and tables in the order of the document.

The XML is read directly: what python-docx gives leaves out inserted text of tracked changes,
text boxes and content controls, all of which published booklets have.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.docx_numbers import Numbers
from juesuan.reading.formats.ole import OLE_MAGIC, CompoundFile
from juesuan.reading.formats.package import (
    local,
    main_part,
    open_package,
    related,
    tree,
    value,
)
from juesuan.reading.formats.text import read_bytes

__all__ = ["MAX_CELLS", "MAX_COLUMNS", "MAX_DOCX_BYTES", "read_docx"]

MAX_DOCX_BYTES = 256 * 1024 * 1024
"""The largest docx file; pictures make them large."""
MAX_CELLS = 1_000_000
"""Cells of all tables, covered ones counted."""
MAX_COLUMNS = 1024
"""Columns that one cell may span. Word itself has 63 at most."""

_HEADING = re.compile(r"heading \d|title|subtitle|标题\s*\d*", re.IGNORECASE)
_BODY_LEVEL = 9
"""The outline level of text that is no heading."""
_GONE = {"del", "moveFrom", "delText", "instrText", "rt", "pPr", "rPr", "tblPr", "sdtPr"}
"""Elements whose text is deleted, or is no text of the document."""
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_OFF = {"0", "false", "off"}


def read_docx(path: Path, name: str = "") -> Document:
    """The body of a document with its tracked changes accepted; ``name`` is what the file is
    called in spots, if not by its own name.

    A table within a cell, and what a text box holds, follow the table or paragraph they stand
    in. Pictures and embedded objects are noted in ``unread``.
    """
    if path.stat().st_size > MAX_DOCX_BYTES:
        raise UnreadableError("too_large", bytes=path.stat().st_size, most=MAX_DOCX_BYTES)
    with path.open("rb") as file:
        locked = file.read(len(OLE_MAGIC)) == OLE_MAGIC
    if locked:
        names = CompoundFile(read_bytes(path, MAX_DOCX_BYTES)).names
        raise UnreadableError("encrypted" if "EncryptedPackage" in names else "not_this_format")
    with open_package(path) as package:
        part = main_part(package)
        root = tree(package, part)
        styles = [tree(package, name) for name in related(package, part, "styles").values()]
        lists = [tree(package, name) for name in related(package, part, "numbering").values()]
    body = next((child for child in root if local(child.tag) == "body"), None)
    if local(root.tag) != "document" or body is None:
        raise UnreadableError("not_this_format")
    document = Document(name or path.name, "docx")
    reader = _Reader(document, _heading_styles(styles), Numbers(lists, styles))
    reader.blocks(body, Spot(file=document.file))
    if not document.parts and not document.unread:
        raise UnreadableError("empty")
    return document


class _Text(Struct):
    """The text of a paragraph, what stands apart in it, and how it ends."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    number: str = ""
    """What Word sets before it."""
    joined: bool = False
    """The paragraph mark is deleted: the next paragraph goes on in this one."""

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Reader:
    """Walks the blocks of a document and fills it."""

    def __init__(self, document: Document, headings: set[str], numbers: Numbers) -> None:
        self.document = document
        self.numbers = numbers
        self.headings = headings
        self.tables = self.cells = 0

    def blocks(self, parent: ET.Element, spot: Spot) -> None:
        """Paragraphs and tables of a body or a text box."""
        text = _Text()
        for block in _blocks(parent):
            if local(block.tag) == "tbl":
                self.table(block)
                continue
            self.paragraph(block, text, spot)
            if text.joined:
                continue
            if text.text.strip() not in ("", text.number):
                heading = self.is_heading(block)
                self.document.add(Paragraph(text.text.strip(), spot, heading))
            for box in text.boxes:
                self.blocks(box, spot)
            text = _Text()
        if text.text.strip():
            self.document.add(Paragraph(text.text.strip(), spot))

    def is_heading(self, paragraph: ET.Element) -> bool:
        """Whether a paragraph has an outline level, by itself or by its style."""
        level = value(_find(paragraph, "pPr", "outlineLvl"))
        if level.isdecimal():
            return int(level) < _BODY_LEVEL
        return value(_find(paragraph, "pPr", "pStyle")) in self.headings

    def paragraph(self, paragraph: ET.Element, text: _Text, spot: Spot) -> None:
        """Add a paragraph's number, text and text boxes to ``text``."""
        if label := "" if text.joined else self.numbers.label(paragraph):
            text.number = label
            text.pieces.append(label)
        self.inline(paragraph, text, spot)
        mark = _find(paragraph, "pPr", "rPr")
        text.joined = any(_find(mark, name) is not None for name in ("del", "moveFrom"))

    def inline(self, parent: ET.Element, text: _Text, spot: Spot) -> None:
        """Runs and what wraps them."""
        for child in parent:
            name = local(child.tag)
            if name in _GONE or (name == "r" and _hidden(child)):
                continue
            if name == "t":
                text.pieces.append(child.text or "")
            elif name == "br":
                text.pieces.append("\n" if value(child, "type") in ("", "textWrapping") else "")
            elif name == "sym":
                text.pieces.append(_symbol(child))
            elif name in _SIGNS:
                text.pieces.append(_SIGNS[name])
            elif name == "AlternateContent":
                for choice in list(child)[:1]:  # the others show the same in older ways
                    self.inline(choice, text, spot)
            elif name in ("drawing", "pict", "object"):
                self.drawn(child, text, spot)
            else:
                self.inline(child, text, spot)

    def drawn(self, element: ET.Element, text: _Text, spot: Spot) -> None:
        """A drawing: text boxes are kept for later, pictures and objects noted."""
        boxes = list(_outermost(element, "txbxContent"))
        text.boxes += boxes
        if boxes:
            return
        names = {local(child.tag): child for child in element.iter()}
        if "OLEObject" in names:
            program = value(names["OLEObject"], "ProgID")
            self.document.unread.append(("embedded_object", spot, {"program": program}))
        elif names.keys() & {"blip", "imagedata"}:
            self.document.unread.append(("picture", spot, {}))

    def table(self, table: ET.Element) -> None:
        """A table as a grid, then the tables and text boxes in its cells."""
        self.tables += 1
        number = self.tables
        rows: list[tuple[GridText | None, ...]] = []
        inner: list[tuple[ET.Element, Spot]] = []
        open_spans: dict[int, int] = {}
        for row in _children(table, "tr"):
            if _find(row, "trPr", "del") is not None:
                continue
            cells: list[GridText | None] = [None] * _number(_find(row, "trPr", "gridBefore"), 0)
            spans: dict[int, int] = {}
            for cell in _children(row, "tc"):
                column, span = len(cells), _number(_find(cell, "tcPr", "gridSpan"), 1)
                merge = _find(cell, "tcPr", "vMerge")
                going_on = merge is not None and value(merge) in ("", "continue")
                beside = value(_find(cell, "tcPr", "hMerge"))
                if merge is not None:
                    spans[column] = span
                spot = Spot(
                    file=self.document.file, table=number, row=len(rows) + 1, column=column + 1
                )
                if (going_on and open_spans.get(column) == span) or (
                    beside == "continue" and column > 0
                ):
                    cells.append(None)
                else:
                    text, apart = self.cell(cell, spot)
                    cells.append(GridText(text, spot))
                    inner += [(element, spot) for element in apart]
                cells += [None] * (span - 1)
            self.cells += len(cells)
            if self.cells > MAX_CELLS:
                raise UnreadableError("too_large", cells=self.cells, most=MAX_CELLS)
            open_spans = spans
            rows.append(tuple(cells))
        if rows:
            self.document.add(
                Grid(tuple(rows), Spot(file=self.document.file, table=number, row=1, column=1))
            )
        for element, spot in inner:
            if local(element.tag) == "tbl":
                self.table(element)
            else:
                self.blocks(element, spot)

    def cell(self, cell: ET.Element, spot: Spot) -> tuple[str, list[ET.Element]]:
        """A cell's text, and its tables and text boxes for later."""
        lines: list[str] = []
        inner: list[ET.Element] = []
        text = _Text()
        for block in _blocks(cell):
            if local(block.tag) == "tbl":
                inner.append(block)
                continue
            self.paragraph(block, text, spot)
            if text.joined:
                continue
            lines.append(text.text)
            inner += text.boxes
            text = _Text()
        if text.text:
            lines.append(text.text)
        return "\n".join(lines).strip("\n"), inner


def _blocks(parent: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables, out of the wrappers they may stand in."""
    for child in parent:
        name = local(child.tag)
        if name in ("p", "tbl"):
            yield child
        elif name not in _GONE and name not in ("tcPr", "sectPr"):
            yield from _blocks(next(iter(child), child) if name == "AlternateContent" else child)


def _children(parent: ET.Element, wanted: str) -> Iterator[ET.Element]:
    """Rows of a table or cells of a row, out of the wrappers they may stand in."""
    for child in parent:
        name = local(child.tag)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _children(child, wanted)


def _outermost(element: ET.Element, wanted: str) -> Iterator[ET.Element]:
    """Elements of a name that do not stand in one another, of one alternative only."""
    for child in element:
        name = local(child.tag)
        if name == wanted:
            yield child
        elif name == "AlternateContent":
            yield from _outermost(next(iter(child), child), wanted)
        elif name not in _GONE:
            yield from _outermost(child, wanted)


def _find(element: ET.Element | None, *path: str) -> ET.Element | None:
    """The first child of a name, of it the next, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local(child.tag) == name), None)
    return element


def _number(element: ET.Element | None, otherwise: int) -> int:
    text = value(element)
    number = int(text) if text.isdecimal() else otherwise
    if number > MAX_COLUMNS:
        raise UnreadableError("too_large", columns=number, most=MAX_COLUMNS)
    return max(number, otherwise)


def _hidden(run: ET.Element) -> bool:
    vanish = _find(run, "rPr", "vanish")
    return vanish is not None and value(vanish) not in _OFF


def _symbol(element: ET.Element) -> str:
    """A character given by its number in a symbol font."""
    try:
        return chr(int(value(element, "char"), 16))
    except (ValueError, OverflowError):
        return ""


def _heading_styles(roots: Iterable[ET.Element]) -> set[str]:
    """Ids of the styles of headings: by name, by outline level, or based on such a style."""
    styles = {
        value(style, "styleId"): style
        for root in roots
        for style in root
        if local(style.tag) == "style" and value(style, "type") in ("", "paragraph")
    }

    def is_heading(name: str) -> bool:
        seen: set[str] = set()
        while name in styles and name not in seen:
            seen.add(name)
            level = value(_find(styles[name], "pPr", "outlineLvl"))
            if level.isdecimal():
                return int(level) < _BODY_LEVEL
            if _HEADING.fullmatch(value(_find(styles[name], "name"))):
                return True
            name = value(_find(styles[name], "basedOn"))
        return False

    return {name for name in styles if is_heading(name)}
