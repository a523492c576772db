"""What is checked: one disclosure, as read from files or as filled from a book.

Rules ask it for figures, for what a blank or dash at a place says, and for the spot in the
file. Figures that were not read with certainty are not given: nobody is accused by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.checks.model import Where
from juesuan.checks.subject.remembering import EVERY_PART, Remembered
from juesuan.facts import Region, Space, standard_space
from juesuan.forms import MONEY, Cell, CellKey, Disclosure, FilledForm, final_stage, parse_selection
from juesuan.reading import Observation, Reading, Spot, as_disclosure
from juesuan.reading.narrative import Narrative
from juesuan.reading.performance import Performance

__all__ = ["State", "Subject", "of_the_text"]

State = Literal["number", "dash", "blank", "absent", "unsure"]
"""What a place says: a number, a dash (closed: claims nothing), a blank (claims zero), no
such row or form in the document, or something that was not read with certainty."""

_OF_THE_LAYOUT = frozenset(
    {"space", "cells", "_by_region", "present", "has", "_dashes", "_doubtful", "_shown"}
)
"""What figures have no part in."""

_OF_THE_FIGURES = frozenset({"_valued", "_observed"})
"""What figures of forms alone tell."""

Memo = TypeVar("Memo")


def of_the_text(work: Callable[[Subject], Memo]) -> Callable[[Subject], Memo]:
    """Says of a function that the printed text alone tells its answer, which so is the same
    where other figures are put in its place (``Subject.with_figures``)."""
    work.of_the_text = True  # type: ignore[attr-defined]
    return work


class Subject(Struct, kw_only=True, dict=True):
    """One document under check.

    ``reading`` is what was read of its files, ``None`` for a book's filled forms.
    ``previous`` is last year's disclosure of the same unit, if at hand. ``files`` are the
    files themselves, for rules that look into workbooks and texts. ``balanced``: the set says
    of itself that its printed figures add up exactly. ``before`` is the same document before
    figures of its forms were put right.
    """

    disclosure: Disclosure
    reading: Reading | None = None
    previous: Subject | None = None
    files: tuple[Path, ...] = ()
    balanced: bool = False
    remembered: Remembered = field(default_factory=Remembered)
    before: Subject | None = None

    @classmethod
    def of(
        cls, reading: Reading, files: Sequence[str | Path] = (), previous: Subject | None = None
    ) -> Subject:
        """The subject of a reading; the printed figures are taken as they stand."""
        paths = tuple(map(Path, files))
        return cls(
            disclosure=as_disclosure(reading),
            reading=reading,
            previous=previous,
            files=paths,
            balanced=reading.balanced,
        )

    def with_figures(self, disclosure: Disclosure, reading: Reading | None) -> Subject:
        """The same document with other figures in the same cells: what its layout tells, and
        what did not look at the parts that changed, is not worked out again."""
        changed = self.changed_parts(disclosure, reading)
        kept = self.remembered.without(changed)
        before = self if "figures" in changed else self.before
        other = replace(
            self, disclosure=disclosure, reading=reading, remembered=kept, before=before
        )
        for name in _OF_THE_LAYOUT & self.__dict__.keys():
            other.__dict__[name] = self.__dict__[name]
        if "figures" not in changed:
            for name in _OF_THE_FIGURES & self.__dict__.keys():
                other.__dict__[name] = self.__dict__[name]
        return other

    def changed_parts(self, disclosure: Disclosure, reading: Reading | None) -> frozenset[str]:
        """In which parts a disclosure and reading differ from this document's."""
        mine = self.reading
        if mine is None or reading is None:
            return EVERY_PART
        changed = {
            "figures": disclosure is not self.disclosure
            or reading.observations is not mine.observations,
            "narrative": reading.narrative is not mine.narrative,
            "performance": reading.performance is not mine.performance,
        }
        return frozenset(part for part, differs in changed.items() if differs)

    def once(self, work: Callable[[Subject], Memo]) -> Memo:
        """What a function finds out about this subject, worked out once."""
        return self.remembered.once(work, lambda: work(self), hasattr(work, "of_the_text"))

    @cached_property
    def space(self) -> Space:
        """The dimensions of the document's year."""
        return standard_space(self.disclosure.year)

    @property
    def narrative(self) -> Narrative:
        """The narrative as read; empty where there is none."""
        self.remembered.looked_at("narrative")
        return self.reading.narrative if self.reading else Narrative()

    @property
    def performance(self) -> Performance:
        """The performance tables as read; empty where there are none."""
        self.remembered.looked_at("performance")
        return self.reading.performance if self.reading else Performance()

    @cached_property
    def has(self) -> frozenset[str]:
        """What the document holds, in the words of ``Rule.needs``."""
        found = {"forms"} if any(not form.empty for form in self.disclosure.forms) else set()
        if self.reading is not None:
            found |= {document.format for document in self.reading.documents}
            if self.reading.forms:
                found.add("forms")
        if found & {"xlsx", "xls", "xlsm", "ods"}:
            found.add("workbook")
        if any(section.kind == "text" and section.sentences for section in self.narrative.sections):
            found |= {"narrative", "words"}
        if self.narrative.contents:
            found.add("contents")
        if self.performance.overall:
            found.add("words")
        tables = self.performance
        if tables.projects or tables.department or tables.overall or tables.lists:
            found.add("performance")
        if self.previous is not None:
            found.add("previous")
        if self.reading is None or self.reading.year_said:
            found.add("year")
        return frozenset(found)

    # Figures.

    @cached_property
    def cells(self) -> Mapping[CellKey, Cell]:
        """All cells of the forms as they are laid out."""
        return {cell.key: cell for form in self.disclosure.forms for cell in form.sheet.cells}

    @property
    def forms(self) -> tuple[FilledForm, ...]:
        """The forms with their figures."""
        self.remembered.looked_at("figures")
        return self.disclosure.forms

    @property
    def observations(self) -> Sequence[Observation]:
        """The printed figures in their order; none for a book."""
        self.remembered.looked_at("figures")
        return self.reading.observations if self.reading else ()

    @property
    def _values(self) -> Mapping[CellKey, int]:
        """The figures of all forms."""
        self.remembered.looked_at("figures")
        return self._valued

    @cached_property
    def _valued(self) -> Mapping[CellKey, int]:
        return {key: value for form in self.disclosure.forms for key, value in form.values.items()}

    @property
    def observed(self) -> Mapping[CellKey, Observation]:
        """The printed figures by place; none for a book."""
        self.remembered.looked_at("figures")
        return self._observed

    @cached_property
    def _observed(self) -> Mapping[CellKey, Observation]:
        if self.reading is None:
            return {}
        return {CellKey(o.form, o.row, o.column): o for o in self.reading.observations}

    @cached_property
    def present(self) -> frozenset[str]:
        """Numbers of the forms that the document shows."""
        if self.reading is None:
            return frozenset(form.form.no for form in self.disclosure.forms)
        return frozenset(form.no for form in self.reading.forms)

    @cached_property
    def _dashes(self) -> frozenset[CellKey]:
        if self.reading is None:
            return frozenset()
        return frozenset(
            CellKey(form.no, cell.row, cell.column)
            for form in self.reading.forms
            for cell in form.way.cells
            if cell.figure.kind == "dash"
        )

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        """Forms of which not one reading only was possible."""
        if self.reading is None:
            return frozenset()
        return frozenset(form.no for form in self.reading.forms if form.certainty < 1)

    @cached_property
    def _shown(self) -> Mapping[str, frozenset[str]]:
        """Rows that the forms show, by form; tables of blocks show a row by its code."""
        found: dict[str, frozenset[str]] = {}
        for form in self.reading.forms if self.reading else ():
            rows = {line.key for line in form.way.lines} | {cell.row for cell in form.way.cells}
            if not form.way.lines:
                rows |= form.table.seen.everything
            found[form.no] = frozenset(rows)
        return found

    def state(self, key: CellKey) -> State:
        """What stands at a place."""
        if key.form not in self.present or key not in self.cells:
            return "absent"
        if self.reading is not None and key.row not in self._shown[key.form]:
            return "absent"
        observation = self.observed.get(key)
        if observation is not None and observation.certainty < 1:
            return "unsure"
        if key in self._values:
            return "number"
        if key.form in self._doubtful:
            return "unsure"
        return "dash" if key in self._dashes else "blank"

    def value(self, key: CellKey) -> int | None:
        """The printed figure at a place in cents (or as counted), if read with certainty."""
        return self._values.get(key) if self.state(key) == "number" else None

    def claimed(self, key: CellKey) -> int | None:
        """The figure claimed at a place: a blank claims zero, a dash or no row nothing."""
        state = self.state(key)
        if state == "blank":
            return 0
        return self._values.get(key) if state == "number" else None

    def where(self, key: CellKey) -> Where:
        """The place of a cell with what is printed there and its spot."""
        observation = self.observed.get(key)
        if observation is None:
            filled = self.disclosure.form(key.form)
            cell = self.cells.get(key)
            printed = self.disclosure.text(filled, cell) if cell and not self.reading else ""
            return Where(
                spot=self.spot(key.form),
                form=key.form,
                row=key.row,
                column=key.column,
                printed=printed,
            )
        return Where(
            spot=observation.evidence,
            form=key.form,
            row=key.row,
            column=key.column,
            printed=observation.text.strip(),
        )

    def spot(self, form: str) -> Spot:
        """Where a form begins in its file."""
        for read in self.reading.forms if self.reading else ():
            if read.no == form:
                return next((c.spot for row in read.table.rows for c in row if c), Spot())
        return Spot()

    # Facts.

    @cached_property
    def _by_region(self) -> Mapping[Region, list[CellKey]]:
        found: dict[Region, list[CellKey]] = defaultdict(list)
        for cell in self.cells.values():
            if len(cell.selection.terms) == 1 and cell.selection.terms[0][0] == 1:
                found[cell.selection.terms[0][1]].append(cell.key)
        return found

    def same_fact(self, cell: Cell) -> Sequence[CellKey]:
        """The other cells that print just what a cell does."""
        terms = cell.selection.terms
        if len(terms) != 1 or terms[0][0] != 1:
            return ()
        return [key for key in self._by_region.get(terms[0][1], ()) if key != cell.key]

    def places(self, selection: str) -> Sequence[CellKey]:
        """The cells that print the fact of a selection, written as in form files
        (``expenditure[nature=project]``; the final account where no stage is named); those of
        forms not shown included. Raises ``ExpressionError``."""
        asked = final_stage(parse_selection(selection, self.space), self.space)
        terms = asked.canonical(self.space).terms
        if len(terms) != 1 or terms[0][0] != 1:
            return ()
        return self._by_region.get(terms[0][1], ())

    def fact(self, selection: str) -> int | None:
        """The figure printed for a fact, in cents or as counted: the first place that shows
        one with certainty; ``None`` where no form prints it or forms print it differently by
        more than a last digit."""
        found = [v for key in self.places(selection) if (v := self.value(key)) is not None]
        if not found or max(found) - min(found) > self.disclosure.money.print_step:
            return None
        return found[0]

    def unit_of(self, key: CellKey) -> str:
        """The unit of a cell: 元 or 万元 for money, else what is counted."""
        cell = self.cells[key]
        return self.disclosure.money.zh if cell.unit == MONEY else cell.unit
