"""J4: self-evaluation agrees with the forms, with the narrative, and table with table."""

from juesuan.checks.rules.performance.agreement import forms, narrative, tables

__all__ = ["RULES", "SETTINGS"]

RULES = {**forms.RULES, **tables.RULES, **narrative.RULES}
SETTINGS = {**forms.SETTINGS, **tables.SETTINGS, **narrative.SETTINGS}
