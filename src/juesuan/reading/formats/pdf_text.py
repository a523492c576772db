"""Characters of a page into the texts of cells and into paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.reading.formats.page import Char
from juesuan.reading.words import words

__all__ = ["TextPiece", "cell_text", "middle_height", "pieces", "text_lines"]

NEAR = 3.0
"""Characters whose base lines are so near are on one line; wider gaps part words in a cell."""

_WIDE = compiled("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_LEADER = compiled(r"[.．…·⋯]{3,}[\s.．…·⋯]*\S{0,6}$")
_ITEM = compiled(
    r"[（(]?[一二三四五六七八九十]+[）)、.．]|第[一二三四五六七八九十]+[部章节]|"
    r"[（(]?\d{1,2}([）)、．]|\.(?!\d))|[①-⑳●■◆•]"
)

_UNBROKEN = compiled(r"[（《“〔(]*(?:[-+]?[\dA-Za-z][\dA-Za-z.,%]*|.)[，。；：、！？）》”〕％%)]*")
"""What is not broken at the end of a line: a number, word or character, with the brackets that open
before it and the punctuation that follows."""
_SLACK = 0.6
_ALIKE = 1.2
"""Line ends that are so near, in widths of a character, are at one margin."""

_START, _BASE = itemgetter(1), itemgetter(3)
"""Of a character; quicker than by name, for they are many."""

Box = tuple[float, float, float, float]


class TextPiece(Struct):
    """A line of text outside tables, or the lines of one paragraph."""

    text: str
    box: Box
    gap: float = 0.0
    height: float = 0.0
    joined: int = 1
    """Lines in it."""


def cell_text(chars: list[Char]) -> str:
    """The text of a cell: words parted by blanks, lines by line breaks."""
    plain = _one_line(chars)
    if plain is not None:
        return plain
    texts = []
    for group in _by_turn(chars):
        for line in text_lines(group):
            signs: list[str] = []
            end = line[0].end
            for sign, start, next_end, _, _, _ in line:
                if start > end + NEAR:
                    signs.append(" ")
                signs.append(sign)
                end = next_end
            if text := " ".join("".join(signs).split()):
                texts.append(text)
    return "\n".join(texts)


def _one_line(chars: Sequence[Char]) -> str | None:
    """The text of characters of one line in the order they are read in; ``None`` for others."""
    signs: list[str] = []
    _, before, end, line, _, way = chars[0]
    for sign, start, next_end, base, _, turn in chars:
        if base != line or turn != way or start < before:
            return None
        if start > end + NEAR:
            signs.append(" ")
        signs.append(sign)
        before, end = start, next_end
    return " ".join("".join(signs).split())


def pieces(
    chars: list[Char], tables: float = 0.0, upright: Sequence[Sequence[Char]] | None = None
) -> list[TextPiece]:
    """The paragraphs of a page from the characters outside its tables, in reading order. Where its
    lines do not tell how far text goes, it is as far as its ``tables``. ``upright``: the lines of
    those that are not turned, where they were told before."""
    found: list[TextPiece] = []
    for group in _by_turn(chars):
        if group[0].turn < 0:
            found += filter(None, [_piece(group)])
            continue
        told = upright if group[0].turn == 0 else None
        lines = list(filter(None, map(_piece, text_lines(group) if told is None else told)))
        found += _wrapped(lines, tables) if group[0].turn == 0 else lines
    return sorted(found, key=lambda piece: (piece.box[1], piece.box[0]))


def _by_turn(chars: list[Char]) -> Iterable[list[Char]]:
    """Upright text first, then turned text; each in the order it was drawn in."""
    turns = {char.turn for char in chars}
    if len(turns) < 2:
        return [chars] if chars else []
    order = [*sorted(turn for turn in turns if turn >= 0), *([-1] if -1 in turns else [])]
    return [[char for char in chars if char.turn == turn] for turn in order]


def text_lines(chars: list[Char]) -> list[list[Char]]:
    """Characters of one direction, line by line; small print gets a smaller tolerance."""
    ordered = sorted(chars, key=_BASE)
    bases = [base for _, _, _, base, _, _ in ordered]
    if bases[0] == bases[-1]:
        return [sorted(ordered, key=_START)]
    near = min(NEAR, max([box[3] - box[1] for _, _, _, _, box, _ in ordered]) / 2)
    starts = [n for n, (last, base) in enumerate(pairwise(bases), 1) if base > last + near]
    return [
        sorted(ordered[first:end], key=_START)
        for first, end in pairwise([0, *starts, len(ordered)])
    ]


def _piece(line: Sequence[Char]) -> TextPiece | None:
    """The text of a line outside tables, its box and its widest gap."""
    ink = [(end, box) for sign, _, end, _, box, _ in line if not sign.isspace()]
    if not ink:
        return None
    boxes = [box for _, box in ink]
    height = middle_height(boxes)
    widest, end, least, wide = 0.0, ink[0][0], 0.2 * height, 0.6 * height
    signs: list[str] = []
    blank = False
    for sign, start, next_end, _, _, turn in line:
        if sign.isspace():
            blank = True
            continue
        gap = start - end
        apart = blank or gap > least
        if apart and not blank and gap <= wide:
            apart = not (_WIDE.match(sign) or _WIDE.match(signs[-1] if signs else sign))
        if apart and signs and turn >= 0:
            signs.append(" ")
        if gap > widest:
            widest = gap
        signs.append(sign)
        end, blank = next_end, False
    return TextPiece("".join(signs), _around(boxes), widest, height)


def middle_height(boxes: Sequence[Box]) -> float:
    """The median of the boxes' heights."""
    heights = [box[3] - box[1] for box in boxes]
    return heights[0] if heights.count(heights[0]) == len(heights) else median(heights)


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _room(text: str) -> float:
    """How much room, in widths of a character, the first of a line needs that cannot be broken."""
    found = _UNBROKEN.match(text)
    width = sum(1.0 if _WIDE.match(sign) else 0.5 for sign in found[0]) if found else 1.0
    return width + _SLACK


