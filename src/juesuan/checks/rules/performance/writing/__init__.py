"""J5: how targets and values are written (指标写法): codes, percentages, units, words, names."""

from juesuan.checks.rules.performance.writing import codes, numbers, percentages, units, words

__all__ = ["RULES", "SETTINGS"]

RULES = {**codes.RULES, **numbers.RULES, **percentages.RULES, **units.RULES, **words.RULES}
SETTINGS = {**numbers.SETTINGS, **percentages.SETTINGS, **units.SETTINGS, **words.SETTINGS}
