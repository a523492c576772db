"""How many rows the table has that a text names beside a number of its things (共安排项目7个，
详见《项目收入支出决算表》)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.printed.listed import many_things
from juesuan.checks.speech.sentences.numbers import numbers_said
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages_with
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table
from juesuan.resources import Pattern
from juesuan.text import unspaced

__all__ = ["MiscountedRows", "RowWords", "miscounted_rows"]

_TITLE = 4
"""Lines right above a table, and rows of it, that may say its title."""


class RowWords(RuleSettings, frozen=True):
    """N513: ``count`` finds the ``number`` of all things of a kind, as it is ``said``; ``named``
    the ``title`` of a table, ``below`` words that one follows; ``things`` is the end of a head over
    names, ``total`` finds rows that name nothing."""

    count: Pattern
    named: Pattern
    below: Pattern
    things: str
    total: Pattern


class MiscountedRows(Struct, frozen=True):
    """A passage that says a number of things, and the table that lists another number of them, by
    its title, or (empty) the one right below."""

    passage: Passage
    said: str
    title: str
    names: tuple[str, ...]
    where: Where


def miscounted_rows(subject: Subject) -> Sequence[MiscountedRows]:
    """Such passages of a document; once a document."""
    return subject.once(_miscounted)


@of_the_text
def _miscounted(subject: Subject) -> Sequence[MiscountedRows]:
    words, reading = RowWords.of("N513"), subject.reading
    if reading is None:
        return ()
    tables = [*(form.table for form in reading.forms), *reading.others]
    found: list[MiscountedRows] = []
    for passage in passages_with(subject, words.count):
        text = compact(passage.text)
        if passage.kind == "contents" or passage.cell:
            continue
        for table, title in _pointed_at(passage, text, tables, words):
            for match, number in numbers_said(text, words.count):
                names = list(_names(table, match[0], words))
                told = {number, *many_things(text)}  # 共8个项目，现公开其中3个
                if names and not told & {len(names), len(set(names))}:
                    place = next(cell.spot for row in table.rows for cell in row if cell)
                    where = Where(spot=place, printed=title)
                    found.append(MiscountedRows(passage, match["said"], title, tuple(names), where))
    return found


def _pointed_at(
    passage: Passage, text: str, tables: Sequence[Table], words: RowWords
) -> Iterator[tuple[Table, str]]:
    """The one table that a text names, or the one right below it that it announces."""
    for match in words.named.finditer(text):
        title = match["title"]
        named = [table for table in tables if title in _title(table, passage)]
        if len(named) == 1:
            yield named[0], title
    follow = [table for table in tables if passage.spot in table.spots[-_TITLE:]]
    if words.below.search(text) and len(follow) == 1:
        yield follow[0], ""


def _title(table: Table, passage: Passage) -> str:
    """The words of a table's title: not those of the passage, which may stand right above it."""
    lines = (line for line in table.before[-_TITLE:] if line.strip() != passage.text.strip())
    return compact("".join((*lines, *table.texts(1))))


def _names(table: Table, said: str, words: RowWords) -> Iterator[str]:
    """The names in the column of a table that is of the things a text counts."""
    for number in range(min(_TITLE, len(table.rows))):
        for column in range(len(table.rows[number])):
            thing, named, rest = unspaced(table.text(number, column)).partition(words.things)
            if len(thing) > 1 and named and not rest and thing[-2:] in said:
                for below in range(number + 1, len(table.rows)):
                    name = unspaced(table.text(below, column))
                    if read_figure(name).kind == "text" and not words.total.search(name):
                        yield name
                return
