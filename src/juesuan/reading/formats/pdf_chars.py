"""The characters of a page of a pdf with their boxes, as pdfium has them.

pdfium is asked for every character by itself, so a page costs what its characters cost. Of
characters on one line whose box says all, only the letter and the box are asked for.
"""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import compress, repeat

from juesuan.reading.formats import pdf_native as native
from juesuan.reading.formats.page import Char, Page

__all__ = ["RADICALS", "Matrix", "read_chars"]

Matrix = tuple[float, float, float, float, float, float]

BLANKS = "\0\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
HYPHENS = "\ufffe\x02\xad"
"""pdfium's marks of a hyphen at the end of a line, and a hyphen some fonts call soft."""

DEEP = 0.5
"""Points below its base line to which a box reaches that holds more than the ink. Boxes of one line
that do so end at one depth, however high their signs are."""

RADICALS = dict(
    zip(
        "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that print programs name in place of the characters that look the same; for the
older block of radicals Unicode itself has the names."""

_FIRST, _SECOND = re.compile("[\ud800-\udbff]"), re.compile("[\udc00-\udfff]")
_READ_AS = str.maketrans(
    {
        **{sign: unicodedata.normalize("NFKC", sign) for sign in map(chr, range(0x2E80, 0x2FE0))},
        **RADICALS,
        **dict.fromkeys((*BLANKS, *map(chr, range(0x2000, 0x200B))), " "),
        **dict.fromkeys(HYPHENS, "-"),
    }
)


def read_chars(text: int, count: int, page_turn: int, view: Matrix, page: Page) -> None:
    """Add the characters of a page's text to it: ``count`` of them, as pdfium counts.

    ``view`` leads from the page's own space to what is displayed, which is turned by
    ``page_turn`` quarter turns with the clock.
    """
    same, add, make = native.given(text), page.chars.append, tuple.__new__
    letters, sides = _letters(text, count, page), native.boxes(same, count)
    a, b, c, d, e, f = view
    wide, high = 2 * page.width, 2 * page.height
    straight = page_turn == 0 and not (b or c)
    # Of the character before, if it is plain; ``line_low`` of one that reaches below its base line.
    line_top = line_bottom = line_low = over = y0 = y1 = base = math.nan
    for index, letter, left, top, right, bottom in zip(range(count), letters, *sides, strict=True):
        if letter == " " and native.is_generated(same, index):
            continue
        if (
            (bottom == line_low and top > over) or (top == line_top and bottom == line_bottom)
        ) and left <= right:
            x0, x1 = left + e, right + e
            if top != line_top:
                line_top, y0 = top, f - top
            if 0 <= x0 + x1 <= wide:
                add(make(Char, (letter, x0, x1, base, (x0, y0, x1, y1), 0)))
            continue
        ox, oy = native.origin(same, index)
        over = oy
        turn = -page_turn % 4
        plain = -0.02 < left - ox < 0.02 and oy < top
        if not plain:
            # Only here may the text be turned; to ask for every character takes its time.
            turn = _turn(native.angle_of(same, index), page_turn)
        x0, x1 = a * left + c * top + e, a * right + c * bottom + e
        y0, y1 = b * left + d * top + f, b * right + d * bottom + f
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if not (0 <= x0 + x1 <= wide and 0 <= y0 + y1 <= high):
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
        line_top, line_bottom = (top, bottom) if plain and straight else (math.nan, math.nan)
        line_low = bottom if plain and straight and bottom < over - DEEP else math.nan
        add(make(Char, (letter, start, end, base, (x0, y0, x1, y1), turn)))
    if _FIRST.search(letters) or _SECOND.search(letters):
        page.chars[:] = _paired(page.chars)


def _paired(chars: list[Char]) -> list[Char]:
    """The characters, two halves that pdfium gives of one (𠮷) put together; a half alone is
    unknown."""
    found: list[Char] = []
    for char in chars:
        if not (found and _FIRST.match(found[-1].text) and _SECOND.match(char.text)):
            found.append(char)
            continue
        first = found[-1]
        letter = (first.text + char.text).encode("utf-16", "surrogatepass").decode("utf-16")
        (x0, y0, x1, y1), (_, _, x2, y2) = first.box, char.box
        box = (x0, y0, max(x1, x2), max(y1, y2))
        found[-1] = first._replace(text=letter, end=max(first.end, char.end), box=box)
    halves = (_FIRST.match(char.text) or _SECOND.match(char.text) for char in found)
    pairs = zip(found, halves, strict=True)
    return [char._replace(text=native.UNKNOWN) if half else char for char, half in pairs]


def _letters(text: int, count: int, page: Page) -> str:
    """What the characters say, one sign for each; those whose meaning the file does not tell
    are counted as unmapped."""
    letters = native.letters(text, count).translate(_READ_AS)
    wrong = map(native.has_no_unicode, repeat(native.given(text), count), range(count))
    unmapped = [n for n in compress(range(count), wrong) if letters[n] != " "]
    if not unmapped:
        return letters
    page.unmapped += len(unmapped)
    signs = list(letters)
    for n in unmapped:
        signs[n] = native.UNKNOWN
    return "".join(signs)


def _turn(angle: float, page_turn: int) -> int:
    """Quarter turns against the clock as displayed; -1 for a slant of more than two degrees.

    pdfium's angles and a page's turns are clockwise.
    """
    turns, slant = divmod(angle / (math.pi / 2) + 0.02, 1)
    return (-int(turns) - page_turn) % 4 if slant < 0.04 else -1
