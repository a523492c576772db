"""Web pages (html): paragraphs and tables as a browser would lay them out.

selectolax parses (by lexbor, which follows the HTML standard as browsers do), so cells that
are never closed, text between rows and the like come out where a reader of the page sees
them. Nothing that a page points to is fetched.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.text import decode, read_bytes

__all__ = [
    "MAX_CELLS",
    "MAX_COLUMN_SPAN",
    "MAX_HTML_BYTES",
    "MAX_ROW_SPAN",
    "read_html",
    "read_web_archive",
]

MAX_HTML_BYTES = 32 * 1024 * 1024
"""The largest page."""
MAX_CELLS = 1_000_000
"""Places of all tables, covered ones counted."""
MAX_DEPTH = 400
"""Elements within one another; browsers stop near 500 too."""
MAX_COLUMN_SPAN = 1000
"""The widest cell, by the HTML standard."""
MAX_ROW_SPAN = 65_534
"""The tallest cell, by the HTML standard."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_TABLE = re.compile(rb"<table\b", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SILENT_NAMES = (
    "head nav aside footer script style noscript template iframe object embed svg math canvas "
    "audio video select textarea datalist"
)
_BLOCK_NAMES = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul"
)
_SILENT = frozenset(_SILENT_NAMES.split())
"""Elements whose text is not read on the page."""
_PICTURES = frozenset(["svg", "img", "picture", "canvas", "video", "object", "embed"])
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption"))
_BLOCKS = _HEADINGS | frozenset(_BLOCK_NAMES.split())
_GROUPS = ("thead", "tbody", "tfoot")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)")
_LEFT_OPEN = "area base br col embed hr img input link meta param source track wbr"
_MAY_STAY_OPEN = "p li td th tr dt dd option thead tbody tfoot colgroup"
_CLOSED_AT_ONCE = frozenset(f"{_LEFT_OPEN} {_MAY_STAY_OPEN}".split())
"""Elements that hold nothing, or whose end need not be written."""


def read_html(path: Path) -> Document:
    """A page's visible text. Tables that hold tables, and those of a single column, only lay
    out a page: what stands in them is read as if it stood outside."""
    return _page(path.name, read_bytes(path, MAX_HTML_BYTES))


def read_web_archive(path: Path) -> Document:
    """The page in a web archive (单个文件网页, mht), which Word and Excel write too, and call doc
    or xls."""
    mail = email.message_from_bytes(read_bytes(path, MAX_HTML_BYTES))
    pages = [part for part in mail.walk() if part.get_content_type() == "text/html"]
    contents = [part.get_payload(decode=True) for part in pages]
    found = [content for content in contents if isinstance(content, bytes)]
    if not found:
        raise UnreadableError("not_this_format", kind="mht")
    # A workbook has a page that frames the others, and one for each sheet.
    documents = [_page(path.name, content) for content in found if _TABLE.search(content)]
    documents = documents or [_page(path.name, found[0])]
    whole = documents[0]
    for document in documents[1:]:
        for part in document.parts:
            whole.add(part)
        whole.unread += document.unread
    return whole


def _page(name: str, data: bytes) -> Document:
    declared = _CHARSET.search(data[:4096])
    text, lost = decode(data, declared[1].decode("ascii") if declared else "")
    document = Document(name, "html")
    if lost:
        document.unread.append(("characters_lost", Spot(file=name), {"count": lost}))
    _check_nesting(text, document.tally.limits.depth)
    body = LexborHTMLParser(text).body
    if body is not None:
        reader = _Reader(document)
        reader.flow(body, 0)
        reader.end_paragraph()
    if not document.parts:
        raise UnreadableError("empty")
    return document


def _check_nesting(text: str, most: int) -> None:
    """Refuse a page whose elements nest so deep that parsing it takes for ever."""
    depth = 0
    for tag in _TAG.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + (tag[2].lower() not in _CLOSED_AT_ONCE)
        if depth > most:
            line = text.count("\n", 0, tag.start()) + 1
            raise UnreadableError("too_deep", line=line, most=most)


