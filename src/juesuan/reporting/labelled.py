"""Lines of a report on a terminal: set in, or with a label before them.

A table of the terminal library measures all it holds again for every table around it; a report
of a hundred findings took a fifth of the time of its check so.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

__all__ = ["Indented", "Labelled"]

_GAP = 2
"""Cells between the widest label and what it is of."""
_NARROWEST = 1


class Indented:
    """Something set in by so many cells, with empty lines above and below."""

    def __init__(
        self, inner: RenderableType, left: int = 2, *, above: int = 0, below: int = 0
    ) -> None:
        self.inner, self.left, self.above, self.below = inner, left, above, below

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from [Segment.line()] * self.above
        room = options.update(width=max(_NARROWEST, options.max_width - self.left), height=None)
        for line in console.render_lines(self.inner, room, pad=False):
            yield Segment(" " * self.left)
            yield from line
            yield Segment.line()
        yield from [Segment.line()] * self.below


class Labelled:
    """Rows of a label and what it is of, which begin below one another."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, RenderableType]] = []

    def add_row(self, label: str, what: RenderableType) -> None:
        """Add a row; it goes on with the one above where its label is empty."""
        self.rows.append((label, what))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max((cell_len(label) for label, _ in self.rows), default=0) + _GAP
        room = options.update(width=max(_NARROWEST, options.max_width - width), height=None)
        style = console.get_style("dim")
        for label, what in self.rows:
            before = label
            for line in console.render_lines(what, room, pad=False):
                if before:
                    yield Segment(before, style)
                yield Segment(" " * (width - cell_len(before)))
                yield from line
                yield Segment.line()
                before = ""
