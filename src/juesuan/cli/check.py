"""``juesuan check``: what is wrong with documents, and how that is told."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from msgspec.structs import replace

from juesuan.cli.console import Screen, complain, counted, err, progress, report_stream
from juesuan.cli.errors import UsageError, told
from juesuan.cli.option_records import CheckOptions
from juesuan.forms import load_form_set
from juesuan.messages import say
from juesuan.publishing import replace_file
from juesuan.reporting import (
    CONFIG_NAME,
    FAIL_ON,
    FORMATS,
    PAGE_FORMATS,
    WHOLE_FORMATS,
    BaselineKeeper,
    CheckRequest,
    DocumentReport,
    FileNames,
    Settings,
    Summary,
    check_files,
    known_codes,
    load_settings,
    page_writer,
    read_baseline,
    read_earlier,
    read_explanations,
    text_writer,
    whole_writer,
    writer,
)

__all__ = ["day_due", "run"]

_WIDTH = 100
"""Characters of a line of text that is written to a file; lines have no end there."""


def run(files: list[Path], options: CheckOptions) -> int:
    """Check documents and report; the exit status."""
    settings = _settings(options)
    return told(settings.lang, _run, files, options, settings)


def _run(files: list[Path], options: CheckOptions, settings: Settings) -> int:
    form = _format(options, len(files))
    task = _task(options, settings, len(files))
    return _Run(files, options, task, form).run()


def _settings(options: CheckOptions) -> Settings:
    """The configuration file, if there is one, with the options above it."""
    path = options.config
    if path is None and Path(CONFIG_NAME).is_file():
        path = Path(CONFIG_NAME)
    settings = load_settings(path) if path else Settings()
    if options.fail_on and options.fail_on not in FAIL_ON:
        raise UsageError("check.bad_fail_on", found=options.fail_on, known=FAIL_ON)
    return settings.with_options(
        select=known_codes(_codes(options.select)),
        ignore=known_codes(_codes(options.ignore)),
        preview=options.preview,
        fail_on=options.fail_on,
        baseline=options.baseline,
        lang=options.lang or settings.lang or "zh",
    )


def _codes(given: list[str] | None) -> tuple[str, ...]:
    """Codes given one by one or with commas."""
    return tuple(code for text in given or () for code in text.replace("，", ",").split(","))


def _format(options: CheckOptions, count: int) -> str:
    form, to_stdout = options.format, options.output == "-"
    if not form:
        form = "text" if to_stdout else Path(options.output).suffix.lstrip(".").lower() or "text"
        form = {"txt": "text", "htm": "html"}.get(form, form)
        if form == "text" and count > 1 and not to_stdout and not Path(options.output).suffix:
            form = "html"  # a folder
    if form not in FORMATS:
        raise UsageError("check.bad_format", found=form, known=FORMATS)
    if form in PAGE_FORMATS and to_stdout and count > 1:
        raise UsageError("check.several_to_stdout", form=form, count=count)
    if form in {"xlsx", "docx"} and to_stdout and report_stream().isatty():
        raise UsageError("check.workbook_to_terminal", form=form)
    return form


def day_due(said: str) -> date | None:
    """The day of ``--due``, if one is said."""
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise UsageError("check.bad_due", found=said) from error


def _task(options: CheckOptions, settings: Settings, count: int) -> CheckRequest:
    previous = options.previous
    if previous is not None and not previous.exists():
        raise UsageError("check.previous_not_found", path=previous)
    if previous is not None and count > 1 and not previous.is_dir():
        raise UsageError("check.previous_not_a_folder", path=previous)
    if options.form_set:
        load_form_set(options.form_set)
    return CheckRequest(
        settings=settings,
        form_set=options.form_set,
        unit=options.unit,
        year=options.year,
        previous=previous,
        accepted=tuple(read_baseline(settings.baseline)) if settings.baseline else (),
        earlier=tuple(read_earlier(options.since)) if options.since else None,
        explained=tuple(read_explanations(options.explained)) if options.explained else (),
        several=count > 1,
    )


class _Run:
    """One run over files: reports written as they come, counted, and the exit status."""

    def __init__(
        self, files: list[Path], options: CheckOptions, task: CheckRequest, form: str
    ) -> None:
        self.files, self.options, self.task, self.form = files, options, task, form
        self.lang = task.settings.lang or "zh"
        self.summary, self.failed = Summary(), False
        self.due, self.notices, self.names = day_due(options.due), 0, FileNames()
        self.keeper = BaselineKeeper(task.accepted, self.lang, bool(options.write_baseline))

    def run(self) -> int:
        with ExitStack() as stack:
            if self.form == "docx" or (self.task.several and self._one_file()):
                self._whole()
            elif self.form not in PAGE_FORMATS:
                self._written(stack)
            elif self.task.several:
                self._folder()
            else:
                self._page()
        if self.options.write_baseline:
            self._write_baseline(self.options.write_baseline)
        self._tell()
        return 2 if self.summary.unusable else int(self.failed)

    def _reports(self) -> Iterator[DocumentReport]:
        """The reports as they come, each counted."""
        count = len(self.files)
        jobs = min(self.options.jobs or os.cpu_count() or 1, count)
        if count == 1:
            with progress(self.lang) as stage:
                reports = list(check_files(self.files, self.task, progress=stage))
            yield from map(self._counted, reports)
            return
        to_terminal = self.options.output == "-" and report_stream().isatty()
        with _watching(count, not to_terminal) as step:
            for report in check_files(self.files, self.task, jobs):
                step(report.file)
                yield self._counted(report)

    def _counted(self, report: DocumentReport) -> DocumentReport:
        self.summary.add(report)
        self.failed |= self.task.settings.fails(report.counts)
        self.keeper.see(report)
        if self.options.notices:
            self._notice(report, self.options.notices)
        return report

    def _notice(self, report: DocumentReport, folder: Path) -> None:
        """A unit's notice of correction, if it has something to mend."""
        from juesuan.reporting import needs_notice, write_notice

        if not needs_notice(report):
            return
        folder.mkdir(parents=True, exist_ok=True)
        name = self.names.of(report, say("notice.title", self.lang))
        with replace_file(folder / f"{name}.docx") as target:
            write_notice(report, target, self.lang, self.due)
        self.notices += 1

    def _one_file(self) -> bool:
        """Whether many documents are asked for in one file: its name has the ending."""
        named = Path(self.options.output).suffix.lower().lstrip(".")
        return self.form in WHOLE_FORMATS and {"htm": "html"}.get(named, named) == self.form

    def _whole(self) -> None:
        """All documents in one file."""
        reports = list(self._reports())
        for report in reports:
            if report.problem is not None:
                complain(report.problem.text)
        if len(reports) == 1 and reports[0].problem is not None:
            return
        write = whole_writer(self.form)
        if self.options.output == "-":
            with tempfile.TemporaryDirectory() as folder:
                write(reports, Path(folder) / "report", self.lang)
                stream = report_stream()
                stream.buffer.write((Path(folder) / "report").read_bytes())
                stream.flush()
            return
        with replace_file(Path(self.options.output)) as target:
            write(reports, target, self.lang)

    def _written(self, stack: ExitStack) -> None:
        """A report that is written document by document: text, json, sarif."""
        if self.options.output == "-":
            with _standard_output() as stream:
                self._write(stream, stream.isatty() if self.form == "text" else False)
        else:
            target = stack.enter_context(replace_file(Path(self.options.output)))
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                self._write(stream, False)

    def _write(self, stream: TextIO, terminal: bool) -> None:
        if self.form == "text":
            width = None if terminal or os.environ.get("COLUMNS") else _WIDTH
            written = text_writer(Screen(stream, width=width), self.lang)
        else:
            written = writer(self.form, stream, self.lang)
        for report in self._reports():
            written.document(report)
        written.end(self.summary)
        stream.flush()

    def _page(self) -> None:
        """One document with its forms: html or xlsx."""
        with tempfile.TemporaryDirectory() as folder:
            self.task = self._paged(Path(folder))
            (report,) = self._reports()
            if report.problem is not None:
                complain(report.problem.text)
                return
            content = (Path(folder) / report.page).read_bytes()
        if self.options.output == "-":
            stream = report_stream()
            stream.buffer.write(content)
            stream.flush()
            return
        with replace_file(Path(self.options.output)) as target:
            target.write_bytes(content)

    def _folder(self) -> None:
        """A page for each document, and one that lists them."""
        from juesuan.reporting import pages_folder

        with pages_folder(Path(self.options.output), self.form, self.lang) as (folder, index):
            self.task = self._paged(folder)
            for report in self._reports():
                if report.problem is not None:
                    complain(report.problem.text)
                index.add(report)
            index.end(self.summary)

    def _paged(self, folder: Path) -> CheckRequest:
        page = page_writer(self.form, self.lang)
        return replace(self.task, page=page, folder=folder, suffix=f".{self.form}")

    def _write_baseline(self, path: Path) -> None:
        with replace_file(path) as target:
            target.write_text(self.keeper.text(), encoding="utf-8", newline="\n")
        said = {"count": self.keeper.count, "path": path}
        err.print(say("check.baseline_written", self.lang, **said), markup=False)

    def _tell(self) -> None:
        """What else is worth knowing, on standard error."""
        for file in self.keeper.not_compared if self.task.earlier is not None else ():
            err.print(say("check.not_in_earlier", self.lang, file=file), style="yellow")
        if gone := self.keeper.no_longer():
            said = say("check.no_longer", self.lang, count=len(gone), numbers=gone)
            err.print(said, style="yellow")
        if folder := self.options.notices:
            written = say("check.notices_written", self.lang, count=self.notices, path=folder)
            err.print(written, markup=False)
        if self.options.output != "-" and self.summary.documents > self.summary.unusable:
            err.print(say("check.written", self.lang, path=self.options.output), markup=False)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Standard output in UTF-8 with LF, whatever the terminal's encoding is otherwise."""
    own = report_stream()
    if own.isatty():
        yield own
        return
    stream = io.TextIOWrapper(own.buffer, "utf-8", newline="\n", write_through=False)
    try:
        yield stream
        stream.flush()
    finally:
        stream.detach()


@contextmanager
def _watching(count: int, wanted: bool) -> Iterator[Callable[[str], None]]:
    """A bar of how many of many are done, on a terminal where no reports run through it."""
    if not wanted or not err.is_terminal:
        yield lambda file: None
        return
    with counted(count) as told:
        yield lambda file: told(Path(file).name)
