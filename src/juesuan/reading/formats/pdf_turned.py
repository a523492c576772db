"""Pages whose content lies on its side: a wide table printed along the height of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from operator import attrgetter

from juesuan.reading.formats.page import Char, Edge, Page

__all__ = ["upright"]

MOSTLY = 0.7
"""The part of a page's characters that must lie alike for the page to be turned."""

_TURN = attrgetter("turn")

Box = tuple[float, float, float, float]


def upright(page: Page) -> tuple[Page, Callable[[Box], Box]]:
    """The page turned so that most of its text stands upright, and how a box of the turned page
    lies on the page as displayed. A page that stands upright is returned as it is."""
    if max(map(_TURN, page.chars), default=0) <= 0:
        return page, lambda box: box
    turns = Counter(char.turn for char in page.chars if not char.text.isspace())
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if turn <= 0 or count < MOSTLY * turns.total():
        return page, lambda box: box
    width, height = page.width, page.height

    def there(box: Box) -> Box:
        x0, y0, x1, y1 = box
        if turn == 1:
            return (height - y1, x0, height - y0, x1)
        if turn == 2:
            return (width - x1, height - y1, width - x0, height - y0)
        return (y0, width - x1, y1, width - x0)

    def back(box: Box) -> Box:
        x0, y0, x1, y1 = box
        if turn == 1:
            return (y0, height - x1, y1, height - x0)
        if turn == 2:
            return (width - x1, height - y1, width - x0, height - y0)
        return (width - y1, x0, width - y0, x1)

    across = [there((edge.low, edge.at, edge.high, edge.at)) for edge in page.horizontal]
    down = [there((edge.at, edge.low, edge.at, edge.high)) for edge in page.vertical]
    flat, steep = (down, across) if turn % 2 else (across, down)
    new = Page(width=height, height=width) if turn % 2 else Page(width=width, height=height)
    new.chars = [_turned(char, there(char.box), turn) for char in page.chars]
    new.horizontal = [Edge(box[1], box[0], box[2]) for box in flat]
    new.vertical = [Edge(box[0], box[1], box[3]) for box in steep]
    new.images = [there(image) for image in page.images]
    new.curves, new.unmapped = page.curves, page.unmapped
    return new, back


def _turned(char: Char, box: Box, turn: int) -> Char:
    """``start`` and ``base`` run along the text, so they only count from another corner, which
    nothing asks for."""
    return char._replace(box=box, turn=(char.turn - turn) % 4 if char.turn >= 0 else -1)
