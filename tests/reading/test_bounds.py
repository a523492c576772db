"""Bounded work: what a file may cost, and what is said when it would cost more."""

import contextlib
import os
import time
from pathlib import Path

import pytest
import xlsxwriter

from juesuan.messages import JuesuanError
from juesuan.reading import UnreadableError, read, read_all
from juesuan.reading.apart import apart, fresh_processes
from juesuan.reading.formats import text
from juesuan.reading.limits import Limits
from juesuan.reading.steps import one_step
from juesuan.reporting import CheckRequest, Settings, check_files
from support.hostile import content_of, write_all, write_changed
from support.working import (
    aborts,
    aborts_after_a_page,
    bounds_of_a_page,
    has_the_program,
    leaves_a_folder,
    never_ends_on_a_page,
    refuses,
    sleeps,
    takes_all_memory,
    takes_all_memory_on_a_page,
    tells,
)

FILE = Path("draft.txt")
SMALL = {"seconds": 2, "memory_mb": 1024}


def limits(**changed: int) -> Limits:
    return Limits.usual({**SMALL, **changed})


def test_what_work_gives_and_says_on_the_way_arrives() -> None:
    stages: list[str] = []
    assert apart(tells, FILE, limits(seconds=60), stages.append) != os.getpid()
    assert stages == ["reading"]


def test_what_work_raises_is_raised_here_with_its_details() -> None:
    with pytest.raises(UnreadableError) as told:
        apart(refuses, FILE, limits(seconds=60))
    assert (told.value.key, told.value.details) == ("encrypted", {"path": "a.xlsx"})


def test_a_process_with_threads_of_a_library_is_not_copied() -> None:
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 4}) as engine:
        engine.sql("select sum(i) from range(1000000) t(i)").fetchall()
        assert apart(tells, FILE, limits(seconds=60)) != os.getpid()
        assert apart(has_the_program, FILE, limits(seconds=60)), "each would load all of it"


def test_a_copy_of_a_process_cannot_ask_its_server_for_others() -> None:
    import multiprocessing

    assert fresh_processes().get_start_method() == "forkserver"
    ours, theirs = multiprocessing.Pipe(duplex=False)
    if not (copied := os.fork()):
        theirs.send(fresh_processes().get_start_method())
        os._exit(0)
    os.waitpid(copied, 0)
    assert ours.poll(0) and ours.recv() == "spawn"


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (sleeps, "too_long"),
        (takes_all_memory, "too_much"),
        (aborts, "crashed"),
    ],
    ids=["never ends", "asks for all memory", "aborts"],
)
def test_work_that_breaks_its_bounds_is_ended_and_told(work, key: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableError) as told:
        apart(work, FILE, limits(seconds=20 if key != "too_long" else 2))
    assert told.value.key == key and "draft.txt" in told.value.text("zh")
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (takes_all_memory_on_a_page, "too_much"),
        (never_ends_on_a_page, "page_crashed"),
        (aborts_after_a_page, "crashed"),
    ],
    ids=["asks for all memory", "never ends", "aborts when it is done"],
)
def test_a_page_that_breaks_its_bounds_is_told_long_before_its_document_would(
    work, key: str
) -> None:
    """The document would be told as ``too_long``."""
    with pytest.raises(UnreadableError) as told:
        apart(work, FILE, limits(seconds=120))
    assert told.value.key == key
    assert ("第7页" in told.value.text("zh")) == (key == "page_crashed")


def test_a_page_may_take_a_share_of_what_its_document_may() -> None:
    most = limits(seconds=400, memory_mb=8192)
    before, within, after, used = apart(bounds_of_a_page, FILE, most)
    assert before == after
    assert 100 <= within[0] <= 104 < before[0]
    assert abs(within[1] - used - (2 << 30)) < 64 << 20, (within[1], used)


def test_a_page_has_no_bounds_of_its_own_where_its_process_has_none() -> None:
    import resource

    with one_step(1):
        inside = resource.getrlimit(resource.RLIMIT_CPU)
    assert inside == resource.getrlimit(resource.RLIMIT_CPU)


def test_what_work_left_in_the_temporary_folder_is_gone() -> None:
    assert not Path(apart(leaves_a_folder, FILE, limits(seconds=60))).exists()


def test_limits_can_be_changed_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUESUAN_SECONDS", "7")
    assert Limits.usual().seconds == 7
    assert Limits.usual({"seconds": 9}).seconds == 9
    monkeypatch.setenv("JUESUAN_SECONDS", "soon")
    with pytest.raises(JuesuanError, match="JUESUAN_SECONDS"):
        Limits.usual()


FAR_DOWN = b"<!--" + b" " * 9_000 + b"--><sst uniqueCount='4000000000'"


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(tmp_path: Path, old: bytes = b"", new: bytes = b"") -> Path:
    """A workbook of one cell, some bytes of its parts replaced."""
    import zipfile

    plain = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet().write_row(0, 0, ["合计", 12])
    path = tmp_path / "forged.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new) if old else source.read(name))
    return path


