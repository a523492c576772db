"""What can be wrong with a data file."""

from __future__ import annotations

from typing import ClassVar

from juesuan.messages import JuesuanError

__all__ = ["DataError"]


class DataError(JuesuanError):
    """A data file that cannot be used; ``file`` and ``place`` (the entry's names, joined by
    dots) say where.

    Keys: ``not_toml``, ``not_text``, ``unknown_entry``, ``missing_entry``, ``wrong_kind``,
    ``not_listed``, ``wrong_value``, ``inherits_itself``, ``inherits_nothing``; classes that
    derive from it add theirs.
    """

    section: ClassVar[str] = "data"

    def __init__(self, key: str, /, file: str, place: str = "", **details: object) -> None:
        super().__init__(key, **details)
        self.file, self.place = file, place

    def text(self, lang: str = "zh") -> str:
        """Where it is, and what is wrong there."""
        where = " ".join(filter(None, (self.file, self.place)))
        return f"{where}{'：' if lang == 'zh' else ': '}{super().text(lang)}"
