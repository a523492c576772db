"""Tables that go on over several grids (续表): each part under the head printed once more, as
pages and workbooks print long tables, or without a head at the top of the next page; put together
again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise, takewhile

from juesuan.keeping import compiled
from juesuan.lexicon.cells import code_in, kind_of
from juesuan.reading.document import GridText
from juesuan.reading.recognise.another import OneUnit
from juesuan.reading.recognise.tables import Table, department_of, is_furniture
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["PartsUnderHead", "goes_on_in_parts", "put_together"]

Row = Sequence[GridText | None]

_PART = compiled(r"\d\d")
_FIGURES = frozenset({"number", "whole"})
_HEAD = 3
"""Words that a head has at least, of so many columns."""
_COUNTED = 3
"""Rows of which the numbers show that they are counted."""
_ABOVE = 8
"""Lines above a table that its next part may repeat."""


class PartsUnderHead:
    """A table whose parts come one after another, each under its head. ``rows`` are those of its
    first part."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._last = rows[-1:]
        self._known = set(_names(rows, 0))

    def goes_on(self, rows: Sequence[Row]) -> int:
        """How many first rows are the head once more, where others than these are new rows of the
        table, which it then has; 0 where they begin a table anew: a total, or the same rows."""
        head = _same_head(self._rows, rows)
        own = set(_names(rows, head)) if head else set()
        if not own or own & self._known:
            return 0
        self._known |= own
        self._last = rows[-1:]
        return head

    def goes_on_bald(self, rows: Sequence[Row]) -> bool:
        """Whether rows without a head are like the last one, a name and figures in the same
        columns, and all of them new."""
        last, first = (tuple(_kinds(row)) for row in (self._last, rows[:1]))
        own = set(_names(rows, 0))
        if not (first and first == last and "text" in first and _FIGURES & set(first)):
            return False
        if not own or own & self._known:
            return False
        self._known |= own
        self._last = rows[-1:]
        return True

    def goes_on_coded(self, rows: Sequence[Row]) -> bool:
        """Whether rows without a head go on with codes that follow those before, each in its order,
        beside figures, and are as wide and new."""
        said = [list(_texts(part)) for part in (self._rows, rows)]
        if not all(said) or len(said[0][-1]) != len(said[1][0]):
            return False
        codes = [_code(row) for row in (said[0][-1], *said[1])]
        figures = any("." in text and kind_of(text) == "number" for text in said[1][0])
        own = set(_names(rows, 0))
        if not (figures and all(codes)) or codes != sorted(set(codes)) or own & self._known:
            return False
        self._known |= own
        self._rows, self._last = [*self._rows, *rows], rows[-1:]
        return True

    def goes_on_counting(self, rows: Sequence[Row]) -> bool:
        """Whether rows without a head go on with the numbers (行次) of those before, in every
        column that counts them, and are as wide and new."""
        before, after = list(_texts(self._rows)), list(_texts(rows[:1]))
        if not before or not after or len(before[-1]) != len(after[0]):
            return False
        counted = [n for n in range(len(after[0])) if _counts(before, n)]
        if not counted or any(_next(before[-1][n]) != after[0][n] for n in counted):
            return False
        own = set(_names(rows, 0))
        if not own or own & self._known:
            return False
        self._known |= own
        self._rows, self._last = [*self._rows, *rows], rows[-1:]
        return True


def _code(row: Sequence[str]) -> str:
    """The code that a row begins with, whole or in parts of full length (302 | 17); else empty."""
    said = ""
    for text in row:
        if not text.isdigit():
            break
        said += text
    return code_in(said)[0]


