"""Reading performance self-evaluation tables (绩效自评) of a booklet.

The overall self-evaluation in words, the department's table and one table for each project,
as printed, every text with its place. The words of the tables are data
(``data/performance``); a layout that says things differently needs words, no code.
"""

from juesuan.reading.performance.model import (
    NOTHING,
    DepartmentTable,
    Indicator,
    LabelledText,
    ListedProject,
    MoneyRow,
    OverallTable,
    Performance,
    ProjectList,
    ProjectTable,
    Task,
    UnreadNote,
    Value,
    YearlyGoal,
)
from juesuan.reading.performance.pieces import headed_pieces
from juesuan.reading.performance.reading import read_performance
from juesuan.reading.performance.stacked import unstacked_evaluations

__all__ = [
    "NOTHING",
    "DepartmentTable",
    "Indicator",
    "LabelledText",
    "ListedProject",
    "MoneyRow",
    "OverallTable",
    "Performance",
    "ProjectList",
    "ProjectTable",
    "Task",
    "UnreadNote",
    "Value",
    "YearlyGoal",
    "headed_pieces",
    "read_performance",
    "unstacked_evaluations",
]
