"""Rows and columns that slipped by a cell: moved where the identities put them.

A table is first read with its columns one after another. Where identities are broken, a blank
column is taken out or a gap put in, for all rows or for one, if more identities hold then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from msgspec.structs import replace

from juesuan.forms import CellKey, Identity
from juesuan.reading.place import Way
from juesuan.reading.way import PrintedRow, figure_of

__all__ = ["CrossChecks", "hundredths", "realign", "values_of", "verdict"]

Values = Mapping[CellKey, int]
_MAX_ROWS = 60
_ROUNDS = 3
_FEWEST = 2
"""Rows with figures that must agree on where columns belong: in a single one a lost figure breaks
its sums just as a slipped one does."""


def values_of(no: str, way: Way) -> dict[CellKey, int]:
    """A way's numbers in hundredths of the printed unit, which they are whole numbers of."""
    found: dict[CellKey, int] = {}
    for cell in way.cells:
        if cell.figure.is_number:
            key = CellKey(no, cell.row, cell.column)
            found.setdefault(key, hundredths(cell.figure.value))
    return found


@lru_cache(maxsize=20_000)
def hundredths(value: Decimal) -> int:
    """A printed figure in hundredths of its unit."""
    return int(value.scaleb(2).to_integral_value())


def verdict(identity: Identity, values: Values) -> int:
    """1 for an identity that says something and holds, -1 for a broken one, else 0.

    That a part is no larger than its whole says nothing here: money taken back breaks it.
    """
    if identity.kind == "part":
        return 0
    said, residual = False, 0
    for c, key in identity.terms:  # by far the most frequent loop of reading
        if value := values.get(key):
            said = True
            residual += c * value
    if not said:
        return 0
    return 1 if 2 * abs(residual) < len(identity.terms) else -1


class CrossChecks:
    """All identities of a disclosure, by the rows they touch, and the figures of other forms."""

    def __init__(self, identities: Sequence[Identity], values: Values) -> None:
        self.identities, self.values = identities, dict(values)

    @cached_property
    def _by_row(self) -> Mapping[tuple[str, ...], list[Identity]]:
        return self._touching(lambda key: (key.form, key.row))

    @cached_property
    def _by_form(self) -> Mapping[tuple[str, ...], list[Identity]]:
        return self._touching(lambda key: (key.form,))

    @cached_property
    def _by_column(self) -> Mapping[tuple[str, ...], list[Identity]]:
        return self._touching(lambda key: (key.form, key.column))

    def _touching(
        self, part: Callable[[CellKey], tuple[str, ...]]
    ) -> Mapping[tuple[str, ...], list[Identity]]:
        found: dict[tuple[str, ...], list[Identity]] = defaultdict(list)
        for identity in self.identities:
            for touched in {part(key) for _, key in identity.terms}:
                found[touched].append(identity)
        return found

    def of_row(self, no: str, row: str) -> Sequence[Identity]:
        """The identities that touch a row."""
        return self._by_row.get((no, row), ())

    def of_form(self, no: str) -> Sequence[Identity]:
        """The identities that touch a form."""
        return self._by_form.get((no,), ())

    def of_column(self, no: str, column: str) -> Sequence[Identity]:
        """The identities that touch a column."""
        return self._by_column.get((no, column), ())

    def tell(self, no: str, way: Way) -> None:
        """Take a way's figures for its form's."""
        kept = {key: value for key, value in self.values.items() if key.form != no}
        self.values = {**kept, **values_of(no, way)}

    def weigh(self, identities: Sequence[Identity], no: str, way: Way) -> tuple[int, int]:
        """How many identities hold and how many are broken if a form is read this way."""
        mine = values_of(no, way)
        both = {
            key: mine[key] if key.form == no else self.values[key]
            for identity in identities
            for _, key in identity.terms
            if (key in mine if key.form == no else key in self.values)
        }
        told = Counter(verdict(identity, both) for identity in identities)
        return told[1], told[-1]


def realign(no: str, way: Way, ledger: CrossChecks) -> Way:
    """The way with columns and rows moved where that mends broken identities.

    What stays open lowers the certainty of its rows (``doubts``).
    """
    if not way.lines:  # blocks of code and amount
        return way
    way = _rows(no, _columns(no, way, ledger), ledger)
    held, broken = ledger.weigh(ledger.of_form(no), no, way)
    if 2 * broken > held:  # hardly what is printed: no row is certain
        way.doubt(line.key for line in way.lines)
    return way


def _score(told: tuple[int, int], way: Way) -> int:
    held, broken = told
    return held - 3 * broken - len(way.odd)


def _columns(no: str, way: Way, ledger: CrossChecks) -> Way:
    """Take blank columns out, or put gaps in, for all lines of the same columns."""
    identities = ledger.of_form(no)
    for _ in range(_ROUNDS):
        told = ledger.weigh(identities, no, way)
        if not told[1] and not any(key == "outside_columns" for key, _ in way.odd):
            return _alike(no, way, ledger, _score(told, way)) if way.loose else way
        if not way.loose and all(_exact(line) for line in way.lines if line.at):
            return way  # every line has just as many cells as columns
        best, winners = _score(told, way), []
        for columns in dict.fromkeys(tuple(line.columns) for line in way.lines):
            for edited in _edits(way, lambda line, c=columns: tuple(line.columns) == c):  # type: ignore[misc]
                score = _score(ledger.weigh(identities, no, edited), edited)
                if score > best:
                    best, winners = score, [edited]
                elif score == best and winners:
                    winners.append(edited)
        if not winners:
            return way
        way = winners[0]
        if len(_different(winners)) > 1:
            way.doubt((line.key for line in way.lines), 1 / len(winners))
        elif len(filled := [line for line in way.lines if _printed(line)]) < _FEWEST:
            way.doubt(line.key for line in filled)
        ledger.tell(no, way)
    return way


