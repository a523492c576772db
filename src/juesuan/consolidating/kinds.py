"""Kinds of sets (报表小类), as ``data/consolidating/kinds.toml`` has them: 单户表, 汇总表,
经费差额表, 调整表.

The name of a file or folder tells the kind of what lies there; a csv with the columns 文件 and
报表小类 says otherwise.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from juesuan.consolidating.errors import ConsolidationError
from juesuan.resources import Record, load_typed
from juesuan.text import decoded, plain

__all__ = ["SetKind", "kind_of", "kinds", "read_kinds"]

_USUAL = "single"


class SetKind(Record, frozen=True):
    """A kind of set: its names, and how it takes part in a sum."""

    zh: str
    en: str
    named: tuple[str, ...]
    holds: str
    settles: bool = False


class _Columns(Record, frozen=True):
    path: tuple[str, ...]
    kind: tuple[str, ...]


class _Kinds(Record, frozen=True):
    single: SetKind
    gathered: SetKind
    difference: SetKind
    adjustment: SetKind
    columns: _Columns


@cache
def _data() -> _Kinds:
    return load_typed(_Kinds, "consolidating/kinds.toml")


@cache
def kinds() -> Mapping[str, SetKind]:
    """The kinds by their ids."""
    return {name: getattr(_data(), name) for name in _Kinds.__struct_fields__ if name != "columns"}


def kind_of(path: str | Path, said: Mapping[str, str] | None = None) -> str:
    """The id of the kind of set that lies at a path: as ``said`` (by the path's name), else as
    its name tells, else one unit's.

    >>> kind_of("卫生系统/2023年调整表"), kind_of("一中.xlsx")
    ('adjustment', 'single')
    """
    name = Path(path).name
    if said and name in said:
        return said[name]
    words = {word: kind for kind, one in kinds().items() for word in one.named}
    found = [word for word in words if word in name]
    return words[max(found, key=len)] if found else _USUAL


def read_kinds(path: str | Path) -> dict[str, str]:
    """A csv of sets: the id of its kind by the name of each file. Raises ``ConsolidationError``:
    ``no_kinds`` (unreadable, or without its columns), ``unknown_kind`` (with its line)."""
    try:
        lines = list(csv.reader(decoded(Path(path).read_bytes()).splitlines()))
    except (OSError, UnicodeError) as error:
        raise ConsolidationError("no_kinds", path=path, why=str(error)) from error
    columns = _data().columns
    head = [plain(text) for text in (lines[0] if lines else ())]
    places = []
    for words in (columns.path, columns.kind):
        at = [n for n, text in enumerate(head) if text in map(plain, words)]
        if not at:
            raise ConsolidationError("no_kinds", path=path, why=f"{words[0]}?")
        places.append(at[0])
    ids = {plain(text): name for name, one in kinds().items() for text in (name, *_names(one))}
    found = {}
    for number, line in enumerate(lines[1:], 2):
        if len(line) > max(places) and line[places[0]].strip():
            kind = ids.get(plain(line[places[1]]))
            if kind is None:
                known = [one.zh for one in kinds().values()]
                details = {"path": path, "line": number, "found": line[places[1]]}
                raise ConsolidationError("unknown_kind", known=known, **details)
            found[Path(line[places[0]].strip()).name] = kind
    return found


def _names(kind: SetKind) -> tuple[str, ...]:
    return (kind.zh, kind.en, *kind.named)
