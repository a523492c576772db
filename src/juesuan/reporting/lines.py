"""Lines of a report for people: texts with styles, set in, or with a label before them.

They are laid out here, by how wide signs stand on a terminal; the terminal library, whose import
alone takes as long as a rule or two, is asked only where there is a terminal to colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from juesuan.reporting.unbroken import breaks, wide

__all__ = [
    "Indented",
    "Labelled",
    "Laid",
    "Line",
    "Ruled",
    "Stacked",
    "Strung",
    "StyledText",
    "Summing",
]

Line = list[tuple[str, str]]
"""The parts of a line, each with its style."""

_GAP = 2
"""Cells between the widest label and what it is of."""
_NARROWEST = 1
_BETWEEN = " · "
_CONTROLS = dict.fromkeys((7, 8, 11, 12, 13))
"""Signs that would move or ring a terminal."""


class Laid(Protocol):
    """Something that is printed in lines."""

    def lines(self, width: int) -> Iterator[Line]:
        """The lines, none wider than so many cells if that can be."""


class StyledText:
    """A text whose lines end where no amount, code or short name is parted."""

    def __init__(self, text: str = "", style: str = "") -> None:
        self.style = style
        self.parts: Line = [(text, style)] if text else []

    def append(self, text: str, style: str = "") -> StyledText:
        """Add words; their style stands over that of the whole."""
        if text:
            self.parts.append((text, f"{self.style} {style}".strip()))
        return self

    def lines(self, width: int) -> Iterator[Line]:
        """Its lines, none of which ends in a blank."""
        for line in _at_ends(self.parts):
            text = "".join(part for part, _ in line)
            for one in _divided(line, breaks(text, width)):
                yield _stripped(one)


class Strung:
    """Strung one behind the other, each whole in its line where that has the room."""

    def __init__(self, items: Iterable[str], style: str) -> None:
        self.items, self.style = [one for one in items if one], style

    def lines(self, width: int) -> Iterator[Line]:
        """As many in each line as it has room for."""
        line = ""
        for one in self.items:
            longer = f"{line}{_BETWEEN}{one}" if line else one
            if line and wide(longer) > width:
                yield from StyledText(f"{line}{_BETWEEN}", self.style).lines(width)
                longer = one
            line = longer
        yield from StyledText(line, self.style).lines(width)


class Stacked:
    """Blocks below one another."""

    def __init__(self, *blocks: Laid) -> None:
        self.blocks = blocks

    def lines(self, width: int) -> Iterator[Line]:
        """The lines of each."""
        for block in self.blocks:
            yield from block.lines(width)


class Ruled:
    """A heading with a line behind it."""

    def __init__(self, text: str, style: str) -> None:
        self.text, self.style = text, style

    def lines(self, width: int) -> Iterator[Line]:
        """The heading, shortened where it is too wide."""
        text = self.text.replace("\n", " ")
        if wide(text) > width - _GAP:
            text = text[: (breaks(text, max(_NARROWEST, width - _GAP - 1)) or [0])[0]] + "…"
        yield [(f"{text} ", "bold"), ("─" * (width - wide(text) - 1), self.style)]


class Indented:
    """Something set in by so many cells, with empty lines above and below."""

    def __init__(self, inner: Laid, left: int = 2, *, above: int = 0, below: int = 0) -> None:
        self.inner, self.left, self.above, self.below = inner, left, above, below

    def lines(self, width: int) -> Iterator[Line]:
        """The lines behind so many blanks."""
        yield from ([] for _ in range(self.above))
        for line in self.inner.lines(max(_NARROWEST, width - self.left)):
            yield [(" " * self.left, ""), *line]
        yield from ([] for _ in range(self.below))


class Labelled:
    """Rows of a label and what it is of, which begin below one another."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, Laid]] = []

    def add_row(self, label: str, what: Laid) -> None:
        """Add a row; it goes on with the one above where its label is empty."""
        self.rows.append((label, what))

    def lines(self, width: int) -> Iterator[Line]:
        """The lines of what is labelled, the label before the first."""
        left = max((wide(label) for label, _ in self.rows), default=0) + _GAP
        for label, what in self.rows:
            before = label
            for line in what.lines(max(_NARROWEST, width - left)):
                yield [(before, "dim"), (" " * (left - wide(before)), ""), *line]
                before = ""


class Summing:
    """Amounts under one another, each with a sign before and words between."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, StyledText, StyledText]] = []

    def add_row(self, sign: str, words: StyledText, amount: StyledText) -> None:
        """Add an amount."""
        self.rows.append((sign, words, amount))

    def lines(self, width: int) -> Iterator[Line]:
        """The rows, amounts at the right; words that are too wide go on in the next line."""
        endless = sum(wide(text) for row in self.rows for part in row[1:] for text, _ in part.parts)
        amounts = [next(amount.lines(endless), []) for _, _, amount in self.rows]
        first = max(wide(sign) for sign, _, _ in self.rows) + 1
        last = max(map(_width_of, amounts))
        widest = max(_width_of(line) for _, words, _ in self.rows for line in words.lines(endless))
        middle = max(_NARROWEST, min(widest, width - first - last - 1))
        for (sign, words, _), amount in zip(self.rows, amounts, strict=True):
            before, behind = sign, amount
            for line in words.lines(middle):
                left = [(before + " " * (first - wide(before)), "")]
                room = middle - _width_of(line) + 1 + last - _width_of(behind)
                yield [*left, *line, *([(" " * room, ""), *behind] if behind else [])]
                before, behind = "", []


def _width_of(line: Line) -> int:
    return sum(wide(text) for text, _ in line)


def _at_ends(parts: Line) -> Iterator[Line]:
    """Parts divided where their text ends a line."""
    line: Line = []
    for text, style in parts:
        first, *more = text.translate(_CONTROLS).split("\n")
        line.append((first, style))
        for one in more:
            yield line
            line = [(one, style)]
    yield line


def _divided(line: Line, places: Sequence[int]) -> Iterator[Line]:
    """A line divided at some characters."""
    if not places:
        yield line
        return
    found: Line = []
    at, waiting = 0, [*places]
    for text, style in line:
        rest = text
        while waiting and waiting[0] <= at + len(rest):
            cut = waiting.pop(0) - at
            yield [*found, (rest[:cut], style)]
            at, rest, found = at + cut, rest[cut:], []
        found.append((rest, style))
        at += len(rest)
    yield found


def _stripped(line: Line) -> Line:
    """A line without blanks at its end."""
    kept = [*line]
    while kept and not kept[-1][0].strip():
        kept.pop()
    if kept:
        text, style = kept[-1]
        kept[-1] = (text.rstrip(), style)
    return kept
