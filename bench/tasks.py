"""What is measured. Each task runs in a process of its own and answers with plain data."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bench import bare, beans
from bench.all_rules import check_large, check_written
from bench.booklet import read_booklet
from bench.checking import check_corpus, check_documents, check_peers, plant_errors
from bench.generate import generate
from bench.memory import peak
from bench.publishing import publish_booklet
from bench.rounding import round_crosses, round_large, round_sets
from juesuan.facts import FactStore, Region, Space
from juesuan.forms import Disclosure
from juesuan.ledger import Book, read_book
from juesuan.ledger.posting import sum_up
from juesuan.publishing import build, fill_book

__all__ = ["TASKS", "Task", "WrongResultError", "cells_of", "compare"]

Task = Callable[..., dict[str, Any]]


class WrongResultError(Exception):
    """Two ways to the same figures that do not agree."""


def cells_of(disclosure: Disclosure) -> bare.Cells:
    """The cells of all forms as the bare script gives them."""
    return {
        (key.form, key.row, key.column): value
        for filled in disclosure.forms
        for key, value in filled.values.items()
    }


def compare(ours: dict[Any, int], theirs: dict[Any, int], what: str) -> None:
    """Raise ``WrongResultError`` unless both hold the same figures."""
    if wrong := [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]:
        first = min(wrong)
        figures = f"{ours.get(first)} ours, {theirs.get(first)} theirs"
        raise WrongResultError(f"{len(wrong)} {what} differ, such as {first}: {figures}")
    if not ours:
        raise WrongResultError(f"no {what} to compare")


def write_book(folder: str, entries: int) -> dict[str, Any]:
    """Generate a book."""
    began = time.perf_counter()
    generate(Path(folder), entries)
    size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return {"seconds": time.perf_counter() - began, "bytes": size}


def stages(folder: str, out: str, memory: str) -> dict[str, Any]:
    """Our whole build, stage by stage, and the peak memory of the process."""
    began = time.perf_counter()
    book = read_book(Path(folder), memory=memory)
    read = time.perf_counter() - began
    built = build(book, Path(out))
    seconds = time.perf_counter() - began
    return {
        "stages": {
            **book.seconds,
            "filling and verifying": built.fill_seconds,
            "writing": built.write_seconds,
        },
        "read": read,
        "seconds": seconds,
        "peak": peak(),
        "entries": book.rows["entries"],
        "facts": len(book.store),
        "cells": sum(len(filled.values) for filled in built.disclosure.forms),
        "identities": len(built.residuals),
    }


def reading(folder: str, memory: str) -> dict[str, Any]:
    """Only reading the book, for the memory it takes under another limit."""
    began = time.perf_counter()
    read_book(Path(folder), memory=memory)
    return {"seconds": time.perf_counter() - began, "peak": peak()}


class _TimedStore(FactStore):
    """A fact store that knows how long its sums took."""

    seconds = 0.0

    def evaluate(self, regions: Iterable[Region]) -> dict[Region, int | None]:
        """As the store does."""
        wanted = list(regions)
        began = time.perf_counter()
        found = super().evaluate(wanted)
        self.seconds += time.perf_counter() - began
        return found


def rollups(folder: str, memory: str, repeat: int) -> dict[str, Any]:
    """From loaded tables to the cells of all forms, ours and bare in turn."""
    book = read_book(Path(folder), memory=memory)
    bare_db = bare.connect(memory)
    bare.read(bare_db, Path(folder))
    times: dict[str, list[float]] = defaultdict(list)
    cells = 0
    for _ in range(repeat):
        ours = _roll_up(book, times)
        theirs = _roll_up_bare(bare_db, times)
        compare(ours, theirs, "cells")
        cells = len(ours)
    return {"times": times, "cells": cells}


def _roll_up(book: Book, times: dict[str, list[float]]) -> bare.Cells:
    book.db.execute("DROP TABLE facts")
    space = Space(book.description.year)  # a fresh one: it remembers what it worked out
    store = _TimedStore(space, book.db)
    began = time.perf_counter()
    sum_up(book.db, book.description.year)
    posted = time.perf_counter()
    disclosure = fill_book(replace(book, space=space, store=store))
    filled = time.perf_counter()
    times["post"].append(posted - began)
    times["evaluate"].append(store.seconds)
    times["rest"].append(filled - posted - store.seconds)
    return cells_of(disclosure)


def _roll_up_bare(db: Any, times: dict[str, list[float]]) -> bare.Cells:
    began = time.perf_counter()
    bare.cube(db)
    summed = time.perf_counter()
    cells = bare.fill(db)
    times["cube"].append(summed - began)
    times["cells"].append(time.perf_counter() - summed)
    return cells


def whole_ours(folder: str, memory: str) -> dict[str, Any]:
    """From the files to the cells of all forms, ours."""
    began = time.perf_counter()
    book = read_book(Path(folder), memory=memory)
    cells = cells_of(fill_book(book))
    return {"seconds": time.perf_counter() - began, "cells": _listed(cells)}


def whole_bare(folder: str, memory: str) -> dict[str, Any]:
    """From the files to the cells of all forms by the bare script, which sums while reading."""
    began = time.perf_counter()
    db = bare.connect(memory)
    bare.read(db, Path(folder), load=False)
    bare.cube(db)
    cells = bare.fill(db)
    return {"seconds": time.perf_counter() - began, "cells": _listed(cells)}


def _listed(cells: bare.Cells) -> dict[str, int]:
    return {":".join(key): value for key, value in cells.items()}


_EXPENSES = """
SELECT 'Expenses:' || CASE fund WHEN 'general' THEN 'General'
    WHEN 'government_funds' THEN 'GovernmentFunds' WHEN 'state_capital' THEN 'StateCapital'
    ELSE 'Business' END || ':F' || function || ':E' || economic, sum(value)::BIGINT
FROM facts WHERE measure = 'expenditure' AND stage = 'final' GROUP BY 1
"""


def peer_ours(folder: str, out: str) -> dict[str, Any]:
    """The whole build of a book that the peer can take."""
    began = time.perf_counter()
    book = read_book(Path(folder))
    build(book, Path(out))
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "balances": dict(book.db.execute(_EXPENSES).fetchall())}


def write_ledger(folder: str, ledger: str) -> dict[str, Any]:
    """The book's entries for the peer."""
    beans.write_ledger(Path(folder), Path(ledger))
    return {}


def peer_beancount(ledger: str) -> dict[str, Any]:
    """Loading the ledger and summing its accounts, without the cache of parsed files."""
    os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"
    import beancount.loader  # so that its import is not timed

    del beancount
    began = time.perf_counter()
    sums = beans.balances(Path(ledger))
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "balances": {a: cents for a, cents in sums.items() if a.startswith("Expenses:")},
    }


TASKS: dict[str, Task] = {
    task.__name__: task
    for task in (
        write_book,
        stages,
        reading,
        rollups,
        whole_ours,
        whole_bare,
        write_ledger,
        peer_ours,
        peer_beancount,
        read_booklet,
        round_sets,
        round_crosses,
        round_large,
        check_documents,
        check_written,
        check_large,
        check_corpus,
        check_peers,
        plant_errors,
        publish_booklet,
    )
}
