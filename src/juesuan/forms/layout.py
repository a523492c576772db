"""Laying forms out: their rows written down for the codes that occur.

A layout depends on the facts only through the codes that have any: floating rows (浮动行)
show them, and a code without a row in a form of fixed rows is appended below its class.
"""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.facts import Selection, Space, parse_selection
from juesuan.forms.formset import FormSet, cell_selection, counted_in, listed_classes
from juesuan.forms.model import Form, Row, RowSource, Side
from juesuan.forms.sheet import Cell, CellKey, LaidRow, Listed, Sheet

__all__ = ["lay_out"]

_KEPT = 1024
"""Sheets that a space keeps, the last asked for: in a season many units print the same rows."""


def lay_out(
    form: Form, form_set: FormSet, space: Space, functions: list[str], economics: list[str]
) -> Sheet:
    """Write a form's rows down for the codes given (with every code above them)."""
    asked = (id(form), form_set.dash, id(form_set.classes), *functions, "", *economics)
    kept = space.sheets.pop(asked, None)
    if kept is None:
        laid = _laid_out(form, form_set, space, functions, economics)
        kept = (laid, form, form_set.classes)  # kept alive: the key names them by place
    space.sheets[asked] = kept
    while len(space.sheets) > _KEPT:
        del space.sheets[next(iter(space.sheets))]
    found: Sheet = kept[0]
    return found


def _laid_out(
    form: Form, form_set: FormSet, space: Space, functions: list[str], economics: list[str]
) -> Sheet:
    layout = _Layout(form, form_set, space, functions, economics)
    sides = tuple(tuple(layout.side(side)) for side in form.sides)
    footer = {}
    for name, selection in form.footer_rows.items():
        laid = layout.laid(Row(key=name, label=name, selection=selection), form.sides[0])
        footer[name] = laid.cells
    return Sheet(form, form_set.dash, sides, footer)


