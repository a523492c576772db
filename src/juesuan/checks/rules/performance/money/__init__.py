"""J3: money in the table (项目资金、部门预算资金): rows, rates, and what the texts tell of it."""

from juesuan.checks.rules.performance.money import beyond, in_words, per_unit, rates, rows

__all__ = ["RULES", "SETTINGS"]

RULES = {**rows.RULES, **rates.RULES, **in_words.RULES, **per_unit.RULES, **beyond.RULES}
SETTINGS = {**rates.SETTINGS, **per_unit.SETTINGS}
