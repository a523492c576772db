"""A built folder opened again; where the figures of given forms stood (``sources.csv``)."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import FactStore, MoneyUnit, Space, parse_amount, standard_space
from juesuan.forms import (
    CellKey,
    DeterminedFacts,
    Disclosure,
    FormSetError,
    find_identities,
    load_form_set,
)
from juesuan.narrative import printed_cells
from juesuan.publishing.errors import NotBuiltError

__all__ = ["SOURCES", "SOURCE_COLUMNS", "BuiltSet", "open_given", "sources_of"]

SOURCES = "sources.csv"
"""The file that says where each figure stood in the forms given."""

SOURCE_COLUMNS = ("form", "row", "column", "text", "file", "place")


class BuiltSet(Struct, frozen=True):
    """A built folder opened again: its manifest, its facts, its forms."""

    folder: Path
    manifest: dict[str, Any]
    space: Space
    store: FactStore
    disclosure: Disclosure


def open_given(folder: Path, manifest: dict[str, Any], year: int, money: MoneyUnit) -> BuiltSet:
    """Open what was built of given forms. Raises ``NotBuiltError`` where the forms' set is not
    one that comes with the program, or its files do not fit the cells."""
    space = standard_space(year)
    values: dict[CellKey, int] = {}
    try:
        forms = load_form_set(manifest["form_set"], space)
        with (folder / "cells.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                key = CellKey(row["form"], row["row"], row["column"])
                counted = row["unit"] != money.zh
                exact = int(row["value"]) if counted else parse_amount(row["value"], money)
                values[key] = exact
        like = Disclosure(
            form_set=forms, unit=manifest["unit"], year=year + 1, money=money, forms=()
        )
        filled = printed_cells(forms, space, like, values)
    except (OSError, ValueError, KeyError, FormSetError):
        raise NotBuiltError("no_out", path=folder) from None
    sheets = [form.sheet for form in filled.forms if form.values]
    identities = tuple(find_identities(sheets, space))
    disclosure = replace(filled, identities=identities)
    return BuiltSet(folder, manifest, space, DeterminedFacts(disclosure, space), disclosure)


def sources_of(folder: Path) -> dict[tuple[str, str, str], list[tuple[str, str, str]]]:
    """By cell, where its figure stood: file, place in it, text."""
    found: dict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    with (folder / SOURCES).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = (row["form"], row["row"], row["column"])
            found[key].append((row["file"], row["place"], row["text"]))
    return found
