"""Amounts that are of another thing than their names alone say."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.speech.meaning.code_names import function_code
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sums.divided import adds_up
from juesuan.checks.speech.sums.divisions import divisions
from juesuan.checks.subject import Subject
from juesuan.text import fold, unspaced

__all__ = ["said_of_others"]


def said_of_others(subject: Subject) -> Iterator[Assertion]:
    """Amounts that are not held to the form of what they are called: parts that make up an item's
    amount (群众文化支出312万元，包括基本支出214万元和项目支出98万元); amounts without a name of
    their own, printed in the same text of a thing that the form prints so."""
    right = {tie.assertion for tie in tie_outs(subject) if tie.agrees}
    for choices in divisions(subject):
        for division in choices:
            total = division.total
            if total in right and function_code(total.key[0]) and adds_up(division):
                yield from division.parts
    for tie in tie_outs(subject):
        one = tie.assertion
        if tie.agrees or one.mention.subject in unspaced(fold(one.sentence.text)):
            continue
        same = (o for o in one.within.assertions if o.mention.value == one.mention.value)
        if any(o in right and o.mention.unit == one.mention.unit for o in same):
            yield one
