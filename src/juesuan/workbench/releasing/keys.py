"""The workbench's key: what signs, and what others check with."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from juesuan.publishing import fingerprint, public_key
from juesuan.workbench.place import Place

__all__ = ["private", "public", "shown"]


def private() -> bytes:
    """The private key (PEM)."""
    return Place(Path(settings.FOLDER)).signing_key()


def public() -> bytes:
    """The public key (PEM)."""
    return public_key(private())


def shown() -> str:
    """The public key's fingerprint, as people compare it."""
    return fingerprint(public())
