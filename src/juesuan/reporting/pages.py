"""A folder of pages, one for each document, and an ``index.html`` that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from juesuan import __version__
from juesuan.checks import SEVERITIES
from juesuan.messages import say
from juesuan.publishing import OutputFolder
from juesuan.publishing.page import environment
from juesuan.publishing.texts import texts
from juesuan.reporting.file_names import FileNames
from juesuan.reporting.model import DocumentReport
from juesuan.reporting.overview import verdict
from juesuan.reporting.plain import Summary
from juesuan.reporting.words import SIGNS

__all__ = ["Index", "pages_folder"]


class Index:
    """The list of a folder's pages; a few words of each document are kept, not its report."""

    def __init__(self, folder: Path, lang: str) -> None:
        self._folder, self._lang = folder, lang
        self._rows: list[dict[str, object]] = []
        self._names = FileNames()

    def add(self, report: DocumentReport) -> None:
        """List a document; its page gets the name of its unit."""
        said = report.problem.text if report.problem else verdict(report, self._lang)[0]
        if report.page:
            written = self._folder / report.page
            named = written.with_name(self._names.of(report) + written.suffix)
            report = replace(report, page=written.rename(named).name)
        self._rows.append(
            {
                "file": report.file,
                "page": report.page,
                "unit": report.unit,
                "year": report.year or "",
                "counts": dict(report.counts),
                "said": said,
                "problem": report.problem is not None,
            }
        )

    def end(self, summary: Summary) -> None:
        """Write ``index.html``."""
        text = (
            environment()
            .get_template("reports.html")
            .render(
                rows=self._rows,
                summary=summary,
                severities=SEVERITIES,
                signs=SIGNS,
                words=texts(self._lang),
                say=lambda key, **details: say(key, self._lang, **details),
                version=__version__,
            )
        )
        path = self._folder / "index.html"
        path.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def pages_folder(folder: str | Path, form: str, lang: str) -> Iterator[tuple[Path, Index]]:
    """A folder to write pages into, which appears whole or not at all, and its index.
    Raises ``OutputError``."""
    folder = Path(folder)
    head = {"program": "juesuan", "version": __version__, "report": form}
    with OutputFolder(folder, head) as output:
        yield output.path, Index(output.path, lang)