def _alike(no: str, way: Way, ledger: CrossChecks, score: int) -> Way:
    """Lower the certainty of rows that have one cell too many (多出一格).

    One blank cell was left out to make a row fit. Where leaving out another blank one satisfies
    as many identities but moves figures to other columns, nothing tells which is right: of several
    such readings each gets its share of the certainty.
    """
    rivals = [
        edited
        for edited in _edits(way, lambda line: True)
        if _score(ledger.weigh(ledger.of_form(no), no, edited), edited) >= score
    ]
    way.doubt((line.key for line in way.lines), 1 / len(_different([way, *rivals])))
    return way


def _rows(no: str, way: Way, ledger: CrossChecks) -> Way:
    """Move the cells of single rows; doubt those that stay broken and look odd."""
    widths: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for line in way.lines:
        widths[tuple(line.columns)][_width(line)] += 1
    tried = 0
    for key in dict.fromkeys(line.key for line in way.lines):
        identities = ledger.of_row(no, key)
        told = ledger.weigh(identities, no, way)
        line = next(line for line in way.lines if line.key == key)
        outside = _outside(line)
        usual = widths[tuple(line.columns)].most_common(1)[0][0]
        odd = outside or _width(line) != usual
        if (odd or not _exact(line)) and told[1] and tried < _MAX_ROWS and _printed(line):
            tried += 1
            best, winners = _score(told, way), []
            for edited in _edits(way, lambda line, k=key: line.key == k):  # type: ignore[misc]
                score = _score(ledger.weigh(identities, no, edited), edited)
                if score > best:
                    best, winners = score, [edited]
                elif score == best and winners:
                    winners.append(edited)
            if winners:
                winners = _different(winners)
                way = winners[0]
                ledger.tell(no, way)
                told = ledger.weigh(identities, no, way)
                way.doubt([key], 1 / len(winners))
                if told[1]:
                    way.doubt([key])
                continue
        if odd and _printed(line) and (outside or told[1] or not told[0]):
            way.doubt([key])
    return way


def _width(line: PrintedRow) -> int:
    """How many cells of a line stand in its columns."""
    return sum(0 <= at < len(line.columns) for at in line.at)


def _exact(line: PrintedRow) -> bool:
    """Whether a line has just as many cells as columns."""
    return bool(line.at) and _width(line) == len(line.columns) == max(line.at) + 1


def _printed(line: PrintedRow) -> bool:
    return any(cell is not None and figure_of(cell.text).is_number for cell in line.cells)


def _outside(line: PrintedRow) -> bool:
    """Whether a figure of a line stands beside the columns."""
    return any(
        cell is not None and figure_of(cell.text).is_number and not 0 <= at < len(line.columns)
        for at, cell in zip(line.at, line.cells, strict=True)
    )


def _different(ways: Sequence[Way]) -> list[Way]:
    """Ways that place a figure differently, the first of each; dashes claim nothing."""
    found: dict[frozenset[tuple[str, str, str]], Way] = {}
    for way in ways:
        figures = (c for c in way.cells if c.figure.is_number)
        found.setdefault(frozenset((c.row, c.column, c.figure.text) for c in figures), way)
    return list(found.values())


def _edits(way: Way, wanted: Callable[[PrintedRow], bool]) -> Iterator[Way]:
    """The ways in which the wanted lines have moved by one from some column on."""
    chosen = [line for line in way.lines if wanted(line)]
    width = max((len(line.columns) for line in chosen), default=0)
    for column in range(-1, width):
        for by in (-1, 1):
            moved = [_moved(line, column, by) for line in chosen]
            if all(line is not None for line in moved):
                new = iter(moved)
                yield _with(way, [next(new) if wanted(line) else line for line in way.lines])


def _moved(line: PrintedRow, column: int, by: int) -> PrintedRow | None:
    """A line with its cells from a column on moved; ``None`` if a filled cell is in the way
    or one would leave the columns."""
    at: list[int] = []
    for old, cell in zip(line.at, line.cells, strict=True):
        new = old + by if (old >= column if by > 0 else old > column) else old
        filled = cell is not None and bool(cell.text.strip())
        inside = 0 <= old < len(line.columns)
        if by < 0 and old == column and inside:
            if filled:
                return None
            new = -1000
        if filled and inside and not 0 <= new < len(line.columns):
            return None
        at.append(new)
    return replace(line, at=at)


def _with(way: Way, lines: Sequence[PrintedRow | None]) -> Way:
    """A way that places its lines anew. What else was odd stays."""
    placed = {id(cell) for line in way.lines for cell in line.cells if cell is not None}
    new = Way(
        cells=[cell for cell in way.cells if id(cell.source) not in placed],
        codes=way.codes,
        odd=[(key, cell) for key, cell in way.odd if id(cell) not in placed],
        names=way.names,
        lines=[],
        doubts=dict(way.doubts),
        headed=way.headed,
        loose=way.loose,
    )
    for line in lines:
        if line is not None:
            new.place(line)
    return new
