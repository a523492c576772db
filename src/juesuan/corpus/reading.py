"""One disclosure of a corpus read and checked: its rows, or why there are none."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from juesuan import __version__
from juesuan.checks import check
from juesuan.checks.subject import Subject
from juesuan.corpus.grouping import FileGroup, GroupingWords
from juesuan.corpus.records import Rows, rows_of
from juesuan.corpus.schema import schema_version, tables
from juesuan.messages import JuesuanError, say
from juesuan.reading import Document, Spot, UnreadableError, read_all, read_documents
from juesuan.reading.errors import no_access
from juesuan.reporting import is_book, open_subject
from juesuan.resources import data_folder
from juesuan.text import plain

__all__ = [
    "FileState",
    "key_of",
    "not_read",
    "program_version",
    "read_group",
    "settled",
    "subject_of",
]


class FileState(msgspec.Struct, frozen=True):
    """A file as it was read: its path below the folder, bytes, time of change, SHA-256."""

    path: str
    size: int
    modified: int
    sha256: str

    @classmethod
    def of(cls, folder: Path, name: str, known: FileState | None = None) -> FileState:
        """The state of a file; unchanged in size and time, it has the hash that is known."""
        stat = (folder / name).stat()
        if known and (known.size, known.modified) == (stat.st_size, stat.st_mtime_ns):
            return known
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(name, stat.st_size, stat.st_mtime_ns, digest)


@cache
def program_version() -> str:
    """What readings depend on besides the files: the program's version, and a digest of its
    data, form sets and rules among them."""
    total = hashlib.sha256()
    folder = Path(str(data_folder()))
    for path in sorted(folder.rglob("*.toml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{__version__}/{schema_version()}/{total.hexdigest()[:16]}"


def key_of(group: FileGroup, files: list[FileState]) -> str:
    """What a reading depends on: while it stays the same, nothing is read again."""
    said = (program_version(), group.unit, group.year, group.region, group.said_day)
    text = "\n".join([*map(str, said), *(f"{file.path} {file.sha256}" for file in files)])
    return hashlib.sha256(text.encode()).hexdigest()


def subject_of(folder: Path, group: FileGroup) -> Subject:
    """A disclosure below a folder, read. Raises ``JuesuanError`` where it cannot be."""
    paths = [folder / name for name in group.files]
    if len(paths) == 1 or is_book(paths[0]):
        return open_subject(paths[0], year=group.year)
    return Subject.of(read_documents(_documents(paths), year=group.year), paths)


def read_group(folder: Path, group: FileGroup) -> Rows:
    """The rows of a disclosure as read and checked. Raises ``JuesuanError`` where it cannot be."""
    return rows_of(check(subject_of(folder, group)))


def _documents(paths: list[Path]) -> list[Document]:
    """The documents of several files; one that cannot be read is told in the others'."""
    found: list[Document] = []
    failed: list[tuple[Path, UnreadableError]] = []
    for path in paths:
        try:
            found += read_all(path)
        except UnreadableError as error:
            failed.append((path, error))
        except OSError as error:
            failed.append((path, no_access(error, path)))
    if not found:
        raise failed[0][1]
    for path, reason in failed:
        details = {**reason.details, "why": reason.key}
        details.pop("path", None)
        found[0].unread.append(("file_not_read", Spot(file=path.name), details))
    return found


def not_read(error: Exception, group: FileGroup) -> Rows:
    """The rows of a disclosure that gave none: the reason in words."""
    words = {}
    if isinstance(error, JuesuanError) and "path" in error.details:
        called = Path(str(error.details["path"])).name  # where it lies here is nobody's business
        named = (name for name in group.files if Path(name).name == called)
        error.details["path"] = next(named, group.files[0])
    for lang in ("zh", "en"):
        if isinstance(error, JuesuanError):
            words[lang] = error.text(lang)
        else:
            why = f"{type(error).__name__}: {error}"
            words[lang] = say("check.fault", lang, path=group.name, why=why)
    unit = group.guessed_unit
    row: dict[str, Any] = {
        "unit": unit,
        "unit_key": plain(unit),
        "kind": "disclosure",
        "status": "not_read",
        "reason": words["zh"],
        "reason_en": words["en"],
        "year": group.guessed_year,
        "region": "",
    }
    key = getattr(error, "key", "fault")
    said = {"key": key, "words": words["zh"], "words_en": words["en"], "page": 0}
    file = group.files[0]
    return {"documents": [row], "not_read": [{**said, "file": file, "place": file}]}


def settled(rows: Rows, group: FileGroup, files: list[FileState]) -> Rows:
    """The rows with what only the files and people tell: the number, the names as corrected,
    year and region in every row."""
    words = GroupingWords.usual()
    head = rows["documents"][0]
    if group.unit:
        head["unit"], head["unit_key"] = group.unit, plain(group.unit)
    elif not head["unit"]:
        head["unit"], head["unit_key"] = group.guessed_unit, plain(group.guessed_unit)
    year = group.year or head["year"]
    own = head["region"] if head["region"] != words.regions.nation else ""
    own = words.region_in(own) or own or words.region_in(head["unit"])
    said = group.said_region or own or words.regions.untold
    head |= {
        "name": group.name,
        "files": msgspec.to_builtins(files),
        "published": group.said_day,
        "key": key_of(group, files),
    }
    given = {"document": group.document, "year": year, "region": said}
    for name, table in tables().items():
        every = rows.setdefault(name, [])
        if table.partitioned:
            for row in every:
                row |= given
    return rows
