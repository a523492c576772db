"""Things listed by their names (名称、金额、得分), row by row or line by line, as sentences speak
of them: what is printed for a name, or for all names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache, cached_property, lru_cache

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.numbers import numbers_said
from juesuan.checks.subject import Subject
from juesuan.reading import Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table
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
    "kind_in",
    "listed_words",
    "many_things",
    "measured_by",
    "measured_kind",
    "measured_unit",
    "names_part",
    "names_total",
    "tables_of",
    "value_of",
]

_PERCENT = "%"
_MONEY = "money"


class ListedMeasure(Record, frozen=True):
    """What a column prints (``kind``): the words of it in sentences and in heads, its unit."""

    kind: str
    said: Pattern
    head: Pattern
    unit: str


class ListedWords(Record, frozen=True):
    """``listed.toml``: how many things there are, heads of names, of numbers of rows and of codes,
    rows of totals, of no names and of parts, what is no part of a name; of lists in lines, what is
    no name, what may stand before one and
    between two, words of a measure alone; a unit of money printed over a list, the word for a year
    (behind #), units of points,
    words of this year and last in heads, words of other amounts of a year than what was spent or
    received, what columns print (the first that is said is meant, the last where nothing is)."""

    many: Pattern
    names: Pattern
    total: Pattern
    skipped: Pattern
    part: Pattern
    ordinal: Pattern
    coded: Pattern
    bare: Pattern
    unnamed: Pattern
    before: Pattern
    between: Pattern
    measuring: Pattern
    printed: Pattern
    year: Pattern
    points: tuple[str, ...]
    this_year: str
    last_year: str
    other_amounts: Pattern
    measures: tuple[ListedMeasure, ...]


@cache
def listed_words() -> ListedWords:
    """The words of ``listed.toml``."""
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


class ListedColumn(Struct, frozen=True, dict=True):
    """A column of numbers: its head, its unit (``money``, ``%`` or as printed), the value of each
    name (``None``: none is printed), the one in a row of totals; what it is ``told`` to print."""

    head: str
    unit: str
    values: tuple[PrintedValue | None, ...]
    total: PrintedValue | None = None
    told: str = ""

    @cached_property
    def kind(self) -> str:
        """What it prints, as it is told or by its head, or by its unit."""
        measures = [m for m in listed_words().measures if m.unit == self.unit]
        found = (m.kind for m in measures if m.head.search(self.head))
        return self.told or next(found, "" if self.head else kind_in(self.unit))

    @property
    def name(self) -> str:
        """Its head without what stands in brackets; empty of a single sign."""
        name = self.head.partition("（")[0]
        return name if len(name) > 1 else ""


class ListedTable(Struct, frozen=True, kw_only=True):
    """A table, or a list in lines, of things by their names. ``things`` is the head above them;
    ``whole``: it has a total; ``flat``: no row is a part of another; ``words``: what columns of
    words say of each; ``beside``: the lines around it; ``spots``: of a list in lines, where it
    stands; ``form``: it is a form of the accounts."""

    title: str
    things: str
    names: tuple[str, ...]
    columns: tuple[ListedColumn, ...]
    whole: bool
    flat: bool
    words: tuple[tuple[str, ...], ...] = ()
    beside: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    form: bool = False

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
        return self.whole or any(column.unit in listed_words().points for column in self.columns)

    def of_both_years(self) -> Sequence[tuple[PrintedValue, PrintedValue]]:
        """The amounts of this year and last of all its rows, where each has one column."""
        words = listed_words()
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
    return listed_words().bare.sub("", listed_words().bare.sub("", text)) or text


def tables_of(subject: Subject) -> Sequence[Table]:
    """The tables of a document, forms first."""
    reading = subject.reading
    return [*(form.table for form in reading.forms), *reading.others] if reading else []


def names_total(name: str) -> bool:
    """Whether a name is that of a sum (合计)."""
    return bool(listed_words().total.search(name))


def is_ordinal(head: str) -> bool:
    """Whether a column prints codes or numbers of rows."""
    return bool(listed_words().ordinal.search(head) or listed_words().coded.search(head))


def names_part(name: str) -> bool:
    """Whether a name says that its row is a part of another (其中：甲)."""
    return bool(listed_words().part.search(unspaced(fold(name))))


def is_name(text: str) -> bool:
    """Whether a cell holds words and no number."""
    return bool(text) and read_figure(text).kind == "text" and value_of(text) is None


def many_things(text: str) -> set[int]:
    """The numbers of things that a text tells (四个项目, 5家)."""
    return {number for _, number in numbers_said(text, listed_words().many)}


def head_of(table: Table, column: int, rows: int) -> str:
    """The texts of a column in the first rows of a table, each once."""
    return "".join(dict.fromkeys(unspaced(fold(table.text(n, column))) for n in range(rows)))


@lru_cache(maxsize=1 << 14)
def value_of(text: str) -> Fraction | None:
    """The number, or the percentage, that a cell is; ``None`` for another text."""
    bare = unspaced(fold(text)).removesuffix(_PERCENT)
    figure = read_figure(bare)
    return Fraction(figure.value) if figure.is_number else None


def kind_in(unit: str) -> str:
    """What is meant in a unit where nothing says it: of money what there is this year, of points
    the score, of others nothing."""
    measures = [m for m in listed_words().measures if m.unit == unit]
    known = unit == _MONEY or unit in listed_words().points
    return measures[-1].kind if measures and known else ""


def measured_kind(said: str) -> str:
    """What words measure; empty where they name no measure."""
    return next((m.kind for m in listed_words().measures if m.said.search(said)), "")


def measured_unit(said: str) -> str:
    """The unit of what words measure; of none that is known money."""
    return next((m.unit for m in listed_words().measures if m.said.search(said)), _MONEY)


def measured_by(
    tables: Sequence[ListedTable], said: str, unit: str
) -> Iterator[tuple[ListedTable, ListedColumn]]:
    """The column of each table, in a unit, that a sentence speaks of by its head or by the words
    of a measure; where it names none the only one, or the one of what there is this year."""
    measures = listed_words().measures
    measure = next((m for m in measures if m.said.search(said) and m.unit == unit), None)
    for table in tables:
        every = [column for column in table.columns if column.unit == unit]
        named = [column for column in every if column.name and column.name in said]
        if len(named) == 1 and None not in named[0].values:
            yield table, named[0]
            continue
        called = [
            column
            for column in every
            if measure and (column.kind == measure.kind or measure.head.search(column.head))
        ]
        found = called if measure else every
        if measure is None and all(column.kind for column in every):
            found = [column for column in every if column.kind == measures[-1].kind] or every
        if len(found) == 1 and None not in found[0].values:
            yield table, found[0]
