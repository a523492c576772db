"""What files carry besides their pages (文件里的隐藏内容): formulas, hidden sheets, comments,
tracked changes, authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

from msgspec import Struct, field

from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.hygiene.privacy import is_name, masked
from juesuan.checks.subject import Subject
from juesuan.reading import Spot, UnreadableError
from juesuan.reading.formats import plain_cells
from juesuan.reading.formats.archive import expand
from juesuan.reading.formats.package import local, main_part, open_package, parse, related, tree
from juesuan.reading.formats.sheet_survey import is_constant
from juesuan.text import readable_name

__all__ = ["RULES"]

_WORKBOOKS = {".xlsx", ".xlsm"}
_TEXTS = {".docx", ".docm"}
_OLD = {".xls", ".doc", ".et", ".wps", ".ods"}
_OWN_NAMES = "_xlnm."
_BODY = re.compile(rb"<(?:[^\s<>/:]+:)?body[\s/>]")
_CARRYING = re.compile(rb"<(?:[^\s<>/:]+:)?(?:ins|del|moveFrom|moveTo|vanish|comment)[\s/>]")
"""Where a text's XML, in an encoding that holds ASCII, begins an element that is told."""


class _Carried(Struct):
    """What one file carries: kind → the places or the number of them."""

    file: str
    found: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    seen: bool = True

    def add(self, kind: str, place: str = "") -> None:
        self.found[kind] += 1
        if place and place not in self.places.setdefault(kind, []):
            self.places[kind].append(place)


def _carried(subject: Subject) -> Sequence[_Carried]:
    """What every office file and pdf of the document carries; what cannot be opened again is
    passed over, for reading has told of it."""
    found = []
    for path in subject.files:
        with suppress(UnreadableError, OSError), expand(path) as expanded:
            for file in expanded.files:
                try:
                    found.append(_look(file))
                except (UnreadableError, OSError, KeyError, ValueError):
                    found.append(_Carried(readable_name(file.name), seen=False))
    return found


def _look(file: Path) -> _Carried:
    carried = _Carried(readable_name(file.name))
    kind = file.suffix.lower()
    if kind in _WORKBOOKS:
        with open_package(file) as package:
            _workbook(package, carried)
    elif kind in _TEXTS:
        with open_package(file) as package:
            _text(package, carried)
    elif kind == ".pdf":
        carried.authors = [_pdf_author(file)]
    carried.seen = kind not in _OLD
    return carried


def _pdf_author(file: Path) -> str:
    from juesuan.reading.formats.pdf_library import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        return ""
    try:
        return str(document.get_metadata_dict().get("Author", ""))
    finally:
        document.close()


class _Sheet:
    """Listens to a sheet: formulas, hidden rows and columns."""

    def __init__(self, carried: _Carried, name: str) -> None:
        self.carried, self.name = carried, name
        self.cell = ""
        self.formula: str | None = None

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        name = local(tag)
        if name == "c":
            self.cell = attributes.get("r", "")
        elif name == "f":
            self.formula = ""
        elif name in ("row", "col") and attributes.get("hidden") in ("1", "true"):
            place = attributes.get("r") or attributes.get("min", "")
            self.carried.add("hidden_lines", f"{self.name} {name} {place}")

    def end(self, tag: str, /) -> None:
        if self.formula is not None and local(tag) == "f":
            if not is_constant(self.formula):
                self.carried.add("formula", f"{self.name}!{self.cell}")
            self.formula = None

    def data(self, data: str, /) -> None:
        if self.formula is not None:
            self.formula += data


def _plain(package: ZipFile, part: str) -> bool:
    """Whether a sheet's bytes already show that it has neither formulas nor hidden lines."""
    small = package.getinfo(part).file_size <= plain_cells.MOST
    return small and plain_cells.carries_nothing(package.read(part))


def _workbook(package: ZipFile, carried: _Carried) -> None:
    main = main_part(package)
    root = tree(package, main)
    sheets = related(package, main, "worksheet")
    for element in root.iter():
        name = local(element.tag)
        if name == "sheet":
            title = element.get("name", "")
            if element.get("state", "visible") != "visible":
                carried.add("hidden_sheet", title)
            link = next((v for k, v in element.items() if local(k) == "id"), "")
            if link in sheets:
                if not _plain(package, sheets[link]):
                    parse(package, sheets[link], _Sheet(carried, title))
                for part in related(package, sheets[link], "comments"):
                    carried.add("comment", title if part else "")
        elif name == "definedName":
            defined = element.get("name", "")
            if not defined.startswith(_OWN_NAMES):
                carried.add("defined_name", defined)
        elif name == "externalReference":
            carried.add("external_link")
    _authors(package, carried)


