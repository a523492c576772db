"""Which text of a draft a place of a printed performance table stands for (表格位置与底稿)."""

from __future__ import annotations

from juesuan.drafts.evaluating import Evaluated
from juesuan.drafts.lines import MONEY_TABLE, ROLES, text_key
from juesuan.ledger.schema import choices
from juesuan.performance.preparing import PARTS, PreparedTable

__all__ = ["key_of_place"]


def key_of_place(evaluated: Evaluated, table: PreparedTable, line: str, place: str) -> str:
    """The key of the text that a place of a table prints as it was entered; empty for what
    follows. ``line`` is the project's."""
    whose, _, role = place.rpartition(".")
    if table.kind == "project":
        if column := _OF_PROJECT.get(place):
            return text_key("projects", line, column)
        if whose == "analysis":
            return text_key("projects", line, role)
    elif any(place == known.id for known in choices("text_places")):
        return text_key("texts", place, "")
    kind, _, number = whose.partition(".")
    if kind in _LINES and number:
        return _line_place(evaluated, line, kind, int(number), role)
    return _money_place(table, line, whose, role)


_OF_PROJECT = {
    "name": "name",
    "main_body": "main_body",
    "implementing_unit": "implementing_unit",
    "goal": "target",
    "result": "actual",
    "other_matters": "other",
    "execution.reason": "reason",
    "total.declared": "declared",
}
_LINES = {
    "goals": {"year": "year", "target": "target", "actual": "actual"},
    "tasks": {
        "name": "name",
        "level": "level",
        "content": "content",
        "approved_fiscal": "fiscal",
        "approved_other": "other",
        "spent": "spent",
        "reason": "reason",
    },
    "indicators": {
        "level3": "name",
        "operator": "operator",
        "target": "target",
        "measure": "measure",
        "actual": "actual",
        "weight": "weight",
        "score": "score",
        "reason": "reason",
        "whole_target": "target",
        "whole_adjusted": "adjusted",
        "whole_actual": "actual",
    },
}


def _line_place(evaluated: Evaluated, line: str, kind: str, number: int, role: str) -> str:
    column = _LINES[kind].get(role)
    if column is None:
        return ""
    if kind == "indicators":
        own = evaluated.indicator_lines(line)[number]
        written = next(one for one in evaluated.written.indicators if one.line == own)
        if role == "target" and written.adjusted:
            column = "adjusted"
        return text_key(kind, own, column)
    records = evaluated.written.goals if kind == "goals" else evaluated.written.tasks
    return text_key(kind, records[number].line, column)


def _money_place(table: PreparedTable, line: str, source: str, role: str) -> str:
    if role not in ROLES:
        return ""
    printed = {cell.place.partition(".")[0] for row in table.rows for cell in row}
    if source == "fiscal" and "current" not in printed:
        source = "current"
    department = table.kind == "department"
    follows = department and role == "executed" and source != "carried"
    known = (*PARTS, "basic") if department else PARTS
    return "" if follows or source not in known else text_key(MONEY_TABLE, line, f"{source}.{role}")
