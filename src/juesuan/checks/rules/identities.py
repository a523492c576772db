"""Identities (勾稽关系): the causes of what does not add up, one finding a cause."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.causes.causes import Cause, Change
from juesuan.checks.causes.claims import stray_numbers
from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.explaining import Explained, explained
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.cause_findings import (
    code_of,
    evidence_of,
    expected_at,
    finding_of,
    named_place,
    other_places,
)
from juesuan.checks.rules.unlisted import nothing_below
from juesuan.checks.subject import Subject
from juesuan.facts import WAN, YUAN
from juesuan.forms import CellKey
from juesuan.reading import Reading

__all__ = ["RULES"]

Findings = Iterator[Finding | NotChecked]
_REASONS = {
    "unsure": "figures_unsure",
    "not_shown": "figures_not_shown",
    "not_broken_down": "figures_not_broken_down",
}
"""Why identities were not checked: messages."""


def _of(subject: Subject) -> Explained:
    return subject.once(explained)


def wrong_sum(subject: Subject) -> Findings:
    """K101: a figure that is not the sum of its parts; also what could not be checked."""
    found = _of(subject)
    for reason, count in found.unchecked.items():
        yield NotChecked("K101", _REASONS[reason], {"count": count})
    for form, (broken, every) in found.misread.items():
        details = {"form": form, "broken": broken, "lines": every}
        yield NotChecked("K101", "not_read_well", details)
    if found.unsolved:
        yield NotChecked("K101", "too_many_broken", {"count": len(found.unsolved)})
    yield from _wrong(subject, "K101")


def not_the_same(subject: Subject) -> Findings:
    """K102: a figure that other forms print differently, or a whole form of such figures."""
    found = _of(subject)
    for cause in found.causes:
        if cause.kind == "form":
            evidence = evidence_of(subject, found.system, cause.broken)
            wheres = (
                Where(spot=subject.spot(cause.form), form=cause.form),
                *other_places(evidence, ()),
            )
            details = {"form": cause.form, "count": len(cause.broken)}
            yield Finding(
                code="K102", where=wheres, details=details, identities=evidence, variant="form"
            )
    yield from _wrong(subject, "K102")


def out_of_balance(subject: Subject) -> Findings:
    """K103: a figure that leaves income and expenditure unbalanced."""
    yield from _wrong(subject, "K103")


def blank_for_a_figure(subject: Subject) -> Findings:
    """K105: a blank or dash where the other figures want one."""
    yield from _wrong(subject, "K105")


def _wrong(subject: Subject, code: str) -> Findings:
    found = _of(subject)
    for cause in found.causes:
        if cause.kind == "blank" and _said_below(subject, cause.changes[0].key):
            continue
        if cause.kind in {"wrong", "blank"} and code_of(found.system, cause) == code:
            yield finding_of(subject, found.system, cause, code)


def _said_below(subject: Subject, key: CellKey) -> bool:
    """Whether a blank is that of a heading: a row further down in its column, within the same
    form, prints the same (一、“三公”经费支出 above （一）支出合计)."""
    return any(
        same.form == key.form and same.column == key.column and subject.value(same) is not None
        for same in subject.same_fact(subject.cells[key])
    )


def larger_than_whole(subject: Subject) -> Findings:
    """K104: a part that is larger than its whole, where nothing else is wrong with either;
    the rows of two columns are one finding."""
    found = _of(subject)
    system = found.system
    columns: dict[tuple[str, ...], list[tuple[CellKey, CellKey, int]]] = {}
    for n in found.parts:
        (_, whole), *parts = system.each[n].terms
        part = max((place for _, place in parts), key=lambda place: system.values[place])
        key, of = system.keys[part], system.keys[whole]
        pair = (key.form, key.column, of.form, of.column)
        columns.setdefault(pair, []).append((key, of, n))
    for members in columns.values():
        key, of, first = max(members, key=lambda member: len(member[0].row))
        evidence = evidence_of(subject, system, [first, *(n for _, _, n in members if n != first)])
        details = named_place(subject, key)
        details |= {f"whole_{name}": value for name, value in named_place(subject, of).items()}
        details |= {"whole": details.pop("whole_printed") or "0"}
        details |= {"difference": evidence[0].difference.lstrip("-")}
        negative = _negative(system, {key.form, of.form})
        yield Finding(
            code="K104",
            where=(subject.where(key), subject.where(of), *other_places(evidence, [key, of])),
            details=details,
            identities=evidence,
            severity="info" if negative else "",
            variant="negative" if negative else "",
        )


def _negative(system: Constraints, forms: set[str]) -> bool:
    return any(
        value < 0 and key.form in forms
        for key, value in zip(system.keys, system.values, strict=True)
    )


def tails(subject: Subject) -> Findings:
    """K106: how many differences rounding explains, in one constraint."""
    if count := _of(subject).outcomes["tails"]:
        yield Finding(code="K106", where=(), details={"count": count})


def out_of_place(subject: Subject) -> Findings:
    """K107: a figure in a neighbouring cell, or two in each other's place."""
    found = _of(subject)
    moves = [cause for cause in found.causes if cause.kind in {"moved", "swapped"}]
    told = {_from_to(subject, cause)[0].key for cause in moves if _lacking(subject, cause)}
    for cause in moves:
        printed, other = _from_to(subject, cause)
        if printed.key in told and not _lacking(subject, cause):
            continue  # where the figure is missing is told: it belongs to no third place
        evidence = evidence_of(subject, found.system, cause.broken)
        expected = expected_at(subject, printed)
        details = named_place(subject, printed.key) | {"expected": expected}
        there = named_place(subject, other.key)
        details |= {"other_row": there["row"], "other_column": there["column"]}
        keys = [printed.key, other.key]
        wheres = (*(subject.where(key) for key in keys), *other_places(evidence, keys))
        yield Finding(
            code="K107",
            where=wheres,
            details=details,
            expected=expected,
            identities=evidence,
            variant=cause.kind,
        )


