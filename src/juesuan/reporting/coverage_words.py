"""The coverage in words: what was checked, what held, what could not be checked and why.

"Nothing found" and "nothing checked" are never said alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from juesuan.checks import all_rules, categories
from juesuan.messages import say
from juesuan.reporting.model import DocumentReport, ReportedCoverage

__all__ = ["coverage_lines"]

_UNREAD = 8
"""Kinds of things not understood that are named."""


def coverage_lines(report: DocumentReport, lang: str) -> Iterator[tuple[str, str, str]]:
    """The coverage as (what, words, style)."""
    coverage = report.coverage
    yield say("report.identities", lang), *_identities(coverage, lang)
    yield say("report.rules", lang), *_rules(coverage, lang)
    name = say("report.not_checked", lang)
    colon = "：" if lang == "zh" else ": "
    for why, unchecked in _by_reason(coverage).items():
        yield name, f"{why}{colon}{_families(unchecked)}", "yellow"
        name = ""
    if coverage.left_out:
        codes = _families(coverage.left_out)
        yield name, say("report.rules_left_out", lang, codes=codes), "dim"
        name = ""
    if coverage.previews:
        codes = _families(coverage.previews)
        yield name, say("report.rules_on_trial", lang, codes=codes), "dim"
    forms = [say("report.forms_read", lang, count=len(coverage.forms))]
    if coverage.missing:
        forms.append(say("report.forms_missing", lang, forms=coverage.missing))
    yield say("report.forms", lang), " · ".join(forms), "yellow" if coverage.missing else ""
    figures = [say("report.figures_certain", lang, count=coverage.certain)]
    if coverage.uncertain:
        figures.append(say("report.figures_uncertain", lang, count=coverage.uncertain))
    yield say("report.figures", lang), " · ".join(figures), "yellow" if coverage.uncertain else ""
    if coverage.numbers:
        yield say("report.numbers", lang), *_numbers(coverage, lang)
    yield say("report.narrative", lang), _narrative(coverage, lang), ""
    if any(coverage.performance.values()):
        words = say("report.performance_read", lang, **coverage.performance)
        yield say("report.performance", lang), words, ""
    name = say("report.unread", lang)
    for _, first, count in coverage.unread[:_UNREAD]:
        yield name, say("report.unread_line", lang, count=count, first=first), "dim"
        name = ""


def _identities(coverage: ReportedCoverage, lang: str) -> tuple[str, str]:
    found = coverage.identities
    if not any(found.values()):
        return say("report.identities_none", lang), "yellow"
    keys = (
        ("held", "held"),
        ("tails", "tails"),
        ("broken", "broken_count"),
        ("unchecked", "unchecked"),
    )
    told = [
        say(f"report.{words}", lang, count=f"{found[k]:,}") for k, words in keys if found.get(k)
    ]
    return " · ".join(told), ""


def _numbers(coverage: ReportedCoverage, lang: str) -> tuple[str, str]:
    shares = coverage.shares
    counts = {str(figure_class): count for figure_class, count in shares.items()}
    told = say("report.numbers_told", lang, count=f"{len(coverage.numbers):,}", **counts)
    return told, "yellow" if shares["unclear"] else ""


def _rules(coverage: ReportedCoverage, lang: str) -> tuple[str, str]:
    if not coverage.rules:
        return say("report.rules_none", lang), "yellow"
    broken, held = len(coverage.broken & set(coverage.rules)), len(coverage.held)
    partly = len(coverage.rules) - broken - held
    said = say("report.rules_checked", lang, checked=len(coverage.rules), held=held, broken=broken)
    if partly:
        said += say("report.rules_partly", lang, partly=partly)
    return said, ""


def _by_reason(coverage: ReportedCoverage) -> dict[str, list[str]]:
    """Codes by the reason why they were not checked."""
    found: dict[str, list[str]] = {}
    for outcome in coverage.not_checked:
        codes = found.setdefault(outcome.why, [])
        if outcome.code not in codes:
            codes.append(outcome.code)
    return found


@cache
def _members() -> dict[str, set[str]]:
    """The codes of each family of rules, by its prefix."""
    found: dict[str, set[str]] = {prefix: set() for prefix in categories()}
    for code, rule in all_rules().items():
        found[rule.category.prefix].add(code)
    return found


def _families(codes: Sequence[str]) -> str:
    """Codes, a whole family as its letter and a star."""
    told = []
    for prefix, family in _members().items():
        some = [code for code in codes if code in family]
        told += [f"{prefix}*"] if len(some) > 1 and set(some) == family else some
    return " ".join([*told, *(code for code in codes if code not in all_rules())])


def _narrative(coverage: ReportedCoverage, lang: str) -> str:
    if not coverage.sections:
        return say("report.narrative_none", lang)
    return say(
        "report.narrative_read",
        lang,
        sections=coverage.sections,
        figures=coverage.mentions,
        unclear=coverage.mentions_unclear,
    )
