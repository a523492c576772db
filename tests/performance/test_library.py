"""The library of indicators: what suits a project, and targets that say nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small_performance import INDICATORS, TRAINING, made

from juesuan.facts import YUAN
from juesuan.forms import load_form_set
from juesuan.ledger import write_template
from juesuan.ledger.library import indicator_library
from juesuan.ledger.schema import choices
from juesuan.performance import kind_of, suggested_indicators, understand_target, weakness

KINDS = [choice.id for choice in choices("project_kinds")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_project_has_indicators_of_each_level(kind: str) -> None:
    levels = Counter(one.level1 for one in suggested_indicators(kind))
    assert set(levels) == {"产出指标", "效益指标", "满意度指标"}
    assert levels["产出指标"] >= 3


def test_no_indicator_stands_twice_and_every_one_can_be_measured() -> None:
    library = indicator_library()
    twice = [k for k, n in Counter((one.kind, one.name) for one in library).items() if n > 1]
    assert twice == []
    operators = {choice.zh for choice in choices("operators")}
    for one in library:
        assert one.kind in KINDS and one.operator in operators, one
        assert one.unit or one.name.endswith("时间"), one
        if one.typical:
            assert understand_target(one.typical, one.operator, one.unit).kind == "number", one


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("业务培训专项经费", "training"),
        ("政府门户网站运营维护专项经费", "maintenance"),
        ("城市大脑产业体系规划专项资金", "planning"),
        ("遗属生活补助资金", "subsidy"),
        ("招商引资目标考核激励奖补经费", "investment"),
        ("丁戊己", ""),
    ],
)
def test_the_kind_of_a_project_is_told_by_its_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("target", "unit", "found"),
    [
        ("作用明显", "%", "percent_on_words"),
        ("作用明显", "", "vague"),
        ("", "个", "no_target"),
        ("未填报", "", "no_target"),
        ("4", "", "no_unit"),
        ("4", "次", ""),
        ("90", "%", ""),
        ("2023年6月30日", "", ""),
        ("形成报告并通过评审", "", ""),
    ],
)
def test_targets_that_cannot_be_measured_are_known(target: str, unit: str, found: str) -> None:
    assert weakness(target, unit) == found


def test_a_level_of_vague_words_gets_advice_from_projects_like_it(tmp_path: Path) -> None:
    sheet = INDICATORS.replace("明显提升,,明显提升", "作用明显,,作用明显")
    (only,) = made(tmp_path, YUAN, indicators=sheet).advice
    assert (only.key, only.details["level"]) == ("performance_unmeasurable", "效益指标")
    assert "培训内容知晓率 ≥85%" in only.text("zh") and TRAINING in only.text("en")


@pytest.mark.parametrize("said", ["≥,85,%,90", "≥,85,,90"], ids=["", "only the unit is left out"])
def test_measurable_targets_get_no_advice(tmp_path: Path, said: str) -> None:
    sheet = INDICATORS.replace("=,明显提升,,明显提升", said)
    assert made(tmp_path, YUAN, indicators=sheet).advice == ()


def test_a_project_without_indicators_is_shown_some(tmp_path: Path) -> None:
    lines = [line for line in INDICATORS.splitlines() if TRAINING not in line]
    prepared = made(tmp_path, YUAN, indicators="\n".join(lines) + "\n")
    assert "performance_indicators" in [each.key for each in prepared.asked]
    assert "培训期数（期）" in prepared.advice[0].text()


def test_the_empty_book_lists_the_library(tmp_path: Path) -> None:
    write_template(tmp_path / "book.xlsx", load_form_set("yunnan-2023", 2023), 2023)
    page = load_workbook(tmp_path / "book.xlsx")["指标库"]
    rows = list(page.iter_rows(values_only=True))
    assert len(rows) == len(indicator_library()) + 1
    assert ("培训", "产出指标", "数量指标", "培训期数", "≥", None, "期") in rows
