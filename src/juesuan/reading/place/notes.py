"""Columns beside a form's own that hold no amounts by their heads (备注, 占比, 行号)."""

from __future__ import annotations

from msgspec.structs import replace

from juesuan.lexicon import lexicon
from juesuan.lexicon.head import ASIDE
from juesuan.reading.recognise.meanings import meaning_of
from juesuan.reading.recognise.tables import Table

__all__ = ["without_notes"]

_NOTES = ASIDE | {"row_no", "unit", "other_year"}


def without_notes(table: Table, year: int) -> Table:
    """The table with nothing in the columns of notes, shares, row numbers and other years; what
    they print is left over, and told where it is an amount."""
    meaning, words = meaning_of(table, year), lexicon(year)
    placed = {c.place for block in meaning.blocks for c in (*block.stubs, *block.figures)}
    notes = {
        place
        for place, path in enumerate(meaning.head.paths)
        if place not in placed and any(words.read(text).roles & _NOTES for text in path)
    }
    if not notes:
        return table
    rows = [tuple(None if n in notes else cell for n, cell in enumerate(row)) for row in table.rows]
    return replace(table, rows=rows, meant={})
