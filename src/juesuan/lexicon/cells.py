"""What kind of thing a printed cell holds, whatever it means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from juesuan.keeping import compiled
from juesuan.text import plain

__all__ = ["CODE", "Texts", "code_in", "kind_of", "numbers_with_gaps"]

Texts = Sequence[str]
"""The texts of one row; empty where nothing stands or a merged cell covers."""

CODE = compiled(r"[23]\d{2}(?:\d{2}){0,2}")
_GLUED = compiled(r"[(\[]?([23]\d{2}(?:\d{2}){0,2})[)\]]?[-_.、]?([^\d.,].*)")
_BEHIND = compiled(r"([^\d(\[].*)[(\[]([23]\d{2}(?:\d{2}){0,2})[)\]]")
_WHOLE = compiled(r"\d{1,3}")
_AMOUNT = compiled(r"¥?[(负]?¥?[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\)?(?:万元|元|%)?")
_SURE = 5
"""Whole numbers that are column numbers even with a gap."""
_DASH = compiled(r"[-–—―─ー_/\\*]+|无")


@lru_cache(maxsize=1 << 16)
def kind_of(text: str) -> str:
    """``blank``, ``dash``, ``whole`` (a whole number below 1000 without separators),
    ``number`` or ``text``."""
    said = plain(text).replace("−", "-")
    if not said:
        return "blank"
    if _DASH.fullmatch(said):
        return "dash"
    if _WHOLE.fullmatch(said):
        return "whole"
    return "number" if _AMOUNT.fullmatch(said) else "text"


@lru_cache(maxsize=1 << 16)
def code_in(text: str) -> tuple[str, str]:
    """The code a cell prints, and the name that may stand in one cell with it."""
    said = plain(text)
    if CODE.fullmatch(said):
        return said, ""
    if glued := _GLUED.fullmatch(said):
        return glued[1], glued[2]
    behind = _BEHIND.fullmatch(said)
    return (behind[2], behind[1]) if behind else ("", "")


def numbers_with_gaps(numbers: Sequence[int]) -> bool:
    """Whether many whole numbers are those of columns of which one or two were lost.

    >>> numbers_with_gaps([1, 3, 4, 5, 6]), numbers_with_gaps([1, 3, 5, 7, 9])
    (True, False)
    """
    forward = len(numbers) >= _SURE and all(left < right for left, right in pairwise(numbers))
    return forward and numbers[0] > 0 and numbers[-1] - numbers[0] <= len(numbers)
