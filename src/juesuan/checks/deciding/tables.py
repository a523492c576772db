"""The first wrong link of a self-evaluation (执行数 → 执行率 → 得分 → 总分 → 等次).

A rule takes the figure that follows from others for the wrong one. Where a single other figure
(a sum, a source, a weight, a score) put right makes all of the table agree, with fewer changes,
that one is wrong: the smallest set of figures that must change, as in forms. Of several, the one
is wrong for which there are witnesses: the forms, the department's table, the narrative, an
indicator's own result. Where nothing tells, all are told and none is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import severity_of
from juesuan.checks.deciding.mending import mended
from juesuan.checks.deciding.readings import OtherReading, readings
from juesuan.checks.deciding.settings import deciding
from juesuan.checks.deciding.slips import is_turned, may_have_meant
from juesuan.checks.model import Consequence, Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding, number
from juesuan.performance.figures import rate_in
from juesuan.performance.rates import last_digit
from juesuan.reading.performance import Performance, Value

__all__ = ["first_links"]

_RATE, _TOTAL, _SOURCES, _BEYOND = "J302", "J104", "J310", "J103"
_HUNDREDTH = Decimal("0.01")
_LONG = 4
"""So many digits of an amount, idle zeros left out, hardly fit a rate by chance."""

Told = Callable[[Subject], Sequence[Finding]]
"""What stands on its own of a document's points and money, each with what follows."""


class _Tried(Struct, frozen=True):
    """A reading, how many figures must change with it, whether something beside the chain speaks
    for it, and whether the table prints its value elsewhere."""

    reading: OtherReading
    left: int
    borne_out: bool
    printed: bool

    @property
    def rank(self) -> tuple[int, bool, bool, bool]:
        """The likeliest first."""
        return self.left, not self.borne_out, not self.reading.slip, not self.printed


def first_links(
    subject: Subject, found: Iterable[Finding], told: Told, beside: Told
) -> list[Finding]:
    """The findings, those of a table in the words of its first wrong link. ``beside`` is what is
    found between tables, forms and narrative."""
    findings = list(found)
    starts = deciding().chain
    for project in subject.once(evaluations).sure_scored:
        mine = [f for f in findings if f.code.startswith(starts) and _is_of(f, project)]
        if not any(severity_of(one) != "info" for one in mine) or _explained(mine):
            continue
        alone = _alone(subject, project)
        usual = _changes(told(alone))
        tried = _tried(subject, alone, project, mine, usual, told, beside)
        if not tried:
            continue
        best = min(one.rank for one in tried)
        chosen = [one.reading for one in tried if one.rank == best]
        tie = best[0] == usual and chosen[0].code == _RATE and best[1]
        if len(chosen) == 1 and not (tie and (_a_slip_itself(mine) or not _is_long(chosen[0]))):
            findings = _told_anew(findings, mine, _finding(project, chosen[0]))
        elif (base := _first(mine)) is not None:
            findings = _left_open(findings, mine, base, chosen, best[0] == usual)
    return findings


def _tried(
    subject: Subject,
    alone: Subject,
    project: ProjectEvaluation,
    mine: Sequence[Finding],
    usual: int,
    told: Told,
    beside: Told,
) -> list[_Tried]:
    """The readings that explain what is wrong at least as well as what the rules propose."""
    row = project.figures.main
    printed = {value.text.strip() for value in row.values.values()} if row else set()
    before: AbstractSet[str] | None = None
    tried = []
    for reading in readings(project, {one.code for one in mine}):
        if usual == 1 and (reading.code == _BEYOND or not (reading.slip or reading.due)):
            continue
        left = 1 + _changes(told(mended(alone, reading.mending)))
        if left > usual:
            continue
        borne_out = reading.due
        if not reading.indicator:
            before = _keys(beside(subject)) if before is None else before
            after = _keys(beside(mended(subject, reading.mending)))
            borne_out = after < before
        one = _Tried(reading, left, borne_out, reading.expected in printed)
        if left < usual or (usual == 1 and (borne_out or _as_likely(reading, mine))):
            tried.append(one)
    return tried


def _as_likely(reading: OtherReading, mine: Sequence[Finding]) -> bool:
    """Whether a reading that mends as much as the rules' proposal is as likely: its digits are
    turned and the total is no slip, the sources are wrong (for which nothing is proposed), or
    the rate is off by more than its last digit."""
    if reading.code == _TOTAL:
        return is_turned(reading.cell.text, reading.expected) and not _a_slip_itself(mine)
    if reading.code == _RATE:
        return reading.slip and _is_precise(mine) and not _rounded_otherwise(mine)
    return reading.code == _SOURCES and reading.slip


