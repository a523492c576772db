"""The functions of the rules, one a rule, by code; their rows are in ``data/rules``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules import completeness
from juesuan.checks.subject import Subject

__all__ = ["FUNCTIONS", "RuleFunction"]

RuleFunction = Callable[[Subject], Iterable[Finding | NotChecked]]

_MODULES = (completeness,)

FUNCTIONS: Mapping[str, RuleFunction] = MappingProxyType(
    {code: function for module in _MODULES for code, function in module.RULES.items()}
)
"""What finds the findings of each rule."""
