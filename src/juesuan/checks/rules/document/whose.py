"""Whose accounts (名称、年度、金额单位): the unit, the year and the money unit that are printed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.speech.against_forms import figures_meant
from juesuan.checks.speech.assertions import Assertion
from juesuan.checks.speech.sections import assertions
from juesuan.checks.speech.years import compared_with
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
from juesuan.facts import WAN, YUAN
from juesuan.forms import MONEY
from juesuan.lexicon import names_units
from juesuan.reading.recognise.forms import money_of
from juesuan.resources import Pattern
from juesuan.text import alike, unspaced

__all__ = ["RULES", "SETTINGS"]

_LARGER = 100
"""A figure of the forms is one of the larger if it is more than one in so many of their total."""


class UnitName(RuleSettings, frozen=True):
    """D101. ``alike``: percent; ``cover``: lines at the head of a document. ``named`` and
    ``cover_name`` have the name as their group."""

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
    """D103. ``units``: cents of each money unit; ``opening`` and ``compared`` have the year as
    their group; ``this_year`` are words for the year of the accounts; ``not_accounts``, of what is
    no account of a whole year."""

    units: Mapping[str, int]
    opening: Pattern
    compared: Pattern
    this_year: Pattern
    not_accounts: Pattern


class NoUnitNamed(RuleSettings, frozen=True):
    """D104. ``head_rows``: rows of a table that may name the unit; ``below``: lines below it."""

    head_rows: int
    below: int


class Size(RuleSettings, frozen=True):
    """D106. ``most``: 万元; ``least``: amounts of the text that agree."""

    most: int
    least: int


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
    for where, text in _headings(subject):
        named = [int(match[1]) for match in row.year.finditer(text)]
        if named and year not in named and not row.besides.search(compact(text)):
            wrong[named[0]].append(replace(where, printed=shortened(text)))
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
        if not (printed or base or _is_to_come(one, int(said), year)):
            continue
        told = one.sentence
        where = (replace(one.within.where(one.sentence), printed=said),)
        variant = "" if printed else "compared" if base else "to_come"
        details = {"other": said, "year": year, "amount": mention.text, "base": base}
        yield Finding(
            code="D103", where=where, details=details, expected=str(year), variant=variant
        )


def _is_to_come(one: Assertion, said: int, year: int) -> bool:
    """Whether a known item's account is told of the year after, which has none yet."""
    text = unspaced(one.sentence.text)
    row = OtherYear.of("D103")
    known = one.meant is not None and bool(one.meant.topic) and bool(one.mention.value)
    return known and said == year + 1 and not row.not_accounts.search(text)


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


def unit_missing(subject: Subject) -> Iterator[Finding]:
    """D104: forms of money over which no money unit is printed."""
    row, bald, seen = NoUnitNamed.of("D104"), [], subject.observed
    money = {key.form for key, cell in subject.cells.items() if cell.unit == MONEY and key in seen}
    for form in subject.reading.forms if subject.reading else ():
        table = form.table
        around = (*table.before, *table.texts(row.head_rows), *table.after[: row.below])
        near = "".join(map(compact, around))
        if table.rows and form.no in money and not money_of(table) and YUAN.zh not in near:
            bald.append(form)
    if bald:
        where = tuple(Where(spot=subject.spot(f.no), form=f.no, role="money_unit") for f in bald)
        yield Finding(code="D104", where=where, details={"forms": "、".join(f.no for f in bald)})


def units_differ(subject: Subject) -> Iterator[Finding]:
    """D105: some forms are printed in 元, others in 万元; of as many forms each, those differ that
    are not in the document's own unit."""
    printed: dict[str, list[str]] = defaultdict(list)
    for form in subject.reading.forms if subject.reading else ():
        if form.table.rows and (unit := money_of(form.table)):
            printed[unit].append(form.no)
    if len(printed) > 1:
        main = subject.disclosure.money.zh
        few, *_, many = sorted(printed, key=lambda unit: (len(printed[unit]), unit == main))
        places = ((no, subject.spot(no)) for no in printed[few])
        where = tuple(Where(spot=spot, form=no, role="money_unit") for no, spot in places)
        details = {"forms": "、".join(printed[few]), "few": few, "many": many}
        yield Finding(code="D105", where=where, details=details, expected=many)


def size_of_figures(subject: Subject) -> Iterator[Finding]:
    """D106: the figures of the forms are ten thousand times what the text says, or beyond what
    any department spends: the unit printed over them is wrong."""
    if subject.reading is None or "01" not in subject.present:
        return
    values = [v for key in subject.cells if key.form == "01" and (v := subject.value(key))]
    total = max(values, default=0)
    if total <= 0:
        return
    row, unit = Size.of("D106"), subject.disclosure.money.zh
    where = Where(spot=subject.spot("01"), form="01", role="money_unit")
    if right := _unit_of_text(subject, values, row.least):
        details = {"unit": unit, "right": right}
        yield Finding(code="D106", where=(where,), details=details, expected=right, variant="text")
    elif total > row.most * WAN.cents and unit == WAN.zh:
        details = {"unit": unit, "right": YUAN.zh}
        yield Finding(
            code="D106", where=(where,), details=details, expected=YUAN.zh, severity="warning"
        )


def _unit_of_text(subject: Subject, values: Sequence[int], least: int) -> str:
    """Another unit than the forms', in which their total is what the text says at least so
    many times; empty where there is none, or the text says one of the larger figures as it is."""
    units = OtherYear.of("D103").units
    amounts = Counter(
        int(mention.value * units[mention.unit])
        for section, _, mention in subject.narrative.mentions()
        if mention.kind == "money" and mention.unit in units and section.kind == "text"
    )

    def said(value: int) -> int:
        return sum(n for amount, n in amounts.items() if abs(amount - value) <= WAN.cents)

    total = max(values)
    if any(said(value) for value in values if value * _LARGER > total):
        return ""
    times, unit = WAN.cents // YUAN.cents, subject.disclosure.money.zh
    for other, right in ((total // times, YUAN.zh), (total * times, WAN.zh)):
        if said(other) >= least and other > WAN.cents and right != unit:
            return right
    return ""


RULES = {
    "D101": names,
    "D102": years,
    "D103": said_of_another_year,
    "D104": unit_missing,
    "D105": units_differ,
    "D106": size_of_figures,
}
SETTINGS = {"D101": UnitName, "D102": Year, "D103": OtherYear, "D104": NoUnitNamed, "D106": Size}
