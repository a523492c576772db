"""What was read, written down: figures as CSV, Parquet or JSON, forms as a clean workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from juesuan.messages import Message
from juesuan.publishing.open_data import harmless
from juesuan.reading import Observation, Reading, Spot
from juesuan.reading.performance import Value

__all__ = ["FORMATS", "reading_json", "write_reading"]

FORMATS = ("csv", "json", "parquet", "xlsx")
COLUMNS = ("form", "row", "column", "value", "unit", "evidence")


def write_reading(reading: Reading, path: str | Path, form: str, lang: str = "zh") -> None:
    """Write a reading as ``csv``, ``json``, ``parquet`` or ``xlsx``. Raises ``OSError``."""
    path = Path(path)
    _WRITERS[form](reading, path, lang)


def csv_text(reading: Reading) -> str:
    """The figures as CSV, one line each, blanks and dashes left out."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for found in reading.observations:
        writer.writerow(
            [
                harmless(found.form),
                harmless(found.row),
                harmless(found.column),
                found.value,
                harmless(found.unit),
                harmless(str(found.evidence)),
            ]
        )
    return target.getvalue()


def _write_csv(reading: Reading, path: Path, lang: str) -> None:
    path.write_text(csv_text(reading), encoding="utf-8", newline="\n")


def reading_json(reading: Reading) -> dict[str, Any]:
    """The whole disclosure as plain data: amounts as decimal strings, evidence spelt out."""
    return {
        "unit": reading.unit,
        "year": reading.year,
        "form_set": reading.form_set.id,
        "money_unit": reading.money.zh,
        "files": [
            {"file": d.file, "format": d.format, "pages": d.pages} for d in reading.documents
        ],
        "forms": [
            {
                "form": read.no,
                "title": read.form.title,
                "certainty": round(read.certainty, 3),
                "cells": [
                    _observed(found) for found in reading.observations if found.form == read.no
                ],
            }
            for read in sorted(reading.forms, key=lambda read: read.no)
        ],
        "missing_forms": reading.missing(),
        "performance": {
            "overall": as_data(reading.performance.overall),
            "department": as_data(reading.performance.department),
            "projects": as_data(reading.performance.projects),
            "lists": as_data(reading.performance.lists),
        },
        "narrative": {
            "contents": as_data(reading.narrative.contents),
            "sections": as_data(reading.narrative.sections),
        },
        "not_understood": [
            {"what": unread.key, "evidence": spot_json(unread.spot), **as_data(unread.details)}
            for unread in reading.unread
        ],
    }


def _observed(found: Observation) -> dict[str, Any]:
    return {
        "row": found.row,
        "column": found.column,
        "value": found.value,
        "unit": found.unit,
        "text": found.text,
        "evidence": spot_json(found.evidence),
    }


def spot_json(spot: Spot) -> dict[str, Any]:
    """A spot as plain data, empty parts left out."""
    return {key: value for key, value in asdict(spot).items() if value}


def as_data(value: Any) -> Any:
    """Parts of a reading as plain data: spots and printed values without their empty parts,
    decimals as text."""
    if isinstance(value, Spot):
        return spot_json(value)
    if isinstance(value, Value):
        said: dict[str, Any] = {"text": value.text, "evidence": spot_json(value.spot)}
        return {**said, "carried": True} if value.carried else said
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Message):
        return value.text()
    if isinstance(value, Struct):
        items = ((name, getattr(value, name)) for name in value.__struct_fields__)
        return {name: as_data(part) for name, part in items if _said(part)}
    if isinstance(value, Mapping):
        return {name: as_data(part) for name, part in value.items() if _said(part)}
    if isinstance(value, list | tuple):
        return [as_data(part) for part in value]
    return value


def _said(value: Any) -> bool:
    """Whether a part says anything: printed empty cells do, absent ones do not."""
    if isinstance(value, Value):
        return bool(value.text or value.spot != Spot())
    return value not in ("", (), [], None)


def _write_json(reading: Reading, path: Path, lang: str) -> None:
    text = json.dumps(reading_json(reading), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _write_parquet(reading: Reading, path: Path, lang: str) -> None:
    """Observations with exact decimals and the parts of their evidence as columns."""
    import duckdb

    db = duckdb.connect()
    db.execute(
        "CREATE TABLE observations (unit_name VARCHAR, year INTEGER, form_set VARCHAR,"
        " form VARCHAR, row VARCHAR, col VARCHAR, value DECIMAL(24, 6), unit VARCHAR,"
        " text VARCHAR, certainty DOUBLE, file VARCHAR, page INTEGER, evidence VARCHAR)"
    )
    rows = [
        [
            reading.unit,
            reading.year,
            reading.form_set.id,
            found.form,
            found.row,
            found.column,
            Decimal(found.value),
            found.unit,
            found.text,
            found.certainty,
            found.evidence.file,
            found.evidence.page,
            str(found.evidence),
        ]
        for found in reading.observations
    ]
    if rows:
        db.executemany(f"INSERT INTO observations VALUES ({', '.join('?' * 13)})", rows)
    target = str(path.absolute()).replace("'", "''")
    db.execute(
        'COPY (SELECT * RENAME (col AS "column") FROM observations)'
        f" TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    )


def _write_workbook(reading: Reading, path: Path, lang: str) -> None:
    from juesuan.publishing.workbook import write_workbook
    from juesuan.reading import as_disclosure

    write_workbook(as_disclosure(reading), path, lang)


_WRITERS: Mapping[str, Callable[[Reading, Path, str], None]] = {
    "csv": _write_csv,
    "json": _write_json,
    "parquet": _write_parquet,
    "xlsx": _write_workbook,
}
