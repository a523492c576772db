"""Lines of the self-evaluation in a draft (自评各表的行): projects, indicators, tasks, goals.

Each cell is a text of the draft under ``table|line|column``, so that edits, undo and history are
those of all words. Tables and columns are a book's (``data/book/sheets.toml``); what entries tell a
book of a project's money stands under ``money|line|source.role``, in 元, and what proves an
indicator's result under ``evidence|line|file``. A line is there while it has an ``order``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from juesuan.drafts.edits import DraftError, Edit, TextEdit
from juesuan.facts import YUAN, MoneyUnit, plain_amount
from juesuan.ledger.schema import ColumnSpec, called, levels_of_parts, sheet
from juesuan.ledger.typed import read_text
from juesuan.performance.preparing import PARTS

__all__ = [
    "EVIDENCE",
    "LINE_TABLES",
    "MONEY_TABLE",
    "RESULTS",
    "ROLES",
    "Lines",
    "adding_line",
    "copying_line",
    "kept_as",
    "removing_line",
    "text_key",
    "understood",
]

LINE_TABLES = ("projects", "indicators", "tasks", "goals")
MONEY_TABLE, EVIDENCE = "money", "evidence"
_WORDS = ("texts", "reasons")
_ORDER = "order"
_SOURCES, ROLES = (*PARTS, "basic"), ("initial", "full", "executed")
_BLANK = frozenset({"", "-", "—", "——", "－"})

RESULTS = {
    "projects": {
        "actual",
        "declared",
        "reason",
        "other",
        "execution",
        "output",
        "benefit",
        "satisfaction",
        "experience",
        "problems",
        "measures",
    },
    "indicators": {"actual", "adjusted", "score", "reason"},
    "tasks": {"fiscal", "other", "spent", "reason"},
    "goals": {"actual"},
}
"""Columns that tell what came of a year: they are for each year to give."""


def text_key(table: str, line: str, column: str) -> str:
    """The key of a cell's text."""
    return f"{table}|{line}|{column}"


class Lines:
    """The lines of a draft's texts: ``table`` gives those of one in order, each with its texts by
    column; ``beside`` what stands beside a line in ``money`` or ``evidence``."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._found: dict[str, dict[str, dict[str, str]]] = {}
        for key, text in texts.items():
            table, _, rest = key.partition("|")
            if table not in _WORDS:
                line, _, column = rest.partition("|")
                self._found.setdefault(table, {}).setdefault(line, {})[column] = text

    def table(self, name: str) -> Mapping[str, Mapping[str, str]]:
        """The lines of a table in order."""
        there = {n: cells for n, cells in self._found.get(name, {}).items() if _ORDER in cells}
        return dict(sorted(there.items(), key=lambda one: (Decimal(one[1][_ORDER]), one[0])))

    def beside(self, name: str, line: str) -> Mapping[str, str]:
        """What stands beside a line."""
        return self._found.get(name, {}).get(line, {})

    def indicators(self, project: str) -> Mapping[str, Mapping[str, str]]:
        """The indicators of a project's line; of the department, where it is empty."""
        every = self.table("indicators").items()
        return {line: cells for line, cells in every if cells.get("project", "") == project}


def understood(texts: Mapping[str, str], key: str, text: str, money: MoneyUnit = YUAN) -> str:
    """A text as it is kept under a key: amounts in 元, choices as they are called. Raises
    ``DraftError`` or ``TextError``."""
    table, line, column = (*key.split("|", 2), "", "")[:3]
    if table in _WORDS:
        return text
    lines = Lines(texts)
    if table == MONEY_TABLE:
        source, _, role = column.partition(".")
        known = not line or line in lines.table("projects")
        if source not in _SOURCES or role not in ROLES or not known:
            raise DraftError("no_line")
        amount = ColumnSpec(key=column, zh=column, en=column, type="amount")
        return kept_as(amount, text, money)
    if table == EVIDENCE and not text:
        return text
    if table not in LINE_TABLES or line not in lines.table(table):
        raise DraftError("no_line")
    try:
        spec = sheet(table).column(column)
    except KeyError:
        raise DraftError("no_line") from None
    if column == "project":
        raise DraftError("no_line")
    return _checked(lines, table, line, spec, kept_as(spec, text, money))


def kept_as(spec: ColumnSpec, text: str, money: MoneyUnit = YUAN) -> str:
    """A text as a draft keeps it in a column: amounts in 元, choices as they are called. Raises
    ``TextError``."""
    said = text.strip()
    if spec.type == "text" or not said:
        return said
    if said in _BLANK:
        return ""
    meaning = read_text(spec, said, money)
    if spec.type == "choice":
        return called(spec.values, meaning)
    if spec.type == "points":
        return format(Decimal(meaning).scaleb(-2).normalize(), "f")
    return plain_amount(int(meaning), YUAN) if spec.type == "amount" else meaning


