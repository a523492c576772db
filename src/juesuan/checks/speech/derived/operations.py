"""How derived statements are reckoned: by the name of an operation; net changes and balances
here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from juesuan.checks.speech.derived.derivations import OneMarked, Solver, WorkedOut, room_of
from juesuan.checks.speech.derived.gaps import beyond, difference
from juesuan.checks.speech.derived.quotients import quotient, rate
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["SOLVERS"]

_FULL_STOP = "。"
_TWO = 2
_MOST = 5
"""So many figures that come, or that go, are tried in all ways."""


def _moves(asked: OneMarked, place: int) -> tuple[Sequence[SaidFigure], Sequence[SaidFigure], bool]:
    """What comes and what goes in the sentence before a place, and whether nothing else is
    there."""
    come, gone, known = list[SaidFigure](), list[SaidFigure](), True
    since = asked.passage.since(place, _FULL_STOP)
    figures = [f for f in asked.alike() if since <= f.start < place] or _in_sentence_before(asked)
    parts = _parts_of_others(asked, figures)
    for figure in figures:
        words = figure.clause + "#" + figure.behind
        if figure in parts or (asked.kind.opening and asked.kind.opening.search(words)):
            continue
        if asked.settings.net.search(words):
            continue  # what the others come to
        if asked.settings.come.search(words):
            come.append(figure)
        elif asked.settings.gone.search(words):
            gone.append(figure)
        elif not (asked.kind.beside and asked.kind.beside.search(words)):
            known = False
    told = [f for f in figures if f in come or f in gone]
    inside = [f.lead for f in figures if f not in parts and f not in told[:1]]
    inside.append(asked.figure.lead)  # 其中前两项净减少
    return come, gone, known and not any(map(asked.settings.within.search, inside))


def _in_sentence_before(asked: OneMarked) -> Sequence[SaidFigure]:
    return [f for f in asked.alike() if f.sentence == asked.figure.sentence - 1]


def _parts_of_others(asked: OneMarked, figures: Sequence[SaidFigure]) -> Sequence[SaidFigure]:
    """The figures that are listed behind another, which they make up: 增加9辆，其中购置5辆、
    调入4辆."""
    found: list[SaidFigure] = []
    for place, whole in enumerate(figures[:-1]):
        if not asked.settings.within.search(figures[place + 1].lead):
            continue
        added = Fraction(0)
        for end in range(place + 1, len(figures)):
            added += figures[end].number.value
            if added == whole.number.value:
                found += figures[place + 1 : end + 1]
                break
    return found


def net(asked: OneMarked) -> Iterator[WorkedOut]:
    """What came less what went, as a net increase or decrease."""
    come, gone, known = _moves(asked, asked.figure.start)
    sign = -1 if asked.words and asked.words["less"] else 1
    if not come and not gone:
        yield from _between(asked, sign)
    if not come or not gone:
        return
    for some, value in _balances(come, gone, None, known):
        whole = len(some) == len(come) + len(gone)
        sure = known and whole
        result = WorkedOut(_shown(some, gone), value * sign, tuple(some), room_of(some), sure)
        if sure or value * sign >= 0:
            yield result


def _between(asked: OneMarked, sign: int) -> Iterator[WorkedOut]:
    """How far the year's end is from its beginning: 年初88人，年末85人，净减少3人."""
    before = asked.before()
    ends = asked.named(before, asked.kind.second)
    begins = [f for f in asked.named(before, asked.kind.opening) if f not in ends]
    if len(before) == _TWO and len(begins) == len(ends) == 1:
        operands = (ends[0], begins[0])
        value = ends[0].number.value - begins[0].number.value
        shown = f"{ends[0].one.text}－{begins[0].one.text}"
        yield WorkedOut(shown, value * sign, operands, room_of(operands))


