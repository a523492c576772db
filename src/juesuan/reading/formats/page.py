"""What stands on a page of any fixed-layout format: characters with their boxes, edges, images."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field

__all__ = ["Char", "Edge", "Page"]


class Char(NamedTuple):
    """A character: its box from the upper left corner, and its place along its line.

    ``start`` and ``end`` run along the direction of reading, ``base`` across it from line to
    line, whatever way the text is turned. ``turn`` counts quarter turns against the clock;
    -1 stands for a slant, as of a watermark.
    """

    text: str
    start: float
    end: float
    base: float
    box: tuple[float, float, float, float]
    turn: int


class Edge(NamedTuple):
    """A horizontal edge at the height ``at``, or a vertical one at the abscissa ``at``."""

    at: float
    low: float
    high: float


class Page(Struct, kw_only=True):
    """What stands on a page, measured in points from its upper left corner as displayed."""

    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    images: list[tuple[float, float, float, float]] = field(default_factory=list)
    curves: int = 0
    unmapped: int = 0
