"""Folders and zips are several files in natural order, and nothing gets out of them."""

import os
import struct
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from juesuan.messages import say
from juesuan.reading import Spot, read_all
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats import archive
from juesuan.reading.formats.archive import expand
from making import write_docx, write_zip


def names(path: Path) -> list[str]:
    with expand(path) as expanded:
        assert all(file.is_file() for file in expanded.files)
        return [expanded.name(file) for file in expanded.files]


def filled(folder: Path, *names: str) -> Path:
    """A folder with files."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")
    return folder


def refused(path: Path) -> str:
    with pytest.raises(UnreadableError) as caught, expand(path):
        pass
    return caught.value.key


def legacy(path: Path, name: bytes, content: bytes = b"x") -> Path:
    """A zip whose member's name is of some old encoding, without a mark of UTF-8."""
    stand_in = "n" * len(name)
    write_zip(path, {stand_in: content})
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), name))
    return path


def test_files_are_sorted_as_people_count(tmp_path: Path) -> None:
    ordered = ["表1.txt", "表2.txt", "表１０.txt", "表11.txt", "附件一.txt", "附件二.txt"]
    ordered += ["附件三.txt", "附件十.txt", "附件十二.txt", "附件二十.txt"]
    assert names(filled(tmp_path / "a", *reversed(ordered))) == ordered
    deep = ["第2部分/表1.txt", "第10部分/表1.txt", "第10部分/表3.txt"]
    assert names(write_zip(tmp_path / "a.zip", dict.fromkeys(reversed(deep), "x"))) == deep


def test_what_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    litter = [".DS_Store", ".git/config", "~$表.docx", "Thumbs.db", "__MACOSX/._表.txt"]
    assert names(filled(tmp_path / "a", "表.txt", *litter)) == ["表.txt"]
    assert names(write_zip(tmp_path / "a.zip", dict.fromkeys(["表.txt", *litter], "x"))) == [
        "表.txt"
    ]


def test_archives_within_are_told_and_not_opened(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"表.txt": "x", "附/b.ZIP": "x", "c.rar": "x"})
    with expand(path) as expanded:
        assert [file.name for file in expanded.files] == ["表.txt"]
        assert list(expanded.unread) == [
            ("nested_archive", Spot(file="c.rar"), {}),
            ("nested_archive", Spot(file="附/b.ZIP"), {}),
        ]


