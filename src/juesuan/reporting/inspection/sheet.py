"""Inspection sheets as data: rows with their points, how they are deducted, and what in a
document judges them (``data/inspection``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from juesuan.checks import all_rules
from juesuan.checks.catalogue import Texts
from juesuan.resources import DataError, Pattern, Record, load, read_toml, typed

__all__ = ["SHEETS", "InspectionRow", "InspectionSheet", "load_sheet"]

SHEETS = ("thirty-two", "district")
"""The sheets that come with the program."""

Reads = Literal["", "contents", "functions", "economic", "projects", "text"]
"""What of a document's reading judges a row: its contents page, items of functions (项), sections
of economic classes (款), self-evaluations of projects, text in place of pictures."""


class InspectionRow(Record, frozen=True):
    """A row of a sheet. ``points`` are whole, 0 where only yes or no is asked; ``each`` is what
    one fault costs, all points where it is 0. ``rules`` are codes, or codes with one of their
    variants (``C207.duties``), whose findings say no, but for those of ``spares``. ``booklet``: an
    extract says nothing of the row. ``says`` are patterns that the text must
    all hold, within the sections whose heading has ``within``. ``outside``: no document shows
    it."""

    key: str
    group: str
    title: Texts
    source: str
    points: int = 0
    each: int = 0
    deduction: Texts | None = None
    rules: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    booklet: bool = False
    says: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    within: str = ""
    reads: Reads = ""
    outside: bool = False

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What the text must hold, each tried on the examples that pass. Raises ``ValueError``."""
        return tuple(Pattern(one, (), self.passes) for one in self.says)


class InspectionSheet(Record, frozen=True):
    """A sheet: its title, the names of its groups, its rows in order."""

    title: Texts
    groups: Mapping[str, Texts]
    row: tuple[InspectionRow, ...]

    @property
    def points(self) -> int:
        """The points of all rows."""
        return sum(row.points for row in self.row)


@cache
def load_sheet(name: str | Path = SHEETS[0]) -> InspectionSheet:
    """A sheet by its name, or from a TOML file of one's own. Raises ``DataError`` with file and
    place, ``OSError`` for a file that cannot be read."""
    known = str(name) in SHEETS
    file = f"inspection/{name}.toml" if known else str(name)
    sheet = typed(InspectionSheet, load(file) if known else read_toml(Path(name)), file, "")
    for row in sheet.row:
        if row.group not in sheet.groups:
            known_groups = tuple(sheet.groups)
            raise DataError("wrong_value", file, row.key, why=f"{row.group}: {known_groups}")
        for code in (*row.rules, *row.spares):
            _known_rule(code, file, row.key)
        try:
            unfound = [one for one in row.says if not any(map(Pattern(one).finds_in, row.finds))]
            _ = row.patterns
        except ValueError as error:
            raise DataError("wrong_value", file, row.key, why=str(error)) from error
        if unfound:
            raise DataError("wrong_value", file, row.key, why=f"finds: {unfound[0]}")
    return sheet


def _known_rule(code: str, file: str, place: str) -> None:
    rule, _, variant = code.partition(".")
    if rule not in all_rules() or (variant and variant not in all_rules()[rule].message):
        raise DataError("wrong_value", file, place, why=code)
