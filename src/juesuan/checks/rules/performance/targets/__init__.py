"""J2: targets, actual values, points and reasons (指标值、完成值、得分、偏差原因) hold together."""

from juesuan.checks.rules.performance.targets import blank, points, reasons, values

__all__ = ["RULES", "SETTINGS"]

RULES = {**blank.RULES, **points.RULES, **reasons.RULES, **values.RULES}
SETTINGS = {**blank.SETTINGS, **points.SETTINGS, **reasons.SETTINGS, **values.SETTINGS}
