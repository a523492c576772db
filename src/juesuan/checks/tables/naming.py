"""How names of indicators compare (指标名称): with one another and with what texts tell."""

from __future__ import annotations

import re
from functools import lru_cache

from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.resources import Pattern

__all__ = ["bare", "bare_name", "own_pairs", "pairs", "same_name", "shared_ending"]

_REMARK = re.compile(r"\(.*?\)")
_SIGNS = re.compile(r"[^\w+-]")
_CUT_FROM = 6
"""From this many characters on, a name that begins another may be that one cut off."""


def bare_name(indicator: AssessedIndicator) -> str:
    """The printed name without remarks in brackets, quotes and marks."""
    return bare(indicator.printed.level3.text)


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """A name without remarks in brackets, quotes and marks.

    >>> bare("“三公”经费控制率（%）")
    '三公经费控制率'
    """
    return _SIGNS.sub("", _REMARK.sub("", plain(text)))


def same_name(one: str, other: str) -> bool:
    """Whether two bare names are one, the shorter possibly cut off in the middle."""
    short, long = sorted((one, other), key=len)
    return short == long or (_CUT_FROM <= len(short) < len(long) and long.startswith(short))


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters: what two texts on one thing have in common.

    >>> sorted(pairs("培训人数"))
    ['人数', '培训', '训人']
    """
    return {text[n : n + 2] for n in range(len(text) - 1)}


def shared_ending(one: str, other: str) -> int:
    """How many characters at their ends two names have in common."""
    shared = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared


@lru_cache(maxsize=1 << 14)
def own_pairs(name: str, generic: Pattern) -> frozenset[str]:
    """The pairs of a name but for those that say nothing of what it is."""
    return frozenset(pair for pair in pairs(name) if not generic.finds_in(pair))
