"""J2: targets, actual values, points and reasons (指标值、完成值、得分、偏差原因) hold together."""

from juesuan.checks.rules.performance.targets import (
    blank,
    completion,
    operators,
    points,
    reasons,
    values,
)

__all__ = ["RULES", "SETTINGS"]

_MODULES = (blank, completion, operators, points, reasons, values)

RULES = {code: rule for module in _MODULES for code, rule in module.RULES.items()}
SETTINGS = {code: kind for module in _MODULES for code, kind in module.SETTINGS.items()}
