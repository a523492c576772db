"""Open data: every printed figure as a line of CSV, and the facts as a Parquet file."""

from __future__ import annotations

import csv
import errno
import os
from pathlib import Path
from typing import Any

from juesuan.facts import FactStore, named_dimensions
from juesuan.facts.store import COLUMNS
from juesuan.forms import Disclosure, cell_words

__all__ = ["CELL_COLUMNS", "fact_rows", "harmless", "write_cells", "write_facts"]

CELL_COLUMNS = ("form", "row", "column", "value", "unit", "form_title", "row_words", "column_words")
"""Columns of ``cells.csv``."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_cells(disclosure: Disclosure, path: str | Path) -> None:
    """Write one line for every cell with a value, in the order of the forms.

    ``value`` is a plain decimal in ``unit`` (元 or 万元, or 辆, 个, 人); the last columns are the
    words of the form: its title, its row's and its column's head. A text that a spreadsheet
    program would take for a formula gets a leading apostrophe. The file is UTF-8 with LF line
    ends. Raises ``OSError`` if it cannot be written.
    """
    path = Path(path)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CELL_COLUMNS)
        for filled in disclosure.forms:
            named = cell_words(filled)
            for cell in filled.sheet.cells:
                if cell.key in filled.values:
                    key = cell.key
                    place = (harmless(name) for name in (key.form, key.row, key.column))
                    words = (harmless(text) for text in (filled.form.title, *named[key]))
                    value = disclosure.plain(filled, cell)
                    writer.writerow((*place, value, disclosure.unit_of(cell), *words))


def harmless(name: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    safe = f"'{name}" if name.startswith(_FORMULA_STARTS) else name
    return safe.replace("\r", " ")  # a line end to some readers, quoted or not


def write_facts(store: FactStore, path: str | Path) -> None:
    """Write the facts as Parquet (zstd), one row for each point, in the points' order.

    The columns are those of the facts table and ``value_unit``: ``value`` is a whole number
    of cents (分) or, for counts, of the item's unit. Raises ``OSError`` if the file cannot
    be written.
    """
    path = Path(path)
    import duckdb

    target = _literal(str(path.absolute()))
    try:
        store.db.execute(f"COPY ({_points()}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
    except duckdb.IOException as error:
        number = _errno(str(error))
        raise OSError(number, os.strerror(number), str(path)) from error


def fact_rows(store: FactStore) -> list[tuple[Any, ...]]:
    """The rows that ``write_facts`` writes."""
    return store.db.execute(_points()).fetchall()


def _points() -> str:
    """SQL for one row a point, in the points' order."""
    dimensions = ", ".join(COLUMNS[:-1])
    return (
        f"SELECT {dimensions}, CAST(sum(value) AS BIGINT) AS value, {_value_unit()} AS value_unit"
        f" FROM facts GROUP BY {dimensions} ORDER BY {dimensions}"
    )


def _value_unit() -> str:
    """SQL for the unit of a fact's value: cents, except for counted items."""
    counted = (node for node in named_dimensions()["item"].nodes.values() if node.unit)
    cases = " ".join(f"WHEN {_literal(n.id)} THEN {_literal(n.unit)}" for n in counted)
    return f"CASE WHEN measure = 'count' THEN CASE item {cases} ELSE '' END ELSE '分' END"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _errno(message: str) -> int:
    """The error number whose description the engine's message quotes."""
    known = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EBUSY)
    return next((n for n in known if os.strerror(n) in message), errno.EIO)
