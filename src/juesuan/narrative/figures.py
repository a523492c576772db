"""What the facts of one year say, exact and as the forms print it.

Text and forms cannot disagree: an amount that some form prints is taken from that form, rounded
as it is there; only what no form prints is rounded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from juesuan.facts import FactStore, Region, Space, round_half_away
from juesuan.forms import (
    MONEY,
    CellKey,
    Disclosure,
    FilledForm,
    FormSet,
    Selection,
    lay_out,
)

__all__ = ["Figures", "is_money", "printed_cells"]


def is_money(selection: Selection) -> bool:
    """Whether a selection sums amounts; else it counts things."""
    return not any("count" in (region.get("measure") or ()) for _, region in selection.terms)


class Figures:
    """The figures of one year, by canonical selection.

    ``store`` may be missing: then only what the forms print is known, as of a year of which
    nothing but the published forms is at hand. ``printed`` are amounts in cents that no form
    prints and that were rounded together with the forms (舍位平衡).
    """

    def __init__(
        self,
        disclosure: Disclosure,
        store: FactStore | None = None,
        printed: Mapping[Selection, int] | None = None,
    ) -> None:
        self.disclosure, self.store = disclosure, store
        self.money = disclosure.money
        self.beside: dict[Selection, int] = {}
        """Exact amounts that were asked for and that no form prints."""
        self._extra = dict(printed or {})
        self._exact: dict[Selection, int | None] = {}
        self._printed: dict[Selection, int] = {}
        self._cells: dict[Selection, CellKey] = {}
        for filled in disclosure.forms:
            for cell in filled.sheet.cells:
                if cell.key not in filled.values or cell.selection in self._cells:
                    continue
                self._cells[cell.selection] = cell.key
                self._exact[cell.selection] = filled.values[cell.key]
                self._printed[cell.selection] = disclosure.printed(filled, cell) or 0

    def prepare(self, selections: Iterable[Selection]) -> None:
        """Ask the store for many selections at once."""
        wanted = [s for s in dict.fromkeys(selections) if s not in self._exact]
        if self.store is None or not wanted:
            return
        sums = self.store.evaluate(region for s in wanted for _, region in s.terms)
        untold = self.store.untold
        for selection in wanted:
            told = not any(region in untold for _, region in selection.terms)
            self._exact[selection] = _sum(selection, sums) if told else None

    def exact(self, selection: Selection) -> int | None:
        """The sum in cents (or ones, of counts); ``None`` where there is no fact at all."""
        if selection not in self._exact:
            self.prepare([selection])
        if selection not in self._exact:
            self._exact[selection] = self._added_up(selection)
        return self._exact[selection]

    def tells(self, selection: Selection) -> bool:
        """Whether the sum can be told at all, be it that there is nothing."""
        if selection in self._cells or self.store is None:
            return True
        self.exact(selection)
        return not any(region in self.store.untold for _, region in selection.terms)

    def _added_up(self, selection: Selection) -> int | None:
        """A sum of several terms by the cells that hold them, where there is no store."""
        if len(selection.terms) < 2:
            return None
        sums: dict[Region, int | None] = {}
        for _, region in selection.terms:
            sums[region] = self._exact.get(Selection(((1, region),)))
        return None if None in sums.values() else _sum(selection, sums)

    def printed(self, selection: Selection) -> int | None:
        """The sum as it is printed, in cents (or ones)."""
        if selection in self._printed:
            return self._printed[selection]
        exact = self.exact(selection)
        if exact is None or not is_money(selection):
            return exact
        self.beside[selection] = exact
        step = self.money.print_step
        return self._extra.get(selection, round_half_away(exact, step) * step)

    def cell(self, selection: Selection) -> CellKey | None:
        """A form's cell that prints the selection."""
        return self._cells.get(selection)


def _sum(selection: Selection, sums: Mapping[Region, int | None]) -> int | None:
    known = [c * value for c, r in selection.terms if (value := sums[r]) is not None]
    return sum(known) if known else None


def printed_cells(
    form_set: FormSet, space: Space, disclosure: Disclosure, values: Mapping[CellKey, int]
) -> Disclosure:
    """Forms that hold these values (cents, or ones), laid out for the codes of the cells: what
    was published of another year. Unit, year and money unit are those of ``disclosure``.

    Raises ``KeyError`` with the cell that the form set does not have.
    """
    codes = sorted({above for key in values for above in _codes(space, key.row)})
    economics = [code for code in codes if code[:1] == "3"]
    functions = [code for code in codes if code[:1] == "2"]
    forms = []
    left = dict(values)
    for form in form_set.forms:
        sheet = lay_out(form, form_set, space, functions, economics)
        held = {cell.key: cell for cell in sheet.cells}
        mine = {key: left.pop(key) for key in list(left) if key in held}
        forms.append(FilledForm(sheet, mine))
    if left:
        raise KeyError(next(iter(left)))
    return Disclosure(
        form_set=form_set,
        unit=disclosure.unit,
        year=disclosure.year - 1,
        money=disclosure.money,
        forms=tuple(forms),
    )


def _codes(space: Space, row: str) -> tuple[str, ...]:
    if not (row.isdigit() and len(row) in {3, 5, 7}):
        return ()
    dimension = "economic" if row[0] == "3" else "function"
    return tuple(code for code in space.lineage(dimension, row) if code.isdigit())


def counts_money(disclosure: Disclosure, key: CellKey) -> bool:
    """Whether a cell of the disclosure's form set holds an amount."""
    cells = (cell for filled in disclosure.forms for cell in filled.sheet.cells)
    return next((cell.unit == MONEY for cell in cells if cell.key == key), True)
