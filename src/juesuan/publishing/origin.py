"""Where a built figure came from: its facts, and the rows of the book behind them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from juesuan.classification import Code
from juesuan.facts import (
    COLUMNS,
    YUAN,
    FactStore,
    MoneyUnit,
    Region,
    Space,
    format_amount,
    money_unit,
    parse_amount,
    standard_space,
)
from juesuan.forms import (
    MONEY,
    Cell,
    CellKey,
    Disclosure,
    fill,
    load_form_set,
    region_words,
)
from juesuan.ledger import Book, read_book
from juesuan.ledger.digest import digest
from juesuan.publishing.errors import NotBuiltError
from juesuan.publishing.given_origin import BuiltSet, open_given, sources_of
from juesuan.publishing.output import MANIFEST

__all__ = ["BuiltSet", "Origin", "open_built", "trace"]

_FACTS_SHOWN = 40


class Origin(Struct, frozen=True, kw_only=True):
    """The facts of a cell as (words, amount), and the book's rows as texts: table and row,
    date or stage, what, amount, summary. ``missing_book`` names the place where the book
    was; ``changed`` says it is not the book that was built. ``given``: the rows are cells of
    the forms that were given."""

    facts: list[tuple[str, str]]
    more_facts: int
    rows: list[tuple[str, str, str, str, str]]
    more_rows: int
    more_sum: str
    missing_book: str = ""
    changed: bool = False
    given: bool = False


def open_built(folder: str | Path) -> BuiltSet:
    """Open a folder that ``build`` wrote. Raises ``NotBuiltError``, ``FormSetError``."""
    folder = Path(folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        year = int(manifest["year"])
        form_set = manifest.get("form_set_folder") or manifest["form_set"]
        money = money_unit(manifest["money"])
        printed = _printed(folder / "cells.csv")
    except (OSError, ValueError, KeyError, TypeError):
        raise NotBuiltError("no_out", path=folder) from None
    if (manifest.get("book") or {}).get("kind") == "forms":
        return open_given(folder, manifest, year, money)
    space = _space(year, manifest.get("own_codes") or [])
    store = FactStore(space)
    store.db.execute(
        f"INSERT INTO facts SELECT {', '.join(COLUMNS)} FROM read_parquet(?)",
        [str(folder / "facts.parquet")],
    )
    if manifest.get("form_set_folder"):
        form_set = str((folder / form_set).resolve())
    filled = fill(load_form_set(form_set, space), store, manifest["unit"], year, money)
    for form in filled.forms:
        for cell in form.sheet.cells:
            key = (cell.key.form, cell.key.row, cell.key.column)
            if key in printed:
                form.values.setdefault(cell.key, 0)
    if manifest.get("rounding") in {"balanced", "nearest"}:
        filled = _as_printed(filled, printed, money)
    return BuiltSet(folder, manifest, space, store, filled)


def _as_printed(
    disclosure: Disclosure, printed: Mapping[tuple[str, str, str], str], money: MoneyUnit
) -> Disclosure:
    """The forms with the amounts that were printed, which no figure shows by itself."""
    balanced: dict[CellKey, int] = {}
    for form in disclosure.forms:
        for cell in form.sheet.cells:
            text = printed.get((cell.key.form, cell.key.row, cell.key.column))
            if cell.unit == MONEY and text:
                balanced[cell.key] = parse_amount(text, money)
    missed = (
        identity
        for identity in disclosure.identities
        if identity.kind != "part"
        and any(key in balanced for _, key in identity.terms)
        and sum(c * balanced.get(key, 0) for c, key in identity.terms) != 0
    )
    return replace(disclosure, balanced=balanced, unheld=tuple(missed))


def _space(year: int, own: list[dict[str, str]]) -> Space:
    """The year's dimensions with the codes that the book had of its own."""
    if not own:
        return standard_space(year)
    lists = {
        kind: codes.extended(
            Code(code=entry["code"], name=entry["name"], source="own")
            for entry in own
            if entry["list"] == kind
        )
        for kind, codes in standard_space(year).codes.items()
    }
    return Space(year, lists["function"], lists["economic"])


