"""What must not be parted at the end of a line: amounts with their unit, codes, short names in
quotation marks. A terminal, a page and a print all ask here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

__all__ = ["breaks", "pieces", "unbroken", "wide"]

_UNIT = r"(?:个百分点|平方米|人次|[万亿]?元|[年月日号个分辆批人户条处张项次家台件行栏页表])?"
_WHOLE = re.compile(
    r"[>=<≥≤±+\-−]{0,2}\d[\d,]*(?:[.．]\d+)?(?:/\d[\d.]*)?[%％‰]?"
    + _UNIT  # amounts, 20/15
    + r"|[A-Za-z0-9](?:[A-Za-z0-9_.:/+\-]*[A-Za-z0-9])?"  # codes, words, names of files
    + r"|“[^“”]{1,20}”|《[^《》]{1,20}》"
)
"""An amount, a code or word, a short name in its quotation marks."""
_NEVER_FIRST = frozenset("，。；：、！？）》”’」』】〕%％,.;:!?)]}…")
"""Marks that begin no line (行首禁则)."""
_NEVER_LAST = frozenset("（《“‘「『【〔([{")
"""Marks that end no line (行尾禁则)."""


_NOTHING = frozenset({"Mn", "Me", "Mc", "Cf", "Cc"})
"""Kinds of signs that take no room of their own."""


def wide(text: str) -> int:
    """How many cells a text takes on a terminal.

    >>> wide("01表 支出")
    9
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells, text))


@lru_cache(maxsize=8192)
def _cells(sign: str) -> int:
    if east_asian_width(sign) in {"W", "F"}:
        return 2
    return int(category(sign) not in _NOTHING)


def unbroken(text: str) -> Iterator[tuple[str, bool]]:
    """A text as parts in order, each with whether it must stay on one line.

    >>> [part for part, whole in unbroken("差额23.54万元。") if whole]
    ['23.54万元']
    """
    at = 0
    for found in _WHOLE.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), len(found.group()) > 1
        at = found.end()
    if at < len(text):
        yield text[at:], False


def pieces(text: str) -> list[str]:
    """The smallest pieces between which a line may end: amounts, codes and short names whole,
    other characters alone with the marks that cling to them; a blank belongs to what is before."""
    found: list[str] = []
    for part, whole in unbroken(text):
        for one in [part] if whole else part:
            clings = found and (one[0] in _NEVER_FIRST or one.isspace())
            if clings or (found and found[-1][-1] in _NEVER_LAST):
                found[-1] += one
            else:
                found.append(one)
    return found


def breaks(text: str, width: int) -> list[int]:
    """Where a line of text is parted so that no part is wider than ``width`` cells: offsets in
    characters. What is wider than a line by itself is parted inside, as there is no other way."""
    found: list[int] = []
    if wide(text) <= width:
        return found
    at = used = 0
    for piece in pieces(text):
        size = wide(piece.rstrip())
        if used and used + size > width:
            found.append(at)
            used = 0
        if size > width:
            for offset, character in enumerate(piece):
                size = wide(character)
                if used and used + size > width:
                    found.append(at + offset)
                    used = 0
                used += size
        else:
            used += wide(piece)
        at += len(piece)
    return found
