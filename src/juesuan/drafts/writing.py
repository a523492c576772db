"""A draft written out as forms that ``build`` and ``check`` take."""

from __future__ import annotations

from pathlib import Path

from juesuan.drafts.draft import Draft
from juesuan.publishing.workbook import write_workbook

__all__ = ["write_forms"]


def write_forms(draft: Draft, path: str | Path, lang: str = "zh") -> None:
    """Write a draft's forms as a workbook (xlsx). Raises ``OSError``."""
    write_workbook(draft.disclosure(), path, lang)
