"""What names a document's content: its SHA-256, so that a report says which version it is of."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

__all__ = ["sha256_of"]


def sha256_of(path: str | Path) -> str:
    """The SHA-256 of a file in hexadecimal; of a folder, that of the list of its files, each
    as its own sum and its name below the folder. Raises ``OSError``."""
    path = Path(path)
    if not path.is_dir():
        return _of(path)
    files = sorted(entry for entry in path.rglob("*") if entry.is_file())
    listed = "".join(f"{_of(file)}  {file.relative_to(path).as_posix()}\n" for file in files)
    return hashlib.sha256(os.fsencode(listed)).hexdigest()


def _of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
