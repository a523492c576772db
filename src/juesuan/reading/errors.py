"""Why a file cannot be read at all."""

from __future__ import annotations

__all__ = ["UnreadableError"]


class UnreadableError(Exception):
    """A file that gives no document. ``key`` says why, ``details`` what is known of it.

    Keys: ``encrypted`` (a password is needed), ``damaged``, ``empty``, ``too_large``,
    ``not_this_format``, ``needs_ocr`` (an image, and the extra ``ocr`` is not installed).
    """

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = details

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.details.items())
        return f"{self.key} ({told})" if told else self.key
