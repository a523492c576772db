"""The example units as sample data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import juesuan
from juesuan.ledger import read_book
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.jobs.kinds import Tell
from juesuan.workbench.jobs.models import Job
from juesuan.workbench.jobs.queue import hand_in
from juesuan.workbench.people.models import Unit, User

__all__ = ["example_books", "hand_in_sample", "put_in"]


def example_books() -> list[Path]:
    """The example books: within the package as it is installed, or beside it in a checkout."""
    package = Path(juesuan.__file__).parent
    for folder in (package / "data" / "examples", package.parents[1] / "examples"):
        if folder.is_dir():
            return sorted(path.parent for path in folder.glob("*/book.toml"))
    return []


def hand_in_sample(user: User) -> Job:
    """Let the worker put the example units in."""
    return hand_in("sample", {}, by=user)


def put_in(task: Mapping[str, Any], tell: Tell, by: User | None = None) -> dict[str, Any]:
    """Each example book's unit with its year."""
    books = example_books()
    for number, path in enumerate(books, 1):
        tell("building", number, len(books))
        book = read_book(path)
        unit, _ = Unit.objects.get_or_create(
            code=path.name[:40], defaults={"name": book.description.unit}
        )
        Filing.objects.get_or_create(unit=unit, year=book.description.year)
    return {"units": len(books)}
