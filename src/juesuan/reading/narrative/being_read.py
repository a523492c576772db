"""The sentences of a paragraph, and one sentence while it is read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from juesuan.keeping import compiled
from juesuan.reading.narrative.amounts import Plain
from juesuan.reading.narrative.lines import TextBlock
from juesuan.reading.narrative.model import Mention, WordedComparison

__all__ = ["OpenSentence", "split_sentences"]

_BRACKET = compiled("[（）]")
_END = compiled(r"[。；;！？!?]+[”）》」]*")


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences up to 。；！？ and where each begins. Blanks around them are left out."""
    start = 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        body = piece.strip()
        if body:
            yield start + len(piece) - len(piece.lstrip()), body
        start = end


class OpenSentence(Struct, kw_only=True):
    """A sentence while it is read. ``gap`` is where the words since the last figure begin."""

    block: TextBlock
    offset: int
    line: Plain
    gap: int = 0
    mentions: list[Mention] = field(default_factory=list)
    comparisons: list[WordedComparison] = field(default_factory=list)
    counted: tuple[int, int] = (0, 0)
    """How far brackets were counted, and how many were open there."""

    @property
    def text(self) -> str:
        """Its plain text."""
        return self.line.text

    def depth(self, place: int) -> int:
        """How many brackets are open at a place; places are asked for in order."""
        start, depth = self.counted
        for character in _BRACKET.findall(self.text, start, place):
            if character == "（":
                depth += 1
            elif depth:
                depth -= 1
        self.counted = (place, depth)
        return depth
