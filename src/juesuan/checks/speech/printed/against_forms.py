"""Figures of the narrative beside what the forms print of the same facts (文表核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, stages_of
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.sentences.amounts import Rounded, places
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import OTHER_FUNDS, Observed, observed, selected
from juesuan.facts import Selection, format_amount

__all__ = [
    "FINAL",
    "ExceedsWhole",
    "TieOut",
    "exceeding_wholes",
    "figures_meant",
    "form_amount",
    "form_places",
    "printed_in_form",
    "tie_outs",
]

FINAL = ("final",)
"""The stage of final accounts."""


class TieOut(Struct, frozen=True, eq=False):
    """An assertion beside the figures of the forms for the same fact, at least one, and whether
    they agree."""

    assertion: Assertion
    figures: tuple[Observed, ...]
    agrees: bool


class ExceedsWhole(Struct, frozen=True, eq=False):
    """An assertion of a part that is more than the figures of the forms for its whole."""

    assertion: Assertion
    whole: str
    figures: tuple[Observed, ...]


def figures_meant(
    subject: Subject, meant: FactsMeant, stages: Sequence[str] = FINAL
) -> list[Observed]:
    """The figures of the forms for the facts that are meant, in any of the stages."""
    return _figures(subject, meant.select, stages)


def _figures(
    subject: Subject, selections: Iterable[Selection], stages: Sequence[str]
) -> list[Observed]:
    return [
        figure
        for selection in selections
        for stage in stages
        for figure in observed(subject, selection, stage)
    ]


def tie_outs(subject: Subject) -> Sequence[TieOut]:
    """Every amount and count of the narrative that the forms print, too; once a document."""
    return subject.once(_tie_outs)


def _tie_outs(subject: Subject) -> Sequence[TieOut]:
    ties = (_tie_out(subject, assertion) for assertion in assertions(subject))
    return [tie for tie in ties if tie is not None]


def _tie_out(subject: Subject, assertion: Assertion) -> TieOut | None:
    meant, stages = assertion.meant, stages_of(assertion.role)
    if meant is None or not stages or assertion.year != "this":
        return None
    if assertion.mention.reason or assertion.mention.kind == "percent":
        return None
    figures = figures_meant(subject, meant, stages)
    if not figures:
        return None
    allowed = [*figures, *_figures(subject, meant.also, stages)]
    if assertion.role in BUDGET_ROLES:  # initial and full-year budget are often confused in name
        allowed += figures_meant(subject, meant, stages_of("budget"))
    agrees = any(_same(subject, assertion, figure) for figure in allowed)
    if not agrees and _may_mean_more(subject, meant, stages):
        return None
    held_together(assertion)
    return TieOut(assertion, tuple(figures), agrees)


def _may_mean_more(subject: Subject, meant: FactsMeant, stages: Sequence[str]) -> bool:
    """Whether a name may mean something else as well that no form prints (总收入: 收入合计 or
    收入总计)."""
    topic = topics().get(meant.topic)
    unsure = topic is not None and topic.unsure
    return unsure and not all(_figures(subject, (each,), stages) for each in meant.select)


def _same(subject: Subject, assertion: Assertion, figure: Observed) -> bool:
    """Whether the text may print the form's figure: within half of its own last digit and the
    form's last digit; with two places, within its last digit (two habits of rounding)."""
    money = assertion.mention.kind == "money"
    step = subject.disclosure.money.print_step if money else 0
    half = assertion.number.half
    room = max(half + step, 2 * half if places(assertion.mention) > 1 else half)
    return abs(assertion.number.value - figure.value) <= room


def exceeding_wholes(subject: Subject) -> Iterator[ExceedsWhole]:
    """This year's amounts that are more than what the forms print of that which they are a part of
    (机关运行经费 and 公用经费)."""
    for one in assertions(subject):
        part_of = topics()[one.key[0]].part_of if one.key[0] in topics() else ""
        if not part_of or one.role != "final" or one.year != "this" or one.mention.reason:
            continue
        whole = topics()[part_of]
        figures = _figures(subject, (selected(subject, t, "fiscal") for t in whole.select), FINAL)
        if not figures and not subject.once(_spends_other_funds):
            figures = _figures(
                subject, (selected(subject, t, "general") for t in whole.select), FINAL
            )
        most = max((figure.value for figure in figures), default=None)
        if most is None:
            continue
        held_together(one)
        if not any(_same(subject, one, figure) for figure in figures) and one.number.value > most:
            yield ExceedsWhole(one, whole.plain, tuple(figures))


def _spends_other_funds(subject: Subject) -> bool:
    """Whether the forms print fiscal money beside the general public budget."""
    return any(
        subject.value(key)
        for key, cell in subject.cells.items()
        if key.form in subject.present
        and all((funds := r.get("fund")) and funds <= OTHER_FUNDS for _, r in cell.selection.terms)
    )


def form_amount(
    subject: Subject, assertion: Assertion, stages: Sequence[str] = FINAL
) -> Rounded | None:
    """The amount that the forms print for the item of this year's figure, in a stage."""
    if assertion.meant is None or assertion.year != "this":
        return None
    figures = figures_meant(subject, assertion.meant, stages)
    return rounded_in_form(subject, figures[0]) if figures else None


def rounded_in_form(subject: Subject, figure: Observed) -> Rounded:
    """A form's figure with half of the last digit that the forms print."""
    rounded = subject.disclosure.rounded_to_print
    step = subject.disclosure.money.print_step if rounded else 0
    return Rounded(Fraction(figure.value), Fraction(step, 2))


def printed_in_form(subject: Subject, figure: Observed) -> str:
    """A form's figure as it would be printed, with its unit."""
    key = figure.keys[0]
    if subject.cells[key].unit != "money":
        return f"{figure.value}{subject.unit_of(key)}"
    money = subject.disclosure.money
    return format_amount(figure.value, money) + money.zh


def form_places(subject: Subject, figures: Iterable[Observed]) -> tuple[Where, ...]:
    """The cells that print figures, each once."""
    keys = dict.fromkeys(key for figure in figures for key in figure.keys)
    return tuple(subject.where(key) for key in keys)