def _is_precise(mine: Sequence[Finding]) -> bool:
    """Whether the wrong rate is printed with two decimals: amounts fit a rounder one by chance."""
    rates = (rate_in(Value(one.where[0].printed)) for one in mine if one.code == _RATE)
    return all(rate is not None and last_digit(rate) <= _HUNDREDTH for rate in rates)


def _is_long(reading: OtherReading) -> bool:
    """Whether an amount has so many digits that a slip in it hardly fits a rate by chance."""
    digits = "".join(sign for sign in reading.cell.text if sign.isdigit())
    return len(digits.strip("0")) >= _LONG


def _rounded_otherwise(mine: Sequence[Finding]) -> bool:
    """Whether a rate differs from the due one by its last digit only."""
    for one in mine:
        printed = rate_in(Value(one.where[0].printed)) if one.code == _RATE else None
        due = rate_in(Value(one.expected)) if one.code == _RATE else None
        if printed is not None and due is not None:
            return abs(printed - due) <= last_digit(printed)
    return False


def _a_slip_itself(mine: Sequence[Finding]) -> bool:
    """Whether what the rules propose first is one slip away from what is printed."""
    first = _first(mine)
    if first is None or not first.expected:
        return False
    return first.expected in set(may_have_meant(first.where[0].printed))


def _explained(mine: Sequence[Finding]) -> bool:
    """Whether a rule itself says how a figure came about: points left out, another base."""
    first = _first(mine)
    return first is not None and f"{first.code}.{first.variant}" in deciding().explained


def _first(mine: Sequence[Finding]) -> Finding | None:
    """The finding on the earliest link that is more than information."""
    grave = [one for one in mine if severity_of(one) != "info"]
    order = [variant.partition(".")[0] for variant in deciding().open_links]
    links = [one for one in grave if one.code in order]
    return min(links, key=lambda one: order.index(one.code), default=None)


def _keys(found: Iterable[Finding]) -> frozenset[str]:
    return frozenset(one.key for one in found if severity_of(one) != "info")


def _is_of(one: Finding, project: ProjectEvaluation) -> bool:
    return bool(one.where) and one.where[0].project == project.name


def _alone(subject: Subject, project: ProjectEvaluation) -> Subject:
    """The document with no other table."""
    assert subject.reading is not None
    tables = Performance((), (), (project.printed,), subject.reading.performance.unread)
    return subject.with_figures(subject.disclosure, replace(subject.reading, performance=tables))


def _changes(found: Sequence[Finding]) -> int:
    """How many figures must change, as findings have it."""
    grave = [one for one in found if severity_of(one) != "info"]
    return sum(1 + sum(not each.agrees for each in one.follows) for one in grave)


def _left_open(
    findings: Sequence[Finding],
    mine: Sequence[Finding],
    base: Finding,
    chosen: Sequence[OtherReading],
    with_usual: bool,
) -> list[Finding]:
    """The findings, those of a table as one that tells all readings and proposes none."""
    usual = ((base.where[0], base.expected),) if with_usual and base.expected else ()
    candidates = (*usual, *((one.where, one.expected) for one in chosen))
    rest = [one for one in mine if one is not base]
    told = replace(
        base,
        where=tuple(dict.fromkeys((base.where[0], *(one.where for one in chosen)))),
        expected="",
        variant="either",
        candidates=candidates,
        follows=tuple(Consequence(one, agrees=True) for one in rest),
    )
    return [told if one is base else one for one in findings]


def _finding(project: ProjectEvaluation, other: OtherReading) -> Finding:
    figures = project.figures
    return finding(
        other.code,
        project,
        [other.indicator] if other.indicator else [],
        where=[other.where],
        expected=other.expected,
        variant=other.variant,
        label=other.label,
        printed=other.cell.text,
        due=other.expected,
        rate=number(figures.printed_rate or Decimal(0)),
        total=number(figures.total or Decimal(0)),
        full=number(figures.policy.total),
    )


def _told_anew(
    findings: Sequence[Finding], mine: Sequence[Finding], first: Finding
) -> list[Finding]:
    """The findings with the first link in place of the table's finding of the same rule."""
    same = next((one for one in mine if one.code == first.code), None)
    if same is None:
        return [*findings, first]
    return [first if one is same else one for one in findings]
