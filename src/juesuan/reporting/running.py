"""Checking one file or ten thousand: each becomes a report or a problem, none stops the rest.

Many files go through processes that are renewed from time to time, only a few at once, so
that memory stays bounded whatever the number; reports come in the order of the files.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from juesuan.checks import Checked, check
from juesuan.forms import FormSetError
from juesuan.ledger import BookError
from juesuan.messages import say
from juesuan.reading import NotADisclosureError, UnreadableError
from juesuan.reporting.baseline import Accepted, apply
from juesuan.reporting.composing import document_report
from juesuan.reporting.model import DocumentReport, Problem
from juesuan.reporting.opening import open_subject
from juesuan.reporting.settings import Settings
from juesuan.reporting.since import Earlier, compare

__all__ = ["Task", "check_file", "check_files"]

_BEFORE_RENEWAL = 50
"""Files after which a process is replaced by a fresh one: what a file leaked goes with it."""
_AHEAD = 3
"""Files handed out ahead of the one waited for, for each process."""
_PROBLEMS_TOLD = 5

Page = Callable[[Checked, DocumentReport, Path], None]
"""Writes a document with its forms (html, xlsx) to a path."""

Work = Callable[[Path, "Task", int], DocumentReport]
"""Checks one file."""


@dataclass(frozen=True)
class Task:
    """What is asked of every file. ``previous`` is last year's file, or for several files a
    folder with files of the same names. ``page`` writes each document's own page into
    ``folder`` under the name of its number and ``suffix``."""

    settings: Settings = field(default_factory=Settings)
    form_set: str = ""
    year: int = 0
    previous: Path | None = None
    accepted: tuple[Accepted, ...] = ()
    earlier: tuple[Earlier, ...] | None = None
    today: date = field(default_factory=date.today)
    several: bool = False
    page: Page | None = None
    folder: Path | None = None
    suffix: str = ""

    def previous_of(self, path: Path) -> Path | None:
        """Last year's file of a document, if there is one."""
        if self.previous is None or not self.several:
            return self.previous
        named = self.previous / path.name
        return named if named.exists() else None


def check_file(
    path: Path,
    task: Task,
    number: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> DocumentReport:
    """Check one document. Whatever is wrong with the file itself becomes the report's
    problem; only ``OSError`` of the page that is written is raised."""
    began = time.perf_counter()
    lang = task.settings.lang or "zh"
    try:
        subject = open_subject(path, task.form_set, task.year, task.previous_of(path), progress)
        progress("auditing")
        checked = check(subject, task.settings.rules)
        report = document_report(checked, str(path), task.settings)
    except (UnreadableError, NotADisclosureError, FormSetError, BookError, OSError) as error:
        return DocumentReport(str(path), problem=_problem(error, path, lang))
    except MemoryError:
        return DocumentReport(str(path), problem=_said("too_much", lang, path=path))
    except Exception as error:  # a fault of this program must not cost the other documents
        return DocumentReport(str(path), problem=_fault(error, path, lang))
    report = apply(report, task.accepted, task.today)
    if task.earlier is not None:
        report = compare(report, task.earlier, not task.several)
    if task.page is not None and task.folder is not None:
        name = f"{number:05d}{task.suffix}"
        try:
            task.page(checked, report, task.folder / name)
        except OSError:
            raise
        except Exception as error:
            return DocumentReport(str(path), problem=_fault(error, path, lang))
        report = replace(report, page=name)
    return replace(report, seconds=time.perf_counter() - began)


def check_files(
    paths: Sequence[Path],
    task: Task,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> Iterator[DocumentReport]:
    """Check documents in turn, or in so many processes at once; reports in the order of
    ``paths``."""
    if jobs <= 1 or len(paths) <= 1:
        for number, path in enumerate(paths, 1):
            yield check_file(path, task, number, progress)
        return
    todo = list(enumerate(paths, 1))
    while todo:
        done = 0
        try:
            for report in _pooled(todo, task, jobs):
                done += 1
                yield report
            return
        except BrokenProcessPool:
            # The first file without a report may have brought its process down: alone again.
            yield _alone(*todo[done], task)
            todo = todo[done + 1 :]


def _pooled(todo: Sequence[tuple[int, Path]], task: Task, jobs: int) -> Iterator[DocumentReport]:
    waiting: deque[Future[DocumentReport]] = deque()
    entries = iter(todo)
    with _pool(jobs, task) as pool:
        try:
            for number, path in entries:
                waiting.append(pool.submit(_in_process, check_file, path, number))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int, task: Task) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs,
        multiprocessing.get_context("spawn"),
        _begin,
        (task,),
        max_tasks_per_child=_BEFORE_RENEWAL,
    )


_TASK: list[Task] = []
"""What a process of the pool was asked, sent once: an earlier report can be large."""


def _begin(task: Task) -> None:
    _TASK[:] = [task]


def _in_process(work: Work, path: Path, number: int) -> DocumentReport:
    return work(path, _TASK[0], number)


def _alone(number: int, path: Path, task: Task) -> DocumentReport:
    """Check a file in a process of its own, which may die."""
    try:
        with _pool(1, task) as pool:
            return pool.submit(_in_process, check_file, path, number).result()
    except BrokenProcessPool:
        lang = task.settings.lang or "zh"
        return DocumentReport(str(path), problem=_said("crashed", lang, path=path))


def _said(key: str, lang: str, **details: object) -> Problem:
    return Problem(key, say(f"check.{key}", lang, **details))


def _fault(error: Exception, path: Path, lang: str) -> Problem:
    return _said("fault", lang, path=path, why=f"{type(error).__name__}: {error}")


def _problem(error: Exception, path: Path, lang: str) -> Problem:
    """Why a document could not be checked, in words."""
    if isinstance(error, UnreadableError):
        details = {"path": path, **error.details}
        return Problem(f"unreadable.{error.key}", say(f"unreadable.{error.key}", lang, **details))
    if isinstance(error, NotADisclosureError):
        return Problem(error.key, say(f"read.{error.key}", lang, path=path, **error.details))
    if isinstance(error, FormSetError):
        return Problem("form_set", say("build.bad_form_set", lang, why=error.text(lang)))
    if isinstance(error, BookError):
        told = [problem.text(lang) for problem in error.problems[:_PROBLEMS_TOLD]]
        rest = len(error.problems) - len(told)
        text = "\n".join([*told, f"… +{rest}"] if rest else told)
        return Problem("book", say("check.bad_book", lang, path=path, problems=text))
    assert isinstance(error, OSError)
    why = error.strerror or str(error)
    return Problem("unreadable.no_access", say("unreadable.no_access", lang, path=path, why=why))
