"""Layouts drawn at random that no form set has: columns in another order or beside others, heads
and rows that offices add. Written without looking at what reading makes of them."""

import random
from itertools import groupby

from juesuan.forms import FilledForm
from support.printing import Lines
from support.ways import Way

Row = list[str | None]


def _heads(filled: FilledForm, lines: Lines) -> int:
    return min(filled.form.header_rows, len(lines))


def _simple(filled: FilledForm) -> bool:
    """Whether a form has one block of rows, so that its columns can be put elsewhere."""
    return len(filled.form.sides) == 1


def _coded(filled: FilledForm) -> bool:
    return any(source.each == "function codes" for source in filled.form.sides[0].sources)


def _stubs(filled: FilledForm) -> int:
    """How many columns say what a row is."""
    side = filled.form.sides[0]
    return sum(role not in side.columns for role in side.body)


def _figure(text: str | None) -> bool:
    return bool(text) and "." in (text or "") and (text or "").strip("-0123456789,.") == ""


def _groups(lines: Lines, first: int) -> list[list[int]]:
    """The columns of figures below each text of the head's first row."""
    width = max(map(len, lines))
    top = [*lines[0], *[None] * (width - len(lines[0]))]
    starts = [n for n in range(first, width) if top[n] is not None or n == first]
    return [list(range(a, b)) for a, b in zip(starts, [*starts[1:], width], strict=True)]


def _without_numbers(filled: FilledForm, lines: Lines) -> Lines:
    """The table without the line of column numbers."""
    start = _heads(filled, lines)
    return [
        row
        for n, row in enumerate(lines)
        if n >= start or not sum(bool(t) and str(t).isdigit() for t in row) > 1
    ]


