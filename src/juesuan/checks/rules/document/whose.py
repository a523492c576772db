"""Whose accounts (名称、年度): the unit and the year that are printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.speech.changes.years import compared_with
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.speech.printed.against_forms import figures_meant
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.checks.subject.contents import entries
from juesuan.checks.subject.passages import (
    Passage,
    compact,
    passages,
    section_path,
    sections,
    shortened,
)
from juesuan.checks.subject.words import passage_words
from juesuan.forms import MONEY
from juesuan.lexicon import names_units
from juesuan.resources import Pattern
from juesuan.text import alike, unspaced

__all__ = ["RULES", "SETTINGS", "names"]

_FULL_STOP = "。"


class UnitName(RuleSettings, frozen=True):
    """D101. ``alike``: percent; ``cover``: first lines; ``named``, ``cover_name``: the name."""

    alike: int
    cover: int
    named: Pattern
    no_name: Pattern
    cover_name: Pattern
    part: Pattern
    aside: Pattern


class Year(RuleSettings, frozen=True):
    """D102. ``year`` has the year as its group."""

    year: Pattern
    besides: Pattern
    title_cell: Pattern
    performance_title: Pattern


class OtherYear(RuleSettings, frozen=True):
    """D103. ``opening`` and ``compared`` have the year as their group; ``this_year`` are words for
    the year of the accounts; ``not_accounts``, of what is no account of a whole year."""

    opening: Pattern
    compared: Pattern
    this_year: Pattern
    not_accounts: Pattern


def _name(text: str) -> str:
    return UnitName.of("D101").aside.sub("", compact(text))


def _headed(subject: Subject) -> Mapping[str, list[tuple[Passage, str]]]:
    """The names printed over forms, as compared, with their places."""
    row = UnitName.of("D101")
    names: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for passage in passages(subject):
        above = passage.head or (passage.cell and passage.within.form)
        match = row.named.match(passage.text.strip()) if above else None
        if match and not (row.no_name.search(match[1]) or names_units(match[1])):
            names[_name(match[1])].append((passage, match[1]))
    return names


def names(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D101: the unit's name over one form differs from that over the others, or on the cover."""
    if unfilled(subject):
        yield NotChecked("D101", "unfilled_template")
        return
    row, headed = UnitName.of("D101"), _headed(subject)
    main = max(headed, key=lambda name: len(headed[name]), default=_name(subject.disclosure.unit))
    for name, places in headed.items():
        if name == main or name in main or main in name:
            continue
        where = tuple(
            replace(p.where, item="", role="unit_name", printed=printed) for p, printed in places
        )
        details = {"name": places[0][1], "main": headed[main][0][1], "count": len(places)}
        yield Finding(
            code="D101",
            where=where,
            details=details,
            expected=headed[main][0][1],
            variant="typo" if alike(name, main) >= row.alike else "",
        )
    yield from _cover(subject, main, row)


def _cover(subject: Subject, main: str, row: UnitName) -> Iterator[Finding]:
    """The name in the title on the cover, where it is nearly that of the forms but not quite."""
    for passage in [p for p in passages(subject) if not p.cell and not p.head][: row.cover]:
        match = row.cover_name.match(unspaced(passage.text))
        if not match or not main:
            continue
        name = _name(row.part.sub("", match[1]))
        if name in main or main in name:
            continue
        if alike(name, main) >= row.alike:
            where = Where(spot=passage.spot, part="cover", role="unit_name", printed=passage.text)
            details = {"name": match[1], "main": main, "count": 1}
            yield Finding(
                code="D101", where=(where,), details=details, expected=main, variant="typo"
            )


def years(subject: Subject) -> Iterator[Finding]:
    """D102: another year in a form's head, a heading, the contents or on the cover."""
    row, year = Year.of("D102"), subject.disclosure.year
    wrong: dict[int, list[Where]] = defaultdict(list)
    own = {True: 0, False: 0}
    for where, text in _headings(subject):
        named = [int(match[1]) for match in row.year.finditer(text)]
        aside = row.besides.search(compact(text)) is not None
        if named and year in named:
            own[aside] += 1
        elif named and not aside:
            wrong[named[0]].append(replace(where, printed=shortened(text)))
    if own[True] and not own[False]:
        return  # the year itself is only told of what may be of other years
    for other, places in wrong.items():
        details = {
            "year": year,
            "other": other,
            "text": "”“".join(dict.fromkeys(p.printed for p in places[:3])),
            "count": len(places),
        }
        yield Finding(code="D102", where=tuple(places), details=details, expected=str(year))