class _Words:
    """Listens to a text document: changes, hidden words."""

    def __init__(self, carried: _Carried) -> None:
        self.carried = carried

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        name = local(tag)
        if name in ("ins", "del", "moveFrom", "moveTo"):
            self.carried.add("tracked_change")
        elif name == "vanish" and _on(attributes):
            self.carried.add("hidden_text")
        elif name == "comment":
            self.carried.add("comment")

    def end(self, tag: str, /) -> None:
        """Nothing is told of ends."""

    def data(self, data: str, /) -> None:
        """Nothing is told of characters."""


def _on(attributes: dict[str, str]) -> bool:
    said = next((v for k, v in attributes.items() if local(k) == "val"), "1")
    return said not in ("0", "false", "off")


def _says_nothing(package: ZipFile, part: str) -> bool:
    """Whether a text's bytes already show that it has neither changes nor hidden words; to
    follow its elements one by one takes thirty times as long."""
    if package.getinfo(part).file_size > plain_cells.MOST:
        return False
    content = package.read(part)
    return bool(_BODY.search(content)) and not _CARRYING.search(content)


def _text(package: ZipFile, carried: _Carried) -> None:
    main = main_part(package)
    if not _says_nothing(package, main):
        parse(package, main, _Words(carried))
    for part in related(package, main, "comments").values():
        parse(package, part, _Words(carried))
    _authors(package, carried)


def _authors(package: ZipFile, carried: _Carried) -> None:
    """The persons that the file's properties name."""
    for part in related(package, "", "core-properties").values():
        for element in tree(package, part).iter():
            if local(element.tag) in ("creator", "lastModifiedBy") and element.text:
                carried.authors.append(element.text)


def _told(subject: Subject, kind: str, code: str) -> Iterator[Finding]:
    """One finding a file for a kind of things carried."""
    for carried in subject.once(_carried):
        if count := carried.found[kind]:
            places = carried.places.get(kind, [])
            shown = "、".join(places[:5]) + ("……" if len(places) > 5 else "")
            sheet, _, cell = (places[0] if places else "").partition("!")
            where = Where(spot=Spot(file=carried.file, sheet=sheet, cell=cell), item=carried.file)
            details = {"file": carried.file, "count": count, "places": shown or carried.file}
            yield Finding(code=code, where=(where,), details=details)


def formulas(subject: Subject) -> Iterator[Finding | NotChecked]:
    """H201: formulas in a workbook; files that cannot be looked into are named."""
    yield from _told(subject, "formula", "H201")
    yield from _unseen(subject, "H201", (*_WORKBOOKS, ".xls", ".et", ".ods"))


def _unseen(subject: Subject, code: str, kinds: Sequence[str]) -> Iterator[NotChecked]:
    for carried in subject.once(_carried):
        if not carried.seen and carried.file.lower().endswith(tuple(kinds)):
            yield NotChecked(code, "not_looked_into", {"file": carried.file})


def hidden_sheets(subject: Subject) -> Iterator[Finding]:
    """H202: hidden sheets."""
    yield from _told(subject, "hidden_sheet", "H202")


def hidden_lines(subject: Subject) -> Iterator[Finding]:
    """H203: hidden rows or columns."""
    yield from _told(subject, "hidden_lines", "H203")


def comments(subject: Subject) -> Iterator[Finding]:
    """H204: comments."""
    yield from _told(subject, "comment", "H204")


def external_links(subject: Subject) -> Iterator[Finding]:
    """H205: links to other workbooks."""
    yield from _told(subject, "external_link", "H205")


def defined_names(subject: Subject) -> Iterator[Finding]:
    """H206: names defined in a workbook, which show how it was made."""
    yield from _told(subject, "defined_name", "H206")


def tracked_changes(subject: Subject) -> Iterator[Finding | NotChecked]:
    """H207: tracked changes; files that cannot be looked into are named."""
    yield from _told(subject, "tracked_change", "H207")
    yield from _unseen(subject, "H207", (*_TEXTS, ".doc", ".wps"))


def hidden_text(subject: Subject) -> Iterator[Finding]:
    """H208: hidden words."""
    yield from _told(subject, "hidden_text", "H208")


def authors(subject: Subject) -> Iterator[Finding]:
    """H209: a natural person in the file's properties."""
    for carried in subject.once(_carried):
        people = list(dict.fromkeys(name.strip() for name in carried.authors if is_name(name)))
        if people:
            where = Where(spot=Spot(file=carried.file), item=carried.file)
            details = {"file": carried.file, "names": "、".join(masked(n, 1) for n in people)}
            yield Finding(code="H209", where=(where,), details=details)


RULES = {
    "H201": formulas,
    "H202": hidden_sheets,
    "H203": hidden_lines,
    "H204": comments,
    "H205": external_links,
    "H206": defined_names,
    "H207": tracked_changes,
    "H208": hidden_text,
    "H209": authors,
}
