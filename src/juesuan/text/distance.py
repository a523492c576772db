"""How near two words are (编辑距离).

One row of the table of changes is one whole number, a bit a character: what a library in C would
do faster is asked for a handful of words a document, and its import took longer than all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["alike", "distance", "nearest", "shortens", "weighed"]


def alike(one: str, other: str) -> int:
    """How much of two texts is the same, in their order: 0 to 100 in the hundred.

    >>> alike("支出决算情况说明", "支出决算的情况说明")
    94
    """
    both = len(one) + len(other)
    return 200 * _in_common(one, other) // both if both else 100


def distance(one: str, other: str, most: int | None = None) -> int:
    """How many characters must be put in, taken out, changed or swapped with their neighbour
    to make one text the other; ``most + 1`` for any more than ``most``."""
    if most is not None and abs(len(one) - len(other)) > most:
        return most + 1
    found = _changes(one, other)
    return found if most is None else min(found, most + 1)


def _places(text: str) -> dict[str, int]:
    """Where each character stands in a text: a bit for each place, the first the lowest."""
    found: dict[str, int] = {}
    for place, sign in enumerate(text):
        found[sign] = found.get(sign, 0) | 1 << place
    return found


def _in_common(one: str, other: str) -> int:
    """The most characters that stand in both texts in one order (Hyyrö 2004)."""
    places, whole = _places(one), (1 << len(one)) - 1
    open_ = whole
    for sign in other:
        here = open_ & places.get(sign, 0)
        open_ = ((open_ + here) | (open_ - here)) & whole
    return len(one) - open_.bit_count()


def _changes(one: str, other: str) -> int:
    """The least number of characters put in, taken out, changed or swapped (Hyyrö 2003): the bits
    of ``more`` and ``less`` are where a row of the table goes up or down by one."""
    if not one:
        return len(other)
    places, whole, last = _places(one), (1 << len(one)) - 1, 1 << len(one) - 1
    more, less, same, before, count = whole, 0, 0, 0, len(one)
    for sign in other:
        here = places.get(sign, 0)
        swapped = ((~same & here) << 1) & before
        same = ((((here & more) + more) ^ more) | here | less | swapped) & whole
        up, down = less | (whole & ~(same | more)), same & more
        count += bool(up & last) - bool(down & last)
        up, down = (up << 1 | 1) & whole, (down << 1) & whole
        more, less = down | (whole & ~(same | up)), up & same
        before = here
    return count


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
