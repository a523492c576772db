"""What is printed, within its sentence."""

from __future__ import annotations

from juesuan.checks import Where
from juesuan.reporting.lines import StyledText
from juesuan.reporting.overview import shortened
from juesuan.reporting.unbroken import pieces
from juesuan.reporting.words import printed_words

__all__ = ["PRINTED", "quoted"]

PRINTED, _AROUND = 90, 40
"""Characters of a printed text that are shown, and of its sentence on each side of it."""


def quoted(place: Where, lang: str) -> StyledText:
    """What is printed; within its sentence, where one is known."""
    printed = printed_words(place, lang)
    if not place.quote or place.quote.strip() == printed:
        return StyledText(shortened(printed, PRINTED), "bold")
    before, _, after = place.quote.partition(printed)
    text = StyledText(_last(before, _AROUND), "dim")
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
