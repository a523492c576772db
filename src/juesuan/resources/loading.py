"""Data files of the package, or beside it, as plain mappings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from juesuan.messages import JuesuanError

__all__ = ["DataError", "data_folder", "files_in", "load", "load_text", "read_toml"]


class DataError(JuesuanError):
    """A data file that cannot be used; ``file`` and ``place`` say where.

    Keys: ``not_toml``, ``unknown_entry``, ``wrong_value``.
    """

    section = "data"

    def __init__(self, key: str, file: str, place: str = "", **details: object) -> None:
        super().__init__(key, file=file, place=place, **details)


def data_folder() -> Traversable:
    """The folder of the package's data."""
    return resources.files("juesuan") / "data"


def read_toml(file: Traversable) -> dict[str, Any]:
    """A TOML file as a mapping. Raises ``DataError`` where it is none."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("not_toml", file.name, why=str(error)) from None


@cache
def load(name: str) -> dict[str, Any]:
    """One of the package's data files, such as ``performance/labels.toml``; read once, so
    nobody may change what it gives."""
    return read_toml(data_folder() / name)


def load_text(name: str) -> str:
    """One of the package's text files (csv, templates)."""
    return (data_folder() / name).read_text("utf-8")


def files_in(name: str, ending: str = ".toml") -> Iterator[tuple[str, Traversable]]:
    """The files below a folder of data in the order of their names, each with its path from
    that folder (``document/codes.toml``)."""

    def walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.is_dir():
                yield from walk(entry, f"{above}{entry.name}/")
            elif entry.name.endswith(ending):
                yield above + entry.name, entry

    return walk(data_folder() / name, "")
