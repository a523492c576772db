"""What is known of a workbook's sheets before they are read: their reach, and error values.

calamine lays a sheet out as one block from its first to its last cell, so two far cells can
ask for more memory than there is and end the process (tafia/calamine#693); and it reads
error values as empty. Both are found here by a look at the cells alone.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from zipfile import ZipFile

from juesuan.keeping import compiled
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import plain_cells
from juesuan.reading.formats.ole import CompoundFile
from juesuan.reading.formats.package import (
    listen,
    local,
    main_part,
    open_package,
    parse,
    related,
    tree,
    value,
)
from juesuan.reading.formats.shown import style_decimals

__all__ = [
    "MAX_AREA",
    "Decimals",
    "Errors",
    "check_area",
    "is_constant",
    "sheet_names",
    "survey_xls",
    "survey_xlsx",
]

MAX_AREA = 4_000_000
"""Places from the first to the last cell of a sheet."""

MAX_STRINGS = 4_000_000
"""Texts that a workbook may say it holds; calamine makes room for them at once."""

Errors = dict[str, dict[tuple[int, int], str]]
"""Sheet → row and column from 0 → an error such as ``#DIV/0!``."""

Decimals = dict[str, dict[tuple[int, int], int]]
"""Sheet → row and column from 0 → the decimals that the cell's number format always shows."""

_CLAIMED = re.compile(rb"""uniqueCount\s*=\s*["']\s*(\d{1,20})""")
_ADDRESS = compiled(r"([A-Za-z]{1,3})([0-9]{1,7})")
_MAX_DIMENSIONS = 65_536 * 256


_CONSTANT = compiled(r"\d{1,9}(?:\.\d{1,9})?(?:%|[\u4e00-\u9fff]{1,4})?")


def is_constant(formula: str) -> bool:
    """Whether a formula (without its sign) computes nothing: =100%, =14个, typed as a target."""
    return bool(_CONSTANT.fullmatch(formula))


def check_area(rows: int, columns: int, most: int) -> None:
    """Refuse an area of too many cells."""
    if rows * columns > most:
        raise UnreadableError("too_large", cells=rows * columns, most=most)


def survey_xlsx(path: Path) -> tuple[Errors, Decimals]:
    """The error values of an xlsx file and the decimals it shows; too wide a sheet is refused."""
    errors: Errors = {}
    decimals: Decimals = {}
    with open_package(path) as package:
        book = main_part(package)
        if not book.endswith(".xml"):
            raise UnreadableError("not_this_format", kind=book.rpartition(".")[2])
        sheets = related(package, book, "worksheet")
        names = {
            sheets[value(entry, "id")]: value(entry, "name")
            for entry in tree(package, book).iter()
            if local(entry.tag) == "sheet" and value(entry, "id") in sheets
        }
        styles = related(package, book, "styles").values()
        shown = [n for part in styles for n in style_decimals(tree(package, part))]
        for part in package.namelist():
            if part in names or ("sheets/" in part and part.endswith(".xml")):
                cells = _Cells(shown)
                _look_at(package, part, cells)
                errors[names.get(part, "")] = cells.errors
                decimals[names.get(part, "")] = cells.decimals
        # Reading them to their ends finds cut or forged parts that calamine would run into.
        for member in package.infolist():
            with package.open(member) as file:
                last = b""
                while chunk := file.read(1 << 20):
                    for claimed in _CLAIMED.findall(last[-64:] + chunk):
                        if int(claimed) > MAX_STRINGS:
                            raise UnreadableError("too_large", strings=int(claimed))
                    last = chunk
    return errors, decimals


def _look_at(package: ZipFile, part: str, cells: _Cells) -> None:
    """Look at the cells of a sheet: all at once where they are written plainly."""
    plain = None
    if package.getinfo(part).file_size <= plain_cells.MOST:
        content = package.read(part)
        plain = plain_cells.plain_cells(content)
    if plain is not None and cells.take(plain.cells):
        listen(io.BytesIO(plain.around), part, cells)
    else:
        parse(package, part, cells)


def sheet_names(path: Path) -> list[str]:
    """The names of an xlsx file's sheets, without reading the sheets. Raises
    ``UnreadableError``."""
    with open_package(path) as package:
        book = tree(package, main_part(package))
        return [value(entry, "name") for entry in book.iter() if local(entry.tag) == "sheet"]


