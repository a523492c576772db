"""Common indicators (共性指标) that are ratios of figures of the forms: 三公经费控制率."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.printed.against_forms import (
    form_places,
    printed_in_form,
    rounded_in_form,
)
from juesuan.checks.speech.sentences.amounts import Rounded, decimal_text, ratio, ratio_fits
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, Observed, observed, selected
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import finding
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator, rate_in
from juesuan.reading import Spot
from juesuan.resources import Pattern, Record

__all__ = ["RULES", "SETTINGS"]


class Ratio(Record, frozen=True):
    """An indicator's name, the topic whose final account is divided, and the stages of the same
    topic by which it may be."""

    name: Pattern
    topic: str
    by: tuple[str, ...]


class CommonRatios(RuleSettings, frozen=True):
    """J420."""

    ratios: tuple[Ratio, ...]


def _figures(subject: Subject, topic: str, stage: str) -> Sequence[Observed]:
    """What the forms print of a topic in a stage, in any kind of money."""
    return [
        figure
        for select in topics()[topic].select
        for fund in ANY_FUND
        for figure in observed(subject, selected(subject, select, fund), stage)
    ]


def _said(indicator: AssessedIndicator) -> Rounded | None:
    """The percentage that an indicator reports, with half of its last digit."""
    value = rate_in(indicator.printed.actual)
    if value is None:
        return None
    return Rounded(Fraction(value), Fraction(Decimal(1).scaleb(int(value.as_tuple().exponent))) / 2)


def ratio_differs(subject: Subject) -> Iterator[Finding]:
    """J420: an indicator that is the ratio of two figures of the forms reports another."""
    found = subject.once(evaluations)
    told: set[Spot] = set()
    for table in (*found.departments, *found.wholes):  # one table may be read as either
        for indicator in table.indicators:
            spot, name = indicator.printed.actual.spot, plain(indicator.name)
            said = None if spot in told else _said(indicator)
            known = (one for one in CommonRatios.of("J420").ratios if one.name.finds_in(name))
            one = next(known, None) if said is not None else None
            if one is None or said is None:
                continue
            wholes = [f for stage in one.by for f in _figures(subject, one.topic, stage)]
            spent = _figures(subject, one.topic, "final")
            pairs = [
                (part, whole)
                for part in spent
                for whole in wholes
                if whole.value and ratio(*_rounded(subject, part, whole)) is not None
            ]
            fits = (ratio_fits(*_rounded(subject, *pair), said) for pair in pairs)
            if not pairs or any(fits):
                continue
            told.add(spot)
            part, whole = pairs[0]
            right = decimal_text(Fraction(part.value * 100, whole.value)) + "%"
            yield finding(
                "J420",
                table,
                [indicator],
                where=[table.at(indicator), *form_places(subject, (part, whole))],
                expected=right,
                right=right,
                item=indicator.name,
                said=indicator.printed.actual.text,
                spent=printed_in_form(subject, part),
                whole=printed_in_form(subject, whole),
            )


def _rounded(subject: Subject, part: Observed, whole: Observed) -> tuple[Rounded, Rounded]:
    return rounded_in_form(subject, part), rounded_in_form(subject, whole)


RULES = {"J420": ratio_differs}
SETTINGS = {"J420": CommonRatios}
