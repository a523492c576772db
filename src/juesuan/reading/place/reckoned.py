"""Figures of a table that are reckoned from others of it (占比、增减率、完成率): no amounts, but
each can be held against those it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from juesuan.lexicon import Lexicon, lexicon
from juesuan.lexicon.head import RECKONED
from juesuan.lexicon.meaning import Meaning
from juesuan.reading.document import GridText
from juesuan.reading.figures import Figure
from juesuan.reading.recognise.meanings import meaning_of
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import figure_of
from juesuan.text import plain

__all__ = ["Reckoned", "reckoned_in"]

_PLANNED = frozenset({"initial", "adjusted", "budget"})
_BASES = {
    "completion": frozenset({"planned"}),
    "difference": frozenset({"planned", "other_year"}),
    "gap": frozenset({"planned", "other_year"}),
    "growth": frozenset({"planned", "other_year"}),
}
"""What a figure may be reckoned from, by its kind: budgets, amounts of another year."""


class Reckoned(Struct, frozen=True, kw_only=True):
    """A figure that is reckoned from others. ``kind`` is ``share``, ``difference`` (with its
    sign), ``gap`` (without), ``growth`` or ``completion``, ``label`` its words, ``figure`` its
    number without %; ``of`` is the amount it tells of and ``bases`` those it may be reckoned
    from: wholes (a total first), budgets, another year's amounts."""

    kind: str
    label: str
    figure: Figure
    cell: GridText
    of: GridText
    bases: tuple[GridText, ...]


def reckoned_in(table: Table, year: int) -> list[Reckoned]:
    """The reckoned figures of a table, by the words of its columns and of its rows, each with
    the amounts it hangs on, as far as there are any (none for the whole of shares)."""
    if not table.rows:
        return []
    reading = _Reading(table, year)
    return [*reading.by_column(), *reading.by_row()]


class _Reading:
    """A table with what its columns and rows hold: ``this`` amounts, those ``planned`` or of
    ``other_year``, or reckoned ones."""

    def __init__(self, table: Table, year: int) -> None:
        words, meaning = lexicon(year), meaning_of(table, year)
        self.body = table.rows[meaning.head.last :]
        self.paths = meaning.head.paths
        self.words = words
        self.columns = [_kind(path, words) for path in self.paths]
        stubs = {c.place for block in meaning.blocks for c in block.stubs}
        self.labels = [_label(row, stubs) for row in self.body]
        self.totals = ["total" in words.read(label).roles for label in self.labels]
        self.rows = [_kind([label], words) if label else "" for label in self.labels]

    def by_column(self) -> Iterator[Reckoned]:
        for place, kind in enumerate(self.columns):
            if kind not in RECKONED:
                continue
            near, wanted = (
                self._near(self.columns, place),
                _wanted(kind, self.paths[place], self.words),
            )
            for number, row in enumerate(self.body):
                cell, of = row[place] if place < len(row) else None, _number(row, near.this)
                if cell is None or of is None or not _rate(cell).is_number:
                    continue
                if kind == "share":
                    bases = self._wholes(number, near.this)
                else:
                    bases = [_number(row, n) for n, said in near.bases if said in wanted]
                yield _reckoned(kind, "".join(self.paths[place][-1:]), cell, of, bases)

    def by_row(self) -> Iterator[Reckoned]:
        for number, kind in enumerate(self.rows):
            if kind not in RECKONED or kind == "share":
                continue
            near = self._near(self.rows, number)
            wanted = _wanted(kind, [self.labels[number]], self.words)
            if near.this < 0:
                continue
            for place, cell in enumerate(self.body[number]):
                if cell is None or not _rate(cell).is_number:
                    continue
                of = _number(self.body[near.this], place)
                if of is None:
                    continue
                bases = [_number(self.body[n], place) for n, said in near.bases if said in wanted]
                yield _reckoned(kind, self.labels[number], cell, of, bases)

    def _wholes(self, number: int, place: int) -> list[GridText | None]:
        """The amounts of a column: a total first, above or below, last a row's own (100 %)."""
        rows = sorted(range(len(self.body)), key=lambda n: (n == number, not self.totals[n]))
        return [_number(self.body[n], place) for n in rows]

    def _near(self, kinds: Sequence[str], place: int) -> _Near:
        """The last amount before a place, and what it may be held against around it."""
        this, bases = -1, []
        for number in range(place - 1, -1, -1):
            kind = kinds[number]
            if kind in {"planned", "other_year"}:
                bases.append((number, kind))
            elif kind in RECKONED:
                if this >= 0:
                    break
            elif kind == "this":
                if this >= 0:
                    break
                this = number
        return _Near(this, bases)


class _Near(Struct, frozen=True):
    this: int
    bases: Sequence[tuple[int, str]]


def _reckoned(
    kind: str, label: str, cell: GridText, of: GridText, bases: Sequence[GridText | None]
) -> Reckoned:
    known = tuple(base for base in bases if base is not None)
    figure = _rate(cell)
    return Reckoned(kind=kind, label=label, figure=figure, cell=cell, of=of, bases=known)


def _rate(cell: GridText) -> Figure:
    """The number of a reckoned cell; a sign of percent is left aside."""
    return figure_of(plain(cell.text).removesuffix("%"))


def _kind(path: Sequence[str], words: Lexicon) -> str:
    """What stands under or beside some words."""
    said = [words.read(text) for text in path]
    roles = frozenset().union(*(meaning.roles for meaning in said))
    if found := sorted(roles & RECKONED):
        percent = found[0] == "difference" and any(meaning.unit == "%" for meaning in said)
        return "growth" if percent else found[0]
    if "other_year" in roles:
        return "other_year"
    if _is_planned(said):
        return "planned"
    spoken = any(meaning.says for meaning in said) or bool(roles & {"figure", "total"})
    dated = not roles and all(meaning.text and not meaning.leftover for meaning in said)
    return "this" if spoken or dated or not path else ""  # 2023年 beside 2022年


def _wanted(kind: str, path: Sequence[str], words: Lexicon) -> Collection[str]:
    """What a figure is reckoned from: what its own words name (较上年增减), else all it may be."""
    said = [words.read(text) for text in path]
    if any("other_year" in meaning.roles for meaning in said):
        return {"other_year"}
    return {"planned"} if _is_planned(said) else _BASES.get(kind, frozenset())


def _is_planned(said: Sequence[Meaning]) -> bool:
    stages = {
        stage
        for meaning in said
        for reading in meaning.readings
        for _, region in reading.terms
        for stage in region.get("stage") or ()
    }
    return bool(stages) and stages <= _PLANNED


def _label(row: Sequence[GridText | None], stubs: set[int]) -> str:
    """The words a row begins with."""
    texts = ((n, cell.text.strip()) for n, cell in enumerate(row) if cell and cell.text.strip())
    found = ((n, text) for n, text in texts if n in stubs and figure_of(text).kind == "text")
    return next((text for _, text in found), "")


def _number(row: Sequence[GridText | None], place: int) -> GridText | None:
    cell = row[place] if 0 <= place < len(row) else None
    return cell if cell is not None and figure_of(cell.text).is_number else None
