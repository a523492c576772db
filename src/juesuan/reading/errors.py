"""Why files give no reading, in words."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from juesuan.messages import JuesuanError, Message

__all__ = ["NotADisclosureError", "UnreadableError", "no_access"]


class _FileError(JuesuanError):
    """Something wrong with a file: its ``path`` where that is known, else “the file”."""

    usual = MappingProxyType({"path": Message("unreadable.the_file")})


class UnreadableError(_FileError):
    """A file that gives no document. ``key`` says why, ``details`` what is known of it.

    Keys: ``encrypted`` (a password is needed), ``damaged``, ``empty``, ``too_large``,
    ``not_this_format``, ``not_found``, ``no_file`` (a pipe, a device), ``no_access``,
    ``needs_soffice`` (an older word processor's file, and LibreOffice is not there),
    ``not_converted``, ``needs_ocr`` (an image, and the extra ``ocr`` is not installed);
    ``draws_itself``, ``draws_too_much`` (a page of a pdf without an end); ``too_long``,
    ``too_much``, ``crashed``, ``page_crashed`` (reading broke its bounds).
    """

    section = "unreadable"


def no_access(error: OSError, path: Path) -> UnreadableError:
    """What an ``OSError`` while reading ``path`` (or a file in it) means for a person."""
    why = error.strerror or str(error)
    return UnreadableError("no_access", path=error.filename or path, why=why)


class NotADisclosureError(_FileError):
    """Files in which no form of any known form set was found.

    ``key`` says what they are instead: ``budget``, ``government`` (its accounts, not those of a
    department), ``other_accounts`` (of a building, of a company), ``other_matter`` (a ``kind`` of
    paper that the ``text`` shows: a contract, news), ``internal`` (the report to the
    ministry), ``unknown_tables``, ``only_text``,
    ``only_pictures``, ``no_text``, ``no_disclosure``, ``no_such_unit`` (of the ``known`` ones), or
    ``cells_by_spaces``, ``cells_by_lines``: a table whose cells only blanks set apart, or stand
    one a line, with its ``line``.
    """

    section = "read"

    def __init__(self, key: str = "no_disclosure", /, **details: object) -> None:
        super().__init__(key, **details)
