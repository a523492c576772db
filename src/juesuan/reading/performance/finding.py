"""Which tables are performance tables, where each begins, and which parts belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, dropwhile, takewhile

from msgspec import Struct, field

from juesuan.keeping import compiled
from juesuan.lexicon.performance import label_key, words
from juesuan.lexicon.terms import around
from juesuan.reading.document import Spot
from juesuan.reading.performance.across import side_by_side, upright
from juesuan.reading.performance.heads import head_block
from juesuan.reading.performance.labelled import labelled_text
from juesuan.reading.performance.lines import GridRow
from juesuan.reading.performance.listing import list_head, lists_projects
from juesuan.reading.performance.model import UnreadNote
from juesuan.reading.performance.outline import has_label
from juesuan.reading.recognise.tables import Table, money_of

__all__ = ["Found", "find_tables"]

_NUMBER = compiled(r"(?:公开|附表|附件|表)\s*\d{1,2}\s*(?:[-—－]\s*\d+)?\s*表?")
_FURNITURE = compiled(
    r"[-—\s\d第页/共]*|续表|[（(]?\s*20\d\d年度?\s*[）)]?|(?:编制|金额)?单位[:：].*"
)
_LINE = compiled(r"(?:编制|公开|填报|金额)?(?:部门|单位)[:：].*|[（(]?\s*20\d\d年度?\s*[）)]?")
_RESULTS = frozenset({"actual", "score", "executed", "rate", "spent"})
_EVALUATION = frozenset({"target", "actual"})
_SCORING = frozenset({"weight", "score"})
_NAMED = frozenset({"level1", "level2", "level3"})
_WHOSE = frozenset({"department", "implementing_unit", "main_body"})
_NEAR = 8
"""Rows and texts in which a title or the first labels are looked for."""
_TITLE, _ENDED = 40, ("。", "；", "：", ".", ";")
"""Signs of a title at most, and those that it does not end with."""
_LINES = 2
"""Lines that may stand between a project's money and its indicators."""


class Found(Struct, kw_only=True):
    """A performance table with its parts: texts between and rows, in printed order; ``above``
    are the lines that stand over it."""

    kind: str
    title: str
    number: str
    money_unit: str
    spot: Spot
    above: tuple[str, ...] = ()
    parts: list[GridRow | str] = field(default_factory=list)


def find_tables(tables: Sequence[Table], unread: list[UnreadNote]) -> Iterator[Found]:
    """The performance tables in printed order. Parts that a break in the page or an empty
    line set apart are put together; tables that speak of self-evaluation and are none are
    noted."""
    current: Found | None = None
    for table in _with_titles(_one_by_one(tables)):
        rows = [GridRow.of(cells) for cells in table.rows]
        if current is not None and _same_list(current, table, rows):
            current.parts += rows
            continue
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
                above=tuple(_lines_above(table, rows, title)),
                parts=list(_table_itself(rows)),
            )
            continue
        near = (*table.before[-_NEAR:], *table.texts(1))
        if plan := next((text for text in near if words().plans(text)), ""):
            unread.append(("performance_goals", first.spot, {"text": plan.strip()[:80]}))
        elif any("绩效自评" in text for text in near) and any(len(r.filled) > 1 for r in rows):
            said = " | ".join(text for _, text in first.filled)
            unread.append(("performance_table", first.spot, {"text": said[:80]}))
    if current is not None:
        current.parts += _own_texts(current.kind, tables[-1].after)
        yield _compact(current)


def _same_list(current: Found, table: Table, rows: Sequence[GridRow]) -> bool:
    """Whether a table is the next part of a list: under no title of its own, with its head
    printed again."""
    if current.kind != "list" or any(map(_lists, table.before)):
        return False
    heads = [
        next((list_head(r) for r in of[:_NEAR] if list_head(r)), {})
        for of in ([part for part in current.parts if isinstance(part, GridRow)], rows)
    ]
    return bool(heads[0]) and heads[0] == heads[1] and _goes_on(current, table)


