"""An output folder appears whole or not at all, and nobody else's folder is touched."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from juesuan import __version__
from juesuan.forms.digest import form_set_digest
from juesuan.publishing import OutputError, OutputFolder, verify

Head = dict[str, Any]


def publish(out: Path, head: Head, **files: str) -> None:
    with OutputFolder(out, head) as folder:
        for name, text in files.items():
            (folder.path / name).write_text(text, "utf-8")


def content(out: Path) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in out.iterdir() if p.name != "manifest.json"}


def refusal(out: Path, head: Head) -> OutputError:
    with pytest.raises(OutputError) as caught:
        publish(out, head, page="new")
    return caught.value


def alone(out: Path) -> bool:
    """No temporary folder is left beside the output folder."""
    return [p for p in out.parent.iterdir() if p.name.startswith(".")] == []


def test_a_new_folder_holds_the_files_and_a_manifest(out: Path, head: Head) -> None:
    publish(out, head, page="第一版", data="1")
    assert content(out) == {"page": "第一版", "data": "1"}
    sha = hashlib.sha256("第一版".encode()).hexdigest()
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest == {
        "program": "juesuan",
        "version": __version__,
        "form_set": "yunnan-2023",
        "form_set_sha256": form_set_digest("yunnan-2023"),
        "unit": "示例市数字中心",
        "year": 2023,
        "money": "万元",
        "book": {"entries": 10},
        "files": [
            {"name": "data", "bytes": 1, "sha256": hashlib.sha256(b"1").hexdigest()},
            {"name": "page", "bytes": 9, "sha256": sha},
        ],
    }
    assert alone(out)


def test_the_same_files_give_the_same_manifest(tmp_path: Path, head: Head) -> None:
    publish(tmp_path / "a", head, page="x", data="y")
    publish(tmp_path / "b", head, data="y", page="x")
    first, second = (tmp_path / name / "manifest.json" for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_our_folder_is_replaced_as_a_whole(out: Path, head: Head) -> None:
    publish(out, head, page="old", gone="old")
    publish(out, head, page="new")
    assert content(out) == {"page": "new"} and alone(out)


def test_files_in_folders_are_ours_too(out: Path, head: Head) -> None:
    for text in ("old", "new"):
        with OutputFolder(out, head) as folder:
            (folder.path / "forms").mkdir()
            (folder.path / "forms" / "01.csv").write_text(text, "utf-8")
    assert (out / "forms" / "01.csv").read_text("utf-8") == "new"


def test_an_empty_folder_may_be_filled(out: Path, head: Head) -> None:
    out.mkdir()
    publish(out, head, page="new")
    assert content(out) == {"page": "new"} and alone(out)


def test_nothing_is_seen_of_the_output_before_it_is_whole(out: Path, head: Head) -> None:
    with OutputFolder(out, head) as folder:
        (folder.path / "page").write_text("half", "utf-8")
        assert not out.exists()
    assert out.exists()


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failing_writer_leaves_everything_as_it_was(
    out: Path, head: Head, failure: type[BaseException]
) -> None:
    publish(out, head, page="old")
    with pytest.raises(failure), OutputFolder(out, head) as folder:
        (folder.path / "page").write_text("half", "utf-8")
        raise failure
    assert content(out) == {"page": "old"} and alone(out)


def test_a_failing_first_output_leaves_nothing(out: Path, head: Head) -> None:
    with pytest.raises(ValueError, match="no"), OutputFolder(out, head):
        raise ValueError("no")
    assert not out.exists() and alone(out)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        *((errno.ENOSPC, "disk_full"), (errno.EDQUOT, "disk_full")),
        *((errno.EACCES, "read_only"), (errno.EROFS, "read_only")),
        *((errno.EBUSY, "locked"), (errno.ETXTBSY, "locked"), (errno.EIO, "failed")),
    ],
)
def test_a_system_error_of_a_writer_is_named(out: Path, head: Head, number: int, key: str) -> None:
    publish(out, head, page="old")
    with pytest.raises(OutputError) as caught, OutputFolder(out, head):
        raise OSError(number, os.strerror(number))
    assert caught.value.key == key
    assert caught.value.details["path"] == str(out)
    assert caught.value.details.get("reason") == ("Input/output error" if key == "failed" else None)
    assert content(out) == {"page": "old"} and alone(out)


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_puts_the_old_folder_back(
    out: Path, head: Head, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """On disks that cannot exchange names."""
    publish(out, head, page="old")
    monkeypatch.setattr("juesuan.publishing.output.exchange", lambda one, other: False)
    rename, calls = Path.rename, iter(range(1, 9))

    def rename_once_not(self: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "full")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", rename_once_not)
    assert refusal(out, head).key == "disk_full"
    assert content(out) == {"page": "old"} and alone(out)


def test_where_names_cannot_be_exchanged_the_old_folder_is_gone_at_the_end(
    out: Path, head: Head, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(out, head, page="old")
    monkeypatch.setattr("juesuan.publishing.output.exchange", lambda one, other: False)
    publish(out, head, page="new")
    assert content(out) == {"page": "new"} and alone(out)


def test_another_program_having_a_file_open_is_told_on_windows(out: Path, head: Head) -> None:
    class SharingError(PermissionError):
        winerror = 32

    with pytest.raises(OutputError) as caught, OutputFolder(out, head):
        raise SharingError(errno.EACCES, "in use")
    assert caught.value.key == "locked"


def test_a_folder_with_somebody_elses_files_is_refused(out: Path, head: Head) -> None:
    out.mkdir()
    (out / "thesis.docx").write_text("mine", "utf-8")
    error = refusal(out, head)
    assert (error.key, error.details) == ("not_ours", {"path": str(out), "found": "thesis.docx"})
    assert content(out) == {"thesis.docx": "mine"} and alone(out)


def test_our_folder_to_which_somebody_added_a_file_is_refused(out: Path, head: Head) -> None:
    publish(out, head, page="old")
    (out / "notes.txt").write_text("mine", "utf-8")
    error = refusal(out, head)
    assert (error.key, error.details["found"]) == ("not_ours", "notes.txt")
    assert content(out) == {"page": "old", "notes.txt": "mine"}


def test_a_file_that_desktops_leave_behind_does_not_matter(out: Path, head: Head) -> None:
    publish(out, head, page="old")
    (out / ".DS_Store").write_text("", "utf-8")
    publish(out, head, page="new")
    assert content(out) == {"page": "new"}


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"program": "other", "files": []}', "\x00"])
def test_another_programs_manifest_does_not_make_a_folder_ours(
    out: Path, head: Head, manifest: str
) -> None:
    out.mkdir()
    (out / "manifest.json").write_text(manifest, "utf-8")
    assert refusal(out, head).key == "not_ours"


def test_a_file_somebody_added_while_we_wrote_is_not_lost(out: Path, head: Head) -> None:
    publish(out, head, page="old")
    with pytest.raises(OutputError, match=r"late\.txt"), OutputFolder(out, head):
        (out / "late.txt").write_text("mine", "utf-8")
    assert content(out) == {"page": "old", "late.txt": "mine"} and alone(out)


def test_a_file_is_no_folder(out: Path, head: Head) -> None:
    out.write_text("a file", "utf-8")
    assert refusal(out, head).key == "not_a_folder"
    assert out.read_text("utf-8") == "a file"


def test_the_folder_above_must_exist(out: Path, head: Head) -> None:
    error = refusal(out / "deep" / "deeper", head)
    assert (error.key, error.details) == ("no_parent", {"path": str(out / "deep")})


def test_the_root_of_the_disk_is_not_ours(head: Head) -> None:
    assert refusal(Path(Path.cwd().anchor), head).key == "not_ours"


def test_a_disk_that_may_only_be_read(
    out: Path, head: Head, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mkdir(self: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))

    monkeypatch.setattr(Path, "mkdir", mkdir)
    error = refusal(out, head)
    assert (error.key, error.details) == ("read_only", {"path": str(out)})


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path, head: Head) -> None:
    publish(tmp_path / "real", head, page="old")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real", target_is_directory=True)
    publish(link, head, page="new")
    assert link.is_symlink() and content(tmp_path / "real") == {"page": "new"}


def test_our_folder_in_which_somebody_changed_a_file_is_refused(out: Path, head: Head) -> None:
    publish(out, head, page="old", data="1")
    (out / "page").write_text("改过的", "utf-8")
    error = refusal(out, head)
    assert (error.key, error.details["found"]) == ("changed", "page")
    assert content(out) == {"page": "改过的", "data": "1"}


def killed(work: Callable[[], None], after: float | None = None) -> None:
    """Do some work in a copy of this process, which is killed after some seconds, or kills
    itself."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="kills a copy of the process")
