"""The numbers of tables beside a text: what each is called by its row and its column, and the unit
it counts in. What forms print of money is held to the text as facts, and here to that right above
and below the form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.printed.around import lines_around, stands_in
from juesuan.checks.speech.printed.listed import head_of, is_ordinal, names_total, value_of
from juesuan.checks.speech.sentences.amounts import Rounded, cents_in, counted_as
from juesuan.checks.subject import Subject
from juesuan.facts import YUAN
from juesuan.reading import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table, money_of
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["TabledCell", "TabledFigures", "TabledWords", "tabled_figures"]

_HEAD = 4
"""Rows in which the heads of a table's columns may stand."""
_MONEY = "money"
_MONEY_SIGNS = 3
_PERCENT = "%"


class TabledWords(RuleSettings, frozen=True):
    """N512: units of what tables count, those that count ``alike``; a cell that names (``name``)
    what the one right of it counts, in a ``unit``, or ``ending`` in one; words for what is done
    with things (``acts``) and others that name nothing (``bare``); the words of a sum (``sums``),
    of a sum that a text tells (``summed``), in ``general`` words that name no part, with which it
    announces the table below (``announced``) and by which it does not tell all of it (``partly``);
    names that are only a year; heads and labels of other figures than what there is this year
    (``aside``)."""

    counted: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    label: Pattern
    ending: Pattern
    acts: Pattern
    bare: Pattern
    sums: Pattern
    summed: Pattern
    general: Pattern
    announced: Pattern
    partly: Pattern
    years: Pattern
    aside: Pattern


class TabledCell(Struct, frozen=True, kw_only=True, eq=False):
    """A number of a table: the words of its row and column as they stand there, the bare ``name``
    of its row and ``column``, its unit (``money`` in cents, ``%``, what is counted; empty: not
    said)."""

    row: int
    label: str
    name: str
    head: str
    column: str
    unit: str
    total: bool
    text: str
    number: Rounded
    where: Where
    aside: bool = False


class TabledFigures(Struct, frozen=True, eq=False, dict=True):
    """The numbers of a table that a text may tell, and ``aside`` those of budgets and the like.
    ``beside``: it is held only to these lines around it."""

    cells: tuple[TabledCell, ...]
    aside: tuple[TabledCell, ...] = ()
    lead: str = ""
    """The line right above it."""
    beside: tuple[str, ...] | None = None

    def is_told_by(self, passage: str) -> bool:
        """Whether a passage, without blanks, may tell its numbers."""
        return self.beside is None or stands_in(passage, self.beside)

    @cached_property
    def rows(self) -> Mapping[int, Sequence[TabledCell]]:
        """Those of each row."""
        rows = defaultdict[int, list[TabledCell]](list)
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows

    @cached_property
    def by_unit(self) -> Mapping[str, Mapping[int, Sequence[TabledCell]]]:
        """Those of each unit by their rows."""
        found: dict[str, dict[int, list[TabledCell]]] = {}
        for cell in self.cells:
            found.setdefault(cell.unit, {}).setdefault(cell.row, []).append(cell)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its rows; a single sign names nothing."""
        return frozenset(cell.name for cell in self.cells if len(cell.name) > 1)


def tabled_figures(subject: Subject) -> Sequence[TabledFigures]:
    """Those of the tables of a document; once a document."""
    return subject.once(_tabled_figures)


def _tabled_figures(subject: Subject) -> Sequence[TabledFigures]:
    words = TabledWords.of("N512")
    default = subject.disclosure.money.zh
    unit = unspaced(fold(subject.disclosure.unit))
    reading = subject.reading
    if reading is None:
        return []
    found = [_figures(table, _cells(table, default, words), unit) for table in reading.others]
    for form in reading.forms:  # its amounts are held to all of the text as facts
        table = form.table
        cells = list(_cells(table, default, words))
        counted = [cell for cell in cells if cell.unit in words.counted]
        found.append(_figures(table, counted, unit))
        others = [cell for cell in cells if cell.unit not in words.counted]
        if beside := lines_around(table):
            found.append(replace(_figures(table, others, unit), beside=beside))
    return [figures for figures in found if figures.cells or figures.aside]


def _figures(table: Table, cells: Iterable[TabledCell], unit: str) -> TabledFigures:
    """Those of a table without the column of a ``unit``, the body whose accounts they are."""
    named = [cell for cell in cells if not unit or cell.head != unit]
    return TabledFigures(
        tuple(cell for cell in named if not cell.aside),
        tuple(cell for cell in named if cell.aside),
        unspaced(fold(table.before[-1])) if table.before else "",
    )


def _cells(table: Table, default: str, words: TabledWords) -> Iterator[TabledCell]:
    """Its numbers with words."""
    rows = table.rows
    numbered = (n for n, row in enumerate(rows[: _HEAD + 1]) if any(map(_is_number, row)))
    begin = next(numbered, 0)
    money = money_of(table) or default
    for number, row in enumerate(rows[begin:], begin):
        for column, cell, label, unit in _labelled(row, words):
            head = head_of(table, column, begin) if begin else ""
            called, kind = _called(label, head, unit, words)
            broken = kind in words.counted and "." in cell.text  # 车辆 over their value
            if label and not is_ordinal(head) and not broken:
                one = _cell(number, label, called, head, kind, cell, money, words)
                yield replace(one, aside=any(map(words.aside.search, (head, called))))


def _labelled(
    row: Sequence[GridText | None], words: TabledWords
) -> Iterator[tuple[int, GridText, str, str]]:
    """The numbers of a row, each with the words before it since another number, the unit in a
    cell of its own: the row's first ones where there are none."""
    first, label, unit, ended = "", "", "", False
    for column, cell in enumerate(row):
        text = unspaced(fold(cell.text)) if cell else ""
        if cell is None or not text:
            continue
        if value_of(text) is None and read_figure(text).kind == "text":
            if ended:
                label, unit, ended = "", "", False
            if _is_unit(text, words):
                unit = text
            else:
                label += text
            continue
        ended, first = True, first or label
        if value_of(text) is not None:
            yield column, cell, label or first, unit


