"""Backup and restore while the workbench runs: one file with every row and every document.

A backup is a zip: ``head.json`` (versions, migrations, counts), one JSON line a row for each table,
the files, and the key that signs what is published. It is the same for SQLite and PostgreSQL, so
that one can be restored into the other. Rows are read in one transaction: a backup shows one
moment, whatever is saved meanwhile.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from juesuan import __version__
from juesuan.publishing import replace_file
from juesuan.workbench.place import SIGNING_KEY, Place, WorkbenchError

__all__ = ["back_up", "restore"]

_FORMAT = 1
_LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission"}
_FOLDERS = ("files", "pages", "published")
_BATCH = 500


def back_up(place: Place, path: Path) -> dict[str, int]:
    """Write a backup; how many rows of each table it holds. Raises ``OSError``."""
    counts: dict[str, int] = {}
    with replace_file(path) as target, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        with _one_moment():
            for model in _tables(apps):
                label = model._meta.label_lower
                with packed.open(f"rows/{label}.jsonl", "w", force_zip64=True) as stream:
                    for row in _rows(model):
                        stream.write(row)
                        counts[label] = counts.get(label, 0) + 1
            states = MigrationExecutor(connection).loader.applied_migrations
        for folder in _FOLDERS:
            for file in sorted((place.folder / folder).rglob("*")):
                if file.is_file():
                    packed.write(file, f"{folder}/{file.relative_to(place.folder / folder)}")
        packed.writestr(SIGNING_KEY, place.signing_key())
        head = {
            "format": _FORMAT,
            "version": __version__,
            "migrations": sorted(f"{app}.{name}" for app, name in states),
            "counts": counts,
        }
        packed.writestr("head.json", json.dumps(head, indent=1))
    path.chmod(0o600)
    return counts


def restore(place: Place, path: Path) -> dict[str, int]:
    """Put a backup into a workbench that is empty still, then bring it up to date. All of it is
    restored or nothing. Raises ``WorkbenchError`` where it holds something, or the file is no
    backup."""
    try:
        with zipfile.ZipFile(path) as packed:
            head = json.loads(packed.read("head.json"))
            if head["format"] != _FORMAT:
                raise WorkbenchError("no_backup", path=path)
            _empty_only(place)
            _to_schema_of(head["migrations"])
            counts = _put_in(packed)
            for name in packed.namelist():
                if name.startswith(tuple(f"{folder}/" for folder in _FOLDERS)):
                    _unpack(packed, name, place.folder)
            if SIGNING_KEY in packed.namelist():
                _unpack(packed, SIGNING_KEY, place.folder)
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise WorkbenchError("no_backup", path=path) from error
    call_command("migrate", verbosity=0, interactive=False)
    if counts != head["counts"]:
        raise WorkbenchError("no_backup", path=path)
    return counts


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees the rows as they are now, however long it takes."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _tables(registry: Any) -> list[type[models.Model]]:
    """The tables of a backup, those of many-to-many relations among them."""
    found = registry.get_models(include_auto_created=True)
    return [model for model in found if model._meta.label_lower not in _LEFT_OUT]


def _rows(model: type[models.Model]) -> Iterator[bytes]:
    names = sorted(field.attname for field in model._meta.concrete_fields)
    for values in model._default_manager.order_by("pk").values(*names).iterator(2000):
        row = json.dumps(values, cls=_Exact, ensure_ascii=False, separators=(",", ":"))
        yield row.encode() + b"\n"


class _Exact(DjangoJSONEncoder):
    """Times to the microsecond, as the journal's hashes hold them."""

    def default(self, o: Any) -> Any:
        """A value that JSON has no form for."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _empty_only(place: Place) -> None:
    from juesuan.workbench.people.models import User

    if User.objects.exists() or any((place.folder / "files").iterdir()):
        raise WorkbenchError("not_empty", folder=place.folder)


def _to_schema_of(migrations: list[str]) -> None:
    """Bring the empty database to the schema that the backup was made with."""
    known = MigrationExecutor(connection).loader.graph.nodes
    wanted = {(one.split(".", 1)[0], one.split(".", 1)[1]) for one in migrations}
    if not wanted <= set(known):
        raise WorkbenchError("newer_backup", version=__version__)
    for app in {app for app, _ in set(known) - wanted}:
        earlier = sorted(name for of, name in wanted if of == app)
        target = earlier[-1] if earlier else "zero"
        call_command("migrate", app, target, verbosity=0, interactive=False)


def _put_in(packed: zipfile.ZipFile) -> dict[str, int]:
    """Every row, into the schema as it is now."""
    loader = MigrationExecutor(connection).loader
    state = loader.project_state(list(loader.applied_migrations))
    counts: dict[str, int] = {}
    tables = _tables(state.apps)
    with transaction.atomic(), connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
        for model in tables:
            label = model._meta.label_lower
            if f"rows/{label}.jsonl" not in packed.namelist():
                continue
            if model._default_manager.exists():
                model._default_manager.all().delete()
            with packed.open(f"rows/{label}.jsonl") as stream:
                counts[label] = _insert(model, stream)
        resets = connection.ops.sequence_reset_sql(no_style(), tables)
        with connection.cursor() as cursor:
            for statement in resets:
                cursor.execute(statement)
    return {label: count for label, count in counts.items() if count}


def _insert(model: type[models.Model], stream: Any) -> int:
    fields, rows, count = model._meta.concrete_fields, [], 0
    for line in stream:
        said = json.loads(line)
        values = {one.attname: one.to_python(said.pop(one.attname)) for one in fields}
        if said:
            raise ValueError(f"{model._meta.label_lower} has no {sorted(said)}")
        rows.append(model(**values))
        count += 1
        if len(rows) == _BATCH:
            model._default_manager.bulk_create(rows)
            rows = []
    model._default_manager.bulk_create(rows)
    return count


def _unpack(packed: zipfile.ZipFile, name: str, folder: Path) -> None:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise WorkbenchError("no_backup", path=name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with packed.open(name) as source, os.fdopen(handle, "wb") as stream:
        shutil.copyfileobj(source, stream, 1 << 20)
