"""The file in which things made of texts are kept, in the user's folder for such.

A thing is kept under a digest of the very text that it was made of, so it cannot be out of
date, whichever version of the program kept it. The file begins with a sum over the rest: one
that is damaged, or another program's, is as good as none, and is written anew.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

__all__ = ["get", "keep_made", "kept_file", "put"]

_SET_BY = "JUESUAN_CACHE"
_OFF = frozenset({"off", "no", "0"})
_HEAD = b"juesuan kept 1\n"
_SUM = 4
"""Bytes of the sum behind the head."""
_MOST = 8 << 20
"""Bytes that are kept: what would be more begins anew with what one run made and used."""
_DIGEST = 16
_OTHERS_WRITE = 0o022


def kept_file() -> Path | None:
    """Where things are kept: below the folder that ``JUESUAN_CACHE`` names, else the user's folder
    for what can be made again; ``None`` where nothing is kept (``JUESUAN_CACHE=off``)."""
    named = os.environ.get(_SET_BY, "")
    if named.lower() in _OFF:
        return None
    if not named:
        folder = _users_folder()
        return folder / "juesuan" / "kept" if folder else None
    return Path(named) / "kept"


def _users_folder() -> Path | None:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) if local else None
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # nobody's
        return None


class _Store:
    """What was kept when it was first asked for something, and what was made since."""

    def __init__(self) -> None:
        self.file = kept_file()
        self.kept = _read(self.file) if self.file else {}
        self.made: dict[bytes, Callable[[], bytes | None]] = {}
        self.used: set[bytes] = set()

    def write(self) -> None:
        """Add what was made to what is kept by now. A folder that cannot be written to changes
        nothing."""
        made, self.made = self.made, {}
        if self.file is None or not made or not _can_be_written(self.file.parent):
            return
        by_now = _read(self.file)
        things = ((key, work()) for key, work in made.items() if key not in by_now)
        new = {key: thing for key, thing in things if thing is not None}
        if not new:
            return
        every = {**self.kept, **by_now, **new}
        if sum(map(len, every.values())) > _MOST:
            every = {**{key: self.kept[key] for key in self.used}, **new}
        with contextlib.suppress(OSError):
            _write(self.file, every)


@cache
def _store() -> _Store:
    return _Store()


def _key(kind: str, text: bytes) -> bytes:
    return blake2b(text, digest_size=_DIGEST, person=kind.encode()).digest()


def get(kind: str, text: bytes) -> bytes | None:
    """What was made of a text, as it was ``put``; ``None`` where it was not. ``kind`` (at most 16
    letters) parts the things that are made in different ways."""
    store, key = _store(), _key(kind, text)
    if (found := store.kept.get(key)) is not None:
        store.used.add(key)
    return found


def put(kind: str, text: bytes, made: Callable[[], bytes | None]) -> None:
    """Have what was made of a text kept when ``keep_made`` is called, which asks for it
    (``None``: it cannot be kept)."""
    if _store().file is not None:
        _store().made[_key(kind, text)] = made


def keep_made() -> None:
    """Write what this process made of texts, if anything, for later ones."""
    if _store.cache_info().currsize:
        _store().write()


def _read(file: Path) -> dict[bytes, bytes]:
    try:
        with file.open("rb") as opened:
            if not _own(os.fstat(opened.fileno())):
                return {}
            content = opened.read(2 * _MOST)
    except OSError:
        return {}
    start = len(_HEAD) + _SUM
    rest = memoryview(content)[start:]
    if content[:start] != _HEAD + zlib.crc32(rest).to_bytes(_SUM, "big"):
        return {}
    try:
        return msgspec.msgpack.decode(rest, type=dict[bytes, bytes])
    except msgspec.DecodeError:
        return {}


def _own(status: os.stat_result) -> bool:
    """Whether a file is this user's, and nobody else may write to it."""
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _write(file: Path, every: dict[bytes, bytes]) -> None:
    content = msgspec.msgpack.encode(every)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix="kept-")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(_HEAD + zlib.crc32(content).to_bytes(_SUM, "big") + content)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
