"""The catalogue of rules (审核规则): one row of data a rule, with its source and its words.

The rows are in ``data/rules``, one file for each module of ``checks.rules``, under the same
name: the letter of a code leads to the package or module, its hundred to the module.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Self, cast

import msgspec

from juesuan.checks.model import Finding, Severity
from juesuan.messages import filled
from juesuan.resources import DataError, Pattern, Record, files_in, load, read_toml, typed

__all__ = [
    "Category",
    "Ground",
    "Need",
    "Rule",
    "RuleError",
    "RuleSettings",
    "Texts",
    "advice",
    "all_rules",
    "categories",
    "message",
    "severity_of",
    "title",
]

Need = Literal[
    "forms",
    "narrative",
    "words",
    "contents",
    "performance",
    "previous",
    "workbook",
    "docx",
    "pdf",
    "year",
]
"""What a document must have for a rule to apply; ``words`` are a narrative or a self-evaluation in
words, ``previous`` is last year's disclosure, ``year`` that it says which year it is of."""

Ground = Literal["law", "arithmetic", "evidence"]
"""Why a rule holds: a clause, a form or a standard says so; the figures (or the order of things)
cannot be otherwise; or only the booklets that were read so far show it."""

_ENOUGH = 2
"""Booklets that must have shown a rule which rests on evidence alone."""


class RuleError(DataError):
    """A row of the catalogue that cannot be used. Further keys: ``twice``, ``no_settings``,
    ``no_example``."""


class Texts(Record, frozen=True):
    """One text in each language."""

    zh: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return cast(str, getattr(self, lang))


class Category(Record, frozen=True):
    """A family of rules: the letter its codes begin with, and its name by language."""

    prefix: str
    name: Texts


class Rule(Record, frozen=True):
    """A rule (规则) of the catalogue: a row of data.

    ``file`` is the data file it stands in. ``source`` is the clause or form note it follows,
    ``ground`` why it holds, ``evidence`` how many real booklets had a true finding of it.
    ``form_sets`` and years bound where it is in force; empty and 0 mean everywhere.
    ``message`` holds one text by variant, the plain one under the empty name; ``todo`` (怎么办)
    likewise says what to do, where a finding's right value does not say it all. ``like`` are
    the kinds of careful readers' defect lists (text_vs_table, …) that the rule finds.
    ``settings`` are what its function reads, see ``RuleSettings``.
    """

    code: str
    file: str
    title: Texts
    severity: Severity
    source: str
    ground: Ground
    evidence: int
    message: Mapping[str, Texts]
    why: Texts
    wrong: Texts
    right: Texts
    needs: tuple[Need, ...] = ("forms",)
    form_sets: tuple[str, ...] = ()
    first_year: int = 0
    last_year: int = 0
    like: tuple[str, ...] = ()
    settings: Mapping[str, Any] = {}
    todo: Mapping[str, Texts] = {}

    @property
    def category(self) -> Category:
        """The family that the rule belongs to."""
        return categories()[self.code.rstrip("0123456789")]

    @property
    def preview(self) -> bool:
        """Whether the rule is on trial (试行): it rests on too few booklets, and is asked only
        where previews are wanted."""
        return self.ground == "evidence" and self.evidence < _ENOUGH

    def applies(self, form_set: str, year: int) -> bool:
        """Whether the rule is in force for a form set and year."""
        if self.form_sets and form_set not in self.form_sets:
            return False
        return self.first_year <= year <= (self.last_year or 9999)


class RuleSettings(Record, frozen=True):
    """What a rule's row sets for its function: a field for each entry of ``settings``. Words
    are tuples, bounds integers or exact decimals (``Decimal``), patterns ``Pattern``.

    A module lists the class of each rule that has settings in ``SETTINGS``, by code, as it
    lists the functions in ``RULES``; a function asks ``Listed.of("C202").alike``.
    """

    @classmethod
    def of(cls, code: str, *, tried: bool = False) -> Self:
        """The settings as they stand in a rule's row, patterns with examples; ``tried`` on them
        only where asked for, as tests do. Raises ``RuleError``."""
        return cast(Self, _settings(cls, code, tried))


@cache
def _settings(kind: type[RuleSettings], code: str, tried: bool) -> RuleSettings:
    rule = all_rules()[code]
    place = f"{code}.settings"
    settings = typed(kind, rule.settings, rule.file, place, RuleError, tried)
    for entry, value in msgspec.structs.asdict(settings).items():
        if isinstance(value, Pattern) and not (value.finds and value.passes):
            raise RuleError("no_example", rule.file, place, entry=entry)
    return settings


@cache
def categories() -> Mapping[str, Category]:
    """The families of rules by prefix."""
    rows = load("rules/categories.toml").items()
    return {
        prefix: typed(
            Category, {"prefix": prefix, "name": name}, "rules/categories.toml", prefix, RuleError
        )
        for prefix, name in rows
    }


@cache
def all_rules() -> Mapping[str, Rule]:
    """All rules by code, in the order of their codes. Raises ``RuleError`` for a row that says
    what no row can say, or stands twice."""
    rules: dict[str, Rule] = {}
    for name, file in files_in("rules"):
        if name == "categories.toml":
            continue
        for code, row in read_toml(file).items():
            if code in rules:
                raise RuleError("twice", f"rules/{name}", code, other=rules[code].file)
            rules[code] = _rule(code, row, f"rules/{name}")
    return dict(sorted(rules.items()))


def _rule(code: str, row: Mapping[str, Any], file: str) -> Rule:
    texts = {key: row[key] for key in ("message", "todo") if key in row}
    said = {key: {"": text} if "zh" in text else text for key, text in texts.items()}
    whole = {"message": {}, **row, **said, "code": code, "file": file}
    return typed(Rule, whole, file, code, RuleError)


def title(finding: Finding, lang: str = "zh") -> str:
    """The title of the finding's rule."""
    return all_rules()[finding.code].title[lang]


def message(finding: Finding, lang: str = "zh") -> str:
    """What the finding says: the rule's message with the finding's details."""
    texts = all_rules()[finding.code].message[finding.variant]
    return filled(texts[lang], lang, finding.details)


def advice(finding: Finding, lang: str = "zh") -> str:
    """What the rule's row says to do about the finding (怎么办); empty where it says nothing."""
    texts = all_rules()[finding.code].todo.get(finding.variant)
    return filled(texts[lang], lang, finding.details) if texts else ""


def severity_of(finding: Finding) -> Severity:
    """How grave the finding is: its own word, else its rule's."""
    return finding.severity or all_rules()[finding.code].severity
