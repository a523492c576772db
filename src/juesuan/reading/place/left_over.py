"""Figures of a table that no row or column took: they are told, not dropped."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.forms import Form
from juesuan.reading.document import GridText
from juesuan.reading.recognise.numbering import is_numbering
from juesuan.reading.recognise.rows import row_labels
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import Way, figure_of

__all__ = ["left_over"]


def left_over(form: Form, table: Table, way: Way) -> Iterator[GridText]:
    """Printed amounts that a way neither places nor calls odd. Numbers of rows and columns,
    codes and zeros are none."""
    known = {id(cell.source) for cell in way.cells} | {id(cell) for _, cell in way.odd}
    sides = form.sides if form.numbered else ()
    numbers = {key for side in sides for key in row_labels(form, side)}
    for cells in table.rows:
        if is_numbering([cell.text.strip() if cell else "" for cell in cells]):
            continue
        for cell in cells:
            if cell is None or id(cell) in known or not ("." in cell.text or "," in cell.text):
                continue
            figure = figure_of(cell.text)
            if not figure.is_number or not figure.value:
                continue
            whole = figure.value == int(figure.value)
            if not (whole and str(int(figure.value)) in numbers):
                yield cell
