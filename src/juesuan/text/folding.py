"""Folding (归一): texts that look different and read the same made the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from juesuan.keeping import compiled

__all__ = [
    "bare",
    "fold",
    "narrow_digits",
    "pieces",
    "plain",
    "unquoted",
    "unspaced",
    "without_controls",
]

_TWINS = str.maketrans(
    {chr(code + 0xFEE0): chr(code) for code in range(0x30, 0x3A)}
    | {chr(code + 0xFEE0): chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
    | {"(": "（", ")": "）", "％": "%", ",": "，", ":": "：", ";": "；", "﹪": "%"}
    | {"−": "-", "－": "-", "﹣": "-", "．": ".", "【": "（", "】": "）", "〈": "《", "〉": "》"}
    | {"×": "X", "＊": "*", '"': "”", "〔": "（", "〕": "）"}
)
_DIGITS = str.maketrans({chr(code + 0xFEE0): chr(code) for code in range(0x30, 0x3A)})
_QUOTES = str.maketrans("", "", "“”\"'‘’ \u3000")
_CONTROLS = compiled(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ORDER = compiled(r"[()、.：:\"一二三四五六七八九十\d]")


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """A text for comparing, character for character: digits, letters and signs half-width,
    brackets, commas and colons full-width. The length stays the same, so places in the folded
    text are places in the text.

    >>> fold("１２(含)％")
    '12（含）%'
    """
    return text.translate(_TWINS)


def narrow_digits(text: str) -> str:
    """A text with its digits half-width, all else as it is.

    >>> narrow_digits("２０２２年度（公开）")
    '2022年度（公开）'
    """
    return text.translate(_DIGITS)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A text for comparing as a whole: half-width, without blanks, quotes made alike.

    >>> plain("“三公” 经费（元）")
    '"三公"经费(元)'
    """
    folded = unicodedata.normalize("NFKC", text).replace("“", '"').replace("”", '"')
    # Without blanks an accent may meet its letter: only then is the text as folded as it can be.
    return unicodedata.normalize("NFKC", "".join(folded.split()))


@lru_cache(maxsize=1 << 16)
def bare(text: str) -> str:
    """A label without blanks, ordinals, brackets and stops.

    >>> bare("（一）支出合计")
    '支出合计'
    """
    return _ORDER.sub("", plain(text))


def without_controls(text: str) -> str:
    """A text without the signs that steer a terminal (colours, bells); tabs and line ends stay.

    >>> without_controls("\\x1b[31m甲局\\x07")
    '甲局'
    """
    return text if text.isprintable() else _CONTROLS.sub("", text)


@lru_cache(maxsize=1 << 14)
def unspaced(text: str) -> str:
    """A text without any blanks and line ends.

    >>> unspaced("支出 合计\\n171 万元")
    '支出合计171万元'
    """
    return "".join(text.split())


def unquoted(text: str) -> str:
    """A name without quotation marks and the blanks of a line.

    >>> unquoted("“三公” 经费")
    '三公经费'
    """
    return text.translate(_QUOTES)


def pieces(text: str, marks: str) -> list[str]:
    """The pieces of a text between marks, each a character; empty pieces, too.

    >>> pieces("办公费、邮电费，水费", "、，")
    ['办公费', '邮电费', '水费']
    """
    return re.split(f"[{re.escape(marks)}]", text)
