"""Form sets' files turned into forms: checked, typed, every fault named with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable
from typing import Any

from juesuan.classification import code_list
from juesuan.facts import ALL, ExpressionError, Selection, Space, parse_selection
from juesuan.forms.errors import FormDataError, FormSetError
from juesuan.forms.folders import form_data
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

__all__ = ["Builder", "last_year_of"]


def last_year_of(head: Mapping[str, Any]) -> int:
    """The last year a set is meant for; its first one where it names no other."""
    return int(head.get("last_year", head["first_year"]))


class Builder:
    """Turns merged form data into ``Form`` objects, naming the place of every fault."""

    def __init__(self, head: Mapping[str, Any], chain: list[Traversable], space: Space) -> None:
        self.set_id, self.head, self.chain, self.space = str(head["id"]), head, chain, space
        self.year = min(max(space.year, head["first_year"]), last_year_of(head))
        self.classes = ClassList(head["classes"], self.year)
        self.place = self.set_id

    def form(self, no: str, key: str) -> Form:
        """The form with this number and key. Raises ``FormSetError``."""
        self.place = f"{self.set_id}/{key}"
        data = form_data(self.chain, key)
        try:
            return self._form(no, key, data)
        except FormSetError:
            raise
        except (FormDataError, ExpressionError) as error:
            raise FormSetError(self.place, error.key, **error.details) from None
        except (TypeError, ValueError, AttributeError) as error:
            raise FormSetError(self.place, "malformed", why=error) from None
        except KeyError as error:
            raise FormSetError(self.place, "missing_entry", entry=error.args[0]) from None

    def _form(self, no: str, key: str, data: Mapping[str, Any]) -> Form:
        numbered = data.get("numbered", self.head.get("numbered", True))
        sides = tuple(self._side(name, side) for name, side in data["side"].items())
        width = sum(len(side.body) for side in sides)
        words = self.head.get("words", {})
        header = [
            replace(span, text=words.get(span.text, span.text))
            for span in parse_grid(data["header"], width)
        ]
        footer = parse_grid(data["footer"], width) if data.get("footer") else []
        return Form(
            key=key,
            no=no,
            number=self.head["form_number"].format(no=no) if self.head["form_number"] else "",
            title=data["title"],
            title_en=data["title_en"],
            scope=self._select(data.get("scope", "")),
            header=tuple(header),
            width=width,
            sides=sides,
            footer=tuple(footer),
            footer_rows={
                name: self._select(text) for name, text in data.get("footer_rows", {}).items()
            },
            notes=tuple(data.get("notes", ())),
            empty=data.get("empty", ""),
            department_line=data.get("department_line", self.head["department_line"]),
            unit_line=data.get("unit_line", self.head["unit_line"]),
            closed=Places.parse(data.get("closed", [])),
            zeros=Places.parse(data.get("zeros", [])),
            numbered=numbered,
            landscape=data.get("landscape", width > 8),
            classes=self.classes,
        )

    def _select(self, text: str) -> Selection:
        return parse_selection(text, self.space)

    def _side(self, name: str, data: Mapping[str, Any]) -> Side:
        body = tuple(data["body"].split())
        columns = {column: self._select(text) for column, text in data["columns"].items()}
        if wrong := [role for role in body if role not in ROLES and role not in columns]:
            raise FormSetError(self.place, "no_column", side=name, columns=", ".join(wrong))
        sources = sorted(
            (self._source(key, entry) for key, entry in data["rows"].items()),
            key=lambda source: natural(source.key) if source.key.isdigit() else (0, 0),
        )
        self._check_numbers(sources)
        if order := data.get("order"):
            sources.sort(key=lambda source: order.index(source.key))
        listed = {code for source in sources for code in source.codes}
        maps = data.get("maps", {})
        return Side(
            key=name,
            body=body,
            columns=columns,
            sources=tuple(sources),
            labels=data.get("labels", {}),
            maps={c: row for c, row in maps.items() if row in listed and c not in listed},
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

    def _source(self, key: str, entry: Any) -> RowSource:
        if isinstance(entry, list):
            entry = dict(zip(("label", "select"), entry, strict=True))
        if each := entry.get("each"):
            return RowSource(
                key=key,
                each=each,
                selection=self._select(entry.get("select", "")),
                first=int(key) if key.isdigit() else None,
                codes=tuple(self._codes(entry.get("codes", ""))),
            )
        written = entry.get("select", "")
        selection = ALL if written == "*" else Selection(())
        if written not in {"", "*"}:
            selection = self._select(written)
        row = Row(
            key=key,
            label=entry.get("label", ""),
            selection=selection,
            row_no=entry.get("row_no", key if key.isdigit() else ""),
            unit=self._unit(selection),
            above=tuple(entry.get("above", ())),
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
