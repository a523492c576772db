"""What tables of things that print this year's amounts and last year's tell of change."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.checks.speech.amounts import decimal_text
from juesuan.checks.speech.listed import ListedTable, PrintedValue

__all__ = ["changed", "grown"]

_PERCENT = "%"
_ALL = 100


def changed(table: ListedTable) -> Sequence[PrintedValue]:
    """By how much the rows of a table have changed, in cents; of no two years nothing."""
    return [
        replace(new, value=new.value - old.value, text=f"{new.text}－{old.text}")
        for new, old in table.of_both_years()
    ]


def grown(table: ListedTable) -> Sequence[PrintedValue]:
    """By how many percent the rows of a table have grown, where it prints no rate itself and all
    have grown from something; else nothing."""
    pairs = table.of_both_years()
    rated = any(column.unit == _PERCENT for column in table.columns)
    if rated or not all(old.value for _, old in pairs):
        return []
    rates = [(new, (new.value - old.value) * _ALL / old.value) for new, old in pairs]
    return [replace(n, value=rate, text=decimal_text(rate) + _PERCENT) for n, rate in rates]
