"""Form sets' files turned into forms: checked, typed, every fault named with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from typing import TypeVar

from msgspec.structs import replace

from juesuan.classification import code_list
from juesuan.facts import (
    ALL,
    ExpressionError,
    Selection,
    Space,
    parse_selection,
    standard_space,
)
from juesuan.forms.errors import FormDataError, FormSetError
from juesuan.forms.folders import form_file, own_place
from juesuan.forms.grid import parse_grid
from juesuan.forms.model import (
    MONEY,
    ROLES,
    ClassList,
    Form,
    Places,
    Row,
    RowSource,
    Side,
    natural,
)
from juesuan.forms.written import FormFile, RowEntry, SetFile, SideEntry

__all__ = ["Builder"]


_WIDE = 8
"""Columns up to which a form stands upright, where its file says nothing of it."""

_SIDES: dict[int, tuple[SideEntry, Side]] = {}
"""Blocks of the package's forms by their entries, which are kept with them: most sets take most
of their forms from the one that they build on."""

Kind = TypeVar("Kind")


class Builder:
    """Turns what files say into ``Form`` objects, naming the place of every fault."""

    def __init__(self, head: SetFile, chain: list[Traversable], space: Space) -> None:
        self.set_id, self.head, self.chain, self.space = head.id, head, chain, space
        self.year = min(max(space.year, head.first_year), head.last)
        self.classes = ClassList(head.classes, self.year)
        self.place = self.set_id
        self.shipped = not any(map(own_place, chain)) and space is standard_space(space.year)

    def form(self, no: str, key: str) -> Form:
        """The form with this number and key. Raises ``FormSetError``."""
        self.place = f"{self.set_id}/{key}"
        written = form_file(self.chain, key)
        try:
            return self._form(no, key, written)
        except FormSetError:
            raise
        except (FormDataError, ExpressionError) as error:
            raise FormSetError(self.place, error.key, **error.details) from None

    def _form(self, no: str, key: str, written: FormFile) -> Form:
        head = self.head
        sides = tuple(self._side(name, side) for name, side in written.side.items())
        width = sum(len(side.body) for side in sides)
        header = [
            replace(span, text=head.words.get(span.text, span.text))
            for span in parse_grid(written.header, width)
        ]
        footer = parse_grid(written.footer, width) if written.footer else []
        return Form(
            key=key,
            no=no,
            number=head.form_number.replace("{no}", no),
            title=written.title,
            title_en=written.title_en,
            scope=self._select(written.scope),
            header=tuple(header),
            width=width,
            sides=sides,
            footer=tuple(footer),
            footer_rows={name: self._select(text) for name, text in written.footer_rows.items()},
            notes=written.notes,
            empty=written.empty,
            department_line=_first(written.department_line, head.department_line),
            unit_line=_first(written.unit_line, head.unit_line),
            closed=Places.parse(written.closed),
            zeros=Places.parse(written.zeros),
            numbered=_first(written.numbered, head.numbered),
            landscape=_first(written.landscape, width > _WIDE),
            classes=self.classes,
        )

    def _select(self, text: str) -> Selection:
        return parse_selection(text, self.space)

    def _side(self, name: str, written: SideEntry) -> Side:
        """A block. Where no codes hang on the year, those of the package that are written in one
        file are made once."""
        if not self.shipped or any(_codes_of(entry) for entry in written.rows.values()):
            return self._made_side(name, written)
        if id(written) not in _SIDES:
            _SIDES[id(written)] = (written, self._made_side(name, written))
        side = _SIDES[id(written)][1]
        self._check_numbers(_in_order(side.sources))
        return side

    def _made_side(self, name: str, written: SideEntry) -> Side:
        body = tuple(written.body.split())
        columns = {column: self._select(text) for column, text in written.columns.items()}
        if wrong := [role for role in body if role not in ROLES and role not in columns]:
            raise FormSetError(self.place, "no_column", side=name, columns=", ".join(wrong))
        sources = _in_order(self._source(key, entry) for key, entry in written.rows.items())
        self._check_numbers(sources)
        if order := written.order:
            if lacking := [source.key for source in sources if source.key not in order]:
                raise FormSetError(self.place, "missing_entry", entry=f"order: {lacking[0]}")
            sources.sort(key=lambda source: order.index(source.key))
        listed = {code for source in sources for code in source.codes}
        return Side(
            key=name,
            body=body,
            columns=columns,
            sources=tuple(sources),
            labels=written.labels,
            maps={c: row for c, row in written.maps.items() if row in listed and c not in listed},
        )

    def _check_numbers(self, sources: list[RowSource]) -> None:
        """No row number may fall into a run of numbered classes."""
        last = 0
        for source in sources:
            if source.key.isdigit():
                if int(source.key) <= last:
                    raise FormSetError(self.place, "numbers_overlap", number=source.key)
                classes = source.each == "function classes"
                run = len(self.classes.listed) if classes else 1
                last = int(source.key) + run - 1

    def _source(self, key: str, written: tuple[str, str] | RowEntry) -> RowSource:
        if isinstance(written, tuple):
            written = RowEntry(label=written[0], select=written[1])
        if written.each:
            return RowSource(
                key=key,
                each=written.each,
                selection=self._select(written.select),
                first=int(key) if key.isdigit() else None,
                codes=tuple(self._codes(written.codes)),
            )
        selection = ALL if written.select == "*" else Selection(())
        if written.select not in {"", "*"}:
            selection = self._select(written.select)
        row = Row(
            key=key,
            label=written.label,
            selection=selection,
            row_no=_first(written.row_no, key if key.isdigit() else ""),
            unit=self._unit(selection),
            above=written.above,
        )
        return RowSource(key=key, row=row)

    def _codes(self, written: str) -> Iterator[str]:
        """The economic codes listed that the set's year has; a list may name those of all its
        years. A unit's own codes count as well."""
        dated = code_list("economic", self.year)
        for code in written.split():
            if code in dated or (
                code in self.space.codes["economic"] and not dated.other_years(code)
            ):
                yield code
            elif not dated.other_years(code):
                raise FormSetError(self.place, "unknown_code", code=code)

    def _unit(self, selection: Selection) -> str:
        """Counted rows carry the unit of their item; all others money."""
        items = {node for _, region in selection.terms for node in region.get("item") or ()}
        units = {self.space.named["item"].nodes[item].unit for item in items}
        counted = any("count" in (r.get("measure") or ()) for _, r in selection.terms)
        return units.pop() if counted and len(units) == 1 else MONEY


def _codes_of(entry: tuple[str, str] | RowEntry) -> str:
    return "" if isinstance(entry, tuple) else entry.codes


def _in_order(sources: Iterable[RowSource]) -> list[RowSource]:
    """Numbered rows by their numbers, behind those without one."""
    return sorted(sources, key=lambda one: natural(one.key) if one.key.isdigit() else (0, 0))


def _first(own: Kind | None, general: Kind) -> Kind:
    """What a form or row says itself, else what holds in general."""
    return general if own is None else own
