"""Sources of money (资金来源) that should add up to the whole, in the tables of projects and
departments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.tables.evaluations import DepartmentEvaluation, Evaluation, ProjectEvaluation
from juesuan.checks.tables.money import amount_in, rounding_slack, sure_rows, whole_below
from juesuan.facts import MoneyUnit
from juesuan.lexicon.performance import words
from juesuan.reading.performance import MoneyRow
from juesuan.text import plain

__all__ = ["SourceGap", "differences"]

_ADDED = ("initial", "adjustment", "confirmed", "full", "executed")
"""Columns of amounts in which sources add up to the whole."""


class _Group(Struct, frozen=True):
    """A row of money and the rows that should add up to it."""

    whole: MoneyRow
    parts: Sequence[MoneyRow]

    @property
    def sure(self) -> bool:
        """Whether all rows were read with certainty, the whole has a name, and no source is
        part of another one."""
        if not self.whole.label:
            return False
        rows = [self.whole, *self.parts]
        nested = sum(words().names_part(row.label) for row in self.parts) > 1
        return bool(self.parts) and not nested and len(sure_rows(rows)) == len(rows)


class SourceGap(Struct, frozen=True):
    """A column (``role``) in which the whole of a row (cents) is not the sum of its sources,
    which stand in rows of their own (``parts``)."""

    row: MoneyRow
    role: str
    whole: int
    sources: int
    parts: Sequence[MoneyRow]


def _groups(evaluation: Evaluation) -> Iterator[_Group]:
    if isinstance(evaluation, ProjectEvaluation) and evaluation.figures.main:
        yield _Group(evaluation.figures.main, evaluation.figures.parts)
    if isinstance(evaluation, DepartmentEvaluation):
        yield from _department_groups(evaluation.money)


def _department_groups(rows: Sequence[MoneyRow]) -> Iterator[_Group]:
    """年度资金总额 = 基本支出 + 项目支出, and each of these is the sum of its sources. A whole
    that stands below its sources is the sum of them."""
    if whole := whole_below(rows):
        yield _Group(whole, [row for row in rows if row is not whole])
        return
    groups: dict[str, list[MoneyRow]] = {}
    for row in rows:
        groups.setdefault(row.path[0].text if row.path else "", []).append(row)
    tops = [group[0] for group in groups.values()]
    if len(tops) > 2 and not any(len(row.path) > 1 for row in next(iter(groups.values()))):
        yield from _divisions(tops[0], tops[1:])
    for group in groups.values():
        yield _Group(group[0], _numbered_first(group[1:]))


def _numbered_first(rows: Sequence[MoneyRow]) -> Sequence[MoneyRow]:
    """The rows with a number, if the first has one: what has none stands under them or apart."""
    if rows and words().numbered(rows[0].label):
        return [row for row in rows if words().numbered(row.label)]
    return rows


def _divisions(whole: MoneyRow, rows: Sequence[MoneyRow]) -> Iterator[_Group]:
    """The ways in which rows divide a whole: all of them; those with a number (1. 2. 3.) if the
    first has one; or several ways, each begun by a label that says so (按支出性质分：基本支出)."""
    if words().numbered(rows[0].label):
        yield _Group(whole, _numbered_first(rows))
        return
    ways: list[list[MoneyRow]] = [[]]
    by = ""
    for row in rows:
        if words().divides(row.label):
            said = plain(row.label).rpartition(":")[0]
            if ways[-1] and not (said and said == by):  # each row may say by what it divides
                ways.append([])
            by = said
        ways[-1].append(row)
    for way in ways:
        yield _Group(whole, way)


def differences(evaluation: Evaluation) -> Iterator[SourceGap]:
    """The columns in which sources do not add up to the whole, beyond what rounding explains."""
    unit = evaluation.unit
    for group in _groups(evaluation):
        told = {role: _known(group.parts, role, unit) for role in _ADDED if group.sure}
        wholes = {role: amount_in(group.whole[role], unit) for role in told}
        slack = rounding_slack(len(group.parts), unit)
        for role, known in told.items():
            whole = wholes[role]
            if whole is None or not known or abs(whole - sum(known)) <= slack:
                continue
            # Sources told once stand in no column of the whole (按收入性质分：…).
            once = sum(bool(each) for each in told.values()) == 1
            others = wholes.values() if once else ()
            if not any(one is not None and abs(one - sum(known)) <= slack for one in others):
                yield SourceGap(group.whole, role, whole, sum(known), group.parts)


def _known(parts: Sequence[MoneyRow], role: str, unit: MoneyUnit) -> list[int]:
    """The amounts (cents) that rows print in a column."""
    printed = (amount_in(row[role], unit) for row in parts)
    return [amount for amount in printed if amount is not None]
