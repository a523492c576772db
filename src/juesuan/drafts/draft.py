"""A draft (编报底稿): the forms of a unit's year while people still work on them.

Entered figures are kept, all others follow from them. One change moves only what hangs on it,
over all forms; what comes out is the same as if everything were worked out anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from msgspec import Struct

from juesuan.drafts.edits import (
    CellEdit,
    Conflict,
    DraftError,
    Edit,
    RowEdit,
    TextConflict,
    TextEdit,
)
from juesuan.drafts.following import Check, Following, following
from juesuan.drafts.laying import DraftHead, Rows, sheet_of, with_above
from juesuan.forms import (
    CellKey,
    CellNotFoundError,
    Disclosure,
    FilledForm,
    Sheet,
    find_cell,
    find_identities,
)

__all__ = ["Changed", "Draft", "Standing"]


class Standing(Struct, frozen=True):
    """How an identity stands: ``state`` is ``holds``, ``broken`` or ``open`` (one of its sides
    is still blank); ``residual`` is left minus right in cents or counted things."""

    check: Check
    state: str
    residual: int


class Changed(Struct, frozen=True, kw_only=True):
    """What an edit changed: cells with what they hold now, numbers of checks whose standing may
    be another, and whether forms have other rows (``laid``: then numbers begin anew)."""

    cells: Mapping[CellKey, int | None]
    checks: frozenset[int]
    laid: bool = False


class Draft:
    """The forms of a unit's year in preparation. Amounts are cents, others counted things.

    ``entered`` are the figures as people gave them, each under the cell it was given in;
    ``rows`` the codes' rows that forms show, ``texts`` the author's words by their keys,
    ``versions`` the number of the edit that a cell or words were last changed by. Of the layout,
    which new rows change: ``sheets``, ``cells`` by their keys, ``names`` of cells said so far,
    and what follows from what (``net``).
    """

    def __init__(
        self,
        head: DraftHead,
        rows: Iterable[tuple[str, str]] = (),
        entered: Mapping[CellKey, int] | None = None,
        texts: Mapping[str, str] | None = None,
        versions: Mapping[CellKey | str, int] | None = None,
    ) -> None:
        self.head = head
        self.rows: Rows = frozenset(rows)
        self.texts = dict(texts or {})
        self._said = {k: v for k, v in (versions or {}).items() if isinstance(k, str)}
        self._sheets: dict[str, Sheet] = {}
        self._lay(form.no for form in head.form_set.forms)
        self._own: list[int | None] = [None] * len(self.net.places)
        self._versions: list[int] = [0] * len(self.net.places)
        for key, value in (entered or {}).items():
            self._own[self._number(key)] = value
        for at, version in (versions or {}).items():
            if not isinstance(at, str) and at in self.net.number:
                self._versions[self.net.number[at]] = version
        self._work_out()

    def _lay(self, forms: Iterable[str]) -> None:
        """Lay forms out again and find what follows from what."""
        for no in forms:
            self._sheets[no] = sheet_of(self.head, no, self.rows)
        self.sheets = tuple(self._sheets[form.no] for form in self.head.form_set.forms)
        self.identities = find_identities(self.sheets, self.head.space, self.head.withheld)
        self.names: dict[CellKey, str] = {}
        self.cells = {cell.key: cell for sheet in self.sheets for cell in sheet.cells}
        self.net: Following = following(self.sheets, self.identities)

    def _number(self, key: CellKey) -> int:
        """A cell's figure; raises ``CellNotFoundError``."""
        if key not in self.net.number:
            find_cell(self.sheets, key)
        return self.net.number[key]

    # What stands there

    def value(self, key: CellKey) -> int | None:
        """What a cell holds, ``None`` where it is blank. Raises ``CellNotFoundError``."""
        return self._values[self._number(key)]

    def follows(self, key: CellKey) -> bool:
        """Whether a cell follows from others. A total that was given without its parts stands
        as given, until one of them is entered."""
        figure = self._number(key)
        parts = self.net.parts.get(figure, ())
        given = self._own[figure] is not None
        return bool(parts) and not (given and all(self._values[p] is None for p in parts))

    def version(self, key: CellKey | str) -> int:
        """The number of the edit that last changed a cell or words; 0 where none did."""
        return self._said.get(key, 0) if isinstance(key, str) else self._versions[self._number(key)]

    @property
    def entered(self) -> dict[CellKey, int]:
        """The figures as they were entered, each under its first cell."""
        own = zip(self.net.places, self._own, strict=True)
        return {places[0]: value for places, value in own if value is not None}

    def standings(self, numbers: Iterable[int] | None = None) -> dict[int, Standing]:
        """How checks stand, by their numbers; all of them unless some are named."""
        wanted = range(len(self.net.checks)) if numbers is None else numbers
        return {number: self._standing(self.net.checks[number]) for number in wanted}

    def _standing(self, check: Check) -> Standing:
        sides = {1: 0, -1: 0}
        known = {1: False, -1: False}
        for c, figure in check.terms:
            side = 1 if c > 0 else -1
            if (value := self._values[figure]) is not None:
                sides[side] += abs(c) * value
                known[side] = True
        residual = sides[1] - sides[-1]
        if not all(known.values()):
            return Standing(check, "open", residual)
        fails = residual < 0 if check.identity.kind == "part" else residual != 0
        return Standing(check, "broken" if fails else "holds", residual)

    def disclosure(self) -> Disclosure:
        """The forms as they are now: rows of codes without a figure are left out."""
        forms = []
        for sheet in self.sheets:
            values = {c.key: v for c in sheet.cells if (v := self.value(c.key)) is not None}
            kept = sheet.keeping(set(values))
            forms.append(FilledForm(kept, values))
        identities = find_identities(
            [form.sheet for form in forms], self.head.space, self.head.withheld
        )
        return Disclosure(
            form_set=self.head.form_set,
            unit=self.head.unit,
            year=self.head.year,
            money=self.head.money,
            forms=tuple(forms),
            identities=tuple(identities),
            withheld=self.head.withheld,
        )

    # Edits

    def entering(self, given: Mapping[CellKey, int | None]) -> Edit:
        """The edit that enters figures. Raises ``CellNotFoundError`` or ``DraftError``
        (``follows``)."""
        edits: dict[int, CellEdit] = {}
        for key, value in given.items():
            figure = self._number(key)
            if self.follows(key):
                raise DraftError("follows", cell=str(key))
            if self._own[figure] != value:
                edits[figure] = CellEdit(key, self._own[figure], value)
        return Edit(cells=tuple(edits.values()))

    def adding_row(self, form: str, code: str) -> Edit:
        """The edit that gives a form a code's row, with the rows above it. Raises
        ``CellNotFoundError`` or ``DraftError`` (``no_code``, ``row_there``, ``row_fixed``)."""
        if form not in self._sheets:
            raise CellNotFoundError("no_form", CellKey(form, code, ""), self._sheets)
        codes = self.head.space.codes
        if code not in codes["function"] and code not in codes["economic"]:
            raise DraftError("no_code", code=code)
        if any(cell.key.row == code for cell in self._sheets[form].cells):
            raise DraftError("row_there", form=form, code=code)
        wanted = {(form, above) for above in with_above(self.head.space, code)} - self.rows
        laid = sheet_of(self.head, form, self.rows | wanted)
        if not any(cell.key.row == code for cell in laid.cells):
            raise DraftError("row_fixed", form=form, code=code)
        return Edit(rows=tuple(RowEdit(*place, True) for place in sorted(wanted)))

    def removing_row(self, form: str, code: str) -> Edit:
        """The edit that takes a code's row and the rows below it from a form, with what was
        entered there. Raises ``DraftError`` (``no_row``)."""
        if (form, code) not in self.rows:
            raise DraftError("no_row", form=form, code=code)
        gone = {
            (no, below)
            for no, below in self.rows
            if no == form and code in {below, *with_above(self.head.space, below)}
        }
        left = {cell.key for cell in sheet_of(self.head, form, self.rows - gone).cells} | {
            c.key for no, sheet in self._sheets.items() if no != form for c in sheet.cells
        }
        cells = [
            CellEdit(places[0], own, None)
            for places, own in zip(self.net.places, self._own, strict=True)
            if own is not None and left.isdisjoint(places)
        ]
        rows = tuple(RowEdit(*place, False) for place in sorted(gone, reverse=True))
        return Edit(cells=tuple(cells), rows=rows)

    def saying(self, said: Mapping[str, str]) -> Edit:
        """The edit that puts the author's words under their keys; empty words take them away."""
        texts = self.texts
        edits = (TextEdit(key, texts.get(key, ""), text) for key, text in said.items())
        return Edit(texts=tuple(each for each in edits if each.before != each.after))

    def conflicts(
        self, edit: Edit, seen: Mapping[CellKey | str, int] | None = None
    ) -> list[Conflict | TextConflict]:
        """Cells and words of an edit that are something else than it expects, or (where ``seen``
        says which version was seen) that were changed since."""
        found: list[Conflict | TextConflict] = []
        for text in edit.texts:
            said, version = self.texts.get(text.key, ""), self.version(text.key)
            changed = seen is not None and seen.get(text.key, version) != version
            if (said != text.before or changed) and said != text.after:
                found.append(TextConflict(text.key, said, text.after, version))
        for each in edit.cells:
            if edit.rows and each.key not in self.net.number:
                continue  # its row comes with this edit
            figure = self._number(each.key)
            now, version = self._own[figure], self._versions[figure]
            changed = seen is not None and seen.get(each.key, version) != version
            if (now != each.before or changed) and now != each.after:
                found.append(Conflict(each.key, now, each.after, version))
        return found

    def apply(self, edit: Edit, version: int = 0) -> Changed:
        """Make an edit; ``version`` is its number. Cells are cleared before their rows go, and
        rows come before their cells are filled."""
        for each in edit.texts:
            self.texts[each.key] = each.after
            self._said[each.key] = version
            if not each.after:
                del self.texts[each.key]
        before = [e for e in edit.cells if e.key in self.net.number]
        changed = self._enter(before, version)
        if not edit.rows:
            return changed
        for row in edit.rows:
            place = {(row.form, row.code)}
            self.rows = self.rows | place if row.added else self.rows - place
        entered, old = self.entered, dict(zip(self.net.places, self._versions, strict=True))
        self._lay({row.form for row in edit.rows})
        self._own = [None] * len(self.net.places)
        self._versions = [0] * len(self.net.places)
        for key, value in entered.items():
            if key in self.net.number:
                self._own[self.net.number[key]] = value
        for places, seen in old.items():
            for key in places:
                if key in self.net.number:
                    figure = self.net.number[key]
                    self._versions[figure] = max(seen, self._versions[figure])
        self._work_out()
        self._enter([e for e in edit.cells if e not in before], version)
        checks = frozenset(range(len(self.net.checks)))
        return Changed(cells={}, checks=checks, laid=True)

    def _enter(self, edits: Iterable[CellEdit], version: int) -> Changed:
        """Put figures in and move what hangs on them, parts before wholes."""
        rank = self.net.rank
        open_: list[tuple[int, int]] = []
        moved: set[int] = set()
        for each in edits:
            figure = self.net.number[each.key]
            self._own[figure], self._versions[figure] = each.after, version
            heapq.heappush(open_, (rank[figure], figure))
        seen: set[int] = set()
        while open_:
            _, figure = heapq.heappop(open_)
            if figure in seen:
                continue
            seen.add(figure)
            value = self._worked_out(figure)
            if value != self._values[figure]:
                self._values[figure] = value
                moved.add(figure)
                for whole in self.net.wholes.get(figure, ()):
                    heapq.heappush(open_, (rank[whole], whole))
        cells = {key: self._values[figure] for figure in moved for key in self.net.places[figure]}
        checks = frozenset(n for figure in moved for n in self.net.at.get(figure, ()))
        return Changed(cells=cells, checks=checks)

    def _worked_out(self, figure: int) -> int | None:
        known = [v for p in self.net.parts.get(figure, ()) if (v := self._values[p]) is not None]
        return sum(known) if known else self._own[figure]

    def _work_out(self) -> None:
        """Everything anew."""
        self._values: list[int | None] = list(self._own)
        for figure in sorted(self.net.parts, key=self.net.rank.__getitem__):
            self._values[figure] = self._worked_out(figure)
