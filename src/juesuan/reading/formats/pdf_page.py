"""One page of a pdf as pdfium sees it: characters with their boxes, straight edges, images.

A page is measured in points from its upper left corner as it is displayed, whatever its own
space and however it is turned.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import Any

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import pdf_native as native
from juesuan.reading.formats.page import Edge, Page
from juesuan.reading.formats.pdf_chars import Matrix, read_chars

__all__ = ["Matrix", "add_edges", "load_page", "times"]

MOST_CHARACTERS = 200_000
MOST_OBJECTS = 500_000
MOST_EDGES = 100_000
DEEPEST_FORM = 12
THIN = 3.0
"""A filled rectangle not thicker than this is a line."""

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
LINE_TO, MOVE_TO = 0, 2


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
    read_chars(text, count, turn, view, page)
    _read_objects(handle, view, page, number)
    return page


def _walk(handle: int, number: int) -> Iterator[tuple[int, int, Matrix | None]]:
    """Every path and image of a page with the matrix of the forms it stands in."""
    seen = 0
    stack: list[tuple[int, bool, Matrix | None, int]] = [(handle, False, None, 0)]
    while stack:
        owner, in_form, outer, depth = stack.pop()
        total = (native.count_in_form if in_form else native.count_objects)(owner)
        seen += total
        if seen > MOST_OBJECTS:
            raise UnreadableError("too_large", page=number, objects=seen, most=MOST_OBJECTS)
        get, whose = (
            (native.object_in_form, owner) if in_form else (native.object_at, native.given(owner))
        )
        objects = list(map(get, repeat(whose, total), range(total)))
        kinds = map(native.type_of, map(native.given, objects))
        for found, kind in zip(objects, kinds, strict=True):
            if kind in (PATH, IMAGE):
                yield found, kind, outer
            elif kind == FORM and depth < DEEPEST_FORM:
                stack.append((found, True, times(_matrix(found), outer), depth + 1))


def _matrix(found: int) -> Matrix:
    a, b, c, d, e, f = native.matrix_of(native.given(found))
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
    path = native.given(found)
    filled = native.is_filled(path)
    points: list[tuple[float, float]] = []
    straight = True
    for index in range(native.count_segments(path)):
        segment = native.given(native.segment_at(path, index))
        kind = native.segment_type(segment)
        if kind == MOVE_TO:
            if len(points) > 1:
                yield [*points, points[0]] if filled and straight else points
            points, straight = [], True
        px, py = native.point_of(segment)
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
