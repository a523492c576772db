"""Money of the projects by source (项目资金), from the facts.

Budgets are those of the year; money carried over is the opening balance of fiscal money, counts
as initial and full-year budget alike, and is spent first (which funds are fiscal is data,
``data/performance/money.toml``). Non-fiscal money, carried over or not, is other money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any

from juesuan.facts import FactStore, Space, named_dimensions
from juesuan.forms import CellKey, Disclosure, Selection, parse_selection
from juesuan.ledger import Book
from juesuan.performance.preparing.model import AmountKey, Lines, MoneyLine
from juesuan.performance.preparing.written import WrittenPerformance, WrittenTask, read_written
from juesuan.resources import Record, load_typed
from juesuan.rounding import Constraint, balance

__all__ = [
    "FORM_SUMS",
    "PARTS",
    "Money",
    "amounts_of",
    "amounts_of_projects",
    "amounts_written",
    "cell_of",
    "final_account",
    "folded",
    "gather",
    "printed_amounts",
    "with_sums",
]

Money = Mapping[str, Lines]
"""By project (empty: the department), the lines of its sources: ``current``, ``carried``,
``other``, ``fiscal`` = the first two, ``total``; of the department also ``basic``, ``all``."""

PARTS = ("current", "carried", "other")
"""The sources of a project's money that are told apart; ``fiscal`` and ``total`` sum them up."""
_SOURCES = (*PARTS, "fiscal", "total")
_ROLES = ("initial", "full", "executed", "left", "adjustment")


class _Convention(Record):
    """What ``money.toml`` says: which money counts as carried over."""

    source: str
    carried_funds: str


def _convention() -> _Convention:
    return load_typed(_Convention, "performance/money.toml")


def gather(store: FactStore, written: WrittenPerformance) -> Money:
    """The money of the written projects and, under the empty name, of the department."""
    sums = _sums(store)
    found: dict[str, Lines] = {
        project.name: _lines(sums, lambda p, _, name=project.ledger_name: p == name)
        for project in written.projects
    }
    names = {project for _, project, _, nature in sums if project or nature == "project"}
    every = [
        _lines(sums, lambda p, nature, name=n: p == name and bool(p or nature == "project"))
        for n in sorted(names)
    ]
    whole = {source: folded(lines[source] for lines in every) for source in _SOURCES}
    whole["basic"] = _line(
        _total(sums, "initial", lambda p, n: not p and n[:5] == "basic"),
        _total(sums, "full", lambda p, n: not p and n[:5] == "basic"),
        _total(sums, "executed", lambda p, n: not p and n[:5] == "basic"),
    )
    whole["all"] = folded((whole["basic"], whole["total"]))
    found[""] = whole
    return found


Sums = Mapping[tuple[str, str, str, str], int]
"""Cents by what (initial, full, executed, carried), project, fund (fiscal, other), nature."""


def _sums(store: FactStore) -> Sums:
    sums: dict[tuple[str, str, str, str], int] = defaultdict(int)
    fiscal = named_dimensions()["fund"].atoms[_convention().carried_funds]
    kinds = {
        ("expenditure", "initial"): "initial",
        ("expenditure", "adjusted"): "full",
        ("expenditure", "final"): "executed",
        ("opening", "final"): "carried",
    }
    rows = store.db.execute(
        "SELECT measure, stage, project, fund, nature, sum(value) FROM facts"
        " WHERE measure IN ('expenditure', 'opening') GROUP BY ALL"
    ).fetchall()
    for measure, stage, project, fund, nature, value in rows:
        if what := kinds.get((measure, stage)):
            sums[what, project, "fiscal" if fund in fiscal else "other", nature] += int(value)
    return sums


def _total(sums: Sums, what: str, wanted: Any, fund: str = "") -> int | None:
    found = [
        value
        for (kind, project, source, nature), value in sums.items()
        if kind == what and (not fund or source == fund) and wanted(project, nature)
    ]
    return sum(found) if found else None


def _lines(sums: Sums, wanted: Any) -> Lines:
    """The lines of the sources of what is wanted."""

    def total(what: str, fund: str) -> int | None:
        return _total(sums, what, wanted, fund)

    carried, spent = total("carried", "fiscal"), total("executed", "fiscal")
    budgets = total("initial", "fiscal"), total("full", "fiscal")
    used = None
    if carried is not None:
        used = min(max(spent or 0, 0), carried)  # it is spent first
    rest = None if spent is None or (spent == used and not any(budgets)) else spent - (used or 0)
    current = _line(*budgets, rest)
    other_carried = total("carried", "other")
    other = _line(
        _plus(total("initial", "other"), other_carried),
        _plus(total("full", "other"), other_carried),
        total("executed", "other"),
    )
    return with_sums({"current": current, "carried": _line(carried, carried, used), "other": other})


def with_sums(parts: Lines) -> Lines:
    """Lines of current, carried and other money with their sums: fiscal and total."""
    fiscal = _both(parts["current"], parts["carried"])
    return {**parts, "fiscal": fiscal, "total": _both(fiscal, parts["other"])}


def _line(initial: int | None, full: int | None, executed: int | None) -> MoneyLine:
    """A line; nothing spent of a budget is zero, not unknown."""
    if executed is None and full is not None:
        executed = 0
    return MoneyLine(initial, full, executed)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)


def folded(lines: Iterable[MoneyLine]) -> MoneyLine:
    """Lines together. A budget is unknown where money was spent of which none is known."""
    return reduce(_both, lines, MoneyLine())


