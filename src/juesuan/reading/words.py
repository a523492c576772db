"""Words of documents as a whole, from ``data/reading.toml``: titles, and sets that are balanced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from juesuan.resources import load
from juesuan.text import bare

__all__ = ["Words", "bare_title", "words"]

_YEAR = re.compile(r"20\d\d年度?")


@dataclass(frozen=True)
class Words:
    """``optional``: signs a title may or may not have; ``balanced``: how a set says that its
    printed sums are exact."""

    optional: re.Pattern[str]
    balanced: tuple[str, ...]


@cache
def words() -> Words:
    """The words that come with the package."""
    data = load("reading.toml")
    optional = "|".join(map(re.escape, data["titles"]["optional"]))
    return Words(
        re.compile(f"{_YEAR.pattern}|{optional}"),
        tuple(data["balanced"]["words"]),
    )


@lru_cache(maxsize=20_000)
def bare_title(text: str) -> str:
    """A title without the year and what titles may or may not have."""
    return words().optional.sub("", bare(text))
