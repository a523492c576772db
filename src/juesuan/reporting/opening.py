"""From a path to what is checked: a published or draft document, a book, or a built folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.checks import Subject
from juesuan.publishing.output import MANIFEST
from juesuan.reading import UnreadableError, is_book, read

if TYPE_CHECKING:
    from juesuan.forms import Disclosure
    from juesuan.ledger import Book

__all__ = ["is_book", "open_subject"]

_BUILT = ("booklet.docx", "forms.xlsx")
"""What is read of a built folder: the first of these that is there."""

Progress = Callable[[str], None]


def open_subject(
    path: str | Path,
    form_set: str | Path = "",
    year: int = 0,
    previous: str | Path | None = None,
    progress: Progress = lambda stage: None,
    unit: str = "",
) -> Subject:
    """What is checked of a path; ``form_set`` and ``year`` force what else is recognised, ``unit``
    names the one meant of several in one file.

    ``previous`` is last year's disclosure or book of the same unit; a book may name its own.
    Of a folder that ``build`` wrote its booklet is read. Raises ``UnreadableError``,
    ``NotADisclosureError``, ``FormSetError`` or ``BookError``.
    """
    path = Path(path)
    form_set = str(form_set)
    previous = None if previous is None else Path(previous)
    if not path.exists():
        raise UnreadableError("not_found", path=path)
    if is_book(path):
        return _book(path, form_set, previous, progress)
    last = _last(previous, progress)
    if (path / MANIFEST).is_file():
        path = next((path / name for name in _BUILT if (path / name).is_file()), path)
    reading = read(path, form_set, year, progress, unit)
    return Subject.of(reading, _files(path), last)


def _book(path: Path, form_set: str, previous: Path | None, progress: Progress) -> Subject:
    book, disclosure = _filled(path, form_set, progress)
    if previous is None and book.description.previous:
        home = path if path.is_dir() else path.parent
        named = home / book.description.previous
        previous = named if named.exists() else None
    return Subject(
        disclosure=disclosure, reading=None, previous=_last(previous, progress), files=(path,)
    )


def _last(path: Path | None, progress: Progress) -> Subject | None:
    """Last year's disclosure, itself without the one before it."""
    if path is None:
        return None
    if is_book(path):
        return Subject(
            disclosure=_filled(path, "", progress)[1], reading=None, previous=None, files=(path,)
        )
    return open_subject(path, progress=progress)


def _filled(path: Path, form_set: str, progress: Progress) -> tuple[Book, Disclosure]:
    """A book and its filled forms."""
    from juesuan.ledger import read_book
    from juesuan.publishing import fill_book

    book = read_book(path, progress)
    progress("filling")
    return book, fill_book(book, form_set)


def _files(path: Path) -> tuple[Path, ...]:
    """The files of a document: those of a folder, or the file itself."""
    if not path.is_dir():
        return (path,)
    return tuple(sorted(entry for entry in path.rglob("*") if entry.is_file()))
