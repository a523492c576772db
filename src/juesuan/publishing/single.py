"""One file that appears whole or not at all, and never over another."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from juesuan.publishing.errors import OutputError, output_error

__all__ = ["replace_file", "whole_file"]


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """Yield a hidden name beside ``path`` to write; it becomes ``path`` when all went well.

    Raises ``OutputError`` (``exists`` if there is such a file already).
    """
    path = Path(path)
    if path.exists():
        raise OutputError("exists", path=str(path))
    with _hidden(path) as hidden:
        yield hidden
        try:
            os.link(hidden, path)
        except FileExistsError:
            raise OutputError("exists", path=str(path)) from None
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.ENOTSUP}:
                raise
            hidden.rename(path)  # a file system without hard links


@contextmanager
def replace_file(path: str | Path) -> Iterator[Path]:
    """Yield a hidden name beside ``path`` to write; it takes the place of ``path`` when all
    went well. A device or pipe is written itself. Raises ``OutputError``."""
    path = Path(path)
    if path.is_dir():
        raise OutputError("is_a_folder", path=str(path))
    if path.exists() and not path.is_file():
        yield from _as_it_is(path)
        return
    with _hidden(path) as hidden:
        yield hidden
        hidden.replace(path)


def _as_it_is(path: Path) -> Iterator[Path]:
    try:
        yield path
    except OSError as error:
        raise output_error(error, path) from error


@contextmanager
def _hidden(path: Path) -> Iterator[Path]:
    if not path.absolute().parent.is_dir():
        raise OutputError("no_parent", path=str(path.absolute().parent))
    hidden = path.with_name(f".{path.stem}.{secrets.token_hex(4)}{path.suffix}")
    try:
        yield hidden
    except OSError as error:
        raise output_error(error, path) from error
    finally:
        with suppress(OSError):  # nothing could be written, so nothing is there
            hidden.unlink(missing_ok=True)
