"""Which files are one disclosure, by the names of files and folders."""

import pytest

from juesuan.corpus import CorpusError, grouping
from juesuan.corpus.grouping import group, unit_of


def grouped(*files: str) -> dict[str, tuple[str, ...]]:
    return {one.name: one.files for one in group(files)}


def test_files_of_one_unit_and_year_are_one_disclosure() -> None:
    files = (
        "县/甲局2023年度部门决算公开表.xlsx",
        "县/甲局2023年度决算情况说明.docx",
        "县/乙局2023决算.pdf",
    )
    assert grouped(*files) == {"县/甲局2023": files[:2], "县/乙局2023": files[2:]}


def test_files_without_a_units_name_belong_to_the_only_unit_or_to_the_folder() -> None:
    assert grouped("甲/附件1 公开表.xls", "甲/甲局2023年决算.docx") == {
        "甲/甲局2023": ("甲/附件1 公开表.xls", "甲/甲局2023年决算.docx")
    }
    assert grouped("甲局2023/附件1.xls", "甲局2023/附件2.xls") == {
        "甲局2023": ("甲局2023/附件1.xls", "甲局2023/附件2.xls")
    }


def test_years_of_one_unit_stay_apart() -> None:
    assert len(grouped("甲局2022年度决算.pdf", "甲局2023年度决算.pdf")) == 2


def test_names_tell_unit_year_region_and_the_day_of_publication() -> None:
    (one,) = group(["云南省/2024-09-20 甲局2023年度部门决算.pdf"])
    assert (one.guessed_unit, one.guessed_year) == ("甲局", 2023)
    assert (one.said_region, one.said_day) == ("云南", "2024-09-20")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("附件1 甲县数据局2023年度部门决算公开表.xlsx", "甲县数据局"),
        ("甲县数据局（本级）2023年度单位决算.pdf", "甲县数据局 本级"),
        ("附件2 绩效自评表.xlsx", ""),
        ("2023年度部门决算公开.pdf", ""),
        ("甲县医院 公开01表.xlsx", "甲县医院"),
        ("甲县医院公开02-1表.xlsx", "甲县医院"),
        ("甲县医院 附表3 一般公共预算财政拨款基本支出决算明细表.xlsx", "甲县医院"),
        ("甲县医院2023年度“三公”经费支出决算表.xlsx", "甲县医院"),
        ("甲县财政局项目支出绩效自评表.docx", "甲县财政局"),
        ("甲县非税收入管理局决算公开表.xlsx", "甲县非税收入管理局"),
    ],
)
def test_the_unit_is_what_is_left_of_a_name(name: str, unit: str) -> None:
    assert unit_of(name) == unit


def test_what_a_person_wrote_stands_above_names() -> None:
    rows = [
        {"file": "a.pdf", "document": "甲局", "unit": "甲县甲局", "year": "2021", "region": "贵州"},
        {"file": "b.pdf", "document": "甲局"},
        {"file": "c.pdf", "document": "-"},
    ]
    (one,) = group(["a.pdf", "b.pdf", "c.pdf"], rows)
    assert (one.name, one.files, one.unit, one.year) == (
        "甲局",
        ("a.pdf", "b.pdf"),
        "甲县甲局",
        2021,
    )
    with pytest.raises(CorpusError) as told:
        group(["a.pdf"], [{"file": "a.pdf", "document": "甲局", "year": "去年"}])
    assert told.value.key == "bad_year"


def test_a_folder_of_many_files_looks_at_each_name_a_few_times_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []
    monkeypatch.setattr(grouping, "unit_of", lambda path: looked.append(path) or unit_of(path))
    files = [f"云南/第{n}局2023年度部门决算.txt" for n in range(60)]
    assert len(group(files, [])) == 60
    assert len(looked) <= 4 * len(files)
