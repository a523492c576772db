"""The picture of a page as a page: rulings found by their shape, texts recognised in it.

The picture is set straight, its rulings become edges (from which tables are made as for any
pdf), and every line of every cell is cut out by itself, so that no text can run over a
ruling. A detector of texts looks at what is outside the tables only. Only here are OpenCV
and RapidOCR needed: the extra ``juesuan[ocr]``.
"""

from __future__ import annotations

import math
from functools import cache
from statistics import median
from threading import Lock
from typing import Any, NamedTuple, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from juesuan.reading.formats.ocr_text import chars_of, clean_cell
from juesuan.reading.formats.page import Edge, Page
from juesuan.reading.formats.pdf_tables import Box, RuledTable, ruled_tables

__all__ = ["DPI", "Picture", "Scan", "scan"]

DPI = 200
"""Resolution at which pictures are looked at."""
POINT = DPI / 72
MOST_SKEW = 8.0
"""Degrees; a page that hangs more is left as it is."""
LEAST_ACROSS, LEAST_DOWN = round(14 * POINT), round(9 * POINT)
"""Pixels of the shortest ruling."""
SHORT = 30.0
"""Points; shorter lines are rulings only where they begin and end at others."""
TOUCH = 1.2
"""Points between a line and what it touches."""
STRIP = round(60 * POINT)
"""Rows of pixels without ink by which a page is cut into parts; each is searched by itself."""
THICKEST = round(4 * POINT)
BORDER = round(1.5 * POINT)
"""Pixels at the edge of a cell that may still belong to its ruled line, and are not read."""
DOUBTFUL = 0.7
"""Texts recognised with less certainty (0 to 1) are counted as doubtful, and told so."""
LEAST_CERTAIN = 0.5
"""Outside tables, what is recognised with less certainty is dirt or a picture, and left out."""

GRAINY = 3.0
"""Paper whose brightness varies by more grey levels than this is made white around the signs."""
UNSURE = "?"
"""Put behind a doubtful text in a cell (1234?), so that it is not read as a figure."""
SPECK = round(2.2 * POINT)
"""Pixels of the smallest sign that stands alone."""

Picture: TypeAlias = npt.NDArray[np.uint8]


class Scan(Struct, frozen=True):
    """A page read from its picture; how many texts it has and how many are doubtful."""

    page: Page
    texts: int
    doubtful: int


class _Line(NamedTuple):
    """A line of text to recognise: its pixels, and whether it stands in a cell."""

    box: tuple[int, int, int, int]
    in_cell: bool


_one_at_a_time = Lock()


def scan(picture: Picture, width: float, height: float) -> Scan:
    """Read a grey picture of ``DPI`` of a page that is so wide and high, in points."""
    picture = _straight(picture)
    page = Page(width=width, height=height)
    ink = _ink(picture)
    rulings = _add_rulings(ink, page)
    tables = ruled_tables(page.horizontal, page.vertical)
    rulings &= _borders(tables, ink)
    bare = np.where(rulings > 0, np.uint8(255), picture)
    ink[rulings > 0] = 0
    white = bare
    if _grain(picture) > GRAINY:  # for the detector only: points may be fainter than grain
        near = cv2.dilate(_without_specks(ink), np.ones((9, 25), np.uint8))
        white = np.where(near > 0, bare, np.uint8(255))
    with _one_at_a_time:
        lines = [*_cell_lines(tables, ink), *_other_lines(tables, white)]
        found = _recognised(lines, bare)
    doubtful = kept = 0
    for line, (text, certainty) in zip(lines, found, strict=True):
        if not text.strip() or (certainty < LEAST_CERTAIN and not line.in_cell):
            continue
        kept += 1
        doubtful += certainty < DOUBTFUL
        left, top, right, bottom = (at / POINT for at in line.box)
        said = clean_cell(text) if line.in_cell else text
        if certainty < LEAST_CERTAIN and any(map(str.isdigit, said)):
            said += UNSURE
        page.chars += chars_of(said, (left, top, right, bottom))
    return Scan(page, kept, doubtful)


def _ink(picture: Picture) -> Picture:
    """What is darker than its surroundings, and than the grain of the paper, white on black."""
    contrast = min(60.0, max(15.0, 4 * _grain(picture)))
    return np.asarray(
        cv2.adaptiveThreshold(
            picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, contrast
        ),
        np.uint8,
    )


def _grain(picture: Picture) -> float:
    """By how many grey levels the paper's brightness varies."""
    paper = cv2.absdiff(picture, cv2.medianBlur(picture, 5))[picture > 127]
    return 1.5 * float(np.mean(paper)) if paper.size else 0.0


