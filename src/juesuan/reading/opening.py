"""One call from a path to a reading: a file, or a folder or zip of files that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from juesuan.messages import Message
from juesuan.reading.collecting import collecting_rarely
from juesuan.reading.document import Document, Spot
from juesuan.reading.errors import NotADisclosureError, UnreadableError, no_access
from juesuan.reading.formats import read_file
from juesuan.reading.formats.archive import expand
from juesuan.reading.limits import Tally
from juesuan.reading.reading import Reading, read_documents
from juesuan.text import readable_name

__all__ = ["read", "read_all", "read_units"]


def read(
    path: Path | str,
    form_set: str | Path = "",
    year: int = 0,
    progress: Callable[[str], None] = lambda stage: None,
    unit: str = "",
) -> Reading:
    """Read a published or draft disclosure.

    ``path`` is a file (pdf, ofd, xlsx, xls, docx, doc, html, txt …), or a folder or zip whose
    files are one document. The form set and year are recognised unless given; of several units
    the first is read, or the one that ``unit`` names, in full or in part. Raises
    ``UnreadableError`` for what cannot be opened and ``NotADisclosureError`` where no form
    is found.
    """
    form_set = str(form_set)
    path = Path(path)
    with _named(path):
        progress("reading")
        return read_documents(_read_all(path), form_set, year, progress, unit)


def read_units(path: Path | str, form_set: str | Path = "", year: int = 0) -> list[Reading]:
    """Read each unit whose forms a path prints, in their order; raises as ``read`` does."""
    path = Path(path)
    with _named(path):
        documents = _read_all(path)
        first = read_documents(documents, str(form_set), year)
        return [
            first,
            *(
                read_documents(documents, str(form_set), year, unit=name)
                for name in first.other_units
            ),
        ]


def read_all(path: Path | str) -> list[Document]:
    """The documents of a path, in natural order of their names.

    Of several files, those that cannot be opened are kept as unread; a single one, or none
    that opens, raises ``UnreadableError``.
    """
    path = Path(path)
    with _named(path):
        return _read_all(path)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What is read of a path: what goes wrong says which path it is about."""
    try:
        if not path.exists():
            raise UnreadableError("not_found", path=path)
        with collecting_rarely():
            yield
    except (UnreadableError, NotADisclosureError) as error:
        error.details.setdefault("path", path)
        raise
    except OSError as error:
        raise no_access(error, path) from error


@contextmanager
def _readable(file: Path) -> Iterator[Path]:
    """A file under a name that can be printed: its own, or a link where its own cannot."""
    name = readable_name(file.name)
    if name == file.name:
        yield file
        return
    with TemporaryDirectory(prefix="juesuan-") as folder:
        link = Path(folder) / name
        link.symlink_to(file.absolute())
        yield link


def _read_all(path: Path) -> list[Document]:
    with expand(path) as found:
        documents: list[Document] = []
        failed: list[tuple[Path, UnreadableError]] = []
        whole = Tally()
        for file in found.files:
            try:
                with _readable(file) as readable:
                    document = read_file(readable)
                whole.row(document.tally.cells)
                documents.append(document)
            except UnreadableError as error:
                failed.append((file, error))
            except OSError as error:
                failed.append((file, no_access(error, file)))
        if not documents:
            if failed:
                raise failed[0][1]
            raise UnreadableError("empty", file=readable_name(path.name))
        for file, reason in failed:
            details = {**reason.details, "path": Message("unreadable.the_file")}
            why = Message(f"{reason.section}.{reason.key}", details)
            documents[0].unread.append(
                ("file_not_read", Spot(file=readable_name(file.name)), {"why": why})
            )
        documents[0].unread += found.unread
    return documents
