"""Rows of cells as the reader of performance tables sees them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from juesuan.reading.document import GridText, Spot
from juesuan.reading.performance.composed_heads import in_full
from juesuan.reading.performance.model import NOTHING, Value

__all__ = ["GridRow", "loose_value", "value_at", "value_of"]


class GridRow(Struct, frozen=True):
    """A row of a grid: its cells and the filled ones among them as (index, text)."""

    cells: Sequence[GridText | None]
    filled: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, cells: Sequence[GridText | None]) -> GridRow:
        """A row from the cells of a grid, short heads (目标, 完成) in full."""
        filled = [
            (index, cell.text.strip())
            for index, cell in enumerate(cells)
            if cell and cell.text.strip()
        ]
        said = in_full(filled)
        return cls(cells, tuple((n, text) for (n, _), text in zip(filled, said, strict=True)))

    def without(self, index: int) -> GridRow:
        """The row with one cell not counted as filled."""
        return GridRow(self.cells, tuple(entry for entry in self.filled if entry[0] != index))

    def cell(self, index: int) -> GridText | None:
        """The cell at an index, if there is one."""
        return self.cells[index] if 0 <= index < len(self.cells) else None

    def end(self, index: int) -> int:
        """The index after the last that the cell at an index covers: merged cells have none."""
        end = index + 1
        while end < len(self.cells) and self.cells[end] is None:
            end += 1
        return end

    def after(self, index: int) -> int:
        """The index of the next filled cell; the width of the row if there is none."""
        return next((place for place, _ in self.filled if place > index), len(self.cells))

    @property
    def spot(self) -> Spot:
        """Where the row begins."""
        if self.filled:
            cell = self.cell(self.filled[0][0])
            return cell.spot if cell else Spot()
        return next((cell.spot for cell in self.cells if cell), Spot())


def value_of(cell: GridText | None) -> Value:
    """A cell's text, stripped, with its spot."""
    return Value(cell.text.strip(), cell.spot) if cell else NOTHING


def value_at(row: GridRow, index: int) -> Value:
    """What stands at an index of a row."""
    return value_of(row.cell(index))


def loose_value(text: str, near: Spot) -> Value:
    """A text outside tables, for which only the file and page or sheet are known."""
    return Value(text, Spot(file=near.file, page=near.page, sheet=near.sheet))
