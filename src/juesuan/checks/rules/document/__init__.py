"""The document itself (文件自身), D101 to D510: names, leftovers, punctuation, codes."""

from juesuan.checks.rules.document import (
    borrowed,
    carried_over,
    codes,
    copied,
    dates,
    leftovers,
    money_units,
    own_names,
    owners,
    plans,
    punctuation,
    stages,
    strange,
    terms,
    trades,
    two_names,
    whose,
    written_figures,
)

__all__ = ["RULES", "SETTINGS"]

_ROOMS = (
    whose,
    money_units,
    owners,
    own_names,
    borrowed,
    trades,
    strange,
    copied,
    two_names,
    leftovers,
    punctuation,
    stages,
    codes,
    written_figures,
    terms,
    carried_over,
    dates,
    plans,
)

RULES = {code: rule for room in _ROOMS for code, rule in room.RULES.items()}
SETTINGS = {code: settings for room in _ROOMS for code, settings in room.SETTINGS.items()}
