"""The rows of a block: their labels and codes, which stands under which, and what each
means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.facts import EVERY_OBJECT, OBJECT, Region, Selection
from juesuan.lexicon.cells import Texts, code_in, kind_of
from juesuan.lexicon.columns import Block
from juesuan.lexicon.glosses import without_glosses
from juesuan.lexicon.head import STUB
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import NOTHING, WORTH, Meaning, combined, narrowed
from juesuan.lexicon.names import class_named, code_named, names_to_codes
from juesuan.lexicon.row_codes import classless, code_of, coded_row, selecting
from juesuan.lexicon.row_sums import all_of, flow_before, kind_spent_after, measured, measures
from juesuan.lexicon.table_row import TableRow
from juesuan.text import plain

__all__ = ["TableRow", "lines_of"]

_MOSTLY = 0.8
"""Share of the rows that must bear names of functional codes to have them."""
_COUNTED = (Selection(((1, Region.of({"measure": ["count"]})),)),)
_SPENT = (Region.of({"measure": ["expenditure"]}),)
"""What an economic class is a class of, where nothing else says."""


def lines_of(
    rows: Sequence[Texts], first: int, block: Block, words: Lexicon, by_unit: bool = False
) -> list[TableRow]:
    """The rows of a block below the head, those that say and hold nothing left out. Where the
    table lists units (``by_unit``) or projects, each row is of the one that it names."""
    lines: list[TableRow] = []
    parts = ["", "", ""]
    lead = classless(rows[first:], [c.place for c in block.stub("code")])
    for place in range(first, len(rows)):
        line = _line(place, rows[place], block, parts, lead, words)
        if line is not None:
            lines.append(line)
    if by_unit or block.stub("object", "project"):
        lines = _of_objects(rows, lines, block, words)
    elif block.stub("label", "name", "code"):
        lines = _by_names(lines, words)
    lines = without_glosses(_told_apart(lines, words), words)
    return _alone(_placed(lines, block, words), words)


def _line(
    place: int, row: Texts, block: Block, parts: list[str], lead: int, words: Lexicon
) -> TableRow | None:
    def text(n: int) -> str:
        return row[n] if n < len(row) else ""

    code, label = code_of([*[""] * lead, *(text(c.place) for c in block.stub("code"))], parts)
    running, *last = [c.place for c in block.stub("row_no")] or [-1]
    numbers = last[-1:] or [running]  # beside running numbers (序号) rows have their own (行次)
    row_no = next((_number(text(n)) for n in numbers if n >= 0 and text(n)), "")
    for column in block.stub("label", "name", "object", "project"):
        said = text(column.place)
        if not said:
            continue
        if not code and (found := code_in(said))[0]:
            code, said = found[0], found[1]
        label = label or said
    if lead and label and not code:
        parts[:] = [class_named(label, words.space), "", ""]
    if row_no and not (row_no.isdigit() or label or code):
        label, row_no = row_no, ""  # 合计 in the column of running numbers
    figures = any(kind_of(text(c.place)) not in {"blank", "text"} for c in block.figures)
    if not (code or label or figures):
        return None
    own = words.read(label) if label else NOTHING
    if code:
        own = replace(coded_row(code, own, words), usual=_SPENT if code.startswith("3") else ())
    if not own.unit and (unit := next((text(c.place) for c in block.stub("unit")), "")):
        own = replace(own, unit=plain(unit))
    aside = [running] if last else []
    heads = [text(n) for n in range(len(row)) if text(n) and n not in aside]
    again = len(heads) > 1 and all(words.read(t).roles & (STUB | {"figure"}) for t in heads)
    if again and not figures:
        return None
    return TableRow(
        place=place,
        label=label,
        code=code,
        row_no=row_no,
        own=own,
        figures=figures,
        heads=bool(block.stub("row_no") and not row_no and label and len(heads) == 1),
    )


def _of_objects(
    rows: Sequence[Texts], lines: Sequence[TableRow], block: Block, words: Lexicon
) -> list[TableRow]:
    """The rows as those of the units or projects that they name; codes beside a name say what
    money of it they are. A total of projects is of those that the table lists."""
    columns = block.stub("object", "project") or block.stub("label", "name")
    if not columns:
        return list(lines)
    column, found, name = columns[0], list[TableRow](), ""
    named = column.role in {"object", "project"} and bool(block.stub("label", "name"))
    whole = _of_all(rows, lines, column.place, block, words)
    for line in lines:
        if whole is not None and line.place == whole.place:
            found.append(whole)
            continue
        said = rows[line.place][column.place] if column.place < len(rows[line.place]) else ""
        name = said or (name if named else "")
        total = "total" in words.read(said or line.label or name).roles
        own = line.own
        if total and column.role == "project":
            own = own.only([_object(EVERY_OBJECT)])
        elif name and not total and line.figures:
            readings = own.readings if line.code else NOTHING.readings
            both = combined(readings, [_object(plain(name))], words.space)
            own = replace(NOTHING, text=name, readings=both, says=True)
        found.append(replace(line, own=own, label=line.label or name))
    return found


def _of_all(
    rows: Sequence[Texts], lines: Sequence[TableRow], place: int, block: Block, words: Lexicon
) -> TableRow | None:
    """The one row that names the whole beside 合计 (某局 | 合计, above the units below it), as the
    total that it is; none where each unit has its own."""
    beside = [c.place for c in block.stub("label", "name") if c.place != place]
    names, totals = set[str](), list[TableRow]()
    for line in lines:
        texts = [*rows[line.place], *[""] * (max([place, *beside]) + 1)]
        names |= {texts[place]} if texts[place] else set()
        label = next((texts[n] for n in beside if "total" in words.read(texts[n]).roles), "")
        if label and texts[place] and line.figures:
            totals.append(replace(line, label=label, own=words.read(label)))
    return totals[0] if len(totals) == 1 and len(names) > 1 else None


def _by_names(lines: Sequence[TableRow], words: Lexicon) -> list[TableRow]:
    """The rows with the functional codes that they mean, where a table prints the names only."""
    if any(line.code for line in lines):
        return list(lines)
    known = names_to_codes(words.space)
    found, last = [], ""
    for line in lines:
        meant = code_named(known.get(plain(line.label), ()), last)
        found.append(replace(line, code=meant) if meant else line)
        last = meant or last
    said = [line for line in lines if line.figures and line.label and not line.own.part]
    said = [line for line in said if "total" not in line.own.roles]
    codes = [line.code for line in found if line.code]
    deep = any(len(code) > 3 for code in codes)
    if not deep or len(codes) < _MOSTLY * len(said):
        return list(lines)
    return [
        replace(line, own=coded_row(line.code, line.own, words)) if line.code else line
        for line in found
    ]


def _object(name: str) -> Selection:
    return selecting({OBJECT: frozenset({name})})


def _number(text: str) -> str:
    """A row's number; none where two rows were printed as one."""
    return plain(text) if len(text.splitlines()) < 2 else ""