class _Layout:
    def __init__(
        self,
        form: Form,
        form_set: FormSet,
        space: Space,
        functions: list[str],
        economics: list[str],
    ) -> None:
        self.form, self.form_set, self.space = form, form_set, space
        self.functions, self.economics = functions, economics
        self.used: set[tuple[str, str]] = set()
        self.wholes: dict[tuple[Selection, Selection], Selection] = {}
        self.homes = self._homes()
        self.scoped = {
            side.key: {
                column: form.scope.times(selection, space)
                for column, selection in side.columns.items()
            }
            for side in form.sides
        }

    def laid(
        self,
        row: Row,
        side: Side,
        listing: tuple[str, str, Selection] | None = None,
        floating: bool = False,
    ) -> LaidRow:
        """The row with its cells; closed places and places nothing can fill have none.

        ``listing`` is the dimension and code of a listed row and what its list selects.
        """
        cells = {}
        for column, selection in self.scoped[side.key].items():
            if (row.key, column) in self.form.closed:
                continue
            what = cell_selection(row.selection, selection, self.space)
            if what.terms:
                key = CellKey(self.form.no, self._row_key(row, column), column)
                listed = self._listed(listing, selection) if listing else None
                unit = counted_in(what, self.space, row.unit)
                cells[column] = Cell(key, what, unit, listed)
        return LaidRow(row, cells, floating)

    def _listed(self, listing: tuple[str, str, Selection], column: Selection) -> Listed | None:
        dimension, code, rows = listing
        whole = self.wholes.get((rows, column))
        if whole is None:
            whole = self.wholes[rows, column] = cell_selection(rows, column, self.space)
        if len(whole.terms) != 1 or whole.terms[0][0] != 1:
            return None
        return Listed(dimension, code, whole.terms[0][1])

    def _row_key(self, row: Row, column: str) -> str:
        """Numbered rows are known by their number, codes by themselves, others by name."""
        if self.form.numbered or not row.key.isdigit() or row.code:
            return row.key
        name, again = row.label, 1
        while (name, column) in self.used:
            again += 1
            name = f"{row.label}#{again}"
        self.used.add((name, column))
        return name

    def side(self, side: Side) -> Iterator[LaidRow]:
        for source in side.sources:
            yield from self.rows(side, source)

    def rows(self, side: Side, source: RowSource) -> Iterator[LaidRow]:
        if source.row is not None:
            yield self.laid(source.row, side, _of_list(source))
        elif source.each == "function classes":
            yield from self._class_rows(side, source)
        elif source.each == "function codes":
            for code in self.functions:
                row = self._coded(side, source, "function", code)
                yield self.laid(row, side, _listing("function", code, source), floating=True)
        else:
            yield from self._economic_rows(side, source)

    def _coded(
        self, side: Side, source: RowSource, dimension: str, code: str, appended: bool = False
    ) -> Row:
        meant = [code, *(c for c, target in side.maps.items() if target == code)]
        assert source.selection is not None
        here = parse_selection(f"[{dimension}={'|'.join(meant)}]", self.space)
        label = side.labels.get(code) or self.space.codes[dimension].name(code)
        if label == code:
            label = next((e.name for e in self.space.codes[dimension].other_years(code)), code)
        selection = source.selection.times(here, self.space)
        return Row(key=code, label=label, selection=selection, code=code, appended=appended)

    def _class_rows(self, side: Side, source: RowSource) -> Iterator[LaidRow]:
        listed = listed_classes(self.form_set.classes)
        first = source.first or 1
        assert source.selection is not None
        for number, (code, label) in enumerate(listed, first):
            here = parse_selection(f"[function={code}]", self.space)
            selection = source.selection.times(here, self.space)
            row_no = str(number) if self.form.numbered else ""
            row = Row(key=str(number), label=label, selection=selection, row_no=row_no)
            yield self.laid(row, side, _listing("function", code, source))
        for code in self.functions:
            if len(code) == 3 and code not in {c for c, _ in listed}:
                selection = source.selection.times(
                    parse_selection(f"[function={code}]", self.space), self.space
                )
                name = self.space.codes["function"].name(code)
                row = Row(key=code, label=name, selection=selection, appended=True)
                yield self.laid(row, side, _listing("function", code, source), floating=True)

    def _homes(self) -> dict[str, str]:
        """For each economic code without a row in this form, the code below whose rows it
        is appended: the last one of its class, or of its group (人员、公用)."""
        fixed = [c for side in self.form.sides for s in side.sources for c in s.codes]
        mapped = {code for side in self.form.sides for code in side.maps}
        homes: dict[str, str] = {}
        if not fixed:
            return homes
        codes = self.space.codes["economic"]
        for code in self.economics:
            if code in fixed or code in mapped:
                continue
            same_class = [c for c in fixed if c[:3] == code[:3]]
            group = self.space.lineage("economic", code)[-1]
            same_group = [c for c in fixed if codes.lineage(c)[-1] == group]
            homes[code] = (same_class or same_group or fixed)[-1]
        return homes

    def _economic_rows(self, side: Side, source: RowSource) -> Iterator[LaidRow]:
        for code in source.codes:
            row = self._coded(side, source, "economic", code)
            yield self.laid(row, side, _listing("economic", code, source))
            for extra in (c for c, home in self.homes.items() if home == code):
                row = self._coded(side, source, "economic", extra, appended=True)
                yield self.laid(row, side, _listing("economic", extra, source), floating=True)


def _of_list(source: RowSource) -> tuple[str, str, Selection] | None:
    """The list that a single row is a part of: its selection without the code."""
    row, name = source.row, source.listed
    if row is None or not name or len(row.selection.terms) != 1:
        return None
    sign, region = row.selection.terms[0]
    codes = region.get(name) or frozenset()
    if len(codes) != 1:
        return None
    return name, next(iter(codes)), Selection(((sign, region.without(name)),))


def _listing(dimension: str, code: str, source: RowSource) -> tuple[str, str, Selection]:
    assert source.selection is not None
    return dimension, code, source.selection
