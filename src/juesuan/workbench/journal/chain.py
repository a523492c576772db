"""Adding to the journal, and proving that nothing of it was changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC

from django.db import transaction
from django.utils import timezone
from msgspec import Struct
from msgspec.structs import asdict

from juesuan.workbench.journal.models import Entry, Head
from juesuan.workbench.people.models import Unit, User

__all__ = ["Change", "Verified", "record", "record_all", "verify"]

_SIGNED = ("action", "year", "subject", "form", "row", "column", "before", "after", "why", "source")


class Change(Struct, frozen=True, kw_only=True):
    """What was done: ``action`` in a word (``cell.set``), for a cell of a form its place and what
    stood there ``before`` and ``after``, ``why``, and the name of the ``source`` file. ``subject``
    names anything else that was changed."""

    action: str
    year: int = 0
    subject: str = ""
    form: str = ""
    row: str = ""
    column: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    source: str = ""


class Verified(Struct, frozen=True):
    """Whether the chain holds: how many entries, the last hash, and the first number that does not
    hold (0: all do)."""

    count: int
    hash: str
    broken: int = 0


def record(user: User | None, change: Change, unit: Unit | None = None) -> Entry:
    """Add a change to the journal, within the transaction that makes it: both stay or neither."""
    (entry,) = record_all(user, [change], unit)
    return entry


def record_all(
    user: User | None, changes: Sequence[Change], unit: Unit | None = None
) -> list[Entry]:
    """Add changes to the journal one after another, like ``record``; the end of the chain is
    locked and written once for all of them."""
    entries: list[Entry] = []
    with transaction.atomic():
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
        for change in changes:
            said = asdict(change)
            said["subject"] = change.subject[:200]
            said["source"] = change.source[:300]
            entry = Entry(
                number=head.number + 1,
                at=timezone.now(),
                who=user,
                name=user.username if user else "",
                unit=unit,
                previous=head.hash,
                **said,
            )
            entry.hash = _hash(entry)
            head.number, head.hash = entry.number, entry.hash
            entries.append(entry)
        Entry.objects.bulk_create(entries)
        head.save()
    return entries


def verify() -> Verified:
    """Go through the whole chain and compare every hash, and its end."""
    number, last = 0, "0" * 64
    for entry in Entry.objects.order_by("number").iterator(2000):
        number += 1
        if entry.number != number or entry.previous != last or entry.hash != _hash(entry):
            return Verified(number, last, number)
        last = entry.hash
    head = Head.objects.filter(pk=1).first() or Head()
    ends = (head.number, head.hash) == (number, last)
    return Verified(number, last, 0 if ends else number + 1)


def _hash(entry: Entry) -> str:
    said = {name: getattr(entry, name) for name in _SIGNED}
    said |= {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": entry.who_id,
        "name": entry.name,
        "unit": entry.unit_id,
        "previous": entry.previous,
    }
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
