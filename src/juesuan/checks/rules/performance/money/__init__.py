"""J3: money in the table (项目资金、部门预算资金): rows, rates, and what the texts tell of it."""

from juesuan.checks.rules.performance.money import beyond, in_words, per_unit, rates, rows, tasks

__all__ = ["RULES", "SETTINGS"]

_MODULES = (rows, rates, in_words, per_unit, beyond, tasks)

RULES = {code: rule for module in _MODULES for code, rule in module.RULES.items()}
SETTINGS = {**rates.SETTINGS, **per_unit.SETTINGS}
