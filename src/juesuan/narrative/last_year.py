"""Last year's figures (上年决算数) from whatever there is of last year: its book, its published
folder, a booklet or workbook, or a CSV of cells."""

from __future__ import annotations

import csv
from pathlib import Path

from juesuan.facts import AmountError, Space, money_unit, parse_amount
from juesuan.forms import CellKey, Disclosure, fill, load_form_set
from juesuan.ledger import BookError, Place, Problem, read_book
from juesuan.narrative.figures import Figures, printed_cells
from juesuan.reading import is_book

__all__ = ["figures_of_last_year"]

_COLUMNS = ("form", "row", "column", "value", "unit")
_CELLS = "cells.csv"


def figures_of_last_year(
    path: str | Path, disclosure: Disclosure, space: Space, named: str = ""
) -> Figures:
    """The figures of the year before a disclosure's, from last year's book (folder, book.toml
    or xlsx), a folder that ``build`` wrote, a CSV of cells (``cells.csv``, or what ``juesuan
    read`` writes), or any published file that can be read (pdf, docx, xlsx, txt …).

    Forms of a book and of cells are those of this year's form set. ``named`` is how messages
    call the path. Raises ``BookError``, ``UnreadableError`` or ``NotADisclosureError``.
    """
    path = Path(path)
    named = named or str(path)
    if path.is_dir() and (path / _CELLS).is_file():
        path = path / _CELLS
    if path.suffix.lower() == ".csv":
        return _cells(path, disclosure, space)
    if not path.exists() or is_book(path):
        return _book(path, disclosure, named)
    from juesuan.reading import as_disclosure, read  # heavy to load, only for a booklet

    reading = read(path)
    _same_turn(reading.year, disclosure, named)
    return Figures(as_disclosure(reading))


def _same_turn(year: int, disclosure: Disclosure, named: str) -> None:
    if year != disclosure.year - 1:
        details = {"year": year, "wanted": disclosure.year - 1, "path": named}
        raise BookError([Problem("previous_year", Place("book.toml"), details)])


def _book(path: Path, disclosure: Disclosure, named: str) -> Figures:
    other = read_book(path)
    _same_turn(other.description.year, disclosure, named)
    forms = load_form_set(disclosure.form_set.place or disclosure.form_set.id, other.space)
    told = other.description
    filled = fill(forms, other.store, told.unit, told.year, disclosure.money, told.zeros)
    return Figures(filled, other.store)


def _cells(path: Path, disclosure: Disclosure, space: Space) -> Figures:
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
        forms = printed_cells(disclosure.form_set, space, disclosure, values)
    except (OSError, UnicodeError) as error:
        raise BookError([Problem("unreadable", place, {"why": error})]) from None
    except KeyError as error:
        details = {"cell": error.args[0], "form_set": disclosure.form_set.id}
        raise BookError([Problem("previous_cell", place, details)]) from None
    except (AmountError, ValueError) as error:
        raise BookError([Problem("unreadable", place, {"why": error})]) from None
    return Figures(forms)
