"""What printed tables mean by their words, and which form of a set prints the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import Selection, standard_space
from juesuan.forms import Form, FormSet, lay_out
from juesuan.keeping import compiled
from juesuan.lexicon import CellMeaning, TableMeaning, label_of, lexicon, titled, understand
from juesuan.lexicon.columns import Block, Column
from juesuan.lexicon.head import Head
from juesuan.lexicon.terms import around
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table

__all__ = [
    "WordFit",
    "fit",
    "fits_exactly",
    "intact",
    "is_amount",
    "known_cells",
    "meaning_of",
    "one_total",
    "title_by_words",
]

_NOTE = compiled(r"(?:备|附)?注\s*[:：]|说明\s*[:：]")

_DECIMALS = compiled(r"-?[0-9,]*[0-9]\.[0-9]{1,2}", re.ASCII)
_ANY = "0.01"
"""Stands for every amount while a table's words are read: what it means hangs on none."""

_MOST = 0.9
"""Share of a column's known cells that must mean what one column of the form does."""
_UNKNOWN = 0.25
"""Share of the columns of a table of units or projects whose words may be unknown."""
_STRANGE = 3
"""Cells unknown to the form for each known one: places that it closes or does not have."""


_COUNTS = 2
"""Rows that count things which make a table without a head."""
_COUNT = frozenset({"count"})
_BUDGET = frozenset({"budget"})


class WordFit(Struct, frozen=True):
    """How a table agrees with a form by its words: printed column → (side, column) of the
    form, whether all columns are there in the form's order and no other is, the share of its
    rows that the form has, and of the form's rows that it prints; ``guessed``: the form says of
    which stage a budget is (年初, 全年), and the table's words do not."""

    columns: Mapping[int, tuple[str, str]]
    exact: bool
    rows: float = 1.0
    printed: float = 1.0
    guessed: bool = False


def meaning_of(table: Table, year: int) -> TableMeaning:
    """A table understood by its words, worked out once for a table and a year."""
    key = (year, len(table.rows))
    if key not in table.meant:
        table.meant[key] = _understood(table, year)
    return table.meant[key]


def title_by_words(table: Table, year: int) -> str:
    """The title that a table has by its words: of most tables that are no forms it is all that
    need be known."""
    if (year, len(table.rows)) in table.meant:
        return meaning_of(table, year).said.title
    words = tuple(tuple(map(_of_any_unit, row)) for row in _texts(table))
    title = titled(words, lexicon(year), tuple(map(_of_any_unit, table.before)))
    if _ANY in title or around().unnamed in title:  # it must be told as it is printed
        return meaning_of(table, year).said.title
    return title


def _texts(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text.strip() if cell else "" for cell in row) for row in table.rows)


def _understood(table: Table, year: int) -> TableMeaning:
    rows = _texts(table)
    before, after = tuple(table.before), (*_notes_of(rows), *table.after)
    words = tuple(tuple(map(_of_any_unit, row)) for row in rows)
    meaning = _meaning(words, year, tuple(map(_of_any_unit, before)), after)
    if _said(meaning):  # an amount stands where words do: it must be told as it is printed
        return understand(rows, lexicon(year), before, after)
    above = tuple(text for row in rows[: meaning.head.first] for text in row if text)
    return replace(meaning, rows=rows, head=replace(meaning.head, above=above))


@lru_cache(maxsize=65536)
def _of_any_unit(text: str) -> str:
    """A text as the forms of all units have it: without this one's amount or name."""
    if _DECIMALS.fullmatch(text):
        return _ANY
    return around().unnamed if around().owner.fullmatch(text) else text


@lru_cache(maxsize=512)
def _meaning(
    rows: tuple[tuple[str, ...], ...], year: int, before: tuple[str, ...], after: tuple[str, ...]
) -> TableMeaning:
    """What texts mean, whatever their amounts and unit; kept for a while, for the forms of many
    units have the same words."""
    return understand(rows, lexicon(year), before, after)


def _said(meaning: TableMeaning) -> bool:
    """Whether an amount or the unit's name was taken for words, in the head or in what rows
    are called."""
    head, left_out = meaning.head, {_ANY, around().unnamed}
    if _ANY in head.above or any(left_out & {*texts} for texts in (*head.paths, *head.lines)):
        return True
    lines = (line for block in meaning.lines for line in block)
    return any(left_out & {line.label, line.code, line.row_no, line.own.text} for line in lines)


