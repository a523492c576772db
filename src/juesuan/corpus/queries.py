"""The SQL of the package: files of named parts in its data."""

from __future__ import annotations

import re
from collections.abc import Mapping

from juesuan.resources import load_text

__all__ = ["sql_parts"]


def sql_parts(file: str) -> Mapping[str, str]:
    """The parts of a file of SQL in the package's data, by the names in their comments."""
    parts = re.split(r"^-- name: (.+)\n", load_text(file), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))
