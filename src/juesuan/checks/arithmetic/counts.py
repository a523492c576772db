"""Counts that a text tells of a table printed below it (年末实有人员69人 of 人员情况表)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from juesuan.checks.arithmetic.tables import FigureTable, TableWords, figure_tables
from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.against_forms import tie_outs
from juesuan.checks.speech.amounts import counted_as
from juesuan.checks.speech.assertions import Assertion
from juesuan.checks.speech.listed import ListedTable, PrintedValue, bare_name, listed_tables
from juesuan.checks.speech.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.speech.sections import assertions
from juesuan.checks.speech.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.reading import GridText
from juesuan.reading.figures import read_figure
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["CountWords", "OtherCount", "other_counts"]

_LEAST = 2
"""Neighbouring characters that a text and a table's label share."""


class CountWords(RuleSettings, frozen=True):
    """N512: units of what tables count, and of what their rows count; a cell that names
    (``name``) what the one right of it counts, in a ``unit``, or ``ending`` in one; words for what
    is done with things (``acts``); units that count ``alike``."""

    counted: tuple[str, ...]
    rows: tuple[str, ...]
    label: Pattern
    ending: Pattern
    acts: Pattern
    alike: tuple[tuple[str, ...], ...]


class OtherCount(Struct, frozen=True, eq=False):
    """A count of the text, and the place of the table's count of the same, its row and
    column."""

    said: Assertion
    where: Where
    row: str
    column: str


def other_counts(subject: Subject) -> Sequence[OtherCount]:
    """The counts of the text that a table prints otherwise; once a document."""
    return subject.once(_other_counts)


def _other_counts(subject: Subject) -> Sequence[OtherCount]:
    if subject.reading is None:
        return ()
    words = CountWords.of("N512")
    forms = {
        id(cell)
        for form in subject.reading.forms
        for row in form.table.rows
        for cell in row
        if cell
    }
    tables = [
        table
        for table in figure_tables(subject.reading, forms, TableWords.of("K113"))
        if not table.places and len(table.totals) == 1
    ]
    told = [one for one in assertions(subject) if one.mention.kind == "count"] if tables else []
    found = [found for table in tables for one in told for found in _other(table, one, words)]
    return [*found, *_other_rows(subject, words), *_other_cells(subject, words)]


def _other_rows(subject: Subject, words: CountWords) -> Iterator[OtherCount]:
    """The counts of paragraphs that a table without totals, and that is no form, prints otherwise
    in the one row and column of the same."""
    if subject.reading is None:
        return
    spots = {cell.spot for t in subject.reading.others for row in t.rows for cell in row if cell}
    tables = [table for table in listed_tables(subject) if not table.whole]
    tables = [
        table
        for table in tables
        if any(v and v.where.spot in spots for column in table.columns for v in column.values)
    ]
    for passage in paragraphs(subject) if tables else ():
        for figure in passage.figures:
            one = figure.one
            if one.mention.kind != "count" or (one.role, one.year) != ("final", "this"):
                continue
            if one.mention.unit in words.rows and not one.mention.reason:
                yield from _other_row(tables, passage, figure)


def _other_cells(subject: Subject, words: CountWords) -> Iterator[OtherCount]:
    """The counts that the cell right of their name prints otherwise, the only one that does, under
    whatever verb (召开会议, 参加会议); what is known as a fact of the forms is held to these."""
    cells = defaultdict[tuple[str, str], list[tuple[str, GridText]]](list)
    reading = subject.reading
    tables = [*(form.table for form in reading.forms), *reading.others] if reading else []
    for table in tables:
        for row in table.rows:
            for name, cell in pairwise(one for one in row if one and one.text.strip()):
                called, unit = _label(unspaced(fold(name.text)), words)
                if called and read_figure(cell.text).is_number:
                    thing = words.acts.sub("", called)
                    cells[thing, counted_as(unit, words.alike)].append((called, cell))
    settled = {tie.assertion for tie in tie_outs(subject)} if cells else set()
    for passage in paragraphs(subject) if cells else ():
        for figure in passage.figures:
            one = figure.one
            if one.mention.kind != "count" or (one.role, one.year) != ("final", "this"):
                continue
            if one in settled or one.mention.reason:
                continue
            kind, clause = counted_as(one.mention.unit, words.alike), figure.clause
            named = [key for key in cells if key[1] == kind and clause.endswith(key[0])]
            found = cells[named[0]] if len(named) == 1 else []
            if len(found) == 1 and read_figure(found[0][1].text).value != one.mention.value:
                called, cell = found[0]
                where = Where(spot=cell.spot, item=called, printed=cell.text.strip())
                yield OtherCount(one, where, called, one.mention.unit)


