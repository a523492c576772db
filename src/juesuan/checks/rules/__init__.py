"""The functions of the rules, one a rule, by code; their rows are in ``data/rules``.

A package or module here lists its functions in ``RULES`` and, where rows have settings, the
classes that type them in ``SETTINGS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from juesuan.checks.catalogue import RuleError, RuleSettings, all_rules
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules import (
    assets,
    completeness,
    customary,
    document,
    hygiene,
    identities,
    narrative,
    other_tables,
    performance,
    reckoned,
    three_public,
    years,
)
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject

__all__ = ["FUNCTIONS", "RuleFunction", "every_setting"]

RuleFunction = Callable[[Subject], Iterable[Finding | NotChecked]]

_MODULES = (
    identities,
    reckoned,
    other_tables,
    completeness,
    document,
    performance,
    narrative,
    three_public,
    years,
    customary,
    assets,
    hygiene,
)


def _of_words(code: str, function: RuleFunction) -> RuleFunction:
    """A rule on what the narrative says: of a template that nobody filled in it says nothing."""

    def said(subject: Subject) -> Iterable[Finding | NotChecked]:
        if unfilled(subject):
            return (NotChecked(code, "unfilled_template"),)
        return function(subject)

    return said


FUNCTIONS: Mapping[str, RuleFunction] = MappingProxyType(
    {
        code: _of_words(code, function) if module is narrative else function
        for module in _MODULES
        for code, function in module.RULES.items()
    }
)
"""What finds the findings of each rule."""


@cache
def every_setting() -> Mapping[str, RuleSettings]:
    """The settings of all rules by code, typed, their patterns with examples. Raises
    ``RuleError`` for a row that does not say what its function reads."""
    kinds: dict[str, type[RuleSettings]] = {}
    for module in _MODULES:
        kinds |= getattr(module, "SETTINGS", {})
    for code, rule in all_rules().items():
        if rule.settings and code not in kinds:
            raise RuleError("no_settings", rule.file, code)
    return {code: kind.of(code) for code, kind in kinds.items()}
