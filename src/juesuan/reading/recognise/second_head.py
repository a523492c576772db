"""Tables with a second head below their rows: other columns of the same rows (预算数 above, 决算数
below) put beside those above, other things (相关统计数) a table of their own."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.lexicon import lexicon
from juesuan.lexicon.cells import code_in, kind_of
from juesuan.lexicon.head import STUB
from juesuan.reading.document import GridText
from juesuan.reading.recognise.turned import newest_year

__all__ = ["under_own_heads"]

_HEADING = STUB | {"figure"}
_SEVERAL = 2
"""Words that say what columns are, from which a row of words is a head."""
_FIGURES = frozenset({"number", "whole", "dash"})

Row = Sequence[GridText | None]


def under_own_heads(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows of each table of one grid; of one table where the second head is of other columns of
    the same rows, which then stand beside the first. Under the same head once more the rows are a
    part by itself, as on the next page."""
    first = next((n for n, row in enumerate(rows) if _has_figure(row)), len(rows))
    if not first or len(_texts(rows[first - 1])) < _SEVERAL or not _is_known(rows[first - 1]):
        return [rows]
    again = _next_head(rows, first)
    if again is None:
        return [rows]
    begin, end = again
    height = end - begin
    if _said(rows[begin:end]) == _said(rows[max(0, first - height) : first]):
        return [rows[:begin], *under_own_heads(rows[begin:])]
    beside = _beside(rows, first, begin, end)
    if beside is not None or _texts(rows[end - 1]) == _texts(rows[first - 1]):
        return [rows if beside is None else beside]
    if not any(map(_says_columns, rows[begin:end])):
        return [rows]
    return [rows[:begin], *under_own_heads(rows[begin:])]


def _next_head(rows: Sequence[Row], first: int) -> tuple[int, int] | None:
    """First and last row (not included) of words, below figures, that is a head over others."""
    begin = first
    while begin < len(rows):
        while begin < len(rows) and (_has_figure(rows[begin]) or not _texts(rows[begin])):
            begin += 1
        end = begin
        while end < len(rows) and not _has_figure(rows[end]) and _texts(rows[end]):
            end += 1
        if end == len(rows):
            return None
        last = _texts(rows[end - 1])
        same = len(last) >= _SEVERAL and last == _texts(rows[first - 1])
        if same or any(map(_heads_columns, rows[begin:end])):
            return begin, end
        begin = end
    return None


def _beside(rows: Sequence[Row], first: int, begin: int, end: int) -> list[Row] | None:
    """The rows with those under the second head beside those under the first; ``None`` where they
    are not as many, or called otherwise, so that they are other rows."""
    height, above, below = end - begin, rows[first:begin], rows[end:]
    named = {n for row in (*above, *below) for n, cell in enumerate(row) if cell and _is_word(cell)}
    places = range(max(named, default=-1) + 1, max(map(len, rows)))
    names = [[[_text(row, n) for n in sorted(named)] for row in part] for part in (above, below)]
    if len(above) != len(below) or names[0] != names[1] or height > first:
        return None
    width = max(map(len, rows))

    def wide(row: Row, other: Row) -> Row:
        whole = [*row, *[None] * (width - len(row))]
        return (*whole, *(other[n] if n < len(other) else None for n in places))

    title: list[Row] = list(rows[: first - height])
    heads = zip(rows[first - height : first], rows[begin:end], strict=True)
    bodies = zip(above, below, strict=True)
    return [*title, *(wide(*pair) for pair in heads), *(wide(*pair) for pair in bodies)]


def _text(row: Row, place: int) -> str:
    cell = row[place] if place < len(row) else None
    return cell.text.strip() if cell else ""


def _texts(row: Row) -> list[str]:
    return [cell.text.strip() for cell in row if cell and cell.text.strip()]


def _said(rows: Sequence[Row]) -> list[list[str]]:
    return [_texts(row) for row in rows]


def _is_word(cell: GridText) -> bool:
    return kind_of(cell.text) == "text" or bool(code_in(cell.text)[0])


def _has_figure(row: Row) -> bool:
    return any(kind_of(text) in _FIGURES or code_in(text)[0] for text in _texts(row))


def _is_known(row: Row) -> bool:
    words = lexicon(newest_year())
    return all(words.read(text).whole for text in _texts(row))


def _heads_columns(row: Row) -> bool:
    """Whether the words of a row are all known, several of what columns hold."""
    said = [lexicon(newest_year()).read(text) for text in _texts(row)]
    heads = sum(bool(meaning.roles & _HEADING) for meaning in said)
    return heads >= _SEVERAL and all(meaning.whole for meaning in said)


def _says_columns(row: Row) -> bool:
    """Whether the words of a row only say what columns hold (项目, 统计数), not of which money."""
    said = [lexicon(newest_year()).read(text) for text in _texts(row)]
    heads = [meaning for meaning in said if meaning.roles & _HEADING and not meaning.says]
    return len(said) == len(heads) >= _SEVERAL and len(set(_texts(row))) > 1