def _checked(lines: Lines, table: str, line: str, spec: ColumnSpec, text: str) -> str:
    """A text that may stand in a column. Raises ``DraftError``."""
    if spec.required and not text:
        raise DraftError("line_unnamed", column=spec.zh)
    if (table, spec.key) == ("projects", "name"):
        others = (c.get("name") for n, c in lines.table(table).items() if n != line)
        if text in others:
            raise DraftError("project_there", name=text)
    return text


def adding_line(
    texts: Mapping[str, str], table: str, line: str, values: Mapping[str, str], after: str = ""
) -> Edit:
    """The edit that adds a line of a new name, after another or at the end; ``values`` are its
    texts by column, an indicator's first level that of its second one where it is not given.
    Raises ``DraftError`` or ``TextError``."""
    if table not in LINE_TABLES:
        raise DraftError("no_line")
    lines = Lines(texts)
    project = values.get("project", "")
    if project and project not in lines.table("projects"):
        raise DraftError("no_line")
    known = {spec.key: spec for spec in sheet(table).columns}
    given = {k: kept_as(known[k], v, YUAN) for k, v in values.items() if k in known}
    if table == "indicators" and not given.get("level1"):
        given["level1"] = _first_level(given.get("level2", ""))
    for spec in known.values():
        _checked(lines, table, line, spec, given.get(spec.key, ""))
    said = {_ORDER: _order(lines.table(table), after), **given}
    return _edit(texts, {text_key(table, line, k): v for k, v in said.items() if v})


def _first_level(part: str) -> str:
    parts = {called("indicator_parts", key): above for key, above in levels_of_parts().items()}
    return called("indicator_levels", parts[part][0]) if part in parts else ""


def _order(lines: Mapping[str, Mapping[str, str]], after: str) -> str:
    """A place after a line, before the next one; the last where none is named."""
    names = list(lines)
    orders = [Decimal(lines[name][_ORDER]) for name in names]
    last = orders[-1] + 1 if orders else Decimal(1)
    if after not in lines or after == names[-1]:
        return str(last)
    at = names.index(after)
    return str((orders[at] + orders[at + 1]) / 2)


def copying_line(texts: Mapping[str, str], table: str, line: str, new: str, name: str = "") -> Edit:
    """The edit that copies a line after itself under a new line's name, without what came of the
    year; a project (which needs another ``name``) with its indicators. Raises ``DraftError``."""
    lines = Lines(texts)
    if line not in lines.table(table):
        raise DraftError("no_line")
    kept = _without_results(table, lines.table(table)[line])
    kept["name"] = name or kept.get("name", "")
    edits = list(adding_line(texts, table, new, kept, line).texts)
    for number, (_, cells) in enumerate(lines.indicators(line).items(), 1):
        if table == "projects":
            own = {**_without_results("indicators", cells), "project": new, _ORDER: cells[_ORDER]}
            keys = {text_key("indicators", f"{new}-{number}", k): v for k, v in own.items()}
            edits += _edit(texts, keys).texts
    return Edit(texts=tuple(edits))


def _without_results(table: str, cells: Mapping[str, str]) -> dict[str, str]:
    left = RESULTS.get(table, set()) | {_ORDER}
    return {column: text for column, text in cells.items() if column not in left}


def removing_line(texts: Mapping[str, str], table: str, line: str) -> Edit:
    """The edit that takes a line away with all beside it; a project with its indicators. Raises
    ``DraftError`` (``no_line``)."""
    lines = Lines(texts)
    if table not in LINE_TABLES or line not in lines.table(table):
        raise DraftError("no_line")
    gone = {(table, line), (EVIDENCE, line)}
    if table == "projects":
        inner = lines.indicators(line)
        gone |= {(kind, one) for one in inner for kind in ("indicators", EVIDENCE)}
        gone.add((MONEY_TABLE, line))
    keys = [key for key in texts if tuple(key.split("|")[:2]) in gone]
    return _edit(texts, dict.fromkeys(keys, ""))


def _edit(texts: Mapping[str, str], said: Mapping[str, str]) -> Edit:
    return Edit(texts=tuple(_edits(texts, said)))


def _edits(texts: Mapping[str, str], said: Mapping[str, str]) -> Iterator[TextEdit]:
    for key, text in said.items():
        if texts.get(key, "") != text:
            yield TextEdit(key, texts.get(key, ""), text)
