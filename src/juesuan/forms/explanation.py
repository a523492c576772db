"""What a cell of a form set means: the facts it combines and the identities it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from juesuan.facts import Region, Space
from juesuan.forms.formset import FormSet
from juesuan.forms.identities import Identity, find_identities
from juesuan.forms.layout import lay_out
from juesuan.forms.model import Form, Row
from juesuan.forms.sheet import Cell, CellKey, LaidRow, Sheet
from juesuan.messages import JuesuanError

__all__ = ["CellNotFoundError", "Explanation", "explain_cell", "find_cell", "region_words"]

_SHOWN = 40
"""How many rows, forms or columns an error lists."""


class CellNotFoundError(JuesuanError, LookupError):
    """There is no cell at ``cell``. ``known`` lists what there is instead. Keys: ``no_form``,
    ``no_row``, ``no_column``."""

    section = "cell"

    def __init__(self, key: str, cell: CellKey, known: Iterable[str]) -> None:
        self.cell, self.known = cell, tuple(known)
        shown = (*self.known[:_SHOWN], *("…" for _ in self.known[_SHOWN : _SHOWN + 1]))
        super().__init__(key, form=cell.form, row=cell.row, column=cell.column, known=shown)


class Explanation(Struct, frozen=True):
    """A cell in words: its form, row label, the facts it sums and its identities.

    ``cell`` is ``None`` where the form closes the place or nothing can fill it.
    """

    form: Form
    label: str
    cell: Cell | None
    closed: bool
    identities: tuple[Identity, ...]


def explain_cell(form_set: FormSet, space: Space, key: CellKey) -> Explanation:
    """Explain one cell of a form set; floating rows are laid out around the code asked for.

    Raises ``CellNotFoundError``.
    """
    functions = _around(space, key.row)
    sheets = [lay_out(form, form_set, space, functions, []) for form in form_set.forms]
    sheet, laid = _find_row(sheets, key)
    cell = next((c for c in laid.cells.values() if c.key == key), None)
    closed = (laid.row.key, key.column) in sheet.form.closed
    if cell is None and not closed and not _has_column(sheet, key.column):
        raise CellNotFoundError("no_column", key, _columns(sheet))
    identities: Sequence[Identity] = []
    if cell is not None:
        identities = [i for i in find_identities(sheets, space) if key in {k for _, k in i.terms}]
    return Explanation(sheet.form, laid.row.label, cell, closed, tuple(identities))


def _around(space: Space, row: str) -> list[str]:
    """The functional code asked for, those above and below it, so that its sums show."""
    codes = space.codes["function"]
    if row not in codes:
        return [entry.code for entry in codes if len(entry.code) == 3]
    return sorted({*codes.lineage(row), *codes.below(row)} - set(codes.groups))


def _find_row(sheets: Iterable[Sheet], key: CellKey) -> tuple[Sheet, LaidRow]:
    by_number = {sheet.form.no: sheet for sheet in sheets}
    sheet = by_number.get(key.form)
    if sheet is None:
        raise CellNotFoundError("no_form", key, by_number)
    rows = [laid for side in sheet.sides for laid in side]
    for laid in rows:
        places = {cell.key.row for cell in laid.cells.values()} | {laid.row.key}
        if key.row in places and (key.column in laid.cells or not _elsewhere(rows, laid, key)):
            return sheet, laid
    for name, cells in sheet.footer_cells.items():
        if name == key.row:
            row = next(laid.row for laid in rows)
            return sheet, LaidRow(Row(key=name, label=name, selection=row.selection), cells)
    raise CellNotFoundError("no_row", key, dict.fromkeys(laid.row.key for laid in rows))


def _elsewhere(rows: Iterable[LaidRow], laid: LaidRow, key: CellKey) -> bool:
    """Whether another row of the same name has the column asked for."""
    return any(
        other is not laid and any(cell.key == key for cell in other.cells.values())
        for other in rows
    )


def _columns(sheet: Sheet) -> list[str]:
    return [column for side in sheet.form.sides for column in side.columns]


def _has_column(sheet: Sheet, column: str) -> bool:
    return column in _columns(sheet)


def find_cell(sheets: Iterable[Sheet], key: CellKey) -> Cell:
    """The cell with this key among laid-out forms; raises ``CellNotFoundError``."""
    by_number = {sheet.form.no: sheet for sheet in sheets}
    if key.form not in by_number:
        raise CellNotFoundError("no_form", key, by_number)
    cells = by_number[key.form].cells
    for cell in cells:
        if cell.key == key:
            return cell
    in_row = [cell.key.column for cell in cells if cell.key.row == key.row]
    if in_row:
        raise CellNotFoundError("no_column", key, in_row)
    raise CellNotFoundError("no_row", key, dict.fromkeys(cell.key.row for cell in cells))


def region_words(region: Region, space: Space, lang: str = "zh") -> str:
    """A region in words: its measure first, then what narrows it down."""
    order = ("measure", "stage", "fund", "nature", "function", "economic", "carry")
    names = [*order, *(n for n, _ in region.parts if n not in order)]
    parts = [space.label(n, nodes, lang) for n in names if (nodes := region.get(n)) is not None]
    return " · ".join(parts)
