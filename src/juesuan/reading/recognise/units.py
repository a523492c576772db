"""Several units in one file (一件多单位): what belongs to the one that is read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath

from msgspec.structs import replace

from juesuan.reading.document import Document, Grid, Paragraph, Spot
from juesuan.reading.errors import NotADisclosureError
from juesuan.reading.recognise.covers import titled_units
from juesuan.reading.recognise.tables import Table, department_of, tables_of
from juesuan.reading.words import words
from juesuan.text import plain, unspaced

__all__ = ["name_by_titles", "own_parts", "unit_named"]

_TABLE = "，" * 64
"""Stands for a table between lines: no title goes on behind it."""
_ROWS = 5
"""Rows of a table in which the line with its department may stand."""


def unit_named(documents: Sequence[Document], name: str) -> str:
    """The plain name of the one unit of a file that a name, or a part of one, means. Raises
    ``NotADisclosureError`` (``no_such_unit``) with those that are there."""
    tables = tables_of(documents)
    name_by_titles(tables)
    known = list(dict.fromkeys(table.department for table in tables if table.department))
    wanted = plain(name)
    meant = [wanted] if wanted in known else [unit for unit in known if wanted in unit]
    if len(meant) != 1:
        raise NotADisclosureError("no_such_unit", unit=name, known=known)
    return meant[0]


def name_by_titles(tables: Sequence[Table]) -> None:
    """Where no table names its department, tables belong to the unit whose accounts the last
    title before them begins (某某市渔业站2023年度单位决算), or, where no title does, to the one
    that their sheet or file is named after."""
    if any(table.department for table in tables):
        return
    section = ""
    for table in tables:
        *_, section = (section, *(plain(name) for _, name in titled_units(table.before)))
        table.department = section
    if not section:
        for table in tables:
            table.department = _place_unit(table.spot)


def _place_unit(spot: Spot) -> str:
    """The unit that a sheet or a file is named after; empty where it is named otherwise."""
    for name in (spot.sheet, PurePath(spot.file).stem):
        if unit := next((plain(unit) for _, unit in titled_units([name])), ""):
            return unit
        if words().documents.organisation.fullmatch(unspaced(name)):
            return plain(name)
    return ""


def own_parts(
    documents: Sequence[Document], unit: str, others: Collection[str]
) -> Sequence[Document]:
    """The documents without what stands under the name of another unit: from a line that names
    it above a form, or a title of its accounts, to the next that names ``unit``. ``others`` are
    the plain names of units that the files print forms of."""
    if not others:
        return documents
    owner = plain(unit)
    found = []
    for document in documents:
        parts = []
        known = {plain(unit), *others}
        lines = [part.text if isinstance(part, Paragraph) else _TABLE for part in document.parts]
        titled = {place: plain(name) for place, name in titled_units(lines)}
        for number, part in enumerate(document.parts):
            place = _place_unit(part.spot)
            named = titled.get(number, "")
            named = named if named in known else _named(part, known)
            owner = named or (place if place in known else owner)
            if owner == plain(unit):
                parts.append(part)
        found.append(replace(document, parts=parts))
    return found


def _named(part: Paragraph | Grid, known: Collection[str]) -> str:
    """The known unit that a line or the first rows of a table name; empty where none does."""
    if isinstance(part, Paragraph):
        texts = [part.text]
    else:
        texts = [cell.text for row in part.rows[:_ROWS] for cell in row if cell]
    names = (plain(department_of(text)) for text in texts)
    return next((name for name in names if name in known), "")
