"""Reading every disclosure below a folder into a corpus (普查)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct, field

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.grouping import find_files, group, read_rows, write_rows
from juesuan.corpus.reading import FileState, key_of
from juesuan.corpus.store import Store
from juesuan.corpus.tasks import ReadingTask, bounded

__all__ = ["GROUPING", "Audit", "Audited", "audit"]

GROUPING = "grouping.csv"


class Audited(Struct):
    """What an audit did: disclosures in all, read now, unchanged, and not read."""

    documents: int = 0
    read: int = 0
    unchanged: int = 0
    not_read: int = 0
    counts: dict[str, int] = field(default_factory=dict)


class Audit:
    """An audit of a folder: what is to be read is known (``groups``, ``todo``), then ``run``
    reads it. Raises ``CorpusError`` and ``OSError``."""

    def __init__(self, folder: Path, corpus: Path, jobs: int = 0) -> None:
        if not folder.is_dir():
            raise CorpusError("a_file" if folder.is_file() else "no_folder", path=folder)
        self.folder, self.corpus = folder, corpus
        self.jobs = jobs or os.cpu_count() or 1
        table = self.grouping = corpus / GROUPING
        rows = read_rows(table) if table.is_file() else []
        files = find_files(folder, corpus)
        if not files:
            raise CorpusError("no_files", path=folder)
        self.groups = group(files, rows)
        self.store = Store(corpus, folder)
        left_out = [row["file"] for row in rows if row["document"] == "-" and row["file"] in files]
        write_rows(table, self.groups, left_out)
        self.todo = list(self._changed())

    def _changed(self) -> Iterator[ReadingTask]:
        known = self.store.known()
        for one in self.groups:
            key, states = known.get(one.document, ("", []))
            before = {state.path: state for state in states}
            try:
                files = [FileState.of(self.folder, f, before.get(f)) for f in one.files]
            except OSError:
                files = [FileState(f, 0, 0, "") for f in one.files]
            if key != key_of(one, files):
                yield ReadingTask(one, tuple(files))

    def run(
        self,
        progress: Callable[[str], None] = lambda name: None,
        read: Callable[[Audit, Callable[[str], None]], None] | None = None,
    ) -> Audited:
        """Read what has changed, then make the dataset anew; ``progress`` is told the name of
        each disclosure that is done. ``read`` reads them elsewhere than on this machine."""
        (read or _read_here)(self, progress)
        wanted = [one.document for one in self.groups]
        self.store.compact(wanted)
        return self._counted()

    def _counted(self) -> Audited:
        from juesuan.corpus.open import open_corpus

        with open_corpus(self.corpus) as corpus:
            ((every, failed, errors, warnings, infos),) = corpus.rows(
                "SELECT count(*), count(*) FILTER (status = 'not_read'), sum(errors)::BIGINT,"
                " sum(warnings)::BIGINT, sum(infos)::BIGINT FROM documents"
            )
        counts = {"error": errors or 0, "warning": warnings or 0, "info": infos or 0}
        read = len(self.todo)
        return Audited(every, read, every - read, failed, counts)


def _read_here(audit: Audit, progress: Callable[[str], None]) -> None:
    """Read on this machine, in several processes."""
    jobs = max(1, min(audit.jobs, len(audit.todo)))
    try:
        for task, part in bounded(audit.folder, jobs).results(audit.todo):
            audit.store.add(*part.rows)
            progress(task.group.name)
    finally:  # stopped, it keeps what is read
        audit.store.flush()


def audit(
    folder: str | Path,
    corpus: str | Path,
    jobs: int = 0,
    progress: Callable[[str], None] = lambda name: None,
) -> Audited:
    """Read every disclosure below a folder into a corpus; what was read before and has not
    changed is not read again. Raises ``CorpusError``."""
    return Audit(Path(folder), Path(corpus), jobs).run(progress)
