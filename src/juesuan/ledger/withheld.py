"""What a book marks as not to be published (涉密事项、姓名).

Facts on a confidential functional code are posted on the nearest code above that is none, and a
confidential project's without the project: nothing that is made of the facts can show them, and
every total still holds them.
"""

from __future__ import annotations

import re

import duckdb
from msgspec import Struct

from juesuan.facts import Space
from juesuan.ledger.problems import Problem
from juesuan.ledger.source import Tables
from juesuan.ledger.typed import bare_code

__all__ = ["Withheld", "read_withheld"]

_LEAST = 5  # digits: a class (类) is a row of every form of fixed rows and cannot be left out


class Withheld(Struct, frozen=True):
    """Confidential functional codes and projects, and names of persons."""

    functions: frozenset[str] = frozenset()
    projects: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.functions or self.projects or self.persons)

    def text(self, text: str) -> str:
        """A text with the names of persons and of confidential projects made unreadable."""
        names = sorted(self.persons | self.projects, key=lambda name: (-len(name), name))
        return re.sub("|".join(map(re.escape, names)), "×××", text) if names else text


def read_withheld(
    db: duckdb.DuckDBPyConnection, space: Space, tables: Tables
) -> tuple[Withheld, list[Problem]]:
    """What the book withholds, and which of it cannot be understood. Makes the tables by which
    postings are changed: ``withheld_functions`` (code, above) and ``withheld_projects``."""
    rows = db.execute("SELECT row, what, name FROM typed_withheld ORDER BY row").fetchall()
    named: dict[str, set[str]] = {"function": set(), "project": set(), "person": set()}
    problems = []
    codes = space.codes["function"]
    for row, what, name in rows:
        if what is None or name is None:
            continue  # said already
        if what == "function":
            name = bare_code(name)
            if name not in codes or len(name) < _LEAST:
                place = tables["withheld"].place(row, "name")
                problems.append(Problem("withheld_code", place, {"code": name}))
                continue
        named[what].add(name)
    found = Withheld(*(frozenset(named[what]) for what in ("function", "project", "person")))
    above = {code: _above(space, code, found.functions) for code in _covered(space, found)}
    db.execute(
        "CREATE OR REPLACE TABLE withheld_functions AS"
        " SELECT unnest(?::VARCHAR[]) AS code, unnest(?::VARCHAR[]) AS above",
        [list(above), list(above.values())],
    )
    db.execute(
        "CREATE OR REPLACE TABLE withheld_projects AS SELECT unnest(?::VARCHAR[]) AS name",
        [sorted(found.projects)],
    )
    return found, problems


def _covered(space: Space, found: Withheld) -> list[str]:
    codes = space.codes["function"]
    return sorted({c for code in found.functions for c in (code, *codes.below(code))})


def _above(space: Space, code: str, withheld: frozenset[str]) -> str:
    """The nearest code above that is not withheld, nor lies below one that is."""
    line = space.lineage("function", code)
    highest = max(n for n, above in enumerate(line) if above in withheld)
    return line[highest + 1]
