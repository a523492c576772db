"""The forms as read, laid out as their form set prescribes: the same shape as filled ones."""

from __future__ import annotations

from decimal import Decimal

from juesuan.facts import is_money, money_unit, standard_space
from juesuan.forms import CellKey, Disclosure, FilledForm, lay_out
from juesuan.reading.reading import Observation, Reading

__all__ = ["as_disclosure", "exact_value"]


def as_disclosure(reading: Reading) -> Disclosure:
    """The forms as read, laid out as the form set prescribes; values in cents or counts."""
    space = standard_space(reading.year)
    values: dict[str, dict[CellKey, int]] = {form.no: {} for form in reading.form_set.forms}
    for found in reading.observations:
        key = CellKey(found.form, found.row, found.column)
        values[found.form][key] = exact_value(found)
    codes = {read.no: sorted(set(read.way.codes)) for read in reading.forms}
    forms = []
    for form in reading.form_set.forms:
        economics = sorted({k.row for k in values[form.no] if k.row.isdigit() and k.row[:1] == "3"})
        sheet = lay_out(form, reading.form_set, space, codes.get(form.no, []), economics)
        forms.append(FilledForm(sheet, values[form.no]))
    return Disclosure(
        form_set=reading.form_set,
        unit=reading.unit,
        year=reading.year,
        money=reading.money,
        forms=tuple(forms),
    )


def exact_value(found: Observation) -> int:
    """An observation in cents, or as counted."""
    value = Decimal(found.value)
    if is_money(found.unit):
        return int((value * money_unit(found.unit).cents).to_integral_value())
    return int(value)
