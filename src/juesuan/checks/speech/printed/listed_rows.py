"""Tables that list things row by row, with heads over their columns or without (表中逐行所列)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.model import Where
from juesuan.checks.speech.printed.around import lines_around
from juesuan.checks.speech.printed.listed import (
    ListedColumn,
    ListedTable,
    PrintedValue,
    head_of,
    is_name,
    listed_words,
    names_part,
    value_of,
)
from juesuan.checks.speech.sentences.amounts import cents_in
from juesuan.checks.subject import Subject
from juesuan.facts import YUAN
from juesuan.reading import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table, money_of
from juesuan.text import fold, unspaced

__all__ = ["listed_in_rows"]

_HEAD = 4
"""Rows in which the heads of a table's columns may stand."""
_WIDEST_BARE = 4
"""Columns at most of a table without heads."""
_PERCENT = "%"
_MARK = "#"
"""Put behind a year, so that the word for it behind can be taken out."""
_MONEY = "money"
_CENTS = 2
"""Digits behind the point of an amount."""
_Row = tuple[str, Sequence[GridText | None]]
"""A row by its name."""


def listed_in_rows(subject: Subject) -> Iterator[ListedTable]:
    """Such tables of a document, forms first."""
    reading = subject.reading
    if reading is None:
        return
    default = subject.disclosure.money.zh
    year = subject.disclosure.year
    years = {str(year): listed_words().this_year, str(year - 1): listed_words().last_year}
    for form in reading.forms:
        found = _listed(_with_extra(form.table), default, years)
        yield from (replace(one, form=True) for one in found)
    for table in reading.others:
        yield from _listed(table, default, years)


def _with_extra(table: Table) -> Table:
    """A form's table with the columns that are set aside in their places again."""
    if not table.extra:
        return table
    rows = [list(row) for row in table.rows]
    for column in sorted(table.extra, key=lambda one: one.place):
        head = GridText(column.head, table.spot)
        for number, (row, cell) in enumerate(zip(rows, column.cells, strict=True)):
            row.insert(column.place, cell if cell or number else head)
    return replace(table, rows=[tuple(row) for row in rows])


def _listed(table: Table, default: str, years: Mapping[str, str]) -> Iterator[ListedTable]:
    rows = table.rows
    width = max(map(len, rows), default=0)
    begin = next((n for n, row in enumerate(rows[: _HEAD + 1]) if _has_numbers(row)), 0)
    heads = [_head(table, n, begin, years) for n in range(width)]
    named = [n for n, head in enumerate(heads) if listed_words().names.search(head)]
    body = [row for row in rows[begin:] if len(row) == width]
    named = named or _named_columns(body, width)
    if not named or len(body) < len(rows) - begin or (not begin and width > _WIDEST_BARE):
        return
    called: list[_Row] = [(unspaced(fold(_text(row, named[0]))), row) for row in body]
    called = [(name if is_name(name) else _first(row), row) for name, row in called]
    called = [(name, row) for name, row in called if not listed_words().skipped.search(name)]
    totals = [(name, row) for name, row in called if listed_words().total.search(name)]
    called = [(name, row) for name, row in called if (name, row) not in totals]
    names = tuple(name for name, _ in called)
    if len(names) < 2 or len(set(names)) < len(names) or not all(map(is_name, names)):
        return
    title = unspaced("".join(table.before[-2:]))
    unit = money_of(table) or default
    others = [
        n for n in range(width) if n != named[0] and not listed_words().ordinal.search(heads[n])
    ]
    read = (_column(heads[n], _cells(called, n), _cells(totals, n), unit, title) for n in others)
    texts = (tuple(unspaced(fold(_text(row, n))) for _, row in called) for n in others)
    yield ListedTable(
        title=title,
        things=heads[named[0]],
        names=names,
        columns=tuple(column for column in read if column is not None),
        whole=bool(totals),
        flat=not any(map(names_part, names)) and not any(map(listed_words().coded.search, heads)),
        words=tuple(column for column in texts if all(map(is_name, column))),
        beside=lines_around(table),
    )


def _head(table: Table, column: int, rows: int, years: Mapping[str, str]) -> str:
    head = head_of(table, column, rows)
    for year, meant in years.items():
        if year in head:
            head = listed_words().year.sub("", head.replace(year, meant + _MARK))
    return head


def _cells(rows: Sequence[_Row], column: int) -> Sequence[tuple[str, GridText | None]]:
    return [(name, row[column]) for name, row in rows]


def _named_columns(rows: Sequence[Sequence[GridText | None]], width: int) -> list[int]:
    """The first column of words, where no head says that it is of names."""
    found = [n for n in range(width) if any(is_name(_text(row, n)) for row in rows)][:1]
    sure = bool(found) and all(is_name(_text(row, found[0])) for row in rows)
    return found if sure else []


def _text(row: Sequence[GridText | None], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.text if cell else ""


def _first(row: Sequence[GridText | None]) -> str:
    return next((unspaced(cell.text) for cell in row if cell and cell.text.strip()), "")


def _has_numbers(row: Sequence[GridText | None]) -> bool:
    return any(cell and value_of(cell.text) is not None for cell in row)


def _column(
    head: str,
    cells: Sequence[tuple[str, GridText | None]],
    totals: Sequence[tuple[str, GridText | None]],
    money: str,
    title: str,
) -> ListedColumn | None:
    read = [(name, cell, value_of(cell.text) if cell else None) for name, cell in cells]
    if not any(value is not None for *_, value in read):
        return None
    if any(v is None and c and read_figure(c.text).kind == "text" for _, c, v in read):
        return None
    unit, shown = _unit(head, [cell.text for _, cell in cells if cell], money, title)
    inside = _inside(head)
    factor = cents_in(inside if inside.endswith(YUAN.zh) else money) if unit == _MONEY else 1

    def printed(name: str, cell: GridText | None) -> PrintedValue | None:
        value = value_of(cell.text) if cell else None
        if value is None or cell is None:
            return None
        text = cell.text.strip()
        where = Where(spot=cell.spot, item=name, printed=text)
        places = len(text.rstrip(_PERCENT).partition(".")[2])
        half = Fraction(factor, 2 * 10**places) if places else Fraction(0)
        return PrintedValue(
            name=name, value=value * factor, text=text + shown, where=where, half=half
        )

    values = tuple(printed(name, cell) for name, cell in cells)
    sums = [value for name, cell in totals if (value := printed(name, cell))]
    return ListedColumn(head, unit, values, sums[0] if len(sums) == 1 else None)


def _inside(head: str) -> str:
    return head.partition("（")[2].partition("）")[0]


def _unit(head: str, texts: Sequence[str], money: str, title: str) -> tuple[str, str]:
    """What a column counts in, and what is shown behind its numbers: by its head, by its cells; of
    one without a head by the line above the table."""
    inside = _inside(head)
    if any(_PERCENT in fold(text) for text in texts):
        return _PERCENT, ""
    if inside == _PERCENT or _PERCENT in head:
        return _PERCENT, _PERCENT
    measures = listed_words().measures
    meant = next((m.unit for m in measures if m.head.search(head)), "")
    if not head:
        meant = next((m.unit for m in measures if m.unit != _MONEY and m.head.search(title)), "")
        printed = any(listed_words().printed.finds_in(line) for line in (title,))
        inside = money if printed and not meant else ""
    cents = any(len(text.strip().partition(".")[2]) == _CENTS for text in texts)
    amounts = inside.endswith(YUAN.zh) or (cents and not inside)
    unit = meant or (_MONEY if amounts else inside)
    return unit, money if unit == _MONEY else unit
