"""Importing (导入): what offices have, payment lists, journals, balances, asset cards, treasury
statements, brought into a book with a mapping that is remembered, or held against it."""

from juesuan.importing.errors import ImportRefusedError
from juesuan.importing.mapping import Question, RememberedMapping, mapping_path
from juesuan.importing.plan import Plan, plan_import, write_import, write_questions
from juesuan.importing.reconciling import Unreconciled

__all__ = [
    "ImportRefusedError",
    "Plan",
    "Question",
    "RememberedMapping",
    "Unreconciled",
    "mapping_path",
    "plan_import",
    "write_import",
    "write_questions",
]
