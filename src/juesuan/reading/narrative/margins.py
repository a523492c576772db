"""Where lines begin and end on the page: which reach the right margin, which are indented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from juesuan.reading.document import Spot
from juesuan.reading.narrative.headings import split_number

__all__ = ["TextLine", "measure"]

_FEW = 8  # lines of one width that are enough for a margin
_BEYOND = 0.05  # share of the long lines that may be longer
_ENDS = tuple("。；：！？.;:!?")
_UNENDED = 24  # half-width characters that a line in the middle of a sentence may be short of
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
    """Without places on a page: most long lines of one width, or of as many characters, were
    wrapped at it."""
    by_width = _Margin([_width(line.text) for line in lines])
    by_length = _Margin([2 * len(line.text) for line in lines])
    margin = max(by_width, by_length, key=lambda one: one.at_it)
    if not margin.is_one:
        return
    for line, width in zip(lines, margin.widths, strict=True):
        ended = line.text.rstrip().endswith(_ENDS)
        slack = 4 if split_number(line.text) else 10 if ended else _UNENDED
        line.full = width >= margin.place - slack  # a heading ends where it ends


class _Margin:
    """Where lines of these widths (half-width characters) end most often, if they do at one
    place; ``at_it``: how many do."""

    def __init__(self, widths: Sequence[int]) -> None:
        self.widths = widths
        self.long = [width for width in widths if width >= _WRAPPED]
        self.place = _mode([float(width) for width in self.long], 2) if self.long else 0.0
        self.at_it = sum(abs(width - self.place) <= 4 for width in self.long)

    @property
    def is_one(self) -> bool:
        """Whether enough of the long lines end there."""
        many = len(self.long)
        beyond = sum(width > self.place + 4 for width in self.long)
        widest = beyond <= _BEYOND * many  # next to nothing goes beyond it: notes of tables
        return many >= _FEW and self.at_it >= (max(_FEW, 0.25 * many) if widest else 0.5 * many)


def _width(text: str) -> int:
    return 2 * len(text) - len(text.encode("latin-1", "ignore"))


def _mode(values: Sequence[float], step: float) -> float:
    """The middle of the most crowded stretch of two steps."""
    counts = Counter(round(value / step) for value in values)
    best = max(counts, key=lambda key: counts[key] + counts.get(key + 1, 0))
    return (best + 0.5) * step
