"""How a book's text files are encoded: UTF-8, UTF-16 or GBK, told from their bytes."""

from __future__ import annotations

import codecs
import tempfile
from pathlib import Path

__all__ = ["encoding_of", "read_text", "recoded"]

_CHUNK = 1 << 22


def encoding_of(path: Path) -> tuple[str | None, int]:
    """The file's encoding (UTF-8 with or without BOM, UTF-16 with BOM, or GB 18030 and so
    GBK) and the number of its lines; ``None`` if it is none of these."""
    with path.open("rb") as stream:
        start = stream.read(2)
    if start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16", 0
    for encoding in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        lines, last = 0, b"\n"
        try:
            with path.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    if b"\0" in chunk:
                        return None, 0
                    decoder.decode(chunk)
                    lines += chunk.count(b"\n")
                    last = chunk[-1:]
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding, lines + (last != b"\n")
    return None, 0


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


def read_text(path: Path) -> str:
    """A text file in any of the encodings that a book's files may have."""
    content = path.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
