"""Tables that list things row by row (名称、金额、得分), as sentences speak of them: what a table
prints for a name, or for all its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.amounts import Rounded, cents_in
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.numbers import numbers_said
from juesuan.checks.subject import Subject
from juesuan.facts import YUAN
from juesuan.reading import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table, money_of
from juesuan.resources import Pattern, Record, load_typed
from juesuan.text import fold, unspaced

__all__ = [
    "ListedColumn",
    "ListedTable",
    "PrintedValue",
    "bare_name",
    "head_of",
    "is_name",
    "is_ordinal",
    "listed_tables",
    "many_things",
    "measured_by",
    "measured_unit",
    "names_part",
    "names_total",
    "tables_of",
    "value_of",
]

_HEAD = 4
"""Rows in which the heads of a table's columns may stand."""
_PERCENT = "%"
_MONEY = "money"
_CENTS = 2
"""Digits behind the point of an amount."""


class ListedMeasure(Record, frozen=True):
    """What a column prints: the words of it in sentences and in heads, its unit."""

    said: Pattern
    head: Pattern
    unit: str


class ListedWords(Record, frozen=True):
    """``listed.toml``: how many things there are, heads of names, of numbers of rows and of codes,
    rows of totals, of no names and of parts, what is no part of a name, units of points, words of
    this year and last in heads, words of other amounts of a year than what was spent or received,
    what columns print (the first that is said is meant)."""

    many: Pattern
    names: Pattern
    total: Pattern
    skipped: Pattern
    part: Pattern
    ordinal: Pattern
    coded: Pattern
    bare: Pattern
    points: tuple[str, ...]
    this_year: str
    last_year: str
    other_amounts: Pattern
    measures: tuple[ListedMeasure, ...]


@cache
def _words() -> ListedWords:
    words: ListedWords = load_typed(ListedWords, "listed.toml")
    return words


class PrintedValue(Struct, frozen=True, kw_only=True):
    """A value printed for a name, in cents, percent, points or what is counted, with half of what
    it is rounded to; ``one``: told by a sentence elsewhere; ``also``: other names of the same."""

    name: str
    value: Fraction
    text: str
    where: Where
    half: Fraction = Fraction(0)
    one: Assertion | None = None
    also: tuple[str, ...] = ()

    @property
    def number(self) -> Rounded:
        """Its value."""
        return Rounded(self.value, self.half)


class ListedColumn(Struct, frozen=True):
    """A column of numbers: its head, its unit (``money``, ``%`` or as printed), the value of each
    name (``None``: none is printed)."""

    head: str
    unit: str
    values: tuple[PrintedValue | None, ...]

    @property
    def name(self) -> str:
        """Its head without what stands in brackets; empty of a single sign."""
        name = self.head.partition("（")[0]
        return name if len(name) > 1 else ""


class ListedTable(Struct, frozen=True, kw_only=True):
    """A table of things by their names. ``things`` is the head above them; ``whole``: it has a row
    of totals; ``flat``: no row is a part of another."""

    title: str
    things: str
    names: tuple[str, ...]
    columns: tuple[ListedColumn, ...]
    whole: bool
    flat: bool

    def counts(self, unit: str) -> Sequence[ListedColumn]:
        """The columns that count in a unit: it stands in their head, in brackets or at its end."""
        return [
            column
            for column in self.columns
            if column.unit == unit or (column.unit != _MONEY and column.head.endswith(unit))
        ]

    @property
    def complete(self) -> bool:
        """Whether it surely lists all: it has a row of totals, or points, as lists of what was
        evaluated have."""
        return self.whole or any(column.unit in _words().points for column in self.columns)

    def of_both_years(self) -> Sequence[tuple[PrintedValue, PrintedValue]]:
        """The amounts of this year and last of all its rows, where each has one column."""
        words = _words()
        amounts = [one for one in self.columns if one.unit == _MONEY]
        amounts = [one for one in amounts if not words.other_amounts.search(one.head)]
        this, last = (
            [one for one in amounts if one.head.startswith(year)]
            for year in (words.this_year, words.last_year)
        )
        if len(this) != 1 or len(last) != 1:
            return []
        pairs = zip(this[0].values, last[0].values, strict=True)
        both = [(new, old) for new, old in pairs if new and old]
        return both if len(both) == len(self.names) else []

    def row(self, name: str) -> int | None:
        """The one row that a name means, more or less of it being said."""
        said = bare_name(name)
        bare = [bare_name(one) for one in self.names]
        same = [n for n, one in enumerate(bare) if one == said]
        near = [n for n, one in enumerate(bare) if _is_short(said, one) or _is_short(one, said)]
        found = same or near
        return found[0] if len(found) == 1 else None