def _notes_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """The notes (注：…) in a table's own last rows, as workbooks have them."""
    first = next((n for n, row in enumerate(rows) if row and _NOTE.match(row[0])), len(rows))
    below = [[text for text in row if text] for row in rows[first:]]
    return [texts[0] for texts in below if len(texts) == 1]


def intact(table: Table, meaning: TableMeaning) -> bool:
    """Whether the head can be trusted: every column of figures has words that are known and
    mean something, no two the same, the numbers of the columns, if printed, are as many, and
    no amount stands in a column of words."""
    words = [
        c.place
        for block in meaning.blocks
        for c in block.stub("label", "name", "object", "project")
    ]
    body = table.rows[meaning.head.last :]
    cells = (row[n] for row in body for n in words if n < len(row))
    if any(cell and is_amount(cell.text) for cell in cells):
        return False
    if any(not block.figures or _twice(block, meaning.head) for block in meaning.blocks):
        return False
    figures = [column for block in meaning.blocks for column in block.figures]
    headed = not _counts_by_rows(meaning)
    strange = [c for c in figures if c.meaning.leftover or (headed and not c.path)]
    if not figures or (strange and not _apart(meaning, strange)):
        return False
    # A numbered column that is in no block holds no amounts by its words: shares (占比), remarks.
    placed = {c.place for block in meaning.blocks for c in (*block.stubs, *block.figures)}
    worded = {place for place, path in enumerate(meaning.head.paths) if path}
    numbers = [place for place in meaning.head.numbers if place in placed or place not in worded]
    if numbers and [c.place for c in figures] != numbers:
        return False
    for block in meaning.blocks:
        known = [column.meaning for column in block.figures if column not in strange]
        said = [(each.readings, each.usual) if each.readings else () for each in known]
        if len(set(said)) < len(said) or not all(said):
            return False
    return True


def _counts_by_rows(meaning: TableMeaning) -> bool:
    """Whether a table without a head needs none: each label has one figure beside it, and those
    that are known count things in a unit that the label prints (团组数（个）): beside one without
    it the number of the row may stand."""
    if any(meaning.head.paths) or any(len(block.figures) != 1 for block in meaning.blocks):
        return False
    told = [cell for cell in meaning.cells if cell.selection]
    return len(told) >= _COUNTS and all(
        label_of(cell.line.label).unit and region.get("measure") == _COUNT
        for cell in told
        for _, region in (cell.selection.terms if cell.selection else ())
    )


def _twice(block: Block, head: Head) -> bool:
    """Whether the same words stand over two columns that say what a row is, each in a cell of its
    own: the figures of the first are lost."""
    places = [c.place for c in block.stub("label", "name", "code")]
    said = ([line[n] for n in places if line[n]] for line in head.lines)
    return any(len(set(texts)) < len(texts) for texts in said)


def _apart(meaning: TableMeaning, strange: Sequence[Column]) -> bool:
    """Whether columns of unknown words may be left out: in a table of units or projects, few of
    many, and no sum runs across them, for nothing says whose money it is."""
    figures = [column for block in meaning.blocks for column in block.figures]
    if not meaning.by_object or len(strange) > _UNKNOWN * len(figures):
        return False
    heads = (cell.selection for cell in meaning.heads.values() if cell.selection)
    return not any(region.get("fund") for head in heads for _, region in head.terms)


def is_amount(text: str) -> bool:
    """Whether a cell prints a number with decimals."""
    return "." in text and read_figure(text).is_number


def fit(form: Form, form_set: FormSet, meaning: TableMeaning, year: int) -> WordFit:
    """Compare a table's columns with a form's, by what their cells mean; worked out once for
    tables of the same words."""
    compared: dict[Hashable, tuple[Form, WordFit]] = meaning.compared
    key = (id(form), year)
    if key not in compared:
        compared[key] = (form, _fit(form, form_set, meaning, year))  # kept: its id is its own
    return compared[key][1]


def fits_exactly(form: Form, form_set: FormSet, meaning: TableMeaning, year: int) -> bool:
    """Whether a table has all columns of a form in its order and no other (``WordFit.exact``):
    with another number of columns it cannot, and the form need not be laid out."""
    count = sum(len(block.figures) for block in meaning.blocks)
    if count != sum(len(side.columns) for side in form.sides) and not _listed(form):
        return False
    return fit(form, form_set, meaning, year).exact


