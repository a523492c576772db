"""``juesuan build FORMS``: forms that are filled already, published as they are given."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from rich.table import Table

from juesuan.checks import Subject, check
from juesuan.cli.asked import ask_for
from juesuan.cli.console import err, out, progress
from juesuan.cli.errors import UsageError
from juesuan.forms import Disclosure
from juesuan.ledger import answers_of
from juesuan.messages import say
from juesuan.narrative import AuthorWords, Figures, figures_of_last_year
from juesuan.publishing import BuiltForms, GivenForms, build_forms, given_forms, given_words
from juesuan.reading import NotADisclosureError, read
from juesuan.reading.apart import apart
from juesuan.reporting import (
    DocumentReport,
    Settings,
    document_report,
    text_writer,
)
from juesuan.reporting.explanations import explain_findings, read_explanations

__all__ = ["run"]

_IDENTITIES = ("K",)
"""The rules that a set must pass to be published: those of identities."""


def run(
    path: Path,
    folder: Path,
    form_set: str,
    name: str,
    year: int,
    accept: str,
    previous: Path | None,
    look: str,
    lang: str,
) -> int:
    """Publish given forms into a folder; the exit status: 1 where identities do not hold and
    nobody explained why."""
    with progress(lang) as tell:
        reading = apart(partial(read, path, form_set, year), path, progress=tell)
        given = given_forms(reading, path, name.strip())
        if not any(filled.values for filled in given.disclosure.forms):
            raise NotADisclosureError("no_disclosure", path=path)
        if not reading.year_said:
            raise UsageError("build.forms_no_year", like=reading.year)
        if not given.disclosure.unit:
            raise UsageError("build.forms_no_unit")
        tell("auditing")
        subject = Subject.of(given.reading, [given.path])
        report, explanations = _judged(subject, given.path, accept, lang)
        if not _refused(report):
            last = _last(previous, given)
            built = build_forms(
                given,
                folder,
                lang,
                tell,
                said=AuthorWords.answered(answers_of(path)).over(given_words(subject)),
                previous=last,
                explanations=explanations,
                look=look,
            )
    if report.findings:
        text_writer(err, lang).document(report)
    if _refused(report):
        count = _unexplained(report)
        err.print(say("build.forms_refused", lang, count=count, path=path), style="red")
        return 1
    _notices(given, lang)
    ask_for(path, built.composed.booklet.asked, lang)
    _summary(built, report, lang)
    return 0


def _judged(
    subject: Subject, path: Path, accept: str, lang: str
) -> tuple[DocumentReport, tuple[str, ...]]:
    """What is wrong with the identities after what was accepted, and the explanations."""
    settings = Settings(select=_IDENTITIES, lang=lang)
    checked = check(subject, settings.rules)
    report = document_report(checked, str(path), settings)
    if not accept.strip():
        return report, ()
    if Path(accept).suffix.lower() != ".toml":
        errors = tuple(f for f in report.findings if f.severity == "error")
        rest = tuple(f for f in report.findings if f.severity != "error")
        return replace(report, findings=rest), (accept.strip(),) if errors else ()
    if not Path(accept).is_file():
        raise UsageError("build.no_explanations", path=accept)
    report = explain_findings(report, read_explanations(accept))
    whys = (found.explained.why for found in report.findings if found.explained)
    return report, tuple(dict.fromkeys(whys))


def _unexplained(report: DocumentReport) -> int:
    return sum(f.severity == "error" and f.explained is None for f in report.findings)


def _refused(report: DocumentReport) -> bool:
    return _unexplained(report) > 0


def _last(previous: Path | None, given: GivenForms) -> Figures | None:
    if previous is None:
        return None
    return figures_of_last_year(previous, given.disclosure, given.store.space)


def _notices(given: GivenForms, lang: str) -> None:
    reading = given.reading
    lines = []
    if given.missing:
        lines.append(say("build.forms_missing", lang, forms=given.missing))
    if reading.unread:
        lines.append(say("build.forms_unread", lang, count=len(reading.unread), path=given.path))
    if lines:
        err.print(say("build.notices", lang), style="yellow")
        for line in lines:
            err.print(f"  ! {line}", markup=False)


def _summary(built: BuiltForms, report: DocumentReport, lang: str) -> None:
    disclosure: Disclosure = built.composed.disclosure
    table = Table(title=f"{disclosure.unit} · {disclosure.year} · {disclosure.form_set.id}")
    table.add_column(say("build.form", lang))
    table.add_column(say("build.title", lang))
    table.add_column(say("build.figures", lang), justify="right")
    for filled in disclosure.forms:
        title = filled.form.title if lang == "zh" else filled.form.title_en
        table.add_row(filled.form.no, title, str(len(filled.values)))
    out.print(table)
    counts = report.coverage.identities if report.coverage else {}
    said = {key: counts.get(key, 0) for key in ("held", "tails", "broken", "unchecked")}
    out.print(f"{say('build.identities', lang)}  {say('build.forms_held', lang, **said)}")
    out.print(say("build.forms_seconds", lang, seconds=built.seconds))
    path = built.folder / "index.html"
    out.print(say("build.open_next", lang, path=path), style="bold", markup=False)
