"""From a department's figure to its units' (穿透): where the same fact stands in each booklet.

The cell is looked for by what it means, so the units may print other forms; a unit's own figure
may stand in another place than the department's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from juesuan.checks import Subject, Where
from juesuan.consolidating.booklets import named
from juesuan.forms import CellKey, find_cell
from juesuan.forms.cell_words import cell_words

__all__ = ["Traced", "TracedFigure", "trace_units"]


class TracedFigure(Struct, frozen=True, kw_only=True):
    """A figure of one booklet or book: the unit, the path, the cell and its place, the value in
    cents (or as counted). ``where`` and ``value`` are ``None`` where it prints no such fact."""

    unit: str
    path: Path
    where: Where | None
    value: int | None


class Traced(Struct, frozen=True, kw_only=True):
    """A department's figure and those of its units that make it up: ``row`` and ``column`` in
    words; ``money`` whether it is an amount."""

    row: str
    column: str
    money: bool
    whole: TracedFigure
    units: tuple[TracedFigure, ...]

    @property
    def difference(self) -> int:
        """What the units have together and the department does not."""
        return sum(one.value or 0 for one in self.units) - (self.whole.value or 0)


def trace_units(department: str | Path, units: Sequence[str | Path], key: CellKey) -> Traced:
    """The figure of a department's cell in each of its units. Raises ``CellNotFoundError`` for a
    cell that the department's forms do not have, and what reading raises."""
    from juesuan.reporting import open_subject

    whole = open_subject(department)
    cell = find_cell([filled.sheet for filled in whole.disclosure.forms], key)
    parts = [open_subject(unit) for unit in units]
    names = named(units, [part.disclosure for part in parts])
    words = cell_words(whole.disclosure.form(key.form)).get(key, ("", ""))
    own = TracedFigure(
        unit=whole.disclosure.unit,
        path=Path(department),
        where=whole.where(key),
        value=whole.disclosure.form(key.form).values.get(key),
    )
    return Traced(
        row=words[0],
        column=words[1],
        money=cell.unit == "money",
        whole=own,
        units=tuple(
            _figure(name, Path(path), part, whole, key)
            for name, path, part in zip(names, units, parts, strict=True)
        ),
    )


def _figure(name: str, path: Path, part: Subject, whole: Subject, key: CellKey) -> TracedFigure:
    """The same fact in a unit's forms, at the same cell if it is there, else at its first place."""
    selection = whole.cells[key].selection
    found = [
        (cell.key != key, filled.values[cell.key], cell.key)
        for filled in part.disclosure.forms
        for cell in filled.sheet.cells
        if cell.selection == selection and cell.key in filled.values
    ]
    if not found:
        return TracedFigure(unit=name, path=path, where=None, value=None)
    _, value, place = min(found, key=lambda entry: entry[0])
    return TracedFigure(unit=name, path=path, where=part.where(place), value=value)
