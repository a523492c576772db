"""Narrative against forms (文字与报表), N101 to N702."""

from juesuan.checks.rules.narrative import (
    amounts,
    balances,
    banded,
    counted,
    derived,
    directions,
    glossary,
    graded,
    named,
    natures,
    parts,
    placed,
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
    **parts.RULES,
    **derived.RULES,
    **graded.RULES,
    **banded.RULES,
    **named.RULES,
    **natures.RULES,
    **placed.RULES,
    **glossary.RULES,
    **reasons.RULES,
}
SETTINGS = {
    **amounts.SETTINGS,
    **rates.SETTINGS,
    **directions.SETTINGS,
    **wording.SETTINGS,
    **counted.SETTINGS,
    **parts.SETTINGS,
    **derived.SETTINGS,
    **graded.SETTINGS,
    **banded.SETTINGS,
    **named.SETTINGS,
    **natures.SETTINGS,
    **placed.SETTINGS,
    **glossary.SETTINGS,
    **reasons.SETTINGS,
}
