"""Lists in lines and sentences (逐行、逐项所列): a name and what is told of it, three times or more
one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct, field

from juesuan.checks.speech.printed.listed import (
    ListedColumn,
    ListedTable,
    PrintedValue,
    bare_name,
    is_name,
    kind_in,
    listed_words,
    many_things,
    measured_kind,
)
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject

__all__ = ["listed_in_lines"]

_FEWEST = 3
_SHORTEST, _LONGEST = 2, 24
"""Signs of a name."""
_NEAR = 2
"""So many paragraphs above a list may tell its total."""
_STATED = frozenset({"final", "other", "", "completion"})
"""Roles of what is told of a thing itself."""


class _Entry(Struct):
    """A name of a list, its figures by what they tell and count in, the paragraph it is in."""

    name: str
    passage: int
    figures: dict[tuple[str, str], SaidFigure] = field(default_factory=dict)


def listed_in_lines(subject: Subject) -> Iterator[ListedTable]:
    """Such lists of a document."""
    passages = paragraphs(subject)
    for entries in _runs(passages):
        yield _table(passages, entries)


def _runs(passages: Sequence[SaidParagraph]) -> Iterator[Sequence[_Entry]]:
    """The lists of some paragraphs. A list ends where another figure in its unit is told, or a
    name comes again; where one comes again as the next of the list, this is of several groups that
    all have such a thing (行政编制24人，实有人数23人；事业编制46人，实有人数42人), and no list."""
    run: list[_Entry] = []
    for number, passage in enumerate(passages):
        for figure in passage.figures:
            unit = _unit(figure)
            kind, name = _said_of(figure)
            again = name in {one.name for one in run}
            goes_on = bool(name) and _goes_on(run, figure, number, unit)
            if goes_on and not again:
                run.append(_Entry(name, number))
            elif name:
                yield from [run] if len(run) >= _FEWEST and not goes_on else []
                run = [_Entry(name, number)]
            elif not run or run[-1].passage != number or not _is_more(figure):
                if any(unit == other for entry in run for _, other in entry.figures):
                    yield from [run] if len(run) >= _FEWEST else []
                    run = []
                continue
            run[-1].figures.setdefault((kind, unit), figure)
    if len(run) >= _FEWEST:
        yield run


def _said_of(figure: SaidFigure) -> tuple[str, str]:
    """What a figure tells (a kind of ``listed.toml``) and of what, by the words before it; no name
    where these are more than a name, or the figure tells no plain value."""
    one = figure.one
    clause = listed_words().before.sub("", figure.clause)
    name = bare_name(clause)
    kind = measured_kind(clause[len(name) :] if clause.startswith(name) else clause)
    kind = kind or kind_in(_unit(figure))
    plain = one.role in _STATED and one.year == "this" and not one.mention.reason
    named = plain and is_name(name) and _SHORTEST <= len(name) <= _LONGEST
    unnamed = listed_words().unnamed
    if not named or unnamed.finds_in(clause) or unnamed.finds_in(name):
        return kind, ""
    return kind, name


def _goes_on(run: Sequence[_Entry], figure: SaidFigure, number: int, unit: str) -> bool:
    """Whether a named figure is the next one of a list: its words begin a line, or stand right
    behind the entry before, or behind what is told of it."""
    if not run or all(unit != other for _, other in run[-1].figures):
        return False
    apart = number - run[-1].passage
    if apart > 1:
        return False
    between = figure.lead[: figure.lead.rfind(figure.clause)]
    if apart == 1:
        return not between or not listed_words().before.sub("", between)
    return bool(listed_words().between.fullmatch(between))


def _is_more(figure: SaidFigure) -> bool:
    """Whether a figure tells more of the same thing: its words are those of a measure alone, or
    there are none."""
    return not listed_words().measuring.sub("", figure.clause)


def _unit(figure: SaidFigure) -> str:
    return "%" if figure.unit == "percent" else figure.unit


def _table(passages: Sequence[SaidParagraph], entries: Sequence[_Entry]) -> ListedTable:
    keys = [key for key in entries[0].figures if all(key in entry.figures for entry in entries)]
    first = entries[0].passage
    before = passages[first].words[: next(iter(entries[0].figures.values())).start]
    title = before if len(before) > len(entries[0].name) + 1 else ""
    if not title and first:
        title = passages[first - 1].words
    begin = min(f.start for f in entries[0].figures.values())
    above = [f for one in passages[max(0, first - _NEAR) : first] for f in one.figures]
    above += [f for f in passages[first].figures if f.start < begin]
    columns = [_column(key, entries, above) for key in keys]
    counted = len(entries) in many_things(title)
    return ListedTable(
        title=title,
        things="",
        names=tuple(entry.name for entry in entries),
        columns=tuple(columns),
        whole=counted or any(column.total for column in columns),
        flat=True,
        spots=tuple(
            dict.fromkeys(f.where.spot for entry in entries for f in entry.figures.values())
        ),
    )


def _column(
    key: tuple[str, str], entries: Sequence[_Entry], above: Sequence[SaidFigure]
) -> ListedColumn:
    kind, unit = key
    figures = [entry.figures[key] for entry in entries]
    values = [_value(entry.name, figure) for entry, figure in zip(entries, figures, strict=True)]
    added = sum((value.value for value in values), Fraction(0))
    totals = [_value("", f) for f in above if _unit(f) == unit and f.number.value == added]
    return ListedColumn("", unit, tuple(values), totals[0] if totals else None, kind)


def _value(name: str, figure: SaidFigure) -> PrintedValue:
    number = figure.number
    return PrintedValue(
        name=name,
        value=number.value,
        half=number.half,
        text=figure.one.text,
        where=figure.where,
        one=figure.one,
    )
