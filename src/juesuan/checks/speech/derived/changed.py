"""Changes (增减) that others give: a net change of what rose and what fell, named behind it; of
one figure to the next (由…降至…); the change of what a table lists with two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from juesuan.checks.speech.derived.derivations import OneMarked, Solver, WorkedOut
from juesuan.checks.speech.derived.groups import named_in
from juesuan.checks.speech.printed.listed_over_years import changed as changed_by
from juesuan.checks.speech.printed.listed_over_years import grown
from juesuan.checks.speech.printed.listed_tables import listed_tables
from juesuan.checks.speech.sentences.amounts import one_slip
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["CHANGED"]

_FEWEST = 2
_MARKS = "，；：。"


def netted(asked: OneMarked) -> Iterator[WorkedOut]:
    """A change of those named behind it in the paragraph, some up and some down: 净增加5万元，其中
    甲增加8万元，乙减少3万元. Where the words leave the list open, it is sure only if one slip of a
    digit mends it."""
    parts = _moves_behind(asked)
    if len({sign for _, sign in parts}) < _FEWEST:
        return
    value = sum((f.number.value * sign for f, sign in parts), Fraction(0)) * _said_sign(asked)
    shown = "".join(("＋" if sign > 0 else "－") + f.one.text for f, sign in parts)
    operands = tuple(f for f, _ in parts)
    between = asked.passage.words[asked.figure.end : operands[0].start]
    closed = asked.kind.opening and asked.kind.opening.search(between)
    sure = bool(closed) or _is_slip(asked.figure, parts, value)
    yield WorkedOut(shown.removeprefix("＋"), value, operands, _room(operands), sure)


def _said_sign(asked: OneMarked) -> int:
    less = asked.words.groupdict().get("less") if asked.words else None
    return -1 if less else 1


def _room(operands: Sequence[SaidFigure]) -> Fraction:
    return sum((f.number.half for f in operands if f.unit == "money"), Fraction(0))


def _moves_behind(asked: OneMarked) -> Sequence[tuple[SaidFigure, int]]:
    """The figures of its unit behind one that are said to rise or fall, up to the first that is
    not, or that all come to; what brackets within tell is left out."""
    found: list[tuple[SaidFigure, int]] = []
    for figure in asked.alike():
        if figure.start < asked.figure.end or (found and _is_deeper(asked, found[0][0], figure)):
            continue
        sign = _direction(asked, figure)
        if not sign or asked.settings.net.search(figure.clause):
            break
        found.append((figure, sign))
    return found


def _is_deeper(asked: OneMarked, first: SaidFigure, figure: SaidFigure) -> bool:
    """Whether a figure stands in a bracket within that of the first."""
    between = asked.passage.words[first.end : figure.start]
    return between.count("（") > between.count("）")


def _direction(asked: OneMarked, figure: SaidFigure) -> int:
    """1 of what is said to come or to rise, -1 of what goes or falls; else 0."""
    words = f"{figure.clause}#{figure.behind}"
    come = asked.settings.come.search(words)
    gone = asked.settings.gone.search(words)
    return 0 if bool(come) == bool(gone) else 1 if come else -1


def _is_slip(whole: SaidFigure, parts: Sequence[tuple[SaidFigure, int]], value: Fraction) -> bool:
    """Whether one slip of a digit makes a whole, or one of its parts, come out."""
    if one_slip(whole.one.mention, value):
        return True
    left = whole.number.value - value
    return any(one_slip(f.one.mention, f.number.value + sign * left) for f, sign in parts)


def changed(asked: OneMarked) -> Iterator[WorkedOut]:
    """What a table that shows two years, or the change, gives for the one row named before it; for
    none named, its rows in all, if the paragraph names them behind it."""
    behind = asked.passage.words[asked.figure.end :]
    said = asked.figure.lead[max(asked.figure.lead.rfind(mark) for mark in _MARKS) + 1 :]
    for table in listed_tables(asked.subject):
        of_years = grown if asked.figure.unit == "percent" else changed_by
        values = of_years(table) if table.flat else ()
        named = [value for *_, value in named_in(said, values)]
        if not named and len(named_in(behind, values)) >= _FEWEST and _is_money(asked):
            named = list(values)
        elif len(named) != 1:
            continue
        value = sum((one.value for one in named), Fraction(0)) * _said_sign(asked)
        shown = "＋".join(one.name + one.text for one in named)
        yield WorkedOut(shown, value, tuple(named), Fraction(0))


def from_to(asked: OneMarked) -> Iterator[WorkedOut]:
    """What something rose or fell by from one figure to the next, both right before it, or by how
    many percent: 由20.50万元降至18.95万元，减少1.55万元."""
    place = asked.passage.figures.index(asked.figure)
    for old, new in pairwise(asked.passage.figures[max(place - 2, 0) : place]):
        first, second = asked.kind.first, asked.kind.second
        if not (first and first.search(old.lead) and second and second.search(new.lead)):
            continue
        if not asked.settings.same(old.unit, new.unit) or not asked.beside(old):
            continue
        moved = (new.number.value - old.number.value) * _said_sign(asked)
        room = _room((old, new))
        if asked.settings.same(asked.unit, old.unit):
            shown = f"{new.one.text}－{old.one.text}"
            yield WorkedOut(shown, moved, (new, old), room)
        elif asked.unit == "percent" and old.unit != "percent" and old.number.value > 0:
            shown = f"（{new.one.text}－{old.one.text}）÷{old.one.text}"
            rate, slack = moved * 100 / old.number.value, room * 200 / old.number.value
            yield WorkedOut(shown, rate, (new, old), slack)


def _is_money(asked: OneMarked) -> bool:
    return asked.figure.unit == "money"


CHANGED: dict[str, Solver] = {"netted": netted, "changed": changed, "from_to": from_to}
