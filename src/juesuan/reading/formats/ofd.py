"""OFD (GB/T 33190), the national fixed-layout format: a zip of XML with positions.

Its pages become the same as those of a pdf, characters with boxes and straight edges, and are
laid out as those are. Of a document with several versions or attachments its pages alone are
read; seals and other annotations are no text of it.
"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from juesuan.reading.document import Document
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.ofd_page import POINTS, Drawing, Units, numbers
from juesuan.reading.formats.package import local, open_package, tree, value
from juesuan.reading.formats.page import Page
from juesuan.reading.formats.pdf_composed import add_page

__all__ = ["MAX_OFD_BYTES", "ROOT_PART", "read_ofd"]

MAX_OFD_BYTES = 256 * 1024 * 1024
"""The largest OFD file."""
MOST_PAGES = 2_000
MOST_OBJECTS = 2_000_000
"""Objects of all pages, those of a template counted on each page that it lies under."""
ROOT_PART = "OFD.xml"
_A4 = (0.0, 0.0, 210.0, 297.0)


def read_ofd(path: Path) -> Document:
    """An OFD file: one Grid for every ruled table of every page, and paragraphs between them.

    What is told in ``unread`` is as with a pdf; a page that is a picture is ``scanned_page``.
    Raises UnreadableError for files that are locked, damaged, empty, too large or no OFD.
    """
    if path.stat().st_size > MAX_OFD_BYTES:
        raise UnreadableError("too_large", bytes=path.stat().st_size, most=MAX_OFD_BYTES)
    document = Document(path.name, "ofd")
    with open_package(path) as package:
        names = {name.lstrip("/"): name for name in package.namelist()}
        if ROOT_PART not in names:
            raise UnreadableError("encrypted" if "Encryptions.xml" in names else "not_this_format")
        parts = _Parts(package, names)
        left = MOST_OBJECTS
        for page in _pages(parts):
            document.pages += 1
            if document.pages > MOST_PAGES:
                raise UnreadableError("too_large", pages=document.pages, most=MOST_PAGES)
            drawn, left = page.drawn(left)
            add_page(drawn, document.pages, document)
    if not document.pages:
        raise UnreadableError("empty", pages=0)
    return document


class _Parts:
    """The XML parts of a package, by the place that another part names."""

    def __init__(self, package: ZipFile, names: dict[str, str]) -> None:
        self.package, self.names = package, names
        self.known: dict[str, ET.Element] = {}

    def named(self, name: str, within: str) -> str:
        """A part's name in the package, as a part in the folder ``within`` names it."""
        whole = posixpath.normpath(posixpath.join("/", within, name.strip().replace("\\", "/")))
        return whole.lstrip("/")

    def root(self, name: str) -> ET.Element:
        """A part's tree."""
        if name not in self.known:
            if name not in self.names:
                raise UnreadableError("damaged", part=name)
            self.known[name] = tree(self.package, self.names[name])
        return self.known[name]


class _Page:
    """A page, what lies under and over it, and the drawings that it may repeat."""

    def __init__(self, content: ET.Element, box: tuple[float, ...], units: Units) -> None:
        self.content, self.units = content, units
        self.layers: list[tuple[int, ET.Element]] = []
        self.box = box

    def drawn(self, left: int) -> tuple[Page, int]:
        """The page with all that stands on it, and how many objects may still follow."""
        x, y, width, height = self.box
        page = Page(width=width * POINTS, height=height * POINTS)
        drawing = Drawing(page, (POINTS, 0, 0, POINTS, -x * POINTS, -y * POINTS), self.units, left)
        order = [(1, self.content), *self.layers]
        for _, content in sorted(order, key=lambda entry: entry[0]):
            for layer in _children(_first(content, "Content"), "Layer"):
                drawing.draw(layer)
        return page, drawing.left


def _children(parent: ET.Element | None, *path: str) -> Iterator[ET.Element]:
    """The elements at the end of a path of names."""
    found = [parent] if parent is not None else []
    for name in path:
        found = [child for one in found for child in one if local(child.tag) == name]
    yield from found


def _first(parent: ET.Element | None, *path: str) -> ET.Element | None:
    """The first of them."""
    return next(_children(parent, *path), None)


def _text(parent: ET.Element | None, *path: str) -> str:
    found = _first(parent, *path)
    return (found.text or "").strip() if found is not None else ""


def _pages(parts: _Parts) -> Iterator[_Page]:
    for body in _children(parts.root(ROOT_PART), "DocBody"):
        if name := _text(body, "DocRoot"):
            yield from _document(parts, parts.named(name, ""))


def _document(parts: _Parts, name: str) -> Iterator[_Page]:
    root, home = parts.root(name), posixpath.dirname(name)
    common = _first(root, "CommonData")
    usual = _box(_first(common, "PageArea")) or _A4
    units = _units(parts, common, home)
    templates = {
        value(entry, "ID"): (value(entry, "ZOrder"), parts.named(value(entry, "BaseLoc"), home))
        for entry in _children(common, "TemplatePage")
    }
    for entry in _children(root, "Pages", "Page"):
        place = parts.named(value(entry, "BaseLoc"), home)
        content = parts.root(place)
        own = {**units, **_units(parts, content, posixpath.dirname(place))}
        page = _Page(content, _box(_first(content, "Area")) or usual, own)
        for used in _children(content, "Template"):
            order, part = templates.get(value(used, "TemplateID"), ("", ""))
            if part:
                above = (value(used, "ZOrder") or order) == "Foreground"
                page.layers.append((2 if above else 0, parts.root(part)))
        yield page


def _box(area: ET.Element | None) -> tuple[float, ...] | None:
    for name in ("PhysicalBox", "ApplicationBox"):
        box = numbers(_text(area, name))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return tuple(box)
    return None


def _units(parts: _Parts, owner: ET.Element | None, home: str) -> Units:
    """Drawings that pages repeat (CompositeGraphicUnit), of the lists that a part names."""
    found: dict[str, ET.Element] = {}
    for kind in ("PublicRes", "DocumentRes", "PageRes"):
        for named in _children(owner, kind):
            place = parts.named(named.text or "", home)
            if place in parts.names:
                for unit in parts.root(place).iter():
                    if local(unit.tag) == "CompositeGraphicUnit":
                        found[value(unit, "ID")] = unit
    return found
