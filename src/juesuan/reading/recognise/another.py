"""One form of several units that no line names: a second print of it is no next part of the first.

The parts of a table share no row with other figures. A total that is another, or classes behind a
total that the rows before make up already, are another unit's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from juesuan.lexicon import Lexicon, is_total, lexicon
from juesuan.reading.recognise.comparing import form_set_names, form_set_of
from juesuan.reading.recognise.tables import Table

__all__ = ["OneUnit"]

_CLASS = re.compile(r"2\d\d(?!\d)")
_FEWEST = 3
"""Rows that are called alike and have other figures: so many are no slip of the pen."""
_HALF = Decimal("0.005")

Figures = tuple[Decimal, ...]
"""The figures of a row from left to right."""


class OneUnit:
    """A form's table of one unit, part by part. ``unsure``: a part was taken although nothing
    says whether it is of the same unit."""

    def __init__(self, table: Table) -> None:
        self.figures: dict[str, Figures] = {}
        self.totals: list[Figures] = []
        self.classes: list[Figures] = []
        self.unsure = False
        self._first: Table | None = table

    def has(self, part: Table) -> bool:
        """Whether a further table may be of the same unit."""
        self._begin()
        known, new = self.figures, part.figures_by_name
        other = [name for name in new if name in known and new[name] != known[name]]
        if any(_CLASS.match(name) or _is_total(name) for name in other):
            return False
        if len(other) >= _FEWEST and 2 * len(other) > len(new):
            return False
        more = any(_CLASS.match(name) and any(new[name]) for name in new if name not in known)
        return not (more and self._adds_up and not any(map(_is_total, new)))

    def take(self, part: Table, titled: bool) -> None:
        """Add a part. One under a title of its own (``titled``) that begins with a class, no part
        having a total, may be the next part or another unit's."""
        self._begin()
        new = part.figures_by_name
        first = next(iter(new), "")
        follows = titled and bool(self.figures and _CLASS.match(first))
        for name, figures in new.items():
            if name not in self.figures:
                self.figures[name] = figures
                self.totals += [figures] if _is_total(name) else []
                self.classes += [figures] if _CLASS.match(name) else []
        self.unsure |= follows and not self.totals

    def _begin(self) -> None:
        """Take the first part, when another comes: most tables have one only."""
        if self._first is not None:
            first, self._first = self._first, None
            self.take(first, titled=False)

    @property
    def _adds_up(self) -> bool:
        """Whether the classes so far make the total, in all columns of which some are not nothing
        (a first column of 年初结转 may be)."""
        if len(self.totals) != 1 or not self.classes or not any(self.totals[0]):
            return False
        room = _HALF * (len(self.classes) + 1)
        columns = zip(self.totals[0], *self.classes, strict=False)
        return all(abs(whole - sum(parts)) < room for whole, *parts in columns)


@lru_cache(maxsize=4096)
def _is_total(name: str) -> bool:
    return is_total(name, _words())


@cache
def _words() -> Lexicon:
    """Words of the newest year: those for totals do not change."""
    return lexicon(max(form_set_of(name).last_year for name in form_set_names()))