def _is_short(one: str, other: str) -> bool:
    return len(one) > 1 and (other.startswith(one) or other.endswith(one))


def bare_name(name: str) -> str:
    """A name without what only says that it is one (项目, 支出)."""
    text = unspaced(fold(name))
    return _words().bare.sub("", _words().bare.sub("", text)) or text


def listed_tables(subject: Subject) -> Sequence[ListedTable]:
    """Such tables of a document, forms among them; once a document."""
    return subject.once(_listed_tables)


def tables_of(subject: Subject) -> Sequence[Table]:
    """The tables of a document, forms first."""
    reading = subject.reading
    return [*(form.table for form in reading.forms), *reading.others] if reading else []


def _listed_tables(subject: Subject) -> Sequence[ListedTable]:
    tables = tables_of(subject)
    default = subject.disclosure.money.zh
    year = subject.disclosure.year
    years = {str(year): _words().this_year, str(year - 1): _words().last_year}
    return [found for table in tables if (found := _listed(table, default, years))]


def _listed(table: Table, default: str, years: Mapping[str, str]) -> ListedTable | None:
    rows = table.rows
    width = max(map(len, rows), default=0)
    begin = next((n for n, row in enumerate(rows[: _HEAD + 1]) if _numbers(row)), 0)
    heads = [head_of(table, n, begin) for n in range(width)]
    for year, meant in years.items():
        heads = [head.replace(year, meant) for head in heads]
    named = [n for n, head in enumerate(heads) if _words().names.search(head)]
    body = [row for row in rows[begin:] if len(row) == width]
    named = named or _named_columns(body, width)
    if not begin or not named:
        return None
    if len(body) < len(rows) - begin:
        return None
    called = [(unspaced(fold(_text(row, named[0]))), row) for row in body]
    called = [(name or _first(row), row) for name, row in called]
    called = [(name, row) for name, row in called if not _words().skipped.search(name)]
    total = [name for name, _ in called if _words().total.search(name)]
    called = [(name, row) for name, row in called if name not in total]
    names = tuple(name for name, _ in called)
    if len(names) < 2 or len(set(names)) < len(names) or not all(map(is_name, names)):
        return None
    unit = money_of(table) or default
    columns = (
        _column(heads[n], [(name, row[n]) for name, row in called], unit)
        for n in range(width)
        if n != named[0] and not _words().ordinal.search(heads[n])
    )
    return ListedTable(
        title=unspaced("".join(table.before[-2:])),
        things=heads[named[0]],
        names=names,
        columns=tuple(column for column in columns if column is not None),
        whole=bool(total),
        flat=not any(map(_words().part.search, names))
        and not any(map(_words().coded.search, heads)),
    )


def names_total(name: str) -> bool:
    """Whether a name is that of a sum (合计)."""
    return bool(_words().total.search(name))


def is_ordinal(head: str) -> bool:
    """Whether a column prints codes or numbers of rows."""
    return bool(_words().ordinal.search(head) or _words().coded.search(head))


def names_part(name: str) -> bool:
    """Whether a name says that its row is a part of another (其中：甲)."""
    return bool(_words().part.search(unspaced(fold(name))))


