"""Figures beside a column that nobody knows: certain where their own words and the sums say what
they are, doubted where that column may say something else of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juesuan.forms import Identity
from juesuan.lexicon import CellMeaning
from juesuan.reading.decide.realigning import CrossChecks, hundredths, values_of, verdict
from juesuan.reading.document import GridText
from juesuan.reading.place import Way
from juesuan.reading.recognise.meanings import meaning_of
from juesuan.reading.recognise.tables import ExtraColumn, Table
from juesuan.reading.way import figure_of

__all__ = ["extra_may_be_meant"]

_MANY = 10
"""One of so many sums may be broken: printed wrong, it says nothing of the columns."""


def extra_may_be_meant(no: str, table: Table, way: Way, ledger: CrossChecks, year: int) -> bool:
    """Whether a column that was set aside may belong to what the others are read as: their sums
    come out only with it, or do not come out at all; or it has no head of its own, and the sums do
    not vouch for every column."""
    extra = [column for column in table.extra if any(map(_value, column.cells))]
    if not extra:
        return False
    sums = [i for i in ledger.of_form(no) if i.kind != "part" and _of_one_row(i, no)]
    told = [(identity, verdict(identity, ledger.values)) for identity in sums]
    held = [identity for identity, said in told if said > 0]
    broken = [identity for identity, said in told if said < 0]
    rows = _rows(table, way)
    if any(_mended(identity, extra, rows, ledger) for identity in broken):
        return True
    if broken and _MANY * len(broken) > len(held):
        return True
    if not all(column.alone for column in extra):
        return not held or not _vouched(no, way, held)
    return not held and _completes(table, extra, year)


def _of_one_row(identity: Identity, no: str) -> bool:
    (_, first), *rest = identity.terms
    return first.form == no and all((k.form, k.row) == (no, first.row) for _, k in rest)


def _rows(table: Table, way: Way) -> Mapping[str, int]:
    """The row of the table that each row of the form is printed in."""
    at = {id(cell): n for n, row in enumerate(table.rows) for cell in row if cell is not None}
    return {c.row: at[id(c.source)] for c in way.cells if id(c.source) in at}


def _value(cell: GridText | None) -> int:
    """A cell's figure in hundredths; 0 where there is none."""
    figure = figure_of(cell.text) if cell is not None else None
    return hundredths(figure.value) if figure is not None and figure.is_number else 0


def _mended(
    identity: Identity,
    extra: Sequence[ExtraColumn],
    rows: Mapping[str, int],
    ledger: CrossChecks,
) -> bool:
    """Whether a broken sum comes out with what a column set aside prints in its row."""
    row = rows.get(identity.terms[0][1].row)
    rest = abs(sum(c * ledger.values.get(key, 0) for c, key in identity.terms))
    added = [abs(_value(column.cells[row])) for column in extra] if row is not None else []
    near = len(identity.terms) + 1
    return any(value and 2 * abs(rest - value) < near for value in (*added, sum(added)))


def _vouched(no: str, way: Way, held: Sequence[Identity]) -> bool:
    """Whether every column with figures takes part in a sum that comes out."""
    used = {key.column for key, value in values_of(no, way).items() if value}
    return used <= {key.column for identity in held for _, key in identity.terms}


def _completes(table: Table, extra: Sequence[ExtraColumn], year: int) -> bool:
    """Whether columns that stand side by side make up one that holds them all with those set
    aside, and not without, in every row that has a figure in these."""
    lines = list(_lines(table, extra))
    heads = meaning_of(table, year).heads
    return any(
        all(known[whole] and any(known[a:b]) for known, _ in lines)
        and all(
            2 * abs(known[whole] - sum(known[a:b]) - added) <= b - a + 1 for known, added in lines
        )
        for whole in heads
        for a in heads
        for b in range(a + 1, max(heads) + 2)
        if not a <= whole < b and all(_holds(heads, whole, part) for part in range(a, b))
    )


def _holds(heads: Mapping[int, CellMeaning], whole: int, part: int) -> bool:
    """Whether what the head of a column says holds what another's does."""
    one, other = heads[whole].selection, heads[part].selection if part in heads else None
    if one is None or other is None or len(one.terms) != 1 or len(other.terms) != 1:
        return False
    (_, all_of), (_, some) = one.terms[0], other.terms[0]
    return all(
        (some.get(name) or frozenset()) <= nodes and some.get(name) for name, nodes in all_of.parts
    )


def _lines(table: Table, extra: Sequence[ExtraColumn]) -> Iterator[tuple[Sequence[int], int]]:
    """The figures of each row that has one in a column set aside, and the sum of these."""
    width = max(map(len, table.rows), default=0)
    for number, row in enumerate(table.rows):
        if added := sum(_value(column.cells[number]) for column in extra):
            yield [*map(_value, row), *[0] * (width - len(row))], added
