"""Amounts of a set as its forms print them, so that pictures and forms agree to the last digit."""

from __future__ import annotations

from juesuan.facts import FactStore, Region, Space, format_amount
from juesuan.forms import Disclosure, final_stage, parse_selection
from juesuan.publishing.charts.model import Amount

__all__ = ["Amounts", "share"]


class Amounts:
    """Asks the facts of a set; ``previous`` are last year's."""

    def __init__(
        self, disclosure: Disclosure, store: FactStore, previous: FactStore | None = None
    ) -> None:
        self.disclosure, self.store, self.previous = disclosure, store, previous
        self.space: Space = store.space
        self.printed = {
            cell.selection.terms[0][1]: disclosure.text(filled, cell)
            for filled in reversed(disclosure.forms)
            for cell in filled.sheet.cells
            if len(cell.selection.terms) == 1 and cell.selection.terms[0][0] == 1
        }

    def region(self, select: str) -> Region:
        """What a selection of the final account sums over."""
        ((_, region),) = final_stage(parse_selection(select, self.space), self.space).terms
        return region

    def amount(self, region: Region, value: int | None) -> Amount:
        """An amount in cents with its text: a form's own where one prints it."""
        if value is None:
            return Amount(None, "—")
        cut = self.space.canonical(region)
        printed = self.printed.get(cut, "") if cut else ""
        return Amount(value, printed or format_amount(value, self.disclosure.money))

    def asked(self, region: Region, store: FactStore | None = None) -> Amount:
        """What the facts, or those of another year, say of a region."""
        cut = self.space.canonical(region) or region  # as forms ask, which have asked for most
        value = (store or self.store).evaluate([cut])[cut]
        if store is not None and store is not self.store:
            money = self.disclosure.money
            return Amount(value, "—" if value is None else format_amount(value, money))
        return self.amount(region, value)


def share(value: int, whole: int) -> str:
    """A share in percent with two digits, rounded half away from zero, from whole numbers."""
    hundredths = (abs(value) * 20_000 + whole) // (2 * whole) if whole > 0 else 0
    sign = "-" if value < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}%"
