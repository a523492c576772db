"""Last year's projects and indicators in this year's draft."""

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from importing.desk import book
from juesuan.facts import WAN, YUAN
from juesuan.forms import load_form_set
from juesuan.reading import Reading
from juesuan.reading.performance import (
    DepartmentTable,
    MoneyRow,
    Performance,
    ProjectTable,
    Value,
    YearlyGoal,
)
from juesuan.starting import open_last_year, texts_after, texts_of_book, texts_of_reading
from support.once import book_once


def test_last_years_projects_and_targets_come_without_their_results(examples: Path) -> None:
    texts = texts_after(open_last_year(examples / "qujing-digital-economy-centre-2023"))
    assert texts["projects|0-3|name"] == "党政储备人才专项经费"
    indicators = {key.split("|")[1] for key, text in texts.items() if text == "0-1"}
    assert len(indicators) > 10
    assert {texts[f"indicators|{line}|operator"] for line in indicators} == {"≥", "="}
    assert not any(key.endswith(("|actual", "|score", "|reason")) for key in texts)
    assert not any(key.startswith("money|") for key in texts)


@pytest.fixture(scope="module")
def of_book(examples: Path) -> dict[str, str]:
    return texts_of_book(book_once(examples / "qujing-digital-economy-centre-2023"))


def test_a_books_projects_come_with_their_results_and_the_money_of_their_entries(
    of_book: dict[str, str],
) -> None:
    third = {key: text for key, text in of_book.items() if "|0-3" in key}
    assert {key: text for key, text in third.items() if key.startswith(("projects", "money"))} == {
        "projects|0-3|order": "3",
        "projects|0-3|name": "党政储备人才专项经费",
        "projects|0-3|kind": "人才",
        "projects|0-3|target": "按协议引进高层次人才，按时兑付生活补贴。",
        "projects|0-3|actual": "按协议在岗八人，补贴按在岗月份兑付。",
        "money|0-3|current.initial": "352000.00",
        "money|0-3|current.full": "308000.00",
        "money|0-3|current.executed": "308000.00",
    }
    first = {
        k.split("|")[2]: text for k, text in of_book.items() if k.startswith("indicators|0-1|")
    }
    assert first == {
        "order": "1",
        "project": "0-1",
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "归集数据量",
        "operator": "≥",
        "target": "20000",
        "measure": "万条",
        "actual": "300000",
        "weight": "5",
        "reason": "目标按接入部门数测算，实际接入部门多，下年据实调高目标。",
    }


def test_a_books_words_and_reasons_come_by_their_place(of_book: dict[str, str]) -> None:
    kinds = Counter(key.partition("|")[0] for key in of_book)
    assert kinds == {
        "indicators": 340,
        "texts": 24,
        "tasks": 18,
        "projects": 15,
        "money": 9,
        "goals": 4,
        "reasons": 2,
    }
    assert of_book["texts|use|221"] == "住房公积金"
    assert of_book["texts|receptions|"] == "国内接待用于招商考察和项目对接。"
    assert of_book["reasons|receptions||initial"] == "严格执行接待标准，接待支出低于预算"


def reading_of(performance: Performance) -> Reading:
    """A booklet of 2023 in 元 that has self-evaluations alone."""
    return Reading(
        documents=(),
        form_set=load_form_set("yunnan-2023"),
        year=2023,
        unit="某局",
        money=YUAN,
        forms=[],
        observations=[],
        unread=[],
        others=(),
        performance=performance,
    )


def printed(money_unit: str, *rows: tuple[str, dict[str, str]]) -> dict[str, str]:
    """The money that a booklet in 元 with one project gives: each row's label, and what it
    prints."""
    money = [
        MoneyRow((Value(label),), {role: Value(text) for role, text in values.items()})
        for label, values in rows
    ]
    project = ProjectTable(
        title="", number="", layout="", money_unit=money_unit, name=Value("水质监测"), money=money
    )
    texts = texts_of_reading(reading_of(Performance(projects=[project])), "某局")
    assert texts["projects|0-1|name"] == "水质监测"
    return {k.removeprefix("money|0-1|"): t for k, t in texts.items() if k.startswith("money|")}


SPENT = {"initial": "12.00", "full": "11.50", "executed": "11.50"}


def test_money_printed_by_source_stays_apart_and_the_whole_is_no_source() -> None:
    given = printed(
        WAN.zh,
        ("年度资金总额", {"initial": "15.00", "full": "15.00", "executed": "14.00"}),
        ("其中：当年财政拨款", SPENT),
        ("上年结转资金", {"full": "3.50", "executed": "—"}),
        ("其他资金", {"initial": "未填"}),
    )
    assert given == {
        "current.initial": "120000.00",
        "current.full": "115000.00",
        "current.executed": "115000.00",
        "carried.full": "35000.00",
    }


def test_money_printed_as_a_whole_only_is_the_years_fiscal_money() -> None:
    assert printed("", ("年度资金总额", SPENT)) == {
        "current.initial": "12.00",
        "current.full": "11.50",
        "current.executed": "11.50",
    }
    assert printed("", ("某种资金", SPENT)) == {}


def goals(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Year and goal of each line of the goals."""
    lines = [key.split("|")[1] for key in texts if key.startswith("goals|") and "|year" in key]
    return [(texts[f"goals|{n}|year"], texts[f"goals|{n}|target"]) for n in lines]


def test_of_last_years_goals_those_it_set_for_the_new_year_and_later_go_on(tmp_path: Path) -> None:
    said = [("2023", "建成平台"), ("2024", "全部接入"), ("2025", "稳定运行")]
    table = "年度,目标\n" + "".join(f"{year},{goal}\n" for year, goal in said)
    of_book = open_last_year(book(tmp_path / "book", goals=table), "yunnan-2023")
    department = DepartmentTable(
        title="",
        number="",
        money_unit="",
        yearly_goals=tuple(YearlyGoal(Value(f"{year}年"), Value(goal)) for year, goal in said),
    )
    printed = reading_of(Performance(department=(department,)))
    of_booklet = replace(of_book, book=None, reading=printed)
    assert goals(texts_after(of_book)) == goals(texts_after(of_booklet)) == said[1:]
