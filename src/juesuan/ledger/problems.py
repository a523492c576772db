"""Problems of a book: collected all at once, each with its place and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.messages import JuesuanError, say, say_in
from juesuan.text import column_letters

__all__ = ["BookError", "Place", "Problem"]

_TOLD = 200
"""Problems that an error tells one by one."""


class Place(Struct, frozen=True, order=True):
    """Where in a book: file, sheet (of a workbook), row (1 is the heading) and column.
    ``cell`` is the address that a spreadsheet shows there (D14); empty where none is known."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""

    def at(self, row: int, position: int) -> Place:
        """The place at a row, and at a column counted from 0, with its address."""
        return replace(self, row=row, cell=f"{column_letters(position + 1)}{row}")

    def text(self, lang: str = "zh") -> str:
        """The place in words; empty parts are left out."""
        parts = [self.file, self.sheet]
        if self.row:
            parts.append(say("place.row", lang, row=self.row))
        if self.column:
            parts.append(say("place.column", lang, column=self.column))
        if self.cell:
            parts.append(say("place.cell", lang, cell=self.cell))
        return " ".join(part for part in parts if part)


class Problem(Struct, frozen=True):
    """One thing wrong (or, as a notice, worth knowing) in a book.

    ``key`` names the message; ``rows`` are further rows with the same fault, ``count`` how
    many there are in all. ``stands`` among the details is what the first cell holds, where the
    message itself does not say it.
    """

    key: str
    place: Place
    details: Mapping[str, object] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    count: int = 1

    def text(self, lang: str = "zh") -> str:
        """The problem in one or two sentences, with what to do."""
        body = say_in(("book", "amount"), self.key, lang, **self.details)
        if (stands := self.details.get("stands")) is not None:
            body = say("place.holds" if stands else "place.empty", lang, text=stands) + body
        if self.count > 1:
            body += say("place.more", lang, count=self.count, rows=self.rows)
        where = self.place.text(lang)
        return f"{where}{'：' if lang == 'zh' else ': '}{body}" if where else body


class BookError(JuesuanError):
    """A book that cannot be used; ``problems`` holds everything found wrong with it (at least
    one thing), ``key`` and ``details`` are those of the first."""

    section = "book"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.key, **first.details)

    def text(self, lang: str = "zh") -> str:
        """How many problems there are, then the first ones, one a line."""
        lines = [f"  ✗ {problem.text(lang)}" for problem in self.problems[:_TOLD]]
        if rest := len(self.problems) - len(lines):
            lines.append(f"  … {rest}")
        return "\n".join([say("book.refused", lang, count=len(self.problems)), *lines])
