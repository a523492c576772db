"""What each place of a document claims, and the identities among the places it shows.

A number claims its value, to within half of its last printed digit. A blank claims zero where
the form shows its row. A dash, a row or form that is not shown, and a form without a single
number claim nothing. What was not read with certainty is asked of nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from juesuan.checks.causes.settings import cause_settings
from juesuan.facts import is_money, money_unit
from juesuan.forms import MONEY, CellKey, Identity, Sheet, find_identities

if TYPE_CHECKING:  # what building a book, which checks identities alone, need not load
    from juesuan.checks.subject import State, Subject

__all__ = ["Claim", "claims_of", "identities_of", "stray_numbers"]

_REMEMBERED = 64
"""Layouts whose identities are kept."""


class Claim(Struct, frozen=True):
    """What a place says: ``value`` in cents (or as counted; 0 unless a number), ``half`` of
    its last printed digit in the same unit, 0 where it is exact."""

    state: State
    value: int = 0
    half: int = 0


def claims_of(subject: Subject) -> Mapping[CellKey, Claim]:
    """The claim of every cell of the forms that the document shows with figures."""
    halves = _halves(subject)
    claims: dict[CellKey, Claim] = {}
    for filled in subject.forms:
        no = filled.form.no
        if no not in subject.present or filled.empty:
            continue
        for cell in filled.sheet.cells:
            value = filled.values.get(cell.key)
            state = subject.state(cell.key)
            half = halves[no] if cell.unit == MONEY else 0
            claims[cell.key] = Claim(state, (value or 0) if state == "number" else 0, half)
    return claims


def stray_numbers(subject: Subject) -> frozenset[CellKey]:
    """Small bare whole numbers in documents whose amounts print decimals: where one does not
    fit, it rather is the number of a row or column."""
    amounts = [
        observation
        for observation in subject.observations
        if is_money(observation.unit) and Decimal(observation.value)
    ]
    bounds = cause_settings().figures
    bare = [one for one in amounts if "." not in one.value]
    if bounds.few * len(bare) >= len(amounts):
        return frozenset()
    short = (one for one in bare if len(one.value) <= bounds.row_digits)
    return frozenset(CellKey(one.form, one.row, one.column) for one in short)


def _halves(subject: Subject) -> Mapping[str, int]:
    """By form, half of the last digit that its amounts print, in cents."""
    forms = [filled.form.no for filled in subject.forms]
    step = subject.disclosure.money.print_step
    if subject.balanced:
        return dict.fromkeys(forms, 0)
    halves = dict.fromkeys(forms, step // 2)
    if subject.reading is None:
        return halves
    digits: dict[str, Counter[int]] = {no: Counter() for no in forms}
    units: dict[str, Counter[str]] = {no: Counter() for no in forms}
    for observation in subject.observations:
        if is_money(observation.unit):
            exponent = Decimal(observation.value).as_tuple().exponent
            digits[observation.form][-int(exponent)] += 1
            units[observation.form][observation.unit] += 1
    few = cause_settings().figures.few
    for no, named in units.items():
        if named:
            least = max(few, digits[no].total()) // few
            printed = max((d for d, n in digits[no].items() if n >= least), default=2)
            if digits[no].total() < few:
                printed = 2
            cents = money_unit(named.most_common(1)[0][0]).cents
            halves[no] = cents // (2 * 10**printed)
    return halves


_identities: dict[tuple[object, ...], Sequence[Identity]] = {}


def identities_of(subject: Subject) -> Sequence[Identity]:
    """The identities among the forms that the document shows with figures, worked out once
    for all documents of one layout."""
    disclosure = subject.disclosure
    sheets: list[Sheet] = [
        filled.sheet
        for filled in subject.forms
        if filled.form.no in subject.present and not filled.empty
    ]
    forms = disclosure.form_set
    layout = (
        *(forms.id, forms.place, disclosure.year),
        *((sheet.form.no, *(cell.key for cell in sheet.cells)) for sheet in sheets),
    )
    if layout not in _identities:
        if len(_identities) >= _REMEMBERED:
            del _identities[next(iter(_identities))]
        _identities[layout] = find_identities(sheets, subject.space)
    return _identities[layout]
