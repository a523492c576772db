"""Tables that a narrative shows itself (详见下表): each item with this year's and last year's
amount, beside what its sentences say of the same items.

A table is held to sentences of its own kind of money only, and only where at least one of them
says what it prints: then both speak of the same amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.against_forms import tie_outs
from juesuan.checks.speech.amounts import cents_in
from juesuan.checks.speech.assertions import Assertion, Remark, held_together
from juesuan.checks.speech.funds import fund_in
from juesuan.checks.speech.sections import section_texts
from juesuan.checks.speech.times import narrative_year
from juesuan.checks.speech.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.reading import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.forms import money_of
from juesuan.reading.recognise.tables import Table
from juesuan.text import unquoted, unspaced

__all__ = ["ShownOtherwise", "shown_otherwise"]

_EQUAL = "equal"


class _Shown(Struct, frozen=True):
    """An amount of a table in cents, and its cell."""

    value: Fraction
    cell: GridText

    @property
    def where(self) -> Where:
        return Where(spot=self.cell.spot, printed=self.cell.text)


class ShownOtherwise(Struct, frozen=True):
    """What a sentence says of an item, and what the table beside it shows: this year's amount, or
    last year's; of 持平 both, which differ."""

    said: Assertion | Remark
    right: Fraction
    where: tuple[Where, ...]
    direction: int = 0


def shown_otherwise(subject: Subject) -> Iterator[ShownOtherwise]:
    """What sentences say otherwise than the tables that the narrative shows, those that are read
    as forms among them; what a form is held to already is not told twice."""
    reading = subject.reading
    forms = (form.table for form in reading.forms) if reading else ()
    tied = {tie.assertion for tie in tie_outs(subject)}
    for table in (*(reading.others if reading else ()), *forms):
        rows = _rows(table, narrative_year(subject))
        fund = fund_in(unspaced("".join(table.before[-2:])))
        said = [one for one in _said(subject) if one.key[1] == fund and _row(rows, one)]
        amounts = [one for one in said if isinstance(one, Assertion)]
        if any(not _differs(one, rows) and one.year == "this" for one in amounts):
            yield from (found for found in _otherwise(said, rows) if found.said not in tied)


def _otherwise(
    said: Sequence[Assertion | Remark], rows: Mapping[str, Mapping[str, _Shown]]
) -> Iterator[ShownOtherwise]:
    for one in said:
        row = _row(rows, one)
        if isinstance(one, Remark):
            now, last = row.get("this"), row.get("last")
            if now and last and now.value != last.value:
                moved = now.value - last.value
                yield ShownOtherwise(
                    one, abs(moved), (now.where, last.where), 1 if moved > 0 else -1
                )
        else:
            held_together(one)
            if _differs(one, rows):
                shown = row[one.year]
                yield ShownOtherwise(one, shown.value, (shown.where,))


def _differs(one: Assertion, rows: Mapping[str, Mapping[str, _Shown]]) -> bool:
    shown = _row(rows, one).get(one.year)
    return shown is not None and not one.number.agrees(shown.value)


def _said(subject: Subject) -> Iterator[Assertion | Remark]:
    """This year's and last year's amounts, and what is said to be as last year."""
    for text in section_texts(subject):
        for one in text.assertions:
            stated = (one.mention.kind, one.role) == ("money", "final")
            if stated and one.mention.sure and not one.mention.reason:
                yield one
        for remark in text.remarks:
            if (remark.claim.direction, remark.base) == (_EQUAL, "last_year"):
                yield remark


def _row(rows: Mapping[str, Mapping[str, _Shown]], one: Assertion | Remark) -> Mapping[str, _Shown]:
    said = one.mention.subject if isinstance(one, Assertion) else one.claim.subject
    return rows.get(unquoted(unspaced(said)), {})


def _rows(table: Table, year: int) -> Mapping[str, Mapping[str, _Shown]]:
    """The amounts of a table's items by their names: of this year and of last; no items where
    its heads do not say both which they are and which years it shows."""
    unit = money_of(table)
    heads = [unspaced(table.text(0, n)) for n in range(len(table.rows[0]))] if table.rows else []
    data = claim_words().tables
    named = [n for n, head in enumerate(heads) if head.endswith(data.names)]
    years = {
        which: n
        for which, said in (("this", (str(year), data.this)), ("last", (str(year - 1), data.last)))
        for n, head in enumerate(heads)
        if head.startswith(said) and not any(word in head for word in data.others)
    }
    if not unit or not named or "this" not in years:
        return {}
    found: dict[str, dict[str, _Shown]] = {}
    for number, row in enumerate(table.rows[1:], 1):
        name = unquoted(unspaced(table.text(number, named[-1])))
        for which, column in years.items():
            cell = row[column] if column < len(row) else None
            figure = read_figure(cell.text) if cell else None
            if cell is not None and figure is not None and figure.is_number:
                cents = Fraction(figure.value) * cents_in(unit)
                found.setdefault(name, {})[which] = _Shown(cents, cell)
    return found
