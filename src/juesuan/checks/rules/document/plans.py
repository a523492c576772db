"""Years of plans (规划年度): D509."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from re import Match

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, outside_forms_with
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["RULES", "SETTINGS"]


class Plans(RuleSettings, frozen=True):
    """D509. ``place`` has as groups a year, the plan, which year of it that is (in figures, as
    the first or as the last); ``period`` those of its first and last; ``plan`` are words for a
    plan, ``begins`` the first years of those known by a name, all of ``length`` years."""

    length: int
    place: Pattern
    period: Pattern
    plan: Pattern
    begins: Mapping[str, int]


class _Place(Struct, frozen=True, kw_only=True):
    """A year said to be one of a plan's: the plan's first year by that, and by its own."""

    passage: Passage
    match: Match[str]
    year: int
    number: int
    plan: str
    begins: int | None


def years_of_plans(subject: Subject) -> Iterator[Finding]:
    """D509: a year that is not the one of a plan that it is said to be, by the plan's own years,
    or by what is said of its other years."""
    row = Plans.of("D509")
    places = [place for place in _places(subject, row) if place.number]
    begins = Counter((place.plan, place.year - place.number) for place in places)
    for one in places:
        first = one.begins
        if first is None:
            others = [(n, year + 1) for (plan, year), n in begins.items() if plan == one.plan]
            most, first = max(others)
            if most < 2 or sum(n == most for n, _ in others) > 1:
                continue
        right = one.year - first + 1
        if right == one.number:
            continue
        details = {"said": one.match[0], "first": first, "right": right}
        variant = "" if right > 0 else "outside"
        where = one.passage.printing(one.match[0])
        yield Finding(code="D509", where=(where,), details=details, variant=variant)


def _places(subject: Subject, row: Plans) -> Iterator[_Place]:
    found = list(outside_forms_with(subject, row.place))
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for passage, text in outside_forms_with(subject, row.period) if found else ():
        if row.plan.search(text):
            spans[passage.within.anchor] |= _spans(text, row)
    for passage, text in found:
        near = _spans(text, row) or spans[passage.within.anchor]
        for match in row.place.finditer(text):
            year, plan, number, first, last = match.groups()
            named = [begin for name, begin in row.begins.items() if name in plan]
            span = next(iter(near)) if len(near) == 1 and row.plan.search(plan) else None
            if named:
                span = (named[0], named[0] + row.length - 1)
            which = (whole_number(number) if number else 0) or (1 if first else 0)
            if last and span:
                which = span[1] - span[0] + 1
            yield _Place(
                passage=passage,
                match=match,
                year=int(year),
                number=which,
                plan=plan,
                begins=span[0] if span else None,
            )


def _spans(text: str, row: Plans) -> set[tuple[int, int]]:
    return {(int(match[1]), int(match[2])) for match in row.period.finditer(text)}


RULES = {"D509": years_of_plans}
SETTINGS = {"D509": Plans}
