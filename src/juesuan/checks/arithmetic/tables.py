"""A printed table as labels and whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from juesuan.checks.arithmetic.lines import lined_rows
from juesuan.checks.arithmetic.quantities import bare_rows
from juesuan.checks.catalogue import RuleSettings
from juesuan.keeping import compiled
from juesuan.reading import Grid, GridText, Paragraph, Reading, Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.continued import PartsUnderHead
from juesuan.reading.recognise.numbering import is_numbering
from juesuan.resources import Pattern
from juesuan.text import unspaced

__all__ = ["FigureTable", "TableWords", "figure_tables"]

_Rows = list[Sequence[GridText | None]]

_PAGE = compiled(r"[-—–~·\s\d第页共/]*")
_EQUAL = compiled(r"[=＝]")
_BELOW = 8
"""Lines below a table that may be its notes."""
_YEAR = compiled(r"(?:19|20)\d\d")
_CODE = compiled(r"([235]\d{2,6})(?![\d.,%])")
"""A code, before a name perhaps."""
_PLACES = 4
"""Digits after the point of which a table's numbers are taken at most."""

_LONGEST = 24
"""Signs of a row's words; where there are more, the name stands in the last cell before the
numbers."""

_HEADED = 3
"""Words that a row of the head has at least."""

_FEWEST = 3
"""Rows with numbers that a table has at least."""

_MOST_TOLD = 12
"""So many rows at most are tried for those that only tell what others have in them."""

_HEADED_TOTAL = 2
"""The same of one whose head has a total: each row is a sum."""

_STEPS = 3
"""Numbers of rows, of which one in four may be left out, are more than so many."""

_FILLED = 2
"""One in so many rows of a column of figures has a number."""


class TableWords(RuleSettings, frozen=True):
    """K113: labels of a row or column that is a total, of one that may be (``whole``), labels of
    rows that are some of others, heads of columns that nobody adds up, words of money in tens of
    thousands, words over a table that shows a part of its rows (``part``)."""

    total: Pattern
    whole: Pattern
    some: Pattern
    unsummed: Pattern
    rounded: Pattern
    part: Pattern


