"""A booklet from a book: its author's words, and last year's figures (上年决算数) from last
year's book, its published cells, or a few of them quoted in this year's book."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from juesuan.facts import AmountError, money_unit, parse_amount
from juesuan.forms import CellKey, Disclosure, Selection, fill, load_form_set
from juesuan.ledger import Book, BookError, Place, Problem, read_book
from juesuan.narrative.figures import Figures, printed_cells
from juesuan.narrative.material import EvaluationResults
from juesuan.narrative.model import Block, Booklet
from juesuan.narrative.said import AuthorWords, last_year
from juesuan.narrative.writing import write_booklet

__all__ = ["book_booklet", "previous_figures"]

_COLUMNS = ("form", "row", "column", "value", "unit")


def book_booklet(
    book: Book,
    disclosure: Disclosure,
    *,
    evaluation: EvaluationResults | None = None,
    annex: Sequence[Block] = (),
    printed: Mapping[Selection, int] | None = None,
    lang: str = "zh",
) -> Booklet:
    """The booklet of a book whose forms are filled, as ``write_booklet`` does it.

    Raises ``BookError`` if last year's figures cannot be used, and ``TemplateError``.
    """
    said = AuthorWords.of(book)
    return write_booklet(
        disclosure,
        book.store,
        previous=previous_figures(book, disclosure, said),
        said=said,
        evaluation=evaluation,
        annex=annex,
        printed=printed,
        lang=lang,
    )


def previous_figures(book: Book, disclosure: Disclosure, said: AuthorWords) -> Figures | None:
    """Last year's figures as the book gives them; ``None`` where it gives none.

    ``previous`` in book.toml names last year's book, or a CSV of published cells (the
    ``cells.csv`` of a build, or what ``juesuan read`` writes); else the sheet 上年数 quotes
    cells. Forms are those of this year's form set. Raises ``BookError``.
    """
    named = book.description.previous
    if not named:
        return _quoted(book, disclosure, said)
    folder = book.path if book.path.is_dir() else book.path.parent
    path = folder / named
    if path.suffix.lower() == ".csv":
        return _published(path, book, disclosure)
    other = read_book(path)
    if other.description.year != disclosure.year - 1:
        details = {"year": other.description.year, "wanted": disclosure.year - 1, "path": named}
        raise BookError([Problem("previous_year", Place("book.toml"), details)])
    forms = load_form_set(disclosure.form_set.place or disclosure.form_set.id, other.space)
    told = other.description
    filled = fill(forms, other.store, told.unit, told.year, disclosure.money, told.zeros)
    return Figures(filled, other.store)


def _quoted(book: Book, disclosure: Disclosure, said: AuthorWords) -> Figures | None:
    try:
        return last_year(said, book.space, disclosure)
    except KeyError as error:
        details = {"cell": error.args[0], "form_set": disclosure.form_set.id}
        place = book.tables["last_year"].place()
        raise BookError([Problem("previous_cell", place, details)]) from None


def _published(path: Path, book: Book, disclosure: Disclosure) -> Figures:
    place = Place(path.name)
    values: dict[CellKey, int] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                form, line, column, value, unit = (str(row[name]) for name in _COLUMNS)
                try:
                    exact = parse_amount(value, money_unit(unit))
                except KeyError:
                    exact = int(value)
                values[CellKey(form, line.removeprefix("'"), column.removeprefix("'"))] = exact
        forms = printed_cells(disclosure.form_set, book.space, disclosure, values)
    except (OSError, UnicodeError) as error:
        raise BookError([Problem("unreadable", place, {"why": error})]) from None
    except KeyError as error:
        details = {"cell": error.args[0], "form_set": disclosure.form_set.id}
        raise BookError([Problem("previous_cell", place, details)]) from None
    except (AmountError, ValueError) as error:
        raise BookError([Problem("unreadable", place, {"why": error})]) from None
    return Figures(forms)
