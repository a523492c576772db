"""Balanced rounding against each figure by itself, and against a general solver."""

from __future__ import annotations

import time
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import highspy

from juesuan.facts import WAN, round_half_away
from juesuan.forms import MONEY
from juesuan.ledger import read_book
from juesuan.publishing import fill_book
from juesuan.rounding import Constraint, balance, constraints_of

__all__ = ["cross", "round_crosses", "round_large", "round_sets"]

STEP = WAN.print_step
LARGE = 2_000
"""Up to so many amounts the nearest rounding is found."""
FARTHER = 1_000
"""Of more amounts, ours is at most one part in so many farther than the nearest."""
Values = dict[Hashable, int]
Rules = list[Constraint[Hashable]]


def round_sets(books: Mapping[str, str], repeat: int) -> dict[str, Any]:
    """Whole sets of forms of several books, printed in 万元."""
    found = {}
    for name, path in books.items():
        disclosure = fill_book(read_book(Path(path)), money=WAN)
        values: Values = {
            cell.key: filled.values[cell.key]
            for filled in disclosure.forms
            for cell in filled.sheet.cells
            if cell.unit == MONEY and cell.key in filled.values
        }
        rules = [c for c in constraints_of(disclosure) if any(key in values for _, key in c.terms)]
        found[name] = _measured(values, rules, repeat)
    return found


def round_crosses(sizes: Sequence[int], repeat: int, every_fund: bool = False) -> dict[str, Any]:
    """Generated tables of growing size."""
    return {str(size): _measured(*cross(size, every_fund), repeat) for size in sizes}


def _measured(values: Values, rules: Rules, repeat: int) -> dict[str, Any]:
    """Ours and the general solver in turn, in time of the processor (each takes one thread).
    Small problems must come equally near; ours may be farther by a thousandth in large ones."""
    ours, theirs = [], []
    best, distance = balance(values, rules, STEP), 0
    for _ in range(repeat):
        began = time.process_time()
        best = balance(values, rules, STEP)
        done = time.process_time()
        distance = general(values, rules, STEP)
        theirs.append(time.process_time() - done)
        ours.append(done - began)
    room = distance // FARTHER if len(values) > LARGE else 0
    if best.exact and not best.moved and not 0 <= best.distance - distance <= room:
        raise RuntimeError(f"distance {best.distance}, the general solver's {distance}")
    plain = {key: round_half_away(value, STEP) * STEP for key, value in values.items()}
    asked = [rule for rule in rules if rule.equal or rule.holds(values)]
    return {
        "cells": len(values),
        "identities": len(asked),
        "plain": sum(not rule.holds(plain) for rule in asked),
        "balanced": len(best.broken),
        "changed": len(best.cells_changed_from_plain),
        "ours": ours,
        "theirs": theirs,
    }


def round_large(sizes: Sequence[int], repeat: int) -> dict[str, Any]:
    """Ours alone, on tables for which the general solver takes minutes."""
    found = {}
    for size in sizes:
        values, rules = cross(size)
        took = []
        for _ in range(repeat):
            began = time.process_time()
            best = balance(values, rules, STEP)
            took.append(time.process_time() - began)
        found[str(size)] = {"cells": len(values), "broken": len(best.broken), "ours": took}
    return found


def general(values: Values, rules: Rules, step: int) -> int:
    """The distance found by the solver alone: a whole column for every amount, a row for
    every constraint, as the problem stands."""
    place = {key: number for number, key in enumerate(values)}
    low = [value // step for value in values.values()]
    rest = [value % step for value in values.values()]
    rows = []
    for rule in rules:
        if rule.equal or rule.holds(values):
            terms = [(c, place[key]) for c, key in rule.terms if key in place]
            rows.append((terms, -sum(c * low[n] for c, n in terms), rule.equal))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(values), len(rows)
    model.col_cost_ = [float(step - 2 * r) for r in rest]
    model.col_lower_ = [0.0] * len(values)
    model.col_upper_ = [1.0 if r else 0.0 for r in rest]
    model.row_lower_ = [float(right) for _, right, _ in rows]
    model.row_upper_ = [float(right) if equal else highspy.kHighsInf for _, right, equal in rows]
    starts = [0]
    for terms, _, _ in rows:
        starts.append(starts[-1] + len(terms))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [n for terms, _, _ in rows for _, n in terms]
    model.a_matrix_.value_ = [float(c) for terms, _, _ in rows for c, _ in terms]
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(values)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(model)
    solver.run()
    up = [round(value) for value in solver.getSolution().col_value]
    return sum(step - r if u else r for u, r in zip(up, rest, strict=True))


_KINDS = ("basic", "project")
_FLOWS = ("opening", "income", "expenditure", "closing")
_FUNDS = ("general", "government_funds", "other")


def cross(items: int, every_fund: bool = False) -> tuple[Values, Rules]:
    """Functional items with their classes and sections, by opening, income, expenditure and
    closing, each basic and project, for each fund and for all.

    Items of one class are paid from one fund, as the classification has it; with
    ``every_fund`` from all of them, a full table of three directions.
    """
    values: Values = {}
    parts: dict[Hashable, dict[Hashable, None]] = {}
    seed = 12345
    for number in range(items):
        path = (f"项{number}", f"款{number // 4}", f"类{number // 12}", "合计")
        own = _FUNDS if every_fund else (_FUNDS[number // 12 % 3],)
        for fund in own:
            for kind in _KINDS:
                drawn = []
                for _ in range(3):
                    seed = (seed * 1103515245 + 12345) % 2**31
                    drawn.append(seed % 10**8 + 1)
                opening, spent, closing = drawn
                income = spent + closing - opening
                for flow, value in zip(_FLOWS, (opening, income, spent, closing), strict=True):
                    for paid in (fund, "all"):
                        for row, above in zip(path, (*path[1:], ""), strict=True):
                            for column in (kind, "both"):
                                key = (paid, row, flow, column)
                                values[key] = values.get(key, 0) + value
                                if above:
                                    parts.setdefault((paid, above, flow, column), {})[key] = None
    rules: Rules = [Constraint.total(whole, list(some)) for whole, some in parts.items()]
    for at in values:
        assert isinstance(at, tuple)
        paid, row, flow, column = at
        if column == "both":
            kinds = [(paid, row, flow, kind) for kind in _KINDS]
            rules.append(Constraint.total((paid, row, flow, column), kinds))
        if paid == "all":
            funds = [k for fund in _FUNDS if (k := (fund, row, flow, column)) in values]
            rules.append(Constraint.total((paid, row, flow, column), funds))
        if flow == "opening":
            signs = zip((1, 1, -1, -1), _FLOWS, strict=True)
            rules.append(Constraint(tuple((c, (paid, row, f, column)) for c, f in signs)))
    return values, rules