class FigureTable(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """A table's rows with numbers. ``values`` are whole numbers of 10⁻ᵏ (k: ``places``), one for
    each row and column of figures (blank and dash: 0); ``printed`` whether a number stands there.
    ``half`` is what rounding may take from or add to one number, in half units; ``notes`` are the
    lines within and right below it."""

    rows: Sequence[Sequence[GridText | None]]
    labels: Sequence[str]
    columns: Sequence[int]
    heads: Sequence[str]
    values: Sequence[Sequence[int]]
    printed: Sequence[Sequence[bool]]
    places: int
    half: int
    words: TableWords
    notes: Sequence[str] = ()
    part: bool = False
    """Whether it says that it shows some of its rows only."""

    def cell(self, row: int, column: int) -> GridText | None:
        """The cell of a row's figure, by the numbers of both among those with figures."""
        return self.rows[row][self.columns[column]]

    @cached_property
    def totals(self) -> Sequence[int]:
        """The rows that are called a total."""
        return [n for n, label in enumerate(self.labels) if self.words.total.search(label)]

    @cached_property
    def wholes(self) -> Sequence[int]:
        """The first or last row of a table without a total, where its words let it be one."""
        edges = () if self.totals else (0, len(self.values) - 1)
        found = [n for n in edges if self.words.whole.search(self.labels[n])]
        return found if len(found) == 1 else []

    @cached_property
    def some(self) -> frozenset[int]:
        """The rows that say that they are some of another (其中)."""
        return frozenset(n for n, label in enumerate(self.labels) if self.words.some.search(label))

    def told_twice(self, rows: Sequence[int], column: int, left: int) -> bool:
        """Whether some of the rows, each behind one that is no less, are together what all are
        more than their total (``left``): they only tell what others have in them."""
        sums = {0}
        before = 0
        for row in rows[:_MOST_TOLD]:
            value = self.values[row][column]
            if 0 < value <= before:
                sums |= {one + value for one in sums if one + value <= left + self.half}
            before = max(before, value)
        return any(one and 2 * abs(one - left) <= self.half * len(rows) for one in sums)

    @property
    def spots(self) -> Iterator[Spot]:
        """Where its figures stand."""
        for row, printed in enumerate(self.printed):
            for column, number in enumerate(printed):
                cell = self.cell(row, column)
                if number and cell is not None:
                    yield cell.spot

    @property
    def blocks(self) -> bool:
        """Whether words stand between its columns of figures: two tables side by side."""
        first, last = self.columns[0], self.columns[-1]
        between = (row[n] for row in self.rows for n in range(first, last) if n not in self.columns)
        return any(read_figure(cell.text).kind == "text" for cell in between if cell)

    @cached_property
    def codes(self) -> Sequence[str]:
        """The code of a class, section or item that each row begins with; empty where none is."""
        return [_code_of(row) for row in self.rows]

    def text_of(self, value: int) -> str:
        """A value as the table prints its numbers, without separators."""
        whole, rest = divmod(abs(value), 10**self.places)
        text = f"{whole}.{rest:0{self.places}}" if self.places else f"{whole}"
        return f"-{text}" if value < 0 else text

    def summed(self, column: int) -> bool:
        """Whether its head lets a column be added up: no rate, price, year or rank."""
        return not self.words.unsummed.search(self.heads[column])


def figure_tables(reading: Reading, but: set[int], words: TableWords) -> Iterator[FigureTable]:
    """The tables of a reading, but those with some cells (by identity); after those of a document
    its lines that are rows with a total."""
    for document in reading.documents:
        for above, rows, below in _joined(document.parts):
            if not any(id(cell) in but for row in rows for cell in row if cell):
                table = _table(rows, below, words, above)
                if table is not None:
                    yield table
        for lines in lined_rows(document.parts):
            table = _table(lines, (), words)
            if table is not None and (table.totals or table.wholes) and not table.some:
                yield table


def _joined(parts: Sequence[Paragraph | Grid]) -> Iterator[tuple[str, _Rows, list[str]]]:
    """The tables in their order with the line above and the lines below them, those that go on
    over a page as one, under their head once more or without it."""
    rows: _Rows = []
    above = last = ""
    below: list[str] = []
    whole = PartsUnderHead(())
    for part in parts:
        if isinstance(part, Paragraph):
            last = part.text
            if not _PAGE.fullmatch(part.text) and len(below) < _BELOW:
                below.append(part.text)
        elif not below and rows and (head := _goes_on(rows, whole, part)) is not None:
            rows.extend(part.rows[head:])
        else:
            if rows:
                yield above, rows, below
            rows, below, whole = list(part.rows), [], PartsUnderHead(part.rows)
            above, last = last, ""
    if rows:
        yield above, rows, below


def _goes_on(rows: _Rows, whole: PartsUnderHead, part: Grid) -> int | None:
    """How many first rows of a grid repeat the head of the table that it goes on with; none where
    it does not."""
    if not part.rows or part.width != max(map(len, rows)):
        return None
    if _numbers(part.rows[0]):
        return 0
    return whole.goes_on(part.rows) or None


def _numbers(row: Sequence[GridText | None]) -> int:
    return sum(1 for cell in row if cell and read_figure(cell.text).is_number)


def _table(
    rows: Sequence[Sequence[GridText | None]],
    below: Sequence[str],
    words: TableWords,
    above: str = "",
) -> FigureTable | None:
    rows = bare_rows(rows)
    width = max(map(len, rows), default=0)
    body = [row for row in rows if len(row) == width and _numbers(row)]
    while body and _names_columns(body[0]):
        body = body[1:]
    body = [row for row in body if not words.unsummed.search(_label(row))]
    alone = [[cell.text for cell in row if cell and cell.text.strip()] for row in rows]
    notes = [*(texts[0] for texts in alone if len(texts) == 1), *below]
    fewest = 1 if any(_EQUAL.search(note) for note in notes) else _FEWEST
    head = list(rows[: next((n for n, row in enumerate(rows) if body and row is body[0]), 0)])
    if any(words.total.search(unspaced(cell.text)) for row in head for cell in row if cell):
        fewest = min(fewest, _HEADED_TOTAL)
    if len(body) < fewest or any(len(row) != width and _numbers(row) for row in rows):
        return None
    columns = [n for n in range(width) if _is_figures([row[n] for row in body])]
    if not columns:
        return None
    figures = [
        [read_figure(row[n].text if row[n] else "") for n in columns]  # type: ignore[union-attr]
        for row in body
    ]
    exponents = [-int(f.value.as_tuple().exponent) for line in figures for f in line if f.is_number]
    places = max(0, *exponents)
    if places > _PLACES:
        return None
    said = unspaced("".join(cell.text for row in head for cell in row if cell))
    return FigureTable(
        rows=body,
        labels=[_label(row) for row in body],
        columns=columns,
        heads=[_head(head, n) for n in columns],
        values=[
            [int(f.value.scaleb(places)) if f.is_number else 0 for f in line] for line in figures
        ],
        printed=[[f.is_number for f in line] for line in figures],
        places=places,
        half=1 if places or words.rounded.search(said) else 0,
        words=words,
        notes=notes,
        part=bool(words.part.search(above + said)),
    )


def _names_columns(row: Sequence[GridText | None]) -> bool:
    """Whether a row with numbers is of the head: it numbers the columns or says their years."""
    texts = [cell.text for cell in row if cell]
    numbers = [figure for text in texts if (figure := read_figure(text)).is_number]
    return is_numbering(texts) or all(_YEAR.fullmatch(figure.text) for figure in numbers)


def _counts_on(numbers: Sequence[Decimal]) -> bool:
    """Whether each number is one more than that before it; of whole numbers most, where rows are
    left out."""
    steps = [after == before + 1 for before, after in pairwise(numbers)]
    whole = all(number == number.to_integral_value() for number in numbers)
    return all(steps) or (whole and len(steps) > _STEPS and 4 * sum(steps) >= 3 * len(steps))


def _is_figures(cells: Sequence[GridText | None]) -> bool:
    """Whether a column has figures, and neither words, codes nor the numbers of rows."""
    found = [read_figure(cell.text if cell else "") for cell in cells]
    if any(figure.kind == "text" for figure in found):
        return False
    numbers = [figure for figure in found if figure.is_number]
    if _FILLED * len(numbers) < len(found):
        return False
    if len(numbers) > 1 and _counts_on([figure.value for figure in numbers]):
        return False
    return not all(_is_code(figure.text) for figure in numbers)


def _is_code(text: str) -> bool:
    return len(text) in {3, 5, 7} and bool(_CODE.fullmatch(text))


def _code_of(row: Sequence[GridText | None]) -> str:
    """The code that the first cell of a row is, or begins with."""
    first = next((cell.text for cell in row if cell and cell.text.strip()), "")
    found = _CODE.match(first.strip())
    return found[1] if found and len(found[1]) in {3, 5, 7} else ""


def _label(row: Sequence[GridText | None]) -> str:
    """The words of a row before its first number; of many words the last cell's."""
    found: list[str] = []
    for cell in row:
        figure = read_figure(cell.text if cell else "")
        if figure.is_number and found:
            break
        if cell and figure.kind == "text":
            found.append(unspaced(cell.text))
    said = "".join(found)
    return said if len(said) <= _LONGEST else found[-1]


def _head(head: Sequence[Sequence[GridText | None]], column: int) -> str:
    """The words above a column, from the top: its own, and above these those of a cell that is
    merged over it."""
    found: list[str] = []
    for row in reversed(head):
        if sum(1 for cell in row if cell and cell.text.strip()) < _HEADED:
            continue  # the title, the line of department and unit
        cells = [cell for cell in row[: column + 1] if cell] if found else []
        own = row[column] if column < len(row) else None
        cell = own or (cells[-1] if cells else None)
        text = unspaced(cell.text) if cell else ""
        if text and read_figure(text).kind == "text" and text not in found:
            found.insert(0, text)
    return "".join(found[-2:])
