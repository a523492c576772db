"""A set of forms with its printed figures balanced (舍位平衡)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import Space
from juesuan.forms import (
    MONEY,
    Cell,
    CellKey,
    Disclosure,
    Identity,
    Selection,
    Sheet,
    find_identities,
)
from juesuan.rounding.balance import balance
from juesuan.rounding.model import Balanced, Constraint

__all__ = ["balance_disclosure", "constraints_of", "ties"]


def constraints_of(disclosure: Disclosure) -> list[Constraint[Hashable]]:
    """The identities (勾稽关系) of a set of forms as constraints, each with its source."""
    return [
        Constraint(identity.terms, identity.kind != "part", identity)
        for identity in disclosure.identities
    ]


class _Beside(Struct, frozen=True):
    """Cells that stand in no form; identities are found among the cells of sheets."""

    cells: tuple[Cell, ...]


def ties(
    disclosure: Disclosure, selections: Iterable[Selection], space: Space
) -> list[Constraint[Hashable]]:
    """What ties amounts that no form prints to each other and to the forms' cells.

    The amounts are known by their canonical selections, as a sentence or a performance table
    asks for them; the constraints follow from the dimensions like the forms' identities.
    """
    known = {CellKey("", str(n), ""): s for n, s in enumerate(dict.fromkeys(selections))}
    if not known:
        return []
    beside = _Beside(tuple(Cell(key, s, MONEY) for key, s in known.items()))
    sheets = [*(filled.sheet for filled in disclosure.forms), cast(Sheet, beside)]
    return [
        Constraint(
            tuple((c, known.get(key, key)) for c, key in identity.terms), identity.kind != "part"
        )
        for identity in find_identities(sheets, space)
        if any(key in known for _, key in identity.terms)
    ]


def balance_disclosure(
    disclosure: Disclosure,
    amounts: Mapping[Hashable, int] | None = None,
    constraints: Iterable[Constraint[Hashable]] = (),
) -> tuple[Disclosure, Balanced[Hashable]]:
    """A disclosure whose printed amounts satisfy every identity exactly, and how.

    ``amounts`` (exact cents, by keys of your own) are printed with the set though they stand
    in no form, as in the narrative or the performance tables; ``constraints`` tie them to each
    other and to cells (``CellKey``; see ``ties``). They are rounded together with the forms:
    find them in ``values`` of the second answer. Counted things (辆, 个, 人) and percentages
    are not concerned. Where the unit prints whole cents, all amounts stay as they are.
    """
    step = disclosure.money.print_step
    values: dict[Hashable, int] = {
        cell.key: filled.values[cell.key]
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if cell.unit == MONEY and cell.key in filled.values
    }
    values |= amounts or {}
    asked = [*constraints_of(disclosure), *constraints]
    found = balance(values, [c for c in asked if any(k in values for _, k in c.terms)], step)
    cells = {
        cell.key: found.values[cell.key]
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if cell.key in found.values
    }
    unheld = tuple(c.source for c in found.broken if isinstance(c.source, Identity))
    return replace(disclosure, balanced=cells, unheld=unheld), found
