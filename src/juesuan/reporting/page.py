"""A report as one web page: the document's own forms with the wrong cells marked.

The page needs nothing else. Without its script every mark is a link to its finding, and
every place of a finding a link to its cell; the script adds a card beside the mark.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from juesuan import __version__
from juesuan.checks import SEVERITIES, BrokenIdentity, Checked, Consequence, Where, all_rules
from juesuan.forms import CellKey
from juesuan.messages import say
from juesuan.publishing.page import FormView, environment, form_views
from juesuan.publishing.texts import texts
from juesuan.publishing.wording import anchor
from juesuan.reading import Spot
from juesuan.reporting import words
from juesuan.reporting.coverage_words import coverage_lines
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.overview import gravest_findings, unchecked, verdict
from juesuan.reporting.unbroken import unbroken
from juesuan.reporting.words import SIGNS

__all__ = ["write_page"]

_KEPT = 14
"""Characters of a name that stays on one line, in columns as narrow as a telephone."""


class _Mark(Struct, frozen=True, kw_only=True):
    """What a marked cell shows: its gravest severity and the findings that point at it."""

    severity: str
    sign: str
    words: str
    href: str
    findings: tuple[str, ...]
    text: str


class _Shown(Struct, frozen=True):
    """A finding with the id of its article."""

    id: str
    found: ReportedFinding


class _Quote(Struct, frozen=True, kw_only=True):
    """A sentence, a text of a performance table, or a place without a form, with its marks."""

    place: str
    spot: str
    before: str
    printed: str
    after: str
    severity: str
    finding: str
    title: str


class _Links:
    """Where the places of a report are on the page."""

    def __init__(self, checked: Checked, report: DocumentReport) -> None:
        self._cells = set(checked.subject.cells)
        self._forms = {form.form.no for form in checked.subject.disclosure.forms}
        self._file = Path(report.file).name

    def href(self, place: Where) -> str:
        """A link to a place; empty where the page does not show it."""
        key = CellKey(place.form, place.row, place.column)
        if key in self._cells:
            return f"#{anchor(key)}"
        return f"#form-{place.form}" if place.form in self._forms else ""

    def spot(self, spot: Spot, lang: str) -> str:
        """Where in the file, in words."""
        return words.spot_words(spot, lang, self._file)


def write_page(checked: Checked, report: DocumentReport, path: Path, lang: str) -> None:
    """Write a document's report with its forms. Every text is escaped. Raises ``OSError``."""
    shown = [_Shown(f"f{n}", found) for n, found in enumerate(report.findings, 1)]
    links = _Links(checked, report)
    script = _script()
    said, style = verdict(report, lang)
    text = (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            lang=lang,
            words={**texts(lang), "to_contents": say("report.findings", lang)},
            say=lambda key, **details: say(key, lang, **details),
            told=_Told(links, lang),
            severities=[s for s in SEVERITIES if report.counts[s]],
            signs=SIGNS,
            verdict=said,
            verdict_style=style,
            gravest=_gravest(shown, report),
            unchecked=list(unchecked(report.coverage, lang)),
            kept=kept,
            file_name=Path(report.file).name,
            shown=shown,
            by_form=_by_form(report),
            quotes=_quotes(shown, links, lang),
            coverage=list(coverage_lines(report, lang)),
            forms=_forms(checked, report, _marks(shown, lang), lang),
            script=script,
            script_hash=_hash(script),
            version=__version__,
        )
    )
    path.write_text(text, encoding="utf-8", newline="\n")


def kept(text: str) -> Markup:
    """A text whose amounts, codes and short names stay on one line."""
    return Markup("").join(
        Markup('<span class="nb">{}</span>').format(part)
        if whole and len(part) <= _KEPT
        else escape(part)
        for part, whole in unbroken(text)
    )


def _gravest(shown: Sequence[_Shown], report: DocumentReport) -> list[dict[str, Any]]:
    """The gravest findings with the ids of their articles."""
    ids = {id(one.found): one.id for one in shown}
    return [
        {"id": ids[id(one.found)], "found": one.found, "count": one.count, "said": one.said}
        for one in gravest_findings(report)
    ]


