from .booklets import SumDifference, Summed, sum_of_units
from .books import Consolidated, consolidate
from .errors import ConsolidationError
from .kinds import SetKind, kind_of, read_kinds
from .tracing import Traced, TracedFigure, trace_units
from .transfers import Transfer

__all__ = [
    "Consolidated",
    "ConsolidationError",
    "SetKind",
    "SumDifference",
    "Summed",
    "Traced",
    "TracedFigure",
    "Transfer",
    "consolidate",
    "kind_of",
    "read_kinds",
    "sum_of_units",
    "trace_units",
]
