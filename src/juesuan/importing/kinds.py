"""What offices export (来源): kinds of files and the columns they have, from ``data/importing``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product

from juesuan.resources import Pattern, Record, load_typed
from juesuan.text import plain

__all__ = [
    "BudgetAccount",
    "Closing",
    "ExportWords",
    "Field",
    "SourceKind",
    "accounts",
    "closing",
    "field_of",
    "fields",
    "kinds",
    "nature_of_project",
    "words",
]

_PARTED = re.compile(r"[-—_:：]")
_ASIDE = re.compile(r"\([^()]*\)|[*:：()]")


class Field(Record):
    """A column (列) and the headings it goes by. ``of``: a field whose words stand above or
    before its own; ``alone``: headings that mean it without them."""

    zh: str
    en: str
    words: tuple[str, ...]
    of: str = ""
    alone: tuple[str, ...] = ()


class SourceKind(Record):
    """A kind of source (来源种类): of each group in ``needs`` one column must be there, columns in
    ``unlike`` make it another; ``into`` names the book's table, empty where it is only held
    against the book; ``titled``: it is known by its titles only; ``nested``: rows total those of
    the levels below them; ``paid``: each row is one payment; ``of_row`` are the columns by which
    a row is known again."""

    zh: str
    en: str
    titles: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    unlike: tuple[str, ...] = ()
    into: str = ""
    titled: bool = False
    nested: bool = False
    carried: tuple[str, ...] = ()
    paid: bool = False
    of_row: tuple[str, ...] = ()


class BudgetAccount(Record):
    """A budget account (预算会计科目): its part of the book, and what is usual for it."""

    name: str
    part: str
    fund: str = ""
    nature: str = ""
    carry: str = ""


class Closing(Record):
    """How transfers at the end of the year (年末结转) are known."""

    against: tuple[str, ...]
    words: tuple[str, ...]


class _States(Record):
    void: tuple[str, ...]
    refund: tuple[str, ...]
    disposed: tuple[str, ...]


class _Class(Record):
    item: str
    words: tuple[str, ...]


class _Large(Record):
    item: str
    of: tuple[str, ...]
    yuan: int


class _Directions(Record):
    credit: str


class _Blanks(Record):
    words: tuple[str, ...]


class _Answers(Record):
    agree: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class _Dates(Record):
    full: Pattern
    short: Pattern
    two: Pattern
    month: Pattern
    of_year: Pattern
    of_month: Pattern


class ExportWords(Record):
    """Words of exports that are no headings: subtotals, states, natures, purposes, assets."""

    source: str
    named_totals: Pattern
    auxiliaries: Pattern
    opening_rows: Pattern
    feet: Pattern
    above_account: Pattern
    states: _States
    units: Mapping[str, tuple[str, ...]]
    natures: Mapping[str, tuple[str, ...]]
    funds: Mapping[str, tuple[str, ...]]
    usual_natures: Mapping[str, tuple[str, ...]]
    seldom: Mapping[str, tuple[str, ...]]
    purposes: Mapping[str, str]
    assets: tuple[_Class, ...]
    large: _Large
    directions: _Directions
    blanks: _Blanks
    answers: _Answers
    dates: _Dates
    varying: Pattern
    column_numbers: Pattern
    unit_above: Pattern
    unit_in_heading: Pattern


class _Fields(Record):
    source: str
    fields: Mapping[str, Field]


class _Kinds(Record):
    source: str
    kinds: Mapping[str, SourceKind]


class _Accounts(Record):
    source: str
    accounts: Mapping[str, BudgetAccount]
    closing: Closing


def fields() -> Mapping[str, Field]:
    """All fields by their key."""
    return load_typed(_Fields, "importing/fields.toml").fields


def kinds() -> Mapping[str, SourceKind]:
    """All kinds of sources by their key."""
    return load_typed(_Kinds, "importing/kinds.toml").kinds


def accounts() -> Mapping[str, BudgetAccount]:
    """Budget accounts by their four digits."""
    return load_typed(_Accounts, "importing/accounts.toml").accounts


def closing() -> Closing:
    """How transfers at the end of the year are known."""
    return load_typed(_Accounts, "importing/accounts.toml").closing


def words() -> ExportWords:
    """Words of exports that are no headings."""
    return load_typed(ExportWords, "importing/words.toml")


def nature_of_project(name: str) -> str:
    """The nature of a project that is called by its kind (公用经费), or by it and its name
    (特定目标类-网络安全); empty where it is not.

    >>> nature_of_project("特定目标类-网络安全"), nature_of_project("网络安全")
    ('project', '')
    """
    bare = plain(name)
    for said in (bare, _PARTED.split(bare)[0]):
        for nature, listed in words().natures.items():
            if said in map(plain, listed):
                return nature
    return ""


def heading(text: str) -> str:
    """A heading as it is compared: without blanks, brackets and what they hold."""
    return _ASIDE.sub("", plain(text)).lower()


@cache
def _headings() -> Mapping[str, tuple[str, int]]:
    """Every heading → its field and its rank there; fields with words of their own win over
    composed ones."""
    found: dict[str, tuple[str, int]] = {}
    known = fields()
    for key, field in known.items():
        if not field.of:
            for rank, word in enumerate(field.words):
                found.setdefault(heading(word), (key, rank))
    for key, field in known.items():
        if field.of:
            pairs = product(map(heading, known[field.of].words), map(heading, field.words))
            for above, own in pairs:
                found.setdefault(above + own, (key, 0))
                found.setdefault(own + above, (key, 0))
            for word in field.alone:
                found.setdefault(heading(word), (key, 1))
    return found


def field_of(text: str) -> tuple[str, int]:
    """The field that a heading names, empty where none, and its rank among the headings that
    name it (0: the surest).

    >>> field_of("支付金额（元）"), field_of("功能分类科目编码"), field_of("政府支出经济分类")
    (('amount', 1), ('function_code', 0), ('', 0))
    """
    return _headings().get(heading(text), ("", 0))
