"""The line of column numbers (栏次) in the head of a table."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.lexicon import numbers_with_gaps
from juesuan.reading.figures import read_figure
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["column_numbers", "is_numbering"]


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether a line is the row of column numbers: 1, 2, 3 … in order, without a word beside
    them but 栏次. Of many, one or two may be lost.

    >>> is_numbering(["栏次", "1", "2"]), is_numbering(["1", "3", "4", "5", "6"])
    (True, True)
    >>> is_numbering(["1", "3", "5.00", "6", "7"])
    False
    """
    numbers, known = [], words().around.column_numbers
    for text in cells:
        if not text.strip():
            continue
        figure = read_figure(text)
        if not figure.is_number:
            if plain(text) not in known:
                return False
        elif figure.value == int(figure.value):
            numbers.append(int(figure.value))
    first = numbers[:3]
    if len(first) > 1 and first == list(range(first[0], first[0] + len(first))):
        return True
    return numbers_with_gaps(numbers) and not any("." in t for t in cells)


def column_numbers(cells: Sequence[str]) -> dict[int, str]:
    """Cell → number for a line of column numbers, also one with gaps or out of order; empty
    for any other line."""
    found: dict[int, str] = {}
    said: set[str] = set()
    for place, text in enumerate(cells):
        figure = read_figure(text)
        if figure.is_number:
            if figure.value != int(figure.value) or not 0 < figure.value < 100:
                return {}
            found[place] = str(int(figure.value))
        elif text.strip():
            said.add(plain(text))
    if is_numbering(cells):
        return found
    if (
        said - words().around.column_numbers
        or len(set(found.values())) < len(found)
        or len(found) < 2
    ):
        return {}
    return found if said or len(found) > 3 else {}
