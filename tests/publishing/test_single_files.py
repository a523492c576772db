"""One file is written whole or not at all, and only ``replace_file`` over another."""

from pathlib import Path

import pytest

from juesuan.publishing.errors import OutputError
from juesuan.publishing.single import replace_file, whole_file


def test_a_file_appears_when_it_is_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "表.txt"
    with whole_file(target) as hidden:
        hidden.write_text("甲")
        assert not target.exists() and hidden.parent == tmp_path
    assert target.read_text() == "甲"
    assert [file.name for file in tmp_path.iterdir()] == ["表.txt"]


def test_no_file_is_written_over_but_by_replacing_it(tmp_path: Path) -> None:
    target = tmp_path / "表.txt"
    target.write_text("甲")
    with pytest.raises(OutputError) as refused, whole_file(target):
        pass
    assert refused.value.key.endswith("exists")
    with replace_file(target) as hidden:
        hidden.write_text("乙")
    assert target.read_text() == "乙"


@pytest.mark.parametrize("way", [whole_file, replace_file])
def test_where_writing_fails_all_is_as_before(way, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), way(tmp_path / "表.txt") as hidden:
        hidden.write_text("半")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", [whole_file, replace_file])
def test_a_folder_that_is_not_there_is_told(way, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as refused, way(tmp_path / "无" / "表.txt"):
        pass
    assert refused.value.key.endswith("no_parent")
