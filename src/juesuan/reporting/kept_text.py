"""Texts on a terminal whose lines end where no amount, code or short name is parted, and what is
printed within its sentence."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.containers import Lines
from rich.text import Text

from juesuan.checks import Where
from juesuan.reporting.overview import shortened
from juesuan.reporting.unbroken import breaks, pieces
from juesuan.reporting.words import printed_words

__all__ = ["PRINTED", "KeptText", "quoted"]

PRINTED, _AROUND = 90, 40
"""Characters of a printed text that are shown, and of its sentence on each side of it."""


class KeptText(Text):
    """A text whose lines end where no amount, code or short name is parted."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Lines of at most so many cells."""
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(breaks(str(line), width)))
        for line in lines:
            line.rstrip()
        return lines


def quoted(place: Where, lang: str) -> Text:
    """What is printed; within its sentence, where one is known."""
    printed = printed_words(place, lang)
    if not place.quote or place.quote.strip() == printed:
        return KeptText(shortened(printed, PRINTED), "bold")
    before, _, after = place.quote.partition(printed)
    text = KeptText(_last(before, _AROUND), "dim")
    text.append(shortened(printed, PRINTED), "not dim bold")
    return text.append(shortened(after, _AROUND))


def _last(text: str, most: int) -> str:
    """The end of a text, begun where no figure or name is parted."""
    if len(text) <= most:
        return text
    found = ""
    for piece in reversed(pieces(text)):
        if len(found) + len(piece) > most:
            break
        found = piece + found
    return f"…{found}"
