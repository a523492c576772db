"""How near two words are (编辑距离)."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

__all__ = ["alike", "distance", "nearest"]


def alike(one: str, other: str) -> int:
    """How much of two texts is the same, in their order: 0 to 100 in the hundred.

    >>> alike("支出决算情况说明", "支出决算的情况说明")
    94
    """
    return int(fuzz.ratio(one, other))


def distance(one: str, other: str, most: int | None = None) -> int:
    """How many characters must be put in, taken out, changed or swapped with their neighbour
    to make one text the other; ``most + 1`` for any more than ``most``."""
    return OSA.distance(one, other, score_cutoff=most)


def nearest(text: str, known: Iterable[str], most: int = 2) -> str:
    """The known word that is nearest, at most ``most`` changes away, to suggest it; empty where
    none is. Of equals the first."""
    found = [(distance(text, word, most), word) for word in known]
    least = min(found, key=lambda pair: pair[0], default=(most + 1, ""))
    return least[1] if least[0] <= most else ""
