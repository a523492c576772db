"""What kind of thing a path is, before it is read."""

from __future__ import annotations

from pathlib import Path

from juesuan.reading.errors import UnreadableError

__all__ = ["is_book"]

_BOOK_FILE, _BOOK_SHEETS = "book.toml", frozenset({"账套", "Book"})


def is_book(path: str | Path) -> bool:
    """Whether a path is a book (账套): a folder with a ``book.toml``, that file, or a
    workbook with the sheet that names the unit and year."""
    path = Path(path)
    if path.is_dir():
        return (path / _BOOK_FILE).is_file()
    if path.name == _BOOK_FILE:
        return True
    if path.suffix.lower() not in {".xlsx", ".xlsm"}:
        return False
    from juesuan.reading.formats.sheet_survey import sheet_names

    try:
        names = sheet_names(path)
    except (UnreadableError, OSError):
        return False
    return not _BOOK_SHEETS.isdisjoint(names)
