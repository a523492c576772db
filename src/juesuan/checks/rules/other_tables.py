"""Sums and rates of tables that no form describes (其他表格): K113, K114."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.arithmetic import BrokenSum, broken_rates, broken_sums
from juesuan.checks.arithmetic.relations import Break, Place
from juesuan.checks.arithmetic.tables import TableWords
from juesuan.checks.causes.explaining import explained
from juesuan.checks.model import Finding, Where
from juesuan.checks.rules.cause_findings import evidence_of
from juesuan.checks.subject import Subject
from juesuan.reading import Spot

__all__ = ["RULES", "SETTINGS"]

_SHOWN = 6
"""So many terms of a sum are written out."""

SETTINGS = {"K113": TableWords}


def sum_broken(subject: Subject) -> Iterator[Finding]:
    """K113: a sum that the other rows or columns of a table keep, and one does not, or that its
    note states. Not where an
    identity of the forms is broken at one of its figures."""
    wrong = subject.once(_called_wrong)
    for one in subject.once(broken_sums):
        places = sorted({place for each in one.breaks for place in each.places})
        if wrong & {one.cell(place).spot for place in places if one.printed(place)}:
            continue
        yield _finding(one)


def _finding(one: BrokenSum) -> Finding:
    first = one.breaks[0]
    total = first.terms[0][0]
    told = one.wrong if one.wrong is not None else total
    others = [place for place, _ in first.terms if place != told and one.printed(place)]
    details = {
        "name": one.name(told),
        "said": one.text(told),
        "right": one.right,
        "sum": _written(one, first),
        "kept": first.kept,
        "number": len(one.breaks),
    }
    where = tuple(_where(one, place) for place in (told, *others))
    expected = one.right if one.wrong is not None else ""
    how = "stated" if first.stated else first.along if first.kept else "column"
    variant = ("" if one.wrong is not None else "open") + how
    return Finding(code="K113", where=where, details=details, expected=expected, variant=variant)


def _written(one: BrokenSum, sums: Break) -> str:
    """A sum as an equation of what is printed, its total to the left."""
    total, *terms = sums.terms
    sign = -total[1]
    listed = [("＋" if s * sign > 0 else "－", place) for place, s in terms]
    shown = [mark + one.label(place, sums.along) + one.text(place) for mark, place in listed]
    if len(shown) > _SHOWN:
        shown = [*shown[: _SHOWN - 1], "＋…", shown[-1]]
    right = "".join(shown).removeprefix("＋")
    return f"{one.label(total[0], sums.along)}{one.text(total[0])}＝{right}"


def _where(one: BrokenSum, place: Place) -> Where:
    cell = one.cell(place)
    return Where(spot=cell.spot, item=one.name(place), printed=cell.text.strip())


def _called_wrong(subject: Subject) -> frozenset[Spot]:
    """The places of figures that stand in broken identities of the forms."""
    found = subject.once(explained)
    broken = (b for cause in found.causes for b in evidence_of(subject, found.system, cause.broken))
    return frozenset(operand.where.spot for one in broken for operand in one.operands)


def rate_broken(subject: Subject) -> Iterator[Finding]:
    """K114: a rate that the other rows of a table make of two of its columns, and one does not;
    not where one of the three figures is called wrong already, or a form's own rate is held to
    others."""
    reckoned = subject.reading.reckoned if subject.reading else ()
    wrong = subject.once(_called_wrong) | {one.cell.spot for _, one in reckoned}
    wrong |= {
        one.cell(one.wrong).spot for one in subject.once(broken_sums) if one.wrong is not None
    }
    for one in subject.once(broken_rates):
        cells = (one.rate, one.one, one.other)
        if wrong & {cell.where.spot for cell in cells}:
            continue
        head, first, second = one.heads
        said, parts = one.rate.where.printed, (one.one.where.printed, one.other.where.printed)
        details = {
            "name": f"{one.rate.name}·{head}",
            "said": said,
            "right": one.right,
            "one": first + parts[0],
            "other": second + parts[1],
            "kept": one.kept,
        }
        where = tuple(cell.where for cell in cells)
        yield Finding(
            code="K114", where=where, details=details, expected=one.right, variant=one.way
        )


RULES = {"K113": sum_broken, "K114": rate_broken}