def columns_shuffled(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Groups of columns in another order, without their numbers."""
    if not _simple(filled) or not _heads(filled, lines):
        return [lines]
    first = _stubs(filled)
    groups = _groups(lines, first)
    rng.shuffle(groups)
    order = [*range(first), *(n for group in groups for n in group)]
    plain = _without_numbers(filled, lines)
    return [[[row[n] if n < len(row) else None for n in order] for row in plain]]


def _beside(row: Row, start: bool, heads: list[str], texts: list[str]) -> Row:
    return [*row, *(heads if start else texts)]


def with_shares(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A column of percentages behind all others."""
    start = _heads(filled, lines)
    said = []
    for n, row in enumerate(lines):
        figures = any(map(_figure, row))
        share = f"{rng.randrange(10000) / 100:.2f}%" if figures else ""
        said.append(_beside(row, n < start, ["占比" if n == 0 else ""], [share]))
    return [said]


def with_last_year(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Last year's figure and what was more or less, behind all others."""
    start = _heads(filled, lines)
    if not _simple(filled) or not start:
        return [lines]
    said = []
    for n, row in enumerate(lines):
        figures = any(map(_figure, row))
        texts = [f"{rng.randrange(100000) / 100:,.2f}" for _ in range(2)] if figures else ["", ""]
        heads = ["上年决算数", "比上年增减"] if n == 0 else ["", ""]
        said.append(_beside(row, n < start, heads, texts))
    return [said]


def codes_in_three(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """类, 款 and 项 in columns of their own, under a head of their own."""
    if not _coded(filled) or _stubs(filled) != 2:
        return [lines]
    start = _heads(filled, lines)
    said: Lines = []
    for n, row in enumerate(lines):
        code = row[0] or ""
        if n < start:
            own: Row = [row[0], None, None]
            if n == start - 1:
                own = ["类", "款", "项"]
        elif code.isdigit() and code[0] == "2":
            own = [code[:3], code[3:5], code[5:7]]
        else:
            own = [row[0], None, None]
        said.append([*own, *row[1:]])
    return [said]


def note_between(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A footnote in the middle of the table."""
    start = _heads(filled, lines)
    place = rng.randrange(start, len(lines))
    note: Row = ["注：本表金额转换为万元时，因四舍五入可能存在尾差。"]
    return [[*lines[:place], [*note, *[None] * (len(lines[0]) - 1)], *lines[place:]]]


def carried_over(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A page's subtotal in the middle, and again on the next page."""
    start = _heads(filled, lines)
    if not _coded(filled) or len(lines) < start + 3:
        return [lines]
    place = rng.randrange(start + 2, len(lines))
    sums: Row = [
        f"{rng.randrange(100000) / 100:,.2f}" if _figure(text) else "" for text in lines[start]
    ]
    sums[0] = "本页小计"
    again = ["承前页", *sums[1:]]
    return [[*lines[:place], sums], [*lines[:start], again, *lines[place:]]]


def unit_in_the_head(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The unit of money behind every text over figures."""
    start = _heads(filled, lines)
    first = _stubs(filled) if _simple(filled) else len(lines[0])
    head = [
        [f"{t}（万元）" if t and n >= first and not t.isdigit() else t for n, t in enumerate(row)]
        for row in lines[:start]
    ]
    return [head + lines[start:]]


def codes_behind(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The code behind the name, in one cell: 教育支出（205）."""
    if not _coded(filled) or _stubs(filled) != 2:
        return [lines]
    start = _heads(filled, lines)
    said: Lines = [[row[0], *row[2:]] for row in lines[:start]]
    for row in lines[start:]:
        code = row[0] or ""
        name = f"{row[1]}（{code}）" if code.isdigit() else code
        said.append([name, *row[2:]])
    return [said]


def names_only(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Functional rows by their names, without codes."""
    if not _coded(filled) or _stubs(filled) != 2:
        return [lines]
    start = _heads(filled, lines)
    body = [[row[1] or row[0], *row[2:]] for row in lines[start:]]
    return [[[row[0], *row[2:]] for row in lines[:start]] + body]


def codes_downwards(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The classes in the opposite order."""
    if not _coded(filled):
        return [lines]
    start = _heads(filled, lines)
    total = [row for row in lines[start:] if not (row[0] or "").isdigit()]
    coded = [row for row in lines[start:] if (row[0] or "").isdigit()]
    classes = [list(rows) for _, rows in groupby(coded, key=lambda row: (row[0] or "")[:3])]
    return [lines[:start] + total + [row for rows in reversed(classes) for row in rows]]


def units_in_cells(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """万元 behind every amount."""
    return [[[f"{text}万元" if _figure(text) else text for text in row] for row in lines]]


def of_which(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """其中： before every name below a class."""
    if not _coded(filled) or _stubs(filled) != 2:
        return [lines]
    deeper = {5, 7}
    return [
        [
            [row[0], f"其中：{row[1]}", *row[2:]]
            if (row[0] or "").isdigit() and len(row[0] or "") in deeper and row[1]
            else row
            for row in lines
        ]
    ]


def total_named(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Another word for the total: 总 计, 合 计, 本年支出合计."""
    word = rng.choice(["总　计", "合 计", "总计："])
    return [[[word if text == "合计" else text for text in row] for row in lines]]


def figures_left(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The columns of figures before those of codes and names."""
    if not _simple(filled) or not _heads(filled, lines):
        return [lines]
    first = _stubs(filled)
    plain = _without_numbers(filled, lines)
    return [[[*row[first:], *row[:first]] for row in plain]]


def on_its_side(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A table of one row turned: its columns as rows (项目, 金额)."""
    start = _heads(filled, lines)
    figures = [row for row in lines[start:] if any(map(_figure, row))]
    if _coded(filled) or not _simple(filled) or len(figures) != 1 or start < 1 or _stubs(filled):
        return [lines]
    plain = _without_numbers(filled, lines)
    head, body = plain[:-1], plain[-1]
    said: Lines = [["项目", "金额"]]
    for n, text in enumerate(body):
        words = [row[n] for row in head if n < len(row) and row[n]]
        said.append([words[-1] if words else "", text])
    return [said]


LAYOUTS: dict[str, Way] = {
    f"layout: {way.__name__}": way
    for way in (
        columns_shuffled,
        with_shares,
        with_last_year,
        codes_in_three,
        note_between,
        carried_over,
        unit_in_the_head,
        codes_behind,
        names_only,
        codes_downwards,
        units_in_cells,
        of_which,
        total_named,
        figures_left,
        on_its_side,
    )
}
"""Layouts by what they are called."""
