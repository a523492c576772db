"""Identities (勾稽关系) that follow from forms and dimensions; nobody writes them by hand.

Four kinds are found among the cells of laid-out forms:

* ``same`` (同一事实): two cells hold the same facts and must print the same figure;
* ``rollup`` (合计): a cell's facts are split, along one dimension, over other cells;
* ``flow`` (收支平衡): all money in equals all money out, opening and closing included;
* ``part`` (其中): a cell's facts are some of another's, so it cannot be larger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from msgspec import Struct

from juesuan.facts import CODED, DIMENSIONS, EVERY_OBJECT, OBJECT, Region, Space
from juesuan.forms.cells_by_region import CellsByRegion, largest, nodes_of
from juesuan.forms.flows import flows
from juesuan.forms.sheet import Cell, CellKey, Sheet

__all__ = ["Identity", "find_identities"]

_KEPT = 256
"""Sets of sheets whose identities a space keeps, those asked for last: a document is asked for
them by reading (some forms by themselves, then all), by checks and by what mends it, and a later
one is often printed alike. All forms of a layout take some 0.3 MB, a form a tenth of it."""


class Identity(Struct, frozen=True):
    """Σ coefficient × cell = 0, or for ``part`` ≥ 0.

    ``kind`` is ``same``, ``rollup``, ``flow`` or ``part``; ``dimension`` is the one a
    roll-up or part runs along, else empty. The whole of a roll-up has coefficient 1 and
    stands first, its parts have -1.
    """

    kind: str
    dimension: str
    terms: tuple[tuple[int, CellKey], ...]

    def __str__(self) -> str:
        left = [str(key) for c, key in self.terms if c > 0]
        right = [str(key) for c, key in self.terms if c < 0]
        return f"{' + '.join(left)} {'≥' if self.kind == 'part' else '='} {' + '.join(right)}"


def find_identities(
    sheets: Iterable[Sheet], space: Space, incomplete: Iterable[str] = ()
) -> list[Identity]:
    """All identities among the cells of the sheets, each once.

    ``incomplete`` are codes not all of whose parts are listed (涉密事项不列出): what is listed
    below them need not add up to them.
    """
    cells = tuple(cell for sheet in sheets for cell in sheet.cells)
    withheld = frozenset(incomplete)
    asked = (cells, withheld)
    if (found := space.identities.pop(asked, None)) is None:
        found = tuple(_Finder(cells, space, withheld).all())
        while len(space.identities) >= _KEPT:
            del space.identities[next(iter(space.identities))]
    space.identities[asked] = found  # the last asked for stands last
    return list(found)


class _Finder:
    def __init__(self, cells: Sequence[Cell], space: Space, incomplete: Container[str]) -> None:
        self.space, self.cells, self.incomplete = space, cells, incomplete
        self.by = CellsByRegion(cells, space)
        self.found: dict[frozenset[tuple[int, CellKey]], Identity] = {}
        self.above: dict[tuple[str, Region, str], Region | None] = {}

    def all(self) -> list[Identity]:
        self._same()
        self._listings()
        for dimension in DIMENSIONS:
            if dimension in CODED:
                self._code_sets(dimension)
            elif dimension not in {"measure", "stage"}:
                self._named_rollups(dimension)
        self._measured_parts()
        for kind, dimension, left, right in flows(self.by):
            self._add(kind, dimension, left, right)
        self._combinations()
        return list(self.found.values())

    def _add(self, kind: str, dimension: str, plus: Iterable[Cell], minus: Iterable[Cell]) -> None:
        terms = (*((1, c.key) for c in plus), *((-1, c.key) for c in minus))
        if len({key for _, key in terms}) < len(terms):
            return
        self.found.setdefault(frozenset(terms), Identity(kind, dimension, terms))

    def _same(self) -> None:
        by_meaning: dict[object, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            by_meaning[cell.selection.terms].append(cell)
        for anchor, *others in by_meaning.values():
            for other in others:
                self._add("same", "", [anchor], [other])

    # Roll-ups along codes: the parts are the rows that one form lists in full.

    def _listings(self) -> None:
        lists: dict[tuple[str, str, Region], dict[str, Cell]] = defaultdict(dict)
        for cell in self.cells:
            if (listed := cell.listed) is not None:
                lists[cell.key.form, listed.dimension, listed.context][listed.code] = cell
        for (form, dimension, context), rows in lists.items():
            parts: dict[CellKey, tuple[Cell, list[Cell]]] = {}
            for code, cell in rows.items():
                if whole := self._whole(form, dimension, context, code, rows):
                    parts.setdefault(whole.key, (whole, []))[1].append(cell)
            for whole, cells in parts.values():
                if whole.listed is None or whole.listed.code not in self.incomplete:
                    self._add("rollup", dimension, [whole], cells)

    def _whole(
        self, form: str, dimension: str, context: Region, code: str, rows: dict[str, Cell]
    ) -> Cell | None:
        """The nearest total above a listed code: a row of the list, a subtotal or total of
        the form, or (where the form prints none) the total in another form. A code that the
        year does not have lies below nothing."""
        if dimension == OBJECT:
            totals = [context.with_(OBJECT, {EVERY_OBJECT}), context]
            here = [self.by.in_form(form, r) for r in totals if r in self.by.index]
            return next(filter(None, here), None)
        lineage = self.space.lineage(dimension, code)
        if lineage == (code,) and code not in self.space.codes[dimension]:
            return None
        for above in lineage[1:]:
            if above in rows:
                return rows[above]
            region = self._of_code(dimension, context, above)
            if region in self.by.index and (subtotal := self.by.in_form(form, region)):
                return subtotal
        if context not in self.by.index:
            return None
        return self.by.in_form(form, context) or self.by.index[context][0]

    def _of_code(self, dimension: str, context: Region, code: str) -> Region | None:
        """What a list would sum in a row of a code: asked for by every row below it."""
        asked = (dimension, context, code)
        if asked not in self.above:
            self.above[asked] = self.space.canonical(context.with_(dimension, {code}))
        return self.above[asked]

    # Sets of codes named by a form (“三公”经费): exact partitions, or else parts.

    def _code_sets(self, dimension: str) -> None:
        for members in self.by.groups(dimension):
            if all(len(nodes_of(region, dimension)) < 2 for region in members):
                continue
            for form in self.by.forms(members):
                here = {r: cell for r in members if (cell := self.by.in_form(form, r))}
                self._explicit_sets(dimension, here)

    def _holds(self, dimension: str, outer: frozenset[str], inner: frozenset[str]) -> bool:
        return outer != inner and self.space.within(dimension, inner, outer)

    def _explicit_sets(self, dimension: str, here: dict[Region, Cell]) -> None:
        for whole, cell in here.items():
            nodes = nodes_of(whole, dimension)
            if len(nodes) < 2 or cell.listed:
                continue
            inner = {
                r: n for r in here if (n := r.get(dimension)) and self._holds(dimension, nodes, n)
            }
            top = [
                r
                for r, n in inner.items()
                if not any(self._holds(dimension, other, n) for other in inner.values())
            ]
            named = [node for r in top for node in inner[r]]
            if sorted(named) == sorted(nodes):
                self._add("rollup", dimension, [cell], [here[r] for r in top])
            elif (parts := self._scattered(dimension, whole)) is not None:
                self._add("rollup", dimension, [cell], parts)
            else:
                for region in top:
                    self._add("part", dimension, [cell], [here[region]])

    def _scattered(self, dimension: str, whole: Region) -> list[Cell] | None:
        """The set's codes one by one, wherever they are printed: whole or split by nature."""
        parts: list[Cell] = []
        for node in sorted(nodes_of(whole, dimension)):
            region = self.space.canonical(whole.with_(dimension, {node}))
            found = self.by.pieces("", region) if region else None
            if found is None:
                return None
            parts += found
        return parts

    # Roll-ups along named dimensions: the parts must cover everything that can exist.

    def _named_rollups(self, dimension: str) -> None:
        for members in self.by.groups(dimension):
            sets = {r: nodes for r in members if (nodes := self.by.nodes(r, dimension))}
            for whole, nodes in sets.items():
                if inner := {r: s for r, s in sets.items() if s < nodes}:
                    self._split(dimension, whole, inner, nodes)

    def _split(
        self,
        dimension: str,
        whole: Region,
        inner: dict[Region, frozenset[str]],
        nodes: frozenset[str],
    ) -> None:
        """Split a cell over cells of its own form, or else over cells of several forms."""
        split, anchor = False, self.by.index[whole][0]
        for form in self.by.forms([whole]):
            cell, own = (
                self.by.in_form(form, whole),
                {r: s for r, s in inner.items() if self.by.in_form(form, r)},
            )
            top = largest(own)
            parts = [part for r in top if (part := self.by.in_form(form, r))]
            if cell and top and self.by.covers(dimension, nodes, [own[r] for r in top]):
                self._add("rollup", dimension, [cell], parts)
                split = True
            elif cell and parts:
                self._parts(dimension, cell, parts, [own[r] for r in top])
                split = True
        top = largest(inner)
        if split:
            return
        if top and self.by.covers(dimension, nodes, [inner[r] for r in top]):
            self._add("rollup", dimension, [anchor], [self.by.index[r][0] for r in top])
        elif top:
            parts = [self.by.index[r][0] for r in top]
            self._parts(dimension, anchor, parts, [inner[r] for r in top])

    def _parts(
        self, dimension: str, whole: Cell, parts: list[Cell], sets: list[frozenset[str]]
    ) -> None:
        """Some of a whole: together no more than it, if no two share a point."""
        if sum(map(len, sets)) == len(frozenset().union(*sets)):
            self._add("part", dimension, [whole], parts)
        else:
            for part in parts:
                self._add("part", dimension, [whole], [part])

    def _measured_parts(self) -> None:
        """Of contracts (授予中小企业合同金额) those with some firms (其中：小微企业): a measure
        that is a part of another, and no more than it."""
        measures = self.space.named["measure"]
        wholes = [
            measures.atoms[node.id]
            for node in measures.nodes.values()
            if not node.group and len(measures.atoms[node.id]) > 1
        ]
        for members in self.by.groups("measure"):
            said = {region: region.get("measure") for region in members}
            for whole, nodes in said.items():
                for part, some in said.items():
                    if nodes in wholes and some is not None and some < (nodes or frozenset()):
                        cells = self.by.index[whole][0], self.by.index[part][0]
                        self._add("part", "measure", [cells[0]], [cells[1]])

    # Cells that add unlike facts (资产总额): split by their terms.

    def _combinations(self) -> None:
        for cell in self.cells:
            if len(cell.selection.terms) < 2 or any(c != 1 for c, _ in cell.selection.terms):
                continue
            parts: list[Cell] = []
            for _, region in cell.selection.terms:
                found = self.by.pieces(cell.key.form, region)
                if found is None:
                    break
                parts += found
            else:
                self._add("rollup", "", [cell], parts)
