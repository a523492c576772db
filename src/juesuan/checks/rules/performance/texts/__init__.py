"""J7: texts of goals, results and analysis (文字): copied, or at odds with figures and dates."""

from juesuan.checks.rules.performance.texts import (
    copies,
    dates,
    figures,
    repeated,
    shared,
    summaries,
    told,
    undone,
)

__all__ = ["RULES", "SETTINGS"]

RULES = {
    **copies.RULES,
    **figures.RULES,
    **repeated.RULES,
    **summaries.RULES,
    **shared.RULES,
    **told.RULES,
    **dates.RULES,
    **undone.RULES,
}
SETTINGS = {
    **copies.SETTINGS,
    **figures.SETTINGS,
    **repeated.SETTINGS,
    **summaries.SETTINGS,
    **shared.SETTINGS,
    **told.SETTINGS,
    **dates.SETTINGS,
    **undone.SETTINGS,
}
