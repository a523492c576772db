"""J1: weights, scores, totals and grades (分值、得分、总分、等次) follow from one another."""

from juesuan.checks.rules.performance.scores import points, totals, weights

__all__ = ["RULES", "SETTINGS"]

RULES = {**weights.RULES, **totals.RULES, **points.RULES}
SETTINGS = {**weights.SETTINGS, **points.SETTINGS}
