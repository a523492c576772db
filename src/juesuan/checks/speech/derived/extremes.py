"""The most and the least of what a table lists, or the forms print, said with one name and no
figure (执行率最低的是甲项目)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Match

from juesuan.checks.speech.code_names import function_code
from juesuan.checks.speech.derived.derivations import Derived
from juesuan.checks.speech.derived.ordering import OrderWords
from juesuan.checks.speech.derived.printed import form_value, lists_meant
from juesuan.checks.speech.listed import PrintedValue, bare_name, measured_unit
from juesuan.checks.speech.names import facts_meant
from juesuan.checks.speech.paragraphs import SaidParagraph
from juesuan.checks.speech.topics import topics
from juesuan.checks.subject import Subject
from juesuan.classification import code_list

__all__ = ["printed_extremes"]

_CLASS = 3
"""Digits of a functional class (类)."""


def printed_extremes(
    subject: Subject, passage: SaidParagraph, words: OrderWords
) -> Iterator[Derived]:
    """Those of a paragraph that the only table, or the forms, do not have."""
    for pattern in (words.most, words.most_behind):
        for match in pattern.finditer(passage.words):
            measure = _measure(passage, match)
            if words.of_all.search(measure.replace(match["name"], "")):
                for values in _beside(subject, passage, match, measure):
                    if found := _judged(passage, match, values, words):
                        yield found
                        break


def _measure(passage: SaidParagraph, match: Match[str]) -> str:
    """The words of the clause up to what is the most."""
    begin = passage.since(match.start("way"), "，。；：")
    return passage.words[begin : match.start("way")]


def _beside(
    subject: Subject, passage: SaidParagraph, match: Match[str], measure: str
) -> Iterator[Sequence[PrintedValue]]:
    """What is printed beside what a name means: the rows of its table, its sister classes, the
    parts of the same whole."""
    unit = measured_unit(measure)
    if any(match["name"] in f.clause for f in passage.figures if f.end <= match.start()):
        return  # the paragraph's own figures tell
    said = passage.words[: match.start()]
    for table, column in lists_meant(subject, measure + match["way"], said, unit):
        values = [value for value in column.values if value is not None]
        if table.row(match["name"]) is not None:
            yield values
            return
    if unit == "money":
        yield from _of_forms(subject, passage, match["name"])


def _of_forms(
    subject: Subject, passage: SaidParagraph, name: str
) -> Iterator[Sequence[PrintedValue]]:
    heading = passage.text.heading
    meant = facts_meant(subject, name, heading)
    if meant is None:
        return
    code = function_code(meant.topic)
    if len(code) == _CLASS:
        yield from _classes(subject, heading)
    for topic in topics().values():
        for parts in topic.parts:
            if meant.topic in parts:
                names = [topics()[part].names[0] for part in parts]
                values = [form_value(subject, one, heading) for one in names]
                if None not in values:
                    yield [value for value in values if value is not None]


def _classes(subject: Subject, heading: str) -> Iterator[Sequence[PrintedValue]]:
    """The functional classes that the forms print, if they make all expenditure."""
    codes = code_list("function", subject.disclosure.year)
    names = [code.name for code in codes if len(code.code) == _CLASS]
    values = [value for name in names if (value := form_value(subject, name, heading))]
    whole = form_value(subject, topics()["expenditure"].names[0], heading)
    if whole and sum(value.value for value in values) == whole.value:
        yield values


def _judged(
    passage: SaidParagraph, match: Match[str], values: Sequence[PrintedValue], words: OrderWords
) -> Derived | None:
    least = match["way"] in words.least
    best = (min if least else max)(value.value for value in values)
    right = [value for value in values if value.value == best]
    said = bare_name(match["name"])
    if len(right) != 1 or bare_name(right[0].name) in said or said in bare_name(right[0].name):
        return None
    return Derived(
        operation="extreme",
        said=match["name"],
        where=(passage.where(*match.span("name")), *(value.where for value in values)),
        shown="、".join(value.name + value.text for value in values),
        right=right[0].name,
    )
