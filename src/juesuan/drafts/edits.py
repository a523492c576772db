"""Edits of a draft (修改): what stood, what stands; undone by what they say themselves."""

from __future__ import annotations

from msgspec import Struct, field

from juesuan.forms import CellKey
from juesuan.messages import JuesuanError

__all__ = ["CellEdit", "Conflict", "DraftError", "Edit", "RowEdit", "TextConflict", "TextEdit"]


class DraftError(JuesuanError, ValueError):
    """An edit that cannot be made. Keys: ``follows``, ``no_code``, ``row_there``, ``no_row``,
    ``row_fixed``; ``no_line``, ``line_unnamed``, ``project_there``."""

    section = "draft"


class CellEdit(Struct, frozen=True):
    """A figure entered: cents or counted things before and after, ``None`` where blank."""

    key: CellKey
    before: int | None
    after: int | None


class RowEdit(Struct, frozen=True):
    """A code's row added to a form (``added``), or taken away."""

    form: str
    code: str
    added: bool


class TextEdit(Struct, frozen=True):
    """Words of the author before and after; empty where there are none."""

    key: str
    before: str
    after: str


class Edit(Struct, frozen=True, kw_only=True):
    """One step of work, whole or not at all; ``inverse`` takes it back."""

    cells: tuple[CellEdit, ...] = field(default=())
    rows: tuple[RowEdit, ...] = field(default=())
    texts: tuple[TextEdit, ...] = field(default=())

    @property
    def inverse(self) -> Edit:
        """The edit that brings back what stood before."""
        return Edit(
            cells=tuple(CellEdit(e.key, e.after, e.before) for e in reversed(self.cells)),
            rows=tuple(RowEdit(e.form, e.code, not e.added) for e in reversed(self.rows)),
            texts=tuple(TextEdit(e.key, e.after, e.before) for e in reversed(self.texts)),
        )

    def __bool__(self) -> bool:
        return bool(self.cells or self.rows or self.texts)


class Conflict(Struct, frozen=True):
    """A cell that somebody else has changed since: what stands there (``theirs``) and what was
    to be put there (``ours``); ``version`` is that of what stands."""

    key: CellKey
    theirs: int | None
    ours: int | None
    version: int = 0


class TextConflict(Struct, frozen=True):
    """Words that somebody else has changed since: what stands under the key and what was to."""

    key: str
    theirs: str
    ours: str
    version: int = 0