class _Told:
    """What the template asks of a finding, in the report's language."""

    def __init__(self, links: _Links, lang: str) -> None:
        self._links, self._lang = links, lang

    def href(self, place: Where) -> str:
        """A link to a place."""
        return self._links.href(place)

    def place(self, place: Where) -> str:
        """A place in words."""
        return words.place_words(place, self._lang)

    def cell(self, place: Where) -> str:
        """An operand's place in words."""
        short = bool(place.row or place.column)
        return (words.cell_words if short else words.place_words)(place, self._lang)

    def spot(self, place: Where) -> str:
        """Where in the file a place is."""
        return self._links.spot(place.spot, self._lang)

    def printed(self, place: Where) -> str:
        """What stands at a place."""
        return words.printed_words(place, self._lang)

    def identity(self, told: BrokenIdentity) -> str:
        """An identity's kind in words."""
        return words.identity_words(told, self._lang)

    def todo(self, found: ReportedFinding) -> str:
        """What to do about a finding."""
        return words.todo(found, self._lang)

    def follow(self, one: Consequence) -> str:
        """Something that follows from a finding."""
        return words.follow_words(one, self._lang)

    def why(self, found: ReportedFinding) -> str:
        """Why the finding's rule matters."""
        rule = all_rules().get(found.code)
        return rule.why[self._lang] if rule else ""

    def accepted(self, found: ReportedFinding) -> str:
        """Who accepted a finding."""
        return words.accepted_words(found.accepted, self._lang) if found.accepted else ""

    def expired(self, found: ReportedFinding) -> str:
        """That an acceptance is over."""
        return words.expired_words(found.expired, self._lang) if found.expired else ""

    def explained(self, found: ReportedFinding) -> str:
        """Who explained a finding, and how."""
        return words.explained_words(found, self._lang)

    def difference(self, told: BrokenIdentity) -> str:
        """The difference of an identity."""
        return words.difference_words(told)

    def expected(self, found: ReportedFinding) -> str:
        """What should stand there."""
        return words.expected_words(found)

    def sign(self, coefficient: int, first: bool) -> str:
        """The sign before an operand."""
        return words.sign(coefficient, first)


def _marks(shown: Iterable[_Shown], lang: str) -> Mapping[CellKey, _Mark]:
    """The marks of cells: every place of a finding that is a cell."""
    by_cell: dict[CellKey, list[tuple[_Shown, Where]]] = defaultdict(list)
    for entry in shown:
        for place in entry.found.where:
            by_cell[CellKey(place.form, place.row, place.column)].append((entry, place))
    found = {}
    for key, entries in by_cell.items():
        first, place = entries[0]
        severity = first.found.severity
        told = [
            f"{say(f'severity.{e.found.severity}', lang)} {e.found.message}" for e, _ in entries
        ]
        found[key] = _Mark(
            severity=severity,
            sign=SIGNS[severity],
            words="\n".join(dict.fromkeys(told)),
            href=f"#{first.id}",
            findings=tuple(dict.fromkeys(e.id for e, _ in entries)),
            text=words.printed_words(place, lang),
        )
    return found


def _by_form(report: DocumentReport) -> Mapping[str, Mapping[str, Any]]:
    """How many findings speak of each form, and the gravest severity of them."""
    found: dict[str, dict[str, Any]] = {}
    for entry in report.findings:
        for no in {place.form for place in entry.where if place.form}:
            told = found.setdefault(no, {"severity": entry.severity, "count": 0})
            told["count"] += 1
    return found


def _forms(
    checked: Checked, report: DocumentReport, marks: Mapping[CellKey, _Mark], lang: str
) -> list[tuple[FormView, bool]]:
    """The forms as read, each with whether the document shows it. What a form should say
    below its table is left out, and so are rows that are not there: the page shows what the
    document has."""
    subject = checked.subject
    absent = {anchor(key) for key in subject.cells if subject.state(key) == "absent"}
    found = []
    for view in form_views(subject.disclosure, lang, subject.space, marks):
        there = view.filled.form.no not in report.coverage.missing
        body = view.body if subject.reading is None else _printed_rows(view, absent)
        found.append((replace(view, notes=(), sentence="", body=body), there))
    return found


def _printed_rows(view: FormView, absent: set[str]) -> Sequence[Sequence[Any]]:
    """The rows of a form without those of which no cell stands in the document. Where cells
    reach over rows, all are kept."""
    if any("rowspan" in dict(cell.attributes) for row in view.body for cell in row):
        return view.body
    names = [[dict(cell.attributes).get("id") for cell in row] for row in view.body]
    keys = [{name for name in row if name} for row in names]
    return [row for row, ids in zip(view.body, keys, strict=True) if not ids or not ids <= absent]


def _quotes(shown: Sequence[_Shown], links: _Links, lang: str) -> Mapping[str, Sequence[_Quote]]:
    """Places outside forms with what is printed there, marked in its sentence: those of the
    narrative and those of performance tables, the gravest first."""
    found: dict[str, list[_Quote]] = {"narrative": [], "performance": []}
    for entry in shown:
        for place in entry.found.where:
            if place.form or not place.printed:
                continue
            before, _, after = place.quote.partition(place.printed)
            if not place.quote:
                before = after = ""
            quote = _Quote(
                place=words.place_words(place, lang),
                spot=links.spot(place.spot, lang),
                before=before,
                printed=place.printed,
                after=after,
                severity=entry.found.severity,
                finding=entry.id,
                title=f"{entry.found.code} {entry.found.title}",
            )
            found["performance" if place.project else "narrative"].append(quote)
    return found


def _script() -> str:
    return (resources.files("juesuan") / "data" / "templates" / "report.js").read_text("utf-8")


def _hash(script: str) -> str:
    """What the page's policy allows to run: this script and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
