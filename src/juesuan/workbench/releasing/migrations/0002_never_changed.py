"""The database itself refuses to change or delete what was published."""

from typing import Any

from django.db import migrations

_SQLITE = """
CREATE TRIGGER releasing_publication_{event} BEFORE {event} ON releasing_publication
BEGIN SELECT RAISE(ABORT, 'what was published stays as it is'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION releasing_publication_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was published stays as it is'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER releasing_publication_stays BEFORE UPDATE OR DELETE OR TRUNCATE
ON releasing_publication FOR EACH STATEMENT EXECUTE FUNCTION releasing_publication_stays()
"""


def refuse(apps: Any, editor: Any) -> None:
    """Put the triggers in."""
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(_SQLITE.format(event=event))
    else:
        editor.execute(_FUNCTION)
        editor.execute(_POSTGRESQL)


def allow(apps: Any, editor: Any) -> None:
    """Take them away again."""
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER releasing_publication_{event}")
    else:
        editor.execute("DROP TRIGGER releasing_publication_stays ON releasing_publication")


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = (("releasing", "0001_initial"),)
    operations = (migrations.RunPython(refuse, allow),)
