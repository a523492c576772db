"""What a set says, before it is written: forms rounded, performance tables filled, the booklet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from juesuan.facts import FactStore
from juesuan.forms import Disclosure
from juesuan.ledger import Book
from juesuan.narrative import (
    AuthorWords,
    Booklet,
    BookletTable,
    EvaluationResults,
    Figures,
    TableCell,
    amounts_beside,
    previous_figures,
    write_booklet,
)
from juesuan.performance.preparing import Prepared, PreparedTable, amounts_of, prepare
from juesuan.rounding import balance_disclosure

__all__ = ["Composed", "annex_of", "booklet_with", "compose", "evaluation_of"]


class Composed(Struct, frozen=True):
    """A set ready to be written. ``disclosure`` prints what is balanced; ``previous`` are last
    year's figures, if the book has any; ``conflicts`` are identities that no rounding lets
    hold in print together, in words."""

    disclosure: Disclosure
    booklet: Booklet
    prepared: Prepared
    previous: Figures | None = None
    conflicts: tuple[str, ...] = ()


def compose(
    book: Book,
    disclosure: Disclosure,
    rounding: str = "balanced",
    lang: str = "zh",
    progress: Callable[[str], None] = lambda stage: None,
) -> Composed:
    """Round all printed amounts together (unless ``rounding`` is ``each``), fill the
    performance tables, write the booklet.

    Raises ``BookError`` if last year's figures cannot be used, ``TemplateError``,
    ``TableDataError`` and ``PolicyError`` for data that cannot be.
    """
    printed: dict[Any, int] = {}
    conflicts: tuple[str, ...] = ()
    if rounding == "balanced" and disclosure.rounding == "each":
        progress("rounding")
        beside, constraints = amounts_beside(disclosure, book.store)
        evaluated, more = amounts_of(book, disclosure)
        amounts = {**beside, **evaluated}
        disclosure, balanced = balance_disclosure(disclosure, amounts, [*constraints, *more])
        printed = {key: balanced.values[key] for key in amounts}
        conflicts = tuple(str(constraint) for constraint in balanced.conflicts)
    progress("telling")
    prepared = prepare(book, disclosure, printed or None)
    said = AuthorWords.of(book)
    previous = previous_figures(book, disclosure, said)
    booklet = booklet_with(
        prepared, disclosure, book.store, previous=previous, said=said, printed=printed, lang=lang
    )
    return Composed(disclosure, booklet, prepared, previous, conflicts)


def booklet_with(
    prepared: Prepared, disclosure: Disclosure, store: FactStore, **more: Any
) -> Booklet:
    """The booklet of forms and facts with their performance tables, told and annexed; ``more`` as
    ``write_booklet`` takes it."""
    evaluation, annex = evaluation_of(prepared), annex_of(prepared)
    return write_booklet(disclosure, store, evaluation=evaluation, annex=annex, **more)


def evaluation_of(prepared: Prepared) -> EvaluationResults | None:
    """The projects' summary as the narrative tells it."""
    summary = prepared.summary
    if summary is None or summary.ungraded:
        return None
    return EvaluationResults(summary.projects, summary.executed, summary.grades)


def annex_of(prepared: Prepared) -> list[BookletTable]:
    """The performance tables as the booklet prints them."""
    return [_table(table) for table in prepared.tables]


def _table(table: PreparedTable) -> BookletTable:
    return BookletTable(
        number=table.number,
        title=table.title,
        rows=tuple(tuple(_cells(row)) for row in table.rows),
        widths=table.widths,
        department_line=table.department_line,
        unit_line=table.unit_line,
        landscape=True,  # as published
        notes=table.notes,
        about=table.project,
    )


def _cells(row: Any) -> Iterator[TableCell]:
    for cell in row:
        yield TableCell(cell.text, cell.rows, cell.columns, cell.align, cell.head)
