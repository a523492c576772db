"""Data files of the package, or beside it, as plain mappings."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from juesuan.keeping import parsed
from juesuan.resources.errors import DataError
from juesuan.text import decoded

__all__ = [
    "data_folder",
    "data_names",
    "files_in",
    "find_data",
    "load",
    "load_rows",
    "load_text",
    "parse_toml",
    "read_toml",
]


@cache
def data_folder() -> Traversable:
    """The folder of the package's data."""
    return resources.files("juesuan") / "data"


def read_toml(file: Traversable, error: type[DataError] = DataError) -> dict[str, Any]:
    """A TOML file as a mapping; a finance officer's editor may have written it in GBK.

    Raises ``error`` (``not_toml``, ``not_text``), and ``OSError`` where it cannot be read.
    """
    if isinstance(file, Path):
        shipped = isinstance(own := data_folder(), Path) and own in file.parents
        return parse_toml(file.read_bytes(), str(file), error, shipped)
    return parse_toml(file.read_bytes(), file.name, error)


def parse_toml(
    content: bytes | str, file: str, error: type[DataError] = DataError, shipped: bool = False
) -> dict[str, Any]:
    """The contents of a TOML file as a mapping; what ``shipped`` files say is kept for later
    runs. Raises ``error`` (``not_toml``, ``not_text``)."""
    try:
        if shipped and isinstance(content, bytes):
            return parsed(content)
        import tomli  # not where all was kept

        return tomli.loads(content if isinstance(content, str) else decoded(content))
    except UnicodeDecodeError:
        raise error("not_text", file) from None
    except ValueError as fault:  # tomli.TOMLDecodeError
        raise error("not_toml", file, why=str(fault)) from None


@cache
def load(name: str) -> dict[str, Any]:
    """One of the package's data files, such as ``performance/money.toml``; read once, so
    nobody may change what it gives."""
    return parse_toml((data_folder() / name).read_bytes(), name, shipped=True)


def find_data(folder: str, name: str) -> Traversable | None:
    """A TOML file by its name: a path to one's own (it ends in ``.toml``), or the name of one in
    a folder of the package's data; ``None`` where there is neither."""
    own = Path(name)
    if own.suffix == ".toml" and own.is_file():
        return own
    file = data_folder() / folder / f"{name}.toml"
    return file if "/" not in name and file.is_file() else None


def data_names(folder: str) -> list[str]:
    """What ``find_data`` knows in a folder of the package's data, in order."""
    names = (name for name, _ in files_in(folder))
    return [name.removesuffix(".toml") for name in names if "/" not in name]


def load_text(name: str) -> str:
    """One of the package's text files (templates)."""
    return (data_folder() / name).read_text("utf-8")


def load_rows(name: str) -> list[Mapping[str, str]]:
    """The rows of one of the package's CSV files, by the names in its first line."""
    head, *rows = csv.reader(load_text(name).splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows if row]


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
