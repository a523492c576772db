"""Balanced rounding (舍位平衡): printed amounts that add up exactly."""

from juesuan.rounding.balance import balance
from juesuan.rounding.disclosure import balance_disclosure, constraints_of, ties
from juesuan.rounding.errors import SolverError
from juesuan.rounding.model import Balanced, Constraint

__all__ = [
    "Balanced",
    "Constraint",
    "SolverError",
    "balance",
    "balance_disclosure",
    "constraints_of",
    "ties",
]