def _fit(form: Form, form_set: FormSet, meaning: TableMeaning, year: int) -> WordFit:
    known = known_cells(form, form_set, year)
    columns = [column.place for block in meaning.blocks for column in block.figures]
    found: dict[int, tuple[str, str]] = {}
    single, guessed = one_total(form), False
    for place in columns:
        told = [meaning.heads[place]] if single else meaning.in_column(place)
        votes = Counter(
            next((known[s] for s in (cell.selection, *cell.others) if s in known), None)
            for cell in told
            if cell.selection is not None
        )
        strange = votes.pop(None, 0)
        if votes:
            best, count = votes.most_common(1)[0]
            if best and count >= _MOST * votes.total() and strange <= _STRANGE * count:
                found[place] = best
                guessed |= any(map(_of_no_stage, told)) and not any(
                    cell.selection in known for cell in told
                )
    wanted = [(side.key, column) for side in form.sides for column in side.columns]
    exact = [found.get(place) for place in columns] == wanted
    if _listed(form):  # its blocks are of one amount for each code, divided in any way
        alone = all(len(block.figures) == 1 for block in meaning.blocks)
        exact = alone and (exact or (bool(found) and len(found) == len(columns)))
    exact = exact and _numbered(form) == bool(_row_numbers(meaning))
    if single:
        return WordFit(found, exact, guessed=guessed)
    return WordFit(found, exact, _rows(known, meaning), _printed(form, meaning), guessed)


def _of_no_stage(cell: CellMeaning) -> bool:
    """Whether a cell is of a budget whose stage its words do not say."""
    terms = cell.selection.terms if cell.selection else ()
    return any(region.get("stage") == _BUDGET for _, region in terms)


def _rows(known: Mapping[Selection, tuple[str, str]], meaning: TableMeaning) -> float:
    """The share of the rows whose words tell something that a form has."""
    told: dict[tuple[int, str], bool] = {}
    for cell in meaning.cells:
        if cell.selection is not None:
            row = (cell.row, cell.line.label)
            here = any(s in known for s in (cell.selection, *cell.others))
            told[row] = told.get(row, False) or here
    return sum(told.values()) / len(told) if told else 1.0


def _printed(form: Form, meaning: TableMeaning) -> float:
    """How many rows a table has for each fixed row of a form, at most one."""
    fixed = sum(source.row is not None for side in form.sides for source in side.sources)
    return min(1.0, sum(map(len, meaning.lines)) / fixed) if fixed else 1.0


def _numbered(form: Form) -> bool:
    return any("row_no" in side.body for side in form.sides)


def _row_numbers(meaning: TableMeaning) -> list[int]:
    return [column.place for block in meaning.blocks for column in block.stub("row_no")]


def one_total(form: Form) -> bool:
    """Whether all rows of a form lie in one total: its columns alone tell it."""
    kinds = {source.each or source.key for side in form.sides for source in side.sources}
    return bool(kinds) and kinds <= {"function codes", "total"}


def _listed(form: Form) -> bool:
    """Whether a form lists economic classes, whose blocks are divided as the page allows."""
    return any(source.each == "economic codes" for side in form.sides for source in side.sources)


_ALIKE: dict[tuple[str, int], list[tuple[Form, dict[Selection, tuple[str, str]]]]] = {}
"""The forms laid out, by key and year, that differ in more than their set."""

_KNOWN: dict[tuple[int, int], tuple[Form, dict[Selection, tuple[str, str]]]] = {}


def known_cells(form: Form, form_set: FormSet, year: int) -> dict[Selection, tuple[str, str]]:
    """What each cell of a form means → its side and column; worked out once for a form."""
    key = (id(form), year)
    if key not in _KNOWN:
        alike = _ALIKE.setdefault((form.key, year), [])
        cells = next((told for other, told in alike if _laid_alike(other, form)), None)
        if cells is None:
            sheet = lay_out(form, form_set, standard_space(year), [], [])
            cells = {
                cell.selection: (side.key, cell.key.column)
                for side, laid in zip(form.sides, sheet.sides, strict=True)
                for row in laid
                for cell in row.cells.values()
            }
            alike.append((form, cells))
        _KNOWN[key] = (form, cells)
    return _KNOWN[key][1]


def _laid_alike(one: Form, other: Form) -> bool:
    """Whether forms of two sets have the same cells: most sets take most of their forms from the
    one that they build on."""
    return (
        one.sides == other.sides
        and one.scope == other.scope
        and one.closed == other.closed
        and one.classes.listed == other.classes.listed
    )
