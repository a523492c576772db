"""What a figure is (说法): the final account or one of the budgets, and what a comparison is
measured by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from juesuan.checks.speech.meaning.topics import claim_words

__all__ = [
    "BUDGET_ROLES",
    "Base",
    "base_of",
    "base_of_role",
    "budget_role",
    "budget_roles",
    "role_name",
    "stages_of",
    "stated_roles",
]

Base = Literal["", "last_year", "initial", "adjusted", "budget", "other"]
"""What a change, growth or completion is measured by: last year, the initial or the full-year
budget, a budget without saying which, something else; empty where nothing is said."""

BUDGET_ROLES = ("initial_budget", "full_year_budget", "budget")
"""Roles of budgets, ``budget`` where the text does not say which."""


def stated_roles() -> Sequence[str]:
    """The roles of figures that forms print, too: the final account and the budgets."""
    return tuple(claim_words().roles)


def stages_of(role: str) -> Sequence[str]:
    """The stages of the forms that print a role; none for changes, rates and the like."""
    known = claim_words().roles.get(role)
    return known.stages if known else ()


def role_name(role: str) -> str:
    """The name of a role that should stand in the text."""
    return claim_words().roles[role].plain


def budget_role(base: str) -> str:
    """The role of the budget that a comparison names; empty for last year and the like."""
    roles = claim_words().roles.items() if base else ()
    return next((name for name, role in roles if role.base == base), "")


def base_of_role(role: str) -> Base:
    """The base of comparisons that means a budget."""
    return cast("Base", claim_words().roles[role].base)


def budget_roles(base: str) -> Sequence[str]:
    """The roles of the budgets that a base can mean, the one it names first."""
    named = budget_role(base)
    if named != "budget":
        return (named,) if named else ()
    return named, *(role for role in BUDGET_ROLES if role != named)


def base_of(said: str, year: int = 0) -> Base:
    """What a comparison is measured by, as its words say; ``year`` is the narrative's own."""
    words = claim_words().words
    if not said:
        return ""
    if any(word in said for word in words.budget):
        if any(word in said for word in words.adjusted):
            return "adjusted"
        return "initial" if any(word in said for word in words.initial) else "budget"
    if any(word in said for word in words.last_year):
        return "last_year"
    named = claim_words().patterns.base_year.search(said)
    if named and (not year or int(named[1]) == year - 1):
        return "last_year"
    return "initial" if said.startswith(words.beginning) else "other"
