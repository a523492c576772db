"""Which tables are performance tables, where each begins, and which parts belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from juesuan.reading.document import Spot
from juesuan.reading.performance.heads import head_block
from juesuan.reading.performance.lines import GridRow
from juesuan.reading.performance.model import UnreadNote
from juesuan.reading.performance.outline import has_label
from juesuan.reading.performance.words import label_key, words
from juesuan.reading.tables import Table, money_of

__all__ = ["Found", "find_tables"]

_NUMBER = re.compile(r"(?:公开|附表|附件|表)\s*\d{1,2}\s*(?:[-—－]\s*\d+)?\s*表?")
_FURNITURE = re.compile(
    r"[-—\s\d第页/共]*|续表|[（(]?\s*20\d\d年度?\s*[）)]?|(?:编制|金额)?单位[:：].*"
)
_LINE = re.compile(r"(?:编制|公开|填报|金额)?(?:部门|单位)[:：].*|[（(]?\s*20\d\d年度?\s*[）)]?")
_NEAR = 8
"""Rows and texts in which a title or the first labels are looked for."""


@dataclass(kw_only=True)
class Found:
    """A performance table with its parts: texts between and rows, in printed order."""

    kind: str
    title: str
    number: str
    money_unit: str
    spot: Spot
    parts: list[GridRow | str] = field(default_factory=list)


def find_tables(tables: Sequence[Table], unread: list[UnreadNote]) -> Iterator[Found]:
    """The performance tables in printed order. Parts that a break in the page or an empty
    line set apart are put together; tables that speak of self-evaluation and are none are
    noted."""
    current: Found | None = None
    for table in _with_titles(tables):
        rows = [GridRow.of(cells) for cells in table.rows]
        kind, title = _kind(table, rows, current)
        if not kind and current is not None and _goes_on(current, table):
            current.parts += [*_own_texts(current.kind, table.before), *rows]
            continue
        if current is not None:
            current.parts += _own_texts(current.kind, table.before)
            yield _compact(current)
        current = None
        first = next((row for row in rows if row.filled), None)
        if first is None:
            continue
        if kind:
            number, money = _number(table, rows), money_of(table)
            current = Found(
                kind=kind,
                title=title,
                number=number,
                money_unit=money,
                spot=first.spot,
                parts=list(_table_itself(rows)),
            )
        elif any("绩效自评" in text for text in (*table.before[-_NEAR:], *table.texts(1))):
            said = " | ".join(text for _, text in first.filled)
            unread.append(("performance_table", first.spot, {"text": said[:80]}))
    if current is not None:
        current.parts += _own_texts(current.kind, tables[-1].after)
        yield _compact(current)


def _table_itself(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The rows without the lines above a table that a sheet holds too: its title, its number,
    whose it is and in which unit."""
    return dropwhile(lambda row: all(_above(text.strip()) for _, text in row.filled), rows)


def _above(text: str) -> bool:
    return bool(words().title_kind(text) or _NUMBER.fullmatch(text) or _LINE.fullmatch(text))


def _with_titles(tables: Sequence[Table]) -> Iterator[Table]:
    """The tables, those that hold nothing but a title put before the next."""
    titles: list[str] = []
    for table in tables:
        texts = table.texts()
        if len(texts) <= 2 and any(words().title_kind(text) for text in texts):
            titles += [*table.before, *texts]
        else:
            yield Table(table.rows, [*titles, *table.before], table.after)
            titles = []


def _compact(found: Found) -> Found:
    """The table without columns that are empty in every row."""
    rows = [part for part in found.parts if isinstance(part, GridRow)]
    used = {index for row in rows for index, _ in row.filled}
    if used != set(range(max(used, default=-1) + 1)):
        found.parts = [
            GridRow.of([cell for index, cell in enumerate(part.cells) if index in used])
            if isinstance(part, GridRow)
            else part
            for part in found.parts
        ]
    return found


def _own_texts(kind: str, texts: Sequence[str]) -> list[str]:
    """The texts that may still be the table's: up to its notes or anything strange."""
    return list(takewhile(lambda text: _is_own(kind, text), texts))


def _goes_on(current: Found, table: Table) -> bool:
    """Whether a table is a further part: nothing but its own words and a repeated title
    stand between."""
    return all(
        _is_own(current.kind, text) or words().title_kind(text) == current.kind
        for text in table.before
    )


def _is_own(kind: str, text: str) -> bool:
    known, bare, key = words(), text.strip(), label_key(text)
    label = label_key(text.replace("：", ":", 1).partition(":")[0])
    return bool(
        _FURNITURE.fullmatch(bare)
        or _NUMBER.fullmatch(bare)
        or key in known.headings | known.all_sections | known.total
        or label in known.fields
        or (kind == "overall" and key in known.outlines["overall"])
        or (kind == "project" and key in known.outlines["analysis"])
    )


def _kind(table: Table, rows: Sequence[GridRow], current: Found | None) -> tuple[str, str]:
    """The kind of the performance table that begins here, and its title."""
    first = rows[:_NEAR]
    named = [row.filled[0][1] for row in first[:3] if len(row.filled) == 1]
    title = next(
        (t.strip() for t in reversed((*table.before[-_NEAR:], *named)) if words().title_kind(t)), ""
    )
    kind = words().title_kind(title) if title else ""
    fields = {
        role
        for row in first
        for _, text in row.filled
        if (role := words().fields.get(label_key(text)))
    }
    blocks = {head_block(row) for row in rows} - {""}
    outline = sum(has_label("overall", row) for row in rows)
    if kind == "project" or (not kind and "name" in fields):
        if "name" in fields and (kind or "main_body" in fields or blocks):
            return "project", title
        begun = current is not None and current.kind == "project"
        return ("project", title) if kind and blocks and not begun else ("", title)
    if kind == "department" or (not kind and "department" in fields):
        if "department" in fields and (kind or blocks or fields & {"duties", "yearly_goal"}):
            return "department", title
        begun = current is not None and current.kind == "department"
        return ("department", title) if kind and (blocks or fields) and not begun else ("", title)
    begun = current is not None and current.kind == "overall" and _goes_on(current, table)
    return ("overall", title) if outline >= (1 if kind else 4) and not begun else ("", title)


def _number(table: Table, rows: Sequence[GridRow]) -> str:
    """The number of a table (公开12表, 附表15-1) as printed."""
    near = [*table.before[-_NEAR:], *(text for row in rows[:2] for _, text in row.filled)]
    return next((t.strip() for t in reversed(near) if _NUMBER.fullmatch(t.strip())), "")
