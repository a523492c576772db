"""Reading a disclosure: files in, figures at their true coordinates out, with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.facts import MoneyUnit, money_unit, standard_space
from juesuan.forms import MONEY, CellKey, FormSet
from juesuan.reading.decide.counted import CountedCells
from juesuan.reading.decide.money_printed import MoneyPrinted
from juesuan.reading.decide.repair import Repair, recognised_pages, repair
from juesuan.reading.decide.resolving import ReadForm, resolve
from juesuan.reading.document import Document, Spot
from juesuan.reading.narrative import Narrative, read_narrative
from juesuan.reading.performance import (
    Performance,
    headed_pieces,
    read_performance,
    unstacked_evaluations,
)
from juesuan.reading.place import left_over
from juesuan.reading.place.composing import compose
from juesuan.reading.place.reckoned import Reckoned, reckoned_in
from juesuan.reading.recognise.choosing import best_set
from juesuan.reading.recognise.forms import Recognised, Table, money_of, recognise
from juesuan.reading.recognise.noted import notes_aside
from juesuan.reading.recognise.of_units import totals_of_units
from juesuan.reading.recognise.over_pages import whole_over_pages
from juesuan.reading.recognise.own_columns import with_own_columns
from juesuan.reading.recognise.parted import parted
from juesuan.reading.recognise.prose import prose_apart
from juesuan.reading.recognise.spacers import without_spacers
from juesuan.reading.recognise.stacked import unstacked
from juesuan.reading.recognise.tables import other_money_of
from juesuan.reading.recognise.turned import turned_back
from juesuan.reading.recognise.two_in_one import rows_apart
from juesuan.reading.recognise.units import own_parts, unit_named
from juesuan.reading.recognise.without_figures import has_figures
from juesuan.reading.recognise.years import year_of
from juesuan.reading.unread.extra import columns_left
from juesuan.reading.unread.refusing import before_reading, refusal
from juesuan.reading.unread.unruled import doubt_contrary, doubt_unruled, shown_only
from juesuan.reading.unread.untouched import untouched
from juesuan.reading.words import words
from juesuan.text import plain, unspaced

__all__ = ["Observation", "Reading", "Unread", "read_documents"]


_NEAR = 8
_OTHER_UNIT = 0.5
"""How certain figures are over which a unit stands that is neither 元 nor 万元."""
_HIDDEN = 0.5
"""How certain figures are in rows and columns that nobody sees."""
_OTHER_OWNER = 0.5
"""How certain figures are of a table whose parts may be of two units."""


class Observation(Struct, frozen=True, kw_only=True):
    """A printed figure: where in the forms, what it says, in which unit, where in the file.

    ``value`` is the plain decimal as printed; ``unit`` 元, 万元, 辆, 个 or 人; ``certainty``
    is below 1 where the table could be read in several ways that fit alike.
    """

    form: str
    row: str
    column: str
    value: str
    unit: str
    evidence: Spot
    text: str
    certainty: float = 1.0


class Unread(Struct, frozen=True):
    """Something that was not understood: a message key, the spot, and details."""

    key: str
    spot: Spot
    details: dict[str, object] = field(default_factory=dict)


class Reading(Struct, kw_only=True):
    """A disclosure as it was read: its forms, performance tables and narrative.

    ``year_said`` is whether the files say the year, or it is the form set's, for want of any.
    ``other_units`` are the units whose forms the files print, too.
    ``reckoned`` are the figures of forms that are no amounts but reckoned from them, each with the
    number of its form. ``others`` are the tables that are no prescribed form; ``unread`` lists
    all that was not understood, in forms, performance tables and narrative.
    """

    documents: Sequence[Document]
    form_set: FormSet
    year: int
    unit: str
    money: MoneyUnit
    forms: list[ReadForm]
    observations: list[Observation]
    unread: list[Unread]
    others: Sequence[Table]
    performance: Performance = field(default_factory=Performance)
    narrative: Narrative = field(default_factory=Narrative)
    year_said: bool = True
    other_units: Sequence[str] = ()
    reckoned: list[tuple[str, Reckoned]] = field(default_factory=list)

    @property
    def other_year(self) -> bool:
        """Whether the form set is one of other years: the nearest that fits."""
        known = self.form_set.first_year <= self.year <= self.form_set.last_year
        return not known and self.form_set.id != "mof"

    @property
    def balanced(self) -> bool:
        """Whether the set says of itself that its printed sums are exact (舍位平衡)."""
        said = words().balanced.words
        texts = (text for document in self.documents for text in document.texts)
        return any(word in text for text in texts for word in said)

    def missing(self) -> list[str]:
        """Numbers of forms that the set has and the files do not show."""
        found = {form.no for form in self.forms}
        return [form.no for form in self.form_set.forms if form.no not in found]


def read_documents(
    documents: Sequence[Document],
    form_set: str = "",
    year: int = 0,
    progress: Callable[[str], None] = lambda stage: None,
    unit: str = "",
) -> Reading:
    """Understand documents that belong together. The form set and year are recognised unless
    forced; of several units the first is read, or the one that ``unit`` names. Raises
    ``NotADisclosureError`` when no form is found."""
    progress("recognising")
    titles = [document.title for document in documents]
    hiding = [document for document in documents if document.hidden]
    documents = [prose_apart(document) for document in documents]
    documents = [unstacked(unstacked_evaluations(document), year) for document in documents]
    documents = [whole_over_pages(document) for document in documents]
    documents = [headed_pieces(document) for document in documents]
    documents = [with_own_columns(parted(document)) for document in documents]
    documents = [rows_apart(without_spacers(document)) for document in documents]
    documents = [notes_aside(turned_back(document)) for document in documents]
    documents = [totals_of_units(document) for document in documents]
    if not form_set and (another := before_reading(documents)) is not None:
        raise another
    said = year or year_of(documents, titles)
    owner = unit_named(documents, unit) if unit else ""
    found = best_set(recognise(documents, form_set, said, owner))
    space = standard_space(found.year)
    found = compose(found, space, bool(form_set))
    progress("understanding")
    forms = resolve(found.form_set, space, found.forms, found.ways)
    doubt_unruled(forms, documents)
    doubt_contrary(forms, found.doubted)
    money = _money(found)
    performance = read_performance(found.others)
    progress("narrative")
    others = dict.fromkeys(u for _, u, _ in found.again if u and u != plain(found.unit))
    documents = own_parts(documents, found.unit, others)
    narrative = read_narrative(documents)
    part = found.forms or _tables(performance)
    why = None if part else refusal(documents, narrative, found.others, found.year)
    if why is not None:
        raise why
    reading = Reading(
        documents=documents,
        form_set=found.form_set,
        year=found.year,
        year_said=bool(said),
        other_units=tuple(others),
        unit=found.unit,
        money=money,
        forms=forms,
        observations=[],
        unread=[],
        others=found.others,
        performance=performance,
        narrative=narrative,
    )
    if not said:
        spot = Spot(file=documents[0].file) if documents else Spot()
        reading.unread.append(Unread("year_assumed", spot, {"year": found.year}))
    if not (part or has_figures(documents, narrative)):
        reading.unread.append(Unread("no_figures", Spot(file=documents[0].file), {}))
    _observe(reading, found, hiding)
    _tell_shown(reading)
    _tell_again(reading, found)
    for key, spot, details in untouched(reading.others, performance):
        reading.unread.append(Unread(key, spot, details))
    _tell_internal(reading)
    if pages := recognised_pages(documents):
        _mend(reading, repair(forms, found.form_set, space, pages))
    for key, spot, details in (*performance.unread, *narrative.unread):
        reading.unread.append(Unread(key, spot, details))
    for document in documents:
        reading.unread += [Unread(key, spot, details) for key, spot, details in document.unread]
    return reading


def _tables(performance: Performance) -> bool:
    read = (performance.overall, performance.department, performance.projects, performance.lists)
    return any(read)


def _tell_shown(reading: Reading) -> None:
    """Forms that are printed, but of whose table nothing could be read."""
    missing = [reading.form_set.form(no) for no in reading.missing()]
    for form in shown_only(missing, reading.documents):
        reading.forms.append(form)
        spot = next(cell.spot for row in form.table.rows for cell in row if cell)
        reading.unread.append(Unread("form_not_read", spot, {"form": form.no}))
    reading.forms.sort(key=lambda form: form.no)


def _mend(reading: Reading, repairs: Sequence[Repair]) -> None:
    """Put in what the identities say where recognition misread a figure; the printed text
    stays, and each is told."""
    mended = {fix.key: fix for fix in repairs}
    for number, found in enumerate(reading.observations):
        fix = mended.get(CellKey(found.form, found.row, found.column))
        if fix is not None:
            value = format(fix.value, "f")
            reading.observations[number] = replace(found, value=value)
            details: dict[str, object] = {"text": fix.printed, "value": value}
            reading.unread.append(Unread("repaired", fix.spot, details))


def _money(found: Recognised) -> MoneyUnit:
    """The unit most forms print; of two that as many print the form set's, else the first."""
    usual = found.form_set.money
    said = Counter(unit for _, table in found.forms if (unit := money_of(table)))
    name = max(said, key=lambda unit: (said[unit], unit == usual), default=usual)
    return money_unit(name)


