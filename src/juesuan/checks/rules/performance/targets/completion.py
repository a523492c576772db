"""How far targets were met, as tables say it: in shares (完成比例), by yes and no (是否完成)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import compact
from juesuan.checks.tables.called_met import CalledMet, called_rows
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.saying import finding, indicator_in_short, number
from juesuan.performance import plain, rounded
from juesuan.performance.figures import AssessedIndicator, rate_in
from juesuan.performance.rates import last_digit

__all__ = ["RULES", "SETTINGS"]

_ALL = Fraction(100)
_LESS_IS_BETTER = {"<=", "<"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _share(indicator: AssessedIndicator) -> Fraction | None:
    """The actual value in percent of the target, both one number of one unit."""
    target, actual = indicator.target, indicator.actual
    numbers = target.kind == actual.kind == "number" and bool(target.low)
    bases = {target.unit.base or target.unit.text, actual.unit.base or actual.unit.text} - {""}
    return actual.low / target.low * _ALL if numbers and len(bases) < 2 else None


def _allowed(share: Fraction, indicator: AssessedIndicator) -> Iterator[Fraction]:
    """The shares that tables print for a result: no more than all, and of targets that should
    not be passed either all, or how far below them it stayed."""
    yield share
    if share > _ALL or indicator.comparison.outcome == "met":
        yield _ALL
    if indicator.target.operator in _LESS_IS_BETTER:
        yield 2 * _ALL - share
        yield _ALL * _ALL / share if share else _ALL


def _wrong(evaluation: Evaluation, indicator: AssessedIndicator) -> Finding | None:
    printed, share = rate_in(indicator.printed.completion), _share(indicator)
    if printed is None or share is None:
        return None
    digit = Fraction(last_digit(printed))
    if any(abs(one - Fraction(printed)) <= digit for one in _allowed(share, indicator)):
        return None
    where = evaluation.at(indicator, indicator.printed.completion)
    details = {"printed": indicator.printed.completion.text, "due": f"{number(rounded(share))}%"}
    if meant := _value_meant(indicator, printed, share):
        where = evaluation.at(indicator)
        details["meant"] = meant
    return finding(
        "J213",
        evaluation,
        [indicator],
        where=[where],
        expected=meant or details["due"],
        variant="actual" if meant else "",
        details=details,
    )


def _value_meant(indicator: AssessedIndicator, printed: Decimal, share: Fraction) -> str:
    """The actual value that the share wants, where the score was made from the share too, and not
    from the value; else empty."""
    weight, score, number_printed = (
        indicator.weight,
        indicator.score,
        _NUMBER.match(plain(indicator.printed.actual.text)),
    )
    if weight is None or score is None or number_printed is None or not 0 < printed < _ALL:
        return ""
    room, made = (
        Fraction(last_digit(score)) / 2,
        [
            Fraction(weight) * min(Fraction(each), Fraction(_ALL)) / _ALL
            for each in (printed, share)
        ],
    )
    by_share, by_value = (abs(each - Fraction(score)) <= room for each in made)
    if not by_share or by_value:
        return ""
    value = Decimal(number_printed[0])
    meant = value * Decimal(printed) / rounded(share, 6)
    return str(meant.quantize(last_digit(value)))


def completion_otherwise(subject: Subject) -> Iterator[Finding]:
    """J213: a share of a target met is not the actual value in percent of the target; ``actual``:
    the share and the score agree, so the value is wrong."""
    for evaluation in subject.once(evaluations).every:
        for indicator in evaluation.indicators:
            if wrong := _wrong(evaluation, indicator):
                yield wrong


def called_met_or_not(subject: Subject) -> Iterator[Finding]:
    """J215: a target that was missed is called met, or one that was met is called missed; in
    self-evaluations, and in tables that give no points."""
    words = CalledMet.of("J215")
    for evaluation in subject.once(evaluations).every:
        for indicator in evaluation.indicators:
            told, outcome = indicator.printed.met, indicator.comparison.outcome
            said = compact(told.text)
            if _contradicts(said, outcome, words):
                where = (evaluation.at(indicator, told), evaluation.at(indicator))
                details = {"said": said}
                yield finding(
                    "J215", evaluation, [indicator], where=where, variant=outcome, details=details
                )
    for row in called_rows(subject):
        outcome = row.indicator.comparison.outcome
        if _contradicts(row.said, outcome, words):
            items = indicator_in_short(row.indicator)
            yield Finding(
                code="J215",
                where=row.where,
                variant=outcome,
                details={"project": row.title, "items": items, "said": row.said},
                severity="" if row.sure else "warning",
            )


def _contradicts(said: str, outcome: str, words: CalledMet) -> bool:
    wrong = words.yes if outcome == "missed" else words.no if outcome == "met" else None
    return wrong is not None and bool(wrong.search(said))


RULES = {"J213": completion_otherwise, "J215": called_met_or_not}
SETTINGS = {"J215": CalledMet}
