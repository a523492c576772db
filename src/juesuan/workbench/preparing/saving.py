"""Edits stored: figures, rows, words, the edit itself and the journal, all or none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from juesuan import drafts
from juesuan.drafts import CellEdit, Changed, Conflict, RowEdit, TextConflict, TextEdit
from juesuan.facts import YUAN, plain_amount
from juesuan.forms import MONEY, CellKey
from juesuan.workbench.journal.chain import Change, record_all
from juesuan.workbench.people.models import User
from juesuan.workbench.preparing.models import Draft, Edit, Figure, Words
from juesuan.workbench.preparing.naming import is_of_line, key_words
from juesuan.workbench.preparing.places import key_of, place_of

__all__ = ["Stored", "again", "back", "store"]

Stored = Changed | list[Conflict | TextConflict]
"""What an edit changed, or what stands in its way."""
_AT_ONCE = 100
"""Figures that one statement takes away: databases bound how long a condition may be."""


def store(
    user: User,
    row: Draft,
    draft: drafts.Draft,
    edit: drafts.Edit,
    *,
    seen: Mapping[CellKey | str, int] | None = None,
    kind: str = "edit",
    of: Edit | None = None,
    why: str = "",
    source: str = "",
    mark: str = "",
) -> Stored:
    """Make an edit and store it; ``seen`` are the versions that its author saw. Where others
    have changed its cells since, nothing is stored and both values of each are told. ``source`` is
    the file that it came from, ``mark`` the sender's own name of it. Called with the draft's record
    locked."""
    if found := draft.conflicts(edit, seen):
        return found
    if not edit:
        return Changed(cells={}, checks=frozenset())
    row.number += 1
    units = {key: cell.unit for key, cell in draft.cells.items()} if edit.cells else {}
    before = draft.texts.copy() if edit.texts else {}
    changed = draft.apply(edit, row.number)
    if edit.cells:
        units |= {key: cell.unit for key, cell in draft.cells.items()}
    whole = {**before, **draft.texts}
    _keep(row, draft, edit.cells)
    _keep_words(row, edit.texts)
    told = [_change(row, c, units[c.key] == MONEY, kind, why, source) for c in edit.cells]
    told += [_change_of_text(row, text, kind, why, whole, source) for text in edit.texts]
    told += [_change_of_row(row, place) for place in edit.rows]
    record_all(user, told, row.filing.unit)
    row.rows = sorted(map(list, draft.rows))
    row.save(update_fields=["number", "rows"])
    Edit.objects.create(
        draft=row, number=row.number, who=user, kind=kind, of=of, what=_written(edit), mark=mark
    )
    return changed


def back(user: User, row: Draft, draft: drafts.Draft, mark: str = "") -> Stored | None:
    """Take back one's own last edit that stands; ``None`` where there is none."""
    mine = Edit.objects.filter(draft=row, who=user, undone=False, kind="edit")
    if (last := mine.order_by("-number").first()) is None:
        return None
    changed = store(user, row, draft, _read(last.what).inverse, kind="undo", of=last, mark=mark)
    if isinstance(changed, Changed):
        last.undone = True
        last.save(update_fields=["undone"])
    return changed


def again(user: User, row: Draft, draft: drafts.Draft, mark: str = "") -> Stored | None:
    """Make the edit again that was last taken back; ``None`` where there is none or something
    was entered since."""
    mine = Edit.objects.filter(draft=row, who=user)
    entered = mine.filter(kind="edit", undone=False).order_by("-number").first()
    undone = mine.filter(kind="edit", undone=True).order_by("number")
    if entered is not None:
        undone = undone.filter(number__gt=entered.number)
    if (first := undone.first()) is None:
        return None
    changed = store(user, row, draft, _read(first.what), kind="redo", of=first, mark=mark)
    if isinstance(changed, Changed):
        first.undone = False
        first.save(update_fields=["undone"])
    return changed


def _keep(row: Draft, draft: drafts.Draft, cells: Sequence[CellEdit]) -> None:
    """Put each figure under its first cell, where the draft looks for it."""
    kept: dict[CellKey, Figure] = {}
    beside: list[CellKey] = []
    for each in cells:
        number = draft.net.number.get(each.key)
        first, *others = (each.key,) if number is None else draft.net.places[number] or (each.key,)
        at = {"form": first.form, "row": first.row, "column": first.column}
        kept[first] = Figure(draft=row, value=each.after, version=row.number, **at)
        beside += others
    figures = Figure.objects.filter(draft=row)
    if beside and figures.exists():
        for start in range(0, len(beside), _AT_ONCE):
            some = beside[start : start + _AT_ONCE]
            places = (Q(form=key.form, row=key.row, column=key.column) for key in some)
            figures.filter(reduce(or_, places)).delete()
    Figure.objects.bulk_create(
        kept.values(),
        update_conflicts=True,
        unique_fields=("draft", "form", "row", "column"),
        update_fields=("value", "version"),
    )


def _keep_words(row: Draft, texts: Sequence[TextEdit]) -> None:
    kept = {e.key: Words(draft=row, key=e.key, text=e.after, version=row.number) for e in texts}
    Words.objects.bulk_create(
        kept.values(),
        update_conflicts=True,
        unique_fields=("draft", "key"),
        update_fields=("text", "version"),
    )


def _change(row: Draft, each: CellEdit, money: bool, kind: str, why: str, source: str) -> Change:
    return Change(
        action=f"cell.{'set' if kind == 'edit' else kind}",
        year=row.filing.year,
        form=each.key.form,
        row=each.key.row,
        column=each.key.column,
        before=_said(each.before, money),
        after=_said(each.after, money),
        why=why,
        source=row.source if kind == "begin" else source,
    )


def _change_of_text(
    row: Draft, each: TextEdit, kind: str, why: str, whole: Mapping[str, str], source: str
) -> Change:
    """Words in the journal: a line's cell by its table, line and column, like a form's."""
    table, line, column = (*each.key.split("|", 2), "", "")[:3]
    of_line = is_of_line(each.key)
    return Change(
        action=f"text.{kind}",
        year=row.filing.year,
        subject=key_words(whole, each.key) if of_line else each.key,
        form=table if of_line else "",
        row=line if of_line else "",
        column=column if of_line else "",
        before=each.before,
        after=each.after,
        why=why,
        source=row.source if kind == "begin" else source,
    )


def _change_of_row(row: Draft, place: RowEdit) -> Change:
    action = f"row.{'add' if place.added else 'remove'}"
    return Change(action=action, year=row.filing.year, subject=f"{place.form} {place.code}")


def _said(value: int | None, money: bool) -> str:
    if value is None:
        return ""
    return plain_amount(value, YUAN) if money else str(value)


def _written(edit: drafts.Edit) -> dict[str, Any]:
    return {
        "cells": [[place_of(e.key), e.before, e.after] for e in edit.cells],
        "rows": [[e.form, e.code, e.added] for e in edit.rows],
        "texts": [[e.key, e.before, e.after] for e in edit.texts],
    }


def _read(what: Mapping[str, Any]) -> drafts.Edit:
    return drafts.Edit(
        cells=tuple(CellEdit(key_of(at), before, after) for at, before, after in what["cells"]),
        rows=tuple(RowEdit(*each) for each in what["rows"]),
        texts=tuple(TextEdit(*each) for each in what["texts"]),
    )
