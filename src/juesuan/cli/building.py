"""``juesuan build``: of a book, or of forms that are filled already."""

from __future__ import annotations

from pathlib import Path

from juesuan.cli.errors import UsageError
from juesuan.publishing.look import LOOKS
from juesuan.reading import is_book

__all__ = ["run"]

_DRAFTS = frozenset({".csv", ".toml"})
"""Endings of a book's own files: a folder with them is meant as a book."""


def run(
    path: Path,
    folder: Path,
    form_set: str,
    name: str,
    year: int,
    accept: str,
    previous: Path | None,
    unit: str,
    rounding: str,
    look: str,
    lang: str,
) -> int:
    """Build what is named; the exit status."""
    if look not in LOOKS:
        raise UsageError("build.bad_look", found=look, allowed=LOOKS)
    if _meant_as_book(path):
        only = {"--name": name, "--year": year, "--accept": accept, "--previous": previous}
        for option, given in only.items():
            if given:
                raise UsageError("build.only_for_forms", option=option)
        from juesuan.cli.build import run as build_book

        return build_book(path, folder, form_set, unit, rounding, look, lang)
    if unit:
        raise UsageError("build.only_for_books", option="--money")
    from juesuan.cli.build_forms import run as build_forms

    return build_forms(path, folder, form_set, name, year, accept, previous, look, lang)


def _meant_as_book(path: Path) -> bool:
    """Whether a path is a book, or so like one that what is wrong with it is told as such."""
    if not path.exists() or is_book(path):
        return True
    if path.is_dir():
        inside = {entry.suffix.lower() for entry in path.iterdir() if entry.is_file()}
        return not inside - _DRAFTS
    return path.suffix.lower() in _DRAFTS