def _told_apart(lines: Sequence[TableRow], words: Lexicon) -> list[TableRow]:
    """Ambiguous labels read as the labels beside them are: by function or by economic class,
    and within the class above."""
    kinds = Counter(
        name
        for line in lines
        if len(line.own.readings) == 1 and not line.code
        for name in _coded_dimensions(line.own.readings[0])
    )
    usual = kinds.most_common(1)[0][0] if kinds else ""
    found = []
    for line in lines:
        readings = line.own.readings
        if len(readings) > 1 and usual:
            same = [r for r in readings if usual in _coded_dimensions(r)]
            found.append(replace(line, own=line.own.only(same or readings)))
        else:
            found.append(line)
    return found


def _coded_dimensions(selection: Selection) -> set[str]:
    return {
        name
        for _, region in selection.terms
        for name, nodes in region.parts
        if name in {"function", "economic"} and len(nodes) == 1
    }


def _placed(lines: Sequence[TableRow], block: Block, words: Lexicon) -> list[TableRow]:
    """Every line under the lines it belongs to."""
    numbered = any(_numbers_things(column.meaning) for column in block.figures)
    valued = any(_of_worth(column.meaning) for column in block.figures if column.meaning.says)
    stack: list[tuple[float, Meaning]] = []
    section: Meaning = NOTHING
    for text in block.sections:
        section = words.read(text)
    found: list[TableRow] = []
    opened: Meaning = NOTHING
    added: set[str] = set()
    for number, line in enumerate(lines):
        own = line.own
        level = _level(line, stack)
        if not (own.says or own.level or own.part) and "total" in own.roles:
            summed = all_of(added, words) or flow_before(lines[number + 1 :], words)
            own, added = own.only(summed or own.readings), set()
        while stack and stack[-1][0] >= level:
            stack.pop()
        if line.code:
            found.append(replace(line, meaning=own))
            continue
        above: list[Meaning] = [meaning for _, meaning in stack[-1:]]
        if not own.level and not own.part:
            above = []
            if not measured(own) and "total" not in own.roles:
                above = [opened] if opened is not NOTHING else []
                if (after := kind_spent_after(own, opened, lines[number + 1 :])) is not None:
                    above = [after]
        if section is not NOTHING and not above:
            bare = "total" in own.roles and not own.says
            wide = bare or measures(section) < measures(own)  # 收入总计 below 收入
            above = [section.only([section.block]) if wide and section.block else section]
        meaning = own
        for outer in above:
            if valued and any(len(reading.terms) > 1 for reading in outer.readings):
                continue  # 资产总额: its columns say of which values its parts are
            under = narrowed(meaning.readings, outer.readings, words.space)
            told = meaning.readings if numbered else [r for r in meaning.readings if _counts(r)]
            counts = combined(told, _COUNTED, words.space)
            # 汽车 below 固定资产 is a value or a number of cars.
            if not measured(outer) or _of_worth(outer):
                under = (*under, *counts)
            meaning = meaning.only(under or meaning.readings)
            meaning = replace(meaning, usual=(*meaning.usual, *outer.usual))
        if not measured(meaning) and "total" not in own.roles:
            meaning = _under_total(meaning, lines[number + 1 :], words)
        if (line.heads and own.level == 1) or (line.heads and not own.level):
            section, stack, opened = own, [], NOTHING
            found.append(replace(line, meaning=meaning))
            continue
        if not own.level and not own.part:
            if "total" in own.roles:
                opened = NOTHING
            elif measured(own):
                opened = meaning
        if line.figures and own.says and measured(meaning):
            added |= measures(meaning)
        stack.append((level, meaning))
        found.append(replace(line, meaning=meaning))
    return found


