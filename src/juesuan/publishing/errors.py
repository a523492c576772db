"""What can go wrong when something is written, opened again or verified."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.messages import JuesuanError, say

if TYPE_CHECKING:
    from juesuan.checks import Residual
    from juesuan.forms import CellKey, Disclosure

__all__ = [
    "BrokenIdentitiesError",
    "NotBuiltError",
    "NotPublishedError",
    "OutputError",
    "SignatureError",
    "output_error",
]

_KEYS = {
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EBUSY: "locked",
    errno.ETXTBSY: "locked",
}
_WINDOWS_LOCKED = frozenset({32, 33})
"""Sharing and lock violations: another program has a file open."""
_WINDOWS_DENIED = 5
_CELLS = 4
"""Cells of an identity that are told in words."""
_TOLD = 200
"""Broken identities that are told one by one."""


class OutputError(JuesuanError):
    """A file or folder that cannot be written.

    ``key`` is ``not_ours``, ``changed``, ``not_a_folder``, ``is_a_folder``, ``exists``,
    ``no_parent``, ``read_only``, ``disk_full``, ``locked`` or ``failed``; ``details`` hold
    ``path``, for ``not_ours`` and ``changed`` also ``found`` (the first such file), and for
    ``failed`` the system's ``reason``.
    """

    section = "output"


class NotBuiltError(JuesuanError):
    """A folder (``path``) that ``build`` did not write. ``key`` is ``no_out``."""

    section = "explain"


class NotPublishedError(JuesuanError):
    """A folder (``path``) without a manifest that can be used. ``key`` is ``no_folder``,
    ``no_manifest``, ``bad_manifest`` or ``unreadable``."""

    section = "verify"


class SignatureError(JuesuanError):
    """Nothing can be signed or checked. ``key`` is ``bad_key`` (no Ed25519 key in PEM) or
    ``needs_extra`` (the library is not installed)."""

    section = "verify"


class BrokenIdentitiesError(JuesuanError):
    """Forms whose identities do not hold; ``broken`` are the ones that fail."""

    section = "build"

    def __init__(self, disclosure: Disclosure, broken: list[Residual]) -> None:
        super().__init__("broken", count=len(broken))
        self.disclosure, self.broken = disclosure, broken

    def text(self, lang: str = "zh") -> str:
        """How many there are, then each with both its sides and the difference."""
        lines = [f"  ✗ {self._line(residual, lang)}" for residual in self.broken[:_TOLD]]
        return "\n".join([super().text(lang), *lines])

    def _line(self, residual: Residual, lang: str) -> str:
        from juesuan.facts import format_amount

        values = {k: v for filled in self.disclosure.forms for k, v in filled.values.items()}
        money = self.disclosure.money
        left, right = (
            sum(values.get(key, 0) for c, key in residual.identity.terms if c == sign)
            for sign in (1, -1)
        )
        return say(
            "build.broken_line",
            lang,
            identity=residual.identity,
            cells=("；" if lang == "zh" else "; ").join(
                self._cell(key, lang) for _, key in residual.identity.terms[:_CELLS]
            ),
            left=format_amount(left, money),
            right=format_amount(right, money),
            difference=format_amount(left - right, money),
        )

    def _cell(self, key: CellKey, lang: str) -> str:
        """A cell by its form's title and the words of its row."""
        filled = self.disclosure.form(key.form)
        rows = {laid.row.key: laid.row.label for side in filled.sheet.sides for laid in side}
        title = filled.form.title if lang == "zh" else filled.form.title_en
        row = rows.get(key.row) or key.row
        return say("build.broken_cell", lang, title=title, row=row, column=key.column)


def output_error(error: OSError, path: Path) -> OutputError:
    """What an ``OSError`` while writing ``path`` means for a person."""
    windows = getattr(error, "winerror", None)
    renaming = str(path) in {str(error.filename), str(error.filename2)}
    if windows in _WINDOWS_LOCKED or (windows == _WINDOWS_DENIED and renaming):
        return OutputError("locked", path=str(path))
    key = _KEYS.get(error.errno or 0, "failed")
    reason = {"reason": error.strerror or str(error)} if key == "failed" else {}
    return OutputError(key, path=str(path), **reason)
