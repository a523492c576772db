"""What a bureau sends to its units after an audit: for each unit and year with errors or warnings
a folder with the notice of correction (整改通知书) and the filled inspection sheet (检查表)."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks import check
from juesuan.corpus.grouping import FileGroup
from juesuan.corpus.open import open_corpus
from juesuan.corpus.reading import not_read, subject_of
from juesuan.corpus.workers import Workers
from juesuan.messages import say
from juesuan.publishing import replace_file
from juesuan.reading.limits import Limits
from juesuan.reporting import (
    DocumentReport,
    FileNames,
    Settings,
    document_report,
    needs_notice,
    write_notice,
)
from juesuan.reporting.hashing import sha256_of
from juesuan.reporting.inspection import inspection_of, load_sheet, write_inspection_workbook

__all__ = ["INDEX", "PaperTask", "Papers", "papers_to_write", "write_papers"]

INDEX = "index.xlsx"
_SHEET = "thirty-two"
_WIDTHS = (30, 8, 8, 8, 44, 44, 60, 60)


class PaperTask(Struct, frozen=True, kw_only=True):
    """A disclosure with errors or warnings, and the name of the folder for its papers; ``unit``
    and ``year`` are those of the corpus, with what a person corrected."""

    group: FileGroup
    name: str
    unit: str
    year: int
    errors: int
    warnings: int


class Papers(Struct, frozen=True):
    """What was written for a disclosure, as paths below the folder of papers; empty what was
    not. ``problem`` says in words why nothing was."""

    notice: str = ""
    sheet: str = ""
    problem: str = ""


def papers_to_write(corpus: Path, groups: Sequence[FileGroup]) -> list[PaperTask]:
    """The disclosures of a corpus that have errors or warnings, by unit and year; each has a
    folder of its own, also where two are of the same unit and year."""
    by_number = {one.document: one for one in groups}
    with open_corpus(corpus) as opened:
        rows = opened.rows(
            "SELECT document, unit, year, errors, warnings FROM documents"
            " WHERE status = 'read' AND errors + warnings > 0 ORDER BY unit, year, name"
        )
    names, found = FileNames(), []
    for document, unit, year, errors, warnings in rows:
        group = by_number[document]
        name = names.of(DocumentReport(file=group.name, unit=unit, year=year or 0))
        task = PaperTask(
            group=group, name=name, unit=unit, year=year or 0, errors=errors, warnings=warnings
        )
        found.append(task)
    return found


def write_papers(
    tasks: Sequence[PaperTask],
    source: Path,
    folder: Path,
    lang: str = "zh",
    due: date | None = None,
    jobs: int = 0,
    progress: Callable[[str], None] = lambda name: None,
) -> dict[str, Papers]:
    """Write the papers of disclosures below ``source``, and the index of them; by the name of
    each folder what was written. Only these disclosures are read again, each bounded in time and
    memory; one that fails costs only itself. Raises ``OSError`` where the index cannot be
    written."""
    work = partial(_write, source=source, folder=folder, lang=lang, due=due)
    count = max(1, min(jobs or os.cpu_count() or 1, len(tasks)))
    workers = Workers[PaperTask, Papers](
        work, partial(_broken, lang=lang), partial(_path, source), count, Limits.usual()
    )
    written: dict[str, Papers] = {}
    for task, papers in workers.results(tasks):
        written[task.name] = papers
        progress(task.name)
    folder.mkdir(parents=True, exist_ok=True)
    _write_index(tasks, written, folder / INDEX, lang)
    return written


def _write(task: PaperTask, source: Path, folder: Path, lang: str, due: date | None) -> Papers:
    try:
        return _written(task, source, folder, lang, due)
    except MemoryError:
        raise
    except Exception as error:  # what is wrong with one must not cost the others
        return _broken(task, error, lang)


def _written(task: PaperTask, source: Path, folder: Path, lang: str, due: date | None) -> Papers:
    checked = check(subject_of(source, task.group))
    files = task.group.files
    alone = len(files) == 1
    report = replace(
        document_report(checked, files[0] if alone else task.group.name, Settings(lang=lang)),
        unit=task.unit,
        year=task.year,
        sha256=sha256_of(source / files[0]) if alone else "",
        checked_on=date.today(),
    )
    (folder / task.name).mkdir(parents=True, exist_ok=True)
    notice = f"{task.name}/{task.name}{say('notice.title', lang)}.docx"
    if needs_notice(report):
        with replace_file(folder / notice) as target:
            write_notice(report, target, lang, due)
    else:
        notice = ""
    sheet = f"{task.name}/{task.name}{say('inspect.title', lang)}.xlsx"
    inspected = inspection_of(checked, report, load_sheet(_SHEET), lang)
    with replace_file(folder / sheet) as target:
        write_inspection_workbook([inspected], target, lang)
    return Papers(notice, sheet)


def _broken(task: PaperTask, error: Exception, lang: str) -> Papers:
    (row,) = not_read(error, task.group)["documents"]
    return Papers(problem=str(row["reason" if lang == "zh" else "reason_en"]))


def _path(source: Path, task: PaperTask) -> Path:
    return source / PurePosixPath(task.group.files[0])


def _write_index(
    tasks: Sequence[PaperTask], written: dict[str, Papers], path: Path, lang: str
) -> None:
    """One row a disclosure: unit, year, what was found, its papers, its files."""
    import xlsxwriter

    from juesuan.reporting.units_workbook import write_sheet

    rows = []
    for task in tasks:
        one = written[task.name]
        said = (task.unit, task.year, task.errors, task.warnings, one.notice, one.sheet)
        rows.append((*said, "\n".join(task.group.files), one.problem))
    head = say("corpus.papers_columns", lang).split(",")
    with replace_file(path) as target:
        options = {"in_memory": True, "strings_to_formulas": False}
        with xlsxwriter.Workbook(str(target), options) as book:
            write_sheet(book, say("corpus.papers_title", lang), head, rows, _WIDTHS)
