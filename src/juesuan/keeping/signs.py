"""What a text must have for a regular expression to be found in it, worked out once for all runs.

Most patterns look for something rare: a text without a single sign that every match of theirs has
need not be searched. Which signs these are stands in the pattern as Python parses it.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import Any

import msgspec

from juesuan.keeping.store import get, put

__all__ = ["signs_of"]

_KIND = f"signs {sys.hexversion:x}"
_COMMON = frozenset("0123456789，。、；：（）")
"""Signs that most texts have: those without them tell more."""
_MOST = 96
"""Signs of a range that are listed one by one."""


def signs_of(pattern: str) -> frozenset[str] | None:
    """Signs of which every text in which a pattern is found has one; ``None`` where none are
    known."""
    text = pattern.encode("utf-8", "surrogatepass")
    if (kept := get(_KIND, text)) is None:
        found = _of(pattern)
        kept = msgspec.msgpack.encode("".join(sorted(found or ())))
        made = kept
        put(_KIND, text, lambda: made)
    return frozenset(msgspec.msgpack.decode(kept, type=str)) or None


def _of(pattern: str) -> frozenset[str] | None:
    try:
        parser: Any = import_module("re._parser")
        tree = parser.parse(pattern)
        return None if tree.state.flags & re.IGNORECASE else _in(tree)
    except Exception:  # whatever another Python parses otherwise is searched for everywhere
        return None


def _in(tree: Any) -> frozenset[str] | None:
    """Of the signs that one part of a sequence or another needs, the fewest and rarest."""
    needed = filter(None, (_by_part(str(name), said) for name, said in tree))
    return min(needed, key=lambda signs: (len(signs & _COMMON), len(signs)), default=None)


def _by_part(name: str, said: Any) -> frozenset[str] | None:
    if name == "LITERAL":
        return frozenset(chr(said))
    if name == "IN":
        return _among(said)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _in(said[2]) if said[0] else None
    if name == "SUBPATTERN":
        _, added, _, inner = said
        return None if added & re.IGNORECASE else _in(inner)
    if name == "ASSERT":
        return _in(said[1])
    if name == "ATOMIC_GROUP":
        return _in(said)
    if name == "BRANCH":
        ways = [_in(way) for way in said[1]]
        return frozenset().union(*filter(None, ways)) if all(ways) else None
    return None


def _among(listed: Any) -> frozenset[str] | None:
    found: set[str] = set()
    for kind, said in listed:
        if str(kind) == "LITERAL":
            found.add(chr(said))
        elif str(kind) == "RANGE" and said[1] - said[0] < _MOST:
            found |= {chr(sign) for sign in range(said[0], said[1] + 1)}
        else:
            return None
    return frozenset(found)
