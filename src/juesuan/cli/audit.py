"""``juesuan audit``: every disclosure below a folder, read into a corpus."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from juesuan.cli.check import day_due
from juesuan.cli.console import counted, err, out
from juesuan.cli.errors import UsageError
from juesuan.cli.option_records import AuditOptions
from juesuan.corpus import Audit, Audited, open_corpus
from juesuan.corpus.changes import keep_changes, read_changes
from juesuan.corpus.missing import keep_roster, read_roster
from juesuan.messages import say
from juesuan.reporting import FAIL_ON, Settings

__all__ = ["run"]

_FORMATS = ("text", "json")
_ENGINES = ("duckdb", "spark")
_EVERY = 30.0
"""Seconds between two lines of progress where no terminal shows a bar."""


_STATES = (
    "published",
    "late",
    "missing",
    "wrong_year",
    "incomplete",
    "twice",
    "other_unit",
    "not_read",
)


def run(folder: Path, asked: AuditOptions) -> int:
    """Audit a folder; the exit status: 1 with findings that count, 2 where nothing was read."""
    corpus, lang = asked.output, asked.lang.value
    due = _refuse(folder, asked)
    work = Audit(folder, corpus, asked.jobs)
    every, todo = len(work.groups), len(work.todo)
    err.print(say("corpus.found", lang, count=every, todo=todo, path=work.grouping), markup=False)
    with _watching(todo, lang) as done:
        if asked.engine == "spark":
            from juesuan.corpus.spark_reading import read_on_spark

            found = work.run(done, read_on_spark)
        else:
            found = work.run(done)
    if asked.roster is not None:
        keep_roster(asked.roster, corpus)
    if asked.changes is not None:
        keep_changes(asked.changes, corpus)
    _tell(found, corpus, asked.format, lang)
    if asked.papers is not None:
        _papers(work, asked.papers, due, lang)
    if found.documents == found.not_read:
        return 2
    return int(Settings(fail_on=asked.fail_on).fails(found.counts))  # type: ignore[arg-type]


def _refuse(folder: Path, asked: AuditOptions) -> date | None:
    """Refuse what is wrong with the options before hours of reading; the day of ``--due``."""
    if asked.format and asked.format not in _FORMATS:
        raise UsageError("corpus.bad_format", found=asked.format, known=_FORMATS)
    if asked.fail_on not in FAIL_ON:
        raise UsageError("check.bad_fail_on", found=asked.fail_on, known=FAIL_ON)
    if asked.engine not in _ENGINES:
        raise UsageError("corpus.bad_engine", found=asked.engine, known=_ENGINES)
    if asked.roster is not None:
        read_roster(asked.roster)
    if asked.changes is not None:
        read_changes(asked.changes)
    if asked.papers is not None:
        place = asked.papers.resolve()
        among = place.is_relative_to(folder.resolve())
        if among and not place.is_relative_to(asked.output.resolve()):
            raise UsageError("corpus.papers_within", path=asked.papers)
    return day_due(asked.due)


def _papers(work: Audit, folder: Path, due: date | None, lang: str) -> None:
    """Write the notices and inspection sheets of the disclosures with findings."""
    from juesuan.corpus.papers import INDEX, papers_to_write, write_papers

    tasks = papers_to_write(work.corpus, work.groups)
    with _watching(len(tasks), lang) as done:
        written = write_papers(tasks, work.folder, folder, lang, due, work.jobs, done).values()
    counts = {
        "units": len(tasks),
        "notices": sum(bool(one.notice) for one in written),
        "sheets": sum(bool(one.sheet) for one in written),
    }
    text = say("corpus.papers_written", lang, path=folder / INDEX, **counts)
    err.print(text, markup=False, soft_wrap=True)
    if failed := sum(bool(one.problem) for one in written):
        err.print(say("corpus.papers_failed", lang, count=failed), style="yellow")


def _tell(found: Audited, corpus: Path, form: str, lang: str) -> None:
    said = {
        "documents": found.documents,
        "read": found.read,
        "unchanged": found.unchanged,
        "not_read": found.not_read,
        **found.counts,
    }
    missing = _missing(corpus)
    if form == "json":
        more = {"missing": missing} if missing else {}
        text = json.dumps({**said, **more, "corpus": str(corpus)}, ensure_ascii=False)
        out.print(text, soft_wrap=True)
        return
    out.print(say("corpus.audited", lang, path=corpus, **said), soft_wrap=True)
    if missing:
        out.print(say("corpus.missing", lang, **missing), soft_wrap=True)
    if found.not_read:
        err.print(say("corpus.some_not_read", lang, count=found.not_read), style="yellow")


def _missing(corpus: Path) -> dict[str, int]:
    """How many of the roster came out how; nothing without a roster."""
    with open_corpus(corpus) as opened:
        counts = dict(opened.rows("SELECT state, count(*) FROM missing GROUP BY state"))
    if not counts:
        return {}
    return {"roster": sum(counts.values()), **{s: counts.get(s, 0) for s in _STATES}}


@contextmanager
def _watching(count: int, lang: str) -> Iterator[Callable[[str], None]]:
    """How many are done and the time left: a bar on a terminal, else a line now and then."""
    if not err.is_terminal:
        yield _lines(count, lang)
        return
    with counted(count) as told:
        yield told


def _lines(count: int, lang: str) -> Callable[[str], None]:
    began = last = time.monotonic()
    done = 0

    def step(name: str) -> None:
        nonlocal done, last
        done += 1
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            left = int((now - began) * (count - done) / done)
            text = say("corpus.progress", lang, done=done, all=count, left=_clock(left), name=name)
            err.print(text, markup=False)

    return step


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
