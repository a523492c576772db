"""A small book, and files as offices export them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

BOOK = """
year = 2023
unit = "示例市数字中心"
money = "元"

[[units]]
code = "01"
name = "示例市数字中心"
kind = "行政"
"""


def book(folder: Path, **tables: str) -> Path:
    """A book of a folder; ``entries="…"`` makes its entries.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "book.toml").write_text(BOOK, "utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def sheet(path: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Path:
    """A workbook of one sheet; ``merged`` are ranges."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = "Sheet1"
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    workbook.save(path)
    return path


def rows_of(folder: Path, table: str = "entries") -> list[dict[str, str]]:
    """The rows of a book's table."""
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
