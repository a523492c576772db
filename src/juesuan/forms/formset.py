"""Form sets (套表): folders of form files, each stating only how it differs from another.

A set's folder holds ``set.toml`` and one file per form, named by the form's key. A set that
``inherits`` takes the other set's entries and changes some; so does a form file with the
same name. Tables are merged key by key: ``false`` removes an entry, ``anew = true`` in a
table drops all that was inherited there, and ``follows`` starts from another form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from juesuan.classification import function_classes
from juesuan.facts import ALL, ExpressionError, Selection, Space, final_stage, parse_selection
from juesuan.forms.errors import FormDataError, FormSetError
from juesuan.forms.grid import parse_grid
from juesuan.forms.model import (
    MONEY,
    ROLES,
    Form,
    Places,
    Row,
    RowSource,
    Side,
    natural,
)

__all__ = ["FormSet", "available_form_sets", "load_form_set"]

_ENTRIES = frozenset(
    {
        *("title", "title_en", "scope", "header", "follows", "side", "footer", "footer_rows"),
        *("notes", "empty", "department_line", "unit_line", "closed", "zeros", "numbered"),
        "landscape",
    }
)
"""What a form file may say."""


@dataclass(frozen=True)
class FormSet:
    """The forms that one region prescribes for one year, and their conventions.

    ``place`` is the folder of a set that does not come with the package, else empty.
    """

    id: str
    name: str
    name_en: str
    inherits: str
    first_year: int
    last_year: int
    money: str
    dash: str
    total_label: str
    source: str
    forms: tuple[Form, ...]
    classes: str
    place: str = ""

    def form(self, no: str) -> Form:
        """The form with the two-digit number ``no``; ``KeyError`` if the set has none."""
        return next((form for form in self.forms if form.no == no), None) or _missing(no)


def _missing(no: str) -> Form:
    raise KeyError(no)


def _root() -> Traversable:
    return resources.files("juesuan") / "data" / "formsets"


def available_form_sets() -> list[str]:
    """Ids of the form sets that come with the package, abstract ones left out."""
    found = [entry.name for entry in _root().iterdir() if (entry / "set.toml").is_file()]
    return sorted(name for name in found if not _read(_root() / name / "set.toml").get("abstract"))


def _read(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FormSetError(path.name, "not_toml", why=error) from None


def _merge(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in change.items():
        if value is False and key in merged and not isinstance(merged[key], bool):
            del merged[key]
        elif isinstance(value, dict) and value.get("anew"):
            merged[key] = {name: entry for name, entry in value.items() if name != "anew"}
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def _folder(name: str, beside: Traversable | None = None) -> Traversable:
    """The folder of a set: a path to one, one beside another set, or one of the package's."""
    if "/" in name or "\\" in name or Path(name, "set.toml").is_file():
        if Path(name, "set.toml").is_file():
            return Path(name)
    elif beside is not None and (beside / ".." / name / "set.toml").is_file():
        return beside / ".." / name
    elif (_root() / name / "set.toml").is_file():
        return _root() / name
    raise FormSetError(name, "no_such_set", known=", ".join(available_form_sets()))


def _chain(folder: Traversable) -> list[Traversable]:
    """The folders a set builds on, furthest first, itself last."""
    chain = [folder]
    while parent := _read(chain[0] / "set.toml").get("inherits"):
        chain.insert(0, _folder(parent, chain[0] if isinstance(chain[0], Path) else None))
        if len(chain) > 20:
            raise FormSetError(folder.name, "inherits_itself")
    return chain


def form_set_folders(name: str) -> list[Traversable]:
    """The data folders of a set, from the one it inherits first to its own. Raises
    ``FormSetError``."""
    return _chain(_folder(name))


