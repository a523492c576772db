"""Columns whose figures stand a line too high or too low: told by the identities, and doubted.

Such a column has just as many figures as it should, each beside its row. Where moving all of
them by one line mends identities and breaks none, nobody knows which of the two is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from juesuan.forms import CellKey, Sheet
from juesuan.reading.placing import Way
from juesuan.reading.realigning import CrossChecks, values_of, verdict
from juesuan.reading.tables import Table

__all__ = ["doubt_slipped"]

_DOUBT = 0.5
_FEWEST = 2
"""Figures that a column must have: fewer fit too many places by chance."""


def doubt_slipped(sheet: Sheet, table: Table, way: Way, ledger: CrossChecks) -> None:
    """Lower the certainty of all rows with figures in a printed column that fits better a line
    away."""
    rows: dict[str, list[str]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.key.column, []).append(cell.key.row)
    for column, held in _printed_columns(table, way):
        if len(held) >= _FEWEST and any(
            _better(sheet.form.no, held, moved, column, ledger)
            for moved in _moved(held, rows.get(column, []))
        ):
            way.doubts.update(dict.fromkeys(held, _DOUBT))


def _printed_columns(table: Table, way: Way) -> Iterator[tuple[str, Mapping[str, int]]]:
    """The figures other than zero in each column of the printed table, by row, and what column
    of the form it is; a form in blocks prints one column several times."""
    at = {id(cell): x for row in table.rows for x, cell in enumerate(row) if cell is not None}
    values = values_of("", way)
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for cell in way.cells:
        value = values.get(CellKey("", cell.row, cell.column))
        if value and id(cell.source) in at:
            found[at[id(cell.source)], cell.column][cell.row] = value
    for (_, column), held in found.items():
        yield column, held


def _moved(held: Mapping[str, int], printed: Sequence[str]) -> Iterator[Mapping[str, int]]:
    """The figures of a column, all in the row above or all in the row below."""
    for by in (-1, 1):
        yield {
            printed[place + by]: held[row]
            for place, row in enumerate(printed)
            if row in held and 0 <= place + by < len(printed)
        }


def _better(
    no: str, held: Mapping[str, int], moved: Mapping[str, int], column: str, ledger: CrossChecks
) -> bool:
    """Whether the moved figures satisfy more identities than those that stand there, and break
    fewer."""
    touched = [
        identity
        for identity in ledger.of_form(no)
        if any(key.form == no and key.column == column for _, key in identity.terms)
    ]
    mine, theirs = _placed(no, column, held), _placed(no, column, moved)
    keys = {key for identity in touched for _, key in identity.terms}
    others = {key: ledger.values[key] for key in keys if key in ledger.values}
    for key in mine:
        others.pop(key, None)
    here, there = {**others, **mine}, {**others, **theirs}
    now = Counter(verdict(identity, here) for identity in touched)
    if not now[-1]:
        return False
    then = Counter(verdict(identity, there) for identity in touched)
    return now[-1] > then[-1] and then[1] > now[1]


def _placed(no: str, column: str, said: Mapping[str, int]) -> Mapping[CellKey, int]:
    return {CellKey(no, row, column): value for row, value in said.items()}
