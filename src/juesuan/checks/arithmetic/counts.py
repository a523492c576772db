"""Counts that a text tells of a table printed below it (年末实有人员69人 of 人员情况表)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.arithmetic.tables import FigureTable, TableWords, figure_tables
from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.assertions import Assertion
from juesuan.checks.speech.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.reading import GridText
from juesuan.text import fold, unspaced

__all__ = ["CountWords", "OtherCount", "other_counts"]

_LEAST = 2
"""Neighbouring characters that a text and a table's label share."""


class CountWords(RuleSettings, frozen=True):
    """N512: units of what tables count."""

    counted: tuple[str, ...]


class OtherCount(Struct, frozen=True, eq=False):
    """A count of the text, and the table's count of the same with its row and column."""

    said: Assertion
    cell: GridText
    row: str
    column: str


def other_counts(subject: Subject) -> Sequence[OtherCount]:
    """The counts of the text that a table of counts prints otherwise; once a document."""
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
    return [found for table in tables for one in told for found in _other(table, one, words)]


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
        yield OtherCount(one, cell, table.labels[row], table.heads[columns[0]])


def _meant(labels: Sequence[str], lead: str) -> Sequence[int]:
    """The labels that share characters with a text which no other label has."""
    pairs = [_pairs(label) for label in labels]
    common = Counter(pair for own in pairs for pair in own)
    return [
        n for n, own in enumerate(pairs) if any(pair in lead and common[pair] == 1 for pair in own)
    ]


def _pairs(label: str) -> frozenset[str]:
    return frozenset(label[n : n + _LEAST] for n in range(len(label) - 1))
