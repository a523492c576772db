from .catalogue import (
    Category,
    Rule,
    advice,
    all_rules,
    categories,
    message,
    severity_of,
    title,
)
from .causes.explaining import Explained, explained
from .causes.residuals import Residual, check_identities
from .checking import Checked, Coverage, check, selected
from .model import (
    SEVERITIES,
    BrokenIdentity,
    Consequence,
    Finding,
    NotChecked,
    Operand,
    Severity,
    Where,
)
from .subject import State, Subject

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
