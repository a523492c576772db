"""What a book has already (去重): rows that came before, under their tag or typed by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping

from juesuan.importing.draft import DraftRow, Drafts
from juesuan.importing.rows import LeftOut
from juesuan.importing.target import TargetBook
from juesuan.importing.values import read_date

__all__ = ["new_rows"]


def new_rows(
    drafts: Drafts, tags: Container[str], book: TargetBook
) -> tuple[list[DraftRow], list[LeftOut]]:
    """The rows that the book has not: neither by their tag nor, as typed by hand or brought by
    another file, by day, voucher, codes and amount; how many there are alike counts."""
    there: Counter[tuple[str, ...]] = Counter()
    ours = {draft.row.tag for draft in drafts.rows}
    for record in book.from_elsewhere("entries", ours):
        number = book.money("entries", "amount", record, 0)
        there[_said(record, number, book)] += 1
    rows: list[DraftRow] = []
    alike: dict[int, LeftOut] = {}
    for draft in drafts.rows:
        if draft.row.tag in tags:
            continue
        if draft.table == "entries" and draft.row.text("voucher"):
            key = _said(draft.values, draft.cents, book)
            if there[key] > 0:
                there[key] -= 1
                alike[id(draft.row)] = LeftOut(draft.row.sheet, draft.row.number, "alike")
                continue
        rows.append(draft)
    return rows, list(alike.values())


def _said(values: Mapping[str, object], amount: int, book: TargetBook) -> tuple[str, ...]:
    """What tells an entry: day, voucher, kind, codes and amount."""
    texts = {name: str(values.get(name, "")) for name in ("date", "voucher", "kind")}
    day = read_date(texts["date"], book.description.year)
    codes = (
        book.code({name: str(values.get(name, ""))}, name) for name in ("function", "economic")
    )
    kind = book.chosen("entries", "kind", texts)
    return (str(day), texts["voucher"], kind, *codes, str(amount))
