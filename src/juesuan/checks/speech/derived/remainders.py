"""What is left of an amount (剩余、余款), told sentences or lines behind what there was and what
was spent of it: one slip of a digit away from what they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.derived.derivations import Derivations, Derived
from juesuan.checks.speech.sentences.amounts import clear_slip, printed_like
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, paragraphs
from juesuan.checks.subject import Subject

__all__ = ["remainders"]

_MANY = 10
"""So many amounts before what is left are looked at."""
_ROLES = frozenset({"final", "other", "initial_budget", "full_year_budget", "budget"})


class _Result(Struct, frozen=True):
    """What there was, less what was spent of it."""

    whole: SaidFigure
    spent: tuple[SaidFigure, ...]

    @property
    def value(self) -> Fraction:
        """What is left."""
        return self.whole.number.value - sum(one.number.value for one in self.spent)


def remainders(subject: Subject, settings: Derivations) -> Iterator[Derived]:
    """The amounts left that nothing before them gives, and that one slip sets right."""
    listed = [f for passage in paragraphs(subject) for f in passage.figures if _is_told(f)]
    for place, figure in enumerate(listed):
        if not settings.rest.search(figure.lead):
            continue
        before = listed[max(place - _MANY, 0) : place]
        results = [*_results(before, settings)]
        gaps = [abs(one.value - figure.number.value) for one in results]
        if any(gap <= 2 * figure.number.half for gap in gaps) or _is_apart(before, figure):
            continue
        right = [r for r in results if r.value > 0 and clear_slip(figure.one.mention, r.value)]
        if right and len({one.value for one in right}) == 1:
            yield _told(figure, right[0])


def _is_told(figure: SaidFigure) -> bool:
    one = figure.one
    stated = one.role in _ROLES or (one.role == "change" and not one.base and not one.sign)
    return one.mention.kind == "money" and stated and not one.mention.reason


def _is_apart(before: Sequence[SaidFigure], figure: SaidFigure) -> bool:
    """Whether any two of the amounts are just so far apart, or one is the same."""
    values = {f.number.value for f in before}
    left, half = figure.number.value, 2 * figure.number.half
    return any(abs(abs(one - other) - left) <= half for one in values | {Fraction(0)}
               for other in values)  # fmt: skip


def _results(before: Sequence[SaidFigure], settings: Derivations) -> Iterator[_Result]:
    """Each amount less what is told to have been spent behind it, one by one and all together,
    sums of others left out."""
    for place, whole in enumerate(before):
        behind = before[place + 1 :]
        spent = [f for f in behind if settings.spent.search(f"{f.clause}#{f.behind}")]
        yield from (_Result(whole, (one,)) for one in spent)
        parts = _without_sums(spent)
        if len(parts) > 1:
            yield _Result(whole, tuple(parts))


def _without_sums(figures: Sequence[SaidFigure]) -> Sequence[SaidFigure]:
    kept: list[SaidFigure] = []
    for one in figures:
        if not kept or one.number.value != sum(other.number.value for other in kept):
            kept.append(one)
    return kept


def _told(figure: SaidFigure, result: _Result) -> Derived:
    operands = (result.whole, *result.spent)
    held_together(figure.one, *(one.one for one in operands))
    return Derived(
        operation="left",
        said=figure.one.text,
        where=(figure.one.where, *(one.one.where for one in operands)),
        shown="－".join(one.one.text for one in operands),
        right=printed_like(result.value, figure.one.mention),
    )
