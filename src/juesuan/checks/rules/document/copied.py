"""Results told of two projects (成果照抄): the same clause with the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.items import Clause, Item, items
from juesuan.checks.tables.naming import pairs
from juesuan.resources import Pattern
from juesuan.text import shortens

__all__ = ["RULES", "SETTINGS"]


_TWO = 2
"""Projects that a text is copied in: what more of them have is nobody's own."""


class SameResult(RuleSettings, frozen=True):
    """D111. A clause of ``least`` characters with a ``counted`` figure is one project's own, unless
    it tells of ``reached`` people or places, which several projects may share; ``large`` figures
    are not the same by chance, small ones are if there are not ``several``. ``alike``: in so many
    percent of the pairs of signs names of two stages of one project agree. Clauses of ``own``
    characters that are not ``general`` count where they fit one name only; without figures they
    have so many ``letters`` together."""

    least: int
    several: int
    own: int
    letters: int
    alike: int
    counted: Pattern
    large: Pattern
    reached: Pattern
    general: Pattern


def told_of_two(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D111: under two projects stands the same result with the same figures, or several clauses
    that fit one of them only."""
    if unfilled(subject):
        yield NotChecked("D111", "unfilled_template")
        return
    row = SameResult.of("D111")
    first: dict[str, list[Item]] = {}
    told: set[str] = set()
    every = [item for item in items(subject) if item.name and item.project and _tells(item)]
    common = Counter(text for item in every for text in {clause.text for clause in item.clauses})
    for item in every:
        own = [
            clause
            for clause in item.clauses
            if _is_own(clause, row) or (common[clause.text] <= _TWO and _is_apart(clause, row))
        ]
        for other in dict.fromkeys(id(one) for c in own for one in first.get(c.text, ())):
            before = next(one for c in own for one in first.get(c.text, ()) if id(one) == other)
            same = [c for c in own if before in first.get(c.text, ())]
            new = not told.intersection(clause.text for clause in same)
            if new and _apart(item, before) and _are_copied(item, before, same, row):
                told.update(clause.text for clause in same)
                yield _finding(item, before, same)
        for clause in own:
            first.setdefault(clause.text, []).append(item)


def _tells(item: Item) -> bool:
    """Whether it has texts of its own: not the labels of a project's own table."""
    return item.listed or not any(clause.passage.within.project for clause in item.clauses)


def _are_copied(item: Item, before: Item, same: Sequence[Clause], row: SameResult) -> bool:
    """Whether clauses that two projects have in common are surely of one of them."""
    figured = [clause for clause in same if _is_own(clause, row)]
    if item.listed and before.listed and figured and _enough(figured, row):
        return True
    text = "，".join(dict.fromkeys(clause.text for clause in same))
    fits = sorted(len(pairs(text) & pairs(one.name)) for one in (item, before))
    if not figured:
        return len(text) >= row.letters and fits[1] >= row.several and fits[0] < fits[1]
    counted = sum(len([*row.counted.finditer(clause.text)]) for clause in figured)
    evidence = counted + len({clause.text for clause in same} - {c.text for c in figured})
    return evidence >= row.several and fits[1] > 0 and fits[0] == 0


def _is_apart(clause: Clause, row: SameResult) -> bool:
    """Whether a clause is no one of those that every project has."""
    return len(clause.text) >= row.own and not row.general.search(clause.text)


def _is_own(clause: Clause, row: SameResult) -> bool:
    """Whether a clause tells a result by its figures."""
    text = clause.text
    return (
        len(text) >= row.least and bool(row.counted.search(text)) and not row.reached.search(text)
    )


def _enough(same: Sequence[Clause], row: SameResult) -> bool:
    large = any(row.large.search(clause.text) for clause in same)
    return large or len(same) >= row.several


def _apart(one: Item, other: Item) -> bool:
    """Whether two names are those of two projects, not of two stages of one."""
    if one.name in other.name or other.name in one.name or shortens(one.name, other.name):
        return False
    mine, theirs = pairs(one.name), pairs(other.name)
    common = len(mine & theirs)
    return 100 * common < SameResult.of("D111").alike * min(len(mine), len(theirs))


def _finding(item: Item, before: Item, same: Sequence[Clause]) -> Finding:
    """The project that fits the text less is told as the one that took it over."""
    text = "，".join(clause.text for clause in same)
    fits = len(pairs(text) & pairs(item.name)), len(pairs(text) & pairs(before.name))
    own, other = (before, item) if fits[0] > fits[1] else (item, before)
    said = same[0].text
    places = [c for one in (own, other) for c in one.clauses if c.text == said]
    where = [replace(c.passage.where, item="", role="", printed=said) for c in places]
    return Finding(
        code="D111",
        where=tuple(where),
        details={"item": own.name, "other": other.name, "said": text},
        variant="" if any(_is_own(c, SameResult.of("D111")) for c in same) else "words",
    )


RULES = {"D111": told_of_two}
SETTINGS = {"D111": SameResult}
