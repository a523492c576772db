"""What a corpus keeps of a disclosure that gave no rows, of files read before, and of names."""

from pathlib import Path

import pytest

from juesuan.corpus.grouping import FileGroup, read_rows, unit_of, write_rows, year_of
from juesuan.corpus.parts import PARTS, Parts, encoded, journaled
from juesuan.corpus.reading import FileState, key_of, not_read, settled
from juesuan.facts.store import connect
from juesuan.reading import UnreadableError

GROUP = FileGroup(
    name="云南/甲局2023",
    files=("云南/甲局/报表.xlsx", "云南/甲局/说明.docx"),
    guessed_unit="甲局",
    guessed_year=2023,
)


def reasons(error: Exception) -> tuple[str, str, str]:
    """The key, and the reason in Chinese and English."""
    rows = not_read(error, GROUP)
    ((head,), (why,)) = rows["documents"], rows["not_read"]
    assert (head["status"], head["unit"], head["year"]) == ("not_read", "甲局", 2023)
    assert why["file"] == why["place"] == GROUP.files[0]
    return why["key"], head["reason"], head["reason_en"]


def test_a_file_that_cannot_be_read_is_named_by_its_place_below_the_folder() -> None:
    error = UnreadableError("damaged", path="/home/zhang/云南/甲局/说明.docx")
    key, zh, en = reasons(error)
    assert (key, "云南/甲局/说明.docx" in zh, "云南/甲局/说明.docx" in en) == (
        "damaged",
        True,
        True,
    )
    assert "/home" not in zh + en and zh != en


def test_a_file_of_another_name_is_told_as_the_first() -> None:
    _, zh, _ = reasons(UnreadableError("damaged", path="/tmp/unpacked/2.xls"))
    assert "云南/甲局/报表.xlsx" in zh and "/tmp" not in zh


def test_a_fault_of_the_program_is_told_with_its_kind() -> None:
    key, zh, en = reasons(ZeroDivisionError("oops"))
    assert key == "fault" and "云南/甲局2023" in zh
    assert "ZeroDivisionError: oops" in zh and "ZeroDivisionError: oops" in en


def test_a_file_unchanged_in_size_and_time_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", "utf-8")
    first = FileState.of(tmp_path, "a.txt")
    assert FileState.of(tmp_path, "a.txt", first) is first
    (tmp_path / "a.txt").write_text("乙乙", "utf-8")
    later = FileState.of(tmp_path, "a.txt", first)
    assert later.sha256 != first.sha256 and later.size == 6
    assert key_of(GROUP, [later]) != key_of(GROUP, [first])


def test_the_rows_of_a_disclosure_carry_its_number_year_and_region() -> None:
    rows = settled(not_read(ZeroDivisionError(), GROUP), GROUP, [])
    (head,), (why,) = rows["documents"], rows["not_read"]
    assert (head["name"], head["region"], head["files"]) == ("云南/甲局2023", "云南", [])
    assert (why["document"], why["year"], why["region"]) == (GROUP.document, 2023, "云南")
    named = FileGroup(name="x", files=("x",), unit="乙局", year=2022, region="贵州省")
    head = settled(not_read(ZeroDivisionError(), named), named, [])["documents"][0]
    assert (head["unit"], head["unit_key"], head["year"]) == ("乙局", "乙局", 2022)
    assert head["region"] == "贵州省"


def written(folder: Path, *names: str, together: int = 100) -> list[bool]:
    """Parts with a disclosure that was not read for each name: whether each was written at once."""
    for name in (PARTS, "layouts"):
        (folder / name).mkdir(exist_ok=True)
    parts = Parts(folder, connect("1GB"), together)
    told = []
    for name in names:
        group = FileGroup(name=name, files=("a.txt",))
        told.append(parts.add(*encoded(settled(not_read(ZeroDivisionError(), group), group, []))))
    parts.flush()
    return told


def test_disclosures_wait_until_there_are_enough_and_the_rest_until_the_end(tmp_path: Path) -> None:
    assert written(tmp_path, "甲", "乙", "丙", together=2) == [False, True, False]
    assert len(list((tmp_path / PARTS).glob("*.parquet"))) == 2
    assert not list((tmp_path / PARTS).glob("*.json"))
    numbers = {FileGroup(name=name, files=("a.txt",)).document for name in "甲乙丙"}
    assert journaled(tmp_path) == numbers
    assert journaled(tmp_path, since=2**40) == set()


def test_rows_longer_than_the_engine_usually_reads_are_written_too(tmp_path: Path) -> None:
    """Its usual bound for one row is 16 MB of JSON."""
    for name in (PARTS, "layouts"):
        (tmp_path / name).mkdir()
    rows = settled(not_read(ZeroDivisionError(), GROUP), GROUP, [])
    rows["documents"][0]["reason"] = "x" * (1 << 24)
    parts = Parts(tmp_path, connect("1GB"))
    parts.add(*encoded(rows))
    parts.flush()
    assert journaled(tmp_path) == {GROUP.document}


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("云南/2023/甲局.xlsx", 2023),
        ("2022/2023年度/甲局.xlsx", 2023),
        ("2022/甲局2023年决算.xlsx", 2023),
        ("2023/甲局（20240815公开）.xlsx", 2023),
        ("云南/甲局.xlsx", 0),
    ],
)
def test_the_year_is_the_files_own_or_that_of_the_nearest_folder(path: str, year: int) -> None:
    assert year_of(path) == year


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("云南/附件1 昆明市数据局2023年度部门决算公开表.xlsx", "昆明市数据局"),
        ("2023年度部门决算.pdf", ""),
    ],
)
def test_the_unit_is_what_is_left_of_a_name(path: str, unit: str) -> None:
    assert unit_of(path) == unit


def test_the_list_of_files_is_written_for_people_and_read_back(tmp_path: Path) -> None:
    own = FileGroup(name="乙局2022", files=("乙.pdf",), unit="乙局", year=2022, region="贵州省")
    write_rows(tmp_path / "grouping.csv", [GROUP, own], ["丙.pdf"])
    rows = read_rows(tmp_path / "grouping.csv")
    assert [row["file"] for row in rows] == [*GROUP.files, "乙.pdf", "丙.pdf"]
    assert [row["document"] for row in rows] == [GROUP.name, GROUP.name, "乙局2022", "-"]
    assert [(row["unit"], row["year"], row["region"]) for row in rows[1:3]] == [
        ("", "", ""),
        ("乙局", "2022", "贵州省"),
    ]
