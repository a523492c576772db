"""From a checked document to its report: every finding in words, the coverage counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import asdict

from juesuan.checks import (
    Checked,
    Finding,
    NotChecked,
    Subject,
    advice,
    all_rules,
    message,
    title,
)
from juesuan.checks.accounting import accounted
from juesuan.messages import catalogue, say
from juesuan.reading import Spot
from juesuan.reporting.model import (
    DocumentReport,
    ReportedCoverage,
    ReportedFinding,
    RuleOutcome,
)
from juesuan.reporting.settings import Settings
from juesuan.reporting.weighing import in_order
from juesuan.reporting.words import spot_words

__all__ = ["document_report"]


def document_report(checked: Checked, file: str, settings: Settings) -> DocumentReport:
    """The report of a checked document. ``file`` is its name as given; texts are in the
    settings' language, findings in order of their severity as set there and of what they lead
    to."""
    subject, lang = checked.subject, settings.lang or "zh"
    disclosure = subject.disclosure
    form_set = disclosure.form_set
    return DocumentReport(
        file=file,
        unit=disclosure.unit,
        year=disclosure.year,
        form_set=form_set.id,
        form_set_name=form_set.name if lang == "zh" else form_set.name_en,
        money=disclosure.money.zh,
        findings=in_order(_finding(found, settings, lang) for found in checked.findings),
        coverage=_coverage(checked, settings, lang),
    )


def _finding(finding: Finding, settings: Settings, lang: str) -> ReportedFinding:
    said = asdict(finding)
    words = {
        "title": title(finding, lang),
        "message": message(finding, lang),
        "advice": advice(finding, lang),
    }
    return ReportedFinding(**said | words | {"severity": settings.severity_of(finding)})


def _coverage(checked: Checked, settings: Settings, lang: str) -> ReportedCoverage:
    subject, coverage, rules = checked.subject, checked.coverage, all_rules()
    reading = subject.reading
    not_checked = tuple(dict.fromkeys(_outcome(n, lang) for n in coverage.not_checked))
    applied = {code: rules[code].title[lang] for code in coverage.rules}
    chosen = {rule.code for rule in settings.rules}
    on_trial = tuple(rule.code for rule in settings.on_trial)
    certain, uncertain = _figures(subject)
    narrative, performance = subject.narrative, subject.performance
    figures = ("figure", "unclear", "unit_cut", "odd_figure", "placeholder")
    return ReportedCoverage(
        rules=applied,
        broken=frozenset(_codes(checked.findings)),
        not_checked=not_checked,
        left_out=tuple(code for code in rules if code not in chosen and code not in on_trial),
        previews=on_trial,
        identities=dict(coverage.identities),
        forms=tuple(sorted(subject.present)),
        missing=tuple(
            form.no for form in subject.disclosure.form_set.forms if form.no not in subject.present
        ),
        certain=certain,
        uncertain=uncertain,
        sections=sum(section.kind == "text" for section in narrative.sections),
        mentions=sum(1 for _ in narrative.mentions()),
        mentions_unclear=sum(unread.key.startswith(figures) for unread in narrative.unread),
        performance={
            "overall": len(performance.overall),
            "department": len(performance.department),
            "projects": len(performance.projects),
        },
        unread=tuple(_unread(subject, lang)) if reading else (),
        numbers=tuple(accounted(subject)),
    )


def _codes(findings: Iterable[Finding]) -> Iterator[str]:
    """The rules of findings, and of what follows from them."""
    for finding in findings:
        yield finding.code
        yield from (one.finding.code for one in finding.follows)


def _figures(subject: Subject) -> tuple[int, int]:
    """Printed figures read with certainty, and without it."""
    if subject.reading is None:
        return sum(len(form.values) for form in subject.disclosure.forms), 0
    uncertain = sum(found.certainty < 1 for found in subject.reading.observations)
    return len(subject.reading.observations) - uncertain, uncertain


def _outcome(said: NotChecked, lang: str) -> RuleOutcome:
    """What could not be checked, in words."""
    key = f"coverage.{said.reason}"
    known = key in catalogue()
    why = say(key, lang, **said.details) if known else said.reason
    rule = all_rules().get(said.code)
    return RuleOutcome(said.code, rule.title[lang] if rule else said.code, said.reason, why)


def _unread(subject: Subject, lang: str) -> Iterator[tuple[str, str, int]]:
    """What reading did not understand: kind, the first of it in words, how many of it."""
    assert subject.reading is not None
    counts = Counter(unread.key for unread in subject.reading.unread)
    for key, count in counts.most_common():
        first = next(unread for unread in subject.reading.unread if unread.key == key)
        words = say(f"unread.{key}", lang, **first.details)
        place = spot_words(first.spot, lang) if first.spot != Spot() else ""
        yield key, f"{place} {words}".strip(), count
