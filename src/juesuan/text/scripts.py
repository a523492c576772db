"""Scripts (繁简): traditional characters as simplified ones."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

__all__ = ["is_traditional", "simplified"]

_SHARE = 10
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which stand in damaged texts only."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    # Loaded when asked for: most documents need none of it (30 ms, 6 MB).
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


def simplified(text: str) -> str:
    """The text in simplified characters (简体), character for character: the length stays the
    same, so places in it are places in the text. Meant for texts that ``is_traditional``: names of
    today (乾县) have characters that are traditional ones elsewhere. Half a character is read as
    “�”.

    >>> simplified("一般公共預算財政撥款")
    '一般公共预算财政拨款'
    """
    text = _HALVES.sub("\ufffd", text)
    found = _converter().convert(text)
    if len(found) == len(text):
        return found
    singly = map(_converter().convert, text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, singly, strict=True))


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: at least one in ten of its Chinese
    characters has a simplified one. In a traditional text it is one in three."""
    chinese = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    changed = sum(new != old for new, old in zip(simplified(text), text, strict=True))
    return changed * _SHARE >= len(chinese) > 0
