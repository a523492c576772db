"""Figures that stand a line or a column away from where they belong: they are doubted.

A column that slipped by a line has just as many figures as it should, each beside its row. Where
moving all of them by one line mends identities and breaks none, nobody knows which of the two is
right. Rows that reach beyond the head of their table have a cell too many somewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from juesuan.forms import CellKey, Sheet
from juesuan.keeping import compiled
from juesuan.reading.decide.realigning import CrossChecks, values_of, verdict
from juesuan.reading.document import GridText
from juesuan.reading.place import Way
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import figure_of
from juesuan.reading.words import words

__all__ = [
    "doubt_astray",
    "doubt_hanging_below",
    "doubt_overhanging",
    "doubt_short",
    "doubt_slipped",
    "doubt_two_in_one",
]

_AMOUNT = compiled(r"\d[.．]\d\d")
_TWO = compiled(r"(?:\d+|[\d,]+\.\d\d)\s*\n\s*(?:\d+|[\d,]+\.\d\d)")

_FEWEST = 2
"""Figures that a column must have: fewer fit too many places by chance."""
_MANY = 4
"""So many do not mend an identity by chance, even if they leave another without its total."""


def doubt_slipped(sheet: Sheet, table: Table, way: Way, ledger: CrossChecks) -> None:
    """Lower the certainty of all rows with figures in a printed column that fits better a line
    away."""
    rows: dict[str, list[str]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.key.column, []).append(cell.key.row)
    for column, held, printed in _printed_columns(table, way):
        if len(held) >= _FEWEST and any(
            _better(sheet.form.no, held, moved, edge, column, ledger)
            for moved, edge in _moved(held, rows.get(column, []))
        ):
            way.doubt(printed)


def doubt_astray(no: str, table: Table, way: Way, ledger: CrossChecks) -> None:
    """Lower the certainty of rows whose figures were placed a cell away from where those of most
    rows were, where sums that they take part in do not come out."""
    at = {id(cell): x for row in table.rows for x, cell in enumerate(row) if cell is not None}
    starts = {
        number: Counter(
            at[id(cell)] - position
            for position, cell in zip(line.at, line.cells, strict=True)
            if cell is not None and id(cell) in at and figure_of(cell.text).is_number
        )
        for number, line in enumerate(way.lines)
    }
    usual = Counter(place for counted in starts.values() for place in counted)
    if not usual:
        return
    ((place, _),) = usual.most_common(1)
    for number, line in enumerate(way.lines):
        if starts[number] and place not in starts[number]:
            touching = ledger.of_row(no, line.key)
            if any(verdict(identity, ledger.values) < 0 for identity in touching):
                way.doubt([line.key])


def doubt_overhanging(table: Table, way: Way) -> None:
    """Lower the certainty of rows that have more cells than the head above them."""
    first = next((n for n, row in enumerate(table.rows) if _has_amount(row)), 0)
    reach = max(map(len, table.rows[:first]), default=0)
    long = {id(cell) for row in table.rows[first:] if len(row) > reach for cell in row if cell}
    if reach:
        for cell in way.cells:
            if id(cell.source) in long:
                way.doubt([cell.row])


def doubt_short(no: str, table: Table, way: Way, ledger: CrossChecks) -> None:
    """Lower the certainty of a form's only row of figures where it has fewer cells than the head
    above it, and sums come out as well with a blank cell before some of its figures: nobody knows
    where the cell was lost."""
    first = next((n for n, row in enumerate(table.rows) if _has_amount(row)), 0)
    reach = max(map(len, table.rows[:first]), default=0)
    lines = [line for line in way.lines if _has_amount(line.cells)]
    if len(lines) != 1 or not reach or len(table.rows[first]) >= reach:
        return
    (line,) = lines
    held = {
        at: value
        for at, column in enumerate(line.columns)
        if (value := ledger.values.get(CellKey(no, line.key, column)))
    }
    own = {CellKey(no, line.key, column) for column in line.columns}
    others = {key: value for key, value in ledger.values.items() if key not in own}
    touched = ledger.of_row(no, line.key)

    def broken(places: Mapping[int, int]) -> int:
        said = {CellKey(no, line.key, line.columns[at]): v for at, v in places.items()}
        return sum(verdict(identity, {**others, **said}) < 0 for identity in touched)

    if held and max(held) + 1 < len(line.columns):
        here = broken(held)
        moved = ({at + (at >= place): v for at, v in held.items()} for place in held)
        if any(broken(places) <= here for places in moved):
            way.doubt([line.key])


def doubt_hanging_below(table: Table, way: Way) -> None:
    """Lower the certainty of all figures of a printed column that goes on below the rows, in a line
    of nothing but figures without a name or number, none of which was placed; or in which the words
    of its head stand for a figure. The column slipped."""
    placed = {id(cell.source): cell.row for cell in way.cells}
    rows = [[(n, c) for n, c in enumerate(row) if c and c.text.strip()] for row in table.rows]
    below = next((row for row in reversed(rows) if row), [])
    hanging = not any(id(c) in placed or not _AMOUNT.search(c.text) for _, c in below)
    columns = {place for place, _ in below} if hanging else set()
    worded = {id(cell) for key, cell in way.odd if key == "not_a_figure"}
    heads: set[tuple[int, str]] = set()
    for place, cell in (one for row in rows for one in row):
        said = place, cell.text.strip()
        columns |= {place} if id(cell) in worded and said in heads else set()
        heads.add(said)
    for row in rows if columns else ():
        for place, cell in row:
            if place in columns and id(cell) in placed:
                way.doubt([placed[id(cell)]])


def doubt_two_in_one(table: Table, way: Way) -> None:
    """Lower the certainty of rows in which another cell prints two numbers, one below the other:
    two rows are printed as one, and nobody knows which of them a single figure is of. So of rows
    whose number may stand before a figure in one cell (54 171.00)."""
    double = {
        id(cell)
        for row in table.rows
        if any(cell is not None and _two_in_one(cell.text.strip()) for cell in row)
        for cell in row
        if cell
    }
    for cell in way.cells:
        first, *rest = cell.source.text.split() or [""]
        if id(cell.source) in double or (rest and first == cell.row):
            way.doubt([cell.row])


def _two_in_one(text: str) -> bool:
    """Whether a cell prints two numbers, or a total's name and another's, one below the other."""
    lines = text.splitlines()
    total = words().around.total
    return bool(_TWO.fullmatch(text)) or (len(lines) > 1 and lines[0].strip() == total)


def _has_amount(row: Sequence[GridText | None]) -> bool:
    return any(cell is not None and _AMOUNT.search(cell.text) for cell in row)


def _printed_columns(
    table: Table, way: Way
) -> Iterator[tuple[str, Mapping[str, int], Sequence[str]]]:
    """The figures other than zero in each column of the printed table, by row, what column of
    the form it is, and the rows of all its figures; a form in blocks prints one column several
    times."""
    at = {id(cell): x for row in table.rows for x, cell in enumerate(row) if cell is not None}
    values = values_of("", way)
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    printed: dict[tuple[int, str], list[str]] = defaultdict(list)
    for cell in way.cells:
        value = values.get(CellKey("", cell.row, cell.column))
        if value is not None and id(cell.source) in at:
            place = at[id(cell.source)], cell.column
            printed[place].append(cell.row)
            if value:
                found[place][cell.row] = value
    for place, held in found.items():
        yield place[1], held, printed[place]


def _moved(
    held: Mapping[str, int], printed: Sequence[str]
) -> Iterator[tuple[Mapping[str, int], Sequence[str]]]:
    """The figures of a column, all in the row above or all in the row below, and the row at the
    end, whose own figure would then stand outside the table."""
    for by, edge in ((-1, printed[-1:]), (1, printed[:1])):
        moved = {
            printed[place + by]: held[row]
            for place, row in enumerate(printed)
            if row in held and 0 <= place + by < len(printed)
        }
        yield moved, edge


def _better(
    no: str,
    held: Mapping[str, int],
    moved: Mapping[str, int],
    edge: Sequence[str],
    column: str,
    ledger: CrossChecks,
) -> bool:
    """Whether the moved figures mend identities that those standing there break, and break none
    that hold."""
    ends = {CellKey(no, row, column) for row in edge}
    touched = [
        identity
        for identity in ledger.of_column(no, column)
        if ends.isdisjoint(key for _, key in identity.terms)
    ]
    mine, theirs = _placed(no, column, held), _placed(no, column, moved)
    if sum(mine.get(key) != theirs.get(key) for key in {*mine, *theirs} - ends) < 2:
        return False  # one figure among equal ones: it is printed wrong, nothing has moved
    keys = {key for identity in touched for _, key in identity.terms}
    others = {key: ledger.values[key] for key in keys if key in ledger.values}
    for key in mine:
        others.pop(key, None)
    here, there = {**others, **mine}, {**others, **theirs}
    changed = Counter((verdict(identity, here), verdict(identity, there)) for identity in touched)
    mended, broken = changed[-1, 1], changed[1, -1] + changed[1, 0]
    untold = changed[0, -1]  # what is now broken lacks a figure that slipped out of the table
    return mended > 0 and not broken and (mended > untold or len(held) >= _MANY)


def _placed(no: str, column: str, said: Mapping[str, int]) -> Mapping[CellKey, int]:
    return {CellKey(no, row, column): value for row, value in said.items()}
