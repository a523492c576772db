"""Pieces of SQL that several steps of reading a book share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from juesuan.ledger.schema import SheetSpec, sheet

__all__ = ["SPACES", "SQL_TYPES", "blank", "filled", "listed", "quoted", "tidy", "typed_columns"]

SQL_TYPES = {
    "amount": "BIGINT",
    "count": "BIGINT",
    "integer": "BIGINT",
    "points": "BIGINT",
    "date": "DATE",
}
"""How typed columns are held: amounts in cents, points in hundredths; all else is text."""

SPACES = " \t\u00a0\u3000"
"""What stands around a text without belonging to it."""

_SPACES = ", ".join(f"'{space}'" for space in SPACES)


def quoted(text: str | Path) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def tidy(text: str) -> str:
    """SQL for a text without blanks around it; the empty text where there is none."""
    around = f"left({text}, 1) IN ({_SPACES}) OR right({text}, 1) IN ({_SPACES})"
    return f"CASE WHEN {around} THEN trim({text}, {quoted(SPACES)}) ELSE coalesce({text}, '') END"


def blank(text: str) -> str:
    """SQL for whether a text says nothing. Most texts are told by their first character."""
    return (
        f"CASE WHEN {text} IS NULL OR {text} = '' THEN true WHEN left({text}, 1) IN ({_SPACES})"
        f" THEN trim({text}, {quoted(SPACES)}) = '' ELSE false END"
    )


def listed(texts: Iterable[str]) -> str:
    """Texts as an SQL list."""
    return f"[{', '.join(map(quoted, texts))}]"


def filled(table: str, column: str) -> str:
    """SQL for a column of a book's table, or what it means where it is left empty."""
    otherwise = sheet(table).column(column).otherwise
    return f"CASE WHEN {column} = '' THEN {quoted(otherwise)} ELSE {column} END"


def typed_columns(spec: SheetSpec) -> str:
    """The columns of a sheet's typed table, with the number of each row."""
    typed = (f'"{c.key}" {SQL_TYPES.get(c.type, "VARCHAR")}' for c in spec.columns)
    return ", ".join(["row BIGINT", *typed])
