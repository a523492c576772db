"""Rows added to a book that is one workbook: its sheets, formats and lists stay as they are."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from copy import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

from juesuan.facts import MoneyUnit
from juesuan.importing.values import Values, exact
from juesuan.ledger.schema import compared, heading_key, sheet

__all__ = ["filled_workbook"]


def filled_workbook(path: Path, rows: Mapping[str, Sequence[Values]], money: MoneyUnit) -> bytes:
    """A book's workbook with rows added below those that its sheets have."""
    from openpyxl import load_workbook  # heavy to load: the workbench's pages come without it

    workbook = load_workbook(path)
    for key, added in rows.items():
        if added:
            _fill(_page(workbook, key), key, added, money)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _page(workbook: Any, key: str) -> Any:
    """The sheet of a table, shown if it was folded away; a new one where there is none."""
    spec = sheet(key)
    wanted = {compared(name) for name in (spec.title, spec.title_en, spec.key)}
    for name in workbook.sheetnames:
        if compared(name) in wanted:
            page = workbook[name]
            page.sheet_state = "visible"
            return page
    page = workbook.create_sheet(spec.title)
    page.append([column.zh for column in spec.columns])
    return page


def _fill(page: Any, key: str, added: Sequence[Values], money: MoneyUnit) -> None:
    spec = sheet(key)
    filled = [n for n, row in enumerate(page.iter_rows(values_only=True), 1) if any(_there(row))]
    head, last = (filled[0], filled[-1]) if filled else (1, 1)
    places: dict[str, int] = {}
    width = 0
    for cell in page[head]:
        if cell.value is not None:
            width = cell.column
            if name := heading_key(str(cell.value), spec.columns):
                places[name] = cell.column
    for column in spec.columns:
        if column.key not in places and any(values.get(column.key, "") != "" for values in added):
            width += 1
            places[column.key] = width
            page.cell(head, width, column.zh).font = copy(page.cell(head, 1).font)
    types = {column.key: column.type for column in spec.columns}
    for number, values in enumerate(added, last + 1):
        for name, value in values.items():
            if value != "":
                cell = page.cell(number, places[name])
                cell.value, cell.number_format = _cell(value, types[name], money)


def _there(row: Sequence[object]) -> list[bool]:
    return [value is not None and str(value).strip() != "" for value in row]


def _cell(value: str | int, kind: str, money: MoneyUnit) -> tuple[object, str]:
    """A cell's value and its number format."""
    if isinstance(value, int):
        decimals = "0" * max(2, len(exact(value, money).partition(".")[2]))
        return Decimal(exact(value, money)), f"#,##0.{decimals}"
    if kind == "date":
        return datetime.date.fromisoformat(value), "yyyy-mm-dd"
    if kind == "integer":
        return int(value), "0"
    return value, "@"
