"""What is kept: the journal cannot be changed unseen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from juesuan.workbench.journal.chain import Change, record, record_all, verify
from juesuan.workbench.journal.models import Entry


def test_the_journal_keeps_a_cell_with_what_stood_there(people: Any) -> None:
    change = Change(
        action="cell.set", year=2024, form="01", row="5", column="2", before="1.00", after="2.00"
    )
    entry = record(people.of["preparer", "own"], change, people.a)
    assert (entry.name, entry.unit, entry.after) == ("preparer-own", people.a, "2.00")
    record(None, Change(action="noted", why="不详"))
    assert (verify().count, verify().broken) == (2, 0)


def test_changes_recorded_together_are_chained_one_after_another(people: Any) -> None:
    record(None, Change(action="noted", subject="before"))
    record_all(None, [Change(action="noted", subject=str(n)) for n in range(3)], people.a)
    record(None, Change(action="noted", subject="after"))
    assert [one.subject for one in Entry.objects.all()] == ["before", "0", "1", "2", "after"]
    assert (verify().count, verify().broken) == (5, 0)


@pytest.mark.parametrize(
    "event", ["UPDATE journal_entry SET after='9'", "DELETE FROM journal_entry"]
)
def test_the_database_refuses_to_change_the_journal(people: Any, event: str) -> None:
    record(None, Change(action="noted"))
    with pytest.raises(DatabaseError, match="stay as they are"), transaction.atomic():
        connection.cursor().execute(event)


def test_a_changed_entry_is_found_though_the_trigger_was_taken_away(people: Any) -> None:
    for n in range(3):
        record(None, Change(action="noted", subject=str(n)))
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER journal_entry_UPDATE")
        cursor.execute("UPDATE journal_entry SET subject='x' WHERE number=2")
    assert verify().broken == 2


def test_an_entry_that_was_cut_off_the_end_is_found(people: Any) -> None:
    for n in range(3):
        record(None, Change(action="noted", subject=str(n)))
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER journal_entry_DELETE")
        cursor.execute("DELETE FROM journal_entry WHERE number=3")
    assert verify().broken == 3


def test_an_entry_is_never_saved_twice(people: Any) -> None:
    entry = record(None, Change(action="noted"))
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    assert Entry.objects.count() == 1
