"""Covering a text with known words: as much of it as can be, by as few words as can be."""

from __future__ import annotations

from collections.abc import Container, Mapping

__all__ = ["cover"]

_LOST = 100
_WORD = 10


def cover(
    text: str, words: Container[str], lengths: Mapping[str, tuple[int, ...]]
) -> list[tuple[str, bool]]:
    """The pieces of a text in order, each with whether it is a known word.

    ``lengths`` gives for a first character how long the words that begin with it are.
    """
    size = len(text)
    best = [0] * (size + 1)
    step = [0] * (size + 1)
    for start in range(size - 1, -1, -1):
        least, taken = best[start + 1] + _LOST, 0
        for length in lengths.get(text[start], ()):
            end = start + length
            if end > size or text[start:end] not in words:
                continue
            cost = best[end] + _WORD
            if cost < least or (cost == least and length > taken):
                least, taken = cost, length
        best[start], step[start] = least, taken
    pieces: list[tuple[str, bool]] = []
    place = 0
    while place < size:
        end = place + (step[place] or 1)
        if not step[place] and pieces and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + text[place], False)
        else:
            pieces.append((text[place:end], bool(step[place])))
        place = end
    return pieces