def _is_number(cell: GridText | None) -> bool:
    return cell is not None and value_of(cell.text) is not None


def _is_unit(text: str, words: TabledWords) -> bool:
    return text in (*words.counted, _PERCENT) or (
        text.endswith(YUAN.zh) and len(text) < _MONEY_SIGNS
    )


def _called(label: str, head: str, unit: str, words: TabledWords) -> tuple[str, str]:
    """What a row names without its unit, and the unit of its number: the row's own, else that of
    the column."""
    label = label.rpartition("：")[2] or label  # 其中：国内公务接待批次
    named, said = label, unit
    if match := words.label.match(label):
        named, said = match["name"], unit or match["unit"]
    elif match := words.ending.match(label):
        named, said = match["name"] or match["other"], unit or match["unit"] or match["in"]
    if not said:
        inside = head.rpartition("（")[2].rstrip("）")
        bare = words.bare.sub("", head)
        ends = ""
        if bare.endswith(words.counted):
            ends = max((u for u in words.counted if bare.endswith(u)), key=len)
        said = inside if _is_unit(inside, words) else ends
    return named, said


def _cell(
    row: int,
    label: str,
    called: str,
    head: str,
    said: str,
    cell: GridText,
    money: str,
    words: TabledWords,
) -> TabledCell:
    text = cell.text.strip()
    value = value_of(text) or Fraction(0)
    unit, half = counted_as(said, words.alike), Fraction(0)
    if said.endswith(YUAN.zh) or (not said and len(text.partition(".")[2]) == 2):
        factor = cents_in(said or money)
        unit, value, half = _MONEY, value * factor, Fraction(factor, 200)
    elif said == _PERCENT or _PERCENT in fold(text):
        unit = _PERCENT
    name = words.bare.sub("", words.acts.sub("", words.bare.sub("", called)))
    total = names_total(called) and not words.sums.sub("", name)
    return TabledCell(
        row=row,
        label=label,
        name="" if total or words.years.search(name) else words.sums.sub("", name) or called,
        head=head,
        column=words.bare.sub("", head),
        unit=unit,
        total=total,
        text=text,
        number=Rounded(value, half),
        where=Where(spot=cell.spot, item=label, printed=text),
    )
