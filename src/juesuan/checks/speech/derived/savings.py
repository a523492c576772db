"""What was saved (节约): its rate of what was planned, and its parts, which add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from juesuan.checks.speech.derived.derivations import OneMarked, Solver, WorkedOut
from juesuan.checks.speech.paragraphs import SaidFigure

__all__ = ["SAVINGS"]

_SEVERAL = 2


def rate_of(asked: OneMarked) -> Iterator[WorkedOut]:
    """One named figure in percent of another of its sentence: 节约28.80万元……节约率."""
    kind, words = asked.kind, asked.passage.figures
    beside = [f for f in words if asked.beside(f) and f.start < asked.figure.start]
    beside = [f for f in beside if f.one.mention.kind in {"money", "count"} and f.number.value]
    parts, wholes = asked.named(beside, kind.first), asked.named(beside, kind.second)
    wholes = [f for f in wholes if f not in parts]
    for part in parts[-1:]:
        for whole in wholes[-1:]:
            if asked.settings.same(part.unit, whole.unit):
                value = part.number.value * 100 / whole.number.value
                slack = (part.number.half + whole.number.half) * 100 / whole.number.value
                shown = f"{part.one.text}÷{whole.one.text}"
                yield WorkedOut(shown, value, (part, whole), slack, len(wholes) == 1)


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
    value = sum((f.number.value for f in listed), Fraction(0))
    slack = sum((f.number.half for f in listed), Fraction(0))
    yield WorkedOut("＋".join(f.one.text for f in listed), value, tuple(listed), slack)


def _leaves_out(asked: OneMarked, parts: Sequence[SaidFigure]) -> bool:
    """Whether a list does not tell all parts (等, 主要)."""
    said = asked.passage.words[asked.figure.end : parts[-1].end + 1]
    return bool(asked.kind.but and asked.kind.but.search(said))


SAVINGS: dict[str, Solver] = {"rate_of": rate_of, "parts_of": parts_of}
