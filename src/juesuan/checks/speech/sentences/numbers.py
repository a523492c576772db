"""Numbers of things as a text says them, in figures or in words (共3家, 十二个项目)."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["numbers_said"]


def numbers_said(
    text: str, pattern: Pattern, group: str = "number"
) -> Iterator[tuple[Match[str], int]]:
    """Each place of a text where a pattern finds a number of things, in its ``group``, with the
    number; what is no number, or none, is left out."""
    for match in pattern.finditer(text):
        if number := whole_number(match[group]):
            yield match, number
