"""Which of form and text is wrong where they differ (证据): each print of a quantity is a witness.

A figure of a form that the text contradicts is believed, unless more speaks for the text: further
sentences that print the same, and rates beside them that come out with it. For the form speak the
rows that print the fact (the cells of one row are copied together), sentences that agree with it,
and sums of rows that hold with it. Where the text has more, or as much and rates among it, neither
is called right: both readings are told, in one finding a cell. Nor is it where the text's figure
stands one row above or below (相邻行) and nothing else tells whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from juesuan.checks.causes.explaining import explained, shown
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.printed.against_forms import TieOut, tie_outs
from juesuan.checks.speech.rates import wrong_rates
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.subject import Subject
from juesuan.checks.subject.naming import Naming
from juesuan.forms import CellKey

__all__ = ["outvoted_forms"]

_CODES = ("N101", "N102")
_PLAIN = frozenset({""})
_RATES = frozenset({"share", "growth", "completion"})


def outvoted_forms(subject: Subject, found: Sequence[Finding]) -> list[Finding]:
    """The findings, those in which more speaks for the text than for the form told openly."""
    told: dict[Where, Finding] = {
        one.where[0]: one for one in found if one.code in _CODES and one.variant in _PLAIN
    }
    if not told:
        return list(found)
    groups: dict[tuple[CellKey, object], list[TieOut]] = {}
    for tie in tie_outs(subject):
        if not tie.agrees and tie.assertion.where in told:
            cell = tie.figures[0].keys[0]
            groups.setdefault((cell, tie.assertion.number.value), []).append(tie)
    instead: dict[Where, Finding | None] = {}
    for (cell, _), ties in groups.items():
        said, rated = _for_text(subject, ties)
        if said + bool(rated) > _for_form(subject, cell, ties):
            first, *others = (tie.assertion.where for tie in ties)
            instead[first] = _open(subject, told[first], cell, ties)
            instead |= dict.fromkeys(others)
        elif beside := _moved(subject, cell, ties):
            for tie in ties:
                where = tie.assertion.where
                instead[where] = _of_neighbour(subject, told[where], beside)
    return [other for one in found if (other := _instead_of(one, instead)) is not None]


def _instead_of(one: Finding, instead: Mapping[Where, Finding | None]) -> Finding | None:
    """What is told instead of a finding; nothing where another tells it, too."""
    if one.code in _CODES and one.where[0] in instead:
        return instead[one.where[0]]
    return one


def _for_text(subject: Subject, ties: Iterable[TieOut]) -> tuple[int, int]:
    """How many sentences print the value and rates beside them come out with it; how many of
    these are rates."""
    wrong = {rate.assertion for rate in wrong_rates(subject)}
    beside = {id(a): a for tie in ties for a in tie.assertion.alongside}
    held = [a for a in beside.values() if a.role in _RATES and _held(a) and a not in wrong]
    return len({id(tie.assertion.sentence) for tie in ties}) + len(held), len(held)


def _held(one: Assertion) -> bool:
    """Whether a rate was worked out again."""
    return one.place in one.within.compared


def _for_form(subject: Subject, cell: CellKey, ties: Sequence[TieOut]) -> int:
    """Rows that print the form's value, sentences that agree with them, and sums of at least two
    rows that hold with it, those of several columns once."""
    cells = {key for figure in ties[0].figures for key in figure.keys}
    said = sum(
        tie.agrees and bool(cells & {key for figure in tie.figures for key in figure.keys})
        for tie in tie_outs(subject)
    )
    system = subject.once(explained).system
    sums = {
        frozenset((system.keys[n].form, system.keys[n].row) for _, n in system.each[number].terms)
        for place, key in enumerate(system.keys)
        if key in cells
        for number in system.at[place]
        if system.each[number].identity.kind not in {"part", "same"}
        and sum(bool(system.values[other]) for _, other in system.each[number].terms) > 1
        and system.fits(number, system.residual(number))
    }
    rows = {(key.form, key.row) for key in cells}
    return len(rows) + said + sum(len(each) > 1 for each in sums)


def _moved(subject: Subject, cell: CellKey, ties: Sequence[TieOut]) -> CellKey | None:
    """The cell right above or below that prints the text's figure, where the form's own stands in
    no other form and no sentence tells the neighbour's."""
    value = ties[0].assertion.number
    if len({key.form for figure in ties[0].figures for key in figure.keys}) > 1:
        return None
    column = [key for key in subject.cells if (key.form, key.column) == (cell.form, cell.column)]
    place = column.index(cell) if cell in column else -1
    beside = [column[n] for n in (place - 1, place + 1) if place >= 0 and 0 <= n < len(column)]
    told = {k for tie in tie_outs(subject) if tie.agrees for f in tie.figures for k in f.keys}
    for key in beside:
        printed = subject.value(key)
        if printed and abs(value.value - printed) <= value.half and key not in told:
            return key
    return None


def _of_neighbour(subject: Subject, told: Finding, beside: CellKey) -> Finding:
    """The finding that leaves open whether the form's row or the text's figure is wrong."""
    place = Naming(subject).named(subject.where(beside))
    details = {**told.details, "other": place.row_label.strip()}
    where = (*told.where, place)
    return replace(told, where=where, details=details, expected="", variant="neighbour")


def _open(subject: Subject, told: Finding, cell: CellKey, ties: Sequence[TieOut]) -> Finding:
    """The finding with both readings: another figure in the form, or others in the text."""
    places = [tie.assertion.where for tie in ties]
    value = ties[0].assertion.number.value
    form = subject.where(cell)
    meant = shown(subject, cell, int(value)) if value.denominator == 1 else ties[0].assertion.text
    details: Mapping[str, object] = {**told.details, "count": _for_text(subject, ties)[0]}
    return replace(
        told,
        where=(*places, form),
        details=details,
        expected="",
        variant="either",
        candidates=((form, meant), *((place, told.expected) for place in places)),
    )
