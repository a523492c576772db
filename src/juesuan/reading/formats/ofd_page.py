"""What stands on a page of an OFD, as characters with boxes, straight edges and pictures."""

from __future__ import annotations

import math
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.package import local, value
from juesuan.reading.formats.page import Char, Page
from juesuan.reading.formats.pdf_page import MOST_CHARACTERS, MOST_EDGES, Matrix, add_edges, times

__all__ = ["POINTS", "Drawing", "Units", "numbers", "steps"]

POINTS = 72 / 25.4
"""Points in a millimetre, the unit of an OFD."""
DEEPEST = 12
"""Drawings within one another; one that holds itself ends here."""
_ABOVE, _BELOW = 0.88, 0.12
"""How far a character reaches above and below its base line, in parts of its size."""
_COMMAND = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""The numbers that a command of a path takes."""
_PICTURES = ("ImageObject", "VideoObject")

Units = Mapping[str, ET.Element]
"""Drawings that may be used several times, by their numbers."""
Point = tuple[float, float]


def numbers(text: str) -> list[float]:
    """The numbers of an array as OFD writes it; nothing where one is none.

    >>> numbers("0 0 210 297"), numbers("1 nan"), numbers("x")
    ([0.0, 0.0, 210.0, 297.0], [], [])
    """
    try:
        found = [float(part) for part in text.split()]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []


def steps(text: str, most: int) -> list[float]:
    """The distances between characters (DeltaX, DeltaY), ``g n d`` standing for n times d.

    >>> steps("g 3 5.25 10", 99), steps("1 2", 99), steps("g 1000000000 1", 2)
    ([5.25, 5.25, 5.25, 10.0], [1.0, 2.0], [1.0, 1.0])
    """
    parts = text.split()
    found: list[float] = []
    place = 0
    while place < len(parts) and len(found) < most:
        if parts[place] == "g":
            told = numbers(" ".join(parts[place + 1 : place + 3]))
            if len(told) < 2:
                break
            found += [told[1]] * max(0, min(int(told[0]), most - len(found)))
            place += 3
        else:
            step = numbers(parts[place])
            if not step:
                break
            found += step
            place += 1
    return found


class Drawing:
    """Draws the objects of a page. ``left`` are the objects that may still be drawn."""

    def __init__(self, page: Page, view: Matrix, units: Units, left: int) -> None:
        self.page, self.view, self.units, self.left = page, view, units, left

    def draw(self, layer: ET.Element) -> None:
        """All objects of a layer."""
        self._draw(layer, self.view, 0)

    def _draw(self, parent: ET.Element, outer: Matrix, depth: int) -> None:
        for element in parent:
            self.left -= 1
            if self.left < 0 or len(self.page.chars) > MOST_CHARACTERS:
                raise UnreadableError("too_large", objects=-self.left)
            name = local(element.tag)
            if value(element, "Visible").lower() == "false":
                continue
            if name == "PageBlock":
                self._draw(element, outer, depth)
            elif name == "TextObject":
                self._text(element, _within(element, outer))
            elif name == "PathObject":
                self._path(element, _within(element, outer))
            elif name in _PICTURES:
                self.page.images.append(_bounds(_corners(element), outer))
            elif name == "CompositeObject" and depth < DEEPEST:
                self._repeat(element, _within(element, outer), depth)

    def _repeat(self, element: ET.Element, matrix: Matrix, depth: int) -> None:
        unit = self.units.get(value(element, "ResourceID"))
        for content in unit if unit is not None else ():
            if local(content.tag) == "Content":
                self._draw(content, matrix, depth + 1)

    def _path(self, element: ET.Element, matrix: Matrix) -> None:
        said = next((e.text or "" for e in element if local(e.tag) == "AbbreviatedData"), "")
        filled = value(element, "Fill").lower() == "true"
        if value(element, "Stroke").lower() == "false" and not filled:
            return
        for points in _outlines(said, self.page):
            closed = [*points, points[0]] if filled else points
            add_edges([_moved(point, matrix) for point in closed], self.page)
        edges = len(self.page.horizontal) + len(self.page.vertical)
        if edges > MOST_EDGES:
            raise UnreadableError("too_large", edges=edges, most=MOST_EDGES)

    def _text(self, element: ET.Element, matrix: Matrix) -> None:
        size = (numbers(value(element, "Size")) or [0.0])[0]
        wide = (numbers(value(element, "HScale")) or [1.0])[0]
        along, turned = _quarters(element, "ReadDirection"), _quarters(element, "CharDirection")
        if size <= 0:
            return
        x = y = 0.0
        for code in element:
            if local(code.tag) != "TextCode" or not code.text:
                continue
            x = (numbers(value(code, "X")) or [x])[0]
            y = (numbers(value(code, "Y")) or [y])[0]
            across = steps(value(code, "DeltaX"), len(code.text))
            down = steps(value(code, "DeltaY"), len(code.text))
            told = max(len(across), len(down))
            across += [0.0] * (told - len(across))
            down += [0.0] * (told - len(down))
            for n, letter in enumerate(code.text):
                width = _width(letter) * size * wide
                usual = (size if along % 2 else width) * (1 if along < 2 else -1)
                step = (0.0, usual) if along % 2 else (usual, 0.0)
                if n < told:
                    step = across[n], down[n]
                if along == 0 and 0 < step[0] < width:
                    width = step[0]
                self._char(letter, (x, y), (width, size), turned, matrix)
                x, y = x + step[0], y + step[1]

    def _char(
        self, letter: str, at: Point, size: tuple[float, float], turned: int, matrix: Matrix
    ) -> None:
        width, height = size
        cos, sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[turned]
        whole = times((cos, sin, -sin, cos, *at), matrix)
        corners = [(0.0, -_ABOVE * height), (width, _BELOW * height)]
        other = [(0.0, _BELOW * height), (width, -_ABOVE * height)]
        left, top, right, bottom = box = _bounds(corners + other, whole)
        page = self.page
        if not (0 <= left + right <= 2 * page.width and 0 <= top + bottom <= 2 * page.height):
            return
        if letter.isspace() or letter == "\0":
            letter = " "
        elif unicodedata.category(letter) in ("Co", "Cn", "Cs"):
            letter, page.unmapped = "\ufffd", page.unmapped + 1
        turn = _turn(whole)
        ox, oy = whole[4], whole[5]
        start, end, base = (
            (left, right, oy),
            (-bottom, -top, ox),
            (-right, -left, -oy),
            (top, bottom, -ox),
        )[max(turn, 0)]
        page.chars.append(Char(letter, start, end, base, box, turn))


def _within(element: ET.Element, outer: Matrix) -> Matrix:
    """From an object's own space to the page: its CTM, then the corner of its boundary."""
    box = numbers(value(element, "Boundary"))
    own = numbers(value(element, "CTM"))
    x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    matrix = times((1, 0, 0, 1, x, y), outer)
    if len(own) != 6:
        return matrix
    a, b, c, d, e, f = own
    return times((a, b, c, d, e, f), matrix)