def _headings(subject: Subject) -> Iterator[tuple[Where, str]]:
    """Titles: of forms, performance tables, sections, the contents' lines, the cover's."""
    row, longest = Year.of("D102"), passage_words().longest_heading
    compared = {
        _line_of(passage.where)
        for passage in passages(subject)
        if passage.cell and _names_year(passage.text, subject.disclosure.year)
    }
    cover, lines = True, UnitName.of("D101").cover
    for index, passage in enumerate(passages(subject)):
        cover = cover and index < lines and not passage.cell
        inside = passage.cell and passage.within.form
        titled = inside and row.title_cell.search(compact(passage.text))
        if titled and _line_of(passage.where) not in compared:
            yield passage.where, passage.text
        short = not passage.cell and len(passage.text) <= longest
        short = short and not passage.text.endswith(_FULL_STOP)
        if short and (passage.head or cover or row.performance_title.search(compact(passage.text))):
            yield passage.where, passage.text
    for section in sections(subject):
        if section.title and section.kind in ("text", "forms"):
            where = Where(spot=section.spot, section=section_path(subject, section))
            yield where, section.title
    for entry in entries(subject):
        yield Where(spot=entry.spot, part="contents", item=entry.printed), entry.title


def _names_year(text: str, year: int) -> bool:
    """Whether a cell heads what is of this year (2023年, 2023年决算数)."""
    return any(int(m[1]) == year for m in Year.of("D102").year.finditer(compact(text)[:6]))


def _line_of(where: Where) -> tuple[object, ...]:
    """The row of a table that a cell stands in: 2022年 there is a column beside this year's."""
    spot, top = where.spot, (where.spot.box or (0, 0))[1]
    row = spot.row or spot.line or re.sub("[A-Z]", "", spot.cell)
    return (spot.file, spot.page, spot.sheet, spot.table, row, top)


def said_of_another_year(subject: Subject) -> Iterator[Finding]:
    """D103: a sentence that gives this year's account, as the forms print it, and names another
    year but not this one."""
    if subject.reading is None:
        return
    year, totals = subject.disclosure.year, set(_totals(subject))
    told = None
    for one in assertions(subject):
        mention = one.mention
        named = OtherYear.of("D103").opening.match(mention.period)
        if mention.kind != "money" or one.role != "final" or mention.reason or not named:
            continue
        said, text = named[1], unspaced(one.sentence.text)
        if int(said) == year or str(year) in text or _is_base(text, said):
            continue
        if one.sentence is told or OtherYear.of("D103").this_year.search(text):
            continue
        printed = bool(mention.value) and _is_printed(subject, one, totals)
        base = compared_with(one, int(said), year, OtherYear.of("D103").compared)
        if not (printed or base or _is_to_come(subject, one, int(said), year)):
            continue
        told = one.sentence
        where = (replace(one.within.where(one.sentence), printed=said),)
        variant = "" if printed else "compared" if base else "to_come"
        details = {"other": said, "year": year, "amount": mention.text, "base": base}
        yield Finding(
            code="D103", where=where, details=details, expected=str(year), variant=variant
        )


def _is_to_come(subject: Subject, one: Assertion, said: int, year: int) -> bool:
    """Whether a known item's account is told of the year after, which has none yet, in a text that
    speaks of no other year more."""
    text = unspaced(one.sentence.text)
    row = OtherYear.of("D103")
    known = one.meant is not None and bool(one.meant.topic) and bool(one.mention.value)
    sure = narrative_year(subject) == year
    return known and sure and said == year + 1 and not row.not_accounts.search(text)


def _is_base(text: str, year: str) -> bool:
    """Whether a sentence names a year only as one that it compares with."""
    compared = OtherYear.of("D103").compared
    bases = [match for match in compared.finditer(text) if match[1] == year]
    return len(bases) == text.count(year)


def _is_printed(subject: Subject, one: Assertion, totals: Collection[Decimal]) -> bool:
    """Whether the forms print an amount as this year's account of its item, or as a total."""
    if Decimal(one.number.value.numerator) in totals and one.number.value.denominator == 1:
        return True
    figures = figures_meant(subject, one.meant) if one.meant else []
    return any(abs(one.number.value - figure.value) <= one.number.half for figure in figures)


def _totals(subject: Subject) -> Iterator[Decimal]:
    """The printed totals of the first forms in cents, other than nothing."""
    for key in subject.cells:
        value = subject.value(key)
        if value and key.row == "total" and subject.cells[key].unit == MONEY:
            yield Decimal(value)
    first = [subject.value(key) for key in subject.cells if key.form == "01"]
    yield from (Decimal(value) for value in [max((v for v in first if v), default=None)] if value)


RULES = {"D101": names, "D102": years, "D103": said_of_another_year}
SETTINGS = {"D101": UnitName, "D102": Year, "D103": OtherYear}