def _from_to(subject: Subject, cause: Cause) -> tuple[Change, Change]:
    """Where a figure stands and where it belongs."""
    printed, other = sorted(cause.changes, key=lambda change: not _stands(subject, change))
    return printed, other


def _lacking(subject: Subject, cause: Cause) -> bool:
    """Whether a constraint is broken for want of the figure where it belongs."""
    system = _of(subject).system
    places = {n for c in cause.broken for _, n in system.each[c].terms}
    return _from_to(subject, cause)[1].key in {system.keys[n] for n in places}


def _stands(subject: Subject, change: Change) -> bool:
    return subject.state(change.key) == "number"


def row_missing(subject: Subject) -> Findings:
    """K108: a listing by codes leaves out a row that its totals contain."""
    found = _of(subject)
    for cause in found.causes:
        if cause.kind == "row_missing":
            first = cause.changes[0]
            evidence = evidence_of(subject, found.system, cause.broken)
            expected = expected_at(subject, first)
            details = named_place(subject, first.key) | {"expected": expected}
            wheres = tuple(subject.where(change.key) for change in cause.changes)
            yield Finding(
                code="K108", where=wheres, details=details, expected="", identities=evidence
            )
    told = {change.key for cause in found.causes for change in cause.changes}
    yield from nothing_below(subject, told)


def empty_form(subject: Subject) -> Findings:
    """K109: a form without figures, though other forms print what it should hold, in places
    with which nothing is wrong."""
    system = _of(subject).system
    doubtful = set(stray_numbers(subject))
    for n, constraint in enumerate(system.each):
        if not system.fits(n, system.residual(n)):
            doubtful |= {system.keys[place] for _, place in constraint.terms}
    forms = {filled.form.no: filled for filled in subject.forms}
    for no in sorted(subject.present):
        filled = forms[no]
        if not filled.empty:
            continue
        if _holds_figures(subject.reading, no):
            yield NotChecked("K109", "not_read_well", {"form": no, "broken": 0, "lines": 0})
            continue
        same = [
            key
            for cell in filled.sheet.cells
            for key in subject.same_fact(cell)
            if subject.value(key) and key not in doubtful
        ]
        if same:
            other = named_place(subject, same[0], "other_")
            expected = str(other.pop("other_printed"))
            details = {"form": no, "expected": expected, "count": len(set(same)), **other}
            wheres = (
                Where(spot=subject.spot(no), form=no),
                *(subject.where(k) for k in dict.fromkeys(same)),
            )
            yield Finding(code="K109", where=wheres, details=details)


def _holds_figures(reading: Reading | None, no: str) -> bool:
    """Whether the printed table has amounts that were not read as the form's."""
    return any(
        "." in text and any(mark.isdigit() for mark in text)
        for form in (reading.forms if reading else ())
        if form.no == no
        for text in form.table.texts()
        if text.strip().replace(",", "").replace(".", "").lstrip("-").isdigit()
    )


def beyond_rounding(subject: Subject) -> Findings:
    """K110: identities that hold one by one within rounding, and not all together."""
    found = _of(subject)
    if found.beyond and not found.causes:
        evidence = evidence_of(subject, found.system, found.beyond)
        yield Finding(
            code="K110",
            where=other_places(evidence, ()),
            details={"count": len(found.beyond)},
            identities=evidence,
        )


def other_unit(subject: Subject) -> Findings:
    """K111: a form whose figures are in another unit than it says."""
    for form, times in _of(subject).units.items():
        said, meant = (YUAN.zh, WAN.zh) if times > 1 else (WAN.zh, YUAN.zh)
        details = {"form": form, "said": said, "meant": meant}
        yield Finding(
            code="K111",
            where=(Where(spot=subject.spot(form), form=form, role="money_unit", printed=said),),
            details=details,
            expected=meant,
        )


RULES = {
    "K101": wrong_sum,
    "K102": not_the_same,
    "K103": out_of_balance,
    "K104": larger_than_whole,
    "K105": blank_for_a_figure,
    "K106": tails,
    "K107": out_of_place,
    "K108": row_missing,
    "K109": empty_form,
    "K110": beyond_rounding,
    "K111": other_unit,
}