def _straight(picture: Picture) -> Picture:
    """The picture turned so that its long lines lie level."""
    high, wide = picture.shape
    strokes = cv2.morphologyEx(_ink(picture), cv2.MORPH_OPEN, np.ones((1, 25), np.uint8))
    level, most = math.pi / 2, math.radians(MOST_SKEW)
    found = cv2.HoughLines(
        strokes, 1, math.radians(0.1), wide // 4, min_theta=level - most, max_theta=level + most
    )
    if found is None:
        return picture
    angle = math.degrees(median(np.asarray(found, float).reshape(-1, 2)[:60, 1]) - level)
    if abs(angle) < 0.05:
        return picture
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255),
        np.uint8,
    )


def _add_rulings(ink: Picture, page: Page) -> Picture:
    """Add the straight lines of a page to its edges; the pixels that they take."""
    all_of_them = np.zeros_like(ink)
    for across in (True, False):
        bridge: Picture = np.ones((1, 3) if across else (3, 1), np.uint8)
        shape = (1, LEAST_ACROSS) if across else (LEAST_DOWN, 1)
        joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge)
        lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for x, y, wide, high, _ in stats[1:count].tolist():
            if (high if across else wide) > THICKEST:
                continue
            if across:
                page.horizontal.append(Edge((y + high / 2) / POINT, x / POINT, (x + wide) / POINT))
            else:
                page.vertical.append(Edge((x + wide / 2) / POINT, y / POINT, (y + high) / POINT))
        all_of_them |= np.asarray(lines, np.uint8)
    page.vertical = [edge for edge in page.vertical if _is_ruling(edge, page.horizontal)]
    page.horizontal = [edge for edge in page.horizontal if _is_ruling(edge, page.vertical)]
    return np.asarray(cv2.dilate(all_of_them, np.ones((3, 3), np.uint8)), np.uint8)


def _is_ruling(edge: Edge, others: list[Edge]) -> bool:
    """Whether a line is long, or else joins two others; strokes of letters do not."""
    if edge.high - edge.low >= SHORT:
        return True
    near = [other.at for other in others if other.low - TOUCH <= edge.at <= other.high + TOUCH]
    return all(any(abs(end - at) <= TOUCH for at in near) for end in (edge.low, edge.high))


def _pixels(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(at * POINT) for at in box)
    return left, top, right, bottom


def _borders(tables: list[RuledTable], like: Picture) -> Picture:
    """Where rulings of tables are; strokes of large letters are elsewhere."""
    borders = np.zeros_like(like)
    for table in tables:
        for cell in (cell for row in table.rows for cell in row if cell):
            left, top, right, bottom = _pixels(cell)
            cv2.rectangle(borders, (left, top), (right, bottom), 255, 2 * BORDER + 1)
    return borders


def _runs(marked: Any) -> list[tuple[int, int]]:
    """First and one past the last of every run of true values."""
    padded = np.concatenate(([0], np.asarray(marked, np.int8), [0]))
    changes = np.flatnonzero(np.diff(padded))
    return [(int(a), int(b)) for a, b in zip(changes[::2], changes[1::2], strict=True)]


def _cell_lines(tables: list[RuledTable], ink: Picture) -> list[_Line]:
    """The lines of all cells, cut into words where they are far apart."""
    places: list[tuple[int, int, Picture]] = []
    bands: list[list[tuple[int, int]]] = []
    for table in tables:
        for cell in (cell for row in table.rows for cell in row if cell):
            left, top, right, bottom = _pixels(cell)
            inner = ink[top + 2 : max(top + 2, bottom - 1), left + 2 : max(left + 2, right - 1)]
            inner = _without_specks(inner) if inner.size else inner
            if inner.size and (rows := _runs(inner.any(axis=1))):
                places.append((left + 2, top + 2, inner))
                bands.append(rows)
    heights = [b - a for rows in bands for a, b in rows if b - a > 4 * POINT]
    em = median(heights) if heights else 9 * POINT
    lines: list[_Line] = []
    for (left, top, inner), rows in zip(places, bands, strict=True):
        for a, b in _joined(rows, 1.25 * em):
            for c, d in _words(inner[a:b], max(float(b - a), em)):
                lines.append(_Line((left + c, top + a, left + d, top + b), True))
    return lines


