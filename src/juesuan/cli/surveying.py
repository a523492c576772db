"""A book that is a workbook, tried in a process with bounds before it is opened in this one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from juesuan.ledger.workbook import open_workbook

__all__ = ["survey"]


def survey(path: Path, progress: Callable[[str], None]) -> None:
    """See that a workbook can be opened and read through within the limits of a document.

    A forged one can make the library that opens it abort or ask for all memory, which cannot
    be caught where it happens. Raises ``UnreadableError`` (``too_long``, ``too_much``,
    ``crashed``) with its path; any other path, and what is merely wrong in a book, is left to
    whoever reads it.
    """
    if path.is_file() and path.suffix.lower() in (".xlsx", ".xlsm"):
        from juesuan.reading.apart import apart  # heavy to load, and only this needs it

        apart(partial(_read_through, path), path, progress=progress)


def _read_through(path: Path, progress: Callable[[str], None]) -> None:
    workbook, _ = open_workbook(path)
    for sheet in workbook.sheets if workbook else ():
        for _row in workbook.rows(sheet) if workbook else ():
            pass
