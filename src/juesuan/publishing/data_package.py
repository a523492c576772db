"""The open data as a data package (Frictionless; phases and classifications marked as in the
Fiscal Data Package): what was published, with a schema that machines can check it by.

Beside ``cells.csv`` and ``facts.parquet`` it writes the facts as CSV and the labels of all
dimensions, so that the numbers can be read without this program.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from juesuan import __version__
from juesuan.facts import CODED, DIMENSIONS, FactStore, named_dimensions
from juesuan.facts.store import COLUMNS
from juesuan.forms import Disclosure
from juesuan.publishing.dictionary import write_dictionary
from juesuan.publishing.open_data import fact_rows, harmless
from juesuan.publishing.texts import texts

__all__ = ["DESCRIPTOR", "write_data_package"]

DESCRIPTOR = "datapackage.json"
_FOLDER = "data"
_COLUMN_TYPES = {
    "unit": "administrative-classification:generic:level1:code",
    "year": "date:fiscal-year",
    "measure": "direction",
    "stage": "phase:id",
    "fund": "fin-source:generic:level1:code",
    "function": "functional-classification:generic:code",
    "economic": "economic-classification:generic:code",
    "nature": "expenditure-type:id",
    "project": "activity:generic:program:label",
    "value": "value",
}
"""What the Fiscal Data Package calls our columns; the others are ours alone."""


def write_data_package(
    disclosure: Disclosure,
    store: FactStore,
    folder: Path,
    licence: str = "CC-BY-4.0",
    lang: str = "zh",
) -> None:
    """Write ``datapackage.json``, the tables of ``data/`` and the page that explains them,
    into the folder that holds ``cells.csv`` and ``facts.parquet``. Raises ``OSError``."""
    data = folder / _FOLDER
    data.mkdir(exist_ok=True)
    _table(data / "facts.csv", (*COLUMNS, "value_unit"), fact_rows(store))
    _table(data / "dimensions.csv", ("dimension", "node", "parent", "zh", "en"), _nodes())
    used = {kind: set(_used(store, kind)) for kind in ("function", "economic")}
    for kind, codes in used.items():
        _table(
            data / f"{kind}.csv",
            ("code", "parent", "group", "name", "name_en"),
            _codes(store, kind, codes),
        )
    _table(data / "forms.csv", ("form", "number", "title", "title_en"), _forms(disclosure))
    descriptor = _descriptor(disclosure, licence)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8", newline="\n")
    write_dictionary(disclosure, descriptor, folder, lang)


def _table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        for row in rows:
            writer.writerow([harmless(v) if isinstance(v, str) else v for v in row])


def _nodes() -> Iterator[tuple[str, ...]]:
    for name, dimension in named_dimensions().items():
        for node in dimension.nodes.values():
            yield name, node.id, node.parent or "", node.zh, node.en


def _used(store: FactStore, kind: str) -> Iterator[str]:
    """The codes that occur and all above them."""
    for (code,) in store.db.execute(f"SELECT DISTINCT {kind} FROM facts").fetchall():
        if code:
            yield from store.space.lineage(kind, code)


def _codes(store: FactStore, kind: str, codes: Iterable[str]) -> Iterator[tuple[str, ...]]:
    known = store.space.codes[kind]
    for code in sorted(codes):
        if code in known:
            above = known.parent(code) or ""
            parent = above if above in known else ""
            yield code, parent, known[code].group, known.name(code), known[code].name_en


def _forms(disclosure: Disclosure) -> Iterator[tuple[str, ...]]:
    for filled in disclosure.forms:
        yield filled.form.no, filled.form.number, filled.form.title, filled.form.title_en


def _descriptor(disclosure: Disclosure, licence: str) -> dict[str, Any]:
    said = {"unit": disclosure.unit, "year": disclosure.year}
    return {
        "name": f"final-accounts-{disclosure.year}",
        "title": texts("zh")["title"].format(**said),
        "description": texts("en")["title"].format(**said),
        "profile": "data-package",
        "fiscalPeriod": {
            "start": date(disclosure.year, 1, 1).isoformat(),
            "end": date(disclosure.year, 12, 31).isoformat(),
        },
        "countryCode": "CN",
        "contributors": [{"title": disclosure.unit, "role": "publisher"}],
        "licenses": [{"name": licence}],
        "sources": [{"title": disclosure.form_set.name}],
        "created_by": f"juesuan {__version__}",
        "resources": [_cells(disclosure), _facts(), *_labels()],
    }


def _field(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, **more}


def _resource(name: str, path: str, fields: list[dict[str, Any]], **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [], **schema},
    }


def _cells(disclosure: Disclosure) -> dict[str, Any]:
    required: dict[str, Any] = {"constraints": {"required": True}}
    fields = [
        _field("form", **required),
        _field("row", **required),
        _field("column", **required),
        _field("value", "number", **required),
        _field("unit", title=f"元, 万元, 辆, 个, 人 ({disclosure.money.zh})", **required),
        *(_field(name) for name in ("form_title", "row_words", "column_words")),
    ]
    key = {"fields": "form", "reference": {"resource": "forms", "fields": "form"}}
    return _resource(
        "cells", "cells.csv", fields, primaryKey=["form", "row", "column"], foreignKeys=[key]
    )


def _facts() -> dict[str, Any]:
    fields = []
    for name in COLUMNS:
        kind = "integer" if name in {"year", "value"} else "string"
        marked = {"columnType": _COLUMN_TYPES[name]} if name in _COLUMN_TYPES else {}
        fields.append(_field(name, kind, **marked))
    fields.append(_field("value_unit", title="分 (1/100 元) · 辆 · 个 · 人"))
    return _resource("facts", f"{_FOLDER}/facts.csv", fields, primaryKey=list(COLUMNS[:-1]))


def _labels() -> Iterator[dict[str, Any]]:
    named = [name for name in DIMENSIONS if name not in CODED]
    dimension = _field("dimension", constraints={"enum": named})
    fields = [dimension, *(_field(name) for name in ("node", "parent", "zh", "en"))]
    yield _resource(
        "dimensions", f"{_FOLDER}/dimensions.csv", fields, primaryKey=["dimension", "node"]
    )
    for kind in ("function", "economic"):
        rest = [_field(name) for name in ("parent", "group", "name", "name_en")]
        fields = [_field("code", columnType=_COLUMN_TYPES[kind]), *rest]
        yield _resource(kind, f"{_FOLDER}/{kind}.csv", fields, primaryKey=["code"])
    fields = [_field(name) for name in ("form", "number", "title", "title_en")]
    yield _resource("forms", f"{_FOLDER}/forms.csv", fields, primaryKey=["form"])