def _form_data(chain: list[Traversable], key: str, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for folder in chain:
        path = folder / f"{key}.toml"
        if path.is_file():
            own = _read(path)
            data = own if "follows" in own else _merge(data, own)
    if not data or key in seen:
        raise FormSetError(f"{chain[-1].name}/{key}", "no_form_file")
    if follows := data.get("follows"):
        data = _merge(_form_data(chain, follows, (*seen, key)), data)
    if unknown := sorted(set(data) - _ENTRIES):
        raise FormSetError(f"{chain[-1].name}/{key}", "unknown_entries", found=", ".join(unknown))
    return data


@cache
def _load(name: str, year: int) -> FormSet:
    return _build(name, Space(year))


def load_form_set(name: str, space: Space | int | None = None) -> FormSet:
    """The form set with this id, or in this folder, its selections read for a year (its own
    first one if none is given), or for a ``Space`` that has a unit's own codes.

    Raises ``FormSetError``.
    """
    if isinstance(space, Space):
        return _build(name, space)
    return _load(name, space or _first_year(name))


def _first_year(name: str) -> int:
    chain = _chain(_folder(name))
    years = [
        head["first_year"] for link in chain if "first_year" in (head := _read(link / "set.toml"))
    ]
    if not years:
        raise FormSetError(f"{name}/set.toml", "missing_entry", entry="first_year")
    return int(years[-1])


def _build(name: str, space: Space) -> FormSet:
    folder = _folder(name)
    chain = _chain(folder)
    head: dict[str, Any] = {}
    for link in chain:
        head = _merge(head, {"forms": {}, "abstract": False})
        own = _read(link / "set.toml")
        head = {**_merge(head, own), "forms": own.get("forms") or head["forms"]}
    try:
        builder = _Builder(str(head["id"]), head, chain, space)
        forms = tuple(
            builder.form(no, key) for no, key in sorted(head["forms"].items(), key=lambda i: i[0])
        )
        return FormSet(
            id=head["id"],
            name=head["name"],
            name_en=head["name_en"],
            inherits=head.get("inherits", ""),
            first_year=head["first_year"],
            last_year=head.get("last_year", head["first_year"]),
            money=head["money"],
            dash=head["dash"],
            total_label=head["total_label"],
            source=head["source"],
            forms=forms,
            classes=head["classes"],
            place=str(folder) if isinstance(folder, Path) and folder.parent != _root() else "",
        )
    except KeyError as error:
        raise FormSetError(
            f"{folder.name}/set.toml", "missing_entry", entry=error.args[0]
        ) from None


class _Builder:
    """Turns merged form data into ``Form`` objects, naming the place of every fault."""

    def __init__(
        self, set_id: str, head: Mapping[str, Any], chain: list[Traversable], space: Space
    ) -> None:
        self.set_id, self.head, self.chain, self.space = set_id, head, chain, space
        self.place = set_id

    def form(self, no: str, key: str) -> Form:
        self.place = f"{self.set_id}/{key}"
        data = _form_data(self.chain, key)
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
        header = parse_grid(data["header"], width)
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
            classes=self.head["classes"],
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
        return Side(
            key=name,
            body=body,
            columns=columns,
            sources=tuple(sources),
            labels=data.get("labels", {}),
            maps=data.get("maps", {}),
        )

    def _check_numbers(self, sources: list[RowSource]) -> None:
        """No row number may fall into a run of numbered classes."""
        last = 0
        for source in sources:
            if source.key.isdigit():
                if int(source.key) <= last:
                    raise FormSetError(self.place, "numbers_overlap", number=source.key)
                classes = source.each == "function classes"
                run = len(function_classes(self.head["classes"])) if classes else 1
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
                codes=tuple(entry.get("codes", "").split()),
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

    def _unit(self, selection: Selection) -> str:
        """Counted rows carry the unit of their item; all others money."""
        items = {node for _, region in selection.terms for node in region.get("item") or ()}
        units = {self.space.named["item"].nodes[item].unit for item in items}
        counted = any("count" in (r.get("measure") or ()) for _, r in selection.terms)
        return units.pop() if counted and len(units) == 1 else MONEY


def cell_selection(row: Selection, column: Selection, space: Space) -> Selection:
    """What one cell sums: row × column (already cut by the form's scope), canonical."""
    return final_stage(row.times(column, space), space).canonical(space)


def listed_classes(name: str) -> list[tuple[str, str]]:
    """Code and printed label (一、…) of every class in a list's order."""
    return [
        (entry.code, f"{ordinal(entry.order)}、{entry.name}") for entry in function_classes(name)
    ]


def ordinal(number: int) -> str:
    """A Chinese ordinal below one hundred: 12 → 十二."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones or not tens else "")
