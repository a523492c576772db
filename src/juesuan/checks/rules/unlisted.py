"""Rows by codes with money below which no row stands, though other forms list one there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set

from juesuan.checks.model import Finding
from juesuan.checks.rules.cause_findings import named_place
from juesuan.checks.subject import Subject
from juesuan.forms import CellKey

__all__ = ["nothing_below"]

_Rows = Mapping[str, list[CellKey]]
"""The figures other than zero of a list, by the codes of its rows."""


def nothing_below(subject: Subject, told: Set[CellKey]) -> Iterator[Finding]:
    """K108: of a list that goes down to items, a row without any item, which other forms have.
    ``told`` are places whose missing rows are told already."""
    lists = _lists(subject)
    by_dimension: dict[str, set[str]] = defaultdict(set)
    for (dimension, _), rows in lists.items():
        by_dimension[dimension] |= set(rows)
    reading = subject.reading
    left = (one for one in reading.unread if not one.details.get("place")) if reading else ()
    unread = {one.details.get("form") for one in left}  # but for columns: they hide no row
    for (dimension, form), rows in lists.items():
        if form in unread:  # the row may stand there and not have been understood
            continue
        for code, places in rows.items():
            below = sorted(_below(code, rows, by_dimension[dimension]))
            if below and not told & set(places):
                yield _finding(subject, places, _printed(lists, below[0]), below)


def _lists(subject: Subject) -> dict[tuple[str, str], dict[str, list[CellKey]]]:
    """The lists of the forms that the document shows, by dimension and form."""
    lists: dict[tuple[str, str], dict[str, list[CellKey]]] = {}
    for filled in subject.forms:
        if filled.form.no not in subject.present:
            continue
        for cell in filled.sheet.cells:
            if cell.listed is not None and subject.value(cell.key):
                rows = lists.setdefault((cell.listed.dimension, filled.form.no), {})
                rows.setdefault(cell.listed.code, []).append(cell.key)
    return lists


def _below(code: str, rows: Collection[str], known: Collection[str]) -> set[str]:
    """The codes that should stand below a row: those that other lists have, of the level which
    this list has below all its other rows of the row's level."""
    deeper = sorted({len(other) for other in rows if len(other) > len(code)})
    if not deeper or any(other.startswith(code) and other != code for other in rows):
        return set()
    alike = [other for other in rows if len(other) == len(code) and other != code]
    for other in alike:
        if not any(row.startswith(other) and row != other for row in rows):
            return set()
    return {one for one in known if len(one) == deeper[0] and one.startswith(code)}


def _printed(lists: Mapping[tuple[str, str], _Rows], code: str) -> CellKey:
    """Where another form prints a row."""
    return next(rows[code][0] for rows in lists.values() if code in rows)


def _finding(subject: Subject, places: list[CellKey], other: CellKey, below: list[str]) -> Finding:
    details = named_place(subject, places[0]) | named_place(subject, other, "other_")
    details |= {"codes": "、".join(below)}
    wheres = (*map(subject.where, places), subject.where(other))
    return Finding(code="K108", where=wheres, details=details, variant="below")
