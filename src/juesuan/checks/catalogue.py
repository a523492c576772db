"""The catalogue of rules (审核规则): one row of data a rule, with its source and its words.

The rows are in ``data/rules/*.toml``; the function of a rule is in ``checks.rules``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from juesuan.checks.model import SEVERITIES, Finding, Severity

__all__ = ["Category", "Rule", "all_rules", "categories", "message", "severity_of", "title"]

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Category:
    """A family of rules: the letter its codes begin with, and its name by language."""

    prefix: str
    name: Texts


@dataclass(frozen=True)
class Rule:
    """A rule (规则) of the catalogue.

    ``source`` is the clause or form note it follows. ``needs`` names what a document must
    have for the rule to apply: ``forms``, ``narrative``, ``contents``, ``performance``,
    ``previous`` (last year's disclosure), ``workbook``, ``docx``, ``pdf``. ``form_sets`` and
    years bound where it is in force; empty and 0 mean everywhere. Texts are by language;
    ``message`` holds one text by variant, the plain one under the empty name. ``like`` are
    the kinds of careful readers' defect lists (text_vs_table, …) that the rule finds.
    """

    code: str
    title: Texts
    severity: Severity
    category: Category
    source: str
    message: Mapping[str, Texts]
    why: Texts
    wrong: Texts
    right: Texts
    needs: tuple[str, ...] = ("forms",)
    form_sets: tuple[str, ...] = ()
    first_year: int = 0
    last_year: int = 0
    like: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    def applies(self, form_set: str, year: int) -> bool:
        """Whether the rule is in force for a form set and year."""
        if self.form_sets and form_set not in self.form_sets:
            return False
        return self.first_year <= year <= (self.last_year or 9999)


@cache
def categories() -> Mapping[str, Category]:
    """The families of rules by prefix."""
    return {prefix: Category(prefix, name) for prefix, name in _data("categories").items()}


@cache
def all_rules() -> Mapping[str, Rule]:
    """All rules by code, in the order of their codes."""
    folder = resources.files("juesuan") / "data" / "rules"
    found: dict[str, Rule] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml") and file.name != "categories.toml":
            for code, row in tomllib.loads(file.read_text("utf-8")).items():
                if code in found:
                    raise ValueError(f"{file.name}: rule {code} is there twice")
                found[code] = _rule(code, row)
    return dict(sorted(found.items()))


def _data(name: str) -> Mapping[str, Any]:
    path = resources.files("juesuan") / "data" / "rules" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _rule(code: str, row: dict[str, Any]) -> Rule:
    said = row["message"]
    if row["severity"] not in SEVERITIES:
        raise ValueError(f"rule {code}: severity {row['severity']}")
    known = {"title", "severity", "source", "message", "why", "wrong", "right", "needs"}
    known |= {"form_sets", "first_year", "last_year", "like", "settings"}
    if unknown := set(row) - known:
        raise ValueError(f"rule {code}: unknown {sorted(unknown)}")
    return Rule(
        code,
        row["title"],
        row["severity"],
        categories()[code.rstrip("0123456789")],
        row["source"],
        {"": said} if "zh" in said else said,
        row["why"],
        row["wrong"],
        row["right"],
        tuple(row.get("needs", ("forms",))),
        tuple(row.get("form_sets", ())),
        row.get("first_year", 0),
        row.get("last_year", 0),
        tuple(row.get("like", ())),
        row.get("settings", {}),
    )


def title(finding: Finding, lang: str = "zh") -> str:
    """The title of the finding's rule."""
    return all_rules()[finding.code].title[lang]


def message(finding: Finding, lang: str = "zh") -> str:
    """What the finding says: the rule's message with the finding's details."""
    return all_rules()[finding.code].message[finding.variant][lang].format(**finding.details)


def severity_of(finding: Finding) -> Severity:
    """How grave the finding is: its own word, else its rule's."""
    return finding.severity or all_rules()[finding.code].severity
