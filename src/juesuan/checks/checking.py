"""Checking one document: every rule in force asked once, and what could not be checked said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, field

from juesuan.checks.catalogue import Rule, all_rules, severity_of
from juesuan.checks.causes.explaining import explained
from juesuan.checks.deciding import decided
from juesuan.checks.model import SEVERITIES, Finding, NotChecked
from juesuan.checks.rules import FUNCTIONS, every_setting
from juesuan.checks.subject import Subject
from juesuan.checks.subject.naming import Naming

__all__ = ["Checked", "Coverage", "check", "selected"]

_IDENTITIES = "K"
"""The family of the rules of identities."""

_FAILED = "rule_failed"


class Coverage(Struct):
    """What was checked: rules by code, and those (or parts of them) that could not be.

    ``identities`` counts the identities by outcome: ``held``, ``tails`` (尾差), ``broken``,
    ``unchecked`` (a figure is not printed, or not read with certainty).
    """

    rules: list[str] = field(default_factory=list)
    not_checked: list[NotChecked] = field(default_factory=list)
    identities: dict[str, int] = field(default_factory=dict)


class Checked(Struct):
    """A checked document: its findings, the gravest first, and the coverage."""

    subject: Subject
    findings: list[Finding]
    coverage: Coverage


def selected(
    select: Sequence[str] = (), ignore: Sequence[str] = (), *, preview: bool = False
) -> list[Rule]:
    """The rules whose codes begin with one of ``select`` (all, if empty) and none of
    ``ignore``; those on trial (试行) only where ``preview`` is wanted."""
    return [
        rule
        for code, rule in all_rules().items()
        if (not select or code.startswith(tuple(select)))
        and not (ignore and code.startswith(tuple(ignore)))
        and (preview or not rule.preview)
    ]


def check(
    subject: Subject,
    chosen: Iterable[Rule] | None = None,
    progress: Callable[[str], None] = lambda code: None,
) -> Checked:
    """Check a document by the chosen rules (all but those on trial, if none are given).
    Raises ``DataError`` where a row of the catalogue cannot be used."""
    every_setting()
    found: list[Finding] = []
    coverage = Coverage()
    form_set, year = subject.disclosure.form_set.id, subject.disclosure.year
    for rule in selected() if chosen is None else chosen:
        if not rule.applies(form_set, year):
            continue
        if lacking := [need for need in rule.needs if need not in subject.has]:
            coverage.not_checked.append(NotChecked(rule.code, f"no_{lacking[0]}"))
            continue
        progress(rule.code)
        said_of_it = _asked(rule, subject)
        if not any(isinstance(said, NotChecked) and said.reason == _FAILED for said in said_of_it):
            coverage.rules.append(rule.code)
        for said in said_of_it:
            if isinstance(said, Finding):
                found.append(said)
            else:
                coverage.not_checked.append(said)
        if rule.category.prefix == _IDENTITIES:
            coverage.identities = dict(subject.once(explained).outcomes)
    rules = all_rules()
    found = decided(subject, found, coverage.rules, lambda code, one: _asked(rules[code], one))
    found.sort(key=_order)
    return Checked(subject, [*map(Naming(subject).finding, found)], coverage)


def _asked(rule: Rule, subject: Subject) -> list[Finding | NotChecked]:
    """What a rule says of a document; it is asked again only when what it looked at changed."""
    return subject.remembered.once((_asked, rule.code), lambda: _said(rule, subject))


def _said(rule: Rule, subject: Subject) -> list[Finding | NotChecked]:
    """What a rule says of a document. A fault of the rule itself costs that rule alone, and
    is told: nothing it may have found before is taken for the whole."""
    try:
        return list(FUNCTIONS[rule.code](subject))
    except Exception as error:  # a rule must not hide what the others find
        details = {"why": f"{type(error).__name__}: {error}"}
        return [NotChecked(rule.code, _FAILED, details)]


def _order(finding: Finding) -> tuple[int, str, str]:
    return (SEVERITIES.index(severity_of(finding)), finding.code, finding.key)
