"""Bytes to text (解码): the encodings in which Chinese offices write text files."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Iterable

__all__ = ["UNMARKED", "decoded", "encoding_of", "marked_encoding", "readable_name"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HALVES = re.compile("[\ud800-\udfff]")
"""What Python makes of the bytes of a name that are no character."""
UNMARKED = ("utf-8", "gb18030")
"""The encodings of a text that does not name its own, in the order in which they are tried."""


def marked_encoding(start: bytes) -> str:
    """The encoding that the first bytes name; empty where they name none."""
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), "")


def decoded(content: bytes) -> str:
    """The text in some bytes: UTF-8, UTF-16 with its mark, or GB 18030 and so GBK.

    Raises ``UnicodeDecodeError`` where it is none of these.
    """
    if encoding := marked_encoding(content[:3]):
        return content.decode(encoding)
    try:
        return content.decode(UNMARKED[0])
    except UnicodeDecodeError:
        return content.decode(UNMARKED[1])


def readable_name(path: str | os.PathLike[str]) -> str:
    """The name of a file, or a path, for people.

    Where its bytes are not in the system's encoding they are read as GB 18030 and so GBK, as
    old archives and disks have them; what is no character even then is “�”. Any other name stays
    as it is.
    """
    name = os.fspath(path)
    if not _HALVES.search(name):
        return name
    try:
        return os.fsencode(name).decode(UNMARKED[-1])
    except UnicodeError:
        return _HALVES.sub("\ufffd", name)


def encoding_of(chunks: Callable[[], Iterable[bytes]]) -> str:
    """The encoding of a text too large to hold, as ``decoded`` would take it; empty where it is
    none of those, or holds a zero byte. ``chunks`` gives its bytes from the beginning, as often
    as it is called."""
    marked = marked_encoding(next(iter(chunks()), b"")[:3])
    if marked == "utf-16":
        return marked
    found = next((encoding for encoding in UNMARKED if _is_in(encoding, chunks())), "")
    return marked if marked and found == "utf-8" else found


def _is_in(encoding: str, chunks: Iterable[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            if b"\0" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
