"""Functional and economic codes by their names, for tables that print names only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from juesuan.facts import Space, standard_space
from juesuan.text import plain

__all__ = ["class_named", "code_named", "names_to_codes"]

_CLASS = 3


def names_to_codes(space: Space, dimension: str = "function") -> Mapping[str, Sequence[str]]:
    """Plain name → the functional (or ``economic``) codes of a year that bear it (行政运行 is in
    many sections, 办公设备购置 in two classes)."""
    return _names(space.year, dimension)


def code_named(known: Sequence[str], last: str) -> str:
    """Which of the codes of one name a line means: the deepest that goes on below the code of the
    line before, else the class of that name, else the only one; empty where nobody can tell.

    >>> code_named(["2010301", "2010601"], "20106"), code_named(["2010301", "2010601"], "208")
    ('2010601', '')
    """
    below = [code for code in known if last and code[:-2] == last[: len(code) - 2]]
    if below:
        return max(below, key=len)
    classes = [code for code in known if len(code) == 3]
    return next(iter(classes or (known if len(known) == 1 else ())), "")


def class_named(name: str, space: Space) -> str:
    """The functional class (类) of a name; empty where none or several bear it."""
    known = [code for code in names_to_codes(space).get(plain(name), ()) if len(code) == _CLASS]
    return known[0] if len(known) == 1 else ""


@cache
def _names(year: int, dimension: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in standard_space(year).codes[dimension]:
        if entry.code.isdigit():
            found[plain(entry.name)].append(entry.code)
    return dict(found)