def _counts(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether the last rows are numbered one after another in a column."""
    last = [row[place] if place < len(row) else "" for row in rows[-_COUNTED:]]
    return len(last) == _COUNTED and all(_next(one) == other for one, other in pairwise(last))


def _next(number: str) -> str:
    return str(int(number) + 1) if kind_of(number) == "whole" else "-"


def put_together(tables: Sequence[Table], repeated: Collection[str]) -> list[Table]:
    """Tables in order, each with the grids that go on with it. A grid goes on with the one before
    where it repeats its head, or opens the next page, or stands below a note, with a row like the
    last; nothing else stands between (``repeated`` are running heads, bare of digits), both stand
    in one file, and its rows are others of the same unit."""
    whole: list[Table] = []
    parts, unit = PartsUnderHead(()), OneUnit(Table([]))
    for table in tables:
        before = whole[-1] if whole else None
        if (
            before is None
            or before.spot.file != table.spot.file
            or _stands_between(before, table, frozenset(repeated))
            or not (
                (head := parts.goes_on(table.rows))
                or (_may_be_bald(before, table) and parts.goes_on_bald(table.rows))
                or (
                    _follows(before, table)
                    and (parts.goes_on_counting(table.rows) or parts.goes_on_coded(table.rows))
                )
            )
            or not unit.has(table)
        ):
            whole.append(table)
            parts, unit = PartsUnderHead(table.rows), OneUnit(table)
            continue
        joined = before if before.begins_with else before.going_on()
        joined.rows += table.rows[head:]
        joined.after = table.after
        unit.take(table, _titled(table, frozenset(repeated)))
        joined.of_two_perhaps |= unit.unsure
        whole[-1] = joined
    return whole


def goes_on_in_parts(before: Table, table: Table, repeated: Collection[str]) -> bool:
    """Whether a table goes on with rows of which each begins with the second or third part of a
    code (款, 项) in the columns where those of the rows before do."""
    if _stands_between(before, table, frozenset(repeated)):
        return False
    columns = {at for row in _texts(before.rows) if (at := _part_at(row)) >= 0}
    places = [_part_at(row) for row in _texts(table.rows)]
    wide = max(map(len, before.rows), default=0) == max(map(len, table.rows), default=0)
    return wide and bool(places) and set(places) <= columns


def _part_at(row: Sequence[str]) -> int:
    """Where the second or third part of a code is the first that a row prints, beside a name; -1
    where it is not."""
    filled = [n for n, text in enumerate(row) if text]
    worded = any(kind_of(row[n]) == "text" for n in filled)
    return filled[0] if filled and worded and _PART.fullmatch(row[filled[0]]) else -1


def _may_be_bald(before: Table, table: Table) -> bool:
    """Whether a grid may go on without a head: on the next page, or below notes alone."""
    notes = bool(table.before) and all(map(_is_note, table.before))
    return notes or _opens_next_page(before, table)


def _follows(before: Table, table: Table) -> bool:
    """Whether no page stands between a table's last row and a grid."""
    last = next((cell.spot for row in before.rows[::-1] for cell in row if cell), before.spot)
    return table.spot.page - last.page <= 1


def _is_note(text: str) -> bool:
    return words().around.noted.fullmatch(text.strip()) is not None


def _opens_next_page(before: Table, table: Table) -> bool:
    """Whether a grid stands on the page behind the one with a table's last row."""
    last = next((cell.spot for row in before.rows[:-2:-1] for cell in row if cell), None)
    return last is not None and bool(last.page) and table.spot.page == last.page + 1


def _kinds(rows: Sequence[Row]) -> Iterator[str]:
    """What the cells of a row are: codes and other whole numbers, words, amounts, nothing."""
    for row in _texts(rows):
        for text in row:
            kind = kind_of(text)
            yield "code" if text and code_in(text)[0] == text else kind


def _same_head(before: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many first rows of a table are the head of another, which may stand below its title and
    other lines; else none."""
    again = list(_texts(rows))
    for first, row in enumerate(_texts(before[:_ABOVE])):
        if not again or row != again[0]:
            continue
        pairs = zip(_texts(before, first), again, strict=False)
        head = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        said = {text for row in head for text in row if kind_of(text) == "text"}
        enough = len(said) >= min(_HEAD, len(again[0]))
        return len(head) if enough and len(head) < len(again) else 0
    return 0


def _texts(rows: Sequence[Row], first: int = 0) -> Iterator[tuple[str, ...]]:
    for row in islice(rows, first, None):
        yield tuple(plain(cell.text) if cell else "" for cell in row)


def _stands_between(before: Table, table: Table, repeated: frozenset[str]) -> bool:
    """Whether a line that is no page number, running head, unit of money, note or repeated title
    parts two grids."""
    above = {plain(text) for text in before.before[-_ABOVE:]}
    return not all(
        is_furniture(text, repeated) or plain(text) in above or _of_money(text) or _is_note(text)
        for text in table.before
    )


def _of_money(text: str) -> bool:
    return words().around.unit.search(plain(text)) is not None and not department_of(text)


def _titled(table: Table, repeated: frozenset[str]) -> bool:
    """Whether a title stands above a table: more than page numbers, running heads and the lines
    above every form."""
    head = words().around.head
    return any(not (is_furniture(t, repeated) or head.search(plain(t))) for t in table.before)


def _names(rows: Sequence[Row], head: int) -> Iterator[str]:
    """What the rows of a table are called: their codes and the words behind them."""
    return (name for row in _texts(rows, head) if (name := _name(row)))


def _name(row: Sequence[str]) -> str:
    said = ""
    for text in row:
        if kind_of(text) == "text":
            return said + text
        if code_in(text)[0] or kind_of(text) == "whole":
            said += text
        elif text:
            break
    return said
