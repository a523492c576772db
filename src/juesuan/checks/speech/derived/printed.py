"""What is reckoned from values that the sentence names and does not print: those of the forms, of
tables that list things row by row, of other sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from msgspec.structs import replace

from juesuan.checks.speech.derived.derivations import OneMarked, Operand, Solver, WorkedOut
from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.printed.against_forms import figures_meant, form_places, printed_in_form
from juesuan.checks.speech.printed.listed import (
    ListedColumn,
    ListedTable,
    PrintedValue,
    many_things,
    measured_by,
)
from juesuan.checks.speech.printed.listed_tables import listed_things
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.paragraphs import SaidFigure
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.text import whole_number

__all__ = ["PRINTED", "added_up", "form_value", "values_named"]

_PLAIN = frozenset({"final", "other", "completion", "share"})
"""Roles of figures that tell how much there is."""


def form_value(subject: Subject, name: str, heading: str) -> PrintedValue | None:
    """What the forms print for a name under a heading as this year's amount."""
    meant = facts_meant(subject, name, heading)
    figures = figures_meant(subject, meant) if meant else []
    if meant and not figures:
        figures = figures_meant(subject, replace(meant, select=meant.also))
    if len({figure.value for figure in figures}) != 1:
        return None
    figure = figures[0]
    where = next(iter(form_places(subject, figures[:1])))
    value, text = Fraction(figure.value), printed_in_form(subject, figure)
    return PrintedValue(name=name, value=value, text=text, where=where)


def values_named(asked: OneMarked, name: str) -> Sequence[Operand]:
    """The values of a name in the unit of a figure: of the paragraph, else of the forms and of the
    tables that have a row for it."""
    figure, subject = asked.figure, asked.subject
    if len(name) < 2:
        return []
    said = [f for f in asked.alike() if name in f.clause and f.one.role in _PLAIN]
    if said:
        return said
    found: list[Operand] = []
    unit = asked.listed_unit
    if unit == "money" and (value := form_value(subject, name, asked.passage.text.heading)):
        found.append(value)
    for table, column in measured_by(listed_things(subject), asked.figure.lead, unit):
        row = table.row(name)
        value = column.values[row] if row is not None else None
        if value is not None and all(value.value != other.number.value for other in found):
            found.append(value)
    return found if figure.one.year == "this" else []


def apart(asked: OneMarked) -> Iterator[WorkedOut]:
    """How far two named things are apart: 甲比乙多5万元."""
    for one, other in _pairs(asked):
        firsts, seconds = values_named(asked, one), values_named(asked, other)
        sure = len(firsts) == len(seconds) == 1
        for first, second in product(firsts, seconds):
            yield _apart(first, second, sure and _listed_together(asked.subject, first, second))
        if firsts and seconds:
            return


def _listed_together(subject: Subject, first: Operand, second: Operand) -> bool:
    """Whether two values do not come from two tables."""
    columns = [column.values for table in listed_things(subject) for column in table.columns]
    lists = [[any(one is value for value in values) for values in columns]
             for one in (first, second)]  # fmt: skip
    return not (any(lists[0]) and any(lists[1])) or any(map(all, zip(*lists, strict=True)))


def _pairs(asked: OneMarked) -> Iterator[tuple[str, str]]:
    """The two names, parted at the one word between them, or (甲和乙与丙) at each."""
    said = asked.words.groupdict() if asked.words else {}
    if pair := said.get("pair"):
        for marks in asked.settings.listing[-1:]:
            for match in marks.finditer(pair):
                yield pair[: match.start()], pair[match.end() :]
    else:
        yield said.get("one") or "", said.get("other") or ""


def _apart(first: Operand, second: Operand, sure: bool) -> WorkedOut:
    high, low = sorted((first, second), key=lambda one: one.number.value, reverse=True)
    value = high.number.value - low.number.value
    slack = high.number.half + low.number.half
    return WorkedOut(f"{_shown(high)}－{_shown(low)}", value, (high, low), slack, sure)


def _shown(one: Operand) -> str:
    return one.name + one.text if isinstance(one, PrintedValue) else one.one.text


def spread(asked: OneMarked) -> Iterator[WorkedOut]:
    """How far the most and the least of a table are apart: 最高与最低相差5分."""
    said = [f for f in asked.alike() if f.start < asked.figure.start]
    if len(said) > 1:
        return  # the paragraph lists them
    found = list(lists_meant(asked.subject, asked.figure.lead, asked.before_it, asked.listed_unit))
    for _, column in found:
        values = [value for value in column.values if value is not None]
        high, low = max(values, key=_value), min(values, key=_value)
        yield _apart(high, low, len(found) == 1)


def _value(one: PrintedValue) -> Fraction:
    return one.value


def lists_meant(
    subject: Subject, measure: str, sentence: str, unit: str
) -> Iterator[tuple[ListedTable, ListedColumn]]:
    """The columns that a sentence on all things of a table speaks of: it says how many there are,
    or what they are called like, or nothing else is listed in that unit."""
    tables = [table for table in listed_things(subject) if table.flat]
    found = list(measured_by(tables, measure, unit))
    if many := many_things(sentence):
        return iter([one for one in found if len(one[0].names) in many])
    return iter(found if len(found) == 1 and found[0][0].complete else [])


