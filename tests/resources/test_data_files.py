"""The package's data files: found, read, and refused with their place."""

from pathlib import Path

import pytest

from juesuan.resources import (
    DataError,
    data_folder,
    data_names,
    files_in,
    find_data,
    load,
    load_rows,
    parse_toml,
    read_toml,
)


def test_files_below_a_folder_in_order() -> None:
    names = [name for name, _ in files_in("formsets")]
    assert names == sorted(names, key=lambda name: name.split("/"))
    assert "mof/set.toml" in names
    assert all(name.endswith(".toml") for name in names)


def test_a_file_is_read_once() -> None:
    assert load("performance/library.toml") is load("performance/library.toml")


def test_rows_by_the_names_of_the_first_line() -> None:
    rows = load_rows("performance/library.csv")
    assert {"kind", "level2", "name", "operator", "unit", "typical"} == set(rows[0])


def test_every_toml_file_of_the_package_is_toml() -> None:
    for name, file in files_in("."):
        assert read_toml(file), name
    assert (data_folder() / "messages.toml").is_file()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_of_any_editor(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "policy.toml"
    file.write_bytes('name = "项目支出绩效评价"\n'.encode(encoding))
    assert read_toml(file) == {"name": "项目支出绩效评价"}


@pytest.mark.parametrize(
    ("content", "key", "said"),
    [(b"name = ", "not_toml", "不是正确的 TOML："), (b"\xff\xff\xff", "not_text", "另存为 UTF-8")],
)
def test_what_is_no_toml_is_told_with_its_file(content: bytes, key: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_toml(content, "policy.toml")
    assert (caught.value.key, caught.value.file) == (key, "policy.toml")
    assert said in caught.value.text("zh")


def test_a_file_by_its_name_or_by_a_path_to_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("", encoding="utf-8")
    assert find_data("policies", str(own)) == own
    assert find_data("policies", "yunnan") is not None
    assert find_data("policies", "atlantis") is None
    assert find_data("policies", "../dimensions") is None
    assert data_names("policies") == ["mof-2020", "shanghai", "shanxi", "yunnan"]
