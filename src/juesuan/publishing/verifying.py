"""Verifying a published folder: that every file is the one that was built.

The manifest lists each file's size and SHA-256. What is listed must be there unchanged, and
nothing else; the figures must follow from the facts beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct, field

from juesuan import __version__
from juesuan.forms import FormSetError
from juesuan.forms.digest import form_set_digest
from juesuan.publishing.errors import NotPublishedError
from juesuan.publishing.output import MANIFEST, SIGNATURE, foreign_files
from juesuan.publishing.signing import Signed, check_signature

__all__ = ["ChangedFile", "Verified", "verify"]

_MOST = 64 * 1024 * 1024
"""Bytes of a manifest at most."""


class ChangedFile(Struct, frozen=True):
    """A file that is not as it was published: ``key`` is ``changed``, ``missing``, ``extra``
    or ``outside`` (a name that leads out of the folder, or a link)."""

    key: str
    name: str


class Verified(Struct, frozen=True, kw_only=True):
    """A folder compared with its manifest. ``notes`` are keys of what is no fault but worth
    knowing: ``other_version``, ``other_form_set``, ``no_form_set``. ``signed`` says who signed it;
    ``None`` where nobody did."""

    folder: Path
    manifest: dict[str, Any]
    files: int
    differences: list[ChangedFile] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    signed: Signed | None = None


def verify(folder: Path | str, trusted: bytes | None = None) -> Verified:
    """Compare a folder with its manifest, and look at its signature; with ``trusted``, a public
    key (PEM), it must be signed by that one. Raises ``NotPublishedError`` or
    ``SignatureError``."""
    folder = Path(folder)
    try:
        manifest = _manifest(folder)
        found = list(_differences(folder, manifest["files"]))
        listed = {str(entry["name"]) for entry in manifest["files"]}
        ours = listed | {MANIFEST, SIGNATURE}
        found += [ChangedFile("extra", name) for name in foreign_files(folder, ours)]
        signed = check_signature(folder, trusted)
    except OSError as error:
        why = error.strerror or str(error)
        raise NotPublishedError("unreadable", path=error.filename or folder, why=why) from error
    return Verified(
        folder=folder,
        manifest=manifest,
        files=len(listed),
        differences=found,
        notes=list(_notes(manifest)),
        signed=signed,
    )


def _manifest(folder: Path) -> dict[str, Any]:
    if not folder.is_dir():
        raise NotPublishedError("no_folder", path=folder)
    path = folder / MANIFEST
    if not path.is_file():
        raise NotPublishedError("no_manifest", path=folder)
    try:
        if path.stat().st_size > _MOST:
            raise ValueError
        manifest = json.loads(path.read_text("utf-8"))
        for entry in manifest["files"]:
            str(entry["name"]), str(entry["sha256"]), int(entry["bytes"])
        if manifest["program"] != "juesuan":
            raise ValueError
    except (ValueError, KeyError, TypeError, UnicodeError, RecursionError):
        raise NotPublishedError("bad_manifest", path=folder) from None
    return dict(manifest)


def _differences(folder: Path, files: list[dict[str, Any]]) -> Iterator[ChangedFile]:
    for entry in files:
        name = str(entry["name"])
        path = folder / name
        parts = PurePosixPath(name).parts
        if PurePosixPath(name).is_absolute() or ".." in parts or path.is_symlink():
            yield ChangedFile("outside", name)
        elif not path.is_file():
            yield ChangedFile("missing", name)
        else:
            with path.open("rb") as stream:
                same = hashlib.file_digest(stream, "sha256").hexdigest() == entry["sha256"]
            if not same:
                yield ChangedFile("changed", name)


def _notes(manifest: dict[str, Any]) -> Iterator[str]:
    if manifest.get("version") != __version__:
        yield "other_version"
    said = manifest.get("form_set_sha256")
    if said and not manifest.get("form_set_folder"):
        try:
            if form_set_digest(str(manifest.get("form_set"))) != said:
                yield "other_form_set"
        except FormSetError:
            yield "no_form_set"
