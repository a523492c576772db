"""Names of files and sheets after units: what no system or workbook forbids, each once."""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.reporting.model import DocumentReport

__all__ = ["FileNames"]

_FORBIDDEN = re.compile(r"""[\\/:*?"'<>|\[\]\s\x00-\x1f]+""")
_LONGEST = 60


class FileNames:
    """Gives each document a name of its own, its unit's and year's; that of its file where
    the unit is not known."""

    def __init__(self) -> None:
        self._taken: set[str] = {"index", "manifest"}

    def of(self, report: DocumentReport, after: str = "") -> str:
        """A name without its ending; ``after`` is added to it."""
        named = f"{report.unit}{report.year or ''}" if report.unit else Path(report.file).stem
        name = _FORBIDDEN.sub("_", named).strip("._")[:_LONGEST] or "document"
        free, number = name + after, 2
        while free.lower() in self._taken:
            free, number = f"{name}{after}-{number}", number + 1
        self._taken.add(free.lower())
        return free
