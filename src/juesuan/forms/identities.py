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
from dataclasses import dataclass

from juesuan.facts import CODED, DIMENSIONS, Region, Space
from juesuan.forms.sheet import Cell, CellKey, Sheet

__all__ = ["Identity", "find_identities"]


@dataclass(frozen=True)
class Identity:
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


Index = dict[Region, list[Cell]]


def find_identities(
    sheets: Iterable[Sheet], space: Space, incomplete: Container[str] = ()
) -> list[Identity]:
    """All identities among the cells of the sheets, each once.

    ``incomplete`` are codes not all of whose parts are listed (涉密事项不列出): what is listed
    below them need not add up to them.
    """
    cells = [cell for sheet in sheets for cell in sheet.cells]
    return _Finder(cells, space, incomplete).all()


class _Finder:
    def __init__(self, cells: Sequence[Cell], space: Space, incomplete: Container[str]) -> None:
        self.space = space
        self.cells = cells
        self.incomplete = incomplete
        self.index: Index = defaultdict(list)
        for cell in cells:
            if len(cell.selection.terms) == 1 and cell.selection.terms[0][0] == 1:
                self.index[cell.selection.terms[0][1]].append(cell)
        self.found: dict[frozenset[tuple[int, CellKey]], Identity] = {}
        self._by_rest: dict[str, dict[Region, list[Region]]] = {}

    def all(self) -> list[Identity]:
        self._same()
        self._listings()
        for dimension in DIMENSIONS:
            if dimension in CODED:
                self._code_sets(dimension)
            elif dimension not in {"measure", "stage"}:
                self._named_rollups(dimension)
        self._flows()
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

    def _groups(self, dimension: str) -> Iterable[list[Region]]:
        """Regions that differ in one dimension only."""
        return [members for members in self._keyed(dimension).values() if len(members) > 1]

    def _keyed(self, dimension: str) -> dict[Region, list[Region]]:
        """All regions by what they say in the other dimensions."""
        if dimension not in self._by_rest:
            groups: dict[Region, list[Region]] = defaultdict(list)
            for region in self.index:
                groups[region.without(dimension)].append(region)
            self._by_rest[dimension] = groups
        return self._by_rest[dimension]

    def _in(self, form: str, region: Region) -> Cell | None:
        return next((cell for cell in self.index[region] if cell.key.form == form), None)

    def _forms(self, regions: Iterable[Region]) -> list[str]:
        return sorted({cell.key.form for region in regions for cell in self.index[region]})

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
        lineage = self.space.lineage(dimension, code)
        if lineage == (code,) and code not in self.space.codes[dimension]:
            return None
        for above in lineage[1:]:
            if above in rows:
                return rows[above]
            region = self.space.canonical(context.with_(dimension, {above}))
            if region in self.index and (subtotal := self._in(form, region)):
                return subtotal
        if context not in self.index:
            return None
        return self._in(form, context) or self.index[context][0]

    # Sets of codes named by a form (“三公”经费): exact partitions, or else parts.

    def _code_sets(self, dimension: str) -> None:
        for members in self._groups(dimension):
            for form in self._forms(members):
                here = {r: cell for r in members if (cell := self._in(form, r))}
                self._explicit_sets(dimension, here)

    def _holds(self, dimension: str, outer: frozenset[str], inner: frozenset[str]) -> bool:
        return outer != inner and self.space.within(dimension, inner, outer)

    def _explicit_sets(self, dimension: str, here: dict[Region, Cell]) -> None:
        for whole, cell in here.items():
            nodes = _of(whole, dimension)
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
        for node in sorted(_of(whole, dimension)):
            region = self.space.canonical(whole.with_(dimension, {node}))
            found = self._pieces("", region) if region else None
            if found is None:
                return None
            parts += found
        return parts

    # Roll-ups along named dimensions: the parts must cover everything that can exist.

    def _named_rollups(self, dimension: str) -> None:
        for members in self._groups(dimension):
            sets = {r: nodes for r in members if (nodes := self._nodes(r, dimension))}
            for whole, nodes in sets.items():
                self._split(dimension, whole, {r: s for r, s in sets.items() if s < nodes}, nodes)

    def _nodes(self, region: Region, dimension: str) -> frozenset[str] | None:
        return region.get(dimension) or self.space.universe(region, dimension)

    def _split(
        self,
        dimension: str,
        whole: Region,
        inner: dict[Region, frozenset[str]],
        nodes: frozenset[str],
    ) -> None:
        """Split a cell over cells of its own form, or else over cells of several forms."""
        split, anchor = False, self.index[whole][0]
        for form in self._forms([whole]):
            cell, own = self._in(form, whole), {r: s for r, s in inner.items() if self._in(form, r)}
            top = _largest(own)
            parts = [part for r in top if (part := self._in(form, r))]
            if cell and top and self._covers(dimension, nodes, [own[r] for r in top]):
                self._add("rollup", dimension, [cell], parts)
                split = True
            elif cell and parts:
                self._parts(dimension, cell, parts, [own[r] for r in top])
                split = True
        top = _largest(inner)
        if split:
            return
        if top and self._covers(dimension, nodes, [inner[r] for r in top]):
            self._add("rollup", dimension, [anchor], [self.index[r][0] for r in top])
        elif top:
            parts = [self.index[r][0] for r in top]
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

    def _covers(self, dimension: str, nodes: frozenset[str], parts: list[frozenset[str]]) -> bool:
        """Whether disjoint parts make up the whole, a node being its parts together."""
        together = frozenset().union(*parts)
        if sum(map(len, parts)) != len(together):
            return False
        return (
            self.space.rounded_up(dimension, together) >= nodes
            if (dimension == "nature")
            else together == nodes
        )

    # Flows: opening + income + surplus used = expenditure + distribution + closing.

    def _flows(self) -> None:
        groups: dict[Region, list[Region]] = defaultdict(list)
        for region in self.index:
            if (key := self._flow_key(region)) is not None:
                groups[key].append(region)
        ways = [self.space.expand("measure", way) for way in ("inflow", "outflow")]
        for members in groups.values():
            for form in self._forms(members):
                here = {r: c for r in members if (c := self._in(form, r))}
                self._flow(here, ways)

    def _flow_key(self, region: Region) -> Region | None:
        measures = region.get("measure") or frozenset()
        flowing = self.space.expand("measure", "inflow") | self.space.expand("measure", "outflow")
        if not measures or not measures <= flowing or region.get("economic"):
            return None
        carry = region.get("carry")
        if carry is not None:
            return None
        key = region.without("measure")
        if (nature := region.get("nature")) is not None:
            key = key.with_("nature", self.space.rounded_up("nature", nature))
        return key

    def _flow(self, here: dict[Region, Cell], ways: list[frozenset[str]]) -> None:
        sides: list[list[Cell]] = []
        for way in ways:
            possible = self._possible(here, way)
            total = next((c for r, c in here.items() if r.get("measure") == possible), None)
            parts = {r: m for r in here if (m := _of(r, "measure")) <= way and m != possible}
            top = _largest(parts)
            complete = sum(len(parts[r]) for r in top) == len(possible) and top
            if total and complete:
                self._add("rollup", "measure", [total], [here[r] for r in top])
            if not total and not complete:
                return
            sides.append([total] if total else [here[r] for r in top])
        self._add("flow", "", sides[0], sides[1])

    def _possible(self, here: dict[Region, Cell], way: frozenset[str]) -> frozenset[str]:
        """The measures of one way that can exist at these points."""
        some = next(iter(here))
        cut = self.space.cut(some.with_("measure", way))
        return (cut.get("measure") if cut else None) or way

    # Cells that add unlike facts (资产总额): split by their terms.

    def _combinations(self) -> None:
        for cell in self.cells:
            if len(cell.selection.terms) < 2 or any(c != 1 for c, _ in cell.selection.terms):
                continue
            parts: list[Cell] = []
            for _, region in cell.selection.terms:
                found = self._pieces(cell.key.form, region)
                if found is None:
                    break
                parts += found
            else:
                self._add("rollup", "", [cell], parts)

    def _pieces(self, form: str, region: Region) -> list[Cell] | None:
        """Cells (of one form, if named) that make up a region: one, or a split of it."""
        if direct := self._some(form, region):
            return [direct]
        for dimension in (name for name in DIMENSIONS if name not in CODED):
            nodes = self._nodes(region, dimension)
            if nodes is None:
                continue
            parts = {
                r: s
                for r in self._keyed(dimension).get(region.without(dimension), [])
                if self._some(form, r)
                and (s := self._nodes(r, dimension)) is not None
                and s < nodes
            }
            top = _largest(parts)
            if top and self._covers(dimension, nodes, [parts[r] for r in top]):
                return [cell for r in top if (cell := self._some(form, r))]
        return None

    def _some(self, form: str, region: Region) -> Cell | None:
        if region not in self.index:
            return None
        return self._in(form, region) if form else self.index[region][0]


def _of(region: Region, dimension: str) -> frozenset[str]:
    return region.get(dimension) or frozenset()


def _largest(sets: dict[Region, frozenset[str]]) -> list[Region]:
    """The regions whose set lies in no other's; of equal ones the first."""
    top: list[Region] = []
    for region, nodes in sets.items():
        if any(nodes < other for other in sets.values()):
            continue
        if not any(sets[kept] == nodes for kept in top):
            top.append(region)
    return top
