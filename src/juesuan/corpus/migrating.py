"""Corpora that an earlier program wrote, brought to the present schema.

Each step changes one version into the next, on the dataset's files; the parts of an unfinished
audit are read again. A step that was cut off is done again: what it has changed it leaves alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.parts import LAYOUTS, PARTS, quoted
from juesuan.corpus.schema import schema_version
from juesuan.facts.store import connect

__all__ = ["STEPS", "migrated", "version_of"]

HEAD = "corpus.json"
_CELLS = """
SELECT layout, form, row, col,
    layout + row_number() OVER (PARTITION BY layout ORDER BY min((identity, position))) AS cell
FROM read_parquet({terms}) GROUP BY layout, form, row, col
"""
"""The places of each layout, numbered as they are met in its identities."""


def _number_places(folder: Path) -> None:
    """From 1 to 2: places have numbers (``cell``)."""
    for name in (PARTS, LAYOUTS):
        for path in (folder / name).glob("*.parquet"):
            path.unlink()
    data, db = folder / "data", connect()
    terms = sorted((data / "terms").rglob("*.parquet"))
    if not terms:
        return
    db.execute(f"CREATE TABLE cells AS {_CELLS.format(terms=[str(path) for path in terms])}")
    for path in (*sorted((data / "observations").rglob("*.parquet")), *terms):
        source = f"read_parquet({quoted(path)}, hive_partitioning = false)"
        columns = [row[0] for row in db.execute(f"DESCRIBE FROM {source}").fetchall()]
        if "cell" in columns:
            continue
        new = path.with_suffix(".new")
        db.execute(
            f"COPY (SELECT old.*, coalesce(cell, 0) AS cell FROM {source} AS old"
            " LEFT JOIN cells USING (layout, form, row, col))"
            f" TO {quoted(new)} (FORMAT parquet, COMPRESSION zstd)"
        )
        new.replace(path)


STEPS: Mapping[int, Callable[[Path], None]] = {1: _number_places}
"""From the version of its key to the next: what is done to the corpus's folder."""


def version_of(folder: Path) -> int:
    """The schema's version of a corpus. Raises ``CorpusError``: ``no_corpus``, or
    ``not_a_corpus`` for one whose head is not this program's."""
    try:
        said = json.loads((folder / HEAD).read_text("utf-8"))
        if said["program"] != "juesuan":
            raise ValueError
        return int(said["schema"])
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError("no_corpus", path=folder) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise CorpusError("not_a_corpus", path=folder) from None


def migrated(folder: Path, steps: Mapping[int, Callable[[Path], None]] | None = None) -> int:
    """Bring a corpus to the present schema; the version it had. Raises ``CorpusError``:
    ``newer_schema``, ``older_schema`` (no step leads on from it)."""
    known = STEPS if steps is None else steps
    had = version = version_of(folder)
    if version > schema_version():
        raise CorpusError("newer_schema", path=folder, found=version, known=schema_version())
    while version < schema_version():
        if version not in known:
            raise CorpusError("older_schema", path=folder, found=version)
        known[version](folder)
        version += 1
        said = {**json.loads((folder / HEAD).read_text("utf-8")), "schema": version}
        temporary = folder / f"{HEAD}.new"
        temporary.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
        temporary.replace(folder / HEAD)
    return had
