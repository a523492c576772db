"""The forms of a document, one by one: laid out as its set says where the table's words agree,
as another set does, or as the table itself is printed; and the numbers that it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import Space
from juesuan.forms import Form, FormSet, nation, province_of
from juesuan.lexicon import TableMeaning, lexicon
from juesuan.lexicon.cells import kind_of
from juesuan.reading.place import Way
from juesuan.reading.place.adapting import adapt
from juesuan.reading.place.form_numbers import numbered, numbers_of
from juesuan.reading.place.grand_total import with_grand_total
from juesuan.reading.place.printed_form import printed_form
from juesuan.reading.place.printed_otherwise import (
    beside_head,
    relabelled_in,
    says_more,
    sums_without_number,
)
from juesuan.reading.place.printed_way import printed_way
from juesuan.reading.recognise.another import OneUnit
from juesuan.reading.recognise.comparing import (
    form_set_names,
    form_set_of,
    look_of,
    looks_of,
    shape,
)
from juesuan.reading.recognise.contrary import contradicts
from juesuan.reading.recognise.extra_columns import without_extra
from juesuan.reading.recognise.forms import Recognised, Table
from juesuan.reading.recognise.meanings import (
    fit,
    fits_exactly,
    intact,
    meaning_of,
    title_by_words,
)
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["compose"]

_BETTER = 0.5
_SEVERAL = 2
_ROWS = 0.5
"""Share of a table's understood rows that another set's form must have to be laid out as it, and
of that form's rows that it must print: a table that prints more or less is its own form."""
_RUN = 5
_STRANGE = 0.2
"""Share of the tables from which, laid out otherwise, they are another set's."""


def compose(found: Recognised, space: Space, forced: bool = False) -> Recognised:
    """The same tables under a form set that has just the forms printed: each form as laid
    out by the set that fits its table best, numbered as printed, its rows too. A set that was
    ``forced`` is kept for the document's even where its tables are laid out otherwise."""
    return _Composing(found, space, forced).result()


