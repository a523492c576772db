from .booklets import Difference, Summed, sum_of_units
from .books import Consolidated, consolidate
from .errors import ConsolidationError
from .kinds import SetKind, kind_of, read_kinds
from .transfers import Transfer

__all__ = [
    "Consolidated",
    "ConsolidationError",
    "Difference",
    "SetKind",
    "Summed",
    "Transfer",
    "consolidate",
    "kind_of",
    "read_kinds",
    "sum_of_units",
]
