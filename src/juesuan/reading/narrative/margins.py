"""Where lines begin and end on the page: which reach the right margin, which are indented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from juesuan.reading.document import Spot
from juesuan.reading.narrative.headings import split_number

__all__ = ["TextLine", "measure"]

_WRAPPED = 40  # half-width characters of a line that can have been wrapped


class TextLine(Struct, kw_only=True):
    """A line of text, or a whole paragraph where the format's reader joined its lines.

    ``listed``: it has a bullet; ``full``: it reaches the right margin; ``room``: so many
    characters fit after it; ``whole``: lines of this document come joined, but for those that
    a page break parts; ``turned``: a page's number was printed just before it.
    """

    text: str
    spot: Spot
    heading: bool = False
    listed: bool = False
    full: bool = False
    room: float = 0.0
    indented: bool | None = None
    whole: bool = False
    turned: bool = False

    @property
    def edges(self) -> tuple[float, float]:
        """Left and right edge."""
        return (self.spot.box[0], self.spot.box[2]) if self.spot.box else (0.0, 0.0)

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.spot.box[3] - self.spot.box[1] if self.spot.box else 0.0

    @property
    def size(self) -> float:
        """The width of a Chinese character, if it is one line."""
        left, right = self.edges
        return 2 * (right - left) / max(1, _width(self.text))


def measure(lines: Sequence[TextLine]) -> None:
    """Mark the lines of one document that reach the right margin, and the indented ones."""
    boxed = [line for line in lines if line.spot.box and len(line.text) >= 15]
    if len(boxed) > 2:
        _measure_boxes([line for line in lines if line.spot.box], boxed)
    else:
        _measure_widths(lines)


def _measure_boxes(lines: Sequence[TextLine], long: Sequence[TextLine]) -> None:
    height = _mode([line.height for line in lines], 1)
    tall = [line for line in lines if line.height > 1.8 * height and line.size < 0.8 * height]
    single = [line for line in long if line.height <= 1.8 * height] or list(long)
    body = _mode([line.size for line in single], 1)
    right = _mode([line.edges[1] for line in long], 4)
    at_margin = [line.edges[0] for line in long if abs(line.edges[1] - right) < 12]
    left = _mode(at_margin, 4) if at_margin else 0.0
    for line in lines:
        line.whole = len(tall) > 2
        line.full = line.size < 1.4 * body and line.edges[1] > right - 1.6 * body
        line.room = (right - line.edges[1]) / body if line.size < 1.4 * body else _WRAPPED
        line.indented = line.edges[0] > left + 1.2 * body


def _measure_widths(lines: Sequence[TextLine]) -> None:
    """Without places on a page: most long lines of one width were wrapped at it."""
    widths = [_width(line.text) for line in lines]
    long = [width for width in widths if width >= _WRAPPED]
    if len(long) < 8:
        return
    margin = _mode([float(width) for width in long], 2)
    at_margin = sum(abs(width - margin) <= 4 for width in long)
    widest = max(long) <= margin + 4  # nothing goes beyond it
    if at_margin < (max(8, 0.25 * len(long)) if widest else 0.5 * len(long)):
        return
    for line, width in zip(lines, widths, strict=True):
        slack = 4 if split_number(line.text) else 10  # a heading ends where it ends
        line.full = width >= margin - slack


def _width(text: str) -> int:
    return sum(1 if character < "\u0100" else 2 for character in text)


def _mode(values: Sequence[float], step: float) -> float:
    """The middle of the most crowded stretch of two steps."""
    counts = Counter(round(value / step) for value in values)
    best = max(counts, key=lambda key: counts[key] + counts.get(key + 1, 0))
    return (best + 0.5) * step
