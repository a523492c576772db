"""What the pages of a draft show: a form as it is printed, and what an edit changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from juesuan import drafts
from juesuan.drafts import Conflict, Standing, TextConflict, words_of
from juesuan.facts import YUAN, format_amount
from juesuan.forms import MONEY, CellKey, GridCell, Sheet
from juesuan.workbench.preparing.models import Draft
from juesuan.workbench.preparing.naming import key_words
from juesuan.workbench.preparing.places import place_of

__all__ = ["Shown", "conflicts_told", "figure_text", "form_rows", "state_of", "told"]

_MOST_BROKEN = 30
"""Broken identities that a page lists."""


class Shown(Struct, frozen=True, kw_only=True):
    """A cell of the printed table, with its place among the columns (``x``)."""

    cell: GridCell
    x: int
    place: str = ""
    text: str = ""
    value: str = ""
    version: int = 0
    follows: bool = False

    @property
    def tag(self) -> str:
        """The element: a head, a row's label, or a cell."""
        return "th" if self.cell.kind in {"header", "label"} else "td"


def form_rows(draft: drafts.Draft, sheet: Sheet) -> tuple[list[list[Shown]], list[list[Shown]]]:
    """The lines of a form's head and body, every merged cell once."""
    lines = [[_shown(draft, x, c) for x, c in enumerate(row) if c] for row in sheet.grid()]
    head = sheet.form.header_rows
    return lines[:head], lines[head:]


def _shown(draft: drafts.Draft, x: int, placed: GridCell) -> Shown:
    if placed.cell is None:
        return Shown(cell=placed, x=x, text=placed.text)
    key, value = placed.cell.key, draft.value(placed.cell.key)
    return Shown(
        cell=placed,
        x=x,
        place=place_of(key),
        text=figure_text(draft, key, placed.cell.unit),
        value="" if value is None else str(value),
        version=draft.version(key),
        follows=draft.follows(key),
    )


def figure_text(draft: drafts.Draft, key: CellKey, unit: str) -> str:
    """A figure as the form prints it; empty where it is blank."""
    value = draft.value(key)
    if value is None:
        return ""
    return format_amount(value, draft.head.money) if unit == MONEY else f"{value:,}"


def told(
    record: Draft,
    draft: drafts.Draft,
    cells: Iterable[CellKey],
    laid: bool = False,
    texts: Iterable[str] = (),
) -> dict[str, Any]:
    """What a page is told after an edit: what cells hold now (as text of cents: a page's numbers
    are not exact enough), whether they follow, their versions; words with theirs; how the
    identities stand."""
    return {
        "number": record.number,
        "laid": laid,
        "cells": {place_of(key): _now(draft, key) for key in cells if key in draft.net.number},
        "texts": {key: [draft.texts.get(key, ""), draft.version(key)] for key in texts},
        **state_of(draft),
    }


def _now(draft: drafts.Draft, key: CellKey) -> list[Any]:
    value = draft.value(key)
    return ["" if value is None else str(value), int(draft.follows(key)), draft.version(key)]


def state_of(draft: drafts.Draft) -> dict[str, Any]:
    """How many identities hold, are broken or are still open, and the broken ones in words."""
    standings = list(draft.standings().values())
    broken = [each for each in standings if each.state == "broken"]
    units = {key: cell.unit for key, cell in draft.cells.items()} if broken else {}
    return {
        "holds": sum(each.state == "holds" for each in standings) + len(draft.net.ways),
        "open": sum(each.state == "open" for each in standings),
        "broken": [_broken(draft, each, units) for each in broken[:_MOST_BROKEN]],
        "all_broken": len(broken),
    }


def _broken(draft: drafts.Draft, each: Standing, units: dict[CellKey, str]) -> dict[str, Any]:
    terms = each.check.identity.terms
    left, right = (
        [key for c, key in terms if c * side > 0 and draft.value(key) is not None]
        for side in (1, -1)
    )
    money = units[terms[0][1]] == MONEY
    return {
        "left": [[place_of(key), words_of(draft, key)] for key in left],
        "right": [[place_of(key), words_of(draft, key)] for key in right[:12]],
        "more": max(0, len(right) - 12),
        "sign": "≥" if each.check.identity.kind == "part" else "=",
        "by": format_amount(each.residual, YUAN) if money else f"{each.residual:,}",
    }


def conflicts_told(
    draft: drafts.Draft, found: Iterable[Conflict | TextConflict]
) -> Iterator[dict[str, Any]]:
    """Both values of each cell that others have changed."""
    for each in found:
        if isinstance(each, TextConflict):
            yield {
                "at": each.key,
                "text": True,
                "words": key_words(draft.texts, each.key),
                "theirs": each.theirs,
                "ours": each.ours,
                "version": each.version,
            }
            continue
        known = each.key in draft.net.number
        yield {
            "at": place_of(each.key),
            "words": words_of(draft, each.key) if known else str(each.key),
            "theirs": "" if each.theirs is None else str(each.theirs),
            "ours": "" if each.ours is None else str(each.ours),
            "version": each.version,
        }
