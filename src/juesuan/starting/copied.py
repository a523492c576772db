"""What goes on from last year's book as it stands: units, texts, projects, indicators."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks import Subject
from juesuan.drafts import RESULTS
from juesuan.ledger import Answer, Book
from juesuan.ledger.filling import BookRow
from juesuan.ledger.schema import called, choices, sheet
from juesuan.publishing import given_reasons
from juesuan.starting.last_year import LastYear

__all__ = ["copied_rows", "copied_units", "former_reasons"]


def copied_rows(book: Book, key: str) -> Iterator[BookRow]:
    """The rows of a table of last year's book as they were written, without results."""
    if key not in book.tables:
        return
    spec, table = sheet(key), book.tables[key]
    kept = [c.key for c in spec.columns if c.key not in RESULTS.get(key, set())]
    names = ", ".join(f'"{name}"' for name in kept)
    rows = book.db.execute(f"SELECT {names} FROM {table.name} ORDER BY row").fetchall()
    for row in rows:
        yield {name: text or "" for name, text in zip(kept, row, strict=True)}


def copied_units(last: LastYear) -> list[tuple[str, str, str]]:
    """The units (code, name, kind) of last year's book; of a booklet, the one that it names."""
    if last.book is None:
        return [("01", last.unit, choices("unit_kind")[0].zh)]
    units = last.book.description.units
    return [(unit.code, unit.name, called("unit_kind", unit.kind)) for unit in units]


def former_reasons(last: LastYear) -> list[Answer]:
    """Last year's reasons as wordings to look at, for the file of answers (待填): those of its
    book, or those that its booklet prints."""
    if last.book is None:
        assert last.reading is not None
        found = dict.fromkeys(given_reasons(Subject.of(last.reading)))
        return [_wording(one.about, one.code, one.against, one.text) for one in found]
    rows = last.book.db.execute(
        "SELECT about, code, against, text FROM typed_reasons WHERE text <> '' ORDER BY row"
    ).fetchall()
    withheld = last.book.withheld
    return [
        _wording(about, code, against, withheld.text(text)) for about, code, against, text in rows
    ]


def _wording(about: str, code: str, against: str, text: str) -> Answer:
    names = (called("reason_items", about), code, called("reason_bases", against))
    return Answer(
        table="reasons",
        row={"about": about, "code": code, "against": against},
        column="text",
        entry="，".join(filter(None, names)),
        last=text,
    )
