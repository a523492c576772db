"""Last year's printed figures (上年数) at the places where this year's forms have them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.facts import MoneyUnit, Space
from juesuan.forms import MONEY, FormSet, Selection, lay_out
from juesuan.ledger.filling import BookRow
from juesuan.narrative import Figures

__all__ = ["figure_rows", "used_codes"]

_FINAL = frozenset({"final"})


def used_codes(figures: Figures, dimension: str) -> list[str]:
    """The codes that last year's forms show in a row of their own, in order."""
    found: set[str] = set()
    for filled in figures.disclosure.forms:
        for cell in filled.sheet.cells:
            if cell.key not in filled.values:
                continue
            for _, region in cell.selection.terms:
                codes = region.get(dimension) or frozenset()
                if len(codes) == 1:
                    found |= {code for code in codes if code.isdigit()}
    return sorted(found)


def figure_rows(
    figures: Figures, form_set: FormSet, space: Space, money: MoneyUnit
) -> Iterator[BookRow]:
    """Rows of the table 上年数: each figure once, at the first place of this year's forms."""
    functions, economics = (
        [code for code in used_codes(figures, name) if code in space.codes[name]]
        for name in ("function", "economic")
    )
    seen: set[Selection] = set()
    for form in form_set.forms:
        for cell in lay_out(form, form_set, space, functions, economics).cells:
            if cell.selection in seen or not _final(cell.selection):
                continue
            value = figures.exact(cell.selection) if figures.tells(cell.selection) else None
            if value is not None:
                seen.add(cell.selection)
                own = Decimal(value) / money.cents if cell.unit == MONEY else Decimal(value)
                key = cell.key
                yield {"form": key.form, "line": key.row, "column": key.column, "amount": own}


def _final(selection: Selection) -> bool:
    return bool(selection.terms) and all(
        (region.get("stage") or _FINAL) == _FINAL for _, region in selection.terms
    )
