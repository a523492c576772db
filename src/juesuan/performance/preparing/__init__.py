"""From the book to filled performance tables (绩效自评表): money from the facts, points, totals
and grades by the policy, the layout of the form set as data."""

from juesuan.ledger import Asked
from juesuan.performance.preparing.model import (
    AmountKey,
    MoneyLine,
    Prepared,
    PreparedCell,
    PreparedProject,
    PreparedTable,
    ProjectsSummary,
    ScoredIndicator,
)
from juesuan.performance.preparing.money import amounts_of
from juesuan.performance.preparing.pictures import Layout, TableDataError, layout_for, load_layout
from juesuan.performance.preparing.prepare import prepare

__all__ = [
    "AmountKey",
    "Asked",
    "Layout",
    "MoneyLine",
    "Prepared",
    "PreparedCell",
    "PreparedProject",
    "PreparedTable",
    "ProjectsSummary",
    "ScoredIndicator",
    "TableDataError",
    "amounts_of",
    "layout_for",
    "load_layout",
    "prepare",
]
