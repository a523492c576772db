"""J6: results belong to the year of the account (年度), and are done (完成)."""

from juesuan.checks.rules.performance.years import completion, named, results

__all__ = ["RULES", "SETTINGS"]

RULES = {**named.RULES, **results.RULES, **completion.RULES}
SETTINGS = {**named.SETTINGS, **results.SETTINGS, **completion.SETTINGS}
