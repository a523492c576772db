"""Tables without ruling: rows of figures whose texts stand in columns by themselves.

Only what is plain is taken: columns are the stretches in which something stands in the body,
kept apart by blanks from top to bottom. Where two figures of a row fall into one, or words of
the head cannot be given to the columns, each row is one text, from which no figure is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from juesuan.reading.formats.page import Char
from juesuan.reading.formats.pdf_text import middle_height, text_lines
from juesuan.reading.words import words

__all__ = ["AlignedTable", "aligned_tables"]

GAP, NEXT_TO_FIGURE = 0.75, 0.35
"""Blanks wider than so many heights of a character part columns; between digits and
characters (as after a figure that fills its cell) less is enough."""
FEWEST_ROWS, FEWEST_FIGURES = 2, 6
"""Rows and figures that make a table."""
BETWEEN = 6
"""Lines without figures that may stand between two rows of a table."""
HEAD = 8
"""Lines that a head may have."""
_SEVERAL = 2

_FIGURE = re.compile(r"[¥￥]?-?[\d,，]+(?:\.\d+)?|[¥￥]?[(（][¥￥]?[\d,，]+\.\d+[)）]|[-—]+")

Box = tuple[float, float, float, float]


class _Part(Struct):
    """Characters of one line that stand together."""

    chars: list[Char]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars if not char.text.isspace())

    @property
    def box(self) -> Box:
        lefts, tops, rights, bottoms = zip(*(char.box for char in self.chars), strict=True)
        return (min(lefts), min(tops), max(rights), max(bottoms))

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2

    @property
    def is_figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None


class AlignedTable(Struct):
    """Rows of texts by column; ``None`` where nothing stands. Not ``sure``: the columns could
    not be told, and each row is one text."""

    rows: list[list[_Part | None]]
    box: Box
    sure: bool = True


def aligned_tables(
    chars: Sequence[Char],
) -> tuple[list[AlignedTable], list[Char], list[list[Char]] | None]:
    """Tables that stand among characters outside ruled ones, the characters left, and the lines
    of those that are not turned, where there is no table."""
    straight = [char for char in chars if char[5] == 0]
    if not straight:
        return [], list(chars), None
    printed = text_lines(straight)
    lines = [parts for line in printed if (parts := _parts(line))]
    tables: list[AlignedTable] = []
    taken: set[int] = set()
    for first, last in _bodies(lines):
        head = _head(lines, first, tables[-1].box[3] if tables else 0.0)
        table = _table(lines[head:first], lines[first : last + 1])
        tables.append(table)
        taken |= {id(c) for line in lines[head : last + 1] for part in line for c in part.chars}
    if not tables:
        return [], list(chars), printed
    return tables, [char for char in chars if id(char) not in taken], None


def _parts(line: Sequence[Char]) -> list[_Part]:
    ink = [char for char in line if not char[0].isspace()]
    if not ink:
        return []
    boxes = [box for _, _, _, _, box, _ in ink]
    height = middle_height(boxes)
    least = NEXT_TO_FIGURE * height
    gaps = [here[0] - before[2] for before, here in pairwise(boxes)]
    starts = [
        n
        for n, gap in enumerate(gaps, 1)
        if gap > least
        and (gap > GAP * height or ink[n].text.isascii() != ink[n - 1].text.isascii())
    ]
    return [_Part(ink[first:end]) for first, end in pairwise([0, *starts, len(ink)])]


def _is_row(parts: Sequence[_Part]) -> bool:
    return len(parts) > 1 and sum(part.is_figure for part in parts) > 1


def _is_half(parts: Sequence[_Part], above: Sequence[_Part]) -> bool:
    """Whether a line is a row of which one half is blank: one figure right below one of a row above
    it, and words right below others."""
    if len(parts) < _SEVERAL or sum(part.is_figure for part in parts) != 1:
        return False
    return all(
        any(
            one.is_figure == part.is_figure
            and (abs(one.box[0] - part.box[0]) < 1 or abs(one.box[2] - part.box[2]) < 1)
            for one in above
        )
        for part in parts
    )


def _bodies(lines: Sequence[Sequence[_Part]]) -> Iterable[tuple[int, int]]:
    """First and last line of each run of rows."""
    runs: list[list[int]] = []
    last = 0
    for row, parts in enumerate(lines):
        near = runs and row - last <= BETWEEN and not _titled(lines[last:row])
        if _is_row(parts):
            if near:
                runs[-1].append(row)
            else:
                runs.append([row])
            last = row
        elif near and _is_half(parts, lines[runs[-1][-1]]):
            last = row
    for run in runs:
        figures = sum(part.is_figure for row in run for part in lines[row])
        if len(run) >= FEWEST_ROWS and figures >= FEWEST_FIGURES:
            yield run[0], run[-1]


def _titled(lines: Sequence[Sequence[_Part]]) -> bool:
    return any(words().around.head.search(part.text) for parts in lines for part in parts)


def _head(lines: Sequence[Sequence[_Part]], first: int, above: float) -> int:
    """Where the head of a table begins: below its title and what says the unit."""
    start = first
    for number in range(first - 1, max(-1, first - 1 - HEAD), -1):
        parts = lines[number]
        if _titled([parts]) or parts[0].box[1] < above:
            break
        if len(parts) > 1:
            start = number
    return start


def _table(head: Sequence[list[_Part]], body: Sequence[list[_Part]]) -> AlignedTable:
    every = [part for line in (*head, *body) for part in line]
    boxes = [part.box for part in every]
    around = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    columns = _with_heads(_columns(body), head)
    table = AlignedTable([], around)
    unsure = AlignedTable([[_whole(line)] for line in (*head, *body)], around, sure=False)
    if columns is None:
        return unsure
    starts = [left for left, _ in columns]
    for line in body:
        row: list[_Part | None] = [None] * len(columns)
        for part in line:
            place = max(0, bisect_right(starts, part.middle) - 1)
            there = row[place]
            if there is None:
                row[place] = part
            elif there.is_figure or part.is_figure:
                return unsure
            else:
                row[place] = _Part([*there.chars, *part.chars])
        table.rows.append(row)
    table.rows[:0] = [_head_row(line, columns) for line in head]
    return table


def _whole(line: Sequence[_Part]) -> _Part:
    return _Part([char for part in line for char in part.chars])


def _columns(body: Sequence[Sequence[_Part]]) -> list[tuple[float, float]]:
    """Stretches in which something stands, from left to right. The fullest rows say them;
    words of other rows may reach over several (人员经费合计 over code and name)."""
    most = max(map(len, body))
    full = [part.box for line in body if len(line) == most for part in line]
    columns = _stretches((box[0], box[2]) for box in full)
    for line in body:
        if len(line) == most:
            continue
        for part in line:
            left, right = part.box[0], part.box[2]
            over = [n for n, (a, b) in enumerate(columns) if left <= b and a <= right]
            if len(over) < _SEVERAL or part.is_figure:
                columns = _stretches([*columns, (left, right)])
    return columns


def _stretches(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _with_heads(
    columns: list[tuple[float, float]], head: Sequence[list[_Part]]
) -> list[tuple[float, float]] | None:
    """The columns with those that have a head and nothing below it; ``None`` where heads and
    columns cannot be given to each other one by one."""
    line = max(head, key=len, default=[])
    if len(line) > len(columns) and (one_by_one := _given(columns, line)) is not None:
        return one_by_one
    wide = _stretches([*columns, *(box for line in head for box in _beyond(line, columns))])
    if len(line) <= len(columns):
        return wide
    over = [[n for part in line for n in _reached(part, wide)] for line in head]
    apart = all(len(set(places)) == len(places) for places in over)
    return wide if apart and len({n for places in over for n in places}) == len(wide) else None


def _given(
    columns: Sequence[tuple[float, float]], line: Sequence[_Part]
) -> list[tuple[float, float]] | None:
    """The columns of heads, one for each, where each column has a nearest one of its own."""
    middles = [part.middle for part in line]
    given: dict[int, tuple[float, float]] = {}
    for left, right in columns:
        nearest = min(range(len(line)), key=lambda n: abs(middles[n] - (left + right) / 2))
        if nearest in given:
            return None
        given[nearest] = (left, right)
    found = [given.get(n, (part.box[0], part.box[2])) for n, part in enumerate(line)]
    apart = all(one[1] < other[0] for one, other in pairwise(found))
    return found if apart else None


def _beyond(
    line: Sequence[_Part], columns: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """The room of words of the head that reach no column, while others of their line reach the
    nearest one: nothing stands below them."""
    reached = {n for part in line for n in _reached(part, columns)}
    for part in line if not _in_order(line, columns) else ():
        if not _reached(part, columns) and _nearest(part, columns) in reached:
            yield part.box[0], part.box[2]


def _reached(part: _Part, columns: Sequence[tuple[float, float]]) -> list[int]:
    """The columns over which a part stands, if only in part."""
    return [n for n, (a, b) in enumerate(columns) if part.box[0] < b and a < part.box[2]]


def _in_order(line: Sequence[_Part], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether words of the head are as many as the columns, and none stands over another column
    than that of its place alone."""
    over = [_reached(part, columns) for part in line]
    return len(line) == len(columns) and all(n in at or not at for n, at in enumerate(over))


def _nearest(part: _Part, columns: Sequence[tuple[float, float]]) -> int:
    return min(range(len(columns)), key=lambda n: abs(sum(columns[n]) / 2 - part.middle))


def _head_row(line: Sequence[_Part], columns: Sequence[tuple[float, float]]) -> list[_Part | None]:
    """Words of the head above the columns: as many as there are columns in their order, else each
    in the first that it reaches, or the nearest where it reaches none."""
    if _in_order(line, columns):
        return list(line)
    row: list[_Part | None] = [None] * len(columns)
    for part in line:
        reached = _reached(part, columns)
        place = reached[0] if reached else _nearest(part, columns)
        there = row[place]
        row[place] = part if there is None else _Part([*there.chars, *part.chars])
    return row
