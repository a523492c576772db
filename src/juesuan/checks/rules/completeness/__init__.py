"""Completeness (完整性), C101 to C307: forms, contents and chapters, numbering."""

from juesuan.checks.rules.completeness import chapters, forms, numbering, obligations

__all__ = ["RULES", "SETTINGS"]

RULES = {**forms.RULES, **chapters.RULES, **numbering.RULES, **obligations.RULES}
SETTINGS = {**forms.SETTINGS, **chapters.SETTINGS, **numbering.SETTINGS, **obligations.SETTINGS}
