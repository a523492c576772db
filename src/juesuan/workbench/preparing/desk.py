"""Drafts taken from the database and kept at hand between two edits.

What is kept is only ever as new as the database says: another process may have edited it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from juesuan import drafts
from juesuan.drafts.laying import DraftHead
from juesuan.facts import money_unit, standard_space
from juesuan.forms import CellKey, load_form_set
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.preparing.models import Draft, Edit, Figure

__all__ = ["at_desk", "edits_since", "hanging", "put_down"]

_KEPT = 256
"""Drafts that a process keeps at hand."""

_desk: OrderedDict[int, tuple[int, drafts.Draft]] = OrderedDict()
_locks: dict[int, threading.RLock] = {}
_guard = threading.Lock()


@contextmanager
def at_desk(draft: Draft) -> Iterator[tuple[Draft, drafts.Draft]]:
    """A draft's record, locked, and its figures, for one at a time, in a transaction; what goes
    wrong leaves nothing behind."""
    with _guard:
        lock = _locks.setdefault(draft.pk, threading.RLock())
    with lock:
        try:
            with transaction.atomic():
                now = (
                    Draft.objects.select_for_update()
                    .select_related("filing__unit")
                    .get(pk=draft.pk)
                )
                taken = _taken(now)
                yield now, taken
            _desk[now.pk] = (now.number, taken)
        except BaseException:
            put_down(draft)
            raise


def put_down(draft: Draft) -> None:
    """Forget what is kept of a draft."""
    _desk.pop(draft.pk, None)


def _taken(record: Draft) -> drafts.Draft:
    """A draft as the database has it."""
    kept = _desk.get(record.pk)
    if kept is None or kept[0] != record.number:
        kept = (record.number, _read(record))
        _desk[record.pk] = kept
        while len(_desk) > _KEPT:
            _desk.popitem(last=False)
    _desk.move_to_end(record.pk)
    return kept[1]


def _read(record: Draft) -> drafts.Draft:
    filing: Filing = record.filing
    space = standard_space(filing.year)
    head = DraftHead(
        form_set=load_form_set(record.form_set, space),
        unit=filing.unit.name,
        year=filing.year,
        money=money_unit(record.money),
        space=space,
        withheld=tuple(record.withheld),
    )
    figures = list(Figure.objects.filter(draft=record))
    keys = {one.pk: CellKey(one.form, one.row, one.column) for one in figures}
    said = list(record.words.all())
    versions: dict[CellKey | str, int] = {keys[one.pk]: one.version for one in figures}
    return drafts.Draft(
        head,
        [(form, code) for form, code in record.rows],
        {keys[one.pk]: one.value for one in figures if one.value is not None},
        {one.key: one.text for one in said if one.text},
        versions | {one.key: one.version for one in said},
    )


def hanging(draft: drafts.Draft, keys: Iterable[CellKey]) -> set[CellKey]:
    """Some cells with all that hang on them, over all forms."""
    net = draft.net
    open_ = [net.number[key] for key in keys if key in net.number]
    seen: set[int] = set()
    while open_:
        figure = open_.pop()
        if figure not in seen:
            seen.add(figure)
            open_ += net.wholes.get(figure, ())
    return {key for figure in seen for key in net.places[figure]}


def edits_since(record: Draft, number: int) -> list[Edit]:
    """The edits of a draft after a number."""
    return list(Edit.objects.filter(draft=record, number__gt=number))
