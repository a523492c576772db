"""Values printed for names side by side (并列的各项): by a list of the paragraph or the one before,
a table, a row of amounts, the forms; and where a sentence names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from msgspec.structs import replace

from juesuan.checks.speech.derived.printed import form_value
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.printed.listed import (
    PrintedValue,
    bare_name,
    measured_by,
)
from juesuan.checks.speech.printed.listed_across import listed_across
from juesuan.checks.speech.printed.listed_tables import listed_things
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.classification import code_list

__all__ = ["groups_of_forms", "listed_before", "listed_groups", "named_in"]

_MONEY = "money"
_CLASS = 3
"""Digits of a functional class (类)."""
_MOST = 40
"""So many figures of a text at most are tried."""
_FEW = 3
"""Figures from which on some may be the parts of another."""


def listed_before(figures: Sequence[SaidFigure], unit: str) -> Sequence[PrintedValue]:
    """The figures of a text that make up the one before them, the last such list."""
    alike = [f for f in figures if f.unit == unit and f.one.role in {"final", "other"}][-_MOST:]
    for place in range(len(alike) - _FEW, -1, -1):
        whole, added = alike[place].number, alike[place + 1].number.value
        for end in range(place + 2, len(alike)):
            added += alike[end].number.value
            if added == whole.value:
                return _as_values(alike[place + 1 : end + 1])
    return []


def _as_values(figures: Sequence[SaidFigure]) -> Sequence[PrintedValue]:
    """Figures with their names; of names told one after another (甲、乙分别为) each its own."""
    names = [f.clause for f in figures]
    together = figures[0].lead.rpartition("：")[2].rpartition("，")[2].split("、")
    if len(together) == len(figures) and not any(names[1:]):
        names = together
    return [
        PrintedValue(name=name, value=f.number.value, text=f.one.text, where=f.where)
        for name, f in zip(names, figures, strict=True)
    ]


def _since_heading(subject: Subject, passage: SaidParagraph) -> Iterator[SaidParagraph]:
    """The paragraphs of the same text before one."""
    every = paragraphs(subject)
    place = next(n for n, one in enumerate(every) if one is passage)
    before = takewhile(lambda one: one.text is passage.text, reversed(every[:place]))
    yield from reversed(list(before))


def listed_groups(
    subject: Subject,
    passage: SaidParagraph,
    previous: SaidParagraph | None,
    begin: int,
    measure: str,
    unit: str,
) -> Iterator[Sequence[PrintedValue]]:
    """Values in a unit that a sentence may speak of, which begins at ``begin``: those that the
    paragraph lists before, the one before it, or its text so far; those of a column of a table; a
    row of amounts."""
    own = [f for f in passage.figures if f.start < begin]
    so_far = [*(f for one in _since_heading(subject, passage) for f in one.figures), *own]
    for figures in (own, previous.figures if previous else (), so_far):
        if listed := listed_before(figures, unit):
            yield listed
            break
    tables = [table for table in listed_things(subject) if table.flat]
    for _, column in measured_by(tables, measure, unit):
        yield [value for value in column.values if value is not None]
    if unit == _MONEY:
        yield from subject.once(listed_across)


def groups_of_forms(subject: Subject, heading: str) -> Sequence[Sequence[PrintedValue]]:
    """What the forms print side by side: the functional classes, if they make all expenditure; the
    parts of one whole; once for a heading."""
    return subject.remembered.once(
        (groups_of_forms, heading), lambda: list(_groups_of_forms(subject, heading))
    )


def _groups_of_forms(subject: Subject, heading: str) -> Iterator[Sequence[PrintedValue]]:
    codes = code_list("function", subject.disclosure.year)
    classes = [
        replace(value, also=tuple(other.name for other in codes.other_years(code.code)))
        for code in codes
        if len(code.code) == _CLASS and (value := form_value(subject, code.name, heading))
    ]
    whole = form_value(subject, topics()["expenditure"].names[0], heading)
    if whole and sum(value.value for value in classes) == whole.value:
        yield classes
    for topic in topics().values():
        for parts in topic.parts:
            if not all(topics()[part].names for part in parts):
                continue
            values = [form_value(subject, topics()[part].names[0], heading) for part in parts]
            if None not in values:
                yield [
                    replace(value, also=tuple(topics()[part].names))
                    for part, value in zip(parts, values, strict=True)
                    if value is not None
                ]


def named_in(said: str, values: Sequence[PrintedValue]) -> Sequence[tuple[int, int, PrintedValue]]:
    """Where a sentence names each value first; the longer names first."""
    found: list[tuple[int, int, PrintedValue]] = []
    for number, names in _names(tuple((value.name, value.also) for value in values)):
        for name in names:
            place = said.find(name)
            taken = place >= 0 and any(start <= place < end for start, end, _ in found)
            if place >= 0 and not taken:
                found.append((place, place + len(name), values[number]))
                break
    return sorted(found, key=lambda one: one[:2])


@lru_cache(maxsize=256)
def _names(
    values: Sequence[tuple[str, tuple[str, ...]]],
) -> Sequence[tuple[int, Sequence[str]]]:
    """By what sentences call each of some values (``name``, ``also``), those of longer names
    first; a single sign is no name."""
    letters = zip(*(name for name, _ in values), strict=False)
    shared = sum(1 for _ in takewhile(lambda one: len(set(one)) == 1, letters))
    bares = [bare_name(name) for name, _ in values]
    found: list[tuple[int, Sequence[str]]] = []
    for number in sorted(range(len(values)), key=lambda n: -len(values[n][0])):
        (name, also), bare = values[number], bares[number]
        short = (one for one in (bare, name[shared:]) if len(one) > 2)
        every = (name, *also, *short, _unlike(bare, bares))
        found.append((number, [one for one in every if len(one) > 1]))
    return found


def _unlike(name: str, others: Sequence[str]) -> str:
    """A name without the end that it shares with another (小学 of 小学教育, 初中教育)."""
    shared = max((_shared_end(name, other) for other in others if other != name), default=0)
    return name[: len(name) - shared]


def _shared_end(one: str, other: str) -> int:
    """How many letters at their ends two names share."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
