"""Narrative against forms (文字与报表), N101 to N406."""

from juesuan.checks.rules.narrative import (
    amounts,
    directions,
    rates,
    wording,
)

__all__ = ["RULES"]

RULES = {
    **amounts.RULES,
    **rates.RULES,
    **directions.RULES,
    **wording.RULES,
}
