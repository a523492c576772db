"""Words for the same thing: what regions and years print otherwise, from ``data/reading.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from juesuan.reading.figures import plain_text
from juesuan.resources import load

__all__ = ["Words", "bare", "bare_title", "same_label", "words"]

_ORDER = re.compile(r"[()、.：:\"一二三四五六七八九十\d]")
_YEAR = re.compile(r"20\d\d年度?")
_LEAST = 4


@dataclass(frozen=True)
class Words:
    """``totals``: plain labels of total rows; ``meant``: a bare label → the bare labels it may
    stand for; ``optional``: signs a title may or may not have; ``balanced``: how a set says
    that its printed sums are exact."""

    totals: frozenset[str]
    meant: dict[str, frozenset[str]]
    optional: re.Pattern[str]
    balanced: tuple[str, ...]


@cache
def words() -> Words:
    """The words that come with the package."""
    data = load("reading.toml")
    meant: dict[str, set[str]] = {}
    for label, others in data["labels"]["alike"].items():
        for other in others:
            meant.setdefault(bare(other), set()).add(bare(label))
            meant.setdefault(bare(label), set()).add(bare(other))
    optional = "|".join(map(re.escape, data["titles"]["optional"]))
    return Words(
        frozenset(map(plain_text, data["totals"]["words"])),
        {label: frozenset(others) for label, others in meant.items()},
        re.compile(f"{_YEAR.pattern}|{optional}"),
        tuple(data["balanced"]["words"]),
    )


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """A label without blanks, ordinals, brackets and stops."""
    return _ORDER.sub("", plain_text(text))


@lru_cache(maxsize=20_000)
def bare_title(text: str) -> str:
    """A title without the year and what titles may or may not have."""
    return words().optional.sub("", bare(text))


@lru_cache(maxsize=100_000)
def same_label(said: str, label: str) -> bool:
    """Whether a printed label is a row's: equal but for numbering, brackets, cut ends, or
    another year's or region's words for the same."""
    a, b = bare(said), bare(label)
    if a == b:
        return True
    if not a or not b:
        return False
    if len(a) >= _LEAST and len(b) >= _LEAST and (a.startswith(b) or b.startswith(a)):
        return not a.endswith("表")
    return b in words().meant.get(a, ())
