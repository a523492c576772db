"""From the book to filled performance tables (绩效自评表): money from the facts, points, totals
and grades by the policy, the layout of the form set as data."""

from juesuan.ledger import Asked
from juesuan.performance.preparing.model import (
    AmountKey,
    Lines,
    MoneyLine,
    Prepared,
    PreparedCell,
    PreparedProject,
    PreparedTable,
    ProjectsSummary,
    ScoredIndicator,
)
from juesuan.performance.preparing.money import (
    FORM_SUMS,
    PARTS,
    Money,
    amounts_of,
    amounts_of_projects,
    amounts_written,
    final_account,
    folded,
    with_sums,
)
from juesuan.performance.preparing.pictures import Layout, TableDataError, layout_for, load_layout
from juesuan.performance.preparing.prepare import prepare, prepare_written
from juesuan.performance.preparing.scored import in_order
from juesuan.performance.preparing.written import (
    WrittenGoal,
    WrittenIndicator,
    WrittenPerformance,
    WrittenProject,
    WrittenTask,
)

__all__ = [
    "FORM_SUMS",
    "PARTS",
    "AmountKey",
    "Asked",
    "Layout",
    "Lines",
    "Money",
    "MoneyLine",
    "Prepared",
    "PreparedCell",
    "PreparedProject",
    "PreparedTable",
    "ProjectsSummary",
    "ScoredIndicator",
    "TableDataError",
    "WrittenGoal",
    "WrittenIndicator",
    "WrittenPerformance",
    "WrittenProject",
    "WrittenTask",
    "amounts_of",
    "amounts_of_projects",
    "amounts_written",
    "final_account",
    "folded",
    "in_order",
    "layout_for",
    "load_layout",
    "prepare",
    "prepare_written",
    "with_sums",
]
