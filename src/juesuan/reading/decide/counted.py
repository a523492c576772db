"""What the figures of a form count: money, or things (辆、个、人)."""

from __future__ import annotations

from juesuan.facts import Space
from juesuan.forms import MONEY
from juesuan.forms.formset import cell_selection, counted_in
from juesuan.reading.decide.resolving import ReadForm
from juesuan.text import unspaced

__all__ = ["CountedCells"]


class CountedCells:
    """Units of the cells of a form, by their rows' keys and, as tables that are their own form
    name rows, by their labels. A row may hold counts and money (数量、原值)."""

    def __init__(self, form: ReadForm, space: Space) -> None:
        self.space = space
        self.cells = {
            (name, column): (source.row, selection)
            for side in form.form.sides
            for source in side.sources
            if source.row is not None
            for name in (source.key, unspaced(source.row.label))
            for column, selection in side.columns.items()
        }

    def of(self, name: str, column: str) -> str:
        """The unit of one cell: ``money`` or a word."""
        row, selection = self.cells.get((name.partition("#")[0], column), (None, None))
        if row is None or selection is None:
            return MONEY
        return counted_in(
            cell_selection(row.selection, selection, self.space), self.space, row.unit
        )