def added(asked: OneMarked) -> Iterator[WorkedOut]:
    """What is said to be the sum of things: named ones (甲与乙两项合计), or of so many figures
    before it."""
    said = asked.words.groupdict() if asked.words else {}
    many = whole_number(said["n"]) if said.get("n") else None
    if names := said.get("names"):
        yield from _of_names(asked, names, many)
        return
    before = [f for f in asked.before() if f.one.role in _PLAIN]
    last = before[-many:] if many else []
    if many and len(last) == many:
        yield added_up(last, len(before) == many)


def _of_names(asked: OneMarked, names: str, many: int | None) -> Iterator[WorkedOut]:
    if asked.figure.one.role not in {"final", "other"}:
        return
    for marks in asked.settings.listing:
        listed = [name for name in marks.regex.split(names) if name]
        values = [values_named(asked, name) for name in listed]
        known = all(len(one) == 1 and isinstance(one[0], PrintedValue) for one in values)
        if len(listed) > 1 and known and many in {None, len(listed)}:
            yield added_up([one[0] for one in values], sure=True)
            return


def added_up(parts: Sequence[Operand], sure: bool) -> WorkedOut:
    """The sum of figures."""
    value = sum((part.number.value for part in parts), Fraction(0))
    slack = sum((part.number.half for part in parts), Fraction(0))
    return WorkedOut("＋".join(map(_shown, parts)), value, tuple(parts), slack, sure)


def moved(asked: OneMarked) -> Iterator[WorkedOut]:
    """A balance against what there was at the beginning: 年末结转结余比年初增加5万元. A decrease
    is less than nothing where it says more."""
    kind, words = asked.kind, asked.words
    less = bool(words and words.groupdict().get("less"))
    money = [f for f in asked.passage.in_sentence(asked.figure.sentence) if f.unit == "money"]
    money = [f for f in money if f is not asked.figure and f.start < asked.figure.start]
    openings = [f for f in money if kind.opening and kind.opening.search(f.clause)]
    closings = [f for f in money if f not in openings and f.one.role in _PLAIN]
    firsts: Sequence[Operand] = closings
    seconds: Sequence[Operand] = openings
    if kind.first and kind.first.search(asked.before_it):
        if not (closings and openings):
            firsts = firsts or _of_topic(asked, "closing")
            seconds = seconds or _of_topic(asked, "opening")
    elif asked.base not in openings:
        return
    sure = len(firsts) == len(seconds) == 1
    for first, second in product(firsts, seconds):
        value = first.number.value - second.number.value
        slack = first.number.half + second.number.half
        shown = f"{_shown(first)}－{_shown(second)}"
        if asked.figure.unit == "percent":
            if not second.number.value:
                continue
            value, slack = value * 100 / second.number.value, slack * 100 / second.number.value
            shown = f"（{shown}）÷{_shown(second)}"
        yield WorkedOut(shown, -value if less else value, (first, second), slack, sure)


def _of_topic(asked: OneMarked, topic: str) -> Sequence[Operand]:
    name, said = topics()[topic].names[0], asked.before_it
    value = form_value(asked.subject, name, said if fund_in(said) else asked.passage.text.heading)
    return [value] if value else []


def outgrown(asked: OneMarked) -> Iterator[WorkedOut]:
    """A growth against that of something else: 增幅高于总支出增幅2个百分点."""
    words = asked.words.groupdict() if asked.words else {}
    growths = [f for f in asked.passage.figures if _is_growth(f.one)]
    own = [f for f in growths if f.sentence == asked.figure.sentence]
    name = words.get("base") or ""
    own = [f for f in own if f.start < asked.figure.start and name not in f.clause][-1:]
    firsts: Sequence[Assertion] = [f.one for f in own]
    if named := words.get("own"):
        firsts = _growths(asked, named, (), growths)
        own = [f for f in growths if f.one in firsts]
    bases = _growths(asked, name, own, growths)
    sure = all(len({(one.number.value, one.sign) for one in ones}) == 1 for ones in (firsts, bases))
    for first, base in product(firsts, bases):
        yield _apart(_told(first), _told(base), sure and first.sign == base.sign)


def _told(one: Assertion) -> PrintedValue:
    """What a sentence tells, as a value beside others."""
    number, name = one.number, one.name
    return PrintedValue(
        name=name, value=number.value, text=one.text, where=one.where, half=number.half, one=one
    )


def _is_growth(one: Assertion) -> bool:
    """Whether it is a growth since last year in percent, not in points."""
    told = one.role == "growth" and one.mention.unit == "%"
    return told and one.year == "this" and one.base in {"", "last_year"}


def _growths(
    asked: OneMarked, name: str, own: Sequence[SaidFigure], growths: Sequence[SaidFigure]
) -> Sequence[Assertion]:
    """The growths that the text tells of what is named: in the paragraph, else anywhere."""
    others = [f for f in growths if f not in own]
    if called := [f.one for f in others if len(name) > 1 and name in f.clause]:
        return called
    meant = facts_meant(asked.subject, name, asked.passage.text.heading)
    if meant is None:  # 收入 for 收入合计
        told = (one for one in assertions(asked.subject) if _is_growth(one))
        return [one for one in told if name and one.name.startswith(name)]
    every = [f.one for f in others]
    for among in (every, list(assertions(asked.subject))):
        found = [
            one
            for one in among
            if _is_growth(one)
            and one.meant is not None
            and set(one.meant.select) & set(meant.select)
        ]
        if found:
            return found
    return []


PRINTED: dict[str, Solver] = {
    "apart": apart,
    "spread": spread,
    "added": added,
    "moved": moved,
    "outgrown": outgrown,
}
