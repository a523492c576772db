"""Places on disk that change hands at once: two folders exchanged, a folder that is held, and
what a killed run left beside an output."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["clean_leftovers", "exchange", "hold"]

_CWD, _EXCHANGE = -100, 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux."""
_DAY = 86_400
"""Seconds after which a leftover is nobody's, where the system cannot tell who holds it."""


def exchange(one: str | Path, other: str | Path) -> bool:
    """Exchange the names of two folders in one step; ``False``, and nothing changed, where
    the system or the disk knows no such step."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_CWD, os.fsencode(one), _CWD, os.fsencode(other), ctypes.c_uint(_EXCHANGE))
    return int(done) == 0


def hold(folder: Path, wait: bool = True) -> int | None:
    """Hold a folder until the number that is given is closed, or this process ends; ``None``
    where another process holds it (``wait``: only after it lets go), it is gone, or the
    system cannot hold folders."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(number)
        return None
    return number


def clean_leftovers(out: Path) -> None:
    """Remove the hidden folders that killed runs left beside ``out``. If one was killed between
    its two renames, so that ``out`` is missing, the old folder is put back first."""
    before = sorted(_left(out, "before"), key=lambda path: path.stat().st_mtime)
    if before and not out.exists():
        before.pop().rename(out)
    for path in (*before, *_left(out, "new")):
        number = hold(path, wait=False)
        old = time.time() - path.stat().st_mtime > _DAY
        if number is not None or (sys.platform == "win32" and old):
            shutil.rmtree(path, ignore_errors=True)
        if number is not None:
            os.close(number)


def _left(out: Path, kind: str) -> Iterator[Path]:
    pattern = re.compile(rf"\.{re.escape(out.name)}\.[0-9a-f]{{8}}\.{kind}")
    for path in out.parent.iterdir() if out.parent.is_dir() else ():
        if pattern.fullmatch(path.name) and path.is_dir():
            yield path
