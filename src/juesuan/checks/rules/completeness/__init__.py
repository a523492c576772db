"""Completeness (完整性), C101 to C307: forms, contents and chapters, numbering."""

from juesuan.checks.rules.completeness import (
    chapters,
    forms,
    numbering,
)

__all__ = ["RULES"]

RULES = {
    **forms.RULES,
    **chapters.RULES,
    **numbering.RULES,
}
