"""Taking files in: what they are is seen from their content, what they may cost is bounded."""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from msgspec import Struct

from juesuan.text import readable_name
from juesuan.workbench.place import WorkbenchError

__all__ = [
    "KINDS",
    "PICTURES",
    "SHEETS",
    "IntakeError",
    "Taken",
    "drop",
    "kind_of",
    "safe_name",
    "take_in",
]

_FILE = 100 * 1024 * 1024
_ALL = 200 * 1024 * 1024
_FILES = 50
_UNPACKED = 2 * 1024**3
_RATIO = 200
_ENTRIES = 20_000
_NAME = 100
_STRANGE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')

KINDS = {
    "pdf": (".pdf",),
    "xlsx": (".xlsx", ".xlsm", ".et"),
    "docx": (".docx", ".docm", ".wps"),
    "zip": (".zip",),
    "ofd": (".ofd",),
    "ole": (".xls", ".doc", ".et", ".wps"),
    "html": (".html", ".htm"),
    "text": (".txt", ".csv", ".md"),
}
"""What is taken, and the endings that each may have; another gets the first."""
PICTURES = {"jpeg": (".jpg", ".jpeg"), "png": (".png",)}
"""Photographs and scans, taken as evidence only."""
SHEETS = {"ods": (".ods",)}
"""Sheets of other offices, taken as imports only."""
_PICTURE_HEADS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


class IntakeError(WorkbenchError):
    """A file that is not taken, and why."""


class Taken(Struct, frozen=True):
    """Files that were taken in: their folder's name, the name shown, kind, bytes, SHA-256."""

    place: str
    name: str
    kind: str
    size: int
    sha256: str


def take_in(
    files: Sequence[UploadedFile[Any]], also: Mapping[str, tuple[str, ...]] | None = None
) -> Taken:
    """Keep files as one document; ``also`` are further kinds to take. Raises ``IntakeError``; then
    nothing is kept."""
    if not files:
        raise IntakeError("no_files")
    if len(files) > _FILES or sum(one.size or 0 for one in files) > _ALL:
        raise IntakeError("too_many_files", most=_FILES, mb=_ALL // 1024**2)
    place = secrets.token_hex(16)
    folder = Path(settings.FOLDER) / "files" / place
    folder.mkdir(mode=0o700)
    try:
        kept = [_keep(one, folder, {**KINDS, **(also or {})}) for one in files]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    digest = hashlib.sha256("\n".join(sorted(sha for _, _, sha in kept)).encode()).hexdigest()
    (first, kind, sha), size = kept[0], sum(one.size or 0 for one in files)
    if len(kept) == 1:
        return Taken(place, first.name, kind, size, sha)
    return Taken(place, f"{first.name} +{len(kept) - 1}", "folder", size, digest)


def drop(taken: Taken) -> None:
    """Forget files that were taken in."""
    shutil.rmtree(Path(settings.FOLDER) / "files" / taken.place, ignore_errors=True)


def _keep(
    file: UploadedFile[Any], folder: Path, kinds: Mapping[str, tuple[str, ...]]
) -> tuple[Path, str, str]:
    """Keep one file: where, its kind, its SHA-256."""
    shown = readable_name(file.name or "")
    if (file.size or 0) > _FILE:
        raise IntakeError("too_large", name=shown, mb=_FILE // 1024**2)
    if not file.size:
        raise IntakeError("empty_file", name=shown)
    raw = folder / "raw.part"
    digest = hashlib.sha256()
    with raw.open("wb") as stream:
        for chunk in file.chunks():
            digest.update(chunk)
            stream.write(chunk)
    kind = kind_of(raw)
    if kind is None or kind not in kinds:
        raise IntakeError("unknown_kind", name=shown)
    target = folder / safe_name(file.name or "", kind)
    for number in range(2, _FILES + 2):
        if not target.exists():
            break
        target = target.with_name(f"{target.stem}-{number}{target.suffix}")
    raw.rename(target)
    return target, kind, digest.hexdigest()


def safe_name(name: str, kind: str) -> str:
    """A file's name without folders, control characters or signs that a system or a page takes for
    something else, with an ending that fits its kind.

    >>> safe_name("../../etc/<b>决算.PDF.exe", "pdf")
    'b_决算.PDF.pdf'
    """
    last = re.split(r"[/\\]", readable_name(name))[-1]
    plain = _STRANGE.sub("_", last).strip(" ._") or "file"
    stem, dot, ending = plain.rpartition(".")
    suffix = f".{ending.lower()}" if dot else ""
    endings = {**KINDS, **PICTURES, **SHEETS}[kind]
    if suffix not in endings:
        stem, suffix = (stem if dot and len(ending) <= 5 else plain), endings[0]
    return f"{stem[:_NAME]}{suffix}"


def kind_of(path: Path) -> str | None:
    """What a file is by its content, ``None`` for what is not taken. Raises ``IntakeError`` for an
    archive that unpacks to more than it may."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    for start, picture in _PICTURE_HEADS.items():
        if head.startswith(start):
            return picture
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith(b"<") else "text"


def _packed(path: Path) -> str:
    """The kind of a zip archive by what is in it, within bounds."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise IntakeError("damaged_archive") from error
    size = sum(one.file_size for one in entries)
    bomb = size > 1024**2 * 50 and size > _RATIO * path.stat().st_size
    if len(entries) > _ENTRIES or size > _UNPACKED or bomb:
        raise IntakeError("archive_bomb")
    names = {one.filename for one in entries}
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        return "docx" if any(name.startswith("word/") for name in names) else "xlsx"
    return "ods" if {"mimetype", "content.xml"} <= names else "zip"