class _Reader:
    """Walks the elements of a page and fills a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.pieces: list[str] = []
        self.heading = False
        self.tables = self.cells = 0

    def end_paragraph(self) -> None:
        """What was gathered is a paragraph."""
        for line in _lines(self.pieces):
            self.document.add(Paragraph(line, Spot(file=self.document.file), self.heading))
        self.pieces = []

    def flow(self, parent: LexborNode, depth: int) -> None:
        """The content of an element outside of grids."""
        _check_depth(depth)
        for node in _visible(parent):
            tag = node.tag or ""
            if tag == "-text":
                self.pieces.append(_BLANKS.sub(" ", node.text_content or ""))
            elif tag == "br":
                self.pieces.append("\n")
            elif tag == "table":
                self.end_paragraph()
                self.table(node, depth + 1)
            elif tag == "figure" and _is_drawing(node):
                self.end_paragraph()
            elif tag in _BLOCKS:
                self.end_paragraph()
                outside, self.heading = self.heading, self.heading or tag in _HEADINGS
                self.flow(node, depth + 1)
                self.end_paragraph()
                self.heading = outside
            else:
                self.flow(node, depth + 1)

    def table(self, table: LexborNode, depth: int) -> None:
        """A table: its caption, then a grid, or what a table of the layout holds."""
        groups = _row_groups(table)
        cells = [cell for rows in groups for row in rows for cell in _cells(row)]
        inside = any(_holds_table(cell) for cell in cells)
        if inside or (table.attributes.get("role") or "") in ("presentation", "none"):
            self.flow(table, depth)
            return
        rows = self.grid_rows(groups, depth)
        if max((len(row) for row in rows), default=0) < 2:
            self.flow(table, depth)
            return
        for child in _visible(table):
            if child.tag == "caption":
                self.heading = True
                self.flow(child, depth + 1)
                self.end_paragraph()
                self.heading = False
        if any(cell and cell.text for row in rows for cell in row):
            spot = Spot(file=self.document.file, table=self.tables + 1, row=1, column=1)
            self.document.add(Grid(tuple(rows), spot))
            self.tables += 1

    def grid_rows(
        self, groups: list[list[LexborNode]], depth: int
    ) -> list[tuple[GridText | None, ...]]:
        """The rows of a table with every cell at its place."""
        rows: list[tuple[GridText | None, ...]] = []
        for group in groups:
            taken: dict[int, int] = {}  # column → rows that a cell from above still covers
            for place, row in enumerate(group):
                line: dict[int, GridText | None] = dict.fromkeys(taken)
                below = {column: left - 1 for column, left in taken.items() if left > 1}
                column = 0
                for cell in _cells(row):
                    while column in line:
                        column += 1
                    across = _span(cell, "colspan", MAX_COLUMN_SPAN) or 1
                    down = _span(cell, "rowspan", MAX_ROW_SPAN) or len(group)
                    down = min(down, len(group) - place)
                    spot = Spot(
                        file=self.document.file,
                        table=self.tables + 1,
                        row=len(rows) + 1,
                        column=column + 1,
                    )
                    for covered in range(column, column + across):
                        line.setdefault(covered, None)
                        if down > 1:
                            below[covered] = max(down - 1, below.get(covered, 0))
                    line[column] = GridText(_cell_text(cell, depth), spot)
                    if self.cells + len(line) > MAX_CELLS:
                        raise UnreadableError("too_large", most=MAX_CELLS)
                width = max(line, default=-1) + 1
                self.cells += width
                rows.append(tuple(line.get(column) for column in range(width)))
                taken = below
        return rows


def _children(parent: LexborNode) -> Iterator[LexborNode]:
    child = parent.first_child
    while child is not None:
        yield child
        child = child.next


def _visible(parent: LexborNode) -> Iterator[LexborNode]:
    """The texts and shown elements in an element."""
    for child in _children(parent):
        tag = child.tag or ""
        if tag == "-text":
            yield child
        elif tag and tag[0] not in "-_!" and tag not in _SILENT:
            attributes = child.attributes
            if "hidden" not in attributes and not _HIDDEN.search(attributes.get("style") or ""):
                yield child


def _row_groups(table: LexborNode) -> list[list[LexborNode]]:
    """The rows of a table by their groups; the foot is last wherever it is written."""
    groups = [child for child in _visible(table) if child.tag in _GROUPS]
    groups.sort(key=lambda group: (group.tag == "tfoot") - (group.tag == "thead"))
    return [[row for row in _visible(group) if row.tag == "tr"] for group in groups]


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in _visible(row) if cell.tag in ("td", "th"))


def _holds_table(element: LexborNode) -> bool:
    """Whether a visible table stands in an element."""
    waiting = [element]
    while waiting:
        for child in _visible(waiting.pop()):
            if child.tag == "table":
                return True
            if child.tag != "-text":
                waiting.append(child)
    return False


def _is_drawing(figure: LexborNode) -> bool:
    """Whether a figure shows a picture (a chart, a photograph) and no table: what is written
    in it labels the picture and says nothing of its own."""
    pictured = any(figure.css_first(name) is not None for name in _PICTURES)
    return pictured and not _holds_table(figure)


def _span(cell: LexborNode, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,9})", cell.attributes.get(name) or "1")
    return min(int(found[1]), most) if found else 1


def _cell_text(cell: LexborNode, depth: int) -> str:
    """A cell's text; blocks and breaks in it begin new lines."""
    pieces: list[str] = []

    def gather(parent: LexborNode, depth: int) -> None:
        _check_depth(depth)
        for node in _visible(parent):
            if node.tag == "-text":
                pieces.append(_BLANKS.sub(" ", node.text_content or ""))
            elif node.tag == "br":
                pieces.append("\n")
            else:
                edge = ["\n"] if node.tag in _BLOCKS else []
                pieces.extend(edge)
                gather(node, depth + 1)
                pieces.extend(edge)

    gather(cell, depth)
    return "\n".join(_lines(pieces))


def _lines(pieces: list[str]) -> list[str]:
    """The lines of gathered text that are not blank, without blanks around them."""
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise UnreadableError("too_large", depth=depth, most=MAX_DEPTH)
