"""Codes that last year used: a unit's own (自设科目) go on, others must exist this year."""

from __future__ import annotations

from juesuan.classification import Code
from juesuan.facts import Space, standard_space
from juesuan.ledger.filling import BookRow
from juesuan.ledger.schema import called, sheet
from juesuan.messages import Message
from juesuan.starting.copied import copied_rows
from juesuan.starting.figures import used_codes
from juesuan.starting.last_year import LastYear

__all__ = ["own_codes", "unknown_codes"]


def own_codes(last: LastYear, year: int) -> tuple[Space, list[BookRow]]:
    """The new year's codes with those that last year's unit added, and the rows of the table
    自设科目 for these."""
    space = standard_space(year)
    if last.book is not None:
        rows = list(copied_rows(last.book, "codes"))
        written = [(kind, str(row["code"]), str(row["name"])) for kind, row in _kinds(rows)]
    else:
        written = _added(last, space)
        rows = [
            {"list": called("lists", kind), "code": code, "name": name}
            for kind, code, name in written
        ]
    if not written:
        return space, []
    lists = {
        kind: codes.extended(
            [Code(code=code, name=name, source="own") for k, code, name in written if k == kind]
        )
        for kind, codes in space.codes.items()
    }
    return Space(year, lists["function"], lists["economic"]), rows


def _kinds(rows: list[BookRow]) -> list[tuple[str, BookRow]]:
    names = {called("lists", kind): kind for kind in ("function", "economic")}
    return [(names[str(row["list"])], row) for row in rows]


def _added(last: LastYear, space: Space) -> list[tuple[str, str, str]]:
    """Codes printed last year, with a name, that no year's list has, below one that is."""
    found = []
    for kind, codes in space.codes.items():
        for code in used_codes(last.figures, kind):
            known = code in codes or codes.other_years(code)
            name = "" if known else _printed_name(last, code)
            if name and code[:3] in codes:
                found.append((kind, code, name))
    return found


def _printed_name(last: LastYear, code: str) -> str:
    """The name that a form prints beside a code; empty where none does."""
    tables = [form.table for form in last.reading.forms] if last.reading else []
    for row in (row for table in tables for row in table.rows):
        texts = [cell.text.strip() for cell in row if cell is not None]
        if code in texts:
            after = texts[texts.index(code) + 1 :]
            name = next((text for text in after if text), "")
            if name and not any(character.isdigit() for character in name):
                return "".join(name.split())
    return ""


def unknown_codes(last: LastYear, space: Space) -> list[Message]:
    """Codes of last year that the new year's lists do not have, with those nearest to them."""
    asked = []
    for kind, codes in space.codes.items():
        for code in used_codes(last.figures, kind):
            if code not in codes:
                near = [f"{c.code} {c.name}" for c in codes.nearest(code)]
                details: dict[str, object] = {
                    "code": code,
                    "year": space.year,
                    "near": near,
                    "sheet": sheet("codes").title,
                }
                asked.append(Message("start.unknown_code", details))
    return asked