def _margin(lines: Sequence[TextPiece], tables: float) -> float:
    """Where lines of text end: the farthest place at which several do, not one that sticks out;
    where none do, at the end of the tables that reach farther than any."""
    ends = sorted((line.box[2] for line in lines), reverse=True)
    for far, near in zip(ends, ends[2:], strict=False):
        if far - near < _ALIKE * lines[0].height:
            return far
    return max(ends[0], tables)


def _parts_of_a_head(above: str, below: str) -> bool:
    """Whether a title of a table begins below a sentence, its unit stands below the title, or
    the title stands in 《》 above."""
    title = words().titles.line
    if title.fullmatch(below):
        return above.endswith("。")
    named = title.fullmatch(above) and words().around.head.search(below)
    return bool(named or words().titles.wrapped.fullmatch(above))


def _wrapped(lines: list[TextPiece], tables: float) -> list[TextPiece]:
    """Lines joined to paragraphs: one that is full goes on in one that is not indented.

    Full means that what stands first in the next line had no room in it: a character, or a
    number with its decimals, which is not broken. A line with a wide gap, a leader of a table of
    contents or the mark of a list item never joins.
    """
    if len(lines) < 2:
        return lines
    by_size: dict[int, list[TextPiece]] = defaultdict(list)
    for line in lines:
        by_size[round(line.height)].append(line)
    text = max(by_size.values(), key=lambda group: sum(len(line.text) for line in group))
    left = min(line.box[0] for line in text)
    right = _margin(text, tables)
    joined = [lines[0]]
    last = lines[0]
    for above, line in pairwise(lines):
        em = line.height
        goes_on = (
            abs(above.height - em) < 0.15 * em
            and above.box[2] >= right - _room(line.text) * em
            and abs(above.box[0] - left) < 3 * em
            and abs(line.box[0] - left) < 0.6 * em
            and line.box[1] - above.box[3] < 1.5 * em
            and max(above.gap, line.gap) < 2 * em
            and not _LEADER.search(above.text)
            and not _ITEM.match(line.text)
            and not _parts_of_a_head(above.text, line.text)
        )
        if goes_on:
            apart = not (_WIDE.match(last.text[-1]) or _WIDE.match(line.text[0]))
            last.text += (" " if apart else "") + line.text
            last.box = _around([last.box, line.box])
            last.joined += 1
        else:
            last = line
            joined.append(line)
    return joined
