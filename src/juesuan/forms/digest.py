"""The fingerprint of a form set: what a publication says it was made by."""

from __future__ import annotations

import hashlib
from pathlib import Path

from juesuan.forms.formset import form_set_folders

__all__ = ["form_set_digest"]


def form_set_digest(name: str | Path) -> str:
    """SHA-256 over the names and contents of the data files of a set (its id or folder) and
    of all it inherits. Raises ``FormSetError`` for an unknown set."""
    total = hashlib.sha256()
    for folder in form_set_folders(name):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if Path(file.name).suffix == ".toml":
                text = file.read_bytes().replace(b"\r\n", b"\n")
                total.update(f"{folder.name}/{file.name}\0".encode())
                total.update(hashlib.sha256(text).digest())
    return total.hexdigest()