def test_pipes_and_links_to_nowhere_are_told_and_never_waited_on(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("x", "utf-8")
    folder = filled(tmp_path / "a", "表.txt")
    os.mkfifo(folder / "a.pdf")
    (folder / "b.xlsx").symlink_to(folder / "gone.xlsx")
    (folder / "c.txt").symlink_to(tmp_path / "out.txt")
    with expand(folder) as expanded:
        assert [file.name for file in expanded.files] == ["表.txt"]
        assert list(expanded.unread) == [
            ("no_file", Spot(file="a.pdf"), {}),
            ("no_file", Spot(file="b.xlsx"), {}),
            ("link_leads_out", Spot(file="c.txt"), {}),
        ]
    with pytest.raises(UnreadableError) as refused:
        read_all(folder / "a.pdf")
    assert refused.value.key == "no_file"


def test_an_unpacked_zip_is_gone_afterwards(tmp_path: Path) -> None:
    with expand(write_zip(tmp_path / "a.zip", {"表.txt": "文"})) as expanded:
        (file,) = expanded.files
        assert file.read_text("utf-8") == "文"
    assert not file.exists() and not expanded.folder.exists()


def test_any_other_file_is_itself(tmp_path: Path) -> None:
    document = write_docx(tmp_path / "a.docx", "")
    text = filled(tmp_path, "a.txt") / "a.txt"
    cut = tmp_path / "cut.zip"
    cut.write_bytes(write_zip(cut, {"a.txt": "x"}).read_bytes()[:30])
    for path in (document, text, cut):
        with expand(path) as expanded:
            assert expanded.files == (path,)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_old_zips_are_decoded(tmp_path: Path, encoding: str) -> None:
    path = legacy(tmp_path / "a.zip", "附件/収入决算表.xls".encode(encoding))
    assert names(path) == ["附件/収入决算表.xls"]


def test_names_with_a_backslash_byte_in_gbk(tmp_path: Path) -> None:
    name = "乗.txt".encode("gbk")
    assert b"\\" in name
    assert names(legacy(tmp_path / "a.zip", name)) == ["乗.txt"]
    assert names(legacy(tmp_path / "b.zip", "附件".encode("gbk") + b"\\a.txt")) == ["附件/a.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "C:/a.txt", "..\\a"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    write_zip(path, {"表.txt": "x", name: "x"})
    assert refused(path) == "damaged"
    assert [file.name for file in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_a_link_in_a_zip_is_only_a_file(tmp_path: Path) -> None:
    link = ZipInfo("passwd.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr(link, "/etc/passwd")
    with expand(tmp_path / "a.zip") as expanded:
        assert expanded.files[0].read_text() == "/etc/passwd"


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder, outside = filled(tmp_path / "in", "表.txt"), filled(tmp_path / "out", "b.txt")
    (folder / "b.txt").symlink_to(outside / "b.txt")
    (folder / "out").symlink_to(outside, target_is_directory=True)
    (folder / "lost.txt").symlink_to(tmp_path / "nothing")
    assert names(folder) == ["表.txt"]


def test_names_too_long_for_the_system_are_shortened(tmp_path: Path) -> None:
    long = "一般公共预算财政拨款支出决算表" * 12
    with expand(write_zip(tmp_path / "a.zip", {f"{long}1.xlsx": "1", f"{long}2.xlsx": "2"})) as e:
        assert len(e.files) == 2
        assert all(file.suffix == ".xlsx" and file.name.startswith("一般") for file in e.files)


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    assert refused(write_zip(path, {"bomb.txt": bytes(40 << 20)})) == "too_large"
    many = dict.fromkeys(map(str, range(archive.MAX_FILES + 1)), "")
    assert refused(write_zip(path, many)) == "too_large"
    monkeypatch.setattr(archive, "MAX_FILES", 2)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 10)
    assert refused(filled(tmp_path / "many", "1", "2", "3")) == "too_large"
    assert refused(filled(tmp_path / "large", "12345678901")) == "too_large"


def test_a_member_never_unpacks_beyond_what_it_claims(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.txt": bytes(1 << 20)})
    size = struct.pack("<I", 1 << 20)
    data = path.read_bytes()
    assert data.count(size) >= 2
    path.write_bytes(data.replace(size, struct.pack("<I", 100)))
    assert refused(path) == "damaged"


def test_what_cannot_be_unpacked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    assert refused(write_zip(path, {})) == "empty"
    (tmp_path / "none").mkdir()
    assert refused(tmp_path / "none") == "empty"
    assert refused(write_zip(path, {"a": "x", "a/b": "x"})) == "damaged"
    data = bytearray(write_zip(path, {"a.txt": "x" * 100}).read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)
    assert refused(path) == "damaged"
    locked = ZipInfo("a.txt")
    locked.flag_bits = 1
    with ZipFile(path, "w") as package:
        package.writestr(locked, "x")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert refused(path) == "encrypted"


def test_a_folder_within_that_cannot_be_opened_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("部门决算\n", "utf-8")
    closed = tmp_path / "closed"
    closed.mkdir()
    scan = os.scandir

    def guarded(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    (document,) = read_all(tmp_path)
    ((key, spot, details),) = document.unread
    assert (key, spot.file, details) == (
        "folder_not_opened",
        "closed",
        {"why": "Permission denied"},
    )


def test_a_file_that_cannot_be_read_is_told_in_words_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("部门决算\n", "utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"PK\3\4 cut off")
    (document,) = read_all(tmp_path)
    ((key, spot, details),) = document.unread
    assert (key, spot.file) == ("file_not_read", "b.xlsx")
    assert "已损坏" in say("unread.file_not_read", "zh", **details)
