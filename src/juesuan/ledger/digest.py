"""The fingerprint of a book: how a build remembers which book it was made from."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from juesuan.ledger.answers import answers_of
from juesuan.ledger.source import book_files

__all__ = ["digest", "relative"]


def digest(book: str | Path, seen_from: str | Path) -> dict[str, str]:
    """Where the book is, as a path relative to ``seen_from``, and the SHA-256 of its files'
    names and contents, and of what its author answered (待填)."""
    book = Path(book)
    seen_from = Path(seen_from)
    path = book.parent if book.name == "book.toml" else book
    files = [path] if path.is_file() else sorted([*book_files(path), path / "book.toml"])
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0")
        with file.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    for each in answers_of(path).rows:
        if each.text:
            total.update(f"{each.key}\0{each.text}\0".encode())
    return {"path": relative(path, seen_from), "sha256": total.hexdigest()}


def relative(path: Path, seen_from: Path) -> str:
    """A path as seen from a folder; its bare name where there is no way (another drive)."""
    try:
        return Path(os.path.relpath(path.resolve(), seen_from.resolve())).as_posix()
    except ValueError:
        return path.name
