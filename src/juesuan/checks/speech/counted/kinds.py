"""Kinds of things that are all there are (各类就是全部): 男 and 女, 外事接待 and 非外事接待."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.checks.catalogue import RuleSettings
from juesuan.resources import Pattern

__all__ = ["PartWords", "are_all_kinds", "are_contrary"]

_BOTH = 2
"""Parts of a list of what is something and what is not."""
_MARKS = "，、；：,;:"


class PartWords(RuleSettings, frozen=True):
    """N510: words with which a list begins behind its whole (``of``: what names the whole), words
    that end it, words before a sum of what was listed, kinds that are all there are (each a list
    of words, of which every part has one), words of other figures than parts, units that are
    counted alike, words before a whole that leaves out one more (本级和), the word of the
    ``rest`` of all kinds, words before what things are ``worth``, and behind the ``bound`` of a
    price; ``people``, with which a name may end that its whole has not; units of what
    may be of two kinds at once, and those of ``persons``; before a name ``turned`` into its
    contrary (非外事接待), the signs that do it and the one that says that it is so (已)."""

    begins: Pattern
    with_us: Pattern
    ends: Pattern
    sums: Pattern
    kinds: tuple[tuple[str, ...], ...]
    aside: Pattern
    alike: tuple[tuple[str, ...], ...]
    rest: str
    people: str
    worth: Pattern
    bound: Pattern
    of_two_kinds: tuple[str, ...]
    persons: tuple[str, ...]
    turned: tuple[str, ...]
    so: str


def are_all_kinds(words: PartWords, named: Sequence[str]) -> bool:
    """Whether every name is one of kinds that are all there are, the rest among them if it is a
    kind."""
    return any(
        all(any(k in name for k in kinds) for name in named)
        and (words.rest not in kinds or any(words.rest in name for name in named))
        for kinds in words.kinds
    )


def are_contrary(words: PartWords, named: Sequence[str]) -> bool:
    """Whether a list has two parts, what is something and what is not: 外事接待, 非外事接待."""
    names = [name.strip(_MARKS).removeprefix(words.so) for name in named]
    if len(names) != _BOTH or not all(names):
        return False
    one, other = sorted(names, key=len)
    return other in {turn + one for turn in words.turned}
