"""Where outputs do not fit or may not go, and files whose names are no text."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from juesuan.cli.build import run as build
from juesuan.cli.check import run as check
from juesuan.cli.errors import told
from juesuan.cli.new import run as new
from juesuan.cli.option_records import CheckOptions
from juesuan.cli.read import run as read_forms
from juesuan.publishing.look import DEFAULT_LOOK
from juesuan.reading import UnreadableError, read
from juesuan.reporting import CheckRequest, check_file
from juesuan.text import readable_name
from support.balanced import filled
from support.disclosures import facts
from support.places import small_disk
from support.printing import write_text

Captured = pytest.CaptureFixture[str]
Command = Callable[[Path, Path, Path], int]


def _new(out: Path, draft: Path, examples: Path) -> int:
    return told("zh", new, out / "book.xlsx", "yunnan-2023", 0, "", False, "zh")


def _check(out: Path, draft: Path, examples: Path) -> int:
    return check([draft], CheckOptions(output=str(out / "report.html"), lang="zh"))


def _read(out: Path, draft: Path, examples: Path) -> int:
    return told("zh", read_forms, draft, str(out / "cells.xlsx"), "", "", 0, "zh")


def _build(out: Path, draft: Path, examples: Path) -> int:
    book = examples / "qujing-digital-economy-centre-2023"
    return told("zh", build, book, out / "set", "", "", "balanced", DEFAULT_LOOK, "zh")


COMMANDS = [_new, _check, _read, _build]
TARGETS = {_new: "book.xlsx", _check: "report.html", _read: "cells.xlsx", _build: "set"}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit's forms as a text file."""
    return write_text(
        filled(facts(), "yunnan-2023"), tmp_path_factory.mktemp("draft") / "forms.txt"
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__[1:])
def test_a_full_disk_is_told_with_the_target_and_nothing_is_left(
    command: Command,
    draft: Path,
    examples: Path,
    tmp_path: Path,
    capsys: Captured,
) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        assert command(disk, draft, examples) == 2
        said = "".join(capsys.readouterr().err.split())
        assert f"磁盘已满，写不下{disk / TARGETS[command]}。" in said
        assert list(disk.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__[1:])
def test_a_disk_that_is_read_only_is_told_with_the_target(
    command: Command,
    draft: Path,
    examples: Path,
    tmp_path: Path,
    capsys: Captured,
) -> None:
    with small_disk(tmp_path / "disk", 8, read_only=True) as disk:
        assert command(disk, draft, examples) == 2
        said = "".join(capsys.readouterr().err.split())
        assert f"{disk / TARGETS[command]}不能写入（只读或没有权限）。" in said


NAMES = {
    "决算 表.txt".encode("gbk"): "决算 表.txt",
    b"\xff\xfe.txt": "\ufffd\ufffd.txt",
    "收入\n支出.txt".encode(): "收入\n支出.txt",
}
"""Names as they stand on old disks and in archives, and what they are called."""


@pytest.fixture
def odd(draft: Path, tmp_path: Path) -> Path:
    """A folder of drafts with such names."""
    if sys.platform != "linux":
        pytest.skip("names are text here")
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_bytes(draft.read_bytes())
    return tmp_path


@pytest.mark.parametrize(("name", "called"), NAMES.items(), ids=NAMES.values())
def test_a_file_whose_name_is_no_text_is_read_and_named(
    odd: Path, name: bytes, called: str
) -> None:
    path = odd / os.fsdecode(name)
    assert readable_name(path.name) == called
    reading = read(path)
    assert {seen.evidence.file for seen in reading.observations} == {called}


@pytest.mark.parametrize("form", ["txt", "json", "html", "sarif", "xlsx"])
def test_every_kind_of_report_on_such_a_file_can_be_written(odd: Path, form: str) -> None:
    name, called = next(iter(NAMES.items()))
    report = odd / f"report.{form}"
    kind = "text" if form == "txt" else form
    assert check([odd / os.fsdecode(name)], CheckOptions(output=str(report), format=kind)) < 2
    said = called if form == "xlsx" else report.read_text("utf-8")
    assert "".join(called.split()) in "".join(said.split())  # a long path breaks over lines


def test_such_files_in_a_folder_are_one_document_with_a_sum(odd: Path) -> None:
    report = check_file(odd, CheckRequest())
    assert report.problem is None
    assert len(report.sha256) == 64


def test_a_path_that_is_no_text_and_leads_nowhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path / os.fsdecode(b"\xff.txt"))
    assert "\ufffd.txt" in str(caught.value)
    str(caught.value).encode()


@pytest.fixture
def without_rights(draft: Path) -> Iterator[Path]:
    """A folder with a draft and a folder that is closed, seen by somebody without rights."""
    if sys.platform != "linux":
        pytest.skip("rights are another matter here")
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        folder = Path(place)
        (folder / "closed").mkdir()
        for file in (folder / "forms.txt", folder / "closed" / "more.txt"):
            file.write_bytes(draft.read_bytes())
        read(folder)  # all that is loaded when asked for
        folder.chmod(0o755)
        (folder / "closed").chmod(0)
        if (own := os.geteuid()) == 0:
            os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(own)
            (folder / "closed").chmod(0o755)


_NOBODY = 65534


def test_a_folder_within_that_may_not_be_opened_is_told(without_rights: Path) -> None:
    reading = read(without_rights)
    assert {seen.evidence.file for seen in reading.observations} == {"forms.txt"}
    assert [left.spot.file for left in reading.unread if left.spot.file == "closed"] == ["closed"]


def test_a_folder_that_may_not_be_opened_at_all_is_refused(without_rights: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(without_rights / "closed")
    assert caught.value.key in {"no_access", "empty"}
