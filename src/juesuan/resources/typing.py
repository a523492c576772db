"""Data as typed records: what an entry may say, checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import msgspec

from juesuan.resources.loading import DataError
from juesuan.text import nearest

__all__ = ["Record", "typed"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record read from data: keyword-only, and no entry but those it names."""


Kind = TypeVar("Kind")

_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`")
_PLACE = re.compile(r" - at `\$(.*?)`$|- at `\$(.*?)`")


def typed(kind: type[Kind], data: Any, file: str, place: str = "") -> Kind:
    """Data as a record (or a mapping or list of records) of a type.

    Raises ``DataError``: ``unknown_entry`` with the nearest known name, or ``wrong_value``;
    both say the file and the place in it.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        told = str(error)
        found = _PLACE.search(told)
        path = (found[1] or found[2] or "") if found else ""
        where = ".".join(filter(None, (place, path.lstrip("."))))
        why = _PLACE.sub("", told).strip(" -")
        if unknown := _UNKNOWN.search(told):
            known = sorted(set(_fields(kind)))
            raise DataError(
                "unknown_entry",
                file,
                where,
                entry=unknown[1],
                near=nearest(unknown[1], known) or ", ".join(known),
            ) from None
        raise DataError("wrong_value", file, where, why=why) from None


def _fields(kind: Any) -> Iterator[str]:
    """The names of all fields of a type and of the records in it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for field in msgspec.structs.fields(kind):
            yield field.encode_name
            yield from _fields(field.type)
    elif get_origin(kind) is not None or isinstance(kind, UnionType):
        for part in get_args(kind):
            if part is not kind and part is not Union:
                yield from _fields(part)
