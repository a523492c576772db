"""Tables beside what any form set knows: unknown columns and heads, rows that offices add, forms
side by side or turned. Written without looking at what reading makes of them.

Every figure of the form stays on the paper. Figures that are added are ``EXTRA`` ones: no form
prints them, so a figure among them that is taken for a form's is false.
"""

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

from juesuan.forms import Disclosure, FilledForm
from support.printing import Lines, lines_of, title_of

Row = list[str | None]
EXTRA = 70_000_000
"""Added figures lie between this and twice this, in 元, and end in a 3."""


class Table:
    """A form's printed table and where in it stands what."""

    def __init__(self, rng: random.Random, disclosure: Disclosure, form: FilledForm):
        self.rng, self.form = rng, form
        self.lines: Lines = [list(row) for row in lines_of(disclosure, form)]
        self.start = min(form.form.header_rows, len(self.lines))
        self.figures: list[int] = []
        figured = {
            x for row in form.sheet.grid() for x, cell in enumerate(row) if cell and cell.cell
        }
        self.figures = sorted(figured)
        self.width = max(map(len, self.lines))
        for row in self.lines:
            row += [None] * (self.width - len(row))
        self.one_side = len(form.form.sides) == 1
        self.coded = self.one_side and form.form.sides[0].body[:2] == ("code", "name")
        self.added: dict[Decimal, str] = {}

    def extra(self, stage: str = "") -> str:
        """A figure that no form prints, of a stage that reading may know."""
        text = f"{EXTRA + self.rng.randrange(EXTRA * 100) / 100:,.1f}3"
        self.added[Decimal(text.replace(",", ""))] = stage
        return text

    def rest(self, whole: str | None, part: str) -> str:
        """What a part leaves of a figure, which no form prints either."""
        left = Decimal(str(whole).replace(",", "")) - Decimal(part.replace(",", ""))
        self.added[left] = ""
        return f"{left:,.2f}"

    def said(self, row: Row, places: Sequence[int] = ()) -> bool:
        """Whether a row prints a figure."""
        return any("." in (row[n] or "") for n in (places or self.figures))

    def insert(self, at: int, heads: Sequence[str], cell: Callable[[Row], str]) -> None:
        """A column at a place, its head from the top; what is above it spans it if it did."""
        for n, row in enumerate(self.lines):
            if n < self.start:
                text: str | None = heads[n] if n < len(heads) else None
                if text == "<":
                    text = None
                row.insert(at, text)
            else:
                row.insert(at, cell(row))
        self.width += 1
        self.figures = [x + (x >= at) for x in self.figures]

    def unnumbered(self) -> None:
        """Without the line of column numbers."""
        kept = []
        for n, row in enumerate(self.lines[: self.start]):
            numbers = [t for t in row if t and t.isdigit()]
            if len(numbers) < 1 or (n == 0 and len(numbers) < 2):
                kept.append(row)
        self.lines[: self.start] = kept
        self.start = len(kept)

    def blocks(self) -> list[list[int]]:
        """Columns of figures that stand beside each other."""
        found: list[list[int]] = []
        for x in self.figures:
            if found and found[-1][-1] == x - 1:
                found[-1].append(x)
            else:
                found.append([x])
        return found


Way = Callable[[Table], Lines | None]


def budget_beside(t: Table) -> Lines | None:
    """年初预算数 before each block of figures, whose head says 决算数."""
    if t.form.form.header_rows < 2 or "决算数" in str(t.lines[0]):
        return None
    t.unnumbered()
    for block in reversed(t.blocks()):
        heads = ["年初预算数", *[None] * 3]
        row = t.lines[0][block[0]]
        if row is None and not t.one_side:  # 收入 | 支出 stand above: the head is below
            heads = ["<", "年初预算数"]
        t.insert(
            block[0],
            heads,
            lambda row, b=tuple(block): t.extra("initial") if t.said(row, b) else "",
        )
    return t.lines


def three_stages(t: Table) -> Lines | None:
    """年初预算数, 全年预算数 and 完成率 beside one column 决算数."""
    blocks = t.blocks()
    if any(len(block) > 1 for block in blocks) or t.start < 1:
        return None
    t.unnumbered()
    last = t.start - 1
    for (x,) in reversed(blocks):
        t.lines[last][x] = "决算数"
        rate = lambda row, x=x: f"{t.rng.randrange(9999) / 100:.2f}%" if t.said(row, (x,)) else ""  # noqa: E731
        first = lambda row, x=x: t.extra("initial") if t.said(row, (x,)) else ""  # noqa: E731
        more = lambda row, x=x: t.extra("adjusted") if t.said(row, (x + 1,)) else ""  # noqa: E731
        above = ["<"] * last
        t.insert(x + 1, [*above, "完成率"], rate)
        t.insert(x, [*above, "年初预算数"], first)
        t.insert(x + 1, [*above, "全年预算数"], more)
    return t.lines


