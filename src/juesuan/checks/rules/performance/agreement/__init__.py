"""J4: self-evaluation agrees with the forms, with the narrative, and table with table."""

from juesuan.checks.rules.performance.agreement import forms, narrative, summaries, tables

__all__ = ["RULES", "SETTINGS"]

RULES = {**forms.RULES, **tables.RULES, **narrative.RULES, **summaries.RULES}
SETTINGS = {**forms.SETTINGS, **tables.SETTINGS, **narrative.SETTINGS, **summaries.SETTINGS}