def _tell_again(reading: Reading, found: Recognised) -> None:
    """Tell of forms printed once more, once for each other unit."""
    told: set[str] = set()
    for no, unit, table in found.again:
        spot = next((cell.spot for row in table.rows for cell in row if cell), Spot())
        if not unit or unit == plain(found.unit):
            reading.unread.append(Unread("form_again", spot, {"form": no}))
        elif unit not in told:
            told.add(unit)
            reading.unread.append(Unread("another_unit", spot, {"unit": unit}))


def _observe(reading: Reading, found: Recognised, hiding: Sequence[Document]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for form in sorted(reading.forms, key=lambda read: read.no):
        units = CountedCells(form, standard_space(found.year))
        usual = money_of(form.table) or reading.money.zh
        printed = MoneyPrinted(form.table, found.year, usual)
        certainty = form.certainty
        if strange := other_money_of(form.table) or printed.strange:
            certainty *= _OTHER_UNIT
            spot = next((cell.source.spot for cell in form.cells), Spot())
            reading.unread.append(Unread("other_unit", spot, {"unit": strange, "form": form.no}))
        if form.table.of_two_perhaps:
            certainty *= _OTHER_OWNER
            reading.unread.append(Unread("of_two_perhaps", form.table.spot, {"form": form.no}))
        for cell in form.cells:
            place = (form.no, cell.row, cell.column)
            if place in seen:
                reading.unread.append(Unread("printed_again", cell.source.spot, {"row": cell.row}))
                continue
            seen.add(place)
            if form.no in found.ways and _meaningless(form, cell.row, cell.column):
                said: dict[str, object] = {"text": cell.source.text.strip(), "form": form.no}
                reading.unread.append(Unread("no_meaning", cell.source.spot, said))
                continue
            counted = units.of(cell.row, cell.column)
            reading.observations.append(
                Observation(
                    form=form.no,
                    row=cell.row,
                    column=cell.column,
                    value=cell.figure.text,
                    unit=printed.of(cell.source) if counted == MONEY else counted,
                    evidence=cell.source.spot,
                    text=cell.source.text,
                    certainty=certainty
                    * form.way.doubts.get(cell.row, 1.0)
                    * (_HIDDEN if any(d.hides(cell.source.spot) for d in hiding) else 1.0),
                )
            )
        reckoned = reckoned_in(form.table, found.year)
        if form.no in found.doubted:
            reading.unread.append(Unread("other_columns", form.table.spot, {"form": form.no}))
        reading.reckoned += [(form.no, one) for one in reckoned]
        aside = {id(cell) for one in reckoned for cell in (one.cell, *one.bases)}
        compared = {id(one.cell) for one in reckoned if one.bases}
        for column in columns_left(
            form, found.year, compared | aside.difference(id(one.cell) for one in reckoned)
        ):
            spot = column.cells[0].spot
            reading.unread.append(Unread(column.key, spot, column.details(form.no)))
            aside |= {id(cell) for cell in column.cells}
        for key, source in form.way.odd:
            if id(source) in aside:
                continue
            details: dict[str, object] = {"text": source.text.strip()[:40], "form": form.no}
            reading.unread.append(Unread(key, source.spot, details))
        for source in left_over(form.form, form.table, form.way):
            if id(source) in aside:
                continue
            told: dict[str, object] = {"text": source.text.strip()[:40], "form": form.no}
            reading.unread.append(Unread("not_placed", source.spot, told))


def _tell_internal(reading: Reading) -> None:
    """Tell of forms that are the ministry's internal report, not the published ones."""
    for form in reading.forms:
        table = form.table
        said = zip(table.before[-_NEAR:], table.spots[-_NEAR:], strict=False)
        inside = ((cell.text, cell.spot) for row in table.rows[:4] for cell in row if cell)
        for text, spot in (*said, *inside):
            if match := words().around.internal.search(plain(text)):
                reading.unread.append(Unread("internal_report", spot, {"number": match[0]}))
                break


def _meaningless(form: ReadForm, row: str, column: str) -> bool:
    """Whether the words of a table that is its own form do not say what a place means: it is
    closed, or its label stands in another block than its figure."""
    name, _, again = row.partition("#")
    for side in form.form.sides:
        if column not in side.columns:
            continue
        fixed = [source for source in side.sources if source.row is not None]
        if form.form.numbered and name in {source.key for source in fixed}:
            return (name, column) in form.form.closed
        keys = [s.key for s in fixed if s.row and (unspaced(s.row.label) or s.key) == name]
        number = int(again or 1) - 1
        if number < len(keys):
            return (keys[number], column) in form.form.closed
        listed = any(source.each for source in side.sources) or form.form.footer_rows
        return not listed and name not in {source.key for source in fixed}
    return (row, column) in form.form.closed
