"""A small integer programme (整数规划) and the solver that takes it (HiGHS).

The solver works in floating point, so its answer counts only after the rows have been checked
in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from juesuan.rounding.errors import SolverError
from juesuan.rounding.rows import LinearRow
from juesuan.rounding.solver import solver

__all__ = ["Programme"]

_OPTIONS = {"random_seed": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6}
_CLOSE = 1e-6


class Programme(Struct):
    """Least Σ cost × column over whole columns from 0 to their ``most`` (1 where not said)
    that satisfy rows. ``scale`` divides the costs, so that the solver sees amounts."""

    columns: Sequence[int]
    rows: list[LinearRow]
    most: Mapping[int, int] = field(default_factory=dict)
    scale: int = 1

    def solve(self, costs: Mapping[int, int]) -> dict[int, int] | None:
        """The best whole values of the columns, ``None`` if there are none.

        Most problems have a whole answer even when fractions are allowed; these are tried
        first. Raises ``SolverError``.
        """
        import highspy  # heavy to load: only when there is something to solve

        solver = self._solver(costs)
        found = self._run(solver)
        if found is None:
            return None
        if self._whole(found):
            return self._checked(found)
        every = range(len(self.columns))
        whole = [highspy.HighsVarType.kInteger] * len(self.columns)
        solver.changeColsIntegrality(len(whole), list(every), whole)
        found = self._run(solver)
        return None if found is None else self._checked(found)

    def fractions(self, costs: Mapping[int, int]) -> dict[int, float] | None:
        """The best values of the columns when fractions are allowed, ``None`` if there are
        none. Raises ``SolverError``."""
        found = self._run(self._solver(costs))
        return None if found is None else dict(zip(self.columns, found, strict=True))

    def must_hold(self, values: Mapping[int, int]) -> None:
        """Raises ``SolverError`` where whole values do not satisfy the rows."""
        for row in self.rows:
            left = sum(c * values[column] for column, c in row.terms.items())
            if left < row.right or (row.equal and left != row.right):
                raise SolverError("wrong_answer")

    def lexicographic(self, goals: Iterable[Mapping[int, int]]) -> dict[int, int] | None:
        """Best by the first costs, among those by the second, and so on."""
        found: dict[int, int] | None = None
        for costs in goals:
            found = self.solve(costs)
            if found is None:
                return None
            reached = sum(cost * found[column] for column, cost in costs.items())
            bound = {column: -cost for column, cost in costs.items() if cost}
            if bound:
                self.rows.append(LinearRow(bound, -reached, False, -1))
        return found

    def _solver(self, costs: Mapping[int, int]) -> Any:
        import highspy

        place = {column: number for number, column in enumerate(self.columns)}
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.columns), len(self.rows)
        model.col_cost_ = [costs.get(column, 0) / self.scale for column in self.columns]
        model.col_lower_ = [0.0] * len(self.columns)
        model.col_upper_ = [float(self.most.get(column, 1)) for column in self.columns]
        model.row_lower_ = [float(row.right) for row in self.rows]
        model.row_upper_ = [
            float(row.right) if row.equal else highspy.kHighsInf for row in self.rows
        ]
        starts = [0]
        for row in self.rows:
            starts.append(starts[-1] + len(row.terms))
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = starts
        matrix.index_ = [place[column] for row in self.rows for column in row.terms]
        matrix.value_ = [float(c) for row in self.rows for c in row.terms.values()]
        made = solver(**_OPTIONS)
        made.passModel(model)
        return made

    def _run(self, made: Any) -> list[float] | None:
        import highspy

        made.run()
        status = made.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return list(made.getSolution().col_value)
        if status in {
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        }:
            return None
        raise SolverError("no_answer", status=made.modelStatusToString(status))

    @staticmethod
    def _whole(found: Iterable[float]) -> bool:
        return all(abs(value - round(value)) < _CLOSE for value in found)

    def _checked(self, found: Sequence[float]) -> dict[int, int]:
        values = {column: round(value) for column, value in zip(self.columns, found, strict=True)}
        self.must_hold(values)
        return values