def _printed(path: Path) -> dict[tuple[str, str, str], str]:
    """The printed figures by form, row and column."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (row["form"], row["row"], row["column"]): row["value"] for row in csv.DictReader(stream)
        }


def trace(built: BuiltSet, cell: Cell, book: str | Path | None = None, most: int = 20) -> Origin:
    """Follow a cell to its facts, and to the rows of its book (at ``book``, or where it was
    when the forms were built). Raises ``BookError`` if the book can no longer be read."""
    book = None if book is None else Path(book)
    if (built.manifest.get("book") or {}).get("kind") == "forms":
        return _given_origin(built, cell)
    facts, more_facts = _facts(built, cell)
    said = built.manifest.get("book") or {}
    path = book or built.folder / said.get("path", "")
    if not path.exists() or (not said and book is None):
        return Origin(
            facts=facts,
            more_facts=more_facts,
            rows=[],
            more_rows=0,
            more_sum="",
            missing_book=said.get("path") or "—",
        )
    changed = digest(path, built.folder)["sha256"] != said.get("sha256")
    rows, more, more_sum = _rows(read_book(path), built, cell, most)
    return Origin(
        facts=facts,
        more_facts=more_facts,
        rows=rows,
        more_rows=more,
        more_sum=more_sum,
        changed=changed,
    )


def _given_origin(built: BuiltSet, cell: Cell) -> Origin:
    """The cell of the forms given, where the figure ends."""
    named = (built.manifest.get("book") or {}).get("path", "")
    key = cell.key
    places = sources_of(built.folder).get((key.form, key.row, key.column), [])
    rows = [(file, place, "", text, named) for file, place, text in places]
    facts = [(_words(built, cell), _amount(built, cell, built.disclosure.value(key) or 0))]
    return Origin(facts=facts, more_facts=0, rows=rows, more_rows=0, more_sum="", given=True)


def _words(built: BuiltSet, cell: Cell) -> str:
    return " ＋ ".join(region_words(region, built.space) for _, region in cell.selection.terms)


def _amount(built: BuiltSet, cell: Cell, value: int) -> str:
    if cell.unit != MONEY:
        return f"{value:,}"
    return f"{format_amount(value, YUAN)} 元"


def _facts(built: BuiltSet, cell: Cell) -> tuple[list[tuple[str, str]], int]:
    found = []
    names = COLUMNS[2:-2]
    for _, region in cell.selection.terms:
        condition, values = built.store.where(region)
        rows = built.store.db.execute(
            f"SELECT {', '.join(names)}, project, sum(value) FROM facts WHERE {condition}"
            f" GROUP BY ALL ORDER BY ALL",
            values,
        ).fetchall()
        for row in rows:
            told = {n for n, nodes in region.parts if len(nodes) == 1}
            point = {n: {v} for n, v in zip(names, row, strict=False) if v and n not in told}
            words = region_words(Region.of(point), built.space)
            project = f" · {row[-2]}" if row[-2] else ""
            found.append((words + project, _amount(built, cell, int(row[-1]))))
    return found[:_FACTS_SHOWN], max(0, len(found) - _FACTS_SHOWN)


def _rows(
    book: Book, built: BuiltSet, cell: Cell, most: int
) -> tuple[list[tuple[str, str, str, str, str]], int, str]:
    """The book's rows behind a cell, largest first."""
    found: list[tuple[str, int, int]] = []
    total = count = 0
    for coefficient, region in cell.selection.terms:
        condition, values = book.store.where(region)
        summed = book.db.execute(
            f"SELECT count(*), coalesce(sum(value), 0) FROM postings WHERE {condition}", values
        ).fetchone()
        assert summed is not None
        count += summed[0]
        total += coefficient * int(summed[1])
        found += book.db.execute(
            f"SELECT sheet, row, {coefficient} * value FROM postings WHERE {condition}"
            f" ORDER BY abs(value) DESC, sheet, row LIMIT {most}",
            values,
        ).fetchall()
    shown = sorted(found, key=lambda entry: (-abs(entry[2]), entry[0], entry[1]))[:most]
    rest = total - sum(int(value) for _, _, value in shown)
    rows = [_row(book, built, cell, *entry) for entry in shown]
    return rows, count - len(shown), _amount(built, cell, rest)


def _row(
    book: Book, built: BuiltSet, cell: Cell, sheet: str, row: int, value: int
) -> tuple[str, str, str, str, str]:
    amount = _amount(built, cell, int(value))
    if sheet not in book.tables:
        return ("—", "", "", amount, "")
    table = book.tables[sheet]
    place = table.place(row).text()
    columns = [c.key for c in table.spec.columns]
    cells = book.db.execute(f"SELECT * FROM typed_{sheet} WHERE row = ?", [row]).fetchone()
    assert cells is not None
    said = dict(zip(["row", *columns], cells, strict=True))
    when = str(said.get("date") or "")
    what = f"{said.get('voucher', '')}" + (f"/{said['line']}" if said.get("line") else "")
    source = str(said.get("source") or "").partition(" #")[0]
    about = " · ".join(filter(None, [str(said.get("summary") or said.get("note") or ""), source]))
    return (place, when, what, amount, about)
