"""The fonts of documents (字体), which are data."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.resources import Record, load_typed

__all__ = ["FONTS", "Fonts"]


class Fonts(Record, frozen=True):
    """The font of each kind of text, and what stands in for one that is not installed."""

    title: str
    heading: str
    second: str
    body: str
    table: str
    digits: str
    instead: Mapping[str, str]


FONTS = load_typed(Fonts, "fonts.toml")
