"""How near two words are (编辑距离)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

__all__ = ["alike", "distance", "nearest", "shortens", "weighed"]


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


def shortens(short: str, long: str) -> bool:
    """Whether all characters of one text stand in another in their order (简称).

    >>> shortens("县卫健局", "某县卫生健康局"), shortens("局县", "某县卫生健康局")
    (True, False)
    """
    rest = iter(long)
    return all(sign in rest for sign in short)


def weighed(one: str, other: str, change: Callable[[str, str], int]) -> int:
    """The least cost of making one text the other, where putting a character in or taking one
    out costs 1, and ``change`` says what it costs to change one into another (2 at most counts).

    >>> weighed("264.87", "264.37", lambda a, b: 1 if {a, b} == {"8", "3"} else 2)
    1
    """
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        last, row = row, [n]
        for m, b in enumerate(other, 1):
            changed = last[m - 1] + (0 if a == b else change(a, b))
            row.append(min(changed, last[m] + 1, row[m - 1] + 1))
    return row[-1]
