"""Numbers of headings and lists (编号) as whole numbers: 三、 （十二） 第二部分 4. ③."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["broken", "ordinal"]

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def ordinal(text: str) -> int:
    """The whole number in a printed number; 0 where there is none."""
    if found := re.search(r"\d+", text):
        return int(found[0])
    for character in text:
        if character in _CIRCLED:
            return _CIRCLED.index(character) + 1
    chinese = re.search(r"[一二三四五六七八九十百〇]+", text)
    if not chinese:
        return 0
    total = 0
    digit = 0
    for character in chinese[0]:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def broken(numbers: Sequence[int]) -> tuple[int, str] | None:
    """The first place where a list's numbering breaks: its index and ``gap``, ``again`` or
    ``order``; None where it runs on. A list may begin anew at 1."""
    for index in range(1, len(numbers)):
        above, here = numbers[index - 1], numbers[index]
        if here in (above + 1, 1):
            continue
        if here == above:
            return index, "again"
        return index, "gap" if here > above else "order"
    return None
