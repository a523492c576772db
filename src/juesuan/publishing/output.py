"""An output folder that appears whole or not at all.

Files are written into a hidden folder beside the wanted one and renamed into place at the
end, after a manifest that lists them. A folder that this program did not write, to which
somebody added a file, or in which somebody changed one, is never replaced. A run that is killed
leaves the old folder or the new one, and what it left beside them the next run removes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from juesuan import __version__
from juesuan.forms import Disclosure
from juesuan.forms.digest import form_set_digest
from juesuan.publishing.errors import OutputError, output_error
from juesuan.publishing.places import clean_leftovers, exchange, hold

__all__ = [
    "MANIFEST",
    "SIGNATURE",
    "OutputFolder",
    "foreign_files",
    "manifest_head",
]

MANIFEST = "manifest.json"
"""The file that marks a folder as written by this program; it is written last."""

SIGNATURE = "signature.json"
"""Where a folder's manifest is signed: no manifest lists it. A signed folder is never replaced."""

_PROGRAM = "juesuan"
_IGNORED = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that desktops leave in folders; they keep no folder from being replaced."""


def manifest_head(disclosure: Disclosure, book: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What a manifest says before its list of files: the program, the forms and the book."""
    return {
        "program": _PROGRAM,
        "version": __version__,
        "form_set": disclosure.form_set.id,
        "form_set_sha256": form_set_digest(disclosure.form_set.place or disclosure.form_set.id),
        "unit": disclosure.unit,
        "year": disclosure.year,
        "money": disclosure.money.zh,
        "book": json.loads(json.dumps(book or {}, sort_keys=True)),
    }


class OutputFolder:
    """A context manager for a folder of outputs: inside it, write into ``path``.

    On success the folder gets its manifest and takes the place of ``out``; on any exception
    ``out`` stays as it was. ``head`` is the manifest's beginning (``manifest_head``). Raises
    ``OutputError``, also for an ``OSError`` of the writers inside.

    >>> with OutputFolder("out", manifest_head(disclosure)) as folder:  # doctest: +SKIP
    ...     write_cells(disclosure, folder.path / "cells.csv")
    """

    def __init__(self, out: str | Path, head: Mapping[str, Any]) -> None:
        self.out = Path(os.path.realpath(out))
        self.head = dict(head)
        self._held: int | None = None
        self._name()

    def _name(self) -> None:
        hidden = f".{self.out.name}.{secrets.token_hex(4)}"
        self.path = self.out.parent / f"{hidden}.new"
        self._before = self.out.parent / f"{hidden}.before"

    def __enter__(self) -> OutputFolder:
        """Make the hidden folder, unless ``out`` may not be replaced. What a killed run left
        is cleaned up."""
        with contextlib.suppress(OSError):  # cleaned by another run, or not ours to clean
            clean_leftovers(self.out)
        self._check()
        try:
            self.path.mkdir()
            self._held = hold(self.path)
            while not self.path.is_dir():  # cleaned up before it was held
                self._let_go()
                self._name()
                self.path.mkdir()
                self._held = hold(self.path)
        except OSError as error:
            raise self._error(error) from error
        return self

    def _let_go(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put the finished folder in place, or after an exception remove it."""
        try:
            if error is None:
                _write_manifest(self.path, self.head)
                self._check()
                self._swap()
        except OSError as failure:
            raise self._error(failure) from failure
        finally:
            self._clean_up()
        if isinstance(error, OSError):
            raise self._error(error) from error

    def _check(self) -> None:
        """Raise ``OutputError`` unless the folder may be made or replaced."""
        where = str(self.out)
        try:
            if not self.out.exists():
                if not self.out.parent.is_dir():
                    raise OutputError("no_parent", path=str(self.out.parent))
            elif not self.out.is_dir():
                raise OutputError("not_a_folder", path=where)
            elif found := _foreign_file(self.out):
                raise OutputError("not_ours", path=where, found=found)
            elif changed := _changed_file(self.out):
                raise OutputError("changed", path=where, found=changed)
        except OSError as error:
            raise self._error(error) from error

    def _swap(self) -> None:
        """Put the new folder in place of the old one, or leave the old one where it was. The
        two exchange their names in one step where the system can; else a run that is killed
        between two renames is mended by the next."""
        try:
            if self.out.exists():
                shutil.copymode(self.out, self.path)
                if exchange(self.path, self.out):
                    return
                self.out.rename(self._before)
            self.path.rename(self.out)
        except BaseException:
            if self._before.exists() and not self.out.exists():
                self._before.rename(self.out)
            raise

    def _clean_up(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        if self.out.exists():
            shutil.rmtree(self._before, ignore_errors=True)
        self._let_go()

    def _error(self, error: OSError) -> OutputError:
        return output_error(error, self.out)


def _foreign_file(folder: Path) -> str:
    """What a folder holds that no manifest of this program lists; empty if nothing."""
    ours = _listed(folder / MANIFEST)
    if not ours:
        return min((p.name for p in folder.iterdir() if p.name not in _IGNORED), default="")
    return min(foreign_files(folder, ours), default="")


def foreign_files(folder: Path, ours: Collection[str]) -> list[str]:
    """Names of files in a folder and below that are not among ``ours``, sorted; those that
    desktops leave behind do not count."""
    return sorted(
        name
        for path in folder.rglob("*")
        if path.name not in _IGNORED and (path.is_symlink() or not path.is_dir())
        if (name := path.relative_to(folder).as_posix()) not in ours
    )


def _changed_file(folder: Path) -> str:
    """A file that somebody changed since it was written, by its SHA-256; empty if none."""
    try:
        entries = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        written = {str(entry["name"]): str(entry["sha256"]) for entry in entries}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return ""
    for name, sha256 in sorted(written.items()):
        path = folder / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            return name
    return ""


def _listed(manifest: Path) -> set[str]:
    """The names a manifest of this program lists, with its own; empty if it is not one."""
    try:
        content = json.loads(manifest.read_text("utf-8"))
        if content["program"] != _PROGRAM:
            return set()
        return {MANIFEST, *(str(entry["name"]) for entry in content["files"])}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()


def _write_manifest(folder: Path, head: Mapping[str, Any]) -> None:
    files = [
        {
            "name": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in folder.rglob("*")
        if path.is_file()
    ]
    files.sort(key=lambda entry: str(entry["name"]))
    text = json.dumps({**head, "files": files}, ensure_ascii=False, indent=2)
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
