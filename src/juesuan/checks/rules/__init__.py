"""The functions of the rules, one a rule, by code; their rows are in ``data/rules``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules import (
    assets,
    chapters,
    codes,
    completeness,
    customary,
    files,
    identities,
    leftovers,
    narrative,
    narrative_directions,
    narrative_rates,
    narrative_wording,
    numbering,
    performance,
    privacy,
    punctuation,
    three_public,
    whose,
    years,
)
from juesuan.checks.subject import Subject

__all__ = ["FUNCTIONS", "RuleFunction"]

RuleFunction = Callable[[Subject], Iterable[Finding | NotChecked]]

_MODULES = (
    identities,
    completeness,
    chapters,
    numbering,
    leftovers,
    punctuation,
    codes,
    whose,
    performance,
    narrative,
    narrative_rates,
    narrative_directions,
    narrative_wording,
    three_public,
    years,
    customary,
    assets,
    privacy,
    files,
)

_OF_WORDS = (narrative, narrative_rates, narrative_directions, narrative_wording)
"""Rules on what the narrative says; of a template that nobody filled in they say nothing."""


def _of_words(code: str, function: RuleFunction) -> RuleFunction:
    def said(subject: Subject) -> Iterable[Finding | NotChecked]:
        if leftovers.unfilled(subject):
            return (NotChecked(code, "unfilled_template"),)
        return function(subject)

    return said


FUNCTIONS: Mapping[str, RuleFunction] = MappingProxyType(
    {
        code: _of_words(code, function) if module in _OF_WORDS else function
        for module in _MODULES
        for code, function in module.RULES.items()
    }
)
"""What finds the findings of each rule."""
