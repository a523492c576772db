"""What the words that lead to a figure say (比、去年、少、支出): in their usual order, or else word
by word, each with its role, around one item's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from juesuan.keeping import compiled
from juesuan.reading.narrative.grammar import LeadReading, in_order
from juesuan.reading.narrative.naming import YEARS, name_of
from juesuan.reading.narrative.vocabulary import alternatives, ends_with, words, words_in

__all__ = ["say"]

_BUDGETS = ("initial_budget", "full_year_budget", "budget")
_MOVES = ("increase", "decrease", "either")


@lru_cache(maxsize=2048)
def say(lead: str, kind: str) -> LeadReading:
    """Role, direction and base of a figure by the words that lead to it."""
    said = in_order(lead, kind)
    if kind == "count" or said.role in {"average", "other"}:
        return said
    name, known = name_of(said.rest)
    if known and not name and (said.role or kind == "money"):
        return said
    told = _word_by_word(lead, kind)
    if told is None or (known and said.role and told.rest):
        return said
    beside = name.removesuffix(told.rest) in words_in("clause", "fillers")
    if known and beside and told.rest in words_in("subject", "elliptic") and not said.role:
        return told  # 已支出: of the item before
    if known and (told.rest or not told.role):
        return said
    return told


def _word_by_word(lead: str, kind: str) -> LeadReading | None:
    """The reading of a lead that is made of words with roles and one known name at most."""
    rest = _asides().sub("", lead)
    behind: list[tuple[str, str]] = []
    while match := _last().search(rest):
        word = match[0]
        if len(ends_with(rest, words_in("subject", "endings"))) > len(word):
            break
        behind.insert(0, (_role_of(word), word))
        rest = rest[: match.start()]
    before: list[tuple[str, str]] = []
    while match := _first().match(rest):
        before.append((_role_of(match[0]), match[0]))
        rest = rest[match.end() :]
    name, known = name_of(rest)
    if not known or (rest and not name):
        return None
    return _together([*before, *behind], kind, rest)


def _together(said: Sequence[tuple[str, str]], kind: str, rest: str) -> LeadReading | None:
    """What words with roles say together of an item."""
    roles = [role for role, _ in said]
    moves = dict.fromkeys(role for role in roles if role in _MOVES)
    base, of = _base(said)
    if moves and not (kind == "money" and said[-1][1] in words_in("clause", "up_to")):
        direction = next(iter(moves)) if len(moves) == 1 else "either"
        role = "change" if kind == "money" else "growth"
        return LeadReading(role, direction, base, rest, of)
    if kind == "percent":
        told = next((role for role in ("completion", "share") if role in roles), "")
        budget = base if told == "completion" else ""
        return LeadReading(told, base=budget, rest=rest) if told else None
    budgets = [role for role in roles if role in _BUDGETS]
    if budgets:
        return LeadReading(budgets[-1], rest=rest)
    return LeadReading("final" if "final" in roles else "", rest=rest)


def _base(said: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """What words compare with, as said, and the role of what moved: a budget is the base behind a
    word of comparison or of direction, and else what moved itself."""
    compares = False
    base = of = ""
    for role, word in said:
        if role in {"compared", *_MOVES}:
            compares = True
        elif role == "both":
            base = words("roles", "budget")[0]
        elif role in {"last_year", "year"} and compares:
            base = word
        elif role in _BUDGETS:
            base, of = (word, of) if compares else (base, role)
    if of and not base and {role for role, _ in said} & set(_MOVES) == {"either"}:
        base, of = words("roles", of)[0], ""  # 预算剩余: what is left of it
    return base, of


@cache
def _roles() -> Mapping[str, str]:
    """The role of each word; of a word with several the first."""
    groups = (
        *((role, words_in("roles", role)) for role in _BUDGETS),
        ("final", words_in("roles", "final")),
        ("completion", words_in("roles", "completion")),
        ("share", words_in("roles", "share")),
        ("both", words_in("clause", "both")),
        ("either", words_in("directions", "either")),
        ("either", words_in("roles", "budget_difference", "difference")),
        ("either", words_in("clause", "either")),
        ("increase", words_in("directions", "increase", "more")),
        ("increase", words_in("clause", "increase")),
        ("decrease", words_in("directions", "decrease", "less")),
        ("decrease", words_in("clause", "decrease")),
        ("last_year", words_in("clause", "last_year")),
        ("compared", words_in("comparison", "before", "after", "hedges")),
        ("compared", words_in("clause", "compared")),
        ("last_year", words_in("comparison", "alone")),
        ("measure", words_in("clause", "measures")),
        ("filler", words_in("subject", "copulas")),
        ("filler", words_in("clause", "fillers")),
    )
    found: dict[str, str] = {}
    for role, listed in groups:
        for word in listed:
            found.setdefault(word, role)
    return found


def _role_of(word: str) -> str:
    return _roles().get(word, "year")


@cache
def _any() -> str:
    return f"(?:{YEARS}|{alternatives(_roles())})"


@cache
def _last() -> re.Pattern[str]:
    """The longest word with a role at the end of a text."""
    return compiled(f"{_any()}$")


@cache
def _first() -> re.Pattern[str]:
    kept = alternatives(words_in("subject", "kept"))
    return compiled(f"(?!{kept}){_any()}")


@cache
def _asides() -> re.Pattern[str]:
    """A year in brackets."""
    return compiled(f"（[^（）]{{0,2}}{YEARS}[^（）]{{0,6}}）")
