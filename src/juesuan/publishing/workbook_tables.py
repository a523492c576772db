"""Tables that are no prescribed form, such as performance tables, as sheets of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import xlsxwriter
from xlsxwriter.format import Format

from juesuan.publishing.laid import LaidCell, LaidTable
from juesuan.publishing.table import lines_needed

__all__ = ["add_tables"]

_TOP = 3
"""Lines above a table: title, number, whose and in which unit."""
_ACROSS = 150.0
"""Width of a table in characters of the sheet."""
_LINE, _NAME_MOST, _ONE_PAGE = 13.5, 28, 40


def add_tables(
    book: xlsxwriter.Workbook, formats: Mapping[str, Format], tables: Iterable[LaidTable]
) -> None:
    """Add one sheet a table. Texts are written as texts, whatever they begin with."""
    for order, table in enumerate(tables, 1):
        sheet = book.add_worksheet(f"{order:02d} {table.title}"[:_NAME_MOST])
        last = len(table.widths) - 1
        shares = [width / sum(table.widths) * _ACROSS for width in table.widths]
        for column, width in enumerate(shares):
            sheet.set_column(column, column, width)
        if last:
            sheet.merge_range(0, 0, 0, last, "", formats["title"])
        sheet.write_string(0, 0, table.title, formats["title"])
        sheet.set_row(0, 30)
        sheet.write_string(1, last, table.number, formats["right"])
        sheet.write_string(2, 0, table.department, formats["left"])
        if last:
            sheet.write_string(2, last, table.unit, formats["right"])
        heights = [1] * table.rows
        for cell in table.cells:
            _write(sheet, cell, formats)
            room = int(sum(shares[cell.column : cell.column + cell.columns]))
            needed = sum(lines_needed(line, room) for line in cell.text.split("\n"))
            each = -(-needed // cell.rows)
            for row in range(cell.row, cell.row + cell.rows):
                heights[row] = max(heights[row], each)
        for row, lines in enumerate(heights):
            sheet.set_row(_TOP + row, min(_LINE * lines + 3, 400))
        for line, note in enumerate(table.notes):
            sheet.write_string(_TOP + table.rows + line, 0, note, formats["left"])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1 if table.rows <= _ONE_PAGE else 0)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, cell: LaidCell, formats: Mapping[str, Format]
) -> None:
    style = formats[_STYLES[cell.align, cell.bold]]
    row, column = _TOP + cell.row, cell.column
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
    sheet.write_string(row, column, cell.text, style)


_STYLES = {
    ("left", False): "label0",
    ("center", False): "header",
    ("right", False): "header",
    ("left", True): "header",
    ("center", True): "header",
    ("right", True): "header",
}
