"""Forms filled from facts: laid out for the codes that occur, every cell with its value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

from juesuan.facts import (
    FactStore,
    MoneyUnit,
    Region,
    Space,
    format_amount,
    plain_amount,
    round_half_away,
)
from juesuan.forms.formset import FormSet
from juesuan.forms.identities import Identity, find_identities
from juesuan.forms.layout import lay_out
from juesuan.forms.model import MONEY, Form, Places, Row
from juesuan.forms.sheet import Cell, CellKey, Sheet

__all__ = ["Disclosure", "FilledForm", "fill"]


class FilledForm(Struct, frozen=True):
    """A laid-out form and the values of its cells, exact (cents, or counted things).

    A cell without a value is blank: the facts say nothing, which is not zero.
    """

    sheet: Sheet
    values: dict[CellKey, int]

    @property
    def form(self) -> Form:
        """The form that is filled."""
        return self.sheet.form

    @property
    def empty(self) -> bool:
        """Whether no cell has a value."""
        return not self.values


class Disclosure(Struct, frozen=True, kw_only=True, dict=True):
    """A whole set of forms of one unit (or department) and year, filled.

    ``mapped`` are codes without a row of their own that the form set's data put with
    another: (form, code, code of the row). ``balanced`` are the amounts to print, in cents,
    where they were rounded together (舍位平衡) so that identities hold exactly in print;
    ``None`` where each is rounded by itself. ``unheld`` are the identities that even then
    miss in print. The cells' own values stay exact. ``withheld`` are functional codes not all
    of whose parts are listed (涉密事项): their own figures hold all of them.
    """

    form_set: FormSet
    unit: str
    year: int
    money: MoneyUnit
    forms: tuple[FilledForm, ...]
    identities: tuple[Identity, ...] = field(default=())
    mapped: tuple[tuple[str, str, str], ...] = field(default=())
    balanced: Mapping[CellKey, int] | None = None
    unheld: tuple[Identity, ...] = field(default=())
    withheld: tuple[str, ...] = field(default=())

    def form(self, no: str) -> FilledForm:
        """The filled form with this number; ``KeyError`` if the set has none."""
        for filled in self.forms:
            if filled.form.no == no:
                return filled
        raise KeyError(no)

    def value(self, key: CellKey) -> int | None:
        """The exact value of a cell, ``None`` where it is blank or there is no such cell."""
        return self.form(key.form).values.get(key)

    def unit_of(self, cell: Cell) -> str:
        """The printed unit of a cell: 元 or 万元 for money, else 辆, 个 or 人."""
        return self.money.zh if cell.unit == MONEY else cell.unit

    def text(self, filled: FilledForm, cell: Cell) -> str:
        """A cell as the form prints it; empty where it is blank."""
        value = self.printed(filled, cell)
        if value is None:
            return ""
        return format_amount(value, self.money) if cell.unit == MONEY else f"{value:,}"

    def plain(self, filled: FilledForm, cell: Cell) -> str:
        """A cell's value as a plain decimal in its printed unit; empty where it is blank."""
        value = self.printed(filled, cell)
        if value is None:
            return ""
        return plain_amount(value, self.money) if cell.unit == MONEY else str(value)

    def printed(self, filled: FilledForm, cell: Cell) -> int | None:
        """A cell's value as printed: money rounded to the last digit shown, in cents."""
        value = filled.values.get(cell.key)
        if value is None or cell.unit != MONEY:
            return value
        if self.balanced is not None and cell.key in self.balanced:
            return self.balanced[cell.key]
        return round_half_away(value, self.money.print_step) * self.money.print_step

    @cached_property
    def rounded(self) -> bool:
        """Whether some printed figure is not exact."""
        if self.money.print_step == 1 and self.balanced is None:
            return False
        return any(
            self.printed(filled, cell) != filled.values.get(cell.key)
            for filled in self.forms
            for cell in filled.sheet.cells
        )

    @property
    def rounding(self) -> str:
        """How amounts are rounded for print: ``exact`` (not at all: the unit prints whole
        cents), ``each`` (by itself), ``balanced`` (together, every identity holds in print) or
        ``nearest`` (together, but some identity cannot hold)."""
        if self.money.print_step == 1:
            return "exact"
        if self.balanced is None:
            return "each"
        return "nearest" if self.unheld else "balanced"

    @property
    def rounded_to_print(self) -> bool:
        """Whether printed sums may be off by their last digit: the unit is coarser than the
        cent. A set that says it is balanced is held to exact sums."""
        return self.rounding in {"each", "nearest"}

    def lists_withheld(self, filled: FilledForm) -> bool:
        """Whether a form lists codes whose parts it does not show in full (涉密事项)."""
        listed = (cell.listed for cell in filled.sheet.cells if cell.key in filled.values)
        return any(place is not None and place.code in self.withheld for place in listed)

    @property
    def appended(self) -> list[tuple[str, Row]]:
        """Rows the form set does not have and the facts needed, each with its form's number."""
        return [(f.form.no, row) for f in self.forms for row in f.sheet.appended]


