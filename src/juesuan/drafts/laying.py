"""The forms of a draft laid out: every form with the rows of codes that the draft shows."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from juesuan.facts import MoneyUnit, Space
from juesuan.forms import Disclosure, FormSet, Sheet, lay_out

__all__ = ["DraftHead", "Rows", "rows_of", "sheet_of", "with_above"]

Rows = frozenset[tuple[str, str]]
"""The rows of codes that forms show: (form, code)."""


class DraftHead(Struct, frozen=True, kw_only=True):
    """What a draft is of: the form set, unit and year, the money unit of its forms, the codes
    that exist, and those not all of whose parts are listed (涉密事项)."""

    form_set: FormSet
    unit: str
    year: int
    money: MoneyUnit
    space: Space
    withheld: tuple[str, ...] = field(default=())


def sheet_of(head: DraftHead, no: str, rows: Iterable[tuple[str, str]]) -> Sheet:
    """One form laid out with its rows of codes."""
    codes = sorted(code for form, code in rows if form == no)
    economics = [code for code in codes if code in head.space.codes["economic"]]
    functions = [code for code in codes if code not in economics]
    return lay_out(head.form_set.form(no), head.form_set, head.space, functions, economics)


def rows_of(disclosure: Disclosure, space: Space) -> Rows:
    """The rows of codes that filled forms show, with the rows above them that sum them up."""
    found = {
        (filled.form.no, laid.row.key)
        for filled in disclosure.forms
        for side in filled.sheet.sides
        for laid in side
        if laid.floating
    }
    return frozenset((form, above) for form, code in found for above in with_above(space, code))


def with_above(space: Space, code: str) -> list[str]:
    """A functional code with those above it, the highest first; an economic one by itself."""
    if code in space.codes["economic"]:
        return [code]
    return [above for above in reversed(space.lineage("function", code)) if above.isdigit()]
