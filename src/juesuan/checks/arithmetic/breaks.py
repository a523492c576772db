"""What is broken in the tables of a document, and the single figure that would mend it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from juesuan.checks.accounting.performance import performance_cells
from juesuan.checks.arithmetic.relations import Break, Place, broken
from juesuan.checks.arithmetic.stated import stated_sums
from juesuan.checks.arithmetic.tables import FigureTable, TableWords, figure_tables
from juesuan.checks.causes.explaining import explained
from juesuan.checks.subject import Subject, of_the_text
from juesuan.forms import CellKey
from juesuan.reading import GridText, Spot

__all__ = ["BrokenSum", "broken_sums"]


class BrokenSum(Struct, frozen=True, eq=False):
    """Sums of a table that do not come out. ``wrong`` is the one figure whose change to ``right``
    mends them all and breaks none, if there is one only; else ``right`` is what the total of the
    first sum should be."""

    table: FigureTable
    breaks: Sequence[Break]
    wrong: Place | None
    right: str

    def printed(self, place: Place) -> bool:
        """Whether a number stands at a place."""
        row, column = place
        return self.table.printed[row][column]

    def cell(self, place: Place) -> GridText:
        """The cell at a place with a number."""
        cell = self.table.cell(*place)
        assert cell is not None
        return cell

    def text(self, place: Place) -> str:
        """What a place prints; a blank is nothing."""
        return self.cell(place).text.strip() if self.printed(place) else "0"

    def label(self, place: Place, along: str) -> str:
        """The words that tell a place from the others of its row, or of its column."""
        row, column = place
        return self.table.heads[column] if along == "row" else self.table.labels[row]

    def name(self, place: Place) -> str:
        """The words of a place: those of its row, then those above its column."""
        row, column = place
        return "·".join(filter(None, (self.table.labels[row], self.table.heads[column])))


def broken_sums(subject: Subject) -> Sequence[BrokenSum]:
    """The broken sums of all tables but self-evaluations, and forms that were not surely read."""
    found: list[BrokenSum] = []
    for one in subject.once(_sums):
        if not _is_evaluation(subject, one.table):
            found += _together(one, subject.once(_summed))
    return found


class _Sums(Struct, frozen=True, eq=False):
    """The sums that a table keeps elsewhere and breaks, and the places that some sum holds."""

    table: FigureTable
    breaks: Sequence[Break]
    held: Container[Place]


@of_the_text
def _sums(subject: Subject) -> Sequence[_Sums]:
    """Those of all tables but forms that were not surely read, as they are printed."""
    if subject.reading is None:
        return ()
    doubtful = {
        id(cell)
        for form in subject.reading.forms
        for row in form.table.rows
        for cell in row
        if cell and form.certainty < 1
    }
    tables = figure_tables(subject.reading, doubtful, TableWords.of("K113"))
    return [_Sums(table, *broken(table)) for table in tables]


def _summed(subject: Subject) -> frozenset[Spot]:
    """Where the totals stand that identities of forms add up in their column."""
    system = subject.once(explained).system
    totals: set[CellKey] = set()
    for constraint in system.each:
        if not constraint.terms:
            continue
        (_, whole), *parts = constraint.terms
        key = system.keys[whole]
        columns = {(system.keys[n].form, system.keys[n].column) for _, n in parts}
        if len(parts) > 1 and columns == {(key.form, key.column)}:
            totals.add(key)
    observed = subject.reading.observations if subject.reading else ()
    return frozenset(
        one.evidence for one in observed if CellKey(one.form, one.row, one.column) in totals
    )


def _is_evaluation(subject: Subject, table: FigureTable) -> bool:
    cells = subject.once(performance_cells)
    return any(cell.spot in cells for row in table.rows for cell in row if cell)


def _together(sums: _Sums, summed: frozenset[Spot]) -> Iterator[BrokenSum]:
    """The breaks of a table, those that share a figure as one; not those of totals that a form's
    identities add up."""
    table, held = sums.table, sums.held
    known = {one.places for one in sums.breaks}
    stated = [one for one in stated_sums(table) if one.places not in known]
    every = [*sums.breaks, *stated]
    breaks = [one for one in every if not _is_summed(table, one, summed)]
    while breaks:
        first, *rest = breaks
        group, places = [first], set(first.places)
        while more := [one for one in rest if places & one.places]:
            group += more
            places |= {place for one in more for place in one.places}
            rest = [one for one in rest if one not in more]
        breaks = rest
        mending = [p for p in sorted(places) if _mends(p, group) and p not in held]
        if len(mending) == 1:
            (wrong,) = mending
            yield BrokenSum(table, group, wrong, _printed(table, wrong, group[0]))
        else:
            yield BrokenSum(table, group, None, _printed(table, group[0].terms[0][0], group[0]))


def _is_summed(table: FigureTable, one: Break, summed: frozenset[Spot]) -> bool:
    total = table.cell(*one.terms[0][0])
    return one.along == "column" and total is not None and total.spot in summed


def _mends(place: Place, group: Sequence[Break]) -> bool:
    """Whether one other value of a figure makes all sums come out."""
    needed = {_moved(place, one) for one in group}
    return len(needed) == 1 and None not in needed


def _moved(place: Place, one: Break) -> int | None:
    sign = next((sign for where, sign in one.terms if where == place), 0)
    return -one.left * sign if sign else None


def _printed(table: FigureTable, place: Place, one: Break) -> str:
    """The value that a place must have, as the table prints its numbers."""
    moved = _moved(place, one) or 0
    row, column = place
    value = table.values[row][column] + moved
    whole, rest = divmod(abs(value), 10**table.places)
    text = f"{whole}.{rest:0{table.places}}" if table.places else f"{whole}"
    return f"-{text}" if value < 0 else text
