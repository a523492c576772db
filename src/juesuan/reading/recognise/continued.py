"""Tables that go on over several grids (续表): each part under the head printed once more, as
pages and workbooks print long tables, and put together again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, takewhile

from juesuan.lexicon.cells import code_in, kind_of
from juesuan.reading.recognise.tables import Table, is_furniture
from juesuan.text import plain

__all__ = ["put_together"]

_HEAD = 3
"""Words that a head has at least."""
_ABOVE = 8
"""Lines above a table that its next part may repeat."""


def put_together(tables: Sequence[Table], repeated: Collection[str]) -> list[Table]:
    """Tables in order, each with the grids that go on with it. A grid goes on with the one before
    where it repeats its head, nothing else stands between (``repeated`` are running heads, bare of
    digits), and its rows are others: a total, or the same rows again, begin a table anew."""
    whole: list[Table] = []
    known: set[str] = set()
    for table in tables:
        before = whole[-1] if whole else None
        head = _same_head(before, table) if before else 0
        own = set(_names(table, head))
        apart = before is None or not head or _stands_between(before, table, frozenset(repeated))
        if before is None or apart or not own or own & known:
            whole.append(table)
            known = own
            continue
        joined = before if before.begins_with else before.going_on()
        joined.rows += table.rows[head:]
        joined.after = table.after
        whole[-1] = joined
        known |= own
    return whole


def _same_head(before: Table, table: Table) -> int:
    """How many first rows two tables have alike, if they are a head; else none."""
    if not before.rows or not table.rows or len(before.rows[0]) != len(table.rows[0]):
        return 0
    pairs = zip(_texts(before), _texts(table), strict=False)
    head = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    said = {text for row in head for text in row if kind_of(text) == "text"}
    rows = len(head)
    return rows if len(said) >= _HEAD and rows < min(len(before.rows), len(table.rows)) else 0


def _texts(table: Table, first: int = 0) -> Iterator[tuple[str, ...]]:
    for row in islice(table.rows, first, None):
        yield tuple(plain(cell.text) if cell else "" for cell in row)


def _stands_between(before: Table, table: Table, repeated: frozenset[str]) -> bool:
    """Whether a line that is no page number, running head or repeated title parts two grids."""
    above = {plain(text) for text in before.before[-_ABOVE:]}
    return not all(is_furniture(text, repeated) or plain(text) in above for text in table.before)


def _names(table: Table, head: int) -> Iterator[str]:
    """What the rows of a table are called: their codes and the words behind them."""
    return (name for row in _texts(table, head) if (name := _name(row)))


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
