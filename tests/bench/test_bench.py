"""The benchmark's book is accepted, and its bare sums are ours. Nothing here is timed."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.generate import generate
from bench.processors import spent
from bench.tasks import WrongResultError, cells_of, compare, rollups, whole_bare, whole_ours

from bench import bare
from juesuan.checks import check_identities
from juesuan.ledger import Book, read_book
from juesuan.publishing import fill_book

ENTRIES = 2_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("book"), ENTRIES)


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    return read_book(folder)


def test_book_is_accepted(book: Book) -> None:
    assert book.rows["entries"] == ENTRIES
    assert not book.notices


def test_book_is_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    again = generate(tmp_path / "again", ENTRIES)
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_book_is_varied(book: Book) -> None:
    counts = book.db.execute(
        "SELECT count(DISTINCT month(date)), count(DISTINCT function), count(DISTINCT economic),"
        " count(DISTINCT fund), count(DISTINCT unit), count(DISTINCT project)"
        " FROM typed_entries"
    ).fetchone()
    assert counts is not None
    months, functions, economics, funds, units, projects = counts
    assert (months, functions, funds, units) == (12, 60, 4, 3)
    assert economics >= 50
    assert projects > 150


def test_identities_hold(book: Book) -> None:
    assert all(residual.holds for residual in check_identities(fill_book(book)))


@pytest.mark.parametrize("load", [True, False], ids=["loaded", "while reading"])
def test_bare_sums_are_ours(folder: Path, book: Book, load: bool) -> None:
    db = bare.connect("1GB")
    bare.read(db, folder, load)
    bare.cube(db)
    theirs = bare.fill(db)
    ours = cells_of(fill_book(book))
    assert {form for form, _, _ in ours} >= {"02", "03", "05", "06", "07"}
    assert ours == theirs


def test_measured_ways_agree(folder: Path) -> None:
    found = rollups(str(folder), "1GB", 1)
    ours = whole_ours(str(folder), "1GB")["cells"]
    assert ours == whole_bare(str(folder), "1GB")["cells"]
    assert found["cells"] == len(ours)


def test_wrong_result_is_refused() -> None:
    with pytest.raises(WrongResultError, match="2 accounts differ"):
        compare({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, "accounts")
    with pytest.raises(WrongResultError, match="no accounts"):
        compare({}, {}, "accounts")


def test_ledger_for_beancount_has_the_same_sums(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("beancount")
    from bench.tasks import peer_beancount, peer_ours, write_ledger

    ledger = tmp_path / "peer.beancount"
    write_ledger(str(folder), str(ledger))
    ours = peer_ours(str(folder), str(tmp_path / "out"))["balances"]
    assert ours == peer_beancount(str(ledger))["balances"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's own peak")
def test_the_peak_of_a_process_is_not_that_of_the_one_that_started_it() -> None:
    code = (
        "import subprocess, sys\n"
        "held = b'x' * (400 << 20)\n"
        "told = 'from bench.memory import peak; print(peak())'\n"
        "subprocess.run([sys.executable, '-c', told], check=True)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True, check=True
    )
    assert 0 < int(done.stdout) < 200 << 20


def _work() -> None:
    until = time.process_time() + 0.6
    while time.process_time() < until:
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of others' children")
def test_the_time_of_workers_that_another_process_starts_is_counted() -> None:
    before = spent()
    worker = multiprocessing.get_context("forkserver").Process(target=_work)
    worker.start()
    worker.join()
    time.sleep(0.2)  # the server takes note of its end
    assert spent() - before >= 0.5
