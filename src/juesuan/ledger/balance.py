"""Whether a book balances: opening + income = expenditure + closing, wherever that must hold.

Fiscal money balances for every unit, fund, functional code and nature; other money for each
unit as a whole (收支平衡). Surplus used counts as money in, surplus distributed as money out.
Closing balances that the book leaves out are what is left, as carry-over (结转).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb
from msgspec import Struct

from juesuan.facts import MoneyUnit, Space
from juesuan.ledger.problems import Place, Problem
from juesuan.ledger.source import SHOWN, Tables
from juesuan.messages import Message

__all__ = ["balance"]

_FLOWS = """
SELECT unit, fund, function, nature, min(unit_kind) AS unit_kind,
    sum(value) FILTER (WHERE measure = 'opening') AS opening,
    sum(value) FILTER (WHERE measure = 'income') AS income,
    sum(value) FILTER (WHERE measure IN ('surplus_used', 'special_surplus_used')) AS used,
    sum(value) FILTER (WHERE measure = 'expenditure') AS spent,
    sum(value) FILTER (WHERE measure = 'surplus_distributed') AS distributed,
    sum(value) FILTER (WHERE measure = 'closing') AS closing
FROM (
    SELECT unit, unit_kind, measure, value,
        CASE WHEN is_fiscal(fund) THEN fund ELSE 'nonfiscal' END AS fund,
        CASE WHEN is_fiscal(fund) THEN function ELSE '' END AS function,
        CASE WHEN NOT is_fiscal(fund) THEN ''
             WHEN nature[1:5] = 'basic' THEN 'basic' ELSE nature END AS nature
    FROM facts
    WHERE stage = 'final' AND measure IN ('opening', 'income', 'surplus_used',
        'special_surplus_used', 'expenditure', 'surplus_distributed', 'closing')
)
GROUP BY unit, fund, function, nature
ORDER BY unit, fund, function, nature
"""


_TOLD = ["expenditure", "income", "opening", "closing"]
"""What of a flow is told with the cells where it stands, in this order."""


class _Flow(Struct, frozen=True, kw_only=True):
    unit: str
    fund: str
    function: str
    nature: str
    unit_kind: str
    opening: int
    income: int
    used: int
    spent: int
    distributed: int
    closing: int | None

    @property
    def left(self) -> int:
        """What the year leaves over, in cents."""
        return self.opening + self.income + self.used - self.spent - self.distributed


def balance(
    db: duckdb.DuckDBPyConnection, space: Space, money: MoneyUnit, year: int, tables: Tables
) -> tuple[list[Problem], list[Problem]]:
    """Check every balance and compute closing balances that are not given (into the
    ``computed`` table). Returns problems (the book is refused) and notices."""
    problems, notices, computed = [], [], []
    place = tables["balances"].place() if "balances" in tables else Place()
    book = next((Place(t.file) for t in tables.values() if t.sheet), place)
    flows = list(_flows(db))
    for flow in flows:
        if flow.closing is not None and flow.closing == flow.left:
            continue
        details = _in_words(flow, space, money)
        if flow.closing is None and flow.left > 0:
            notices.append(Problem("closing_computed", place, details))
            computed.append(flow)
        elif flow.closing is not None or flow.left < 0:
            details["rows"] = list(_rows_of(db, flow, space, tables))
            details["perhaps"] = _perhaps(flow, flows, space, money)
            key = "overspent" if flow.closing is None else "unbalanced"
            given = flow.closing is not None
            problems.append(Problem(key, place if given else book, details))
    for flow in computed:
        db.execute(
            "INSERT INTO computed BY NAME SELECT 'computed' AS sheet, 0 AS row, ? AS unit,"
            " 'closing' AS measure, 'final' AS stage, ? AS fund, ? AS function, '' AS economic,"
            " ? AS nature, 'carryover' AS carry, '' AS unit_kind, '' AS item, '' AS project,"
            " ? AS value",
            [flow.unit, flow.fund, flow.function, flow.nature, flow.left],
        )
    return problems, notices


def _flows(db: duckdb.DuckDBPyConnection) -> Iterator[_Flow]:
    """What must balance by itself, with its sums in cents."""
    for unit, fund, function, nature, kind, *sums in db.execute(_FLOWS).fetchall():
        opening, income, used, spent, distributed = (_whole(value) or 0 for value in sums[:5])
        yield _Flow(
            unit=unit,
            fund=fund,
            function=function,
            nature=nature,
            unit_kind=kind,
            opening=opening,
            income=income,
            used=used,
            spent=spent,
            distributed=distributed,
            closing=_whole(sums[5]),
        )


def _rows_of(
    db: duckdb.DuckDBPyConnection, flow: _Flow, space: Space, tables: Tables
) -> Iterator[Message]:
    """The cells in which a flow's money stands: for each table and what it is there (expenditure,
    income …) the first few, and how many."""
    found = db.execute(
        f"SELECT sheet, measure, count(*), min(row, {SHOWN}) FROM postings WHERE row > 0"
        " AND stage = 'final' AND list_contains(?, measure) AND unit = ? AND CASE WHEN"
        " is_fiscal(fund) THEN fund ELSE 'nonfiscal' END = ? AND (NOT is_fiscal(fund) OR"
        " (function = ? AND CASE WHEN nature[1:5] = 'basic' THEN 'basic' ELSE nature END = ?))"
        " GROUP BY sheet, measure ORDER BY list_position(?, measure), sheet",
        [_TOLD, flow.unit, flow.fund, flow.function, flow.nature, _TOLD],
    ).fetchall()
    for sheet, measure, count, rows in found:
        table = tables[sheet]
        cells = [table.place(row, "amount").cell for row in rows]
        said: dict[str, object] = {"sheet": table.sheet or table.file, "cells": cells}
        said |= {"what": space.label("measure", frozenset({measure})), "count": count}
        yield Message("book.balance_rows", said)


def _perhaps(flow: _Flow, flows: Sequence[_Flow], space: Space, money: MoneyUnit) -> Message | str:
    """The likely cause: the same money missing here is left over under another code or nature
    of the same unit."""
    over = (flow.closing or 0) - flow.left
    for other in flows:
        spare = other.left - (other.closing or 0)
        if other is not flow and other.unit == flow.unit and spare == over != 0:
            where = _place_in_words(other, space)
            said = {"where": where, "amount": _exactly(spare, money), "money": money.zh}
            return Message("book.balance_perhaps", said)
    return ""


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


def _in_words(flow: _Flow, space: Space, money: MoneyUnit) -> dict[str, object]:
    """The identity's figures and where it was to hold, for a message."""
    figures = {
        name: _exactly(getattr(flow, name), money)
        for name in ("opening", "income", "used", "spent", "distributed", "left")
    }
    closing = flow.closing or 0
    return {
        **figures,
        "closing": _exactly(closing, money),
        "difference": _exactly(flow.left - closing, money),
        "unit": flow.unit,
        "where": _place_in_words(flow, space),
        "money": money.zh,
    }


def _place_in_words(flow: _Flow, space: Space) -> str:
    """Fund, functional code and nature of a flow."""
    parts = [space.label("fund", frozenset({flow.fund}))]
    if flow.function:
        parts.append(space.label("function", frozenset({flow.function})))
    if flow.nature:
        named = space.named["nature"].nodes.get(flow.nature)
        parts.append(named.zh if named else flow.nature)
    return " · ".join(parts)


def _exactly(cents: int, money: MoneyUnit) -> str:
    """An amount to the cent: a difference of a few yuan must show in a book in 万元 too."""
    whole, rest = divmod(abs(cents), money.cents)
    decimals = f"{rest:0{money.decimals}d}".rstrip("0").ljust(2, "0")
    return f"{'-' if cents < 0 else ''}{whole:,}.{decimals}"
