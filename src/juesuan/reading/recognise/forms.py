"""Which form a grid is, and which form set and year a document follows.

Titles, form numbers (公开05表) and the words of the head are compared with every form of
every set; the set whose forms fit the document best wins, the year decides between equals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from juesuan.forms import FormSet, form_titles, prescribed_in, province_of
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.another import OneUnit
from juesuan.reading.recognise.comparing import (
    FormLook,
    best_look,
    continues,
    form_set_names,
    form_set_of,
    likeness,
    looks_of,
    shape,
)
from juesuan.reading.recognise.continued import goes_on_in_parts, put_together
from juesuan.reading.recognise.covers import titled_units
from juesuan.reading.recognise.tables import (
    Table,
    department_of,
    money_of,
    page_furniture,
    repeated_lines,
    tables_of,
    texts_of,
)
from juesuan.reading.recognise.units import name_by_titles
from juesuan.reading.recognise.years import year_of
from juesuan.reading.way import Way
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["Recognised", "Table", "money_of", "recognise", "tables_of"]

_SURE = 2.0
_MARGIN = 0.6


class Recognised(Struct, frozen=True, kw_only=True):
    """A document's form set and year, and which table is which form.

    ``forms`` pairs form numbers with tables; ``others`` are tables that are no form;
    ``again`` are forms printed once more (number, the other unit's name if it is another's);
    ``ways`` are how tables are read that are forms of their own; ``doubted`` are forms of whose
    columns a word says that they are another's.
    """

    form_set: FormSet
    year: int
    unit: str
    forms: tuple[tuple[str, Table], ...]
    others: tuple[Table, ...]
    score: float
    again: tuple[tuple[str, str, Table], ...] = ()
    ways: Mapping[str, Way] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()


def recognise(
    documents: Sequence[Document], form_set: str = "", year: int = 0, owner: str = ""
) -> list[Recognised]:
    """The documents as every form set sees them: which table is which form.

    ``form_set`` and ``year`` force what is otherwise recognised; ``owner`` is the plain name of
    the unit that is wanted where forms of several are printed, else the first.
    """
    titles = set(map(plain, form_titles()))
    tables = tables_of(documents)
    tables = put_together(tables, page_furniture(repeated_lines(tables), titles))
    name_by_titles(tables)
    repeated = repeated_lines(tables)
    said, unit = year or year_of(documents), _unit(documents)
    names = (form_set,) if form_set else _prescribed(unit)
    seen = _Seen(
        tables=tables, repeated=repeated, year=said, unit=unit, documents=documents, wanted=owner
    )
    return [_match(name, names, seen) for name in names]


def _prescribed(unit: str) -> tuple[str, ...]:
    """The sets that a unit may have filled: none of another province than its name begins with."""
    province = province_of(unit)
    names = form_set_names()
    return tuple(name for name in names if not province or prescribed_in(name, province))


class _Seen(Struct, frozen=True, kw_only=True):
    """What every form set is held against: the tables with the lines between them that come again
    and again, the year and the unit as the documents say them, and the unit that is wanted."""

    tables: Sequence[Table]
    repeated: frozenset[str]
    year: int
    unit: str
    documents: Sequence[Document]
    wanted: str


def _match(name: str, among: tuple[str, ...], seen: _Seen) -> Recognised:
    tables = seen.tables
    looks = looks_of(name)
    form_set = form_set_of(name)
    scored = [best_look(name, table, among) for table in tables]
    main = seen.wanted or _main_unit(scored, tables)
    pairing = _Pairing(main, page_furniture(seen.repeated, (look.title for look in looks)))
    for (score, look, own), table in zip(scored, tables, strict=True):
        pairing.take(score, look, own, table)
    for no, table in _said_empty(looks, pairing.forms, seen.documents):
        pairing.forms[no] = table
    said = seen.year or form_set.first_year
    distance = max(form_set.first_year - said, said - form_set.last_year, 0)
    return Recognised(
        form_set=form_set,
        year=said,
        unit=main or seen.unit,
        forms=tuple(pairing.forms.items()),
        others=tuple(pairing.others),
        score=pairing.total - 0.1 * distance,
        again=tuple(pairing.again),
    )


class _Pairing:
    """Tables given to forms in printed order."""

    def __init__(self, main: str, repeated: frozenset[str]) -> None:
        self.main, self.repeated = main, repeated
        self.forms: dict[str, Table] = {}
        self.others: list[Table] = []
        self.again: list[tuple[str, str, Table]] = []
        self.total, self.owner = 0.0, ""
        self.current: tuple[FormLook, Table] | None = None
        self.of_one = OneUnit(Table([]))

    def take(self, score: float, look: FormLook | None, own: bool, table: Table) -> None:
        """Give the next table to its form, to the one before it, or to none."""
        self.owner = table.department or self.owner
        foreign = _foreign(self.owner, self.main)
        if look is None or score < _SURE:
            if foreign:
                return
            if (
                self.current
                and (
                    continues(self.current[0], table, self.repeated)
                    or goes_on_in_parts(self.current[1], table, self.repeated)
                )
                and self.of_one.has(table)
            ):
                self._join(table, own)
            else:
                self.others.append(table)
                if len(table.before) > 2:
                    self.current = None
        elif foreign:
            self.again.append((look.form.no, self.owner, table))
            self.current = None
        elif self.current and not own and self._goes_on(score, look, table):
            self._join(table, own)
        elif look.form.no not in self.forms:
            whole = table.going_on()
            self.current = (look, whole)
            self.of_one = OneUnit(table)
            self.forms[look.form.no] = whole
            self.total += score
        elif self._numbered_otherwise(look, table):
            self.others.append(table)
            self.current = None
        elif self.current and self.current[0] is look and self._next_part(table):
            self._join(table, own)
        else:
            self.again.append((look.form.no, self.owner if self.main else "", table))
            self.current = None

    def _goes_on(self, score: float, look: FormLook, table: Table) -> bool:
        """Whether a table with a head but no title of its own is the next part of the form
        before it, rather than a form of its own."""
        assert self.current is not None
        before, _ = self.current
        if before is look:
            return self._next_part(table)
        known = look.form.no in self.forms
        alike = likeness(before, table.seen) >= score - (_MARGIN if known else 0)
        # A number of another form is none where it is only the name of the next sheet.
        alike = alike or shape(before, table.seen) >= shape(look, table.seen)
        return alike and continues(before, table, self.repeated) and self._next_part(table)

    def _next_part(self, table: Table) -> bool:
        """Whether a table may go on with the form before it: neither a copy nor another unit's."""
        assert self.current is not None
        return not _copied(self.current[1], table) and self.of_one.has(table)

    def _numbered_otherwise(self, look: FormLook, table: Table) -> bool:
        """Whether a table that looks like a form read before has an official number of its
        own: a second table of the kind (收入决算表，按单位列示)."""
        before, number = self.forms[look.form.no].seen.number, table.seen.number
        return bool(before and number and before != number)

    def _join(self, table: Table, own: bool) -> None:
        assert self.current is not None
        whole = self.current[1]
        self.of_one.take(table, own)
        whole.of_two_perhaps |= self.of_one.unsure
        blank: tuple[GridText | None, ...] = (None,) * whole.columns_left_of(table)
        whole.rows += [(*blank, *row) for row in table.rows]
        whole.after = table.after


