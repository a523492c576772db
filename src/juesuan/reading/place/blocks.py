"""Tables by economic class: blocks of code, name and amount side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from juesuan.classification import CodeList
from juesuan.facts import standard_space
from juesuan.forms import Form
from juesuan.lexicon import code_named, names_to_codes
from juesuan.lexicon.labels import key
from juesuan.reading.document import GridText
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import Way, figure_of
from juesuan.text import distance, plain

__all__ = ["block_way"]

_ECONOMIC = re.compile(r"([23]\d{2}(?:\d{2})?)\s*(\D.*)?", re.DOTALL)


def block_way(form: Form, table: Table, economic: CodeList) -> Way:
    """Read every code with the amount that follows it, and the totals below the blocks. In a block
    that prints no codes a name stands for the code that bears it."""
    way = Way()
    footers = {key(name): name for name in form.footer_rows}
    fixed = {code for side in form.sides for source in side.sources for code in source.codes}
    names: dict[str, list[str]] = {}
    for code in sorted(fixed):
        names.setdefault(plain(economic.name(code)), []).append(code)
    known = names_to_codes(standard_space(economic.year), "economic")
    last: dict[int, str] = {}
    totals: list[tuple[str, dict[int, GridText]]] = []
    for cells in table.rows:
        texts = [cell.text.strip() if cell else "" for cell in cells]
        number = 0
        while number < len(texts):
            text = plain(texts[number])
            if (footer := footers.get(key(texts[number]))) is not None:
                found, number = _figures_from(cells, number + 1)
                totals.append((footer, found))
                continue
            match = _ECONOMIC.fullmatch(texts[number])
            if match and _is_code(match[1], texts, number, fixed, economic):
                number = _amount(way, match, cells, number, names, fixed, economic)
                continue
            code = code_named(known.get(text, ()), last.get(number, ""))
            if code and _holds_figure(texts, number + 1):
                last[number] = code
                way.add(code, "1", cells[number + 1])
                number += 1
            number += 1
    _add_totals(way, totals, table)
    return way


def _holds_figure(texts: Sequence[str], place: int) -> bool:
    return place < len(texts) and figure_of(texts[place]).kind in {"number", "dash"}


def _is_code(
    text: str, texts: Sequence[str], number: int, fixed: set[str], economic: CodeList
) -> bool:
    """A number is a code if the lists know it, or if a name follows it as after a code."""
    if text in fixed or text in economic:
        return True
    after = texts[number + 1] if number + 1 < len(texts) else ""
    return len(text) == 5 and figure_of(after).kind == "text"


def _amount(
    way: Way,
    match: re.Match[str],
    cells: Sequence[GridText | None],
    number: int,
    names: Mapping[str, Sequence[str]],
    fixed: set[str],
    economic: CodeList,
) -> int:
    """Place the amount of one code; returns where to go on. A code of no year is taken for the
    one most like it that has the name after it; where two are as like it, it is doubted."""
    code, name, position = match[1], match[2] or "", number + 1
    if not name and position < len(cells):
        cell = cells[position]
        if cell is not None and figure_of(cell.text).kind == "text":
            name, position = cell.text, position + 1
        elif cell is None or not cell.text.strip():
            position += 1
    listed = code in fixed or code in economic or economic.other_years(code)
    if not listed and (meant := names.get(plain(name))):
        source = cells[number]
        if source is not None:
            way.odd.append(("wrong_code", source))
        printed, code = code, min(meant, key=lambda one: distance(one, code))
        if sum(distance(one, printed) == distance(code, printed) for one in meant) > 1:
            way.doubt([code])
    while position < len(cells) and cells[position] is None:
        position += 1
    if position < len(cells):
        amount = cells[position]
        if amount is None or _begins_block(cells, position, fixed, economic):
            return position
        if figure_of(amount.text).kind != "text":
            way.add(code, "1", amount)
            return position + 1
    return position


def _begins_block(
    cells: Sequence[GridText | None], position: int, fixed: set[str], economic: CodeList
) -> bool:
    """Whether a cell is the next block's code, with its name after it: no amount was printed."""
    texts = [cell.text.strip() if cell else "" for cell in cells[position : position + 2]]
    named = len(texts) > 1 and figure_of(texts[1]).kind == "text"
    return named and texts[0].isdigit() and _is_code(texts[0], texts, 0, fixed, economic)


def _figures_from(cells: Sequence[GridText | None], start: int) -> tuple[dict[int, GridText], int]:
    """The numbers of a row from a cell on, by place, to the next that is none; and where that
    is."""
    found: dict[int, GridText] = {}
    for position in range(start, len(cells)):
        cell = cells[position]
        if cell is None or not cell.text.strip():
            continue
        if figure_of(cell.text).kind != "number":
            return found, position
        found[position] = cell
    return found, len(cells)


def _add_totals(
    way: Way, totals: Sequence[tuple[str, Mapping[int, GridText]]], table: Table
) -> None:
    """Place the total of each footer line: the next number that stands below amounts of codes, if
    any does; else the next, which is doubted where it is not the only one."""
    placed = {id(cell.source) for cell in way.cells}
    amounts = {n for row in table.rows for n, cell in enumerate(row) if cell and id(cell) in placed}
    for name, found in totals:
        below = [cell for place, cell in found.items() if place in amounts]
        if total := next(iter(below or found.values()), None):
            way.add(name, "1", total)
            if not below and len(found) > 1:
                way.doubt([name])
