"""What a book says of itself: year, units, money unit, form set (book.toml or its sheets)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.facts import WAN, YUAN, MoneyUnit, money_unit
from juesuan.forms import FormDataError, Places
from juesuan.ledger.problems import Place, Problem
from juesuan.ledger.schema import (
    choices,
    compared,
    head_entries,
    pages,
    unit_columns,
    written_choices,
)
from juesuan.resources import DataError, parse_toml

__all__ = ["BookUnit", "Description", "describe", "from_rows", "from_toml"]

_UNITS = "units"
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_ONLY_UNIT = "01"
"""The code of the unit of a book that lists none."""


class BookUnit(Struct, frozen=True):
    """A unit (单位) whose accounts are in the book. ``kind`` is ``admin`` (行政),
    ``civil_managed`` (参公) or ``institution`` (事业)."""

    code: str
    name: str
    kind: str


class Description(Struct, frozen=True, kw_only=True):
    """What is known of a book before its tables are read. ``previous`` is the path of last
    year's book, from this one's folder; empty where none is named."""

    year: int = 0
    unit: str = ""
    money: MoneyUnit = YUAN
    print: MoneyUnit | None = None
    form_set: str = ""
    units: tuple[BookUnit, ...] = ()
    zeros: Mapping[str, Places] = field(default_factory=dict)
    previous: str = ""


def from_toml(path: Path) -> tuple[Description | None, list[Problem]]:
    """Read ``book.toml``."""
    place = Place(path.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [Problem("unreadable", place, {"why": error.strerror})]
    try:
        data = parse_toml(content, path.name)
    except DataError as error:
        if error.key == "not_text":
            return None, [Problem("encoding", place)]
        return None, [Problem("not_toml", place, error.details)]
    return describe(data, place)


def from_rows(
    rows: Iterable[Sequence[str]], units: Iterable[Sequence[str]], place: Place
) -> tuple[Description | None, list[Problem]]:
    """Read the 账套 sheet (name and value in two columns) and the 单位 sheet (code, name,
    kind, below a heading)."""
    names = {compared(name.zh): key for key, name in head_entries().items()}
    names |= {key: key for key in head_entries()}
    data: dict[str, Any] = {}
    cells: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        name, value = [cell.strip() for cell in (*row, "", "")][:2]
        if name:
            key = names.get(compared(name).rstrip("*:"), name)
            cells[key] = f"B{number}"
            if value:
                data[key] = value
    if str(data.get("year", "")).isdecimal():
        data["year"] = int(data["year"])
    if "zeros" in data:
        data["zeros"] = data["zeros"].split()
    listed = [[cell.strip() for cell in (*row, "", "")] for row in units]
    filled = [(number, row) for number, row in enumerate(listed, 1) if any(row)][1:]
    data[_UNITS] = [dict(zip(unit_columns(), row, strict=False)) for _, row in filled]
    cells |= {f"{_UNITS}[{n}]": str(number) for n, (number, _) in enumerate(filled, 1)}
    return describe(data, place, cells)


def describe(
    data: Mapping[str, Any], place: Place, cells: Mapping[str, str] | None = None
) -> tuple[Description | None, list[Problem]]:
    """A checked description from plain data, and what is wrong with it; ``None`` if not even
    the year is known, without which the tables cannot be read. ``cells`` are the addresses in
    which the entries of a workbook stand, and the rows of its units."""
    cells = cells or {}
    found = _Described(data, place, cells)
    year, name = found.year(), found.name()
    found.look_for_others()
    money, print_unit = found.money("money"), found.money("print")
    zeros, listed = found.zeros(), found.listed(_UNITS, "[[units]]")
    units = _units(listed, name, place, cells, found.problems)
    if year is None:
        return None, found.problems
    description = Description(
        year=year,
        unit=name,
        money=money or YUAN,
        print=print_unit,
        form_set=str(data.get("form_set", "")),
        units=units,
        zeros=Places.by_form(zeros),
        previous=str(data.get("previous", "")).strip(),
    )
    return description, found.problems


class _Described:
    """Reads the entries of a description one by one, and notes what is wrong with them."""

    def __init__(self, data: Mapping[str, Any], place: Place, cells: Mapping[str, str]) -> None:
        self.data, self.place, self.cells = data, place, cells
        self.problems: list[Problem] = []

    def _wrong(self, key: str, at: str, /, **details: object) -> None:
        named = head_entries()[at].zh if at in head_entries() else at
        if self.place.sheet:  # a page of a workbook knows its rows by their Chinese names only
            details = {**details, **({"entry": named} if details.get("entry") == at else {})}
            if "like" in details:
                details["like"] = str(details["like"]).rpartition("= ")[2].strip('"')
            if "known" in details:
                details["known"] = [entry.zh for entry in head_entries().values()]
        column = named if self.place.sheet else f"{at}（{named}）"
        where = replace(self.place, column=column, cell=self.cells.get(at, ""))
        self.problems.append(Problem(key, where, details))

    def year(self) -> int | None:
        year = self.data.get("year")
        if year is None:
            self._wrong("entry_missing", "year", entry="year", like="year = 2023")
        elif not isinstance(year, int) or not _FIRST_YEAR <= year <= _LAST_YEAR:
            found = f"“{year}”" if isinstance(year, str) else year
            self._wrong("bad_year", "year", found=found, like="year = 2023")
            return None
        return year

    def name(self) -> str:
        name = str(self.data.get("unit", "")).strip()
        if not name:
            self._wrong("entry_missing", "unit", entry="unit", like='unit = "某某局"')
        return name

    def look_for_others(self) -> None:
        """Note entries that no description has."""
        known = [*head_entries(), _UNITS]
        for entry in sorted(set(self.data) - set(known)):
            self._wrong("unknown_entry", entry, entry=entry, known=known)

    def money(self, entry: str) -> MoneyUnit | None:
        """A unit of money; ``None`` where none is named."""
        written = self.data.get(entry, "")
        if written == "":
            return None
        try:
            return money_unit(str(written))
        except KeyError:
            self._wrong("bad_money", entry, found=written, allowed=[YUAN.zh, WAN.zh])
            return WAN  # the one that takes more decimals: nothing else to blame

    def listed(self, entry: str, like: str) -> list[Any]:
        listed = self.data.get(entry, [])
        if isinstance(listed, list):
            return listed
        self._wrong("not_a_list", entry, entry=entry, like=like)
        return []

    def zeros(self) -> list[str]:
        """The places to print as zero that can be read."""
        every = self.listed("zeros", 'zeros = ["05:*:1-3"]')
        for text in every:
            if not _is_place(text):
                self._wrong("bad_places", "zeros", text=text)
        return [text for text in every if _is_place(text)]


def _is_place(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(Places.by_form([text]))
    except FormDataError:
        return False


def _unit_place(place: Place, number: int, cells: Mapping[str, str], column: str = "code") -> Place:
    """Where a unit stands: in ``book.toml`` by its number, in a workbook by its cell."""
    entry = f"{_UNITS}[{number}]"
    if entry not in cells:
        return replace(place, column=entry)
    position = list(unit_columns()).index(column)
    page = replace(place, sheet=pages()[_UNITS].zh, column=unit_columns()[column].zh)
    return page.at(int(cells[entry]), position)


def _missing_code(*, in_workbook: bool) -> dict[str, object]:
    if in_workbook:
        return {"entry": unit_columns()["code"].zh, "like": "01"}
    return {"entry": "code", "like": 'code = "01"'}


def _units(
    listed: Sequence[object],
    name: str,
    place: Place,
    cells: Mapping[str, str],
    problems: list[Problem],
) -> tuple[BookUnit, ...]:
    kinds = written_choices("unit_kind")
    usual = choices("unit_kind")[0].id
    units: list[BookUnit] = []
    for number, entry in enumerate(listed, 1):
        where = _unit_place(place, number, cells)
        said = entry if isinstance(entry, dict) else {}
        code = str(said.get("code", "")).strip()
        if not code:
            missing = _missing_code(in_workbook=bool(place.sheet))
            problems.append(Problem("entry_missing", where, missing))
            continue
        for key in sorted(set(said) - set(unit_columns())):
            unknown = {"entry": key, "known": list(unit_columns())}
            problems.append(Problem("unknown_entry", where, unknown))
        written = str(said.get("kind", ""))
        kind = kinds.get(compared(written))
        if kind is None:
            allowed = [choice.zh for choice in choices("unit_kind")]
            there = _unit_place(place, number, cells, "kind")
            problems.append(Problem("not_a_choice", there, {"text": written, "allowed": allowed}))
        if any(unit.code == code for unit in units):
            problems.append(Problem("repeated_unit", where, {"code": code}))
        called = str(said.get("name", "")).strip() or (name if len(listed) == 1 else code)
        units.append(BookUnit(code, called, kind or usual))
    return tuple(units) or (BookUnit(_ONLY_UNIT, name, usual),)
