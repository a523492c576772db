"""Data as typed records: what an entry may say, checked when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
)

import msgspec

from juesuan.messages import Message
from juesuan.resources.errors import DataError
from juesuan.resources.loading import load
from juesuan.resources.patterns import Pattern
from juesuan.text import nearest

__all__ = ["Record", "load_typed", "part_of", "typed"]


class _KeywordOnly(msgspec.StructMeta):
    """Makes the fields of every record keyword-only: by itself the word holds for one class, and
    not for those that derive from it."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], /, **config: Any
    ) -> _KeywordOnly:
        return super().__new__(mcls, name, bases, namespace, **{"kw_only": True, **config})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Record(msgspec.Struct, metaclass=_KeywordOnly, frozen=True, forbid_unknown_fields=True):
    """A frozen record read from data: keyword-only, and no entry but those it names."""


Kind = TypeVar("Kind")


def typed(
    kind: type[Kind],
    data: object,
    file: str,
    place: str = "",
    error: type[DataError] = DataError,
    tried: bool = True,
) -> Kind:
    """Data as a record (or a mapping or list of records) of a type; patterns in them are compiled
    and tried on their examples, unless tests did so (``tried=False``).

    Raises ``error`` with the file, the entry's place in it (``lists.funds.by``), and the nearest
    known name where one is not known.
    """
    try:
        return msgspec.convert(data, kind, dec_hook=_read if tried else partial(_trusted, file))
    except msgspec.ValidationError as fault:
        found = _Fault(file, error).find(kind, data, [place] if place else [])
        raise (found or error("wrong_value", file, place, why=str(fault))) from None


@cache
def part_of(kind: type[Kind]) -> type[Kind]:
    """A record like ``kind`` for a file that states only how it differs from another: any entry
    may be missing, or ``false`` to take away what is inherited, or say ``anew``."""
    return cast("type[Kind]", _part(kind))


def _part(kind: Any) -> Any:
    """The type of what a part may say where the whole says ``kind``."""
    if _is_record(kind):
        fields: list[Any] = [
            (field.encode_name, _part(field.type) | bool, None)
            for field in msgspec.structs.fields(kind)
        ]
        if all(name != "anew" for name, *_ in fields):
            fields.append(("anew", bool, False))
        return msgspec.defstruct(
            kind.__name__, fields, frozen=True, kw_only=True, forbid_unknown_fields=True
        )
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Pattern or Pattern in inner:
        return Any  # tried when all parts are there
    if origin in (dict, Mapping):
        return cast(Any, Mapping)[inner[0], _part(inner[1]) | bool]
    if origin is Union or origin is UnionType:
        return Union[tuple(map(_part, inner))]  # noqa: UP007
    return kind


def load_typed(kind: type[Kind], name: str) -> Kind:
    """One of the package's data files as a record, read once."""
    return cast(Kind, _once(cast(Any, kind), name))


@cache
def _once(kind: Any, name: str) -> Any:
    return typed(kind, load(name), name, tried=False)


def _read(kind: type, written: Any) -> Any:
    """What a custom type makes of what is written."""
    if kind is Pattern:
        return Pattern.read(written)
    raise NotImplementedError(kind)


def _trusted(file: str, kind: type, written: Any) -> Any:
    """What a custom type makes of what is written in one of the package's files."""
    return Pattern.trusted(written, file) if kind is Pattern else _read(kind, written)


class _Fault:
    """Looks for the first entry that is wrong. The parser says where in the records it stopped,
    but not at which key of a table: so the parts are tried one by one."""

    def __init__(self, file: str, error: type[DataError]) -> None:
        self.file, self.error = file, error

    def find(self, kind: Any, data: Any, path: list[str]) -> DataError | None:
        """The error of the first wrong entry; ``None`` where all is well."""
        try:
            msgspec.convert(data, kind, dec_hook=_read)
        except msgspec.ValidationError as fault:
            told = str(fault)
        else:
            return None
        kind = _meant(kind, data)
        if _is_record(kind) and isinstance(data, Mapping):
            found = self._in_record(kind, data, path)
        else:
            parts = _parts(kind, data)
            found = next(
                (error for key, part, entry in parts
                 if (error := self.find(part, entry, [*path, key]))),
                None,
            )  # fmt: skip
        return found or self._here(kind, data, path, told)

    def _in_record(self, kind: Any, data: Mapping[str, Any], path: list[str]) -> DataError | None:
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        forbids = kind.__struct_config__.forbid_unknown_fields
        for entry in data:
            if entry not in fields and forbids:
                near = nearest(entry, fields) or sorted(fields)
                return self._error("unknown_entry", path, entry=entry, near=near)
        for name, field in fields.items():
            if name not in data and field.required:
                return self._error("missing_entry", path, entry=name)
            if name in data and (found := self.find(field.type, data[name], [*path, name])):
                return found
        return None

    def _here(self, kind: Any, data: Any, path: list[str], told: str) -> DataError:
        if get_origin(kind) is Literal:
            allowed = [str(one) for one in get_args(kind)]
            near = nearest(str(data), allowed) or allowed
            return self._error("not_listed", path, found=data, near=near)
        wanted = _called(kind)
        if wanted and not isinstance(data, _HELD[wanted]):
            return self._error("wrong_kind", path, wanted=Message(f"data.{wanted}"), found=data)
        return self._error("wrong_value", path, why=told.partition(" - at `")[0])

    def _error(self, key: str, path: list[str], **details: object) -> DataError:
        return self.error(key, self.file, ".".join(path), **details)


_HELD: Mapping[str, tuple[type, ...]] = {
    "a_text": (str,),
    "a_truth": (bool,),
    "a_whole_number": (int,),
    "a_list": (list, tuple),
    "a_table": (dict,),
}
"""What data of a kind look like in TOML; the keys are messages of ``[data]``."""


def _called(kind: Any) -> str:
    origin = get_origin(kind) or kind
    if kind is str:
        return "a_text"
    if kind in (bool, int):
        return "a_truth" if kind is bool else "a_whole_number"
    if origin in (list, tuple, frozenset, set):
        return "a_list"
    return "a_table" if origin in (dict, Mapping) or _is_record(kind) else ""


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _meant(kind: Any, data: Any) -> Any:
    """The member of a union that data of this shape are meant for; other kinds as they are."""
    if get_origin(kind) is Annotated:
        return _meant(get_args(kind)[0], data)
    if get_origin(kind) is not Union and not isinstance(kind, UnionType):
        return kind
    members = [_meant(member, data) for member in get_args(kind) if member is not type(None)]
    fitting = [m for m in members if (name := _called(m)) and isinstance(data, _HELD[name])]
    return (fitting or members)[0]


def _parts(kind: Any, data: Any) -> Iterator[tuple[str, Any, Any]]:
    """The parts of a table or list: key, type, entry."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (dict, Mapping) and isinstance(data, Mapping):
        for key, entry in data.items():
            yield str(key), inner[1], entry
    elif origin in (list, tuple, frozenset, set) and isinstance(data, (list, tuple)):
        fixed = origin is tuple and inner[-1:] != (Ellipsis,)
        kinds = inner if fixed else [inner[0]] * len(data)
        for number, (part, entry) in enumerate(zip(kinds, data, strict=False), 1):
            yield str(number), part, entry
