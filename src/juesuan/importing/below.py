"""Auxiliaries in rows of their own (辅助核算行): below an account, its functional codes, below each
its economic codes or projects, as some software prints account balances."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.importing.accounts import code_of
from juesuan.importing.kinds import accounts, field_of
from juesuan.importing.rows import SourceRow
from juesuan.importing.understanding import Understanding
from juesuan.text import plain

__all__ = ["own_rows"]

_LABELLED = re.compile(r"[\[(（【]?([^:：\[\]【】()（）]{1,10})[:：]\s*(\S.*?)[\])）】]?")
_LENGTHS = {"function": 7, "economic": 5}


def own_rows(rows: Sequence[SourceRow], reader: Understanding) -> tuple[list[SourceRow], set[int]]:
    """The rows, those of auxiliaries with the account and the auxiliaries above them; and which
    of them (by identity) only total rows below."""
    found: list[SourceRow] = []
    totals: set[int] = set()
    account: SourceRow | None = None
    said: dict[str, str] = {}
    for row in rows:
        name, text = _auxiliary(row, reader) if account else ("", "")
        if account and name:
            above = list(said)
            kept = above[: above.index(name)] if name in said else above
            if len(kept) == len(above) and above:
                totals.add(id(found[-1]))
            said = {**{key: said[key] for key in kept}, name: text}
            head = {key: account.text(key) for key in ("account", "account_name")}
            row = replace(row, cells={**row.cells, **head, **said})
        else:
            account, said = (row if code_of(row)[:4] in accounts() else None), {}
        found.append(row)
    return found, totals


def _auxiliary(row: SourceRow, reader: Understanding) -> tuple[str, str]:
    """The field that a row of its own is of, and its text; two empty texts for an account."""
    code, name = row.text("account"), row.text("account_name")
    for text in filter(None, (code, name)):
        labelled = _LABELLED.fullmatch(text.strip())
        if labelled and (of := field_of(labelled[1])[0].partition("_")[0]):
            return of, labelled[2]
    for kind, length in _LENGTHS.items():
        digits = reader.readers[kind].digits(code or name)
        if len(digits) == length and digits in reader.book.space.codes[kind]:
            return kind, code or name
    if code or not plain(name):
        return "", ""
    for kind in _LENGTHS:
        if reader.readers[kind].read("", name).code:
            return kind, name
    return "project", name
