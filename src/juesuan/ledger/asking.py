"""What only the author of a book can say, and where in the book to say it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from juesuan.ledger.schema import sheet
from juesuan.messages import say

__all__ = ["Asked"]


class Asked(Struct, frozen=True, kw_only=True):
    """Something that only the author can say: a message key and its details (the reason of a
    deviation, the duties of the unit).

    ``table`` is the book's table it belongs to, ``names`` say in words which row and column.
    Where one cell answers it, ``row`` has the columns that name the row (as ids) and ``column``
    the one that takes the answer. ``hint`` are figures that help to answer.
    """

    key: str
    table: str
    names: tuple[str, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)
    row: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    hint: str = ""

    @property
    def entry(self) -> str:
        """Where in the book to write it: the table, the row and the column in words."""
        named = "，".join(name for name in self.names if name)
        return sheet(self.table).title + (f"（{named}）" if named else "")

    def text(self, lang: str = "zh") -> str:
        """What to write, in words."""
        return say(f"asked.{self.key}", lang, **self.details)
