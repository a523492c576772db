"""Tables with figures that nothing was made of (未读的表): told, each with its place and title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from juesuan.reading.document import Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.performance import Performance
from juesuan.reading.recognise.tables import Table
from juesuan.reading.unread.refusing import title_above
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["untouched"]

_FIGURES = 2
"""Numbers from which on a table is told."""
_SHOWN = 60


def untouched(
    others: Sequence[Table], performance: Performance
) -> Iterator[tuple[str, Spot, dict[str, object]]]:
    """A note for every table with figures that is no form and no performance table:
    ``table_not_placed`` for one that looks like a form's (rows of codes or classes with
    amounts), else ``table_not_read`` with its title and how many figures it has; so of a
    performance table of which most figures were neither kept nor told one by one."""
    known = set(_spots(performance))
    told = known | {spot for _, spot, _ in performance.unread}
    for table in others:
        rows = [[cell for cell in row if cell and cell.text.strip()] for row in table.rows]
        cells = [cell for row in rows for cell in row]
        if not cells:
            continue
        if any(cell.spot in known for cell in cells):
            left = _figures(table, told)
            if left >= _FIGURES and 2 * left > _figures(table):
                title = title_above(table) or cells[0].text.strip()[:_SHOWN]
                yield "table_partly_read", cells[0].spot, {"text": title, "count": left}
            continue
        lines = [row for row in rows if row and words().documents.row.match(plain(row[0].text))]
        if len(lines) > 1 and any(_amount(cell.text) for row in lines for cell in row):
            text = " ".join(cell.text.strip() for cell in lines[0])[:_SHOWN]
            yield "table_not_placed", lines[0][0].spot, {"text": text}
        elif (count := _figures(table)) >= _FIGURES:
            title = title_above(table) or cells[0].text.strip()[:_SHOWN]
            yield "table_not_read", cells[0].spot, {"text": title, "count": count}


def _figures(table: Table, known: Collection[Spot] = ()) -> int:
    """How many numbers a table holds beside those that are ``known`` and those that only count up:
    row and page numbers."""
    columns: dict[int, list[Decimal]] = defaultdict(list)
    for row in table.rows:
        for place, cell in enumerate(row):
            if (
                cell is not None
                and cell.spot not in known
                and (figure := read_figure(cell.text)).is_number
            ):
                columns[place].append(figure.value)
    return sum(len(numbers) for numbers in columns.values() if not _counts_up(numbers))


def _counts_up(numbers: Sequence[Decimal]) -> bool:
    whole = all(number == number.to_integral_value() for number in numbers)
    return whole and all(one <= other for one, other in pairwise(numbers))


def _amount(text: str) -> bool:
    figure = read_figure(text)
    return figure.is_number and "." in figure.text


def _spots(value: object) -> Iterator[Spot]:
    """Every spot in a record, its parts and theirs."""
    left = [value]
    while left:
        part = left.pop()
        if isinstance(part, Spot):
            yield part
        elif isinstance(part, Struct):
            left += [getattr(part, name) for name in part.__struct_fields__]
        elif isinstance(part, dict):
            left += part.values()
        elif isinstance(part, list | tuple):
            left += part
