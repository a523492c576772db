"""A booklet from a book: its author's words, and last year's figures (上年决算数) from last
year's book, its published cells, or a few of them quoted in this year's book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juesuan.forms import Disclosure, Selection
from juesuan.ledger import Book, BookError, Problem
from juesuan.narrative.figures import Figures
from juesuan.narrative.last_year import figures_of_last_year
from juesuan.narrative.material import EvaluationResults
from juesuan.narrative.model import Block, Booklet
from juesuan.narrative.said import AuthorWords, last_year
from juesuan.narrative.writing import write_booklet

__all__ = ["book_booklet", "previous_figures"]


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

    ``previous`` in book.toml names last year's book or what was published of it
    (``figures_of_last_year``); else the sheet 上年数 quotes cells. Raises ``BookError``,
    and ``UnreadableError`` or ``NotADisclosureError`` for a published file.
    """
    named = book.description.previous
    if not named:
        return _quoted(book, disclosure, said)
    folder = book.path if book.path.is_dir() else book.path.parent
    return figures_of_last_year(folder / named, disclosure, book.space, named)


def _quoted(book: Book, disclosure: Disclosure, said: AuthorWords) -> Figures | None:
    try:
        return last_year(said, book.space, disclosure)
    except KeyError as error:
        details = {"cell": error.args[0], "form_set": disclosure.form_set.id}
        place = book.tables["last_year"].place()
        raise BookError([Problem("previous_cell", place, details)]) from None