def _named_columns(rows: Sequence[Sequence[GridText | None]], width: int) -> list[int]:
    """The only column of words, where no head says that it is of names."""
    found = [n for n in range(width) if any(is_name(_text(row, n)) for row in rows)]
    sure = len(found) == 1 and all(is_name(_text(row, found[0])) for row in rows)
    return found if sure else []


def _text(row: Sequence[GridText | None], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.text if cell else ""


def _first(row: Sequence[GridText | None]) -> str:
    return next((unspaced(cell.text) for cell in row if cell and cell.text.strip()), "")


def is_name(text: str) -> bool:
    """Whether a cell holds words and no number."""
    return bool(text) and read_figure(text).kind == "text" and value_of(text) is None


def _numbers(row: Sequence[GridText | None]) -> int:
    return sum(1 for cell in row if cell and value_of(cell.text) is not None)


def many_things(text: str) -> set[int]:
    """The numbers of things that a text tells (四个项目, 5家)."""
    return {number for _, number in numbers_said(text, _words().many)}


def head_of(table: Table, column: int, rows: int) -> str:
    """The texts of a column in the first rows of a table, each once."""
    return "".join(dict.fromkeys(unspaced(fold(table.text(n, column))) for n in range(rows)))


@lru_cache(maxsize=1 << 14)
def value_of(text: str) -> Fraction | None:
    """The number, or the percentage, that a cell is; ``None`` for another text."""
    bare = unspaced(fold(text)).removesuffix(_PERCENT)
    figure = read_figure(bare)
    return Fraction(figure.value) if figure.is_number else None


def _column(
    head: str, cells: Sequence[tuple[str, GridText | None]], money: str
) -> ListedColumn | None:
    read = [(name, cell, value_of(cell.text) if cell else None) for name, cell in cells]
    if not any(value is not None for *_, value in read):
        return None
    if any(v is None and c and read_figure(c.text).kind == "text" for _, c, v in read):
        return None
    inside = head.partition("（")[2].partition("）")[0]
    percent = any(cell and _PERCENT in fold(cell.text) for _, cell, _ in read)
    meant = next((m.unit for m in _words().measures if m.head.search(head)), "")
    cents = any(cell and len(cell.text.strip().partition(".")[2]) == _CENTS for _, cell, _ in read)
    amounts = inside.endswith(YUAN.zh) or (cents and not inside)
    unit = _PERCENT if percent or inside == _PERCENT else meant or (_MONEY if amounts else inside)
    factor = cents_in(inside if inside.endswith(YUAN.zh) else money) if unit == _MONEY else 1
    shown = money if unit == _MONEY else "" if percent else unit
    values = [
        None
        if value is None or cell is None
        else PrintedValue(
            name=name,
            value=value * factor,
            text=cell.text.strip() + shown,
            where=Where(spot=cell.spot, item=name, printed=cell.text.strip()),
        )
        for name, cell, value in read
    ]
    return ListedColumn(head, unit, tuple(values))


def measured_unit(said: str) -> str:
    """The unit of what words measure; of none that is known money."""
    return next((m.unit for m in _words().measures if m.said.search(said)), _MONEY)


def measured_by(
    tables: Sequence[ListedTable], said: str, unit: str
) -> Iterator[tuple[ListedTable, ListedColumn]]:
    """The column of each table, in a unit, that a sentence speaks of by its head or by the words
    of a measure; the
    only one in that unit where no column is called so."""
    measure = next((m for m in _words().measures if m.said.search(said) and m.unit == unit), None)
    for table in tables:
        every = [column for column in table.columns if column.unit == unit]
        named = [column for column in every if column.name and column.name in said]
        if len(named) == 1 and None not in named[0].values:
            yield table, named[0]
            continue
        called = [column for column in every if measure and measure.head.search(column.head)]
        found = called if measure else every
        if len(found) == 1 and None not in found[0].values:
            yield table, found[0]
