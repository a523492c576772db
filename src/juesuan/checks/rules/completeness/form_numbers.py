"""Numbers (编号) of forms, of their rows and columns: C304 to C307."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.forms import Form
from juesuan.reading.recognise.forms import Table
from juesuan.reading.recognise.numbering import column_numbers
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class RowNumbers(RuleSettings, frozen=True):
    """C304. The column's ``head`` stands in the first ``head_rows``."""

    head: str
    head_rows: int
    jump: int
    beside: Pattern


class ColumnNumbers(RuleSettings, frozen=True):
    """C305. A row of ``least`` numbers that begins with one of ``heads``."""

    heads: tuple[str, ...]
    head_rows: int
    least: int


class FormNumbers(RuleSettings, frozen=True):
    """C306. ``number`` has the form's number as its group."""

    number: Pattern


def row_numbers(subject: Subject) -> Iterator[Finding]:
    """C304: the row numbers (行次) of a form leave one out or come twice."""
    rows = RowNumbers.of("C304")
    for form in subject.reading.forms if subject.reading else ():
        prescribed = _prescribed(form.form)
        for column in _row_columns(form.table, rows):
            numbers = _down(form.table, column, rows)
            for (row, above), (_, here) in pairwise(numbers):
                if (above, here) in prescribed:
                    continue
                if here == above or above + 1 < here <= above + rows.jump:
                    cell = form.table.rows[row][column]
                    where = Where(
                        spot=cell.spot if cell else subject.spot(form.no),
                        form=form.no,
                        row=str(here),
                        printed=str(here),
                    )
                    details = {"form": form.no, "above": above, "number": here}
                    how = "again" if here == above else ""
                    yield Finding(code="C304", where=(where,), details=details, variant=how)


def _prescribed(form: Form) -> set[tuple[int, int]]:
    """Row numbers that follow one another in the form as it is prescribed."""
    following: set[tuple[int, int]] = set()
    for side in form.sides:
        rows = [source.row.row_no or source.row.key for source in side.sources if source.row]
        numbers = [int(row) for row in rows if row.isdigit()]
        following |= set(pairwise(numbers))
    return following


def _row_columns(table: Table, rows: RowNumbers) -> list[int]:
    """The columns of row numbers, from the left."""
    columns = {
        column
        for row in range(min(len(table.rows), rows.head_rows))
        for column in range(len(table.rows[row]))
        if compact(table.text(row, column)) == rows.head
    }
    return sorted(columns)


def _down(table: Table, column: int, rows: RowNumbers) -> list[tuple[int, int]]:
    """The numbers down a column with their rows; none if a cell of it may have slipped."""
    numbers: list[tuple[int, int]] = []
    for row in range(len(table.rows)):
        text = table.text(row, column)
        if text.isdigit() and len(text) < 4:
            numbers.append((row, int(text)))
        elif numbers and text and compact(text) != rows.head and not rows.beside.search(text):
            return []
    rising = all(below >= above for (_, above), (_, below) in pairwise(numbers))
    return numbers if rising else []


def column_gaps(subject: Subject) -> Iterator[Finding]:
    """C305: columns without a number (栏次) between columns that have one."""
    columns, rows = ColumnNumbers.of("C305"), RowNumbers.of("C304")
    for form in subject.reading.forms if subject.reading else ():
        if _row_columns(form.table, rows):
            continue  # 行次 and 栏次 stand side by side; its own columns have no number
        for row in range(min(len(form.table.rows), columns.head_rows)):
            texts = [form.table.text(row, n) for n in range(len(form.table.rows[row]))]
            numbers = column_numbers(texts)
            if len(numbers) < columns.least or not {*map(compact, texts)} & {*columns.heads}:
                continue
            places = sorted(numbers)
            bald = [
                n
                for n in range(places[0], places[-1])
                if n not in numbers and _used(form.table, row, n)
            ]
            if bald and [int(numbers[n]) for n in places] == list(range(1, len(places) + 1)):
                cell = form.table.rows[row][places[0]]
                before = max(n for n in places if n < bald[0])
                details = {"form": form.no, "after": numbers[before], "count": len(bald)}
                spot = cell.spot if cell else subject.spot(form.no)
                yield Finding(
                    code="C305",
                    where=(Where(spot=spot, form=form.no, role="column_numbers"),),
                    details=details,
                )
            break


def _used(table: Table, head: int, column: int) -> bool:
    """Whether figures stand below the head in a column."""
    below = range(head + 1, len(table.rows))
    return any(any(c.isdigit() for c in table.text(row, column)) for row in below)


def form_numbers(subject: Subject) -> Iterator[Finding]:
    """C306: one form number (公开05表) printed over two different forms."""
    number_of = FormNumbers.of("C306").number
    seen: dict[str, dict[str, Passage]] = defaultdict(dict)
    for passage in passages(subject):
        if passage.head and (match := number_of.fullmatch(compact(passage.text))):
            seen[match[1].zfill(2)].setdefault(passage.within.form, passage)
    for number, forms in seen.items():
        if len(forms) > 1:
            where = tuple(
                Where(spot=p.spot, form=no, item=p.text.strip(), printed=p.text)
                for no, p in forms.items()
            )
            titles = [subject.disclosure.form(no).form.title for no in forms]
            details = {"number": number, "titles": "、".join(f"《{title}》" for title in titles)}
            yield Finding(code="C306", where=where, details=details)


def performance_numbers(subject: Subject) -> Iterator[Finding]:
    """C307: performance tables without a number in a set that numbers its tables; one finding."""
    read = subject.performance
    tables = [(table.title, table.number) for table in read.overall]
    tables += [(table.title, table.number) for table in read.department]
    tables += [(table.title, table.number) for table in read.projects]
    number_of = FormNumbers.of("C306").number
    numbered = any(number_of.fullmatch(compact(p.text)) for p in passages(subject) if p.head)
    bald = [title for title, number in tables if not number]
    if numbered and tables and len(bald) == len(tables):
        where = tuple(Where(project=title, role="form_number") for title in bald)
        details = {"count": len(bald), "title": bald[0]}
        yield Finding(code="C307", where=where, details=details)


RULES = {
    "C304": row_numbers,
    "C305": column_gaps,
    "C306": form_numbers,
    "C307": performance_numbers,
}
SETTINGS = {
    "C304": RowNumbers,
    "C305": ColumnNumbers,
    "C306": FormNumbers,
}
