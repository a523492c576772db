"""What else may be the wrong figure of a self-evaluation (别的改法): the sum spent, the budget, a
source, a score, a weight.

Each rule of the chain proposes to change the figure that comes last. A reading says which earlier
figure, put otherwise, makes all agree as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.deciding.mending import Mending
from juesuan.checks.deciding.settings import cells_of
from juesuan.checks.deciding.slips import may_have_meant
from juesuan.checks.model import Where
from juesuan.checks.tables.chain import due_total, printed_as
from juesuan.checks.tables.evaluations import ProjectEvaluation
from juesuan.checks.tables.money import amount_in, rate_span
from juesuan.checks.tables.saying import number
from juesuan.checks.tables.sources import differences
from juesuan.facts import format_amount
from juesuan.performance import suggest
from juesuan.performance.figures import AssessedIndicator
from juesuan.reading.performance import MoneyRow, Value

__all__ = ["OtherReading", "readings"]

_MUCH_NEARER = 4


class OtherReading(Struct, frozen=True, kw_only=True):
    """Another figure that may be the wrong one: its cell, what should stand there, and how it is
    told: the rule and its variant. ``slip``: one slip lies between; ``due``: the indicator's
    own result speaks for that score, and not for the printed one."""

    where: Where
    cell: Value
    expected: str
    slip: bool
    code: str
    variant: str
    label: str
    due: bool = False
    indicator: AssessedIndicator | None = None

    @property
    def mending(self) -> Mending:
        """The figure put right."""
        cells = cells_of(self.code, self.variant)
        return Mending(tables={(self.where, cell): self.expected for cell in cells})


def readings(project: ProjectEvaluation, codes: Set[str]) -> list[OtherReading]:
    """The readings of a table in which rules, by their codes, find something wrong; each value of
    a cell once."""
    found: dict[object, OtherReading] = {}
    for one in _readings(project, codes):
        found.setdefault((one.where, one.cell.spot, Fraction(one.expected.replace(",", ""))), one)
    return list(found.values())


def _readings(project: ProjectEvaluation, codes: Set[str]) -> Iterator[OtherReading]:
    if "J302" in codes:
        yield from _amounts(project)
    if "J310" in codes:
        yield from _sources(project)
    if not codes.isdisjoint({"J103", "J104"}):
        yield from _scores(project)
    if "J101" in codes:
        yield from _weights(project)


def _amounts(project: ProjectEvaluation) -> Iterator[OtherReading]:
    """What may have been meant by the sum spent, or by the budget, if the rate is right: a figure
    one slip away, or another one of the row."""
    figures, row = project.figures, project.figures.main
    rate, budget, spent = figures.printed_rate, figures.budget, figures.executed
    if row is None or rate is None or not budget or spent is None:
        return
    beside = [row[role].text.strip() for role in ("initial", "full", "confirmed", "executed")]
    for role, variant in (("executed", "spent"), (figures.base, "granted")):
        printed = row[role].text.strip()
        for text in dict.fromkeys([*may_have_meant(printed), *beside]):
            if text in {"", printed}:
                continue
            amount = amount_in(replace(row[role], text=text), project.unit)
            if not amount:
                continue
            pair = (amount, budget) if role == "executed" else (spent, amount)
            if rate_span(*pair, project.unit).fits(rate):
                yield _of_money(project, row, role, text, "J302", variant)


def _sources(project: ProjectEvaluation) -> Iterator[OtherReading]:
    """The whole as its sources have it, and each source as the whole has it."""
    for one in differences(project):
        text = format_amount(one.sources, project.unit)
        yield _of_money(project, one.row, one.role, text, "J310", "whole")
        for part in one.parts:
            amount = amount_in(part[one.role], project.unit)
            right = (amount or 0) + one.whole - one.sources
            if amount is not None and right >= 0:
                text = format_amount(right, project.unit)
                yield _of_money(project, part, one.role, text, "J310", "part")


def _of_money(
    project: ProjectEvaluation, row: MoneyRow, role: str, text: str, code: str, variant: str
) -> OtherReading:
    cell = row[role]
    text = text if "," in cell.text else text.replace(",", "")
    return OtherReading(
        where=project.where(cell, row.label),
        cell=cell,
        expected=text,
        slip=_is_slip(cell.text, text),
        code=code,
        variant=variant,
        label=row.label,
    )


def _scores(project: ProjectEvaluation) -> Iterator[OtherReading]:
    """Scores that their weight, or the printed total, would have."""
    total, due = project.figures.total, due_total(project)
    missing = None if total is None or due is None else total - due
    for one in project.indicators:
        score, weight = one.score, one.weight
        if score is None or weight is None:
            continue
        beyond = not 0 <= score <= weight
        fits = missing and 0 <= score + missing <= weight
        right = score + missing if missing is not None and fits else weight if beyond else None
        if right is not None and right != score:
            own = _own_score(one, project, weight)
            told = own is not None and _speaks_for(own, right, score)
            code = "J103" if beyond else "J104"
            yield _of_indicator(project, one, one.printed.score, right, code, "score", told)


def _speaks_for(own: Decimal, right: Decimal, score: Decimal) -> bool:
    """Whether a score that a result gives speaks for another one than is printed: it is that one,
    or much nearer to it (other ways of scoring than in proportion are lawful)."""
    if printed_as(score, own):
        return False
    return printed_as(right, own) or abs(right - own) * _MUCH_NEARER <= abs(score - own)


def _own_score(
    one: AssessedIndicator, project: ProjectEvaluation, weight: Decimal
) -> Decimal | None:
    """The score that an indicator's own result gives of a weight: all of it where the target is
    met, in proportion where it was missed; ``None`` where words leave it open."""
    name = one.printed.level3.text
    return suggest(one.target, one.actual, weight, project.figures.policy, name).exact


def _weights(project: ProjectEvaluation) -> Iterator[OtherReading]:
    """Weights with which all would add up to the full score."""
    figures = project.figures
    if len(figures.weighed) < len(figures.indicators):
        return
    every = sum(figures.weighed, Decimal(0)) + figures.execution_weight
    missing = figures.policy.total - every
    for one in project.indicators:
        if missing and one.weight is not None and one.weight + missing > 0:
            right = one.weight + missing
            own, score = _own_score(one, project, right), one.score
            told = own is not None and score is not None and printed_as(score, own)
            yield _of_indicator(project, one, one.printed.weight, right, "J101", "weight", told)


def _of_indicator(
    project: ProjectEvaluation,
    one: AssessedIndicator,
    cell: Value,
    right: Decimal,
    code: str,
    variant: str,
    due: bool,
) -> OtherReading:
    text = number(right)
    return OtherReading(
        where=project.where(cell, one.name),
        cell=cell,
        expected=text,
        slip=_is_slip(cell.text.removesuffix("分"), text),
        code=code,
        variant=variant,
        label=one.name,
        due=due,
        indicator=one,
    )


def _is_slip(printed: str, expected: str) -> bool:
    """Whether one slip lies between two figures."""
    meant = {Fraction(slip.replace(",", "")) for slip in may_have_meant(printed.strip())}
    return Fraction(expected.replace(",", "")) in meant
