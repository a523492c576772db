"""What is broken in the tables of a document, and the single figure that would mend it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from juesuan.checks.accounting.performance import performance_cells
from juesuan.checks.arithmetic.alone import lone_breaks
from juesuan.checks.arithmetic.relations import Break, Place, broken
from juesuan.checks.arithmetic.stated import stated_sums
from juesuan.checks.arithmetic.tables import FigureTable, TableWords, figure_tables
from juesuan.checks.causes.explaining import explained
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.tables.lists import lists
from juesuan.forms import CellKey
from juesuan.keeping import compiled
from juesuan.reading import GridText, Reading, Spot

__all__ = ["BrokenSum", "broken_sums"]

_NUMBER = compiled(r"\d[\d,]*(?:\.\d+)?")


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
    cells, listed = subject.once(performance_cells), subject.once(_listed)
    for one in subject.once(_sums):
        spots = cells.keys() & one.table.spots
        if spots <= listed:
            breaks = [each for each in one.breaks if not spots & _spots(one.table, each)]
            sums = _Sums(one.table, breaks, one.held)
            found += _together(sums, subject.once(_summed))
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
    elsewhere = _numbers_said(subject.reading)
    return [_sums_of(table, elsewhere) for table in tables]


def _sums_of(table: FigureTable, elsewhere: Container[str]) -> _Sums:
    breaks, held = broken(table)
    told = {one.terms[0][0] for one in breaks}
    return _Sums(table, [*breaks, *lone_breaks(table, held, told, elsewhere)], held)


def _numbers_said(reading: Reading) -> frozenset[str]:
    """The numbers that the text beside the tables prints."""
    texts = (part.text for document in reading.documents for part in document.paragraphs)
    return frozenset(
        found[0].replace(",", "") for text in texts for found in _NUMBER.finditer(text)
    )


def _summed(subject: Subject) -> frozenset[Spot]:
    """Where the totals stand that identities of forms add up in their column."""
    system = subject.once(explained).system
    totals: set[CellKey] = set()
    for constraint in system.each:
        if not constraint.terms or constraint.identity.kind == "part":
            continue  # nothing says that there are no other parts
        (_, whole), *parts = constraint.terms
        key = system.keys[whole]
        columns = {(system.keys[n].form, system.keys[n].column) for _, n in parts}
        if len(parts) > 1 and columns == {(key.form, key.column)}:
            totals.add(key)
    observed = subject.reading.observations if subject.reading else ()
    return frozenset(
        one.evidence for one in observed if CellKey(one.form, one.row, one.column) in totals
    )


def _listed(subject: Subject) -> frozenset[Spot]:
    """Where the figures of lists of projects stand that other rules hold to one another."""
    rows = (row for one in subject.once(lists) for row in one.rows)
    values = (v for r in rows for v in (r.initial, r.full, r.executed, r.rate, r.score))
    return frozenset(value.spot for value in values if value)


def _spots(table: FigureTable, one: Break) -> frozenset[Spot]:
    cells = (table.cell(*place) for place in one.places)
    return frozenset(cell.spot for cell in cells if cell)


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
        mending = [one.wrong for one in group if one.wrong in mending] or mending
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
    text = table.text_of(table.values[row][column] + moved)
    cell = table.cell(row, column)
    like = cell.text if cell else ""
    if "." not in like and not text.partition(".")[2].strip("0"):
        text = text.partition(".")[0]
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if "," in like else text
