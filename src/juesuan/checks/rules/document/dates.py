"""Dates that cannot be (日期), by the calendar or beside one another: D506 to D508."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from re import Match

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, outside_forms_with
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["RULES", "SETTINGS"]

_LEAP = 2024
"""A year with a 29th of February, for dates of no year."""

_Parts = Sequence[str | None]
"""Year, month and day as they are printed."""


class Dates(RuleSettings, frozen=True):
    """D506. Each alternative of ``date`` has year, month and day as its groups, empty where not
    told."""

    date: Pattern


class Periods(RuleSettings, frozen=True):
    """D507. Each alternative of ``period`` has year, month and day of begin and end as groups;
    one that is not ``dated`` is a period only where ``led`` is found right before it."""

    period: Pattern
    dated: Pattern
    led: Pattern


class Published(RuleSettings, frozen=True):
    """D508. ``approved`` and ``published`` have a date's three groups behind their label;
    ``accounts`` a date's three and the year of the accounts, which ``to_come`` are not yet."""

    approved: Pattern
    published: Pattern
    accounts: Pattern
    to_come: Pattern


def _alternatives(match: Match[str], size: int) -> _Parts:
    """The groups of the alternative that was found, of so many groups each."""
    groups = match.groups()
    each = (groups[start : start + size] for start in range(0, len(groups), size))
    return next(some for some in each if any(some))


def _number(text: str | None) -> int | None:
    return whole_number(text.replace("○", "〇")) if text else None


def impossible_dates(subject: Subject) -> Iterator[Finding]:
    """D506: a month or a day that no calendar has (11月31日, 13月)."""
    date = Dates.of("D506").date
    for passage, text in outside_forms_with(subject, date):
        for match in date.finditer(text):
            year, month, day = map(_number, _alternatives(match, 3))
            if month is None:
                continue
            details: dict[str, object] = {"said": match[0], "month": month}
            if not 1 <= month <= 12:
                yield Finding(
                    code="D506",
                    where=(passage.printing(match[0]),),
                    details=details,
                    variant="month",
                )
            elif day is not None and not 1 <= day <= (most := monthrange(year or _LEAP, month)[1]):
                details["days"] = most
                yield Finding(code="D506", where=(passage.printing(match[0]),), details=details)


def reversed_periods(subject: Subject) -> Iterator[Finding]:
    """D507: a period whose end is before its beginning."""
    row = Periods.of("D507")
    for passage, text in outside_forms_with(subject, row.period):
        for match in row.period.finditer(text):
            if not row.dated.search(match[0]) and not row.led.search(text[: match.start()]):
                continue
            parts = [_number(part) for part in _alternatives(match, 6)]
            begin, end = _both_told(parts[:3], parts[3:])
            if end < begin:
                where = passage.printing(match[0])
                yield Finding(code="D507", where=(where,), details={"said": match[0]})


def _both_told(
    one: Sequence[int | None], other: Sequence[int | None]
) -> tuple[list[int], list[int]]:
    """Two dates as far as both are told."""
    both: tuple[list[int], list[int]] = ([], [])
    for first, second in zip(one, other, strict=True):
        if first is None or second is None:
            break
        both[0].append(first)
        both[1].append(second)
    return both


def published_too_early(subject: Subject) -> Iterator[Finding]:
    """D508: accounts approved or published before their year ends."""
    row, year = Published.of("D508"), subject.disclosure.year
    for pattern in (row.approved, row.published):
        for passage, text in outside_forms_with(subject, pattern):
            if not passage.within.project and not passage.within.form:  # of the accounts
                for match in pattern.finditer(text):
                    if int(_alternatives(match, 3)[0] or 0) <= year:
                        yield _early(passage, match, year)
    for passage, text in outside_forms_with(subject, row.accounts):
        for match in row.accounts.finditer(text):
            if int(match[1]) <= int(match[4]) and not row.to_come.search(text):
                yield _early(passage, match, int(match[4]))


def _early(passage: Passage, match: Match[str], year: int) -> Finding:
    details = {"said": match[0], "year": year}
    return Finding(code="D508", where=(passage.printing(match[0]),), details=details)


RULES = {
    "D506": impossible_dates,
    "D507": reversed_periods,
    "D508": published_too_early,
}
SETTINGS = {"D506": Dates, "D507": Periods, "D508": Published}
