"""The words of pieces of self-evaluations, from ``performance/pieces.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from juesuan.resources import Pattern, Record, load_typed

__all__ = ["PieceWords", "piece_words"]


class PieceWords(Record, frozen=True):
    """``performance/pieces.toml``: heads put above, short labels in full, words before what they
    tell, heads composed of general words, how values, points, names and levels are written."""

    source: str
    head: Mapping[str, str]
    short: Mapping[str, str]
    said: Mapping[str, Pattern]
    composed: Mapping[str, Pattern]
    value: Pattern
    bare: Pattern
    met: Pattern
    points: Pattern
    name: Pattern
    lead: Pattern
    level: Pattern


@cache
def piece_words() -> PieceWords:
    """The words of pieces."""
    loaded: PieceWords = load_typed(PieceWords, "performance/pieces.toml")
    return loaded
