"""Zip packages of office documents and their XML parts, opened without trust.

No part is unpacked beyond its bound, and XML with a document type is refused, so that no
entity is ever expanded or fetched.
"""

from __future__ import annotations

import errno
import posixpath
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from juesuan.reading.errors import UnreadableError

__all__ = [
    "DAMAGE",
    "MAX_DEPTH",
    "MAX_RATIO",
    "MAX_TREE",
    "MAX_UNPACKED",
    "Listener",
    "check_members",
    "listen",
    "local",
    "main_part",
    "open_package",
    "parse",
    "related",
    "tree",
    "value",
]

MAX_MEMBERS = 20_000
"""Files in one office document."""
MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes of one zip, unpacked."""
MAX_RATIO = 250
"""Unpacked to packed bytes of a zip beyond ``FREE_BYTES``."""
FREE_BYTES = 32 * 1024 * 1024
"""Unpacked bytes up to which the ratio does not matter."""
MAX_TREE = 64 * 1024 * 1024
"""Bytes of an XML part that is taken as a tree."""
MAX_DEPTH = 200
"""Elements within one another in an XML part."""

DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError)
"""What Python raises on zips that are cut off or forged."""

_CHUNK = 1 << 20


@contextmanager
def open_package(path: Path, most: int = MAX_MEMBERS) -> Iterator[ZipFile]:
    """A zip of at most so many files. What goes wrong in reading it becomes ``UnreadableError``."""
    size = path.stat().st_size
    if not size:
        raise UnreadableError("empty")
    with path.open("rb") as file:
        try:
            with ZipFile(file) as package:
                check_members(package.infolist(), size, most)
                yield package
        except NotImplementedError as error:  # a way of packing that Python has not
            raise UnreadableError("not_this_format", reason=str(error)) from error
        except DAMAGE as error:
            if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
                raise  # trouble of the machine, such as a full disk
            raise UnreadableError("damaged", reason=str(error)) from error


def check_members(members: Sequence[ZipInfo], packed: int, most: int) -> None:
    """Refuse a zip that is encrypted, or that claims more files or bytes than it may.

    What a member claims is also all that Python ever unpacks of it.
    """
    if len(members) > most:
        raise UnreadableError("too_large", files=len(members), most=most)
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        raise UnreadableError("too_large", bytes=unpacked, most=MAX_UNPACKED)
    if unpacked > FREE_BYTES and unpacked > MAX_RATIO * packed:
        raise UnreadableError("too_large", ratio=unpacked // max(packed, 1), most=MAX_RATIO)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("encrypted")


class Listener(Protocol):
    """What is told of a part's elements while it is parsed."""

    def start(self, tag: str, attributes: dict[str, str], /) -> object:
        """An element begins."""

    def end(self, tag: str, /) -> object:
        """An element ends."""

    def data(self, data: str, /) -> object:
        """Characters stand in the element that is open."""


class _Guard:
    """Passes events on; stops at document types and at elements too deep."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.depth = 0
        self.data = listener.data

    def start(self, tag: str, attributes: dict[str, str], /) -> object:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableError("too_large", depth=self.depth, most=MAX_DEPTH)
        return self.listener.start(tag, attributes)

    def end(self, tag: str, /) -> object:
        self.depth -= 1
        return self.listener.end(tag)

    def doctype(self, name: str, public: str | None, system: str | None, /) -> None:
        raise UnreadableError("damaged", reason="document type in XML")

    def close(self) -> None:
        return None


def parse(package: ZipFile, part: str, listener: Listener) -> None:
    """Tell the listener of a part's elements in order."""
    with package.open(part) as file:
        listen(file, part, listener)


def listen(file: IO[bytes], part: str, listener: Listener) -> None:
    """Tell the listener of the elements of an XML file in order; ``part`` names it in errors."""
    parser = ET.XMLParser(target=_Guard(listener))
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
        parser.close()
    except (ET.ParseError, LookupError) as error:
        raise UnreadableError("damaged", part=part, reason=str(error)) from error


def tree(package: ZipFile, part: str) -> ET.Element:
    """A part as a tree of elements."""
    size = package.getinfo(part).file_size
    if size > MAX_TREE:
        raise UnreadableError("too_large", part=part, bytes=size, most=MAX_TREE)
    builder = ET.TreeBuilder()
    parse(package, part, builder)
    return builder.close()


def local(name: str) -> str:
    """A tag or attribute without its namespace, which differs between editions."""
    return name.rpartition("}")[2]


def value(element: ET.Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty if there is none."""
    if element is None:
        return ""
    return next((text for key, text in element.items() if local(key) == name), "")


def main_part(package: ZipFile) -> str:
    """The part that holds the document or the list of sheets."""
    for target in related(package, "", "officeDocument").values():
        return target
    raise UnreadableError("not_this_format")


def related(package: ZipFile, part: str, kind: str) -> dict[str, str]:
    """The parts of a kind that a part points to: relationship id → name in the package."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package.namelist():
        return {}
    found = {}
    for link in tree(package, listing):
        outside = link.get("TargetMode") == "External"
        if link.get("Type", "").rpartition("/")[2] == kind and not outside:
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
            found[link.get("Id", "")] = target.lstrip("/")
    return found
