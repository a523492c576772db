"""What was saved (节约): its rate of what was planned, and its parts, which add up to it; what
is left (剩余) of what was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from juesuan.checks.speech.derived.derivations import OneMarked, Solver, WorkedOut
from juesuan.checks.speech.derived.printed import added_up
from juesuan.checks.speech.derived.quotients import percent_of
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["SAVINGS"]

_SEVERAL = 2


def rate_of(asked: OneMarked) -> Iterator[WorkedOut]:
    """One named figure in percent of another of its sentence: 节约28.80万元……节约率."""
    kind, figures = asked.kind, asked.passage.figures
    beside = [f for f in figures if asked.beside(f) and f.start < asked.figure.start]
    beside = [f for f in beside if f.one.mention.kind in {"money", "count"} and f.number.value]
    parts, wholes = asked.named(beside, kind.first), asked.named(beside, kind.second)
    wholes = [f for f in wholes if f not in parts]
    for part in parts[-1:]:
        for whole in wholes[-1:]:
            if asked.settings.same(part.unit, whole.unit):
                yield percent_of(part, whole, len(wholes) == 1)


def parts_of(asked: OneMarked) -> Iterator[WorkedOut]:
    """The sum of the parts that are listed behind a whole: 共节约9万元，其中：水费节约4万元…"""
    after = [f for f in asked.alike() if f.start > asked.figure.end]
    if not after or not asked.kind.second or not asked.kind.second.search(after[0].lead):
        return
    first = asked.kind.first
    parts = list(takewhile(lambda f: first is None or bool(first.search(f.lead)), after))
    listed = [f for f in parts if f.sentence == parts[0].sentence] if parts else []
    if len(listed) < _SEVERAL or _leaves_out(asked, listed):
        return
    yield added_up(listed, sure=True)


def _leaves_out(asked: OneMarked, parts: Sequence[SaidFigure]) -> bool:
    """Whether a list does not tell all parts (等, 主要)."""
    said = asked.passage.words[asked.figure.end : parts[-1].end + 1]
    return bool(asked.kind.but and asked.kind.but.search(said))


def left(asked: OneMarked) -> Iterator[WorkedOut]:
    """What is left of what was given, the paragraph, or the one before, telling what was spent:
    共下达90万元……甲使用40万元，乙使用30万元，剩余20万元."""
    before = [f for f in asked.alike() if f.start < asked.figure.start]
    figures = [*(asked.previous.figures if asked.previous else ()), *before]
    alike = [f for f in figures if asked.settings.same(asked.measure(f), asked.unit)]
    given = asked.named(alike, asked.kind.first)
    if not given:
        return
    spent = alike[alike.index(given[-1]) + 1 :]
    told = asked.named(spent, asked.kind.second)
    if not spent or len(told) < len(spent) or any(f in given for f in spent):
        return
    value = given[-1].number.value - sum(f.number.value for f in spent)
    operands = (given[-1], *spent)
    room = sum((f.number.half for f in operands), Fraction(0))
    if value >= 0:
        shown = "－".join(f.one.text for f in operands)
        yield WorkedOut(shown, value, operands, room, sure=len(given) == 1)


SAVINGS: dict[str, Solver] = {"rate_of": rate_of, "parts_of": parts_of, "left": left}
