"""The folders of what is built and published, and the files in them that may be served."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path

from django.conf import settings
from msgspec import Struct

from juesuan.publishing import replace_file
from juesuan.publishing.output import MANIFEST, SIGNATURE

__all__ = ["Differing", "differences", "files_of", "folder_of", "freeze", "packed", "remove"]


class Differing(Struct, frozen=True, kw_only=True):
    """A cell that two versions print differently: form, row and column, their words, and what
    each prints (empty: nothing) in ``unit``."""

    form: str
    row: str
    column: str
    words: str
    before: str
    after: str
    unit: str


def folder_of(place: str) -> Path:
    """The folder of a place among what is published."""
    return Path(settings.FOLDER) / "published" / place


def files_of(place: str) -> dict[str, Path]:
    """The files that a folder's manifest lists, with the manifest and its signature, by their
    names; nothing else is ever served of it."""
    folder = folder_of(place)
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
        names = [str(entry["name"]) for entry in said["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    found = {name: folder / name for name in (*names, MANIFEST, SIGNATURE)}
    inside = folder.resolve()
    return {
        name: path
        for name, path in found.items()
        if path.is_file() and path.resolve().is_relative_to(inside)
    }


def freeze(place: str) -> None:
    """Let nobody write to a folder's files any more."""
    for path in files_of(place).values():
        path.chmod(0o444)


def packed(place: str) -> Path:
    """The whole folder as one zip, made once."""
    path = Path(settings.FOLDER) / "published" / f"{place}.zip"
    if not path.exists():
        with replace_file(path) as hidden, zipfile.ZipFile(hidden, "w") as archive:
            for name, file in sorted(files_of(place).items()):
                info = zipfile.ZipInfo(name)
                info.external_attr = 0o644 << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, file.read_bytes())
    return path


def remove(place: str) -> None:
    """Remove the folder of what was never signed."""
    shutil.rmtree(folder_of(place), ignore_errors=True)


def differences(before: str, after: str) -> list[Differing]:
    """The cells that two folders print differently, in the order of the later one's forms; those
    that only the earlier one prints follow."""
    one, other = _cells(before), _cells(after)
    keys = [*other, *(key for key in one if key not in other)]
    found = []
    for key in keys:
        was, now = one.get(key, {}), other.get(key, {})
        if was.get("value", "") == now.get("value", "") and was.get("unit") == now.get("unit"):
            continue
        said = now or was
        units = dict.fromkeys(filter(None, (was.get("unit"), now.get("unit"))))
        words = (said["form_title"], said["row_words"], said["column_words"])
        found.append(
            Differing(
                form=key[0],
                row=key[1],
                column=key[2],
                words=" · ".join(filter(None, words)),
                before=was.get("value", ""),
                after=now.get("value", ""),
                unit=" → ".join(units),
            )
        )
    return found


def _cells(place: str) -> dict[tuple[str, str, str], dict[str, str]]:
    path = folder_of(place) / "cells.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["form"], row["row"], row["column"]): row for row in csv.DictReader(stream)}
