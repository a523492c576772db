"""Numbering (编号): headings, lists, rows and columns of forms, and the forms themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from juesuan.checks.catalogue import all_rules
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.numerals import broken, ordinal
from juesuan.checks.subject.passages import Passage, bare, passages, place_of, sections
from juesuan.forms import Form
from juesuan.reading.narrative import Section
from juesuan.reading.numbering import column_numbers
from juesuan.reading.recognise import Table

__all__ = ["RULES"]

_ITEM = re.compile(r"(?:^|(?<=[。；;，,：:、\s>）)\"”]))([一二三四五六七八九十]{1,2})是(?![否的])")
_POINT = re.compile(r"(?:^|(?<=[。；;：:，,\s>”’）)》]))(\d{1,2})[.、．](?!\d)")
_PRINTED = re.compile(r"公开\s*0?(\d{1,2})\s*表")
_ROW_HEAD = "行次"
_FOLLOWING = 13  # passages in which a list may be continued
_JUMP = 3  # a list that leaves out more is none, or was cut


def _siblings(subject: Subject) -> Iterator[list[Section]]:
    """Headings under one heading that are numbered alike, in order."""
    groups: dict[tuple[int, int, str], list[Section]] = defaultdict(list)
    for section in sections(subject):
        if section.number and section.title and section.kind in ("text", "glossary"):
            style = re.sub(r"[\d一二三四五六七八九十〇①-⑳]+", "n", bare(section.number))
            groups[section.parent, section.level, style].append(section)
    yield from groups.values()


def headings(subject: Subject) -> Iterator[Finding]:
    """C301: headings under one heading whose numbers leave one out or come twice."""
    lines = [bare(p.text) for p in passages(subject) if not p.cell]
    for group in _siblings(subject):
        if group[0].level == 1:
            continue  # parts have a rule of their own
        numbers = [ordinal(section.number) for section in group]
        found = broken(numbers)
        if found is None:
            continue
        index, how = found
        here, above = group[index], group[index - 1]
        missing = "、".join(str(n) for n in range(numbers[index - 1] + 1, numbers[index]))
        if how == "gap" and _elsewhere(lines, here.number, numbers[index - 1] + 1):
            continue
        details = {"above": above.number, "number": here.number, "missing": missing}
        where = (place_of(subject, here), place_of(subject, above))
        yield Finding(code="C301", where=where, details=details, variant=how)


def _elsewhere(lines: Sequence[str], like: str, number: int) -> bool:
    """Whether a number that headings leave out stands at the head of a line all the same, or
    within one that lines were joined to."""
    digits = "〇一二三四五六七八九十"
    chinese = (
        digits[number] if number <= 10 else ("十" + digits[number - 10] if number < 20 else "")
    )
    written = chinese if re.search("[一二三四五六七八九十]", like) else str(number)
    printed = bare(re.sub(r"[\d一二三四五六七八九十]+", written, like, count=1))
    return bool(written) and any(printed in line for line in lines)


def _runs(text: str, pattern: re.Pattern[str]) -> list[list[int]]:
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
    every = [p for p in passages(subject) if p.kind != "contents"]
    for index, passage in enumerate(every):
        for run in _runs(passage.text, _ITEM):
            if run[0] != 1:
                continue
            found = broken(run)
            if found is not None:
                at, how = found
                details = {"above": _said(run[at - 1]), "number": _said(run[at])}
                yield Finding(code="C302", where=(_at(passage),), details=details, variant=how)
                break
            ended = passage.text.rstrip()[-1:] in "。；！"  # not cut off
            if run == [1] and ended and not _goes_on(every, index):
                yield Finding(
                    code="C302", where=(_at(passage),), details={"number": "一是"}, variant="alone"
                )
                break


def _goes_on(every: Sequence[Passage], index: int) -> bool:
    """Whether a list begun in a passage is continued in one of the next, or in other words."""
    following = every[index].text.partition("一是")[2]
    if re.search(r"[二2]是|其二|第二|二要|2[.、．]|二、|另一方面", following):
        return True
    return any(re.search("[二三]是", p.text) for p in every[index + 1 : index + _FOLLOWING])


def _said(number: int) -> str:
    return "〇一二三四五六七八九十"[number] + "是" if number <= 10 else f"{number}是"


def _at(passage: Passage) -> Where:
    return passage.where


def pointed_lists(subject: Subject) -> Iterator[Finding]:
    """C303: 1. 2. 3. within one cell: a number left out or twice; one finding a table."""
    least = all_rules()["C303"].settings["least"]
    seen: dict[str, list[tuple[Where, str]]] = defaultdict(list)
    for passage in passages(subject):
        if passage.cell and not passage.where.form:
            for told in _breaks(passage.text, least):
                seen[passage.where.anchor].append((passage.where, told))
    for places in seen.values():
        where = tuple(dict.fromkeys(place for place, _ in places))
        steps = "、".join(dict.fromkeys(told for _, told in places))
        yield Finding(code="C303", where=where, details={"steps": steps})


def _breaks(text: str, least: int) -> Iterator[str]:
    """Where the points of a text jump or come twice; a number that stands between them
    without its mark is not missing."""
    points = [(ordinal(match[1]), match.start()) for match in _POINT.finditer(text)]
    if len(points) < least or points[0][0] != 1:
        return
    for (above, start), (here, end) in pairwise(points):
        if here == above and here > 1:
            yield f"{above}.→{here}."
        missing = [n for n in range(above + 1, here) if _absent(n, text[start + 2 : end])]
        if missing and above > 1 and here <= above + _JUMP:
            yield f"{above}.→{here}."


def _absent(number: int, text: str) -> bool:
    return not re.search(rf"(?<![\d.]){number}(?!\d)", text)


def row_numbers(subject: Subject) -> Iterator[Finding]:
    """C304: the row numbers (行次) of a form leave one out or come twice."""
    for form in subject.reading.forms if subject.reading else ():
        prescribed = _prescribed(form.form)
        for column in _row_columns(form.table):
            numbers = _down(form.table, column)
            for (row, above), (_, here) in pairwise(numbers):
                if (above, here) in prescribed:
                    continue
                if here == above or above + 1 < here <= above + 3:
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
    found: set[tuple[int, int]] = set()
    for side in form.sides:
        rows = [source.row.row_no or source.row.key for source in side.sources if source.row]
        numbers = [int(row) for row in rows if row.isdigit()]
        found |= set(pairwise(numbers))
    return found


def _row_columns(table: Table) -> list[int]:
    heads = (
        (row, column)
        for row in range(min(len(table.rows), 6))
        for column in range(len(table.rows[row]))
        if bare(table.text(row, column)) == _ROW_HEAD
    )
    return sorted({column for _, column in heads})


def _down(table: Table, column: int) -> list[tuple[int, int]]:
    """The numbers down a column with their rows; none if a cell of it may have slipped."""
    found: list[tuple[int, int]] = []
    for row in range(len(table.rows)):
        text = table.text(row, column)
        if text.isdigit() and len(text) < 4:
            found.append((row, int(text)))
        elif found and text and bare(text) != _ROW_HEAD and not re.search("数|额", text):
            return []
    rising = all(below >= above for (_, above), (_, below) in pairwise(found))
    return found if rising else []


def column_gaps(subject: Subject) -> Iterator[Finding]:
    """C305: columns without a number (栏次) between columns that have one."""
    for form in subject.reading.forms if subject.reading else ():
        if _row_columns(form.table):
            continue  # 行次 and 栏次 stand side by side; its own columns have no number
        for row in range(min(len(form.table.rows), 8)):
            texts = [form.table.text(row, n) for n in range(len(form.table.rows[row]))]
            numbers = column_numbers(texts)
            if len(numbers) < 4 or not any(bare(t) in ("栏次", "项", "次", "档次") for t in texts):
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
    seen: dict[str, dict[str, Passage]] = defaultdict(dict)
    for passage in passages(subject):
        if passage.head and (match := _PRINTED.fullmatch(bare(passage.text))):
            seen[match[1].zfill(2)].setdefault(passage.where.form, passage)
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
    told = subject.performance
    tables = [(table.title, table.number) for table in told.overall]
    tables += [(table.title, table.number) for table in told.department]
    tables += [(table.title, table.number) for table in told.projects]
    numbered = any(_PRINTED.fullmatch(bare(p.text)) for p in passages(subject) if p.head)
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
