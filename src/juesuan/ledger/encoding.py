"""How a book's text files are encoded, and their lines counted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from juesuan.text import encoding_of

__all__ = ["encoding_and_lines", "recoded"]

_CHUNK = 1 << 22


def encoding_and_lines(path: Path) -> tuple[str, int]:
    """A text file's encoding, empty where it has none that a book may have, and the number of
    its lines (where it is UTF-8 or GBK)."""
    lines, last = 0, b"\n"

    def chunks() -> Iterator[bytes]:
        nonlocal lines, last
        lines, last = 0, b"\n"
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                lines += chunk.count(b"\n")
                last = chunk[-1:]
                yield chunk

    encoding = encoding_of(chunks)
    return encoding, lines + (last != b"\n")


def recoded(path: Path, encoding: str, scratch: Path) -> Path:
    """A UTF-8 copy of the file under its own name."""
    copy = Path(tempfile.mkdtemp(dir=scratch)) / path.name
    with (
        path.open(encoding=encoding, newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while chunk := source.read(_CHUNK):
            target.write(chunk)
    return copy
