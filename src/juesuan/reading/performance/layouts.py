"""The layouts (版式) of project tables that are known in full, by the words they print."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from juesuan.lexicon.performance import label_key
from juesuan.resources import load

__all__ = ["layout_of", "parts_expected"]

_ALIKE = 0.8
"""The share of a layout's words that a table prints at least, to be of that layout."""
_ALWAYS = ("name", "indicators")
"""The parts that a table of any layout has."""


@cache
def _layouts() -> Mapping[str, Mapping[str, Any]]:
    """Layout → its year, words (compared plainly) and the parts it always shows."""
    return {
        name: {**entry, "words": frozenset(label_key(text) for text in entry["words"])}
        for name, entry in load("performance/layouts.toml").items()
    }


def layout_of(seen: Collection[str], title: str) -> str:
    """The layout most of whose words (as keys) a table prints; the year of the title helps.
    Empty for a table that is like none."""
    shares = {
        name: len(entry["words"] & set(seen)) / len(entry["words"])
        for name, entry in _layouts().items()
    }

    def likeness(name: str) -> float:
        return shares[name] + (0.1 if f"{_layouts()[name]['year']}年" in title else 0)

    best = max(shares, key=likeness)
    return best if shares[best] >= _ALIKE else ""


def parts_expected(layout: str) -> Collection[str]:
    """The parts (fields of the project table) that a table of a layout always shows."""
    expects: Collection[str] = _layouts()[layout]["expects"] if layout else _ALWAYS
    return expects