def last_year(t: Table) -> Lines | None:
    """上年决算数, 增减额 and 增减% behind (or before) all figures of a form of one side."""
    if not t.one_side or not t.start or t.form.form.header_rows < 2:
        return None
    before = t.rng.random() < 0.5
    t.unnumbered()
    amount = lambda row: t.extra() if t.said(row) else ""  # noqa: E731
    rate = lambda row: f"{t.rng.randrange(-9999, 9999) / 100:.2f}" if t.said(row) else ""  # noqa: E731
    at = t.figures[0] if before else t.figures[-1] + 1
    for head, cell in (("增减%", rate), ("增减额", amount), ("上年决算数", amount)):
        t.insert(at, [head], cell)
    return t.lines


def remarks_between(t: Table) -> Lines | None:
    """备注, 占比(%) and 单位 at places drawn among the columns of figures."""
    if not t.start:
        return None
    t.unnumbered()
    share = lambda row: f"{t.rng.randrange(9999) / 100:.2f}" if t.said(row) else ""  # noqa: E731
    for head, cell in (
        ("占比（%）", share),
        ("备注", lambda row: t.rng.choice(["", "见说明", "2022年结转"])),
        ("单位", lambda row: "元" if t.said(row) else ""),
    ):
        t.insert(t.rng.choice(t.figures) + t.rng.randrange(2), [head], cell)
    return t.lines


def units_first(t: Table) -> Lines | None:
    """序号, 单位编码 and 单位名称 before all else, in every row."""
    if not t.coded:
        return None
    number = iter(range(1, 999))
    t.insert(0, ["单位名称"], lambda row: "某局")
    t.insert(0, ["单位编码"], lambda row: "120001")
    t.insert(0, ["序号"], lambda row: str(next(number)))
    return t.lines


def by_unit(t: Table) -> Lines | None:
    """Each column of figures as 合计, 局本级 and 服务中心, which add up to it."""
    if not t.start or len(t.figures) > 4:
        return None
    t.unnumbered()
    places = list(t.figures)
    t.lines.insert(t.start, [None] * t.width)
    t.start += 1
    for x in reversed(places):
        t.lines[t.start - 1][x] = "合计"
        above = ["<"] * (t.start - 1)
        one = lambda row, x=x: t.extra() if t.said(row, (x,)) else ""  # noqa: E731
        rest = lambda row, x=x: t.rest(row[x], row[x + 1]) if t.said(row, (x,)) else ""  # noqa: E731
        t.insert(x + 1, [*above, "局本级"], one)
        t.insert(x + 2, [*above, "服务中心"], rest)
    return t.lines


def codes_right(t: Table) -> Lines | None:
    """Names first, codes behind all figures."""
    if not t.coded or not t.start:
        return None
    t.unnumbered()
    said: Lines = []
    for n, row in enumerate(t.lines):
        code, name, *rest = row
        if n < t.start:
            said.append([name if n else "科目名称", *rest, code if n else "科目编码"])
            if n and code:
                said[-1][0] = said[-1][-1] = None
        elif (code or "").isdigit():
            said.append([name, *rest, code])
        else:
            said.append([code, *rest, ""])
    return said