def _quarters(element: ET.Element, name: str) -> int:
    """Quarter turns clockwise that an attribute says in degrees."""
    told = numbers(value(element, name))
    return round(told[0] / 90) % 4 if told else 0


def _corners(element: ET.Element) -> list[Point]:
    box = numbers(value(element, "Boundary"))
    if len(box) != 4:
        return [(0.0, 0.0)]
    x, y, width, height = box
    return [(x, y), (x + width, y + height)]


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def _bounds(points: Sequence[Point], matrix: Matrix) -> tuple[float, float, float, float]:
    xs, ys = zip(*(_moved(point, matrix) for point in points), strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _width(letter: str) -> float:
    """A character's usual width in parts of its size."""
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5


def _turn(matrix: Matrix) -> int:
    """Quarter turns against the clock; -1 for a slant of more than two degrees."""
    turns, slant = divmod(math.atan2(matrix[1], matrix[0]) / (math.pi / 2) + 0.02, 1)
    return -int(turns) % 4 if slant < 0.04 else -1


def _outlines(said: str, page: Page) -> Iterator[list[Point]]:
    """The straight runs of points of a path."""
    words = _COMMAND.findall(said)
    points: list[Point] = []
    place = 0
    while place < len(words):
        command = words[place]
        count = _TAKES.get(command)
        told = numbers(" ".join(words[place + 1 : place + 1 + count])) if count is not None else []
        if count is None or len(told) < count:
            break
        place += 1 + count
        if command == "L":
            points.append((told[0], told[1]))
        elif command == "C":
            if points:
                points.append(points[0])
        else:
            if len(points) > 1:
                yield points
            points = [(told[-2], told[-1])]
            page.curves += command in "QBA"
    if len(points) > 1:
        yield points
