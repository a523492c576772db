"""Lists that people make for a corpus (名单、更名表): csv or workbooks under headings that are
data, kept with it as csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from juesuan.text import decoded, plain

__all__ = ["keep_rows", "lines_of", "rows_of"]

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


def lines_of(path: Path) -> list[list[str]]:
    """The cells of a csv, or of a workbook's first sheet, line by line. Raises ``OSError`` or
    ``UnicodeError`` where it cannot be read."""
    if path.suffix.lower() not in _WORKBOOKS:
        return list(csv.reader(decoded(path.read_bytes()).splitlines()))
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python()]
    except CalamineError as error:
        raise OSError(str(error)) from error


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def rows_of(
    lines: Sequence[Sequence[str]], columns: Mapping[str, Sequence[str]]
) -> tuple[frozenset[str], list[tuple[int, dict[str, str]]]]:
    """The columns that the first line heads (by their names among ``columns``), and the lines below
    it, each with its number in the file and its cells by column."""
    known = {plain(word): name for name, words in columns.items() for word in words}
    head = [known.get(plain(text), "") for text in (lines[0] if lines else ())]
    rows = [
        (number, {name: text.strip() for name, text in zip(head, line, strict=False) if name})
        for number, line in enumerate(lines[1:], 2)
    ]
    return frozenset(head), rows


def keep_rows(path: Path, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a csv of these columns, whole or not at all."""
    from juesuan.publishing import replace_file

    with replace_file(path) as target, target.open("w", -1, "utf-8", None, "") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
