"""One call from a path to a reading: a file, or a folder or zip of files that belong together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from juesuan.reading.document import Document, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import read_file
from juesuan.reading.formats.archive import expand
from juesuan.reading.reading import Reading, read_documents

__all__ = ["read", "read_all"]


def read(
    path: Path | str,
    form_set: str = "",
    year: int = 0,
    progress: Callable[[str], None] = lambda stage: None,
) -> Reading:
    """Read a published or draft disclosure.

    ``path`` is a file (pdf, xlsx, xls, docx, html, txt), or a folder or zip whose files are
    one document. The form set and year are recognised unless given. Raises
    ``UnreadableError`` for what cannot be opened and ``NotADisclosureError`` where no form
    is found.
    """
    path = Path(path)
    if not path.exists():
        raise UnreadableError("not_found", path=path)
    progress("reading")
    return read_documents(read_all(path), form_set, year, progress)


def read_all(path: Path) -> list[Document]:
    """The documents of a path, in natural order of their names.

    Of several files, those that cannot be opened are kept as unread; a single one, or none
    that opens, raises ``UnreadableError``.
    """
    with expand(path) as found:
        documents: list[Document] = []
        failed: list[tuple[Path, UnreadableError]] = []
        for file in found.files:
            try:
                documents.append(read_file(file))
            except UnreadableError as error:
                failed.append((file, error))
            except OSError as error:
                failed.append((file, UnreadableError("no_access", why=error.strerror)))
        if not documents:
            if failed:
                raise failed[0][1]
            raise UnreadableError("empty", file=path.name)
        for file, reason in failed:
            details = {**reason.details, "why": reason.key}
            documents[0].unread.append(("file_not_read", Spot(file.name), details))
        documents[0].unread += found.unread
    return documents