def fill(
    form_set: FormSet,
    store: FactStore,
    unit: str,
    year: int,
    money: MoneyUnit,
    zeros: Mapping[str, Places] | None = None,
) -> Disclosure:
    """Fill every form of a set from the facts.

    ``zeros`` are, by form number, cells of a form with figures to print as 0 where the facts
    say nothing; a form set's own forms may name some too.
    """
    functions, economics = store.codes("function"), store.codes("economic")
    sheets = [lay_out(f, form_set, store.space, functions, economics) for f in form_set.forms]
    sums = store.evaluate(_regions(sheets))
    forms = []
    for sheet in sheets:
        values = {
            cell.key: value for cell in sheet.cells if (value := _value(cell, sums)) is not None
        }
        kept = sheet.keeping(set(values))
        _print_zeros(kept, values, (zeros or {}).get(kept.form.no, Places()))
        forms.append(FilledForm(kept, values))
    withheld = tuple(code for code in store.posted("function") if _divided(store.space, code))
    identities = find_identities([filled.sheet for filled in forms], store.space, withheld)
    return Disclosure(
        form_set=form_set,
        unit=unit,
        year=year,
        money=money,
        forms=tuple(forms),
        identities=tuple(identities),
        mapped=_mapped(forms, store),
        withheld=withheld,
    )


def _divided(space: Space, code: str) -> bool:
    """Whether a functional code has codes below it: facts on it are those of parts that are
    not to be shown."""
    codes = space.codes["function"]
    return code in codes and not codes.is_leaf(code)


def _regions(sheets: Iterable[Sheet]) -> Iterable[Region]:
    return (region for s in sheets for cell in s.cells for _, region in cell.selection.terms)


def _value(cell: Cell, sums: dict[Region, int | None]) -> int | None:
    parts = [(c, sums[region]) for c, region in cell.selection.terms]
    known = [c * value for c, value in parts if value is not None]
    return sum(known) if known else None


def _print_zeros(sheet: Sheet, values: dict[CellKey, int], zeros: Places) -> None:
    if not values:
        return
    for cell in sheet.cells:
        place = (cell.key.row, cell.key.column)
        if place in sheet.form.zeros or place in zeros:
            values.setdefault(cell.key, 0)


def _mapped(forms: Iterable[FilledForm], store: FactStore) -> tuple[tuple[str, str, str], ...]:
    """Which codes with facts the form set's data put with another row."""
    asked: dict[Region, tuple[str, str, str]] = {}
    for filled in forms:
        targets = [(c, t) for side in filled.form.sides for c, t in side.maps.items()]
        for cell in filled.sheet.cells:
            for code, target in targets:
                if cell.listed and cell.listed.code == target:
                    region = cell.listed.context.with_(cell.listed.dimension, {code})
                    if (cut := store.space.canonical(region)) is not None:
                        asked[cut] = (filled.form.no, code, target)
    sums = store.evaluate(asked)
    return tuple(dict.fromkeys(asked[region] for region in asked if sums[region] is not None))
