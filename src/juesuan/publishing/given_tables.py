"""Performance tables (绩效自评表) that were given filled, printed as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.narrative import BookletTable, TableCell
from juesuan.publishing.texts import form_text
from juesuan.reading import GridText, Reading
from juesuan.reading.recognise.tables import Table, department_of, money_of, printed_number
from juesuan.resources import load
from juesuan.text import plain

__all__ = ["given_tables"]

_NEAR = 4
"""Lines above a table among which its title stands."""
_SHORT, _NARROW = 12, 6
"""Characters of a text that stands in the middle of its cell; columns of an upright page."""

Rows = list[list[GridText | None]]


def given_tables(reading: Reading) -> list[BookletTable]:
    """The tables of a reading that are no forms and say that they evaluate performance."""
    return [_table(table, title) for table in reading.others if (title := _title(table))]


def _words(key: str) -> tuple[str, ...]:
    return tuple(load("publishing.toml")["forms"][key])


def _title(table: Table) -> str:
    """The title of a performance table; empty for another table."""
    for text in (*table.texts(1), *reversed(table.before[-_NEAR:])):
        said = plain(text)
        named = any(word in said for word in _words("performance"))
        if named and said.endswith(_words("performance_ends")):
            return text.strip()
    return ""


def _table(table: Table, title: str) -> BookletTable:
    rows: Rows = [list(row) for row in table.rows[_above(table, title) :]]
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row += [None] * (width - len(row))
    number = printed_number([plain(text) for text in table.near])[0]
    unit = money_of(table)
    department = next(filter(None, map(department_of, table.near)), "")
    return BookletTable(
        number=_line("number", number=number),
        title=title,
        rows=tuple(tuple(cells) for cells in _cells(rows)),
        widths=tuple(_widths(rows)),
        department_line=_line("department", department=department),
        unit_line=_line("money_unit", unit=unit),
        landscape=width > _NARROW,
    )


def _line(key: str, **said: str) -> str:
    """A line above a table; empty where nothing is to be said in it."""
    return form_text(key).format(**said) if all(said.values()) else ""


def _above(table: Table, title: str) -> int:
    """Rows above the table proper that workbooks hold in the sheet: title, number, department
    and unit."""
    if not table.rows or title not in table.texts(1):
        return 0
    lines = [[cell.text for cell in row if cell and cell.text.strip()] for row in table.rows]
    for n, texts in enumerate(lines[1:_NEAR], 1):
        said = [plain(text) for text in texts]
        around = all(
            department_of(text)
            or printed_number([s])[0]
            or s in _words("alone")
            or any(word in s for word in _words("above"))
            for text, s in zip(texts, said, strict=True)
        )
        if not around:
            return n
    return min(_NEAR, len(lines))


def _cells(rows: Rows) -> Iterator[list[TableCell]]:
    """The cells by row, each over the empty places beside and below that belong to it. In a row of
    more covered places than cells (总分 over all columns but the last) these are the row's own."""
    taken = [[cell is not None for cell in row] for row in rows]
    for y, row in enumerate(rows):
        line = []
        for x, cell in enumerate(row):
            if cell is None and taken[y][x]:
                continue
            columns = 1
            while x + columns < len(row) and not taken[y][x + columns]:
                columns += 1
            down = 1
            while y + down < len(rows) and not any(taken[y + down][x : x + columns]):
                if x > _begins(rows[y + down]) and _spread(rows[y + down]):
                    break
                down += 1
            for below in taken[y : y + down]:
                below[x : x + columns] = [True] * columns
            text = cell.text.strip() if cell else ""
            short = len(text) < _SHORT
            line.append(TableCell(text, down, columns, "center" if short else "left"))
        yield line


def _begins(row: Sequence[GridText | None]) -> int:
    """The first place of a row that no cell from above covers."""
    return next((n for n, cell in enumerate(row) if cell is not None), len(row))


def _spread(row: Sequence[GridText | None]) -> bool:
    """Whether a row has, from its first cell on, no fewer covered places than cells."""
    own = row[_begins(row) :]
    return 2 * own.count(None) >= len(own)


def _widths(rows: Rows) -> Iterator[float]:
    """Shares of the page by the longest text that stands in one column alone."""
    for x in range(len(rows[0])):
        texts = [len(cell.text.strip()) for row in rows if (cell := row[x]) is not None]
        yield float(min(max(texts, default=4), 16) + 4)
