"""The document itself (文件自身), D101 to D504: names, leftovers, punctuation, codes."""

from juesuan.checks.rules.document import (
    carried_over,
    codes,
    leftovers,
    owners,
    punctuation,
    whose,
)

__all__ = ["RULES", "SETTINGS"]

RULES = {
    **whose.RULES,
    **owners.RULES,
    **leftovers.RULES,
    **punctuation.RULES,
    **codes.RULES,
    **carried_over.RULES,
}
SETTINGS = {
    **whose.SETTINGS,
    **owners.SETTINGS,
    **leftovers.SETTINGS,
    **punctuation.SETTINGS,
    **codes.SETTINGS,
    **carried_over.SETTINGS,
}