def _both(one: MoneyLine, other: MoneyLine) -> MoneyLine:
    """Two lines together. A budget is unknown where money was spent of which no budget is
    known."""
    if not one or not other:
        return one or other
    unknown = any(line.executed and line.full is None for line in (one, other))
    return MoneyLine(
        None if unknown else _plus(one.initial, other.initial),
        None if unknown else _plus(one.full, other.full),
        _plus(one.executed, other.executed),
    )


def amounts_of_projects(book: Book) -> Money:
    """The money of a book's projects by their names as shown, without the department's."""
    money = gather(book.store, read_written(book))
    return {name: lines for name, lines in money.items() if name}


def amounts_of(
    book: Book, disclosure: Disclosure
) -> tuple[dict[Hashable, int], list[Constraint[Hashable]]]:
    """The exact amounts (cents) that the performance tables of a book print, and how they add
    up among themselves and with the cells of the forms: to be rounded together with these
    (舍位平衡) and handed to ``prepare`` as ``printed``."""
    written = read_written(book)
    if not written:
        return {}, []
    return amounts_written(written, gather(book.store, written), disclosure, book.space)


def amounts_written(
    written: WrittenPerformance, money: Money, disclosure: Disclosure, space: Space
) -> tuple[dict[Hashable, int], list[Constraint[Hashable]]]:
    """``amounts_of`` for what is written elsewhere than in a book, its money given."""
    amounts = dict(_amounts(money, written.tasks, written))
    constraints = [*_sums_of(money, written.tasks, amounts)]
    constraints += _tied(money, disclosure, space)
    return amounts, constraints


def printed_amounts(money: Money, written: WrittenPerformance, step: int) -> Mapping[Hashable, int]:
    """The amounts rounded together by themselves, so that every table adds up."""
    amounts = dict(_amounts(money, written.tasks, written))
    return balance(amounts, list(_sums_of(money, written.tasks, amounts)), step).values


def _amounts(
    money: Money, tasks: Iterable[WrittenTask], written: WrittenPerformance
) -> Iterator[tuple[Hashable, int]]:
    for name, lines in money.items():
        for source, line in lines.items():
            for role in _ROLES:
                if (value := getattr(line, role)) is not None:
                    yield AmountKey(name, source, role), value
    for project in written.projects:
        declared = project.declared
        if declared is not None:
            yield AmountKey(project.name, "total", "declared"), declared
    for task in tasks:
        for role, value in (
            ("approved_fiscal", task.fiscal),
            ("approved_other", task.other),
            ("approved", _plus(task.fiscal, task.other)),
            ("spent", task.spent),
        ):
            if value is not None:
                yield AmountKey(f"task:{task.name}", "task", role), value


def _sums_of(
    money: Money, tasks: Iterable[WrittenTask], amounts: Mapping[Hashable, int]
) -> Iterator[Constraint[Hashable]]:
    """How amounts add up within each table."""
    wholes = (
        ("fiscal", ("current", "carried")),
        ("total", ("fiscal", "other")),
        ("all", ("basic", "total")),
    )
    for name, lines in money.items():
        for role in _ROLES:
            for whole, parts in wholes:
                keys: list[Hashable] = [AmountKey(name, part, role) for part in parts]
                key = AmountKey(name, whole, role)
                if amounts.get(key) == sum(amounts.get(each, 0) for each in keys):
                    yield Constraint.total(key, [each for each in keys if each in amounts])
        for source in lines:
            full, initial, executed, left, change = (
                AmountKey(name, source, role)
                for role in ("full", "initial", "executed", "left", "adjustment")
            )
            if full in amounts:
                yield Constraint.total(full, [executed, left])
                yield Constraint.total(full, [initial, change])
    for task in tasks:
        part, rest, total = (
            AmountKey(f"task:{task.name}", "task", role)
            for role in ("approved_fiscal", "approved_other", "approved")
        )
        yield Constraint.total(total, [part, rest])


FORM_SUMS = {
    "all": "expenditure",
    "basic": "expenditure[nature=basic]",
    "total": "expenditure[nature=project]",
    "fiscal": "expenditure[fund=fiscal,nature=project]",
}
"""The department's money by source, as the forms select it."""


def _tied(money: Money, disclosure: Disclosure, space: Space) -> Iterator[Constraint[Hashable]]:
    """What ties the department's money to the forms, and the projects' to the department's."""
    for source, select in FORM_SUMS.items():
        executed = money[""][source].executed
        cell = cell_of(disclosure, final_account(select, space))
        if cell is not None and cell[1] == executed:
            yield Constraint.same(AmountKey("", source, "executed"), cell[0])
    projects = [name for name in money if name]
    for source in ("total", "fiscal", "current", "carried", "other"):
        for role in ("initial", "full", "executed"):
            values = {n: v for n in projects if (v := getattr(money[n][source], role)) is not None}
            if values and sum(values.values()) == getattr(money[""][source], role):
                parts = [AmountKey(n, source, role) for n in values]
                yield Constraint.total(AmountKey("", source, role), parts)


def final_account(select: str, space: Space) -> Selection:
    """What an expression of the forms' notation selects of the final account (决算数)."""
    final = parse_selection("[stage=final]", space)
    return parse_selection(select, space).times(final, space).canonical(space)


def cell_of(disclosure: Disclosure, selection: Selection) -> tuple[CellKey, int] | None:
    """A form's cell that holds a selection, and its exact value."""
    for filled in disclosure.forms:
        for cell in filled.sheet.cells:
            if cell.selection == selection and (value := filled.values.get(cell.key)) is not None:
                return cell.key, value
    return None
