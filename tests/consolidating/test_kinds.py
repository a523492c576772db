"""The list that says of which kind each set of a department is."""

from pathlib import Path

import pytest

from juesuan.consolidating import ConsolidationError, read_kinds


def test_columns_stand_anywhere_and_lines_that_say_nothing_are_passed_over(tmp_path: Path) -> None:
    kinds = tmp_path / "sets.csv"
    kinds.write_text("序号,报表小类,文件\n1,单户表,甲局\n\n2,单户表\n3,,\n4,汇总表,乙局\n", "utf-8")
    assert list(read_kinds(kinds)) == ["甲局", "乙局"]
    assert len(set(read_kinds(kinds).values())) == 2


@pytest.mark.parametrize("text", ["", "文件\n甲局\n", "报表小类\n单户表\n"])
def test_a_list_without_its_columns_is_refused(tmp_path: Path, text: str) -> None:
    kinds = tmp_path / "sets.csv"
    kinds.write_text(text, "utf-8")
    with pytest.raises(ConsolidationError) as told:
        read_kinds(kinds)
    assert told.value.key == "no_kinds"
