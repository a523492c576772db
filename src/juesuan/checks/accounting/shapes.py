"""Numbers in a text, and those that are known by their shape (``data/accounting.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from juesuan.resources import Pattern, Record, load_typed

__all__ = ["note_in", "numbers", "shape_of"]

_AROUND = 24
"""Characters on either side by which a number is known."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)*")


class _Shapes(Record, frozen=True):
    shapes: Mapping[str, Pattern]
    notes: Pattern


def _data() -> _Shapes:
    data: _Shapes = load_typed(_Shapes, "accounting.toml")
    return data


@cache
def _shapes() -> Mapping[str, re.Pattern[str]]:
    return {kind: pattern.regex for kind, pattern in _data().shapes.items()}


def note_in(text: str) -> str:
    """``note`` where a text is one of the template's own notes; else empty."""
    return "note" if _data().notes.finds_in(text) else ""


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of a text stand, thousands' commas and decimal points within them."""
    for match in _NUMBER.finditer(text):
        yield match.span()


def shape_of(text: str, start: int, end: int) -> str:
    """What a number is by its shape and the words around it; empty if that tells nothing."""
    near = max(0, start - _AROUND)
    return _shape(text[near : end + _AROUND], start - near, end - near)


@lru_cache(maxsize=8192)
def _shape(around: str, start: int, end: int) -> str:
    for kind, pattern in _shapes().items():
        for match in pattern.finditer(around):
            if match.start() <= start and end <= match.end():
                return kind
    return ""
