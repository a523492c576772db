"""Whose accounts, of which year, in which unit (名称、年度、金额单位): the same throughout."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from juesuan.checks.catalogue import all_rules
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.document.leftovers import unfilled
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
from juesuan.forms import MONEY
from juesuan.reading.recognise import money_of

__all__ = ["RULES"]

_NAMED = re.compile(
    r"(?:部门名称|单位名称|编制单位|编制部门|公开部门|公开单位|填报单位|部门|单位)[:：]\s*"
    r"([^\s:：]{4,}?)(?:（(?:本级|机关|汇总|公章|盖章)）|\s|金额|单位|20\d\d年|$)"
)
_COVER_NAME = re.compile(r"(\S{4,40}?)20\d\d年度?(?:部门|单位)?决算")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_TITLE_CELL = re.compile(r"^20\d\d年度?$|^.{0,40}20\d\d年.{0,30}表$")
_ASIDE = re.compile(r"[（(](?:本级|机关|汇总|部门|单位|公章|盖章|本部)[）)]")
_YUAN = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_COVER = 8  # lines of a cover
_LONGEST = 60


def _name(text: str) -> str:
    return _ASIDE.sub("", compact(text))


def _headed(subject: Subject) -> Mapping[str, list[tuple[Passage, str]]]:
    """The names printed over forms, as compared, with their places."""
    found: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for passage in passages(subject):
        above = passage.head or (passage.cell and passage.where.form)
        match = _NAMED.match(passage.text.strip()) if above else None
        if match and not re.search("人民币|[元辆个人台次%]$", match[1]):
            found[_name(match[1])].append((passage, match[1]))
    return found


def names(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D101: the unit's name over one form differs from that over the others, or on the cover."""
    if unfilled(subject):
        yield NotChecked("D101", "unfilled_template")
        return
    found = _headed(subject)
    main = max(found, key=lambda name: len(found[name]), default=_name(subject.disclosure.unit))
    least = all_rules()["D101"].settings["alike"] / 100
    for name, places in found.items():
        if name == main or name in main or main in name:
            continue
        alike = SequenceMatcher(None, name, main, autojunk=False).ratio() >= least
        where = tuple(
            replace(p.where, item="", role="unit_name", printed=printed) for p, printed in places
        )
        details = {"name": places[0][1], "main": found[main][0][1], "count": len(places)}
        yield Finding(
            code="D101",
            where=where,
            details=details,
            expected=found[main][0][1],
            variant="typo" if alike else "",
        )
    yield from _cover(subject, main, least)


def _cover(subject: Subject, main: str, least: float) -> Iterator[Finding]:
    """The name in the title on the cover, where it is nearly that of the forms but not quite."""
    for passage in [p for p in passages(subject) if not p.cell and not p.head][:_COVER]:
        match = _COVER_NAME.match("".join(passage.text.split()))
        if not match or not main:
            continue
        name = _name(re.sub(r"^第.部分", "", match[1]))
        if name in main or main in name:
            continue
        if SequenceMatcher(None, name, main, autojunk=False).ratio() >= least:
            where = Where(spot=passage.spot, part="cover", role="unit_name", printed=passage.text)
            details = {"name": match[1], "main": main, "count": 1}
            yield Finding(
                code="D101", where=(where,), details=details, expected=main, variant="typo"
            )


def years(subject: Subject) -> Iterator[Finding]:
    """D102: another year in a form's head, a heading, the contents or on the cover."""
    year = subject.disclosure.year
    besides = re.compile("|".join(all_rules()["D102"].settings["besides"]))
    found: dict[int, list[Where]] = defaultdict(list)
    for where, text in _headings(subject):
        said = [int(match[1]) for match in _YEAR.finditer(text)]
        if said and year not in said and not besides.search(compact(text)):
            found[said[0]].append(replace(where, printed=shortened(text)))
    for other, places in found.items():
        details = {
            "year": year,
            "other": other,
            "text": "”“".join(dict.fromkeys(p.printed for p in places[:3])),
            "count": len(places),
        }
        yield Finding(code="D102", where=tuple(places), details=details, expected=str(year))


def _headings(subject: Subject) -> Iterator[tuple[Where, str]]:
    """Titles: of forms, performance tables, sections, the contents' lines, the cover's."""
    cover = True
    for index, passage in enumerate(passages(subject)):
        cover = cover and index < _COVER and not passage.cell
        if passage.cell and passage.where.form and _TITLE_CELL.search(compact(passage.text)):
            yield passage.where, passage.text
        short = not passage.cell and len(passage.text) <= _LONGEST
        if short and (passage.head or cover or _titles_performance(passage)):
            yield passage.where, passage.text
    for section in sections(subject):
        if section.title and section.kind in ("text", "forms"):
            where = Where(spot=section.spot, section=section_path(subject, section))
            yield where, section.title
    for entry in entries(subject):
        yield Where(spot=entry.spot, part="contents", item=entry.printed), entry.title


