"""The words and bounds by which passages are recognised; see ``data/passages.toml``."""

from __future__ import annotations

from juesuan.resources import Pattern, Record, load_typed

__all__ = ["ContentsWords", "PassageWords", "passage_words"]


class ContentsWords(Record, frozen=True):
    """How the contents page (目录) is read. ``page`` has the page's number as its group."""

    longest: int
    wrapped: int
    table_number: Pattern
    page: Pattern
    uncounted: Pattern


class PassageWords(Record, frozen=True):
    """How passages are told apart: headings, title lines above a table, notes. ``code`` has a code
    and the name in its cell, if any, as its groups."""

    longest_heading: int
    above_table: int
    performance: tuple[str, ...]
    performance_line: int
    note: Pattern
    code: Pattern
    contents: ContentsWords


def passage_words() -> PassageWords:
    """The words of ``data/passages.toml``."""
    words: PassageWords = load_typed(PassageWords, "passages.toml")
    return words
