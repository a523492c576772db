"""What a figure of a draft is made of and where else it stands (数的来历)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from juesuan.drafts.draft import Draft, Standing
from juesuan.forms import CellKey, Identity, Sheet

__all__ = ["Making", "SourceCell", "making", "words_of"]


class SourceCell(Struct, frozen=True):
    """A figure that another is made of: its first cell and what it holds."""

    key: CellKey
    value: int | None


class Making(Struct, frozen=True, kw_only=True):
    """A figure's value, the figures that it is the sum of (none where it is entered) by
    ``identity``, the other cells it stands in, the totals it goes into, and how the checks
    stand that it is part of."""

    key: CellKey
    value: int | None
    entered: bool
    identity: Identity | None
    pieces: tuple[SourceCell, ...]
    elsewhere: tuple[CellKey, ...]
    wholes: tuple[SourceCell, ...]
    checks: tuple[Standing, ...]


def making(draft: Draft, key: CellKey) -> Making:
    """What a cell's figure is made of. Raises ``CellNotFoundError``."""
    value, follows = draft.value(key), draft.follows(key)
    net = draft.net
    figure = net.number[key]

    def piece(number: int) -> SourceCell:
        place = net.places[number][0]
        return SourceCell(place, draft.value(place))

    return Making(
        key=key,
        value=value,
        entered=not follows,
        identity=net.ways.get(figure) if follows else None,
        pieces=tuple(map(piece, net.parts.get(figure, ()))) if follows else (),
        elsewhere=tuple(place for place in net.places[figure] if place != key),
        wholes=tuple(map(piece, net.wholes.get(figure, ()))),
        checks=tuple(draft.standings(net.at.get(figure, ())).values()),
    )


def words_of(draft: Draft, key: CellKey) -> str:
    """A cell as people call it: form, row label, column head. Raises ``CellNotFoundError``."""
    draft.value(key)
    if key not in draft.names:
        sheet = next(sheet for sheet in draft.sheets if sheet.form.no == key.form)
        draft.names.update(_names(sheet))
    return draft.names[key]


def _names(sheet: Sheet) -> Iterator[tuple[CellKey, str]]:
    """The names of all cells of a form."""
    labels = {
        cell.key: laid.row.label.strip()
        for side in sheet.sides
        for laid in side
        for cell in laid.cells.values()
    }
    heads: dict[int, str] = {}
    for line in sheet.grid():
        for x, placed in enumerate(line):
            if placed is not None and placed.cell is not None:
                key = placed.cell.key
                if x not in heads:
                    heads[x] = _head(sheet, x)
                label = labels.get(key, key.row)
                yield key, " · ".join(filter(None, (sheet.form.no, label, heads[x])))


def _head(sheet: Sheet, column: int) -> str:
    """The words above a column, from the top down, without numbers."""
    words: list[str] = []
    for span in sheet.form.header:
        if span.column <= column < span.column + span.columns:
            text = span.text.strip()
            if text and not text.isdigit() and text not in words:
                words.append(text)
    return "/".join(words)