def _titles_performance(passage: Passage) -> bool:
    return bool(re.search("绩效自评(?:表|情况|报告)$", compact(passage.text)))


def said_of_another_year(subject: Subject) -> Iterator[Finding]:
    """D103: a sentence that gives this year's total but begins with another year."""
    if subject.reading is None:
        return
    year = subject.disclosure.year
    totals = set(_totals(subject))
    for section, sentence, mention in subject.narrative.mentions():
        if mention.kind != "money" or section.kind != "text" or mention.unit not in _YUAN:
            continue
        opening = re.match(r"(?:截至|截止)?[^，。；]{0,24}?(20\d\d)\s*年", sentence.text)
        if not opening or int(opening[1]) == year or str(year) in sentence.text:
            continue
        if re.search("上年|比|较|相同|同期|年初", sentence.text) or mention.role != "final":
            continue
        if mention.value * _YUAN[mention.unit] * 100 in totals:
            where = Where(
                spot=sentence.spot, section=section_path(subject, section), printed=opening[1]
            )
            details = {"other": opening[1], "year": year, "amount": mention.text}
            yield Finding(code="D103", where=(where,), details=details, expected=str(year))


def _totals(subject: Subject) -> Iterator[Decimal]:
    """The printed totals of the first forms in cents, other than nothing."""
    for key in subject.cells:
        value = subject.value(key)
        if value and key.row == "total" and subject.cells[key].unit == MONEY:
            yield Decimal(value)
    first = [subject.value(key) for key in subject.cells if key.form == "01"]
    yield from (Decimal(value) for value in [max((v for v in first if v), default=None)] if value)


def unit_missing(subject: Subject) -> Iterator[Finding]:
    """D104: forms over which no money unit is printed."""
    bald = []
    for form in subject.reading.forms if subject.reading else ():
        near = "".join(compact(text) for text in (*form.table.before, *form.table.texts(4)))
        if form.table.rows and form.cells and not money_of(form.table) and "元" not in near:
            bald.append(form)
    if bald:
        where = tuple(Where(spot=subject.spot(f.no), form=f.no, role="money_unit") for f in bald)
        yield Finding(code="D104", where=where, details={"forms": "、".join(f.no for f in bald)})


def units_differ(subject: Subject) -> Iterator[Finding]:
    """D105: some forms are printed in 元, others in 万元."""
    printed: dict[str, list[str]] = defaultdict(list)
    for form in subject.reading.forms if subject.reading else ():
        if form.table.rows and (unit := money_of(form.table)):
            printed[unit].append(form.no)
    if len(printed) > 1:
        few = min(printed, key=lambda unit: len(printed[unit]))
        many = max(printed, key=lambda unit: len(printed[unit]))
        where = tuple(
            Where(spot=subject.spot(no), form=no, role="money_unit") for no in printed[few]
        )
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
    unit = subject.disclosure.money.zh
    said = Counter(
        int(mention.value * _YUAN[mention.unit] * 100)
        for section, _, mention in subject.narrative.mentions()
        if mention.kind == "money" and mention.unit in _YUAN and section.kind == "text"
    )
    step = 10**6
    where = Where(spot=subject.spot("01"), form="01", role="money_unit")
    near = {factor: sum(n for v, n in said.items() if abs(v - factor) <= step) for factor in
            (total, total * 10_000, total // 10_000)}  # fmt: skip
    if not near[total]:
        for other, right in ((total // 10_000, "元"), (total * 10_000, "万元")):
            if near[other] >= 2 and other > step and right != unit:
                yield Finding(
                    code="D106",
                    where=(where,),
                    details={"unit": unit, "right": right},
                    expected=right,
                    variant="text",
                )
                return
    most = all_rules()["D106"].settings["most"]
    if total > most * 10**6 * 100 and unit == "万元":
        yield Finding(
            code="D106",
            where=(where,),
            details={"unit": unit, "right": "元"},
            expected="元",
            severity="warning",
        )


RULES = {
    "D101": names,
    "D102": years,
    "D103": said_of_another_year,
    "D104": unit_missing,
    "D105": units_differ,
    "D106": size_of_figures,
}
