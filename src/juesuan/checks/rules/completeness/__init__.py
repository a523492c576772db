"""Completeness (完整性), C101 to C307: forms, contents and chapters, numbering."""

from juesuan.checks.rules.completeness import (
    chapters,
    form_numbers,
    forms,
    numbering,
    obligations,
)

__all__ = ["RULES", "SETTINGS"]

_ROOMS = (forms, chapters, numbering, form_numbers, obligations)

RULES = {code: rule for room in _ROOMS for code, rule in room.RULES.items()}
SETTINGS = {code: settings for room in _ROOMS for code, settings in room.SETTINGS.items()}
