"""Numbering (编号) of headings and lists: C301 to C303."""

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
from juesuan.reading.narrative import Section
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
        meant = _meant(numbers, index) if above else 0
        if not meant:
            yield Finding(code="C301", where=tuple(where), details=details, variant=how)
            continue
        details["expected"] = right = _written(here.number, meant)
        yield Finding(
            code="C301",
            where=tuple(where),
            details=details,
            expected=right,
            severity="warning",
            variant="slip",
        )


def _meant(numbers: Sequence[int], index: int) -> int:
    """The number that a heading has in truth: with it, the numbers before and after run on; 0
    where nothing tells, as at the end of a list that leaves one out."""
    meant = numbers[index - 1] + 1
    if broken([*numbers[:index], meant, *numbers[index + 1 :]]) is not None:
        return 0
    again = numbers[index] == numbers[index - 1]
    return meant if again or (index + 1 < len(numbers) and numbers[index + 1] == meant + 1) else 0


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


RULES = {
    "C301": headings,
    "C302": spoken_lists,
    "C303": pointed_lists,
}
SETTINGS = {
    "C302": SpokenList,
    "C303": PointedList,
}