def _label(text: str, words: CountWords) -> tuple[str, str]:
    """What a label names and the unit that it counts in; empty for another text."""
    if match := words.label.match(text):
        return match["name"], match["unit"]
    if match := words.ending.match(text):
        return match["name"] or match["other"], match["unit"] or match["in"]
    return "", ""


def _other_row(
    tables: Sequence[ListedTable], passage: SaidParagraph, figure: SaidFigure
) -> Iterator[OtherCount]:
    """What the one table prints that has a row and a column for a count."""
    begin = passage.sentences[figure.sentence][0]
    said = passage.words[begin : figure.start]
    clause = _clause(passage, figure)
    if claim_words().divisions.rest.search(clause):
        return
    found: list[tuple[PrintedValue, str]] = []
    for table in tables:
        rows = _named(table, clause) or _named(table, said)
        columns = table.counts(figure.one.mention.unit)
        if len(rows) == len(columns) == 1 and (value := columns[0].values[rows[0]]):
            found.append((value, columns[0].head))
    if len(found) == 1 and found[0][0].value != figure.number.value:
        value, head = found[0]
        yield OtherCount(figure.one, value.where, value.name, head)


def _clause(passage: SaidParagraph, figure: SaidFigure) -> str:
    """The clause that says what a figure counts: its own, or that of a figure before it."""
    before = [f for f in passage.in_sentence(figure.sentence) if f.start <= figure.start]
    return next((f.clause for f in reversed(before) if f.clause), "")


def _named(table: ListedTable, said: str) -> Sequence[int]:
    return [n for n, name in enumerate(table.names) if bare_name(name) in said]


def _other(table: FigureTable, one: Assertion, words: CountWords) -> Iterator[OtherCount]:
    said = one.mention.value
    ends = [m.end for m in one.sentence.mentions if m.end <= one.mention.start]
    begin = max(ends, default=0)
    lead = unspaced(fold(one.sentence.text[begin : one.mention.start]))
    columns = _meant(table.heads, lead)
    if len(columns) != 1 or one.role not in {"final", ""} or one.year != "this":
        return
    (total,) = table.totals
    rows = _meant([label for n, label in enumerate(table.labels) if n != total], lead)
    others = [n for n in range(len(table.labels)) if n != total]
    row = others[rows[0]] if len(rows) == 1 else total
    cell = table.cell(row, columns[0])
    if len(rows) > 1 or cell is None or not table.printed[row][columns[0]]:
        return
    if said != table.values[row][columns[0]] and one.mention.unit in words.counted:
        label, head = table.labels[row], table.heads[columns[0]]
        where = Where(spot=cell.spot, item=f"{label}·{head}", printed=cell.text.strip())
        yield OtherCount(one, where, label, head)


def _meant(labels: Sequence[str], lead: str) -> Sequence[int]:
    """The labels that share characters with a text which no other label has."""
    pairs = [_pairs(label) for label in labels]
    common = Counter(pair for own in pairs for pair in own)
    return [
        n for n, own in enumerate(pairs) if any(pair in lead and common[pair] == 1 for pair in own)
    ]


def _pairs(label: str) -> frozenset[str]:
    return frozenset(label[n : n + _LEAST] for n in range(len(label) - 1))
