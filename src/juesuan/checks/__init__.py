"""Checks (审核): what is wrong with a disclosure, and what would make everything agree."""

from juesuan.checks.catalogue import (
    Category,
    Rule,
    advice,
    all_rules,
    categories,
    message,
    severity_of,
    title,
)
from juesuan.checks.causes.explaining import Explained, explained
from juesuan.checks.causes.residuals import Residual, check_identities
from juesuan.checks.checking import Checked, Coverage, check, selected
from juesuan.checks.model import (
    SEVERITIES,
    BrokenIdentity,
    Consequence,
    Finding,
    NotChecked,
    Operand,
    Severity,
    Where,
)
from juesuan.checks.subject import State, Subject

__all__ = [
    "SEVERITIES",
    "BrokenIdentity",
    "Category",
    "Checked",
    "Consequence",
    "Coverage",
    "Explained",
    "Finding",
    "NotChecked",
    "Operand",
    "Residual",
    "Rule",
    "Severity",
    "State",
    "Subject",
    "Where",
    "advice",
    "all_rules",
    "categories",
    "check",
    "check_identities",
    "explained",
    "message",
    "selected",
    "severity_of",
    "title",
]
