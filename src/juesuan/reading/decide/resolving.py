"""Choosing between ways to read a table: the one that satisfies the identities best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from juesuan.facts import Space
from juesuan.forms import CellKey, Form, FormSet, Identity, Sheet, find_identities, lay_out
from juesuan.reading.decide.beside import extra_may_be_meant
from juesuan.reading.decide.numbers import without_numbers
from juesuan.reading.decide.realigning import CrossChecks, realign, values_of, verdict
from juesuan.reading.decide.slipped import (
    doubt_astray,
    doubt_hanging_below,
    doubt_overhanging,
    doubt_short,
    doubt_slipped,
    doubt_two_in_one,
)
from juesuan.reading.place import PlacedFigure, Way, fits, ways_to_read
from juesuan.reading.recognise.tables import Table

__all__ = ["ReadForm", "resolve"]

Values = Mapping[CellKey, int]
_BESIDE = 0.5
"""How certain figures are at most beside a column that may belong to what they mean."""


class ReadForm(Struct, kw_only=True):
    """A form as it was read.

    ``certainty`` is 1 when one reading only was possible or the identities allow one only,
    lower when several fit alike. ``ways`` is how many readings were weighed.
    """

    no: str
    form: Form
    table: Table
    way: Way
    certainty: float = 1.0
    ways: int = 1

    @property
    def cells(self) -> Sequence[PlacedFigure]:
        """The placed cells that print a number."""
        return [cell for cell in self.way.cells if cell.figure.is_number]


class _Weighed(Struct, kw_only=True):
    """A form, its ways, and the identities within it for the codes each way prints."""

    no: str
    form: Form
    table: Table
    ways: list[Way]
    chosen: int = 0
    certainty: float = 1.0
    rivals: list[int] = field(default_factory=list)


def resolve(
    form_set: FormSet,
    space: Space,
    tables: Iterable[tuple[str, Table]],
    known: Mapping[str, Way] | None = None,
) -> list[ReadForm]:
    """Read each table as its form, those with a ``known`` way in that one.

    Where a table can be read in several ways, identities within the form decide; where they
    leave a choice, those with the other forms do.
    """
    weighed = []
    for no, table in tables:
        form = form_set.form(no)
        if (way := (known or {}).get(no)) is not None:
            weighed.append(_Weighed(no=no, form=form, table=table, ways=[way]))
            continue
        ways = ways_to_read(form, table, space.codes["economic"]) or [Way()]
        weighed.append(_Weighed(no=no, form=form, table=table, ways=_distinct(ways)))
    for entry in weighed:
        without_numbers(entry.table, entry.ways, space.year)
    for entry in weighed:
        if len(entry.ways) > 1:
            _choose_within(entry, form_set, space)
    for entry in weighed:
        if len(entry.rivals) > 1:
            _choose_among(entry, weighed, form_set, space)
    _realign_all(weighed, form_set, space)
    return [
        ReadForm(
            no=e.no,
            form=e.form,
            table=e.table,
            way=e.ways[e.chosen],
            certainty=e.certainty,
            ways=len(e.ways),
        )
        for e in weighed
    ]


def _distinct(ways: Sequence[Way]) -> list[Way]:
    """The ways without those that place everything alike."""
    found: dict[frozenset[tuple[str, str, str]], Way] = {}
    for way in ways:
        key = frozenset((c.row, c.column, c.figure.text) for c in way.cells)
        found.setdefault(key, way)
    return list(found.values())


def _sheet(entry: _Weighed, way: Way, form_set: FormSet, space: Space) -> Sheet:
    return lay_out(entry.form, form_set, space, sorted(set(way.codes)), [])


def _choose_within(entry: _Weighed, form_set: FormSet, space: Space) -> None:
    cache: dict[tuple[str, ...], list[Identity]] = {}
    scores = []
    for way in entry.ways:
        codes = tuple(sorted(set(way.codes)))
        if codes not in cache:
            cache[codes] = find_identities([_sheet(entry, way, form_set, space)], space)
        scores.append(_score(cache[codes], values_of(entry.no, way), len(way.odd)))
    best = max(scores)
    entry.rivals = [n for n, score in enumerate(scores) if score == best]
    entry.chosen = entry.rivals[0]
    entry.certainty = 1 / len(entry.rivals)


def _choose_among(
    entry: _Weighed, weighed: Sequence[_Weighed], form_set: FormSet, space: Space
) -> None:
    """Let identities with other forms decide between rivals."""
    others = [other for other in weighed if other is not entry]
    sheets = [_sheet(other, other.ways[other.chosen], form_set, space) for other in others]
    known: dict[CellKey, int] = {}
    for other in others:
        known |= values_of(other.no, other.ways[other.chosen])
    scores = []
    for rival in entry.rivals:
        way = entry.ways[rival]
        identities = [
            identity
            for identity in find_identities([*sheets, _sheet(entry, way, form_set, space)], space)
            if any(key.form == entry.no for _, key in identity.terms)
        ]
        scores.append(_score(identities, {**known, **values_of(entry.no, way)}, len(way.odd)))
    best = max(scores)
    winners = [entry.rivals[n] for n, score in enumerate(scores) if score == best]
    winners = [n for n in winners if entry.ways[n].headed] or winners
    entry.chosen, entry.certainty = winners[0], 1 / len(winners)


def _score(identities: Iterable[Identity], values: Values, odd: int) -> int:
    """Identities that say something and hold, less thrice those that do not hold."""
    told = [verdict(identity, values) for identity in identities]
    return told.count(1) - 3 * told.count(-1) - odd


def _realign_all(weighed: Sequence[_Weighed], form_set: FormSet, space: Space) -> None:
    """Move rows and columns that slipped, each form vouched for by all others, and doubt
    columns that fit better a line away. Where every row has just the cells it should, nothing
    is moved. A form without a single number claims nothing, here as where the rules ask for the
    identities of the same forms."""
    loose = {e.no for e in weighed if not fits(e.ways[e.chosen])}
    ways = [(entry, entry.ways[entry.chosen]) for entry in weighed]
    sheets = [_sheet(e, way, form_set, space) for e, way in ways]
    printed = [values_of(entry.no, way) for entry, way in ways]
    told = [sheet for sheet, figures in zip(sheets, printed, strict=True) if figures]
    values: dict[CellKey, int] = {}
    for figures in printed:
        values |= figures
    ledger = CrossChecks(find_identities(told, space), values)
    for (entry, way), sheet in zip(ways, sheets, strict=True):
        if entry.no in loose:
            entry.ways[entry.chosen] = realign(entry.no, way, ledger)
            doubt_astray(entry.no, entry.table, entry.ways[entry.chosen], ledger)
        doubt_slipped(sheet, entry.table, entry.ways[entry.chosen], ledger)
        doubt_overhanging(entry.table, entry.ways[entry.chosen])
        doubt_short(entry.no, entry.table, entry.ways[entry.chosen], ledger)
        doubt_hanging_below(entry.table, entry.ways[entry.chosen])
        doubt_two_in_one(entry.table, entry.ways[entry.chosen])
        chosen = entry.ways[entry.chosen]
        if extra_may_be_meant(entry.no, entry.table, chosen, ledger, space.year):
            entry.certainty *= _BESIDE
