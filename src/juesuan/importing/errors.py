"""What an import cannot use at all."""

from __future__ import annotations

from typing import ClassVar

from juesuan.importing.mapping import RememberedMapping
from juesuan.messages import JuesuanError

__all__ = ["ImportRefusedError"]


class ImportRefusedError(JuesuanError):
    """A file that is no source for a book, or a plan that is not ready. Keys: ``no_such_kind``,
    ``no_heading``, ``missing_columns``, ``heading_empty``, ``column_missing``, ``not_ready``,
    ``book_changed``."""

    section: ClassVar[str] = "import"
    mapping: RememberedMapping | None = None
    """Where columns were not known, the mapping that asks which are meant; not yet written."""