def test_killed_at_any_moment_the_old_or_the_new_folder_is_there_whole(
    out: Path, head: Head
) -> None:
    publish(out, head, one="0", other="0")

    def publish_on() -> None:
        for number in range(1, 10_000):
            publish(out, head, one=str(number), other=str(number))

    chance = random.Random(7)
    for _ in range(12):
        killed(publish_on, chance.uniform(0.001, 0.02))
        assert len(set(content(out).values())) == 1
        assert verify(out).differences == []
    publish(out, head, one="new", other="new")
    assert alone(out)


@pytest.mark.skipif(sys.platform != "linux", reason="kills a copy of the process")
def test_killed_between_two_renames_the_next_run_puts_the_old_folder_back(
    out: Path, head: Head, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On disks that cannot exchange names."""
    publish(out, head, page="old")
    monkeypatch.setattr("juesuan.publishing.output.exchange", lambda one, other: False)
    rename = Path.rename

    def fatal(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fatal)
        killed(lambda: publish(out, head, page="new"))
    assert not out.exists()
    with pytest.raises(RuntimeError), OutputFolder(out, head):
        raise RuntimeError
    assert content(out) == {"page": "old"}
    assert alone(out)


_STEPS = frozenset(
    {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree", "ctypes.dlsym"}
)
"""What changes folders, as Python's audit calls it; the last is the exchange of two names."""


def killed_at(moment: int, work: Callable[[], None]) -> bool:
    """Do some work in a copy of this process, which kills itself before the step of that number
    (from 0) that changes folders; whether it came so far."""
    passed = 0

    def fatal(event: str, given: tuple[Any, ...]) -> None:
        nonlocal passed
        if event in _STEPS or (event == "open" and "w" in str(given[1])):
            if passed == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            passed += 1

    child = os.fork()
    if child == 0:
        try:
            sys.addaudithook(fatal)
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(sys.platform != "linux", reason="kills a copy of the process")
@pytest.mark.parametrize("exchanging", [True, False])
def test_killed_before_each_step_the_old_or_the_new_folder_is_there_or_comes_back(
    out: Path, head: Head, monkeypatch: pytest.MonkeyPatch, exchanging: bool
) -> None:
    """Every moment of a run, those around the exchange of names or the two renames among them."""
    if not exchanging:
        monkeypatch.setattr("juesuan.publishing.output.exchange", lambda one, other: False)
    found: list[str] = []
    while True:
        publish(out, head, one="old", other="old")
        came = killed_at(len(found), lambda: publish(out, head, one="new", other="new"))
        if not came:
            break
        missing = not out.exists()
        with pytest.raises(RuntimeError), OutputFolder(out, head):
            raise RuntimeError
        (version,) = set(content(out).values())
        assert verify(out).differences == []
        assert alone(out)
        found.append("missing" if missing else version)
    print("MOMENTS", len(found), found)
    order = ["old", "missing", "new"] if not exchanging else ["old", "new"]
    assert list(dict.fromkeys(found)) == order, found
    assert found.count("missing") == (not exchanging)
    assert found.count("new") >= 3  # the old one is being removed


def test_what_another_run_is_writing_is_not_cleaned_up(out: Path, head: Head) -> None:
    with OutputFolder(out, head) as slow:
        (slow.path / "page").write_text("slow", "utf-8")
        publish(out, head, page="fast")
        assert (slow.path / "page").is_file()
    assert content(out) == {"page": "slow"}
