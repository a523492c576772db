"""How derived statements are reckoned: quotient, difference, net change, balance, rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from juesuan.checks.speech.derived.derivations import OneMarked, Solver, WorkedOut
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["SOLVERS", "percent_of"]

_FULL_STOP = "。"
_MOST = 5
"""So many figures that come, or that go, are tried in all ways."""


def quotient(asked: OneMarked) -> Iterator[WorkedOut]:
    """A count by the count of what it is told per: 平均每期45人次."""
    per = asked.words["per"] if asked.words else ""
    many = [f for f in asked.alike() if f.one.role != "average" and f.one.year == "this"]
    near = [f for f in many if asked.beside(f) and f.start < asked.figure.start]
    if year := asked.settings.years.get(per):
        yield from _by_time(asked, near or many, year)
        return
    thing = asked.words.groupdict().get("thing") or "" if asked.words else ""
    if called := [f for f in near if len(thing) > 1 and f.clause.endswith(thing[:2])]:
        near = [f for f in near if f not in called and f.clause and f.clause[-2:] in thing]
        many = near  # of two in one unit the names tell: 项目24个，问题216个，每个项目问题9个
    by = [f for f in asked.passage.figures if f is not asked.figure and _is_of(asked, f, per)]
    by = [f for f in by if f.number.value > 0 and f.one.role != "average" and f not in many]
    by = [f for f in by if not called or f in called]
    close = [f for f in by if asked.beside(f) and f.start < asked.figure.start]
    sure = len(near) == 1 and len(close) == 1
    for part in by:
        for whole in many:
            yield _quotient(whole, part, sure and whole is near[0] and part is close[0])
    if len(near) > 1:
        added = sum((f.number.value for f in near), Fraction(0))
        for part in by:
            shown = "＋".join(f.one.text for f in near)
            operands = (*near, part)
            value = added / part.number.value
            yield WorkedOut(f"（{shown}）÷{part.one.text}", value, operands, _room(operands), False)


def _is_of(asked: OneMarked, figure: SaidFigure, per: str) -> bool:
    """Whether a figure counts what something is told per: in that unit, or by a name."""
    mention, settings = figure.one.mention, asked.settings
    if mention.kind != "count":
        return False
    unit = mention.unit
    if settings.same(unit, per):
        return True
    if (unit + figure.behind).startswith(per):
        return True
    return unit in settings.general and (
        per in settings.general
        or any(
            name in figure.clause + figure.behind for name in (per, *settings.counts.get(per, ()))
        )
    )


def _quotient(whole: SaidFigure, part: SaidFigure, sure: bool) -> WorkedOut:
    value = whole.number.value / part.number.value
    room = (whole.number.half + part.number.half) / part.number.value
    return WorkedOut(f"{whole.one.text}÷{part.one.text}", value, (whole, part), room, sure)


def _by_time(
    asked: OneMarked, many: Sequence[SaidFigure], year: tuple[int, int]
) -> Iterator[WorkedOut]:
    """A count by the days or months of a year, or by as many as the text tells."""
    per = asked.words["per"] if asked.words else ""
    told = [f for f in asked.passage.figures if asked.settings.same(f.one.mention.unit, per)]
    told = [f for f in told if f.number.value > 1]
    other = asked.settings.time.search(asked.passage.said(asked.figure.sentence))
    for whole in many:
        for part in told:
            by = asked.settings.counted_by.search(part.lead) or part.number.value >= year[0]
            sure = bool(by) and len(told) == len(many) == 1 and asked.beside(part)
            yield _quotient(whole, part, sure)
        least, most = year
        if not told and not other:
            low, high = whole.number.value / most, whole.number.value / least
            said = asked.figure.number
            between = low - 2 * said.half - 1 <= said.value <= high + 2 * said.half + 1
            value = said.value if between and least != most else low
            shown = f"{whole.one.text}÷{most}{per}"
            yield WorkedOut(shown, value, (whole,), whole.number.half, sure=len(many) == 1)


def _room(figures: Iterable[SaidFigure]) -> Fraction:
    """What rounding of what is added and taken may come to."""
    return sum((figure.number.half for figure in figures), Fraction(0))


def difference(asked: OneMarked) -> Iterator[WorkedOut]:
    """One figure less another: the two that are called so, or the only two before it."""
    kind, near = asked.kind, asked.before()
    if kind.two:
        base = asked.words.groupdict().get("base", "") if asked.words else ""
        known = not base or any(base[:2] in figure.clause for figure in near)
        for first, second in combinations(asked.alike(), 2):
            sure = known and len(near) == 2 and first in near and second in near
            yield _difference(first, second, sure)
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
                yield _difference(first, second, sure)
    for first, second in combinations(beside, 2):
        yield _difference(first, second, sure=False)


def _difference(first: SaidFigure, second: SaidFigure, sure: bool) -> WorkedOut:
    high, low = first, second
    if high.number.value < low.number.value:
        high, low = low, high
    value = high.number.value - low.number.value
    operands = (high, low)
    return WorkedOut(f"{high.one.text}－{low.one.text}", value, operands, _room(operands), sure)


def beyond(asked: OneMarked) -> Iterator[WorkedOut]:
    """So much more or less than a figure right before it: 比上年的90.1分高2.5分."""
    base, near = asked.base, asked.before()
    if base is None or base not in near:
        return
    others = [f for f in near if f is not base]
    for other in asked.alike():
        if other is not base:
            yield _difference(other, base, sure=len(others) == 1 and other is others[0])


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
    if not come or not gone:
        return
    for some, value in _balances(come, gone, None, known):
        whole = len(some) == len(come) + len(gone)
        sure = known and whole
        result = WorkedOut(_shown(some, gone), value * sign, tuple(some), _room(some), sure)
        if sure or value * sign >= 0:
            yield result


def balance(asked: OneMarked) -> Iterator[WorkedOut]:
    """What there was, with what came, less what went; or with what both come to."""
    pattern = asked.kind.opening
    openings = [f for f in asked.before() if pattern and pattern.search(f"{f.clause}#{f.behind}")]
    if moved := [f for f in asked.before() if asked.settings.net.search(f.clause)][-1:]:
        yield from _with_net(asked, openings or _opened_before(asked), moved[0])
        return
    if len(openings) != 1:
        return
    come, gone, known = _moves(asked, asked.figure.start)
    if not come and not gone:
        return
    for some, value in _balances(come, gone, openings[0], known):
        sure = known and len(some) == len(come) + len(gone) + 1 and bool(come and gone)
        yield WorkedOut(_shown(some, gone), value, tuple(some), _room(some), sure)


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
        yield WorkedOut(_shown(some, gone), value, tuple(some), _room(some), sure)


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


def rate(asked: OneMarked) -> Iterator[WorkedOut]:
    """A part of a whole in percent: 结案率, 在职人员控制率."""
    figures, kind = asked.passage.figures, asked.kind
    counts = [f for f in figures if f.one.mention.kind in {"count", "money"}]
    counts = [f for f in counts if f.number.value > 0 and f.one.role not in {"average", "change"}]
    near = [f for f in counts if asked.beside(f) and _since(asked, f)]
    pairs = [pair for pair in combinations(near, 2) if asked.settings.same(*_units(pair))]
    sure = len(near) == 2 and len(pairs) == 1
    for one, other in combinations(counts, 2):
        if not asked.settings.same(one.unit, other.unit):
            continue
        part, whole = _part_and_whole(asked, one, other)
        named = kind.first is None or part in asked.named([part], kind.first)
        named = named and (kind.second is None or whole in asked.named([whole], kind.second))
        named = named and (kind.first is not None or _is_called(asked, part))
        yield percent_of(part, whole, sure and (one, other) == pairs[0] and named)
    if len(near) == 1 and _is_all(asked, near[0]):
        yield WorkedOut(near[0].one.text, Fraction(100), (near[0],), Fraction(0))


def _units(pair: tuple[SaidFigure, SaidFigure]) -> tuple[str, str]:
    return pair[0].unit, pair[1].unit


def _since(asked: OneMarked, figure: SaidFigure) -> bool:
    """Whether a figure stands between the percentage before and this one."""
    before = [
        f.start
        for f in asked.passage.in_sentence(asked.figure.sentence)
        if f.one.mention.kind == "percent" and f.start < asked.figure.start
    ]
    return max(before, default=-1) < figure.start < asked.figure.start


def _part_and_whole(
    asked: OneMarked, one: SaidFigure, other: SaidFigure
) -> tuple[SaidFigure, SaidFigure]:
    if asked.kind.first and asked.named([other], asked.kind.first):
        return other, one
    if asked.kind.first and asked.named([one], asked.kind.first):
        return one, other
    return (one, other) if one.number.value <= other.number.value else (other, one)


def _is_called(asked: OneMarked, part: SaidFigure) -> bool:
    """Whether the words beside a part share a letter with those of the rate."""
    verb = asked.words["of"] if asked.words else ""
    if asked.settings.negative.search(part.clause) and not asked.settings.negative.search(verb):
        return False
    return any(letter in part.clause + part.behind for letter in verb)


def _is_all(asked: OneMarked, whole: SaidFigure) -> bool:
    """Whether it is said that all of it was: 收到64件，全部办结."""
    between = asked.passage.words[whole.end : asked.figure.start]
    verb = asked.words["of"] if asked.words else ""
    said = asked.settings.all.search(between)
    return said is not None and any(word in between[said.end() :][:4] for word in verb[-2:])


def percent_of(part: SaidFigure, whole: SaidFigure, sure: bool) -> WorkedOut:
    """A part in percent of a whole."""
    low, high = part.number, whole.number
    value = low.value * 100 / high.value
    room = (low.half + high.half) * 100 / high.value  # of money, rounded
    return WorkedOut(f"{part.one.text}÷{whole.one.text}", value, (part, whole), room, sure)


SOLVERS: dict[str, Solver] = {
    "quotient": quotient,
    "difference": difference,
    "beyond": beyond,
    "net": net,
    "balance": balance,
    "rate": rate,
}