def _without_specks(inner: Picture) -> Picture:
    """Ink without dirt: a speck stays only beside a sign (a decimal point)."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=8)
    longer = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    ground = np.arange(count) == 0
    signs = (longer >= SPECK) & ~ground
    points = ~signs & (stats[:, cv2.CC_STAT_AREA] >= 4) & ~ground
    if not signs.any():
        return np.zeros_like(inner)
    if points.any():
        whole = np.where(signs[labels], np.uint8(255), np.uint8(0))
        near = cv2.dilate(whole, np.ones((1, 4 * SPECK + 1), np.uint8))
        beside = np.unique(labels[points[labels] & (near > 0)])
        signs[beside] = True
    return np.where(signs[labels], np.uint8(255), np.uint8(0))


def _joined(rows: list[tuple[int, int]], most: float) -> list[tuple[int, int]]:
    """Bands of ink joined to lines of text: the strokes of 二 and 三 are one line, and the points
    of signs belong to the line they stand in."""
    lines = [rows[0]]
    for a, b in rows[1:]:
        if b - lines[-1][0] <= most:
            lines[-1] = (lines[-1][0], b)
        else:
            lines.append((a, b))
    return lines


def _words(band: Picture, em: float) -> list[tuple[int, int]]:
    """The stretches of a line that have ink, parted at gaps wider than a character."""
    runs = _runs(band.any(axis=0))
    words = [runs[0]]
    for c, d in runs[1:]:
        if c - words[-1][1] <= em:
            words[-1] = (words[-1][0], d)
        else:
            words.append((c, d))
    return [(c, d) for c, d in words if d - c > 1 or len(words) == 1]


def _other_lines(tables: list[RuledTable], white: Picture) -> list[_Line]:
    """The lines outside tables, as the detector finds them."""
    rest = white.copy()
    for table in tables:
        left, top, right, bottom = _pixels(table.box)
        rest[top - BORDER : bottom + BORDER, left - BORDER : right + BORDER] = 255
    lines: list[_Line] = []
    for first, last in _strips(_without_specks(_ink(rest))):
        strip = cv2.cvtColor(rest[first:last], cv2.COLOR_GRAY2BGR)
        found = _engine()(strip, use_det=True, use_rec=False, use_cls=False)
        if found is None or found.boxes is None:
            continue
        for corners in np.asarray(found.boxes, float):
            (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
            box = (int(left), first + int(top), int(right), first + int(bottom))
            lines.append(_Line(box, False))
    return lines


def _strips(ink: Picture) -> list[tuple[int, int]]:
    """The heights between which a page has ink, with some room."""
    strips: list[tuple[int, int]] = []
    for a, b in _runs(ink.any(axis=1)):
        if strips and a - strips[-1][1] <= STRIP:
            strips[-1] = (strips[-1][0], b)
        else:
            strips.append((a, b))
    room = STRIP // 3
    return [(max(0, a - room), min(len(ink), b + room)) for a, b in strips]


def _recognised(lines: list[_Line], bare: Picture) -> list[tuple[str, float]]:
    """The text of every line and how certain it is."""
    if not lines:
        return []
    heights = [bottom - top for _, top, _, bottom in (line.box for line in lines)]
    em = round(median(heights))
    crops = [_cut_out(line, bare, em) for line in lines]
    from rapidocr.ch_ppocr_rec import TextRecInput

    engine = _engine()
    recogniser = engine.text_rec or engine._load_rec_model()
    found = recogniser(TextRecInput(img=crops, return_word_box=False))
    texts = found.txts or [""] * len(lines)
    return [(str(text), float(score)) for text, score in zip(texts, found.scores, strict=True)]


def _cut_out(line: _Line, bare: Picture, em: int) -> Picture:
    """A line on a white ground with room around it; a dash gets the height of letters."""
    left, top, right, bottom = line.box
    middle, half = (top + bottom) // 2, max(bottom - top, em) // 2
    above, below = (top - middle + half, half - bottom + middle) if line.in_cell else (0, 0)
    body = bare[max(0, top) : bottom, max(0, left) : right]
    around = max(3, half // 4) if line.in_cell else 0
    beside = max(4, half // 2) if line.in_cell else 0
    ground = int(np.percentile(body, 95)) if body.size else 255
    framed = cv2.copyMakeBorder(
        body,
        max(0, above) + around,
        max(0, below) + around,
        beside,
        beside,
        cv2.BORDER_CONSTANT,
        value=ground,
    )
    return np.asarray(cv2.cvtColor(framed, cv2.COLOR_GRAY2BGR), np.uint8)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.max_side_len": 4000,
            "Det.limit_type": "max",
            "Det.limit_side_len": 1600,
            "Rec.rec_img_shape": [3, 48, 64],
            "Rec.rec_batch_num": 16,
        }
    )
