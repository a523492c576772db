"""A department's published booklet against the sum of its units' booklets (汇总核对).

Cells are compared by what they mean, so units may print other forms than the department. Money
that one unit gave another (对附属单位补助 and 上级补助收入, 上缴上级 and 附属单位上缴收入) counts
once in the department and twice in the sum: a difference of just that amount names the giver and
the receiver, one of just a unit's own figure names that unit, any other stays untold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from juesuan.consolidating.errors import ConsolidationError
from juesuan.consolidating.transfers import PAIRS
from juesuan.facts import YUAN, Region, Selection
from juesuan.forms import CellKey, Disclosure
from juesuan.forms.cell_words import cell_words

__all__ = ["Moved", "SumDifference", "Summed", "named", "sum_of_units"]

Values = Mapping[Selection, int]


class Moved(Struct, frozen=True, kw_only=True):
    """Money that units gave to others of the department: ``nature`` is ``subsidy`` or ``remit``;
    ``paid`` and ``received`` are what the department's booklet leaves out of the units' sums, in
    cents."""

    nature: str
    payers: tuple[str, ...]
    receivers: tuple[str, ...]
    paid: int
    received: int


class SumDifference(Struct, frozen=True, kw_only=True):
    """A cell of the department that is not the sum of its units', in cents or as counted.

    ``units`` are the figures of each. ``cause`` is ``moved_within`` (``names`` gave and received),
    ``left_out`` (the department lacks just the figure of the units in ``names``) or ``untold``.
    """

    cell: CellKey
    row: str
    column: str
    money: bool
    printed: int
    units: tuple[tuple[str, int], ...]
    cause: str = "untold"
    names: tuple[str, ...] = ()

    @property
    def summed(self) -> int:
        """What the units have together."""
        return sum(value for _, value in self.units)

    @property
    def difference(self) -> int:
        """What the units have more than the department."""
        return self.summed - self.printed


class Summed(Struct, frozen=True, kw_only=True):
    """A department against its units: cells compared, those that differ by last digits of
    rounding only (``tails``), the other differences, and what moved between the units."""

    department: str
    units: tuple[str, ...]
    compared: int
    tails: int
    differences: tuple[SumDifference, ...]
    moved: tuple[Moved, ...]


def sum_of_units(department: str | Path, units: Sequence[str | Path]) -> Summed:
    """Compare a department's booklet with those of its units; each is a booklet in any format, a
    folder or a book. Raises ``ConsolidationError`` for different years (``unlike_years``), and what
    reading raises."""
    whole = _opened(department)
    parts = [_opened(unit) for unit in units]
    for place, part in zip(units, parts, strict=True):
        if part.year != whole.year:
            years = {"first": whole.year, "year": part.year}
            raise ConsolidationError("unlike_years", path=place, **years)
    names = named(units, parts)
    of_units = [_values(part) for part in parts]
    moved = tuple(_moved(_values(whole), of_units, names))
    rounded = [one.money.cents for one in (whole, *parts) if one.money != YUAN]
    told, compared, tails = [], 0, 0
    for one in _cells(whole, of_units, names):
        compared += 1
        if one.money and one.difference and 200 * abs(one.difference) < sum(rounded):
            tails += 1
        elif one.difference:
            told.append(_explained(one, moved))
    return Summed(
        department=whole.unit,
        units=names,
        compared=compared,
        tails=tails,
        differences=tuple(told),
        moved=moved,
    )


def _opened(path: str | Path) -> Disclosure:
    from juesuan.reporting import open_subject

    return open_subject(path).disclosure


def named(paths: Sequence[str | Path], parts: Sequence[Disclosure]) -> tuple[str, ...]:
    """The units' names, or their files' where a name is not printed or is printed twice."""
    said = Counter(part.unit for part in parts)
    return tuple(
        part.unit if part.unit and said[part.unit] == 1 else Path(path).name
        for path, part in zip(paths, parts, strict=True)
    )


def _values(disclosure: Disclosure) -> Values:
    """What each selection was printed as, at its first place."""
    found: dict[Selection, int] = {}
    for filled in disclosure.forms:
        for cell in filled.sheet.cells:
            if (value := filled.values.get(cell.key)) is not None:
                found.setdefault(cell.selection, value)
    return found


def _cells(
    whole: Disclosure, of_units: Sequence[Values], names: Sequence[str]
) -> Iterator[SumDifference]:
    """Every amount that the department or a unit prints, once, at its first place."""
    done: set[Selection] = set()
    for filled in whole.forms:
        words = cell_words(filled)
        for cell in filled.sheet.cells:
            printed = filled.values.get(cell.key)
            told = printed is not None or any(cell.selection in values for values in of_units)
            if told and not filled.empty and cell.selection not in done:
                done.add(cell.selection)
                row, column = words.get(cell.key, ("", ""))
                yield SumDifference(
                    cell=cell.key,
                    row=row,
                    column=column,
                    money=cell.unit == "money",
                    printed=printed or 0,
                    units=tuple(
                        (name, values.get(cell.selection, 0))
                        for name, values in zip(names, of_units, strict=True)
                    ),
                )


def _moved(whole: Values, of_units: Sequence[Values], names: Sequence[str]) -> Iterator[Moved]:
    for nature, source in PAIRS.items():
        spent = _final(measure="expenditure", nature=nature)
        got = _final(measure="income", fund=source)
        payers = {name: v[spent] for name, v in zip(names, of_units, strict=True) if v.get(spent)}
        takers = {name: v[got] for name, v in zip(names, of_units, strict=True) if v.get(got)}
        if payers and takers:
            yield Moved(
                nature=nature,
                payers=tuple(payers),
                receivers=tuple(takers),
                paid=sum(payers.values()) - whole.get(spent, 0),
                received=sum(takers.values()) - whole.get(got, 0),
            )


def _final(**named: str) -> Selection:
    return Selection(
        ((1, Region.of({name: [node] for name, node in {**named, "stage": "final"}.items()})),)
    )


def _explained(one: SumDifference, moved: Sequence[Moved]) -> SumDifference:
    """A difference with what is likely to have made it."""
    for sums in (*([m] for m in moved), moved):
        amounts = {sum(m.paid for m in sums), sum(m.received for m in sums)}
        if one.money and one.difference in amounts:
            names = dict.fromkeys(n for m in sums for n in (*m.payers, *m.receivers))
            return replace(one, cause="moved_within", names=tuple(names))
    if same := tuple(name for name, value in one.units if value == one.difference):
        return replace(one, cause="left_out", names=same)
    return one
