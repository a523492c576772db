"""The database itself refuses to change or delete entries of the journal."""

from typing import Any

from django.db import migrations

_SQLITE = """
CREATE TRIGGER journal_entry_{event} BEFORE {event} ON journal_entry
BEGIN SELECT RAISE(ABORT, 'entries of the journal stay as they are'); END
"""
_FUNCTION = """
CREATE FUNCTION journal_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'entries of the journal stay as they are'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER journal_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_stays()
"""


def refuse(apps: Any, editor: Any) -> None:
    """Put the triggers in."""
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(_SQLITE.format(event=event))
    else:
        editor.execute(_FUNCTION)
        editor.execute(_POSTGRESQL)


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = (("journal", "0001_initial"),)
    operations = (migrations.RunPython(refuse, migrations.RunPython.noop),)
