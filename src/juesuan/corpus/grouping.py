"""Which files are one disclosure (归组): by folder, unit and year of their names.

The files of a folder whose names speak of the same unit and year belong together, also those of
one form each (甲医院 公开01表); a file whose name speaks of no unit (附件1 决算公开表) belongs to
the only unit its folder has, else to the folder. ``grouping.csv`` in the corpus shows it, and what
a person writes there counts.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from juesuan.corpus.errors import CorpusError
from juesuan.forms import provinces
from juesuan.reading.formats.archive import natural_order
from juesuan.resources import Pattern, Record, load_typed
from juesuan.text import plain

__all__ = [
    "COLUMNS",
    "FileGroup",
    "GroupingWords",
    "find_files",
    "group",
    "read_rows",
    "write_rows",
]

COLUMNS = (
    "file",
    "document",
    "unit",
    "year",
    "region",
    "published",
    "guessed_unit",
    "guessed_year",
)
"""Columns of ``grouping.csv``. ``document`` ``-`` leaves a file out; ``unit``, ``year``,
``region`` and ``published`` are a person's to fill, the guesses this program's."""

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.年](\d\d?)[-_.月](\d\d?)(?!\d)日?")
_NUMBERED = re.compile(r"^[\s\d０-９一二三四五六七八九十.、()（）_-]+|[\s\d()（）_-]+$")
_BREAKS = re.compile(r"[\s_\-—.·,，、（）()《》【】\[\]]+")
_UNLIKE = 60
"""Bits of a document's number."""


class _Scope(Record, frozen=True):
    own: tuple[str, ...]
    department: tuple[str, ...]


class _Regions(Record, frozen=True):
    untold: str
    nation: str


class GroupingWords(Record, frozen=True):
    """The words by which names of files are understood, from ``data/corpus/grouping.toml``."""

    forms: Pattern
    left_out: tuple[str, ...]
    alone: tuple[str, ...]
    formats: tuple[str, ...]
    scope: _Scope
    regions: _Regions

    @staticmethod
    @cache
    def usual() -> GroupingWords:
        """Those of the package."""
        return load_typed(GroupingWords, "corpus/grouping.toml")

    def region_in(self, text: str) -> str:
        """The region that a text names first; empty where it names none."""
        found = [(place, name) for name in provinces().values() if (place := text.find(name)) >= 0]
        return min(found)[1] if found else ""


