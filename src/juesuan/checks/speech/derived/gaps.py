"""How far two figures are apart: those that are called so, the only two before, or one right before
a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec.structs import replace

from juesuan.checks.speech.derived.derivations import OneMarked, WorkedOut
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["beyond", "difference"]

_TWO = 2


def difference(asked: OneMarked) -> Iterator[WorkedOut]:
    """One figure less another: the two that are called so, or the only two before it."""
    kind, near = asked.kind, asked.before()
    if kind.two:
        base = asked.words.groupdict().get("base", "") if asked.words else ""
        known = not base or any(base[:2] in figure.clause for figure in near)
        for first, second in combinations(asked.alike(), 2):
            sure = known and len(near) == 2 and first in near and second in near
            yield _difference(first, second, sure)
        if not near and asked.kind.first is None and _begins(asked):
            yield from _of_sentence_before(asked)
        return
    beside = [f for f in asked.alike() if asked.beside(f)]
    firsts, seconds = asked.named(beside, kind.first), asked.named(beside, kind.second)
    if not firsts or not seconds:
        everywhere = asked.alike()
        for first in asked.named(everywhere, kind.first):
            for second in asked.named(everywhere, kind.second):
                if first is not second:
                    yield _difference(first, second, sure=False)
        return
    seconds = [f for f in seconds if f not in firsts] or seconds
    sure = len(firsts) == len(seconds) == 1
    if kind.closed and len(beside) != 2:
        sure = False
    for first in firsts:
        for second in seconds:
            if first is not second:
                yield _directed(asked, first, second, _difference(first, second, sure))
    for first, second in combinations(beside, 2) if not _is_directed(asked) else ():
        yield _difference(first, second, sure=False)


def _is_directed(asked: OneMarked) -> bool:
    return asked.words is not None and bool(asked.words.groupdict().get("way"))


def _directed(
    asked: OneMarked, first: SaidFigure, second: SaidFigure, result: WorkedOut
) -> WorkedOut:
    """A difference below nothing where the words say the other way (编制18名，实有16人，超编)."""
    if not _is_directed(asked):
        return result
    over = asked.words is not None and bool(asked.words.groupdict().get("over"))
    larger, less = (second, first) if over else (first, second)
    return replace(result, value=larger.number.value - less.number.value)


def _begins(asked: OneMarked) -> bool:
    """Whether a sentence begins with the words of the difference (差额为3万元)."""
    return asked.words is not None and asked.words[0] == asked.before_it


def _of_sentence_before(asked: OneMarked) -> Iterator[WorkedOut]:
    """The difference of the only two figures of the sentence before, be it in another line."""
    number = asked.figure.sentence
    figures: Sequence[SaidFigure] = ()
    if number:
        figures = asked.passage.in_sentence(number - 1)
    elif asked.previous:
        figures = asked.previous.in_sentence(len(asked.previous.sentences) - 1)
    alike = [f for f in figures if asked.settings.same(asked.measure(f), asked.unit)]
    if len(alike) == _TWO:
        yield _difference(alike[0], alike[1], sure=True)


def _difference(first: SaidFigure, second: SaidFigure, sure: bool) -> WorkedOut:
    high, low = first, second
    if high.number.value < low.number.value:
        high, low = low, high
    value = high.number.value - low.number.value
    operands = (high, low)
    return WorkedOut(
        f"{high.one.text}－{low.one.text}",
        value,
        operands,
        high.number.half + low.number.half,
        sure,
    )


def beyond(asked: OneMarked) -> Iterator[WorkedOut]:
    """So much more or less than a figure right before it: 比上年的90.1分高2.5分."""
    base, near = asked.base, asked.before()
    if base is None or base not in near:
        return
    others = [f for f in near if f is not base]
    for other in asked.alike():
        if other is not base:
            result = _difference(other, base, sure=len(others) == 1 and other is others[0])
            yield _directed(asked, base, other, result)