class _Composing(Struct, dict=True):
    found: Recognised
    space: Space
    forced: bool = False

    def __post_init__(self) -> None:
        self.tables = dict(self.found.forms)
        self.forms = {form.no: form for form in self.found.form_set.forms}
        self.strange: set[str] = set()
        self.ways: dict[str, Way] = {}
        self.again = list(self.found.again)
        self.doubted: set[str] = set()
        self.own_layout = False
        """Whether a table is laid out as only sets of the same region do."""
        self.by_looks = False
        """Whether a table was known by its looks, its head not being understood."""

    @cached_property
    def sets(self) -> list[FormSet]:
        """The other form sets."""
        names = (n for n in form_set_names() if n != self.found.form_set.id)
        return [form_set_of(name) for name in names]

    def result(self) -> Recognised:
        for no, printed in self.tables.items():
            if printed.rows:
                table = self._without_extra(printed, self.forms[no])
                self.tables[no] = table
                form = self._laid_out(self.forms[no], table)
                self.forms[no] = with_grand_total(form, table, lexicon(self.space.year))
        others = self._add(self.found.others)
        another = self._another_set()
        alone = len(self.tables.keys() - self.ways.keys()) == 1 and not self.forced
        if another or alone:
            self._unguess()
        if another:
            self.forms = {no: form for no, form in self.forms.items() if no in self.tables}
        numbers = numbers_of(self.forms, self.tables, 1 if another else _SEVERAL)
        new = [numbered(form, numbers[no]) for no, form in self.forms.items()]
        form_set = replace(self.found.form_set, forms=tuple(sorted(new, key=lambda f: f.no)))
        if another:
            form_set = _unknown(form_set)
        return replace(
            self.found,
            form_set=form_set,
            forms=tuple(sorted((numbers[no], table) for no, table in self.tables.items())),
            others=others,
            ways={numbers[no]: way for no, way in self.ways.items()},
            again=tuple((numbers.get(no, no), unit, t) for no, unit, t in self.again),
            doubted=frozenset(numbers[no] for no in self.doubted if no in numbers),
        )

    def _without_extra(self, table: Table, form: Form | None) -> Table:
        return without_extra(table, self.space.year, form, self.found.form_set)

    def _unguess(self) -> None:
        """Make of each table of which only its set says of which stage a budget is a form of its
        own words: the set is not the document's, or one table alone does not tell."""
        for no, table in self.tables.items():
            meaning = meaning_of(table, self.space.year)
            form = self.forms[no]
            if no in self.ways or not intact(table, meaning) or not _regular(table, meaning):
                continue
            if fit(form, self.found.form_set, meaning, self.space.year).guessed:
                self.forms[no] = self._own(table, meaning, no, form.key) or form

    def _another_set(self) -> bool:
        """Whether too many tables are laid out otherwise for the set to be the document's."""
        if self.forced:
            return False
        count = len(self.strange)
        form_set = self.found.form_set
        if len(self.tables) <= 1 and (count or not self.tables):
            return True
        part = len(self.tables) < len(form_set.forms)
        of_year = form_set.first_year <= self.space.year <= form_set.last_year
        told = self.own_layout or self._of_region()
        told = told or (self.by_looks and of_year)
        if form_set.region != nation() and not told and (count or part):
            return True
        return count >= max(_SEVERAL, _STRANGE * len(self.tables))

    def _laid_out(self, form: Form, table: Table) -> Form:
        """The form, or one whose columns mean what the table's words say."""
        meaning = self._meant(form, table)
        if meaning.by_object and (own := self._own(table, meaning, form.no, f"printed-{form.no}")):
            self.strange.add(form.no)
            return own
        if not intact(table, meaning):
            self.by_looks = True
            if contradicts(form, self.found.form_set, meaning, self.space.year):
                self.doubted.add(form.no)
            return adapt(self._looking(form, table), table, self.space)
        if fit(form, self.found.form_set, meaning, self.space.year).exact:
            if table.seen.number and table.seen.number != form.no:
                self.strange.add(form.no)
            if relabelled := relabelled_in(meaning, form):
                self.strange.add(form.no)
            else:
                self.own_layout |= self._only_here(form, meaning)
            if relabelled or beside_head(table, meaning):
                own = self._own(table, meaning, form.no, form.key)
                return form if own is None else own
            return self._adapted(form, table, meaning)
        self.strange.add(form.no)
        for other in self._fitting(meaning):
            if other.key == form.key and not relabelled_in(meaning, other):
                other = replace(other, no=form.no, number=form.number)
                return self._adapted(other, table, meaning)
        own = self._own(table, meaning, form.no, form.key)
        return form if own is None else own

    def _meant(self, form: Form, table: Table) -> TableMeaning:
        """What a table means. Under the very title of a form of a set that is known for the
        document's, or alone has it, and without notes that define its words, those of the set
        define them."""
        meaning = meaning_of(table, self.space.year)
        if meaning.said.defined or meaning.said.title != plain(form.title):
            return meaning
        known = self.forced or self.own_layout or self._of_region() or self._titled_only_here(form)
        if not known:
            return meaning
        if fit(form, self.found.form_set, meaning, self.space.year).exact:
            return meaning
        noted = Table(table.rows, table.before, [*form.notes, *table.after], table.spots)
        return meaning_of(noted, self.space.year)

    def _titled_only_here(self, form: Form) -> bool:
        """Whether no set of another region has a form of its title."""
        others = (s for s in self.sets if s.region != self.found.form_set.region)
        return not any(plain(form.title) == look.title for s in others for look in looks_of(s.id))

    def _of_region(self) -> bool:
        """Whether the unit's name says that the set is its region's."""
        return province_of(self.found.unit) == self.found.form_set.region

    def _adapted(self, form: Form, table: Table, meaning: TableMeaning) -> Form:
        """The form with its rows as the table numbers them; the table's own where its words tell
        more."""
        adapted = adapt(form, table, self.space)
        more = says_more(meaning, adapted) or sums_without_number(meaning, adapted)
        if not (adapted.numbered and more):
            return adapted
        return self._own(table, meaning, form.no, form.key) or adapted

    def _looking(self, form: Form, table: Table) -> Form:
        """The form, or another set's form of the same kind that the table looks much more
        like."""
        names = (n for n in form_set_names() if n != self.found.form_set.id)
        looks = (look for name in names for look in looks_of(name))
        alike = [
            look
            for look in looks
            if look.form.key == form.key
            and look.form.numbered == form.numbered
            and look.form.classes == form.classes
        ]
        if not alike:
            return form
        best = max(alike, key=lambda look: shape(look, table.seen))
        if shape(best, table.seen) < shape(look_of(form), table.seen) + _BETTER:
            return form
        return replace(best.form, no=form.no, number=form.number)

    def _only_here(self, form: Form, meaning: TableMeaning) -> bool:
        """Whether no set of another region lays a form out so."""
        region = self.found.form_set.region
        others = (s for s in self.sets if s.region != region)
        year = self.space.year
        return not any(
            fits_exactly(other, form_set, meaning, year)
            for form_set in others
            for other in form_set.forms
            if other.key == form.key
        )

    def _fitting(self, meaning: TableMeaning) -> Iterator[Form]:
        """Forms of other sets whose columns mean what a table's words say."""
        for form_set in self.sets:
            for form in form_set.forms:
                fitted = fit(form, form_set, meaning, self.space.year)
                enough = min(fitted.rows, fitted.printed) >= _ROWS
                if fitted.exact and enough and not fitted.guessed:
                    yield form

    def _own(self, table: Table, meaning: TableMeaning, no: str, key: str) -> Form | None:
        near = (text.strip() for text in table.near)
        title = next((t for t in near if plain(t) == meaning.said.title), meaning.said.title)
        title = words().titles.numbered.sub("", title)
        form = printed_form(meaning, no, key, title, self.space)
        if form is not None:
            self.ways[no] = printed_way(form, table, meaning, lexicon(self.space.year))
        return form

    def _add(self, others: Sequence[Table]) -> tuple[Table, ...]:
        """Make forms of tables that the set has none for; returns the rest."""
        rest = []
        for table in others:
            if again := self._of_another_unit(table):
                self.again.append((again, "", table))
                continue
            known = self._without_extra(table, None)
            form = self._new(known)
            if form is None:
                rest.append(table)
            else:
                self.forms[form.no], self.tables[form.no] = form, known
        return tuple(rest)

    def _of_another_unit(self, table: Table) -> str:
        """The number of a form read before that a table without a title prints for another
        unit; empty where it is none."""
        title = title_by_words(table, self.space.year)
        if title and not words().around.note.match(title):
            return ""
        meaning = meaning_of(table, self.space.year)
        for no, before in self.tables.items():
            form_set = self.found.form_set
            if fits_exactly(self.forms[no], form_set, meaning, self.space.year):
                return "" if OneUnit(before).has(table) else no
        return ""

    def _new(self, table: Table) -> Form | None:
        evaluation = words().titles.evaluation
        if any(map(evaluation.search, (*table.seen.near, *table.texts(6)))):
            return None
        meaning = meaning_of(table, self.space.year)
        told = [cell for cell in meaning.cells if cell.selection]
        if not told or 2 * len(told) < len(meaning.cells) or not intact(table, meaning):
            return None
        known = {form.key for no, form in self.forms.items() if no in self.tables}
        free = (n for n, form in self.forms.items() if n not in self.tables)
        short = max(map(len, meaning.lines)) < _RUN  # too few rows to tell how they are numbered
        fitting = () if meaning.by_object else self._fitting(meaning)
        fitting = (form for form in fitting if not (form.numbered and short))
        like = next((f for f in fitting if f.key not in known), None)
        self.strange.add(table.seen.number or str(len(self.strange)))
        if like is not None:
            no = next((n for n in free if self.forms[n].key == like.key), "") or self._free(table)
            number = words().around.printed_number.format(no=no) if like.number else ""
            return self._adapted(replace(like, no=no, number=number), table, meaning)
        no = self._free(table)
        return self._own(table, meaning, no, f"printed-{no}")

    def _free(self, table: Table) -> str:
        """A number for a form that the set does not have: the printed one, or the next."""
        number = table.seen.number
        if number and number not in self.forms:
            return number
        taken = (int(no.partition("-")[0]) for no in self.forms)
        return f"{max(taken, default=0) + 1:02d}"


def _regular(table: Table, meaning: TableMeaning) -> bool:
    """Whether no row reaches beyond the head, nor has words where figures do, nor two beside each
    other below one head: nothing has slipped."""
    figures = {column.place for block in meaning.blocks for column in block.figures}
    paths = meaning.head.paths
    for row in range(meaning.head.last, len(table.rows)):
        texts = {n: text for n in range(len(table.rows[row])) if (text := table.text(row, n))}
        worded = [n for n, text in texts.items() if kind_of(text) == "text"]
        heads = [paths[n] if n < len(paths) else () for n in worded]
        if figures & {*worded} or max(texts, default=0) > max(figures):
            return False
        if any(one == other or not other for one, other in pairwise(heads)):
            return False
    return True


def _unknown(form_set: FormSet) -> FormSet:
    """A set that is not known: its tables are read by the ministry's pattern."""
    return replace(
        form_set,
        id="mof",
        name=words().documents.unknown_set,
        name_en="a form set not known, read by the ministry's pattern",
        inherits="",
        region=nation(),
    )
