"""Numbering (编号): headings, lists, rows and columns of forms, and the forms themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.rules.completeness.chapters import not_in_text
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, passages, place_of, sections
from juesuan.forms import Form
from juesuan.reading.narrative import Section
from juesuan.reading.recognise.forms import Table
from juesuan.reading.recognise.numbering import column_numbers
from juesuan.resources import Pattern
from juesuan.text import NUMERALS, chinese, ordinal

__all__ = ["RULES", "SETTINGS", "broken"]


_CHAPTER = 2
"""The level of a part's chapters (一、)."""


class SpokenList(RuleSettings, frozen=True):
    """C302. ``following``: passages in which a list may go on; ``item`` has the number."""

    following: int
    item: Pattern
    goes_on: Pattern


class PointedList(RuleSettings, frozen=True):
    """C303. ``least`` points make a list, a ``jump`` beyond is none; ``point`` has the number."""

    least: int
    jump: int
    point: Pattern


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


def broken(numbers: Sequence[int]) -> tuple[int, str] | None:
    """The first place where a list's numbering breaks: its index and ``gap``, ``again`` or
    ``order``; None where it runs on. A list may begin anew at 1.

    >>> broken([1, 2, 4]), broken([1, 2, 1, 2])
    ((2, 'gap'), None)
    """
    for index in range(1, len(numbers)):
        above, here = numbers[index - 1], numbers[index]
        if here in (above + 1, 1):
            continue
        if here == above:
            return index, "again"
        return index, "gap" if here > above else "order"
    return None


def _siblings(subject: Subject) -> Iterator[list[Section]]:
    """Headings under one heading that are numbered alike, in order."""
    groups: dict[tuple[int, int, str], list[Section]] = defaultdict(list)
    for section in sections(subject):
        if section.number and section.title and section.kind in ("text", "glossary"):
            style = NUMERALS.sub("n", compact(section.number))
            groups[section.parent, section.level, style].append(section)
    yield from groups.values()


def headings(subject: Subject) -> Iterator[Finding]:
    """C301: headings under one heading whose numbers leave one out, the first as well, or come
    twice."""
    body = (p for p in passages(subject) if not p.cell and p.kind != "contents")
    lines = [compact(p.text) for p in body]
    listed = {compact(entry.number) for entry in not_in_text(subject)}
    for group in _siblings(subject):
        if group[0].level == 1:
            continue  # parts have a rule of their own
        numbers = [ordinal(section.number) for section in group]
        whole = group[0].level > _CHAPTER  # of chapters an excerpt may leave out the first
        fault = broken([0, *numbers] if whole else numbers)
        if fault is None:
            continue
        index, how = fault
        index -= whole
        here, above = group[index], group[index - 1] if index else None
        before = numbers[index - 1] if index else 0
        missing = "、".join(str(n) for n in range(before + 1, numbers[index]))
        left_out = _written(here.number, before + 1)
        if how == "gap" and (left_out in listed or any(left_out in line for line in lines)):
            continue
        details = {"number": here.number, "missing": missing}
        where = [place_of(subject, here)]
        if above is None:
            how = "start"
        else:
            details["above"] = above.number
            where.append(place_of(subject, above))
        yield Finding(code="C301", where=tuple(where), details=details, variant=how)


def _written(like: str, number: int) -> str:
    """A number written like that of a heading. Where headings leave it out, it may stand at the
    head of a line all the same, or within one that lines were joined to."""
    written = str(number) if re.search(r"\d", like) else chinese(number)
    return compact(NUMERALS.sub(written, like, count=1))


def _runs(text: str, pattern: Pattern) -> list[list[int]]:
    """The lists of a text, each begun by 1."""
    lists: list[list[int]] = []
    for match in pattern.finditer(text):
        number = ordinal(match[1])
        if number == 1 or not lists:
            lists.append([])
        lists[-1].append(number)
    return lists


def spoken_lists(subject: Subject) -> Iterator[Finding]:
    """C302: 一是、二是、三是 in a text: a number twice, left out, or 一是 alone."""
    row = SpokenList.of("C302")
    every = [p for p in passages(subject) if p.kind != "contents"]
    for index, passage in enumerate(every):
        for run in _runs(passage.text, row.item):
            if run[0] != 1:
                continue
            fault = broken(run)
            if fault is not None:
                at, how = fault
                details = {"above": _said(run[at - 1]), "number": _said(run[at])}
                yield Finding(code="C302", where=(_at(passage),), details=details, variant=how)
                break
            ended = passage.text.rstrip()[-1:] in "。；！"  # not cut off
            if run == [1] and ended and not _goes_on(every, index, row):
                yield Finding(
                    code="C302",
                    where=(_at(passage),),
                    details={"number": _said(1)},
                    variant="alone",
                )
                break


def _goes_on(every: Sequence[Passage], index: int, row: SpokenList) -> bool:
    """Whether a list begun in a passage is continued in one of the next, or in other words."""
    following = every[index].text.partition(_said(1))[2]
    if row.goes_on.search(following):
        return True
    after = every[index + 1 : index + 1 + row.following]
    return any(item in p.text for p in after for item in (_said(2), _said(3)))


def _said(number: int) -> str:
    return f"{chinese(number)}是"


def _at(passage: Passage) -> Where:
    return passage.where


def pointed_lists(subject: Subject) -> Iterator[Finding]:
    """C303: 1. 2. 3. within one cell: a number left out or twice; one finding a table."""
    row = PointedList.of("C303")
    seen: dict[str, list[tuple[Where, str]]] = defaultdict(list)
    for passage in passages(subject):
        if passage.cell and not passage.within.form:
            for told in _breaks(passage.text, row):
                seen[passage.within.anchor].append((passage.where, told))
    for places in seen.values():
        where = tuple(dict.fromkeys(place for place, _ in places))
        steps = "、".join(dict.fromkeys(told for _, told in places))
        yield Finding(code="C303", where=where, details={"steps": steps})


def _breaks(text: str, row: PointedList) -> Iterator[str]:
    """Where the points of a text jump or come twice; a number that stands between them
    without its mark is not missing."""
    points = [(ordinal(match[1]), match.start()) for match in row.point.finditer(text)]
    if len(points) < row.least or points[0][0] != 1:
        return
    for (above, start), (here, end) in pairwise(points):
        if here == above and here > 1:
            yield f"{above}.→{here}."
        missing = [n for n in range(above + 1, here) if _absent(n, text[start + 2 : end])]
        if missing and above > 1 and here <= above + row.jump:
            yield f"{above}.→{here}."


def _absent(number: int, text: str) -> bool:
    return not re.search(rf"(?<![\d.]){number}(?!\d)", text)


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
    "C301": headings,
    "C302": spoken_lists,
    "C303": pointed_lists,
    "C304": row_numbers,
    "C305": column_gaps,
    "C306": form_numbers,
    "C307": performance_numbers,
}
SETTINGS = {
    "C302": SpokenList,
    "C303": PointedList,
    "C304": RowNumbers,
    "C305": ColumnNumbers,
    "C306": FormNumbers,
}
