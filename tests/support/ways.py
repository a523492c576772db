"""Ways in which offices print the same forms: other marks, columns, rows, heads and titles.

A way takes a form's printed table and gives the tables that stand for it (several where the
form goes on). Every figure stays on the paper, so what is then missing was lost by reading;
``support.damage`` has the ways that lose something.
"""

import random
from collections.abc import Callable

from juesuan.forms import FilledForm
from support.printing import Lines

Way = Callable[[random.Random, Lines, FilledForm], list[Lines]]
_WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def _heads(filled: FilledForm, lines: Lines) -> int:
    return min(filled.form.header_rows, len(lines))


def _is_figure(text: str | None) -> bool:
    return (
        bool(text) and "." in text and text.replace(",", "").replace(".", "").strip("-").isdigit()
    )


def _figures(change: Callable[[str], str]) -> Way:
    """Every figure in other writing."""

    def way(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
        return [[[change(t) if t and _is_figure(t) else t for t in row] for row in lines]]

    return way


def _labels(change: Callable[[str], str], heads: bool = False) -> Way:
    """Every label in other writing, or every text of the head."""

    def way(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
        start = _heads(filled, lines)
        return [
            [
                [
                    change(t) if t and (n < start) == heads and not t.strip("-—.,").isdigit()
                    and not _is_figure(t) else t
                    for t in row
                ]
                for n, row in enumerate(lines)
            ]
        ]  # fmt: skip

    return way


def _blanks(mark: str) -> Way:
    """A mark in every blank of a row that has figures."""

    def way(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
        start = _heads(filled, lines)
        said = [list(row) for row in lines]
        for row in said[start:]:
            if any(map(_is_figure, row)):
                first = next(n for n, text in enumerate(row) if _is_figure(text))
                row[first:] = [mark if text == "" else text for text in row[first:]]
        return [said]

    return way


def _columns(head: str, body: Callable[[int], str | None], at: int | None) -> Way:
    """One column more, at a place (``None``: behind all)."""

    def way(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
        start, said = _heads(filled, lines), []
        for n, row in enumerate(lines):
            place = len(row) if at is None else at
            text = (head if n == 0 else None) if n < start else body(n - start + 1)
            said.append([*row[:place], text, *row[place:]])
        return [said]

    return way


def _above(*rows: str) -> Way:
    """Lines inside the table, above its head."""

    def way(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
        width = max(map(len, lines))
        said = [row.format(title=filled.form.title, no=filled.form.no) for row in rows]
        return [[[text, *[None] * (width - 1)] for text in said] + lines]

    return way


def _coded(filled: FilledForm) -> bool:
    return any(source.each == "function codes" for source in filled.form.sides[0].sources)


def _is_code(text: str | None) -> bool:
    return bool(text) and text.isdigit() and text[0] == "2" and len(text) in {3, 5, 7}


def _codes(change: Callable[[list[str | None]], list[str | None]]) -> Way:
    """The rows of functional codes in other cells."""

    def way(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
        if not _coded(filled):
            return [lines]
        return [[change(list(row)) if _is_code(row[0]) else list(row) for row in lines]]

    return way


def in_one_cell(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Code and name in one cell, without a column for the name."""
    if not _coded(filled):
        return [lines]
    start = _heads(filled, lines)
    body = [[f"{row[0]}{row[1] or ''}", *row[2:]] for row in lines[start:]]
    return [lines[:start] + body]


def codes_in_two(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """类 and 款 apart from 项: a column more below the head's first."""
    if not _coded(filled):
        return [lines]
    start = _heads(filled, lines)
    said: Lines = [[row[0], None, *row[1:]] for row in lines[:start]]
    for row in lines[start:]:
        code = row[0] or ""
        parts = [code[:5], code[5:]] if _is_code(code) else [code, None]
        said.append([*parts, *row[1:]])
    return [said]


def name_first(row: list[str | None]) -> list[str | None]:
    """The name before its code."""
    return [row[1], row[0], *row[2:]]


def merged_repeated(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """What a merged cell says stands in each of its places."""
    said: Lines = []
    for row in lines:
        line: list[str | None] = []
        for text in row:
            line.append(text if text is not None else line[-1] if line else "")
        said.append(line)
    return [said]


def every_second_column(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Each cell two columns wide."""
    return [[[cell for text in row for cell in (text, None)] for row in lines]]


def every_second_row_blank(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A blank line under each line of the body."""
    start = _heads(filled, lines)
    blank: list[str | None] = [""] * max(map(len, lines))
    return [lines[:start] + [line for row in lines[start:] for line in (row, list(blank))]]


def goes_on_without_head(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Cut by the end of a page; the next begins with figures."""
    place = rng.randrange(_heads(filled, lines), len(lines))
    return [part for part in (lines[:place], lines[place:]) if part]


def goes_on_with_head(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Cut by the end of a page; the next repeats the head."""
    start = _heads(filled, lines)
    place = rng.randrange(start, len(lines))
    return [lines[:place], lines[:start] + lines[place:]]


def head_repeated_inside(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The head once more in the middle of one table."""
    start = _heads(filled, lines)
    place = rng.randrange(start, len(lines))
    return [lines[:place] + lines[:start] + lines[place:]]


def total_last(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The total row below all others."""
    start = _heads(filled, lines)
    totals = [row for row in lines[start:] if row[0] == "合计"] if _coded(filled) else []
    return [[row for row in lines if row not in totals] + totals]


def _wrapped(text: str) -> str:
    return "\n".join((text[: len(text) // 2], text[len(text) // 2 :])) if len(text) > 4 else text


def _spread(text: str) -> str:
    return text[0] + "　" + text[1] if len(text) == 2 else text


def _renumbered(text: str) -> str:
    """（一） for 一、."""
    number, mark, rest = text.partition("、")
    return f"（{number}）{rest}" if mark and set(number) <= set("一二三四五六七八九十") else text


WAYS: dict[str, Way] = {
    "as the set prints it": lambda rng, lines, filled: [lines],
    "figures without separators": _figures(lambda text: text.replace(",", "")),
    "full-width figures": _figures(lambda text: text.translate(_WIDE)),
    "figures with blanks around": _figures(lambda text: f"  {text} "),
    "zeros at the end cut": _figures(lambda text: text.rstrip("0").rstrip(".")),
    "one digit after the point or none": _figures(lambda t: t.removesuffix("0").removesuffix(".0")),
    "money signs": _figures(lambda text: f"¥{text}"),
    "zeros blank": _figures(lambda text: text if text.strip("0.,") else ""),
    "zeros dashed": _figures(lambda text: text if text.strip("0.,") else "-"),
    "blanks zero": _blanks("0.00"),
    "blanks 0": _blanks("0"),
    "blanks dashed": _blanks("—"),
    "blanks hyphened": _blanks("-"),
    "blanks slashed": _blanks("/"),
    "blanks of wide spaces": _blanks("　"),
    "numbered rows": _columns("序号", str, 0),
    "blank column first": _columns("", lambda n: "", 0),
    "blank column last": _columns("", lambda n: "", None),
    "remarks": _columns("备注", lambda n: "见说明", None),
    "remarks empty": _columns("备注", lambda n: "", None),
    "code and name in one cell": in_one_cell,
    "name before code": _codes(name_first),
    "codes in two columns": codes_in_two,
    "codes with blanks": _codes(lambda row: [f" {row[0]} ", *row[1:]]),
    "names indented": _codes(
        lambda row: [row[0], f"　　{row[1] or ''}", *row[2:]] if row[1] else row
    ),
    "labels indented": _labels(lambda text: "　　" + text),
    "labels wrapped": _labels(_wrapped),
    "short labels spread": _labels(_spread),
    "labels numbered otherwise": _labels(_renumbered),
    "labels with half-width marks": _labels(lambda t: t.replace("（", "(").replace("）", ")")),
    "labels with a colon": _labels(lambda text: text + "：" if text.endswith("计") else text),
    "total for sum": _labels(lambda text: "总计" if text == "合计" else text),
    "heads wrapped": _labels(_wrapped, heads=True),
    "heads spread": _labels(_spread, heads=True),
    "heads with blanks": _labels(lambda text: f" {text} ", heads=True),
    "决算 for 决算数 in heads": _labels(lambda t: "决算" if t == "决算数" else t, heads=True),
    "merged cells repeated": merged_repeated,
    "every second column": every_second_column,
    "every second row blank": every_second_row_blank,
    "goes on without head": goes_on_without_head,
    "goes on with head": goes_on_with_head,
    "head repeated inside": head_repeated_inside,
    "total last": total_last,
    "title inside the table": _above("{title}"),
    "title, number and unit inside": _above("{title}", "公开{no}表", "单位：元"),
}
"""Ways of printing a table, by what they are called."""

TITLES: dict[str, str] = {
    "attached table n": "附表{n}|{title}|部门：{unit}|单位：{money}",
    "number in brackets": "{title}（公开{no}表）|公开部门：{unit}|金额单位：人民币{money}",
    "unit and year in the title": "{unit}{year}年度{title}|单位：{money}",
    "number before the title": "{n}.{title}|编制单位：{unit}    {year}年度   金额单位：{money}",
    "number spread": "公 开 {no} 表|{title}|填报单位：{unit}|（单位：{money}）",
    "title spread": "{spread}|公开{no}表|单位：{money}",
    "title in brackets": "《{title}》|{unit}|单位：{money}",
    "Chinese number": "表{chinese}：{title}|单位：{money}",
    "title alone": "{title}|单位：{money}",
    "money first": "单位：{money}|{title}",
}
"""Ways of printing the lines above a table; ``|`` parts lines."""
