"""The terms (词条) of the lexicon, read from ``data/lexicon``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import field

from juesuan.resources import Pattern, Record, files_in, read_toml, typed

__all__ = ["Around", "Term", "Units", "around", "terms", "units"]

_UNITS = "units.toml"
_AROUND = "around.toml"
_TABLES = "performance/"
"""What performance tables say besides; its files are typed by ``lexicon.performance``."""


class Term(Record, frozen=True):
    """One term: what it selects, or the role of the cell it stands in, and its synonyms.

    ``select`` is a selection or several readings; ``block`` what it means at the head of a
    block of columns, ``title`` in a title (several readings, too); ``alone`` what it stands for
    where the table does not print its counterpart; ``usual`` the reading, or the limit, that
    holds where nothing else says; ``unit`` what it counts in. ``older`` are synonyms by the last
    year in which they were in use, ``at`` those of a region.
    """

    select: str | tuple[str, ...] = ""
    also: tuple[str, ...] = ()
    older: dict[str, tuple[str, ...]] = field(default_factory=dict)
    at: dict[str, tuple[str, ...]] = field(default_factory=dict)
    role: str = ""
    block: str = ""
    title: str | tuple[str, ...] = ""
    alone: str = ""
    usual: str = ""
    unit: str = ""

    @property
    def readings(self) -> tuple[str, ...]:
        """What it selects, in the notation of form files; several where it is ambiguous."""
        if isinstance(self.select, str):
            return (self.select,) if self.select else ()
        return self.select

    @property
    def titles(self) -> tuple[str, ...]:
        """What it selects in a title, where that is something else."""
        if isinstance(self.title, str):
            return (self.title,) if self.title else ()
        return self.title

    def words(self, name: str) -> tuple[str, ...]:
        """Every way of writing it."""
        others = (word for words in (*self.older.values(), *self.at.values()) for word in words)
        return (name, *self.also, *others)


class Units(Record, frozen=True):
    """The words for units: of money, of counts, others."""

    source: str
    money: tuple[str, ...]
    counts: tuple[str, ...]
    other: tuple[str, ...]


class Around(Record, frozen=True):
    """What stands around a table: its ``title`` (``title_row`` in a row of the table itself), the
    sentence that leads to it (``lead``), maybe to a part of it (``lead_of_part``), and
    ``number``, lines ``above`` its head, the one that names its ``owner`` (and what it is
    ``unnamed``), the ``unit`` of money, notes that say what a word ``defines``, what is a
    ``sentence`` and so no title, brackets that are a ``gloss`` of a thing's name, and what stands
    before a title: a unit's ``accounts``, a name ending as those of units do (``owner_ends``), and
    heads of figures ``reckoned`` from others, in words that need not be known."""

    source: str
    title_row: Pattern
    title: Pattern
    lead: Pattern
    lead_of_part: Pattern
    number: Pattern
    above: Pattern
    owner: Pattern
    unnamed: str
    unit: Pattern
    defines: Pattern
    sentence: Pattern
    gloss: Pattern
    accounts: Pattern
    owner_ends: Pattern
    reckoned: Pattern


class _File(Record, frozen=True):
    source: str
    terms: dict[str, Term]


@cache
def terms() -> Mapping[str, Term]:
    """All terms of the package by their name. Raises ``DataError``."""
    found: dict[str, Term] = {}
    for name, file in files_in("lexicon"):
        if name not in {_UNITS, _AROUND} and not name.startswith(_TABLES):
            found |= typed(_File, read_toml(file), f"lexicon/{name}", tried=False).terms
    return found


@cache
def units() -> Units:
    """The words for units."""
    (file,) = (file for name, file in files_in("lexicon") if name == _UNITS)
    return typed(Units, read_toml(file), f"lexicon/{_UNITS}", tried=False)


@cache
def around() -> Around:
    """What stands around tables."""
    (file,) = (file for name, file in files_in("lexicon") if name == _AROUND)
    return typed(Around, read_toml(file), f"lexicon/{_AROUND}", tried=False)