@pytest.mark.parametrize(
    ("make", "key", "place"),
    [
        (
            lambda p: written(p, "a.txt", "合计\t1\n" + "\n甲\t1\n" * 5_001),
            "too_many_tables",
            "5000",
        ),
        (lambda p: written(p, "a.html", "<div>" * 100_000 + "合计"), "too_deep", "第1行"),
        (lambda p: written(p, "a.txt", "项目\t金额\n合计\t" + "9" * 5_000), "no_number", "l2f2"),
        (lambda p: workbook(p, b'r="B1"', b'r="ZZZZZZ200"'), "no_such_cell", "ZZZZZZ200"),
        (lambda p: workbook(p, b"<sst", b"<sst uniqueCount='4000000000'"), "too_large", ""),
        (
            lambda p: workbook(
                p, b"<sst", b"<!--" + b" " * 9_000 + b"--><sst uniqueCount='4000000000'"
            ),
            "too_large",
            "",
        ),
    ],
    ids=["tables", "depth", "digits", "a cell that cannot be", "counts", "counts far down"],
)
def test_what_is_beyond_the_limits_is_refused_with_its_place(
    tmp_path: Path, make, key: str, place: str
) -> None:
    with pytest.raises(UnreadableError) as told:
        read_all(make(tmp_path))
    assert told.value.key == key
    assert place in told.value.text("zh")


def test_a_text_in_one_piece_is_bounded_and_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as told:
        read_all(written(tmp_path, "a.txt", "决算\n" + "收入增加，" * 30_000))
    assert (told.value.key, told.value.details["spot"]) == ("too_much_text", "a.txt l2f0")


def test_what_a_file_holds_is_counted_while_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Far more cells than the limit cost no more than those up to it."""
    made = []
    monkeypatch.setattr(text, "GridText", lambda *parts: made.append(parts))
    with pytest.raises(UnreadableError) as told:
        read_all(written(tmp_path, "a.txt", "合计\t1\n" * 1_100_000))
    assert (told.value.key, made) == ("too_many_cells", [])


def test_several_files_are_bounded_together(tmp_path: Path) -> None:
    for name in "ab":
        written(tmp_path, f"{name}.txt", "合计\t1\n" * 30)
    Limits.usual({"cells": 100}).set()
    try:
        first = read_all(tmp_path)[0]
    finally:
        Limits.usual().set()
    assert [(key, spot.file) for key, spot, _ in first.unread] == [("file_not_read", "b.txt")]


@pytest.mark.parametrize(
    "odd",
    ["一" + " " * 60_000 + "第" + "\u3000" * 30_000 + "章", "，、" * 49_000, "（" * 99_000],
    ids=["blanks", "commas", "brackets"],
)
def test_odd_texts_take_no_more_than_their_length(tmp_path: Path, odd: str) -> None:
    began = time.process_time()
    with pytest.raises(JuesuanError):
        read(written(tmp_path, "a.txt", f"说明\n{odd}"))
    assert time.process_time() - began < 5


def test_deep_but_usual_pages_are_read(tmp_path: Path) -> None:
    page = "<div>" * 60 + "<p>合计<p>1" * 300 + "</div>" * 60
    assert read_all(written(tmp_path, "a.html", page))[0].paragraphs


def test_a_file_beyond_its_bounds_costs_only_itself(tmp_path: Path) -> None:
    bad = written(tmp_path, "a.txt", "项目\t金额\n合计\t" + "9" * 5_000)
    good = written(tmp_path, "b.txt", "某局2023年度部门决算\n没有表。\n")
    task = CheckRequest(settings=Settings(limits=Limits.usual()))
    first, second = check_files([bad, good], task)
    assert first.problem is not None and first.problem.key == "unreadable.no_number"
    assert second.problem is None or second.problem.key != first.problem.key


HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "hostile"


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the folder of hostile inputs is not here")
@pytest.mark.parametrize(
    "name",
    [
        "cell6.xlsx",
        "uniq.xlsx",
        "uniq3.xlsx",
        "num.xlsx",
        "long.xlsx",
        "digits5k.txt",
        "h0.html",
        "manygrids.txt",
        "ss1500.xlsx",
    ],
)
def test_hostile_inputs_are_refused_with_a_reason(name: str) -> None:
    (report,) = check_files([HOSTILE / name], CheckRequest())
    assert report.problem is not None
    assert report.problem.key.startswith("unreadable.") and name in report.problem.text


@pytest.mark.parametrize(
    ("name", "went"),
    [
        ("entities.xlsx", "damaged"),
        ("far.xlsx", "too_large"),
        ("merged.xlsx", "too_large"),
        ("spans.docx", "too_large"),
        ("kids.pdf", ""),
        ("traversal.zip", "damaged"),
        ("bomb.zip", "too_large"),
        ("cut.zip", "damaged"),
        ("program.docx", "not_this_format"),
        ("spans.html", "too_large"),
    ],
)
def test_forged_files_are_refused_for_what_they_are(tmp_path: Path, name: str, went: str) -> None:
    (tmp_path / name).write_bytes(content_of(name))
    with pytest.raises(UnreadableError) as told:
        read_all(tmp_path / name)
    assert told.value.key == went or not went


def test_a_book_that_kills_its_reader_is_told(tmp_path: Path) -> None:
    """The workbook says that it holds more texts than any memory has room for."""
    from juesuan.cli.surveying import survey

    with pytest.raises(UnreadableError) as told:
        survey(workbook(tmp_path, b"<sst", b"<sst uniqueCount='4000000000000'"), lambda stage: None)
    assert told.value.key in {"crashed", "too_much"} and "forged.xlsx" in told.value.text("zh")


def test_files_changed_at_random_are_read_or_refused(tmp_path: Path) -> None:
    made = [path for path in write_all(tmp_path) if 100 < path.stat().st_size < 20_000]
    for path in write_changed(tmp_path, made, 25, seed=4):
        with contextlib.suppress(JuesuanError):
            read_all(path)
