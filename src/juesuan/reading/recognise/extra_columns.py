"""Columns of amounts that no word explains (认不得的栏): set aside where the others are known, so
that these are read as if it were not there; what was set aside is told, and weighed by the sums."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from juesuan.facts import Space, standard_space
from juesuan.forms import Form, FormSet
from juesuan.keeping import compiled
from juesuan.lexicon import Lexicon, TableMeaning, lexicon
from juesuan.lexicon.cells import kind_of
from juesuan.lexicon.columns import Column
from juesuan.lexicon.head import STUB, column_numbers
from juesuan.lexicon.said import both_ways
from juesuan.reading.document import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.contrary import lists_classes, unlike
from juesuan.reading.recognise.meanings import fit, intact, is_amount, meaning_of
from juesuan.reading.recognise.tables import ExtraColumn, Table
from juesuan.text import plain

__all__ = ["without_extra"]

_WORD = compiled(r"[\u4e00-\u9fff]|\d{4}")
_NAMES = {"label", "name"}
"""What columns are that say in words what a row is."""

_FEW = 4
"""Of so many rows one may have a cell too many."""

Row = tuple[GridText | None, ...]


def without_extra(table: Table, year: int, form: Form | None, form_set: FormSet) -> Table:
    """The table without the columns of figures whose words are not known, which it keeps as
    ``extra``; the table itself where there are none, or where one may be a column of its form:
    the words left are not enough, or the form has a column that is not there and is like it."""
    if not table.rows or not (strange := _all_strange(meaning := meaning_of(table, year), year)):
        return table
    space = standard_space(year)
    trusted = intact(table, meaning) and not _of_no_row(meaning, space)
    figures = {column.place for block in meaning.blocks for column in block.figures}
    known = len(figures - {column.place for column in strange})
    if trusted or len(strange) > max(1, known - 1):
        return table
    if _head_slipped(meaning, strange, lexicon(year)):
        return table
    rest = _apart(table, meaning, strange, lexicon(year))
    left = meaning_of(rest, year)
    if not known or not intact(rest, left) or _of_no_row(left, space):
        return table
    if any(not column.head and _slipped(rest, column) for column in rest.extra):
        return table
    worded = [column for column in strange if _headed(meaning, column)]
    if form is not None and _may_be(form, form_set, left, strange, worded, year):
        return table
    return rest


def _all_strange(meaning: TableMeaning, year: int) -> list[Column]:
    """The columns that may be set aside; worked out once for tables of the same words."""
    key = ("strange", year)
    if key not in meaning.compared:
        of_no_row = _of_no_row(meaning, standard_space(year))
        meaning.compared[key] = [*_strange(meaning), *of_no_row]
    found: list[Column] = meaning.compared[key]
    return found


def _strange(meaning: TableMeaning) -> list[Column]:
    """The columns of figures whose words are not known, or that have none of their own."""
    headed = any(meaning.head.paths)
    figures = [column for block in meaning.blocks for column in block.figures]
    stubs = [column for block in meaning.blocks for column in block.stubs]
    return [
        column
        for column in figures
        if column.meaning.leftover
        or not column.meaning.readings
        or (headed and not _headed(meaning, column))
        or (column.meaning.roles & STUB and not column.meaning.says)
        or (column.path and _says_nothing(column))
    ] + [column for column in stubs if len(stubs) > 1 and _holds_numbers(meaning, column)]


def _says_nothing(column: Column) -> bool:
    """Whether there is not a word in what stands over a column (2, α): years are words."""
    return not any(_WORD.search(text) for text in column.path)


def _holds_numbers(meaning: TableMeaning, column: Column) -> bool:
    """Whether nothing but numbers stands in a column that should say what rows are, or amounts in
    one without a head."""
    body = meaning.rows[meaning.head.last :]
    texts = [row[column.place] for row in body if column.place < len(row) and row[column.place]]
    if not _headed(meaning, column):
        return 2 * sum(map(is_amount, texts)) > len(texts)
    numbers = sum(kind_of(text) in {"number", "whole"} for text in texts)
    return column.role in _NAMES and 0 < len(texts) == numbers


def _headed(meaning: TableMeaning, column: Column) -> bool:
    """Whether words begin over a column: not only those that go on from its left, nor those of a
    group in which another column means the same and has words of its own."""
    place = column.place
    owners = meaning.head.owners
    if not any(line[place] == place for line in owners):
        return False
    lowest = max(n for n, line in enumerate(owners) if line[place] >= 0)
    below = [line for n, line in enumerate(owners) if n > lowest]
    twins = [
        other.place
        for block in meaning.blocks
        for other in block.figures
        if other.place != place and other.meaning.readings == column.meaning.readings
    ]
    return not any(
        owners[lowest][twin] == owners[lowest][place] and any(line[twin] == twin for line in below)
        for twin in twins
    )


def _of_no_row(meaning: TableMeaning, space: Space) -> list[Column]:
    """The columns whose known words say nothing of rows of functional codes: they name a function
    themselves, or what cannot be summed."""
    coded = any(line.code.startswith("2") for lines in meaning.lines for line in lines)
    coded = coded and not meaning.by_object
    strange = {column.place for column in _strange(meaning)}
    return [
        column
        for block in meaning.blocks
        for column in block.figures
        if coded and column.place not in strange and not _for_rows(meaning, column, space)
    ]


def _for_rows(meaning: TableMeaning, column: Column, space: Space) -> bool:
    """Whether a column means something for each function, and leaves open which."""
    selection = meaning.heads[column.place].selection
    if selection is None or both_ways(selection, space):
        return False
    return not any(region.get("function") for _, region in selection.terms)


def _head_slipped(meaning: TableMeaning, strange: Sequence[Column], words: Lexicon) -> bool:
    """Whether the head may stand a cell away from the figures: numbers stand below no head of
    amounts, and nothing below the last one, or words below another; or behind the last, where
    numbers stand below names, or (found by the numbers of the columns) a column below its head is
    empty and lacks them."""
    bare = [column for column in strange if not column.meaning.leftover]
    if not bare:
        return False
    figures = [c for block in meaning.blocks for c in block.figures if _headed(meaning, c)]
    headed = sorted(column.place for column in figures) or [0]
    if all(column.place < headed[0] for column in bare):
        body = meaning.rows[meaning.head.last :]
        return not any(row[headed[-1]] for row in body if headed[-1] < len(row))
    named = [c for c in bare if c.role in _NAMES and _headed(meaning, c)]
    behind = [column for column in bare if column not in named]
    if not behind or any(column.place < headed[-1] for column in behind):
        return False
    stubs = [c for block in meaning.blocks for c in block.stubs if c not in bare]
    if named or any(column.meaning.says for column in stubs):
        return True
    head = meaning.rows[meaning.head.first : meaning.head.last]
    if not any(column_numbers(tuple(row), words) for row in head):
        return False
    empty = any(c.role in _NAMES and not any(_texts(meaning, c)) for c in stubs)
    return empty or _completed(meaning, figures, behind)


def _completed(meaning: TableMeaning, figures: Sequence[Column], behind: Sequence[Column]) -> bool:
    """Whether a column stands empty below its head, and the first amount of every row that has one
    behind the last head is the sum of those after it and these."""
    added = [_amounts(meaning, column) for column in behind]
    known = [_amounts(meaning, column) for column in sorted(figures, key=lambda c: c.place)]
    rows = [n for n, values in enumerate(zip(*added, strict=True)) if any(values)]
    return not all(map(any, known)) and all(
        2 * abs(known[0][n] - sum(column[n] for column in (*known[1:], *added))) <= len(figures)
        for n in rows
    )


def _amounts(meaning: TableMeaning, column: Column) -> list[int]:
    """The figures of a column below the head in hundredths, 0 where there is none."""
    figures = map(read_figure, _texts(meaning, column))
    return [int(figure.value.scaleb(2)) if figure.is_number else 0 for figure in figures]


def _texts(meaning: TableMeaning, column: Column) -> list[str]:
    """The texts of a column below the head."""
    body = meaning.rows[meaning.head.last :]
    return [row[column.place] if column.place < len(row) else "" for row in body]


def _slipped(rest: Table, column: ExtraColumn) -> bool:
    """Whether few rows with figures have one in a column without a head: what stands there is of
    a row that has a cell too many, not of a column."""
    lines = zip(rest.rows, column.cells, strict=True)
    own = [cell for row, cell in lines if cell is not None and any(map(_printed, (cell, *row)))]
    return 0 < sum(map(_printed, own)) <= max(1, len(own) // _FEW)


def _printed(cell: GridText | None) -> bool:
    """Whether a cell prints a figure, or a dash for none."""
    return cell is not None and kind_of(cell.text.strip()) in {"number", "whole", "dash"}


def _may_be(
    form: Form,
    form_set: FormSet,
    left: TableMeaning,
    strange: Sequence[Column],
    worded: Sequence[Column],
    year: int,
) -> bool:
    """Whether a strange column may be one of the form that the others are not: its head is lost,
    or (``worded``) misprinted."""
    wanted = {(side.key, column) for side in form.sides for column in side.columns}
    missing = wanted - set(fit(form, form_set, left, year).columns.values())
    labels = [label for key, column in sorted(missing) for label in _labels(form, key, column)]
    known = sum(len(block.figures) for block in left.blocks)
    # As many as it has: a head may be lost. Lists of classes have as many blocks as fit.
    lost = known + len(strange) == len(wanted) and not lists_classes(form)
    return bool(missing) and any(
        not unlike(column.path, labels) if column in worded else lost for column in strange
    )


def _labels(form: Form, side_key: str, column: str) -> list[str]:
    """The words over a column of a form."""
    place = 0
    for side in form.sides:
        for role in side.body:
            if side.key == side_key and role == column:
                spans = (s for s in form.header if s.column <= place < s.column + s.columns)
                return [text for span in spans if len(text := plain(span.text)) > 1]
            place += 1
    return []


def _apart(table: Table, meaning: TableMeaning, strange: Sequence[Column], words: Lexicon) -> Table:
    """The table without the strange columns."""
    places = {column.place for column in strange}
    head = range(meaning.head.first, meaning.head.last)
    rows = _moved_heads(table, meaning, places, words)
    kept = [
        _beside(row, places)
        if number < head.start or (number >= head.stop and _worded(row, places))
        else tuple(cell for n, cell in enumerate(row) if n not in places)
        for number, row in enumerate(rows)
    ]
    rest = Table(kept, table.before, table.after, table.spots)
    rest.of_two_perhaps = table.of_two_perhaps
    rest.extra = tuple(
        ExtraColumn(
            head="".join(column.path[-1:]).strip() if _headed(meaning, column) else "",
            place=column.place,
            alone=_alone(meaning, column, places),
            cells=tuple(
                row[column.place] if number >= head.stop and column.place < len(row) else None
                for number, row in enumerate(rows)
            ),
        )
        for column in strange
    )
    return rest


def _alone(meaning: TableMeaning, column: Column, places: Collection[int]) -> bool:
    """Whether a column has words of its own, and shares none with one that is known."""
    paths = meaning.head.paths
    above = {plain(text) for place in _read(meaning) - {*places} for text in paths[place]}
    return bool(column.path) and not above & {plain(text) for text in column.path}


def _read(meaning: TableMeaning) -> set[int]:
    """The columns that are read: of figures, and of what says what rows are."""
    return {c.place for block in meaning.blocks for c in (*block.stubs, *block.figures)}


def _worded(row: Row, places: Collection[int]) -> bool:
    """Whether a row of the body is one text (a note), and stands in a place that goes."""
    said = [n for n, cell in enumerate(row) if cell is not None and cell.text.strip()]
    return len(said) == 1 and said[0] in places and kind_of(_text(row[said[0]])) == "text"


def _beside(row: Row, places: Collection[int]) -> Row:
    """A line that stands in no column (a title, a note): its texts keep their order."""
    said = [cell for cell in row if cell is not None and cell.text.strip()]
    left = [cell for n, cell in enumerate(row) if n not in places]
    if all(any(cell is other for other in left) for cell in said):
        return tuple(left)
    return (*said, *[None] * (len(left) - len(said)))


def _moved_heads(
    table: Table, meaning: TableMeaning, places: Collection[int], words: Lexicon
) -> list[Row]:
    """The rows, the heads that begin over a place that goes and reach beyond it beginning there."""
    rows = list(table.rows)
    printed = [
        number
        for number in range(meaning.head.first, meaning.head.last)
        if not column_numbers(tuple(map(_text, rows[number])), words)
    ]
    kept = _read(meaning) - {*places}
    for _, line, place, _ in meaning.head.spans():
        owners = meaning.head.owners[line]
        after = [n for n, owner in enumerate(owners) if owner == place and n in kept]
        cells = list(rows[printed[line]])
        if place in places and after and after[0] < len(cells):
            cells[after[0]], cells[place] = cells[place], None
            rows[printed[line]] = tuple(cells)
    return rows


def _text(cell: GridText | None) -> str:
    return cell.text.strip() if cell else ""
