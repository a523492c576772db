"""One page of a pdf as pdfium sees it: characters with their boxes, straight edges, images.

A page is measured in points from its upper left corner as it is displayed, whatever its own
space and however it is turned.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import count as count_up
from itertools import pairwise, repeat
from typing import Any

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import pdf_native as native
from juesuan.reading.formats.page import Char, Edge, Page

__all__ = ["Matrix", "add_edges", "load_page", "times"]

MOST_CHARACTERS = 200_000
MOST_OBJECTS = 500_000
MOST_EDGES = 100_000
DEEPEST_FORM = 12
THIN = 3.0
"""A filled rectangle not thicker than this is a line."""

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
LINE_TO, MOVE_TO = 0, 2

HYPHENS = {0xFFFE, 0x2, 0xAD}
"""pdfium's marks of a hyphen at the end of a line, and a hyphen some fonts call soft."""

RADICALS = dict(
    zip(
        "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that print programs name in place of the characters that look the same; for the
older block of radicals Unicode itself has the names."""

Matrix = tuple[float, float, float, float, float, float]


def load_page(document: Any, number: int) -> Page:
    """The page of a number from 1; raises UnreadableError when it cannot be loaded."""
    handle = native.load_page(ctypes.cast(document, ctypes.c_void_p), number - 1)
    if not handle:
        raise UnreadableError("damaged", page=number)
    try:
        text = native.load_text(handle)
        if not text:
            raise UnreadableError("damaged", page=number)
        try:
            return _read(handle, text, number)
        finally:
            native.close_text(text)
    finally:
        native.close_page(handle)


def _read(handle: int, text: int, number: int) -> Page:
    sides = (ctypes.c_float * 4)()
    native.bounds_of_page(handle, ctypes.addressof(sides))
    left, top, right, bottom = sides
    turn = native.rotation_of(handle) % 4
    width, height = abs(right - left), abs(top - bottom)
    page = Page(width=height, height=width) if turn % 2 else Page(width=width, height=height)
    # From the page's own space to points from the upper left corner of what is displayed.
    view: Matrix = (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )[turn]
    count = native.count_chars(text)
    if count > MOST_CHARACTERS:
        raise UnreadableError("too_large", page=number, characters=count, most=MOST_CHARACTERS)
    _read_chars(text, count, turn, view, page)
    _read_objects(handle, view, page, number)
    return page


def _read_chars(text: int, count: int, page_turn: int, view: Matrix, page: Page) -> None:
    boxes, places = (ctypes.c_float * (4 * count))(), (ctypes.c_double * (2 * count))()
    at, x = ctypes.addressof(boxes), ctypes.addressof(places)
    same, indices = repeat(text), range(count)
    codes = map(native.unicode_of, same, indices)
    deque(map(native.loose_box, same, indices, count_up(at, 16)), 0)
    deque(map(native.origin_of, same, indices, count_up(x, 16), count_up(x + 8, 16)), 0)
    facts = zip(indices, codes, batched_by(boxes, 4), batched_by(places, 2), strict=True)
    a, b, c, d, e, f = view
    width, height = 2 * page.width, 2 * page.height
    upright, make, add = -page_turn % 4, tuple.__new__, page.chars.append
    for index, code, (left, top, right, bottom), (ox, oy) in facts:
        letter = chr(code) if code < 0x110000 else "\ufffd"
        if letter.isspace() or code == 0:
            if native.is_generated(text, index):
                continue
            letter = " "
        elif native.has_no_unicode(text, index):
            letter, page.unmapped = "\ufffd", page.unmapped + 1
        elif code in HYPHENS:
            letter = "-"
        elif 0x2E80 <= code <= 0x2FDF:
            letter = RADICALS.get(letter) or unicodedata.normalize("NFKC", letter)
        turn = upright
        if not (-0.02 < left - ox < 0.02 and oy < top):
            # Only here may the text be turned; to ask for every character takes its time.
            turn = _turn(native.angle_of(text, index), page_turn)
        x0, x1 = a * left + c * top + e, a * right + c * bottom + e
        y0, y1 = b * left + d * top + f, b * right + d * bottom + f
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if not (0 <= x0 + x1 <= width and 0 <= y0 + y1 <= height):
            continue  # beside the page: nobody sees it
        ox, oy = a * ox + c * oy + e, b * ox + d * oy + f
        if turn <= 0:
            start, end, origin, base = x0, x1, ox, oy
        elif turn == 1:
            start, end, origin, base = -y1, -y0, -oy, ox
        elif turn == 2:
            start, end, origin, base = -x1, -x0, -ox, -oy
        else:
            start, end, origin, base = y0, y1, oy, -ox
        if start > origin + 0.05:  # a font without measures: the box holds the ink only
            start, end = origin, end + start - origin
        add(make(Char, (letter, start, end, base, (x0, y0, x1, y1), turn)))


def batched_by(numbers: Iterable[float], size: int) -> Iterator[tuple[float, ...]]:
    """Numbers in tuples of a size."""
    one = iter(numbers)
    return zip(*[one] * size, strict=True)


def _turn(angle: float, page_turn: int) -> int:
    """Quarter turns against the clock as displayed; -1 for a slant of more than two degrees.

    pdfium's angles and a page's turns are clockwise.
    """
    turns, slant = divmod(angle / (math.pi / 2) + 0.02, 1)
    return (-int(turns) - page_turn) % 4 if slant < 0.04 else -1


def _walk(handle: int, number: int) -> Iterator[tuple[int, int, Matrix | None]]:
    """Every path and image of a page with the matrix of the forms it stands in."""
    seen = 0
    stack: list[tuple[int, bool, Matrix | None, int]] = [(handle, False, None, 0)]
    while stack:
        owner, in_form, outer, depth = stack.pop()
        count, get = (
            (native.count_in_form, native.object_in_form)
            if in_form
            else (native.count_objects, native.object_at)
        )
        total = count(owner)
        seen += total
        if seen > MOST_OBJECTS:
            raise UnreadableError("too_large", page=number, objects=seen, most=MOST_OBJECTS)
        for index in range(total):
            found = get(owner, index)
            kind = native.type_of(found)
            if kind in (PATH, IMAGE):
                yield found, kind, outer
            elif kind == FORM and depth < DEEPEST_FORM:
                stack.append((found, True, times(_matrix(found), outer), depth + 1))


def _matrix(found: int) -> Matrix:
    six = (ctypes.c_float * 6)()
    native.matrix_of(found, ctypes.addressof(six))
    a, b, c, d, e, f = six
    return (a, b, c, d, e, f)


def times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """The matrix that does what ``inner`` does and then ``outer``."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i),
        *(c * h + d * j, e * g + f * i + k, e * h + f * j + m),
    )


def _read_objects(handle: int, view: Matrix, page: Page, number: int) -> None:
    for found, kind, outer in _walk(handle, number):
        matrix = times(times(_matrix(found), outer), view)
        if kind == IMAGE:  # drawn into the unit square
            a, b, c, d, e, f = matrix
            xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
            page.images.append((min(xs), min(ys), max(xs), max(ys)))
            continue
        for points in _outlines(found, matrix, page):
            add_edges(points, page)
        if len(page.horizontal) + len(page.vertical) > MOST_EDGES:
            raise UnreadableError("too_large", page=number, edges=MOST_EDGES, most=MOST_EDGES)


def _outlines(found: int, matrix: Matrix, page: Page) -> Iterator[list[tuple[float, float]]]:
    """The straight runs of points of a path, closed where it is filled or says so."""
    a, b, c, d, e, f = matrix
    mode = (ctypes.c_int * 2)()
    native.draw_mode(found, ctypes.addressof(mode), ctypes.addressof(mode) + 4)
    filled = mode[0] != 0
    two = (ctypes.c_float * 2)()
    x, y = ctypes.addressof(two), ctypes.addressof(two) + 4
    points: list[tuple[float, float]] = []
    straight = True
    for index in range(native.count_segments(found)):
        segment = native.segment_at(found, index)
        kind = native.segment_type(segment)
        if kind == MOVE_TO:
            if len(points) > 1:
                yield [*points, points[0]] if filled and straight else points
            points, straight = [], True
        native.segment_point(segment, x, y)
        px, py = two
        point = (a * px + c * py + e, b * px + d * py + f)
        if kind in (LINE_TO, MOVE_TO):
            points.append(point)
        else:  # a curve: its control points come one by one, each in place of the last
            page.curves += 1
            if straight and len(points) > 1:
                yield points
            points, straight = [point], False
        if native.segment_closes(segment) and straight and points:
            points.append(points[0])
    if len(points) > 1:
        yield [*points, points[0]] if filled and straight else points


def add_edges(points: Sequence[tuple[float, float]], page: Page) -> None:
    """Add what of a straight run of points is horizontal or vertical."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if len(points) > 2 and (bottom - top <= THIN or right - left <= THIN):
        if bottom - top <= THIN:
            page.horizontal.append(Edge((top + bottom) / 2, left, right))
        if right - left <= THIN:
            page.vertical.append(Edge((left + right) / 2, top, bottom))
        return
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y0 - y1) < 0.01 < abs(x0 - x1):
            page.horizontal.append(Edge((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 0.01 < abs(y0 - y1):
            page.vertical.append(Edge((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
