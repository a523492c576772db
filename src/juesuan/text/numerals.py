"""Numerals (数字): Chinese ones, circled ones and plain digits as whole numbers, and back."""

from __future__ import annotations

import re

from juesuan.keeping import compiled

__all__ = [
    "DIGITS",
    "NUMERALS",
    "chinese",
    "circled",
    "column_letters",
    "ordinal",
    "whole_number",
]

DIGITS = "〇一二三四五六七八九"
"""The Chinese digits from 0 to 9; 零 and 两 are read, too."""

NUMERALS = compiled(r"[\d〇零一二三四五六七八九十百千①-⑳]+")
"""A number as headings and lists write it, in digits, Chinese or a circle."""

_VALUES = {sign: value for value, sign in enumerate(DIGITS)} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1_000}
_CHINESE = compiled(r"[〇零一二三四五六七八九十百千万两]+")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LARGEST = 9_999


def whole_number(text: str) -> int | None:
    """The whole number that the whole text writes, in digits, Chinese or a circle.

    Chinese digits in a row are read as digits (二〇二四), else by their places (一百零二).
    ``None`` where the text is anything else.

    >>> whole_number("二十三"), whole_number("二〇二四"), whole_number("⑫"), whole_number("三个")
    (23, 2024, 12, None)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    if not _CHINESE.fullmatch(text):
        return None
    if not set(text) & {*_TENS, "万"}:
        return int("".join(str(_VALUES[sign]) for sign in text))
    above, wan, below = text.rpartition("万")
    return (_section(above) or 1) * 10_000 + _section(below) if wan else _section(below)


def _section(text: str) -> int:
    total, digit = 0, 0
    for sign in text:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _VALUES.get(sign, 0)
    return total + digit


def ordinal(text: str) -> int:
    """The whole number in a printed number (三、 （十二） 第二部分 4. ③); 0 where there is none."""
    if found := re.search(r"\d+", text):
        return int(found[0])
    for sign in text:
        if sign in _CIRCLED:
            return _CIRCLED.index(sign) + 1
    written = _CHINESE.search(text)
    return whole_number(written[0]) or 0 if written else 0


def chinese(number: int) -> str:
    """A whole number from 0 to 9,999 in Chinese; ``ValueError`` for any other.

    >>> chinese(10), chinese(21), chinese(105)
    ('十', '二十一', '一百〇五')
    """
    if not 0 <= number <= _LARGEST:
        raise ValueError(number)
    if number < 10:
        return DIGITS[number]
    written, gap = "", False
    for unit, sign in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("〇" if gap and written else "") + DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return written.removeprefix("一") if written.startswith("一十") else written


def circled(number: int) -> str:
    """A number from 1 to 20 in a circle; ``ValueError`` for any other."""
    if not 1 <= number <= len(_CIRCLED):
        raise ValueError(number)
    return _CIRCLED[number - 1]


def column_letters(number: int) -> str:
    """The letters by which a spreadsheet names a column; the first has number 1.

    >>> column_letters(4), column_letters(26), column_letters(703)
    ('D', 'Z', 'AAA')
    """
    letters = ""
    while number > 0:
        number, sign = divmod(number - 1, 26)
        letters = chr(ord("A") + sign) + letters
    return letters
