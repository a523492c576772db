"""Tables that print one row of amounts below their names (办公费、差旅费 | 18.40、26.55)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from juesuan.checks.model import Where
from juesuan.checks.speech.printed.listed import (
    PrintedValue,
    head_of,
    is_name,
    names_total,
    tables_of,
    value_of,
)
from juesuan.checks.speech.sentences.amounts import cents_in
from juesuan.checks.subject import Subject
from juesuan.reading import GridText
from juesuan.reading.recognise.tables import Table, money_of

__all__ = ["listed_across"]


def listed_across(subject: Subject) -> Sequence[Sequence[PrintedValue]]:
    """The amounts of tables that print one row of them below their names; use
    ``subject.once(listed_across)``."""
    return [
        found
        for table in tables_of(subject)
        if (found := _across(table, subject.disclosure.money.zh))
    ]


def _across(table: Table, default: str) -> Sequence[PrintedValue]:
    rows = [row for row in table.rows if len(_numbers(row)) > 1]
    if len(rows) != 1:
        return []
    row, above = rows[0], table.rows.index(rows[0])
    money = money_of(table) or default
    found = [
        PrintedValue(
            name=name,
            value=value * cents_in(money),
            text=cell.text.strip() + money,
            where=Where(spot=cell.spot, item=name, printed=cell.text.strip()),
        )
        for n, cell in enumerate(row)
        if cell
        and (value := value_of(cell.text)) is not None
        and (name := head_of(table, n, above))
    ]
    sums = any(names_total(one.name) for one in found)
    alike = len({"." in one.text for one in found}) == 1
    return found if alike and not sums and all(is_name(one.name) for one in found) else []


def _numbers(row: Sequence[GridText | None]) -> Sequence[Fraction]:
    values = (value_of(cell.text) for cell in row if cell)
    return [value for value in values if value is not None]