def balance(asked: OneMarked) -> Iterator[WorkedOut]:
    """What there was, with what came, less what went; or with what both come to."""
    pattern = asked.kind.opening
    openings = [f for f in asked.before() if pattern and pattern.search(f"{f.clause}#{f.behind}")]
    if moved := [f for f in asked.before() if asked.settings.net.search(f.clause)][-1:]:
        yield from _with_net(asked, openings or _opened_before(asked), moved[0])
        return
    if not openings and not asked.before():
        yield from _listed_behind(asked)
        return
    if len(openings) != 1:
        return
    come, gone, known = _moves(asked, asked.figure.start)
    if not come and not gone:
        return
    for some, value in _balances(come, gone, openings[0], known):
        sure = known and len(some) == len(come) + len(gone) + 1 and bool(come and gone)
        yield WorkedOut(_shown(some, gone), value, tuple(some), room_of(some), sure)


def _listed_behind(asked: OneMarked) -> Iterator[WorkedOut]:
    """What is told first, and then made of what there was, came and went: 年末46人：年初38人，
    入院1268人，出院1250人."""
    opening, settings = asked.kind.opening, asked.settings
    behind = [f for f in asked.alike() if asked.beside(f) and f.start > asked.figure.end]
    if not behind or opening is None or not opening.search(f"{behind[0].clause}#"):
        return
    come = [f for f in behind[1:] if settings.come.search(f"{f.clause}#{f.behind}")]
    gone = [f for f in behind[1:] if f not in come]
    known = all(settings.gone.search(f"{f.clause}#{f.behind}") for f in gone)
    for some, value in _balances(come, gone, behind[0], known=True):
        sure = known and bool(come and gone)
        yield WorkedOut(_shown(some, gone), value, tuple(some), room_of(some), sure)


def _opened_before(asked: OneMarked) -> Sequence[SaidFigure]:
    """What there was, as the paragraph or the one before it tells in its unit."""
    before = asked.previous.figures if asked.previous else ()
    figures = [f for f in asked.alike() if f.start < asked.figure.start]
    figures += [f for f in before if asked.settings.same(asked.measure(f), asked.unit)]
    return asked.named(figures, asked.kind.opening)


def _with_net(
    asked: OneMarked, openings: Sequence[SaidFigure], moved: SaidFigure
) -> Iterator[WorkedOut]:
    """What there was and the net change: 年初9辆，净减少2辆，年末7辆."""
    less = asked.settings.net.search(moved.clause)
    gone = [moved] if less and less["less"] else []
    for opening in openings[:1]:
        change = -moved.number.value if gone else moved.number.value
        some = [opening, moved]
        sure = len(openings) == 1
        value = opening.number.value + change
        yield WorkedOut(_shown(some, gone), value, tuple(some), room_of(some), sure)


def _balances(
    come: Sequence[SaidFigure], gone: Sequence[SaidFigure], opening: SaidFigure | None, known: bool
) -> Iterator[tuple[Sequence[SaidFigure], Fraction]]:
    """What comes out with all of them, and, if they are not ``known``, with some (others may be
    parts of these)."""
    begin = [opening] if opening else []
    for more in [come] if known else _some(come):
        for less in [gone] if known else _some(gone):
            value = sum((f.number.value for f in (*begin, *more)), Fraction(0))
            value -= sum((f.number.value for f in less), Fraction(0))
            if more or less:
                yield [*begin, *more, *less], value


def _some(figures: Sequence[SaidFigure]) -> Iterator[Sequence[SaidFigure]]:
    yield figures
    if len(figures) <= _MOST:
        for many in range(len(figures) - 1, -1, -1):
            yield from combinations(figures, many)


def _shown(some: Sequence[SaidFigure], gone: Sequence[SaidFigure]) -> str:
    parts = [("－" if f in gone else "＋") + f.one.text for f in some]
    return "".join(parts).removeprefix("＋")


SOLVERS: dict[str, Solver] = {
    "quotient": quotient,
    "difference": difference,
    "beyond": beyond,
    "net": net,
    "balance": balance,
    "rate": rate,
}
