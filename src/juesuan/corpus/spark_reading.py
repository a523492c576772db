"""Reading the disclosures of an audit as tasks of a Spark cluster.

Folder and corpus lie on a store that all machines share. Each task reads some disclosures, in a
process bounded in time and memory, and writes their parts itself; the driver learns only which
are done. What broke is read again by itself; what breaks each time is a dead letter (死信): told in
the corpus as not read, and listed with its reason in ``dead_letters.csv``.
"""

from __future__ import annotations

import csv
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from juesuan.corpus.auditing import Audit
from juesuan.corpus.parts import Parts, journaled
from juesuan.corpus.spark import spark_session
from juesuan.corpus.tasks import ReadingTask, bounded, lost
from juesuan.reading.errors import UnreadableError

__all__ = ["DEAD_LETTERS", "read_on_spark"]

DEAD_LETTERS = "dead_letters.csv"
_COLUMNS = ("file", "document", "name", "attempts", "reason")
_AGAIN = 2
"""How often what broke is read again."""
_TOGETHER = 50
"""Disclosures of one task: a process is begun for each task."""
_WRITTEN = 10
"""Disclosures that are written together."""
_POLL = 0.2

Outcome = tuple[int, str]
"""A disclosure's number, and the key of what broke; empty where nothing did."""


def read_on_spark(
    audit: Audit,
    progress: Callable[[str], None],
    *,
    again: int = _AGAIN,
    together: int = _TOGETHER,
) -> None:
    """Read what an audit has to read on Spark. ``again`` is how often what broke is read again,
    ``together`` how many disclosures a task has. Raises ``CorpusError`` (``no_spark``)."""
    work = _Cluster(spark_session().sparkContext, audit.folder.resolve(), audit.corpus.resolve())
    (work.corpus / DEAD_LETTERS).unlink(missing_ok=True)
    left = {task.group.document: task for task in audit.todo}
    reasons: dict[int, str] = {}
    for attempt in range(again + 1):
        if not left:
            return
        slices = len(left) if attempt else -(-len(left) // together)
        for document, broke in work.round(list(left.values()), slices):
            reasons[document] = broke
            if not broke:
                progress(left.pop(document).group.name)
    _tell(audit, left, reasons, again + 1)
    for task in left.values():
        progress(task.group.name)


class _Cluster:
    """Where tasks are done: a Spark context, the folder and the corpus as all machines see them."""

    def __init__(self, context: Any, folder: Path, corpus: Path) -> None:
        self.context, self.folder, self.corpus = context, folder, corpus

    def round(self, tasks: Sequence[ReadingTask], slices: int) -> Iterator[Outcome]:
        """What each disclosure came to, as tasks end. Where the job ends before all are done
        (an executor is lost again and again), the others broke for its reason."""
        began, told = time.time(), set()
        done = self.context.accumulator([], _Lists())
        work = partial(_read, str(self.folder), str(self.corpus), done)
        slices = max(slices, min(len(tasks), self.context.defaultParallelism))
        failure: list[str] = []

        def run() -> None:
            try:
                self.context.parallelize(tasks, slices).foreachPartition(work)
            except Exception as error:  # whatever ends a job: a lost executor, a broken store
                failure.append(f"{type(error).__name__}: {str(error).splitlines()[0]}")

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(_POLL)
            for outcome in list(done.value):
                if outcome[0] not in told:
                    told.add(outcome[0])
                    yield outcome
        for document, broke in done.value:
            if document not in told:
                told.add(document)
                yield document, broke
        written = journaled(self.corpus, began)
        for task in tasks:
            document = task.group.document
            if document not in told:
                yield document, "" if document in written else "".join(failure)


class _Lists:
    """Adds up lists that tasks send: what Spark calls an ``AccumulatorParam``."""

    def zero(self, value: list[Outcome]) -> list[Outcome]:
        """Where each task begins."""
        return []

    def addInPlace(  # noqa: N802 (the name that Spark calls)
        self, one: list[Outcome], other: list[Outcome]
    ) -> list[Outcome]:
        """Both lists."""
        one.extend(other)
        return one


def _read(folder: str, corpus: str, done: Any, tasks: Iterable[ReadingTask]) -> None:
    """Read disclosures on an executor and write their parts; ``done`` adds up outcomes."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    parts, waiting = Parts(Path(corpus), together=_WRITTEN), list[Outcome]()
    for task, part in bounded(Path(folder), 1).results(tasks):
        waiting.append((task.group.document, part.broke))
        if parts.add(*part.rows):
            done.add(waiting)
            waiting = []
    parts.flush()
    done.add(waiting)


def _tell(
    audit: Audit, left: dict[int, ReadingTask], reasons: dict[int, str], attempts: int
) -> None:
    """Tell dead letters: in the list, and as not read where their task wrote no part."""
    if not left:
        return
    written = journaled(audit.corpus)
    with (audit.corpus / DEAD_LETTERS).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for document, task in left.items():
            reason = reasons.get(document, "")
            name = task.group.name
            writer.writerow([task.group.files[0], document, name, attempts, reason])
            if document not in written:
                path = audit.folder / task.group.files[0]
                error = UnreadableError("crashed", path=path, status=reason)
                audit.store.add(*lost(task, error).rows)
