"""What is long to make, and nothing changes, is made once for all workers of a run."""

import fcntl
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace

from juesuan.ledger import Book, read_book

Found = TypeVar("Found")

_MADE: dict[str, Path] = {}
"""What a run without workers has made."""


def made_once(name: str, make: Callable[[Path], None], factory: pytest.TempPathFactory) -> Path:
    """The folder that ``make`` fills, filled by the first worker that asks; others wait for it.
    One that was begun and not ended is made anew."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        if name not in _MADE:
            folder = factory.mktemp(name)
            make(folder)
            _MADE[name] = folder
        return _MADE[name]
    shared = factory.getbasetemp().parent  # of all workers of this run
    folder, ended = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # gone with the process, however it ends
        if not ended.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            ended.touch()
    return folder


def worked_out_once(name: str, work: Callable[[], Found], factory: pytest.TempPathFactory) -> Found:
    """What ``work`` gives, worked out by the first worker that asks; others take over what it
    found."""

    def make(folder: Path) -> None:
        (folder / "found").write_bytes(pickle.dumps(work()))

    found: Found = pickle.loads((made_once(name, make, factory) / "found").read_bytes())
    return found


_READ: dict[str, Book] = {}


def same_book(folder: Path) -> Book:
    """A book of a folder, read once by each worker for all folders with the same files; nothing
    may change its facts."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        said = file.read_bytes()
        digest.update(f"{file.name}\0{len(said)}\0".encode() + said)
    key = digest.hexdigest()
    if key not in _READ:
        _READ[key] = read_book(folder)
    return replace(_READ[key], path=folder)


@cache
def book_once(folder: Path) -> Book:
    """An example's book, read once by each worker; nothing may change it."""
    return read_book(folder)
