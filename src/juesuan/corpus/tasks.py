"""Reading one disclosure as a task: what it needs, the part of the corpus that it gives."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import Struct

from juesuan.corpus.grouping import FileGroup
from juesuan.corpus.parts import encoded
from juesuan.corpus.reading import FileState, not_read, read_group, settled
from juesuan.corpus.workers import Workers
from juesuan.messages import JuesuanError
from juesuan.reading.errors import UnreadableError, no_access
from juesuan.reading.limits import Limits

__all__ = ["Part", "ReadingTask", "bounded", "lost"]


class ReadingTask(Struct, frozen=True):
    """A disclosure to read, and the state of its files when it was found."""

    group: FileGroup
    files: tuple[FileState, ...]


class Part(Struct, frozen=True):
    """The part of a disclosure, as ``Parts.add`` takes it.

    ``broke`` is the key of what went wrong on this machine rather than in the file (out of time,
    of memory, the store out of reach): there it may be worth reading again.
    """

    rows: tuple[int, bytes, int | None, bytes]
    broke: str = ""


_OUT_OF_REACH = frozenset({"no_access", "not_found"})
"""Reasons that lie in the store: the file was there when it was listed."""


class _Work:
    """Reads disclosures in a process; says the identities of a layout once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: set[int] = set()

    def __call__(self, task: ReadingTask) -> Part:
        broke = ""
        try:
            rows = read_group(self.folder, task.group)
        except OSError as error:
            said = no_access(error, self.folder)
            rows, broke = not_read(said, task.group), said.key
        except JuesuanError as error:
            rows = not_read(error, task.group)
            key = getattr(error, "key", "")
            broke = key if key in _OUT_OF_REACH else ""
        except MemoryError:
            raise
        except Exception as error:  # a fault of this program must not cost the others
            rows = not_read(error, task.group)
        layout = rows["documents"][0].get("layout")
        if layout in self.told:
            rows["terms"] = []
        found = encoded(settled(rows, task.group, list(task.files)))
        if layout is not None:
            self.told.add(layout)
        return Part(found, broke)


def bounded(folder: Path, jobs: int) -> Workers[ReadingTask, Part]:
    """Processes that read disclosures below a folder, each bounded in time and memory."""
    return Workers[ReadingTask, Part](
        _Work(folder), lost, partial(_path_of, folder), jobs, Limits.usual()
    )


def lost(task: ReadingTask, error: UnreadableError) -> Part:
    """The part of a disclosure whose reading broke its bounds: why it is not read."""
    rows = settled(not_read(error, task.group), task.group, list(task.files))
    return Part(encoded(rows), error.key)


def _path_of(folder: Path, task: ReadingTask) -> Path:
    return folder / task.group.files[0]
