"""Which kind of source a file is (认种类), by its columns, its words and its values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from juesuan.importing.errors import ImportRefusedError
from juesuan.importing.faults import Fault
from juesuan.importing.kinds import SourceKind, accounts, fields, kinds, words
from juesuan.importing.mapping import Question, RememberedMapping
from juesuan.importing.tables import SourceColumn, SourceTable
from juesuan.importing.target import TargetBook
from juesuan.messages import say
from juesuan.text import plain

__all__ = ["judge_by_values", "kind_of_file", "unknown_units"]

_DIGITS = re.compile(r"\d+")
_PART = 20
"""Rows of which a column is told by its values where its heading may mean two things."""


def kind_of_file(
    tables: Sequence[SourceTable], wanted: str, path: Path, mapping: RememberedMapping
) -> tuple[str, list[SourceTable]]:
    """The kind of a file, and the tables of this kind in it."""
    known = kinds()
    if wanted and wanted not in known:
        raise ImportRefusedError("no_such_kind", kind=wanted, known=list(known))
    among = {wanted: known[wanted]} if wanted else known
    asked = bool(wanted)
    scores = {
        key: max((table.score(kind, asked) for table in tables), default=0)
        for key, kind in among.items()
    }
    best = max(scores, key=lambda key: scores[key])
    if not scores[best]:
        _refuse(tables, among, path, mapping)
    return best, [table for table in tables if table.score(known[best], asked)]


def _refuse(
    tables: Sequence[SourceTable],
    among: Mapping[str, SourceKind],
    path: Path,
    mapping: RememberedMapping,
) -> None:
    """Say which columns are missing for the nearest kind, and which are not known."""
    if not tables:
        raise ImportRefusedError("no_heading", path=path, known=[k.zh for k in kinds().values()])
    table = max(tables, key=lambda t: sum(bool(c.field) for c in t.columns))
    missing = {
        key: [group for group in kind.needs if not table.has(*group)]
        for key, kind in among.items()
        if not kind.titled or len(among) == 1
    }
    nearest = min(missing, key=lambda key: (len(missing[key]), table.has(*among[key].unlike)))
    named = [_either([fields()[name].zh for name in group[:3]]) for group in missing[nearest]]
    wanted = tuple(fields()[name].zh for group in missing[nearest] for name in group)
    unknown = [c for c in table.columns if c.heading and not c.field]
    empty = [c for c in table.columns if not c.heading and _filled(table, c)]
    for column in unknown:
        where = f"{table.sheet} {say('place.row', row=table.head_row)}{_cell(table, column)}"
        mapping.note(
            Question(
                ask="column", by="file", text=column.heading, first=where.strip(), among=wanted
            )
        )
    told = [f"{c.heading}{_cell(table, c)}" for c in unknown] or [
        _cell(table, c).strip("（）() ") for c in empty
    ]
    error = ImportRefusedError(
        "missing_columns" if unknown else "heading_empty" if empty else "column_missing",
        path=path,
        sheet=table.sheet or "—",
        row=table.head_row,
        kind=among[nearest].zh,
        missing="；".join(named),
        unknown=told,
    )
    error.mapping = mapping if unknown else None
    raise error


def _either(names: Sequence[str]) -> str:
    """One of several columns, in words."""
    first, *others = names
    return say("import.either", first=first, others="、".join(others)) if others else first


def _filled(table: SourceTable, column: SourceColumn) -> bool:
    """Whether anything stands below a heading."""
    cells = (row[column.place] for row in table.rows if column.place < len(row))
    return any(cell and cell.text.strip() for cell in cells)


def _cell(table: SourceTable, column: SourceColumn) -> str:
    """The address of a column's heading; its number where a file has no addresses."""
    place = table.at(table.head_row).at(table.head_row, max(column.position, 0))
    if column.position < 0:
        return say("place.column", column=str(column.place + 1))
    return say("place.cell", cell=place.cell)


def judge_by_values(table: SourceTable, book: TargetBook) -> None:
    """What columns hold that their headings leave open, as their values say."""
    _judge_codes(table, book)
    if not table.has("nature", "category"):
        _judge_natures(table)


def _judge_natures(table: SourceTable) -> None:
    """A column with a heading that nobody knows (项目属性) and nothing but natures below it
    (人员类, 特定目标类) holds natures."""
    known = {plain(word) for listed in words().natures.values() for word in listed}
    for column in table.columns:
        cells = (row[column.place] for row in table.rows if column.place < len(row))
        said = [plain(cell.text) for cell in cells if cell and cell.text.strip()]
        if column.heading and not column.field and len(said) > 1 and known.issuperset(said):
            table.columns = [
                replace(c, field="category") if c is column else c for c in table.columns
            ]
            return


def _judge_codes(table: SourceTable, book: TargetBook) -> None:
    """A column headed 科目编码 holds accounts, or functional or economic codes."""
    for column in [c for c in table.columns if c.field == "account"]:
        texts = [
            cell.text.strip()
            for row in table.rows[: 10 * _PART]
            if column.place < len(row) and (cell := row[column.place]) and cell.text.strip()
        ][:_PART]
        if any(text[:4] in accounts() for text in texts):
            return
        for kind, codes in book.space.codes.items():
            said = [_DIGITS.match(text) for text in texts]
            held = sum(len(code) >= 5 and code in codes for code in (one[0] for one in said if one))
            if held * 2 > len(texts):
                names = {"account": f"{kind}_code", "account_name": f"{kind}_name"}
                table.columns = [
                    replace(c, field=names.get(c.field, c.field)) for c in table.columns
                ]
                return


def unknown_units(tables: Sequence[SourceTable]) -> list[Fault]:
    """Money units that are none the program knows, each with its table."""
    return [
        Fault(
            place=t.unit_at,
            key="import.bad_unit",
            details={"unit": t.unknown_unit},
        )
        for t in tables
        if t.unknown_unit
    ]