def codes_stepped(t: Table) -> Lines | None:
    """类, 款 and 项 in columns of their own, each row only its own part."""
    if not t.coded or not t.start:
        return None
    said: Lines = []
    for n, row in enumerate(t.lines):
        code = row[0] or ""
        own: Row = [row[0], None, None]
        if n < t.start:
            if n == t.start - 1:
                own = ["类", "款", "项"]
        elif code.isdigit() and code[0] == "2":
            own = ["", "", ""]
            own[(len(code) - 3) // 2] = code if len(code) == 3 else code[-2:]
        said.append([*own, *row[1:]])
    return said


def turned(t: Table) -> Lines | None:
    """Rows as columns and columns as rows."""
    if not t.one_side or not t.start:
        return None
    t.unnumbered()
    return [[row[x] for row in t.lines] for x in range(t.width)]


def wrong_span(t: Table) -> Lines | None:
    """Merged cells of the head one column too short, and a third level above all but the last."""
    if t.start < 2:
        return None
    t.unnumbered()
    for row in t.lines[: t.start]:
        for x in range(1, t.width):
            ends = x + 1 == t.width or row[x + 1] is not None
            if row[x] is None and ends and row[x - 1] is None:
                row[x] = ""
    top: Row = [None] * t.width
    top[0] = t.form.form.title if t.rng.random() < 0.5 else "2023年度决算数"
    top[-1] = ""
    t.start += 1
    return [top, *t.lines]


def row_numbers_missing(t: Table) -> Lines | None:
    """A third of the row numbers gone, in runs and singly."""
    places = [x for x in range(t.width) if "行次" in [row[x] for row in t.lines[: t.start]]]
    if not places:
        return None
    for x in places:
        gone = t.rng.randrange(t.start, len(t.lines))
        for n in range(t.start, len(t.lines)):
            if gone <= n < gone + 6 or t.rng.random() < 0.2:
                t.lines[n][x] = ""
    return t.lines


def subtotals(t: Table) -> Lines | None:
    """小计 behind the items of each class."""
    if not t.coded:
        return None
    said: Lines = t.lines[: t.start]
    held: Row | None = None
    for row in [*t.lines[t.start :], None]:
        code = (row[0] or "") if row else "999"
        if held is not None and len(code) == 3:
            said.append(held)
            held = None
        if row is not None:
            said.append(row)
            if len(code) == 3 and code.isdigit():
                held = ["小计" if t.rng.random() < 0.5 else "", "小计", *row[2:]]
    return said


def of_which(t: Table) -> Lines | None:
    """其中： rows with a part of a row's figures, and blank rows, among the others."""
    said: Lines = t.lines[: t.start]
    for row in t.lines[t.start :]:
        said.append(row)
        if t.rng.random() < 0.25 and t.said(row):
            more: Row = [t.extra() if "." in (text or "") else "" for text in row]
            more[1 if t.coded else 0] = t.rng.choice(
                ["其中：专项资金", "其中：上年安排", "　其中：中央补助"]
            )
            said.append(more)
        if t.rng.random() < 0.2:
            said.append([""] * t.width)
    return said


def total_among_names(t: Table) -> Lines | None:
    """合计 in the column of names, and again below, as 总计."""
    if not t.coded:
        return None
    said: Lines = []
    for row in t.lines:
        said.append(["", row[0], *row[2:]] if row[0] == "合计" else row)
    return [*said, *([["", "总计", *row[2:]] for row in t.lines if row[0] == "合计"])]


def page_numbers(t: Table) -> Lines | None:
    """Numbers of pages and a head with a date within the table."""
    if len(t.lines) < t.start + 4:
        return None
    at = t.rng.randrange(t.start + 2, len(t.lines))
    blank: Row = [None] * (t.width - 1)
    inside: Lines = [["第 1 页 共 2 页", *blank], ["2024年8月20日", *blank], ["— 2 —", *blank]]
    return [*t.lines[:at], *inside, *t.lines[at:]]


def line_numbers_right(t: Table) -> Lines | None:
    """The row's number behind all, under 行号."""
    number = iter(range(1, 9999))
    t.insert(t.width, ["行号"], lambda row: str(next(number)))
    return t.lines


WAYS: tuple[Way, ...] = (
    budget_beside, three_stages, last_year, remarks_between, units_first, by_unit, codes_right,
    codes_stepped, turned, wrong_span, row_numbers_missing, subtotals, of_which, total_among_names,
    page_numbers, line_numbers_right,
)  # fmt: skip


def side_by_side(rng: random.Random, disclosure: Disclosure) -> list[tuple[str, Lines, dict]]:
    """Two forms in one table, a blank column between, their titles above them inside."""
    said = []
    forms = list(disclosure.forms)
    for one, other in zip(forms[::2], forms[1::2], strict=False):
        halves = []
        for form in (one, other):
            table = Table(rng, disclosure, form)
            above = [[text, *[None] * (table.width - 1)] for text in title_of(disclosure, form)]
            halves.append((above, table))
        high = max(len(above) for above, _ in halves)
        tables = [[*([[""] * t.width] * (high - len(a))), *a, *t.lines] for a, t in halves]
        tall = max(map(len, tables))
        for lines, (_, table) in zip(tables, halves, strict=True):
            lines += [[""] * table.width] * (tall - len(lines))
        rows: Lines = [[*a, "", *b] for a, b in zip(*tables, strict=True)]
        said.append((f"{one.form.no}+{other.form.no}", rows, {}))
    if len(forms) % 2:
        said.append((forms[-1].form.no, Table(rng, disclosure, forms[-1]).lines, {}))
    return said
