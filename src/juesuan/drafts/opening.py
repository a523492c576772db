"""Drafts opened (建立底稿): empty, from filled forms, from a book, from last year's booklet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from juesuan.drafts.draft import Draft
from juesuan.drafts.laying import DraftHead, rows_of
from juesuan.facts import Region, Selection, Space, money_unit, standard_space
from juesuan.forms import CellKey, DeterminedFacts, Disclosure, load_form_set
from juesuan.ledger import Book
from juesuan.publishing.building import fill_book
from juesuan.publishing.given import given_forms
from juesuan.reading import Reading

__all__ = [
    "GivenDifference",
    "OpenedDraft",
    "blank",
    "from_book",
    "from_forms",
    "from_last_year",
    "of_set",
]


class GivenDifference(Struct, frozen=True):
    """A cell that was given as ``given`` and follows as ``follows``: its parts say another."""

    key: CellKey
    given: int
    follows: int | None


class OpenedDraft(Struct, frozen=True):
    """A new draft, and where what was given does not add up."""

    draft: Draft
    differences: tuple[GivenDifference, ...] = ()


def blank(unit: str, year: int, form_set: str, money: str = "") -> OpenedDraft:
    """A draft without a figure. Raises ``FormSetError``."""
    forms = load_form_set(form_set, year)
    unit_of_money = money_unit(money or forms.money)
    space = standard_space(year)
    return OpenedDraft(
        Draft(DraftHead(form_set=forms, unit=unit, year=year, money=unit_of_money, space=space))
    )


def from_book(book: Book) -> OpenedDraft:
    """A draft of the forms that a book fills. Raises ``FormSetError``."""
    return of_set(fill_book(book), book.space)


def from_forms(reading: Reading, path: str | Path, unit: str = "") -> OpenedDraft:
    """A draft of forms given filled, each cell as it was read."""
    disclosure = given_forms(reading, path, unit).disclosure
    return of_set(disclosure, standard_space(reading.year))


def of_set(disclosure: Disclosure, space: Space) -> OpenedDraft:
    """A draft of a filled set of forms. Every figure given is kept; where parts are given
    too, a total follows them, and what it was given as is told."""
    given = {key: value for filled in disclosure.forms for key, value in filled.values.items()}
    draft = Draft(_head(disclosure, space), rows_of(disclosure, space))
    known = {key: value for key, value in given.items() if key in draft.net.number}
    entered: dict[CellKey, int] = {}
    for key, value in known.items():
        entered.setdefault(draft.net.places[draft.net.number[key]][0], value)
    full = Draft(draft.head, draft.rows, entered)
    kept = {key: value for key, value in entered.items() if not full.follows(key)}
    draft = Draft(draft.head, draft.rows, kept)
    told = (GivenDifference(key, value, draft.value(key)) for key, value in known.items())
    return OpenedDraft(draft, tuple(each for each in told if each.given != each.follows))


def from_last_year(
    last: Disclosure, space: Space, form_set: str = "", unit: str = ""
) -> OpenedDraft:
    """A draft for the year after a filled set: its codes' rows, and as opening balances what was
    left at its end. Raises ``FormSetError``."""
    year = last.year + 1
    forms = load_form_set(form_set or last.form_set.id, year)
    facts = DeterminedFacts(last, space)
    head = DraftHead(
        form_set=forms,
        unit=unit or last.unit,
        year=year,
        money=last.money,
        space=standard_space(year),
    )
    shown = {form.no for form in forms.forms}
    draft = Draft(head, {row for row in rows_of(last, space) if row[0] in shown})
    entered = _openings(draft, facts)
    return OpenedDraft(Draft(head, draft.rows, entered))


def _head(disclosure: Disclosure, space: Space) -> DraftHead:
    return DraftHead(
        form_set=disclosure.form_set,
        unit=disclosure.unit,
        year=disclosure.year,
        money=disclosure.money,
        space=space,
        withheld=disclosure.withheld,
    )


def _openings(draft: Draft, facts: DeterminedFacts) -> Mapping[CellKey, int]:
    """By cell of an opening balance, what last year's forms print of the same as closing."""
    found: dict[CellKey, int] = {}
    for sheet in draft.sheets:
        for cell in sheet.cells:
            asked = _closing(cell.selection, facts.space)
            if asked is not None and (value := facts.evaluate([asked])[asked]) is not None:
                found.setdefault(draft.net.places[draft.net.number[cell.key]][0], value)
    return found


def _closing(selection: Selection, space: Space) -> Region | None:
    """The region of last year's closing balance that is this opening balance."""
    if len(selection.terms) != 1 or selection.terms[0][0] != 1:
        return None
    region = selection.terms[0][1]
    if region.get("measure") != frozenset({"opening"}):
        return None
    return space.canonical(region.with_("measure", {"closing"}))
