"""The functions of the rules, one a rule, by code; their rows are in ``data/rules``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules import (
    assets,
    completeness,
    customary,
    document,
    hygiene,
    identities,
    narrative,
    performance,
    three_public,
    years,
)
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject

__all__ = ["FUNCTIONS", "RuleFunction"]

RuleFunction = Callable[[Subject], Iterable[Finding | NotChecked]]

_MODULES = (
    identities,
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
