"""J4: self-evaluation agrees with the forms, with the narrative, and table with table."""

from juesuan.checks.rules.performance.agreement import (
    forms,
    lists,
    names,
    narrative,
    ratios,
    reports,
    sources,
    summaries,
    tables,
)

__all__ = ["RULES", "SETTINGS"]

_WITH_SETTINGS = (forms, tables, narrative, summaries, sources, lists, reports, ratios)
_MODULES = (*_WITH_SETTINGS, names)

RULES = {code: rule for module in _MODULES for code, rule in module.RULES.items()}
SETTINGS = {code: kind for module in _WITH_SETTINGS for code, kind in module.SETTINGS.items()}
