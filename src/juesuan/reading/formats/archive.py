"""A folder or a zip as one disclosure of several files."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.reading.document import Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.package import DAMAGE, MAX_UNPACKED, open_package
from juesuan.text import decoded, readable_name, whole_number

__all__ = ["MAX_FILES", "Expanded", "expand"]

MAX_FILES = 1000
"""Files of one disclosure."""
MAX_NAME_BYTES = 200
"""Bytes of a file's name; longer ones are shortened, as file systems allow about 255."""

_ARCHIVES = {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".arj"}
_OFFICE = {"[Content_Types].xml", "META-INF/manifest.xml", "OFD.xml", "/OFD.xml"}
"""Names in zips that are documents themselves."""
_LITTER = {"__macosx", "thumbs.db", "desktop.ini"}
_UNWELCOME = compiled(r'[<>:"|?*\x00-\x1f\x7f]')
_UTF8_NAME = 0x800
_NUMBER = compiled(r"(\d+)|(?<=[表件第])([一二三四五六七八九十]+)")
_CHUNK = 1 << 20


class Expanded(Struct, frozen=True):
    """The files in their natural order, and what in the folder or archive is not opened.

    ``unread`` holds entries as those of a document: (message key, spot, details).
    """

    folder: Path
    files: tuple[Path, ...]
    unread: tuple[tuple[str, Spot, dict[str, object]], ...] = ()

    def name(self, file: Path) -> str:
        """A file's name within the folder or archive, with ``/`` between its parts."""
        return readable_name(file.relative_to(self.folder).as_posix())


@contextmanager
def expand(path: Path) -> Iterator[Expanded]:
    """The files of a folder, or of a zip unpacked to a place that is gone afterwards; of any
    other file, an office document too, the file itself.

    Hidden files and what systems leave behind are passed over; archives within are listed in
    ``unread`` and not opened. A zip that is too large, that is locked, or whose names lead
    out of it is refused.
    """
    if path.is_dir():
        yield _listed(path)
    elif not path.is_file():
        raise UnreadableError("no_file")  # a pipe: to open it is to wait for ever
    elif not _is_archive(path):
        yield Expanded(path.parent, (path,))
    else:
        with tempfile.TemporaryDirectory(prefix="juesuan-") as place:
            _unpack(path, Path(place))
            yield _listed(Path(place))


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts 表2 before 表10, and 附件二 before 附件三.

    >>> sorted(["表10", "表1", "表2", "附件三", "附件二", "附件十一"], key=natural_order)
    ['表1', '表2', '表10', '附件二', '附件三', '附件十一']
    """
    key = []
    place = 0
    text = unicodedata.normalize("NFKC", name).casefold()
    for found in _NUMBER.finditer(text):
        key.append((1, 0, text[place : found.start()]))
        key.append((0, whole_number(found[0]) or 0, ""))
        place = found.end()
    return [*key, (1, 0, text[place:])]


def _listed(folder: Path) -> Expanded:
    """The files in a folder. Links that lead out of it are told and not followed."""
    files: list[Path] = []
    unread: list[tuple[str, Spot, dict[str, object]]] = []
    size = 0
    home = folder.resolve()

    def closed(error: OSError) -> None:
        """A folder that cannot be opened: its own trouble at the top, told below."""
        if error.filename is None or Path(error.filename) == folder:
            raise error
        spot = Spot(file=readable_name(Path(error.filename).relative_to(folder).as_posix()))
        unread.append(("folder_not_opened", spot, {"why": error.strerror or str(error)}))

    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not _is_litter(name)]
        for name in names:
            file = Path(place) / name
            if _is_litter(name):
                continue
            if why := _why_not_opened(file, home):
                spot = Spot(file=readable_name(file.relative_to(folder).as_posix()))
                unread.append((why, spot, {}))
                continue
            files.append(file)
            size += file.stat().st_size
            if len(files) > MAX_FILES:
                raise UnreadableError("too_large", most=MAX_FILES)
            if size > MAX_UNPACKED:
                raise UnreadableError("too_large", bytes=size, most=MAX_UNPACKED)
    if not files and not unread:
        raise UnreadableError("empty")
    files.sort(key=lambda file: [natural_order(part) for part in file.relative_to(folder).parts])
    unread.sort(key=lambda entry: natural_order(entry[1].file))
    return Expanded(folder, tuple(files), tuple(unread))


def _why_not_opened(file: Path, home: Path) -> str:
    """Why an entry of a folder is told and not opened: a pipe or device, on which reading would
    wait for ever, a link to nothing, one that leads out of the folder, or an archive; empty for a
    file to read."""
    if not file.is_file():
        return "no_file"
    if not file.resolve().is_relative_to(home):
        return "link_leads_out"
    return "nested_archive" if file.suffix.lower() in _ARCHIVES else ""


def _is_archive(path: Path) -> bool:
    """Whether a file is a zip, and no office document."""
    with path.open("rb") as file:
        if not file.read(4).startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return False
        try:
            with ZipFile(file) as archive:
                names = set(archive.namelist())
                return names.isdisjoint(_OFFICE)
        except DAMAGE:
            return False  # whoever reads the file will find it damaged


def _unpack(path: Path, folder: Path) -> None:
    with open_package(path, MAX_FILES) as archive:
        for member in archive.infolist():
            _unpack_member(archive, member, folder)


def _unpack_member(archive: ZipFile, member: ZipInfo, folder: Path) -> None:
    name = _member_name(member)
    parts = _safe_parts(name)
    if name.endswith("/") or any(map(_is_litter, parts)):
        return
    target = folder.joinpath(*parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("xb") as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)
    except (FileExistsError, NotADirectoryError) as error:
        raise UnreadableError("damaged", file=name, reason="the same name twice") from error


def _member_name(member: ZipInfo) -> str:
    """A member's name; where the archive does not say UTF-8, it may be UTF-8 or GBK."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        with suppress(UnicodeDecodeError):
            name = decoded(raw) or name
    return name.split("\0")[0].replace("\\", "/")


def _safe_parts(name: str) -> list[str]:
    """The parts of a name as they can be written; a name that leads out is refused."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name):
        raise UnreadableError("damaged", file=name, reason="a name that leads out")
    return [_shortened(_UNWELCOME.sub("_", part)) for part in parts]


def _shortened(name: str) -> str:
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, dot, suffix = name, "", ""
    mark = f"~{zlib.crc32(name.encode()):08x}{dot}{suffix}"
    return stem.encode()[: MAX_NAME_BYTES - len(mark.encode())].decode(errors="ignore") + mark


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LITTER
