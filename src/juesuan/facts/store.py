"""The cube of facts, held in the embedded columnar engine (DuckDB).

One row is one fact: its point in every dimension and its value, a whole number (cents for
money, ones for counts). A dimension that does not apply holds the empty text.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.facts.dimensions import CODED, DIMENSIONS
from juesuan.facts.regions import Region
from juesuan.facts.space import Space

if TYPE_CHECKING:
    import duckdb

__all__ = ["COLUMNS", "FactStore", "connect"]

COLUMNS = ("unit", "year", *DIMENSIONS, "project", "value")
"""Columns of the facts table, in order; all text but ``year`` and ``value`` (BIGINT)."""

Posted = dict[str, dict[str, tuple[str, ...]]]
"""Of each coded dimension the codes on which facts lie, each with itself and all above it."""

SMALL = 4_000
"""Up to so many rows, of which each adds up many facts, a cube is summed without the engine."""

_TABLE = ", ".join(
    f"{name} {'BIGINT' if name == 'value' else 'INTEGER' if name == 'year' else 'VARCHAR'} NOT NULL"
    for name in COLUMNS
)
_APPEND = "INSERT INTO facts SELECT " + ", ".join(
    f"unnest(?::{'BIGINT' if name == 'value' else 'INTEGER' if name == 'year' else 'VARCHAR'}[])"
    for name in COLUMNS
)


def connect(memory: str = "2GB", *, little: bool = False) -> duckdb.DuckDBPyConnection:
    """A private in-memory engine that spills to disk beyond ``memory`` and never
    fetches anything. Of ``little`` data, it works questions out as they are asked, in one
    thread: to plan and to share out the work takes longer than the work."""
    import duckdb  # heavy to load: only when there are facts to hold

    connection = duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(Path(tempfile.gettempdir()) / "juesuan-spill"),
            "autoinstall_known_extensions": "false",
        }
    )
    connection.execute("SET enable_progress_bar = false")
    if little:
        connection.execute("SET threads = 1")
        connection.execute("PRAGMA disable_optimizer")
    return connection


class _Cube:
    """A small cube, held by the rows that lie at each node: planning a question of the engine
    takes longer than all the sums of a booklet do here."""

    def __init__(self, rows: Sequence[tuple[Any, ...]], posted: Posted) -> None:
        self._values = [row[-1] for row in rows]
        self._all = frozenset(range(len(rows)))
        lying: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in DIMENSIONS}
        for number, row in enumerate(rows):
            for name, node in zip(DIMENSIONS, row[:-1], strict=True):
                for above in posted[name].get(node, ()) if name in CODED else (node,):
                    lying[name][above].add(number)
        self._lying = lying
        self._found: dict[tuple[str, frozenset[str]], Set[int]] = {}

    def sum(self, region: Region) -> int | None:
        """The sum of the facts in a region; ``None`` where there is no fact at all."""
        parts = sorted((self._at(part) for part in region.parts), key=len)
        rows = self._all.intersection(*parts[:1])
        for part in parts[1:]:
            rows &= part
        return sum([self._values[row] for row in rows]) if rows else None

    def _at(self, part: tuple[str, frozenset[str]]) -> Set[int]:
        found = self._found.get(part)
        if found is None:
            name, nodes = part
            lying = self._lying[name]
            found = {row for node in nodes for row in lying.get(node, ())}
            self._found[part] = found
        return found


class FactStore:
    """Facts of one or more units in one year, and the sums that forms ask for.

    ``divided``: every fact is told apart along all dimensions, so that any of them can be
    summed. ``untold`` are regions asked for that the facts cannot answer; of divided facts
    there are none.
    """

    divided = True
    untold: Set[Region] = frozenset()

    def __init__(self, space: Space, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        self.space = space
        self._engine = connection
        if connection is not None:
            connection.execute(f"CREATE TABLE facts ({_TABLE})")
        self._here: list[tuple[Any, ...]] = []
        """Facts that the engine does not hold yet."""
        self._cube_rows = -1
        self._sums: dict[Region, int | None] = {}
        self._posted: Posted = {}
        self._cube: _Cube | None = None

    @property
    def db(self) -> duckdb.DuckDBPyConnection:
        """The engine, whose table ``facts`` holds them all. It starts when it is first asked
        for: a few facts that were added need none."""
        if self._engine is None:
            self._engine = connect()
            self._engine.execute(f"CREATE TABLE facts ({_TABLE})")
        if self._here:
            columns = [list(column) for column in zip(*self._here, strict=True)]
            self._engine.execute(_APPEND, columns)
            self._here = []
        return self._engine

    def add(self, facts: Iterable[Sequence[Any]]) -> None:
        """Append facts given as rows in the order of ``COLUMNS``."""
        self._here += map(tuple, facts)

    def __len__(self) -> int:
        if self._engine is None and len(self._here) <= SMALL:
            return len(self._here)
        row = self.db.execute("SELECT count(*) FROM facts").fetchone()
        assert row is not None
        return int(row[0])

    def posted(self, dimension: str) -> list[str]:
        """All codes of a coded dimension on which facts lie, in order."""
        self._prepare()
        return list(self._posted[dimension])

    def codes(self, dimension: str) -> list[str]:
        """All codes of a coded dimension on which facts lie, and every code above them."""
        found = {
            above
            for code in self.posted(dimension)
            for above in self.space.lineage(dimension, code)
            if above.isdigit()
        }
        return sorted(found)

    def evaluate(self, regions: Iterable[Region]) -> dict[Region, int | None]:
        """The sum of the facts in each region; ``None`` where there is no fact at all.

        Regions that constrain a coded dimension to one code are rolled up along that
        hierarchy by a join; all other constraints become filters of one scan. A small cube is
        summed in Python. What was asked before is remembered until facts are added.
        """
        self._prepare()
        wanted = dict.fromkeys(regions)
        if self._cube:
            for region in wanted:
                if region not in self._sums:
                    self._sums[region] = self._cube.sum(region)
            return {region: self._sums[region] for region in wanted}
        by_axes: dict[tuple[str, ...], list[Region]] = defaultdict(list)
        for region in wanted.keys() - self._sums.keys():
            by_axes[self._axes(region)].append(region)
        for axes, members in by_axes.items():
            self._sums.update(self._evaluate_along(axes, members))
        return {region: self._sums[region] for region in wanted}

    @staticmethod
    def _axes(region: Region) -> tuple[str, ...]:
        single = ((name, region.get(name)) for name in CODED)
        return tuple(name for name, nodes in single if nodes is not None and len(nodes) == 1)

    def _prepare(self) -> None:
        """Bring the compact cube (facts without unit and project) and the hierarchies up to
        date with the facts."""
        if self._cube_rows == (rows := len(self)):
            return
        self._sums.clear()
        few = self._few()
        self._cube = None
        if len(few) <= SMALL:
            for name in CODED:
                posted = {row[DIMENSIONS.index(name)] for row in few}
                self._posted[name] = self._lineages(name, sorted(posted))
            self._cube, self._cube_rows = _Cube(few, self._posted), rows
            return
        lines: list[tuple[str, str, str]] = []
        for name in CODED:
            found = self.db.execute(f"SELECT DISTINCT {name} FROM cube ORDER BY 1").fetchall()
            self._posted[name] = self._lineages(name, [code for (code,) in found])
            lines += [(name, c, up) for c, line in self._posted[name].items() for up in line]
        columns = [list(column) for column in zip(*lines, strict=True)] or [[], [], []]
        self.db.execute(
            "CREATE OR REPLACE TEMP TABLE lineage AS SELECT unnest(?::VARCHAR[]) AS dimension,"
            " unnest(?::VARCHAR[]) AS code, unnest(?::VARCHAR[]) AS above",
            columns,
        )
        self._cube_rows = rows

    def _few(self) -> list[tuple[Any, ...]]:
        """The rows of the compact cube, of a large one some more than may be summed here; what
        the engine holds, it makes the cube of."""
        if self._engine is None:
            cube: dict[tuple[Any, ...], int] = defaultdict(int)
            for _, _, *point, _, value in self._here:
                cube[tuple(point)] += value
            return [(*point, value) for point, value in cube.items()]
        keys = ", ".join(DIMENSIONS)
        self.db.execute(
            f"CREATE OR REPLACE TEMP TABLE cube AS "
            f"SELECT {keys}, sum(value) AS value FROM facts GROUP BY {keys}"
        )
        return self.db.execute(f"SELECT * FROM cube LIMIT {SMALL + 1}").fetchall()

    def _lineages(self, name: str, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return {code: self.space.lineage(name, code) for code in codes if code}

    def _evaluate_along(
        self, axes: tuple[str, ...], regions: list[Region]
    ) -> dict[Region, int | None]:
        rest: dict[Region, int] = {}
        for region in regions:
            for axis in axes:
                region = region.without(axis)
            rest.setdefault(region, len(rest))
        parameters: list[str] = []
        sums = []
        for region in rest:
            condition, values = self._condition(region)
            sums.append(f"sum(value) FILTER (WHERE {condition})")
            parameters += values
        keys = "".join(f"l_{axis}.above, " for axis in axes)
        joins = "".join(
            f" JOIN lineage AS l_{axis} ON l_{axis}.dimension = '{axis}'"
            f" AND l_{axis}.code = cube.{axis}"
            for axis in axes
        )
        group = " GROUP BY ALL" if axes else ""
        found = self.db.execute(
            f"SELECT {keys}{', '.join(sums)} FROM cube{joins}{group}", parameters
        ).fetchall()
        table = {row[: len(axes)]: row[len(axes) :] for row in found}
        result: dict[Region, int | None] = {}
        for region in regions:
            key = tuple(next(iter(region.get(axis) or ())) for axis in axes)
            other = region
            for axis in axes:
                other = other.without(axis)
            row = table.get(key)
            value = row[rest[other]] if row else None
            result[region] = None if value is None else int(value)
        return result

    def _condition(self, region: Region) -> tuple[str, list[str]]:
        """SQL for a region's constraints and the values it is filled with."""
        conditions, values = [], []
        for name, nodes in region.parts:
            members = sorted(nodes)
            if name in CODED:
                members = [c for c in self._posted[name] if set(self._posted[name][c]) & nodes]
            marks = ", ".join("?" for _ in members)
            conditions.append(f"{name} IN ({marks})" if members else "false")
            values += members
        return " AND ".join(conditions) or "true", values

    def where(self, region: Region) -> tuple[str, list[str]]:
        """A condition on the facts table that selects a region, for reports and origins."""
        self._prepare()
        return self._condition(region)
