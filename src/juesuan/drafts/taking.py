"""Figures taken into a draft that is there already (导入): what they change in it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from juesuan.drafts.draft import Draft
from juesuan.drafts.edits import CellEdit, Edit, RowEdit
from juesuan.forms import CellKey

__all__ = ["Taking", "taking"]


class Taking(Struct, frozen=True):
    """An edit that takes figures in, and the draft as it would be after it. ``left`` are the
    cells that follow from others there, and were therefore left as they follow."""

    edit: Edit
    after: Draft
    left: tuple[CellKey, ...] = ()


def taking(draft: Draft, given: Draft, before: Mapping[CellKey, int] | None = None) -> Taking:
    """What it takes to bring the figures of ``given``, with its codes' rows, into ``draft``, both
    of one form set. ``before`` are figures that were given the last time: what has not changed
    since is not taken again, so that what people corrected stays; what is gone since is taken
    away. Nothing is changed yet."""
    rows = given.rows - draft.rows
    wanted = dict(given.entered)
    known = before or {}
    news: dict[CellKey, int | None] = {k: v for k, v in wanted.items() if known.get(k) != v}
    news |= {key: None for key in known if key not in wanted}
    whole = Draft(draft.head, draft.rows | rows, draft.entered, draft.texts)
    news = {key: value for key, value in news.items() if key in whole.net.number}
    figures = {whole.net.number[key]: (key, value) for key, value in news.items()}
    entered = {whole.net.places[n][0]: value for n, (_, value) in figures.items()}
    kept = {key: value for key, value in whole.entered.items() if key not in entered}
    full = Draft(
        draft.head,
        whole.rows,
        {**kept, **{key: value for key, value in entered.items() if value is not None}},
        draft.texts,
    )
    left = tuple(key for key, value in figures.values() if value is not None and full.follows(key))
    own = whole.entered
    cells = []
    for figure, (key, value) in figures.items():
        was = own.get(whole.net.places[figure][0])
        if key not in left and was != value:
            cells.append(CellEdit(key, was, value))
    edit = Edit(
        cells=tuple(cells), rows=tuple(RowEdit(form, code, True) for form, code in sorted(rows))
    )
    after = Draft(draft.head, draft.rows, draft.entered, draft.texts)
    after.apply(edit)
    return Taking(edit, after, left)
