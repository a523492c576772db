"""A row of one block of a printed table."""

from __future__ import annotations

from msgspec import Struct

from juesuan.lexicon.meaning import NOTHING, Meaning

__all__ = ["TableRow"]


class TableRow(Struct, frozen=True, kw_only=True):
    """A row of one block: its place in the table, its label, code and row number as printed,
    and what it means. ``own`` is what its words say by themselves, ``meaning`` what they say
    under the rows above; ``figures`` says whether any figure stands in it."""

    place: int
    label: str = ""
    code: str = ""
    row_no: str = ""
    own: Meaning = NOTHING
    meaning: Meaning = NOTHING
    figures: bool = False
    heads: bool = False
