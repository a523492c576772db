"""Last year (上年) as one finds it: its book, what was published of it, or a booklet."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
from msgspec import Struct

from juesuan.facts import FactStore, MoneyUnit, Space, standard_space
from juesuan.facts.store import COLUMNS
from juesuan.forms import Disclosure
from juesuan.ledger import Book, read_book
from juesuan.narrative import Figures
from juesuan.publishing import fill_book, given_forms
from juesuan.reading import NotADisclosureError, Reading, is_book, read
from juesuan.reading.apart import apart

__all__ = ["LastYear", "open_last_year"]

_FACTS, _MANIFEST, _BOOKLETS = "facts.parquet", "manifest.json", ("booklet.docx", "forms.xlsx")


class LastYear(Struct, frozen=True, kw_only=True):
    """What is at hand of last year.

    ``facts`` are those of its book (``whole``), or what its forms determine; ``disclosure`` its
    forms, filled. ``book`` and ``reading`` are what they come from, the other being ``None``.
    """

    path: Path
    year: int
    unit: str
    money: MoneyUnit
    form_set: str
    region: str
    facts: FactStore
    whole: bool
    disclosure: Disclosure
    book: Book | None = None
    reading: Reading | None = None

    @property
    def figures(self) -> Figures:
        """Its printed figures, and where they are whole those that no form prints."""
        return Figures(self.disclosure, self.facts if self.whole else None)


def open_last_year(
    path: str | Path,
    form_set: str = "",
    year: int = 0,
    progress: Callable[[str], None] = lambda stage: None,
) -> LastYear:
    """Last year's book (folder or xlsx), the folder that ``build`` wrote of it, or any
    published file, folder or zip that can be read; ``form_set`` and ``year`` where they are not
    recognised. Raises ``BookError``, ``UnreadableError``, ``NotADisclosureError`` or
    ``FormSetError``."""
    path = Path(path)
    if is_book(path):
        return _of_book(read_book(path, progress), form_set)
    whole = path / _FACTS if path.is_dir() and _of_a_book(path) else None
    inside = next((path / name for name in _BOOKLETS if (path / name).is_file()), path)
    source = inside if (path / _MANIFEST).is_file() else path
    reading = apart(partial(read, source, form_set, year), source, progress=progress)
    given = given_forms(reading, source)
    if not any(filled.values for filled in given.disclosure.forms):
        raise NotADisclosureError("no_disclosure", path=path)
    facts: FactStore = given.store
    if whole and whole.is_file():
        facts = _published(whole, standard_space(reading.year))
    return LastYear(
        path=path,
        year=reading.year,
        unit=_unit(path) or reading.unit,
        money=reading.money,
        form_set=reading.form_set.id,
        region=reading.form_set.region,
        facts=facts,
        whole=facts is not given.store,
        disclosure=given.disclosure,
        reading=reading,
    )


def _of_book(book: Book, form_set: str) -> LastYear:
    disclosure = fill_book(book, form_set or book.description.form_set)
    return LastYear(
        path=book.path,
        year=book.description.year,
        unit=book.description.unit,
        money=book.description.money,
        form_set=disclosure.form_set.id,
        region=disclosure.form_set.region,
        facts=book.store,
        whole=True,
        disclosure=disclosure,
        book=book,
    )


def _of_a_book(path: Path) -> bool:
    """Whether a published folder was built from a book: the facts of one that was built from
    forms are sums that reach over one another, and are determined anew."""
    try:
        book = json.loads((path / _MANIFEST).read_text("utf-8"))["book"]
        return str(book.get("kind", "")) != "forms"
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def _unit(path: Path) -> str:
    """The department's name as a published folder's manifest has it."""
    try:
        return str(json.loads((path / _MANIFEST).read_text("utf-8"))["unit"])
    except (OSError, ValueError, KeyError):
        return ""


def _published(file: Path, space: Space) -> FactStore:
    """The facts of a published folder's data package."""
    store = FactStore(space)
    columns = ", ".join(COLUMNS)
    with duckdb.connect() as own:
        rows = own.execute(f"SELECT {columns} FROM read_parquet(?)", [str(file)]).fetchall()
    store.add(rows)
    return store
