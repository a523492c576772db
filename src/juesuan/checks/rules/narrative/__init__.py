"""Narrative against forms (文字与报表), N101 to N601."""

from juesuan.checks.rules.narrative import (
    amounts,
    balances,
    counted,
    directions,
    graded,
    named,
    rates,
    reasons,
    wording,
)

__all__ = ["RULES", "SETTINGS"]

RULES = {
    **amounts.RULES,
    **balances.RULES,
    **rates.RULES,
    **directions.RULES,
    **wording.RULES,
    **counted.RULES,
    **graded.RULES,
    **named.RULES,
    **reasons.RULES,
}
SETTINGS = {
    **amounts.SETTINGS,
    **rates.SETTINGS,
    **directions.SETTINGS,
    **wording.SETTINGS,
    **counted.SETTINGS,
    **graded.SETTINGS,
    **named.SETTINGS,
}