def _main_unit(
    scored: Sequence[tuple[float, FormLook | None, bool]], tables: Sequence[Table]
) -> str:
    """The unit of the first form, if forms are printed for several units; else empty."""
    units: dict[str, set[str]] = {}
    first = ""
    for (score, look, _), table in zip(scored, tables, strict=True):
        if look is not None and score >= _SURE and (name := table.department):
            first = first or name
            units.setdefault(look.form.no, set()).add(name)
    return first if any(len(names) > 1 for names in units.values()) else ""


def _foreign(owner: str, main: str) -> bool:
    return bool(main and owner and owner != main)


def _copied(whole: Table, table: Table) -> bool:
    """Whether most rows of a table were printed before: a copy, not a continuation."""

    def rows(of: Table) -> set[tuple[str, ...]]:
        lines = (tuple(plain(cell.text) for cell in row if cell) for row in of.rows)
        return {line for line in lines if any("." in t and read_figure(t).is_number for t in line)}

    known, new = rows(whole), rows(table)
    return bool(new) and 2 * len(new & known) > len(new)


def _said_empty(
    looks: Sequence[FormLook], forms: Mapping[str, Table], documents: Sequence[Document]
) -> Iterator[tuple[str, Table]]:
    """Forms without a grid whose title is followed by a sentence that there is nothing."""
    titles = {look.title: look for look in looks if look.form.no not in forms}
    every = {look.title for look in looks}
    for document in documents:
        waiting: tuple[FormLook, list[str]] | None = None
        for part in document.parts:
            if isinstance(part, Grid):
                waiting = None
                continue
            text = plain(part.text)
            if text in every:
                look = titles.get(text)
                waiting = (look, [part.text]) if look else None
            elif waiting and len(waiting[1]) < 8:
                waiting[1].append(part.text)
                if words().documents.nothing.search(text) and titles.pop(waiting[0].title, None):
                    yield waiting[0].form.no, Table([], list(waiting[1]))
                    waiting = None


def _unit(documents: Iterable[Document]) -> str:
    """The department's name as most lines give it."""
    names: Counter[str] = Counter()
    for text in texts_of(documents, 6):
        if name := department_of(text):
            names[name] += 1
    return names.most_common(1)[0][0] if names else _titled(documents)


def _titled(documents: Iterable[Document]) -> str:
    """The department named in titles such as “某局2024年度部门决算”."""
    names: Counter[str] = Counter()
    for document in documents:
        lines = [part.text for part in document.parts if isinstance(part, Paragraph)]
        names.update(name for _, name in titled_units(lines))
    return names.most_common(1)[0][0] if names else ""
