"""Corpora that an earlier program wrote, brought to the present schema.

Each step changes one version into the next, on the dataset's files; the parts of an unfinished
audit are read again. There is one version so far, so there are no steps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.schema import schema_version

__all__ = ["STEPS", "migrated", "version_of"]

HEAD = "corpus.json"
STEPS: Mapping[int, Callable[[Path], None]] = {}
"""From the version of its key to the next: what is done to the corpus's folder."""


def version_of(folder: Path) -> int:
    """The schema's version of a corpus. Raises ``CorpusError`` (``not_a_corpus``)."""
    try:
        said = json.loads((folder / HEAD).read_text("utf-8"))
        if said["program"] != "juesuan":
            raise ValueError
        return int(said["schema"])
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
