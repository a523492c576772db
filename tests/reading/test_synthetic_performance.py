"""Performance tables of the synthetic booklets: names, money, indicators and totals as printed,
whatever kind of file they are printed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.reading import read
from juesuan.reading.performance import Performance, ProjectTable
from planted_faults.scoring import booklets
from planted_faults.writing import FORMATS, blocks

TEXTS = {name: (kind, text) for name, kind, text, _ in booklets()}


def performance(name: str, kind: str, folder: Path) -> Performance:
    own, text = TEXTS[name]
    path = folder / f"{name}.{kind or own}"
    FORMATS[kind or own](text, path)
    return read(path).performance


@pytest.fixture(scope="module", params=["", "html", "txt"])
def culture(request, tmp_path_factory) -> Performance:
    """Two project tables in the manner of Shanxi."""
    return performance("yugang-culture-2023", request.param, tmp_path_factory.mktemp("culture"))


@pytest.fixture(scope="module", params=["", "html", "docx"])
def library(request, tmp_path_factory) -> Performance:
    """Three project tables, the department's table and its text in the manner of Yunnan."""
    return performance("yuntang-library-2023", request.param, tmp_path_factory.mktemp("library"))


def tables(name: str) -> Iterator[list[list[str]]]:
    """The project tables of a booklet's text."""
    for block in blocks(TEXTS[name][1]):
        if not isinstance(block, str) and any(row[0] == "项目名称" for row in block):
            yield block


def indicators(table: ProjectTable) -> list[tuple[str, ...]]:
    return [
        tuple(map(str, (i.level3, i.operator, i.target, i.unit, i.actual, i.weight, i.score)))
        for i in table.indicators
    ]


def money(table: ProjectTable) -> dict[str, tuple[str, ...]]:
    return {
        row.label: tuple(
            str(row[role]) for role in ("initial", "full", "executed", "rate", "score")
        )
        for row in table.money
    }


def test_projects_are_named_and_graded_in_printed_order(culture: Performance) -> None:
    assert [(str(p.name), str(p.score), str(p.grade)) for p in culture.projects] == [
        ("送戏下乡专项资金", "99", "优"),
        ("免费开放补助资金", "99", "优"),
    ]
    assert culture.department == () and culture.overall == ()


def test_targets_that_carry_operator_and_unit_stay_whole(culture: Performance) -> None:
    for table, rows in zip(culture.projects, tables("yugang-culture-2023"), strict=True):
        start = next(n for n, row in enumerate(rows) if "三级指标" in row) + 1
        printed = [
            (row[3], "", row[4], "", row[5], row[6], row[7])
            for row in rows[start:]
            if row[0] == "^"
        ]
        assert indicators(table) == printed


def test_levels_above_an_indicator_go_on_until_another_is_printed(culture: Performance) -> None:
    first, second, *_, last = culture.projects[0].indicators
    assert [str(one) for one in (first.level1, first.level2)] == ["产出指标", "数量指标"]
    assert [str(one) for one in (second.level1, second.level2)] == ["产出指标", "数量指标"]
    assert [str(one) for one in (last.level1, last.level2)] == [
        "满意度指标", "服务对象满意度指标"
    ]  # fmt: skip


def test_money_rows_of_shanxi(culture: Performance) -> None:
    assert money(culture.projects[0])["资金总额："] == ("32.00", "30.00", "30.00", "100.00%", "10")
    assert money(culture.projects[1])["其中：财政拨款"][:4] == (
        "16.00",
        "16.00",
        "16.00",
        "100.00%",
    )


def test_goal_and_result_are_told_apart(culture: Performance) -> None:
    one = culture.projects[0]
    assert str(one.target).startswith("全年组织送戏下乡演出40场")
    assert str(one.actual).startswith("全年组织送戏下乡演出42场")
    reason = next(i.reason for i in one.indicators if i.reason)
    assert str(reason).startswith("一支队伍因骨干外出")


def test_three_projects_with_numbers_units_and_grades(library: Performance) -> None:
    assert [
        (p.number, str(p.name), str(p.implementing_unit), str(p.score), str(p.grade))
        for p in library.projects
    ] == [
        ("附表15-1", "图书文献购置专项经费", "云棠市图书馆", "97.56", "优"),
        ("附表15-2", "公共图书馆免费开放补助资金", "云棠市图书馆", "99.00", "优"),
        ("附表15-3", "馆藏古籍保护专项经费", "云棠市图书馆", "100.00", "优"),
    ]
    assert {p.money_unit for p in library.projects} == {"万元"}


def test_every_indicator_of_yunnan_in_its_columns(library: Performance) -> None:
    for table, rows in zip(library.projects, tables("yuntang-library-2023"), strict=True):
        start = next(n for n, row in enumerate(rows) if "三级指标" in row) + 1
        end = next(n for n, row in enumerate(rows) if row[0] == "其他需要说明的事项")
        assert indicators(table) == [tuple(row[2:9]) for row in rows[start:end]]


def test_money_rows_of_yunnan(library: Performance) -> None:
    assert money(library.projects[0]) == {
        "年度资金总额": ("50.00", "54.40", "52.00", "95.59%", "9.56"),
        "其中：当年财政拨款": ("44.00", "48.40", "46.00", "95.04%", ""),
        "上年结转资金": ("6.00", "6.00", "6.00", "100.00%", ""),
        "其他资金": ("", "", "", "", ""),
    }


def test_the_departments_table(library: Performance) -> None:
    (department,) = library.department
    assert (department.number, str(department.name)) == ("附表14", "云棠市图书馆")
    rows = {
        row.label: tuple(
            str(row[role]) for role in ("initial", "adjustment", "confirmed", "executed", "rate")
        )
        for row in department.money
    }
    assert rows["年度资金总额"] == ("620.00", "18.15", "638.15", "635.75", "99.62")
    assert rows["项目支出"] == ("110.00", "9.00", "119.00", "116.60", "97.98")
    assert [str(i.level3) for i in department.indicators][:3] == [
        "接待读者人次", "新增藏书量", "举办阅读推广活动"
    ]  # fmt: skip
    assert str(department.indicators[0].actual) == "47.3"


def test_the_departments_text_under_its_labels(library: Performance) -> None:
    (overall,) = library.overall
    told = {str(section.path[-1]): str(section.text) for section in overall.sections}
    assert told["（五）严控“三公经费”支出情况"].startswith(
        "“三公”经费年初预算5.10万元，决算4.13万元"
    )
    assert told["七、其他需说明的情况"] == "无"