class _Cells:
    """Follows the cells of a sheet's XML."""

    def __init__(self, shown: Sequence[int | None]) -> None:
        self.shown = shown
        self.errors: dict[tuple[int, int], str] = {}
        self.decimals: dict[tuple[int, int], int] = {}
        self.style = ""
        self.row = self.column = -1
        self.kind = ""
        self.holds = self.in_value = self.in_formula = False
        self.text: list[str] = []
        self.formula = ""
        self.area: tuple[int, int, int, int] | None = None

    def take(self, cells: Sequence[tuple[bytes, bytes, bytes, bytes, bytes]]) -> bool:
        """Take plain cells, all at once; ``False`` where they reach too far: they are then to be
        followed one by one."""
        rows, columns = set[int](), set[int]()
        decimals: dict[tuple[int, int], int] = {}
        for letters, number, style, kind, said in cells:
            if not said:
                continue
            row, column = int(number) - 1, _column(letters)
            rows.add(row)
            columns.add(column)
            if kind != b"s" and style and (shown := self._shown(int(style))) is not None:
                decimals[row, column] = shown
        if rows:
            area = min(rows), min(columns), max(rows), max(columns)
            if (area[2] - area[0] + 1) * (area[3] - area[1] + 1) > MAX_AREA:
                return False
            self.area = area
        self.decimals = decimals
        return True

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        name = local(tag)
        if name == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.column = -1
        elif name == "c":
            self._place(attributes.get("r", ""))
            self.kind, self.holds, self.text = attributes.get("t", "n"), False, []
            self.style, self.formula = attributes.get("s", ""), ""
        elif name in ("v", "is", "f"):
            self.holds, self.in_value, self.in_formula = True, name == "v", name == "f"

    def data(self, data: str, /) -> None:
        if self.in_value and self.kind in ("e", "n"):
            self.text.append(data)
        elif self.in_formula:
            self.formula += data

    def end(self, tag: str, /) -> None:
        name = local(tag)
        if name in ("v", "f"):
            self.in_value = self.in_formula = False
        elif name == "c" and self.holds:
            if not self.text and is_constant(self.formula):
                self.errors[self.row, self.column] = f"={self.formula}"
            if self.kind == "e" and self.text:
                self.errors[self.row, self.column] = "".join(self.text)
            if self.kind == "n" and (decimals := self._decimals()) is not None:
                self.decimals[self.row, self.column] = decimals
            self.area = _reach(self.area, self.row, self.column)

    def _decimals(self) -> int | None:
        return self._shown(int(self.style)) if self._numbered() else None

    def _numbered(self) -> bool:
        return self.style.isdecimal() and len(self.style) < 7

    def _shown(self, style: int) -> int | None:
        return self.shown[style] if style < len(self.shown) else None

    def _place(self, address: str) -> None:
        if not address:
            self.column += 1
            return
        found = _ADDRESS.fullmatch(address)
        if not found:
            raise UnreadableError("no_such_cell", cell=address[:40])
        self.row, self.column = int(found[2]) - 1, _column(found[1].upper().encode())


@lru_cache(maxsize=20_000)
def _column(letters: bytes) -> int:
    """The column, from 0, of its letters."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def _reach(
    area: tuple[int, int, int, int] | None, row: int, column: int
) -> tuple[int, int, int, int]:
    """An area widened to a place."""
    if area is None:
        return row, column, row, column
    top, first, bottom, last = area
    if top <= row <= bottom and first <= column <= last:
        return area
    area = min(top, row), min(first, column), max(bottom, row), max(last, column)
    check_area(area[2] - area[0] + 1, area[3] - area[1] + 1, MAX_AREA)
    return area


# The records of an xls sheet that begin with a row and a column.
_BOUNDSHEET, _FILEPASS, _BOF, _EOF, _DIMENSIONS = 0x85, 0x2F, 0x809, 0x0A, 0x200
_FORMULA, _BOOLERR, _MULRK = 0x06, 0x205, 0xBD
_VALUES = {_FORMULA, _BOOLERR, _MULRK, 0x203, 0x204, 0x27E, 0xFD, 0xD6}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def survey_xls(data: bytes) -> Errors:
    """The error values of an xls file; too wide a sheet, or a locked file, is refused."""
    container = CompoundFile(data)
    if "EncryptedPackage" in container.names:
        raise UnreadableError("encrypted")
    stream = next((name for name in ("Workbook", "Book") if name in container.names), "")
    if not stream:
        raise UnreadableError("not_this_format")
    try:
        return _survey_records(container.read(stream), wide=stream == "Workbook")
    except (struct.error, IndexError) as error:
        raise UnreadableError("damaged", reason=str(error)) from error


def _survey_records(book: bytes, wide: bool) -> Errors:
    errors: Errors = {}
    for kind, body in _records(book, 0):
        if kind == _FILEPASS:
            raise UnreadableError("encrypted")
        if kind == _BOUNDSHEET:
            (start,) = struct.unpack_from("<I", body)
            found = _survey_sheet(book, start)
            errors[_sheet_name(body, wide)] = found
    return errors


def _survey_sheet(book: bytes, start: int) -> dict[tuple[int, int], str]:
    errors: dict[tuple[int, int], str] = {}
    area: tuple[int, int, int, int] | None = None
    for kind, body in _records(book, start):
        if kind == _DIMENSIONS and len(body) >= 12:
            top, bottom, first, last = struct.unpack_from("<IIHH", body)
            check_area(bottom - top, last - first, _MAX_DIMENSIONS)
        if kind in _VALUES:
            row, column = struct.unpack_from("<HH", body)
            area = _reach(area, row, column)
            if kind == _MULRK:
                area = _reach(area, row, struct.unpack_from("<H", body, len(body) - 2)[0])
            if kind == _BOOLERR and body[7]:
                errors[row, column] = _ERRORS.get(body[6], "#ERROR!")
            if kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
                errors[row, column] = _ERRORS.get(body[8], "#ERROR!")
    return errors


def _records(book: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of its part; parts within it are passed over."""
    depth = 0
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        body = book[place + 4 : place + 4 + length]
        place += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, body


def _sheet_name(body: bytes, wide: bool) -> str:
    length = body[6]
    if not wide:
        return body[7 : 7 + length].decode("gb18030", "replace")
    if body[7] & 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return body[8 : 8 + length].decode("latin-1")