def _level(line: TableRow, stack: Sequence[tuple[float, Meaning]]) -> float:
    """How deep a row stands: by its number; below the row above after 其中."""
    if line.own.level:
        return line.own.level
    if line.own.part:
        above = stack[-1][0] if stack else 0
        return above if above % 1 else above + 0.5
    return 0


def _counts(selection: Selection) -> bool:
    return all(region.get("measure") == frozenset({"count"}) for _, region in selection.terms)


def _numbers_things(head: Meaning) -> bool:
    """Whether a column is of numbers of things (数量), beside their values."""
    return any(region.get("measure") == frozenset({"count"}) for region in head.usual)


def _of_worth(meaning: Meaning) -> bool:
    """Whether a meaning is of values of assets (国有资产, 固定资产原值)."""
    return all(
        (region.get("measure") or frozenset()) <= WORTH
        for s in meaning.readings
        for _, region in s.terms
    )


def _under_total(meaning: Meaning, below: Sequence[TableRow], words: Lexicon) -> Meaning:
    """The meaning of a row without a measure, with the measure of the first total below it that
    names one (本年支出合计)."""
    for line in below:
        if line.own.says and "total" in line.own.roles and measured(line.own):
            return meaning.only(combined(meaning.readings, line.own.readings, words.space))
    return meaning


def _alone(lines: Sequence[TableRow], words: Lexicon) -> list[TableRow]:
    """A row whose counterpart is not printed stands for both."""
    found = []
    for line in lines:
        if (wide := line.own.alone) is None:
            found.append(line)
            continue
        others = {r for other in lines if other is not line for r in other.own.readings}
        known = [r for r in others if _within(r, wide, words)]
        meaning = line.meaning if known else line.meaning.only([wide])
        found.append(replace(line, meaning=meaning))
    return found


def _within(one: Selection, other: Selection, words: Lexicon) -> bool:
    measure = one.terms[0][1].get("measure") if len(one.terms) == 1 else None
    whole = other.terms[0][1].get("measure") or frozenset()
    return bool(measure) and (measure or frozenset()) <= whole