class FileGroup(Struct, frozen=True, kw_only=True):
    """Files that are one disclosure. ``name`` is unique below the folder; ``unit``, ``year``,
    ``region`` and ``published`` are what a person wrote, the guesses what names say."""

    name: str
    files: tuple[str, ...]
    unit: str = ""
    year: int = 0
    region: str = ""
    published: str = ""
    guessed_unit: str = ""
    guessed_year: int = 0

    @property
    def document(self) -> int:
        """The disclosure's number: the same as long as its name is."""
        digest = hashlib.blake2b(self.name.encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> (64 - _UNLIKE)

    @property
    def said_region(self) -> str:
        """The region a person wrote, else the one that folder or file names."""
        return self.region or GroupingWords.usual().region_in("/".join((self.name, *self.files)))

    @property
    def said_day(self) -> str:
        """The day of publication a person wrote, else the one in the names."""
        if self.published:
            return self.published
        day = next((d for text in (*self.files, self.name) for d in _DAY.findall(text)), None)
        return f"{day[0]}-{int(day[1]):02d}-{int(day[2]):02d}" if day else ""


def find_files(folder: Path, without: Path | None = None) -> list[str]:
    """The files below a folder that may be disclosures, by their paths within it, in natural
    order. Links out of it are not followed; ``without`` (the corpus itself) is left out."""
    formats = {f".{name}" for name in GroupingWords.usual().formats}
    home, found = folder.resolve(), []
    skip = without.resolve() if without else None
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [n for n in folders if not n.startswith(".") and (here / n).resolve() != skip]
        if "book.toml" in names:
            found.append((here / "book.toml").relative_to(folder).as_posix())
            folders[:] = []
            continue
        for name in names:
            path = here / name
            if name.startswith((".", "~$")) or path.suffix.lower() not in formats:
                continue
            if path.is_file() and path.resolve().is_relative_to(home):
                found.append(path.relative_to(folder).as_posix())
    return sorted(found, key=lambda name: [natural_order(p) for p in name.split("/")])


def group(files: Sequence[str], rows: Iterable[Mapping[str, str]] = ()) -> list[FileGroup]:
    """The files as disclosures, in order; ``rows`` of a ``grouping.csv`` stand above what
    names say. Raises ``CorpusError`` (``bad_year``) for a year that is none."""
    said = {row["file"]: row for row in rows}
    guessed = _guessed([file for file in files if file not in said])
    members: dict[str, list[str]] = defaultdict(list)
    for file in files:
        name = said[file]["document"] or file if file in said else guessed[file]
        if name != "-":
            members[name].append(file)
    return [_group(name, names, said) for name, names in members.items()]


def _group(name: str, files: Sequence[str], said: Mapping[str, Mapping[str, str]]) -> FileGroup:
    units = [unit for file in files if (unit := unit_of(file))]
    above = PurePosixPath(name)
    guessed = FileGroup(
        name=name,
        files=tuple(files),
        guessed_unit=units[0] if units else unit_of(above.name) or unit_of(above.parent.name),
        guessed_year=next((y for text in (*files, name) if (y := year_of(text))), 0),
    )
    for file in files:
        row = said.get(file, {})
        guessed = replace(
            guessed,
            unit=row.get("unit") or guessed.unit,
            region=row.get("region") or guessed.region,
            published=row.get("published") or guessed.published,
        )
        if year := row.get("year", "").strip():
            if not year.isdigit():
                raise CorpusError("bad_year", file=file, found=year)
            guessed = replace(guessed, year=int(year))
    return guessed


def _guessed(files: Sequence[str]) -> dict[str, str]:
    """The name of the disclosure that each file belongs to."""
    folders: dict[str, list[str]] = defaultdict(list)
    for file in files:
        folders[str(PurePosixPath(file).parent)].append(file)
    named: dict[str, str] = {}
    for folder, members in folders.items():
        shown: dict[str, str] = {}
        keys: dict[str, tuple[str, int]] = {}
        for file in members:
            own = unit_of(file)
            keys[file] = (plain(own), _own_year(file))
            shown.setdefault(plain(own), own)
        units = {key for key in keys.values() if key[0]}
        only = {unit for unit, _ in units}
        years = {key[1] for key in keys.values() if key[1]}
        for file in members:
            unit, year = keys[file]
            if PurePosixPath(file).name == "book.toml":
                named[file] = file
                continue
            if not unit and len(only) == 1:
                unit = next(iter(only))
            if not year and len(years) == 1:
                year = next(iter(years))
            if folder == "." and not unit:
                named[file] = file  # loose files without a unit's name: each by itself
            elif unit:
                known = f"{shown[unit]}{year or ''}"
                named[file] = "/".join(filter(None, (folder.strip("."), known)))
            else:
                named[file] = f"{folder}{f'/{year}' if len(years) > 1 and year else ''}"
    return named


def year_of(path: str) -> int:
    """The accounts' year that a path names: the file's own, else the nearest folder's."""
    return _own_year(path) or next(
        (y for part in reversed(PurePosixPath(path).parts[:-1]) if (y := _year_in(part))), 0
    )


def _own_year(path: str) -> int:
    return _year_in(PurePosixPath(path).name)


def _year_in(text: str) -> int:
    found = _YEAR.search(_DAY.sub("", text))
    return int(found[1]) if found else 0


def unit_of(path: str) -> str:
    """The unit that a file's name speaks of; empty where it names none.

    >>> unit_of("云南/附件1 昆明市数据局2023年度部门决算公开表.xlsx")
    '昆明市数据局'
    """
    name = PurePosixPath(path)
    known = name.suffix.lower().lstrip(".") in GroupingWords.usual().formats
    text = _DAY.sub(" ", name.stem if known else name.name)
    text = re.sub(r"(?<!\d)20\d\d(?!\d)\s*年?度?", " ", text)
    words = GroupingWords.usual()
    text = words.forms.sub(" ", text)
    for word in words.left_out:
        text = re.sub(re.escape(word), " ", text, flags=re.IGNORECASE)
    text = _NUMBERED.sub("", text)
    parts = (part for part in _BREAKS.split(text) if part and not part.isdigit())
    return " ".join(part for part in parts if part not in words.alone)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a ``grouping.csv``. Raises ``CorpusError`` (``bad_grouping``)."""
    from juesuan.text import decoded

    lines = decoded(path.read_bytes()).splitlines()
    rows = [
        {key: (value or "").strip() for key, value in row.items() if key}
        for row in csv.DictReader(lines)
    ]
    for number, row in enumerate(rows, 2):
        if not row.get("file") or "document" not in row:
            raise CorpusError("bad_grouping", path=path, line=number, columns=COLUMNS[:6])
    return rows


def write_rows(path: Path, groups: Iterable[FileGroup], left_out: Iterable[str] = ()) -> None:
    """Write how files are grouped, with what a person wrote; ``left_out`` are files that a
    person took out."""
    from juesuan.publishing import replace_file

    with replace_file(path) as target, target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in groups:
            for name in one.files:
                years = [str(year) if year else "" for year in (one.year, one.guessed_year)]
                said = (one.unit, years[0], one.region, one.published)
                writer.writerow([name, one.name, *said, one.guessed_unit, years[1]])
        writer.writerows([name, "-", *[""] * 6] for name in left_out)
