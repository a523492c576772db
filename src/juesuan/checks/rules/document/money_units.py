"""The money unit (金额单位) that is printed over forms: D104 to D106."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.sentences.amounts import cents_in
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import compact
from juesuan.facts import WAN, YUAN
from juesuan.forms import MONEY
from juesuan.reading.recognise.forms import money_of
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["RULES", "SETTINGS"]

_LARGER = 100
"""A figure of the forms is one of the larger if it is more than one in so many of their total."""


class NoUnitNamed(RuleSettings, frozen=True):
    """D104. ``head_rows``: a table's rows that may name the unit; ``below``: lines below it."""

    head_rows: int
    below: int


class Size(RuleSettings, frozen=True):
    """D106. ``most``: 万元; ``least``: amounts of the text that agree."""

    most: int
    least: int


def unit_missing(subject: Subject) -> Iterator[Finding]:
    """D104: forms of money over which no money unit is printed; not a table that neither a title
    nor a number says to be a form."""
    row, bald, seen = NoUnitNamed.of("D104"), [], subject.observed
    money = {key.form for key, cell in subject.cells.items() if cell.unit == MONEY and key in seen}
    for form in subject.reading.forms if subject.reading else ():
        table = form.table
        around = (*table.before, *table.texts(row.head_rows), *table.after[: row.below])
        near = "".join(map(compact, around))
        if not any(map(_heads_a_form, around)):
            continue
        if table.rows and form.no in money and not money_of(table) and YUAN.zh not in near:
            bald.append(form)
    if bald:
        where = tuple(Where(spot=subject.spot(f.no), form=f.no, role="money_unit") for f in bald)
        yield Finding(code="D104", where=where, details={"forms": "、".join(f.no for f in bald)})


def _heads_a_form(text: str) -> bool:
    """Whether a text is the title of a form, or its number."""
    said = plain(text)
    return said.endswith(words().titles.form) or bool(words().around.number.search(said))


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
    amounts = Counter(
        int(mention.value * cents_in(mention.unit))
        for section, _, mention in subject.narrative.mentions()
        if mention.kind == "money" and section.kind == "text"
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


RULES = {"D104": unit_missing, "D105": units_differ, "D106": size_of_figures}
SETTINGS: dict[str, type[RuleSettings]] = {"D104": NoUnitNamed, "D106": Size}