def _one_by_one(tables: Sequence[Table]) -> Iterator[Table]:
    """The tables, each grid that holds several one below another taken apart: where a title
    or the name of a project comes again after a block has begun."""
    for table in map(upright, chain.from_iterable(map(side_by_side, tables))):
        start, named, begun = 0, False, False
        titled = named_at = -1
        for number, cells in enumerate(table.rows):
            row = GridRow.of(cells)
            if not row.filled:
                continue
            first = row.filled[0][1]
            if len(row.filled) <= 2 and words().title_kind(first):
                titled = number
            name = words().field(first.replace("：", ":", 1).partition(":")[0]) == "name"
            if (name and named and begun) or (titled == number and begun):
                cut = titled if titled > max(start, named_at) else number
                yield Table(table.rows[start:cut], table.before if not start else [])
                start, named, begun = cut, False, False
            named, named_at = named or name, number if name else named_at
            begun |= head_block(row) in {"indicators", "goals", "money"}
        rest = table.rows[start:]
        yield (
            Table(rest, table.before, table.after, table.spots)
            if not start
            else Table(rest, [], table.after)
        )


def _table_itself(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The rows without the lines above a table that a sheet holds too: its title, its number,
    whose it is and in which unit."""
    return dropwhile(_is_above, rows)


def _lines_above(table: Table, rows: Sequence[GridRow], title: str) -> Iterator[str]:
    """The lines between a table and its title that say whose it is, or its score; in a sheet
    they may stand in its first rows."""
    lines = [text.strip() for text in table.before[-_NEAR:]]
    if title in lines:
        yield from lines[len(lines) - lines[::-1].index(title) :]
    for row in takewhile(_is_above, rows):
        yield from (text for _, text in row.filled)


def _is_above(row: GridRow) -> bool:
    return all(_above(text.strip()) for _, text in row.filled)


def _above(text: str) -> bool:
    return bool(words().title_kind(text) or _NUMBER.fullmatch(text) or _LINE.fullmatch(text))


def _has_results(rows: Sequence[GridRow]) -> bool:
    """Whether a head has columns for results: actual values, scores, what was spent."""
    heads = (
        words().head(block, text)
        for row in rows
        for _, text in row.filled
        for block in ("indicators", "goals", "money")
    )
    return any(head.role in _RESULTS for head in heads if head)


def _with_titles(tables: Iterable[Table]) -> Iterator[Table]:
    """The tables, those that hold nothing but a title put before the next."""
    titles: list[str] = []
    for table in tables:
        texts = table.texts()
        if len(texts) <= 2 and _only_titles(texts):
            titles += [*table.before, *texts]
        else:
            yield Table(table.rows, [*titles, *table.before], table.after)
            titles = []


def _only_titles(texts: Sequence[str]) -> bool:
    """Whether texts are a title, or what stands on every page."""
    furniture = bool(texts) and all(_FURNITURE.fullmatch(text.strip()) for text in texts)
    return furniture or any(words().title_kind(text) for text in texts)


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
    stand between; over its indicators also notes and their own caption (表二 指标评分情况), over
    those that a project still lacks a line or two of anything."""
    parted = any(head_block(GridRow.of(cells)) == "indicators" for cells in table.rows[:_NEAR])
    if parted and current.kind == "project" and len(table.before) <= _LINES and _lacks(current):
        return not any(_title_kind(text) or _is_named(text) for text in table.before)
    return all(
        _is_own(current.kind, text)
        or words().title_kind(text) == current.kind
        or (parted and not _title_kind(text) and _between(text))
        for text in table.before
    )


def _lacks(current: Found) -> bool:
    """Whether a table has no indicators yet."""
    rows = (part for part in current.parts if isinstance(part, GridRow))
    return not any(head_block(row) == "indicators" for row in rows)


def _is_named(text: str) -> bool:
    """Whether a line names a project: another table begins."""
    return words().field(text.replace("：", ":", 1).partition(":")[0]) == "name"


def _between(text: str) -> bool:
    """Whether a text may stand between the parts of one table: a note, a numbered caption."""
    return bool(words().is_remark(text) or _captioned(text))


def _is_own(kind: str, text: str) -> bool:
    known, bare, key = words(), text.strip(), label_key(text)
    label = text.replace("：", ":", 1).partition(":")[0]
    return bool(
        _FURNITURE.fullmatch(bare)
        or _NUMBER.fullmatch(bare)
        or key in known.headings | known.all_sections | known.total
        or known.field(label)
        or (kind == "overall" and key in known.outlines["overall"])
        or (kind == "project" and key in known.outlines["analysis"])
    )


def _kind(table: Table, rows: Sequence[GridRow], current: Found | None) -> tuple[str, str]:
    """The kind of the performance table that begins here, and its title."""
    first = rows[:_NEAR]
    named = [row.filled[0][1] for row in first[:3] if len(row.filled) == 1]
    said = [text.strip() for text in (*table.before[-_NEAR:], *named)]
    title = next((text for text in reversed(said) if _title_kind(text)), "")
    kind = _title_kind(title)
    if not kind and any(words().plans(text) for text in said):
        return "", ""
    blocks = {block for row in rows if (block := head_block(row))}
    if "indicators" not in blocks and lists_projects(rows, of_one=any(map(_lists, said))):
        return "list", title or next((text for text in reversed(said) if _lists(text)), "")
    fields = {
        role
        for row in first
        for _, text in row.filled
        if (role := words().field(text) or (labelled_text(text) or ("", ""))[0])
    }
    outline = sum(has_label("overall", row) for row in rows)
    evaluates = bool(kind) or _has_results(rows)
    begun = current is not None and current.kind == kind
    if current is not None and begun and "indicators" in blocks and not _lacks(current):
        begun = label_key(title) == label_key(current.title)  # else a second evaluation
    if kind == "project" or (not kind and "name" in fields):
        if "name" in fields and evaluates and (kind or "main_body" in fields or blocks):
            return "project", title
        return ("project", title) if kind and blocks and not begun else ("", title)
    if kind == "department" or (not kind and "department" in fields):
        if fields & _WHOSE and (kind or fields & {"duties", "yearly_goal"} or _full(blocks)):
            return "department", title
        return ("department", title) if kind and (blocks or fields) and not begun else ("", title)
    if not kind and current is None and _full(blocks) and evaluates and "money" in blocks:
        return "project", title
    if not kind and current is None and any(map(_evaluates_indicators, first)):
        return "project", title or next(filter(_may_be_title, reversed(said)), "")
    begun = current is not None and current.kind == "overall" and _goes_on(current, table)
    return ("overall", title) if outline >= (1 if kind else 4) and not begun else ("", title)


def _may_be_title(text: str) -> bool:
    """Whether a line above a table is short and no sentence."""
    return 0 < len(text) <= _TITLE and not text.endswith(_ENDED)


def _lists(text: str) -> bool:
    """Whether a text is the title of a list (汇总表) and no sentence."""
    return label_key(text).endswith(words().titles["lists"])


def _title_kind(text: str) -> str:
    """Which kind of table a title names; one numbered as a table need not end as such."""
    kind, caption = words().title_kind(text), _captioned(text)
    return words().title_kind(caption + words().titles["ends"][0]) if caption and not kind else kind


def _captioned(text: str) -> str:
    """What stands behind the number of a table (表二 指标评分情况); empty where none is."""
    number = around().number.match(text.strip())
    return text.strip()[number.end() :].strip() if number and number.end() > 1 else ""


def _evaluates_indicators(row: GridRow) -> bool:
    """Whether a row is the head of a self-evaluation, whatever stands above it: targets and what
    came of them, each in a column, or points and scores of indicators."""
    heads = (words().head("indicators", text) for _, text in row.filled)
    roles = {head.role for head in heads if head}
    return roles >= _EVALUATION or (roles >= _SCORING and bool(roles & _NAMED))


def _full(blocks: Collection[str]) -> bool:
    """Whether a table has a head of indicators and another block besides."""
    return "indicators" in blocks and len(blocks) > 1


def _number(table: Table, rows: Sequence[GridRow]) -> str:
    """The number of a table (公开12表, 附表15-1) as printed."""
    near = [*table.before[-_NEAR:], *(text for row in rows[:2] for _, text in row.filled)]
    return next((t.strip() for t in reversed(near) if _NUMBER.fullmatch(t.strip())), "")
