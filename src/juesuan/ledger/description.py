"""What a book says of itself: year, units, money unit, form set (book.toml or its sheets)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from juesuan.facts import WAN, YUAN, MoneyUnit, money_unit
from juesuan.forms import FormDataError, Places
from juesuan.ledger.encoding import read_text
from juesuan.ledger.problems import Place, Problem
from juesuan.ledger.schema import plain, written_choices

__all__ = ["KEYS", "BookUnit", "Description", "describe", "from_rows", "from_toml"]

KEYS: Mapping[str, str] = {
    "year": "年度",
    "unit": "部门名称",
    "money": "金额单位",
    "form_set": "套表",
    "print": "打印单位",
    "zeros": "填零",
    "previous": "上年账套",
}
"""Entries of book.toml, and what the workbook's 账套 sheet calls them."""


@dataclass(frozen=True)
class BookUnit:
    """A unit (单位) whose accounts are in the book. ``kind`` is ``admin`` (行政),
    ``civil_managed`` (参公) or ``institution`` (事业)."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class Description:
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
        data = tomllib.loads(read_text(path))
    except UnicodeError:
        return None, [Problem("encoding", place)]
    except OSError as error:
        return None, [Problem("unreadable", place, {"why": error.strerror})]
    except tomllib.TOMLDecodeError as error:
        return None, [Problem("not_toml", place, {"why": str(error)})]
    return describe(data, place)


def from_rows(
    rows: Iterable[Sequence[str]], units: Iterable[Sequence[str]], place: Place
) -> tuple[Description | None, list[Problem]]:
    """Read the 账套 sheet (name and value in two columns) and the 单位 sheet (code, name,
    kind, below a heading)."""
    names = {plain(zh): key for key, zh in KEYS.items()} | {key: key for key in KEYS}
    data: dict[str, Any] = {}
    for row in rows:
        name, value = [cell.strip() for cell in (*row, "", "")][:2]
        if name and value:
            data[names.get(plain(name).rstrip("*:"), name)] = value
    if str(data.get("year", "")).isdecimal():
        data["year"] = int(data["year"])
    if "zeros" in data:
        data["zeros"] = data["zeros"].split()
    listed = [[cell.strip() for cell in (*row, "", "")] for row in units]
    data["units"] = [
        {"code": row[0], "name": row[1], "kind": row[2]} for row in listed if any(row)
    ][1:]
    return describe(data, place)


def describe(data: Mapping[str, Any], place: Place) -> tuple[Description | None, list[Problem]]:
    """A checked description from plain data, and what is wrong with it; ``None`` if not even
    the year is known, without which the tables cannot be read."""
    problems: list[Problem] = []

    def wrong(key: str, at: str, /, **details: object) -> None:
        where = Place(place.file, place.sheet, 0, f"{at}（{KEYS.get(at, at)}）")
        problems.append(Problem(key, where, details))

    year = data.get("year")
    if year is None:
        wrong("entry_missing", "year", entry="year", like="year = 2023")
    elif not isinstance(year, int) or not 2000 <= year <= 2100:
        wrong("bad_year", "year", found=f"“{year}”" if isinstance(year, str) else year)
        year = None
    name = str(data.get("unit", "")).strip()
    if not name:
        wrong("entry_missing", "unit", entry="unit", like='unit = "某某局"')
    for entry in sorted(set(data) - {*KEYS, "units"}):
        wrong("unknown_entry", entry, entry=entry, known="、".join([*KEYS, "units"]))
    money: dict[str, MoneyUnit | None] = {"money": YUAN, "print": None}
    for entry in money:
        if data.get(entry, "") != "":
            try:
                money[entry] = money_unit(str(data[entry]))
            except KeyError:
                money[entry] = WAN  # the one that takes more decimals: nothing else to blame
                wrong("bad_money", entry, found=data[entry], allowed=f"{YUAN.zh}、{WAN.zh}")
    zeros = data.get("zeros", [])
    if not isinstance(zeros, list):
        wrong("not_a_list", "zeros", entry="zeros", like='zeros = ["05:*:1-3"]')
        zeros = []
    for text in (text for text in zeros if not _is_place(text)):
        wrong("bad_places", "zeros", text=text)
    listed = data.get("units", [])
    if not isinstance(listed, list):
        wrong("not_a_list", "units", entry="units", like="[[units]]")
        listed = []
    units = _units(listed, name, place, problems)
    if year is None:
        return None, problems
    description = Description(
        year,
        name,
        money["money"] or YUAN,
        money["print"],
        str(data.get("form_set", "")),
        units,
        Places.by_form([text for text in zeros if _is_place(text)]),
        str(data.get("previous", "")).strip(),
    )
    return description, problems


def _is_place(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(Places.by_form([text]))
    except FormDataError:
        return False


def _units(
    listed: Sequence[object], name: str, place: Place, problems: list[Problem]
) -> tuple[BookUnit, ...]:
    kinds = written_choices("unit_kind")
    units: list[BookUnit] = []
    for number, entry in enumerate(listed, 1):
        where = Place(place.file, place.sheet, 0, f"units[{number}]")
        said = entry if isinstance(entry, dict) else {}
        code = str(said.get("code", "")).strip()
        if not code:
            details = {"entry": "code", "like": 'code = "01"'}
            problems.append(Problem("entry_missing", where, details))
            continue
        for key in sorted(set(said) - {"code", "name", "kind"}):
            details = {"entry": key, "known": "code、name、kind"}
            problems.append(Problem("unknown_entry", where, details))
        written = str(said.get("kind", ""))
        kind = kinds.get(plain(written))
        if kind is None:
            details = {"text": written, "allowed": "行政、参公、事业"}
            problems.append(Problem("not_a_choice", where, details))
        if any(unit.code == code for unit in units):
            problems.append(Problem("repeated_unit", where, {"code": code}))
        called = str(said.get("name", "")).strip() or (name if len(listed) == 1 else code)
        units.append(BookUnit(code, called, kind or "admin"))
    return tuple(units) or (BookUnit("01", name, "admin"),)
