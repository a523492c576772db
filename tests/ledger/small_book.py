"""Small books written by hand, and what reading them says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from juesuan.ledger import Book, BookError, Problem, read_book

BOOK_TOML = """
    year = 2023
    unit = "示例市数字中心"
    money = "元"
"""

WriteBook = Callable[..., Path]
"""Writes a folder: ``entries="..."`` makes entries.csv, ``toml="..."`` its book.toml."""


def write_book(folder: Path, toml: str | None = BOOK_TOML, **tables: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if toml is not None:
        (folder / "book.toml").write_text(dedent(toml), "utf-8")
    for name, content in tables.items():
        data = content if isinstance(content, bytes) else text(content).encode()
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def text(block: str) -> str:
    """A table as it stands in a test, without its indentation and first line break."""
    return dedent(block).lstrip("\n")


def refused(path: Path) -> list[Problem]:
    """Everything wrong with a book that must not be read. Every message can be said."""
    with pytest.raises(BookError) as caught:
        read_book(path)
    for problem in caught.value.problems:
        for lang in ("zh", "en"):
            assert "{" not in problem.text(lang)
    return list(caught.value.problems)


def row_faults(path: Path) -> list[Problem]:
    """What is wrong with the rows of a book, whether or not it balances besides."""
    return [p for p in refused(path) if p.key not in {"overspent", "unbalanced"}]


def places(problems: list[Problem]) -> list[tuple[str, str, int, str]]:
    """(key, file, row, column heading) of each problem, in order."""
    return [(p.key, p.place.file, p.place.row, p.place.column) for p in problems]


def refusals(path: Path) -> list[tuple[str, str, int, str]]:
    return places(row_faults(path))


def facts(
    book: Path | Book, columns: str = "measure, fund, function, value"
) -> list[tuple[object, ...]]:
    """The facts of a book that reads well, in order."""
    found = book if isinstance(book, Book) else read_book(book)
    return found.db.execute(f"SELECT {columns} FROM facts ORDER BY ALL").fetchall()
