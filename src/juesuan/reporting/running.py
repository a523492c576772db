"""Checking one file or ten thousand: each becomes a report or a problem, none stops the rest.

Many files go through several processes; reports come in the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.checks import Checked, check
from juesuan.messages import JuesuanError, say
from juesuan.reading.apart import apart, begin_with
from juesuan.reading.errors import UnreadableError, no_access
from juesuan.reporting.baseline import Accepted, apply
from juesuan.reporting.composing import document_report
from juesuan.reporting.explanations import explain_findings
from juesuan.reporting.hashing import sha256_of
from juesuan.reporting.model import DocumentReport, Failure
from juesuan.reporting.opening import open_subject
from juesuan.reporting.settings import Settings
from juesuan.reporting.since import Earlier, compare
from juesuan.text import readable_name

__all__ = ["CheckRequest", "check_bounded", "check_file", "check_files"]

_LINES_TOLD = 5
begin_with("juesuan.reporting.learning")

Page = Callable[[Checked, DocumentReport, Path], None]
"""Writes a document with its forms (html, xlsx) to a path."""


class CheckRequest(Struct, frozen=True, kw_only=True):
    """What is asked of every file. ``previous`` is last year's file, or for several files a
    folder with files of the same names; ``unit`` the one meant of several in one file. ``page``
    writes each document's own page into ``folder`` under the name of its number and ``suffix``."""

    settings: Settings = field(default_factory=Settings)
    form_set: str = ""
    unit: str = ""
    year: int = 0
    previous: Path | None = None
    accepted: tuple[Accepted, ...] = ()
    earlier: tuple[Earlier, ...] | None = None
    explained: tuple[Accepted, ...] = ()
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
    path: str | Path,
    task: CheckRequest,
    number: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> DocumentReport:
    """Check one document. Whatever is wrong with the file itself becomes the report's
    problem; only ``OSError`` of the page that is written is raised."""
    path = Path(path)
    lang = task.settings.lang or "zh"
    try:
        last = task.previous_of(path)
        subject = open_subject(path, task.form_set, task.year, last, progress, task.unit)
        progress("auditing")
        checked = check(subject, task.settings.rules)
        report = document_report(checked, readable_name(path), task.settings)
        report = replace(report, sha256=sha256_of(path), checked_on=task.today)
    except JuesuanError as error:
        return DocumentReport(file=readable_name(path), problem=_problem(error, path, lang))
    except OSError as error:
        return DocumentReport(
            file=readable_name(path), problem=_problem(no_access(error, path), path, lang)
        )
    except MemoryError:
        return DocumentReport(file=readable_name(path), problem=_said("too_much", lang, path=path))
    except Exception as error:  # a fault of this program must not cost the other documents
        return DocumentReport(file=readable_name(path), problem=_fault(error, path, lang))
    report = apply(report, task.accepted, task.today)
    if task.earlier is not None:
        report = compare(report, task.earlier, not task.several)
    report = explain_findings(report, task.explained)
    if task.page is not None and task.folder is not None:
        name = f"{number:05d}{task.suffix}"
        try:
            task.page(checked, report, task.folder / name)
        except OSError:
            raise
        except Exception as error:
            return DocumentReport(file=readable_name(path), problem=_fault(error, path, lang))
        report = replace(report, page=name)
    return report


def check_bounded(
    path: Path,
    task: CheckRequest,
    number: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> DocumentReport:
    """Check one document like ``check_file``, in a process that the task's limits bound."""
    try:
        work = partial(check_file, path, task, number)
        return apart(work, path, task.settings.limits, progress)
    except UnreadableError as error:
        return DocumentReport(
            file=readable_name(path), problem=_problem(error, path, task.settings.lang or "zh")
        )


def check_files(
    paths: Sequence[str | Path],
    task: CheckRequest,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> Iterator[DocumentReport]:
    """Check documents in turn, or in so many processes at once; reports in the order of
    ``paths``. Each has its bounds of time and memory, and costs only itself."""
    every = [Path(one) for one in paths]
    if jobs <= 1 or len(every) <= 1:
        for number, path in enumerate(every, 1):
            yield check_bounded(path, task, number, progress)
        return
    from juesuan.reporting.pooling import Pool

    lang = task.settings.lang or "zh"

    def died(path: Path) -> DocumentReport:
        return DocumentReport(file=readable_name(path), problem=_said("crashed", lang, path=path))

    yield from Pool(check_bounded, task, jobs, died).results(every)


def _said(key: str, lang: str, **details: object) -> Failure:
    return Failure(key, say(f"check.{key}", lang, **details))


def _fault(error: Exception, path: Path, lang: str) -> Failure:
    return _said("fault", lang, path=path, why=f"{type(error).__name__}: {error}")


def _problem(error: JuesuanError, path: Path, lang: str) -> Failure:
    """Why a document could not be checked, in words that name it."""
    first, *more = error.text(lang).split("\n")
    if "path" not in error.details:
        first = f"{path}{'：' if lang == 'zh' else ': '}{first}"
    rest = len(more) - _LINES_TOLD
    told = [first, *more[:_LINES_TOLD], *([f"  … +{rest}"] if rest > 0 else [])]
    return Failure(f"{error.section}.{error.key}", "\n".join(told))
