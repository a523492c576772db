"""What a book says of itself: year, units, money unit, form set (book.toml or its sheets)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from juesuan.facts import WAN, YUAN, MoneyUnit, money_unit
from juesuan.forms import FormDataError, Places
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
    """What is known of a book before its tables are read."""

    year: int = 0
    unit: str = ""
    money: MoneyUnit = YUAN
    print: MoneyUnit | None = None
    form_set: str = ""
    units: tuple[BookUnit, ...] = ()
    zeros: Mapping[str, Places] = field(default_factory=dict)


def from_toml(path: Path) -> tuple[Description | None, list[Problem]]:
    """Read ``book.toml``."""
    place = Place(path.name)
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        return None, [Problem("encoding", place)]
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
        cells = [*row, "", ""]
        if (key := names.get(plain(cells[0]))) and cells[1].strip():
            data[key] = cells[1].strip()
    if str(data.get("year", "")).isdigit():
        data["year"] = int(data["year"])
    if "zeros" in data:
        data["zeros"] = data["zeros"].split()
    listed = [[*row, "", "", ""] for row in list(units)[1:]]
    data["units"] = [
        {"code": row[0], "name": row[1], "kind": row[2]} for row in listed if row[0].strip()
    ]
    return describe(data, place)


def describe(data: Mapping[str, Any], place: Place) -> tuple[Description | None, list[Problem]]:
    """A checked description from plain data; ``None`` with the problems if it cannot be used."""
    problems = []

    def wrong(key: str, at: str, /, **details: object) -> None:
        where = Place(place.file, place.sheet, 0, f"{at}（{KEYS.get(at, at)}）")
        problems.append(Problem(key, where, details))

    year = data.get("year")
    if not isinstance(year, int) or not 2000 <= year <= 2100:
        wrong("bad_year", "year", found=year)
        year = 0
    if not str(data.get("unit", "")).strip():
        wrong("entry_missing", "unit", entry="unit")
    for entry in sorted(set(data) - {*KEYS, "units"}):
        wrong("unknown_entry", entry, entry=entry, known="、".join([*KEYS, "units"]))
    money, printed = YUAN, None
    try:
        money = money_unit(str(data.get("money", YUAN.zh)))
        printed = money_unit(str(data["print"])) if data.get("print") else None
    except KeyError as error:
        wrong("bad_money", "money", found=error.args[0], allowed=f"{YUAN.zh}、{WAN.zh}")
    zeros: Mapping[str, Places] = {}
    try:
        zeros = Places.by_form(list(data.get("zeros", [])))
    except (FormDataError, TypeError, AttributeError) as error:
        wrong("bad_places", "zeros", why=error)
    units = _units(data.get("units", []), str(data.get("unit", "")), place, problems)
    if problems:
        return None, problems
    return (
        Description(
            year, str(data["unit"]), money, printed, str(data.get("form_set", "")), units, zeros
        ),
        [],
    )


def _units(
    listed: object, name: str, place: Place, problems: list[Problem]
) -> tuple[BookUnit, ...]:
    kinds = written_choices("unit_kind")
    units: list[BookUnit] = []
    entries = listed if isinstance(listed, list) else []
    for number, entry in enumerate(entries, 1):
        where = Place(place.file, place.sheet, 0, f"units[{number}]")
        if not isinstance(entry, dict) or not entry.get("code"):
            problems.append(Problem("entry_missing", where, {"entry": "code"}))
            continue
        kind = kinds.get(plain(str(entry.get("kind", ""))))
        if kind is None:
            allowed = "行政、参公、事业"
            details = {"text": entry.get("kind", ""), "allowed": allowed}
            problems.append(Problem("not_a_choice", where, details))
            continue
        code = str(entry["code"])
        if any(unit.code == code for unit in units):
            problems.append(Problem("repeated_unit", where, {"code": code}))
        units.append(BookUnit(code, str(entry.get("name", code)), kind))
    return tuple(units) or (BookUnit("01", name, "admin"),)
