"""J2, blanks: values and scores that nobody filled in."""

from msgspec.structs import replace

from checks.performance.self_evaluation import (
    SOUND,
    changed,
    department,
    found,
    places,
    project,
    value,
)
from juesuan.checks import message
from juesuan.reading.performance import NOTHING, ProjectTable

BLANK = [line.rsplit("|", 4)[0] + "||20||" for line in SOUND]
"""The sound indicators with targets and weights only."""


def test_j210_finds_a_score_without_a_value() -> None:
    (one,) = found("J210", project(indicators=changed(2, "产出|质量|培训合格率|≥|95|%||20|20|无")))
    assert places(one) == [("培训合格率", "95")]
    assert "没有填完成值，却给了分：培训合格率" in message(one)


def test_j210_passes_values_in_every_row() -> None:
    assert found("J210", project()) == []


def test_j210_spares_rows_that_were_not_scored_either() -> None:
    assert (
        found("J210", project(indicators=changed(2, "产出|质量|培训合格率|≥|95|%||20|0|未开展")))
        == []
    )


def test_j210_spares_a_table_of_which_no_value_was_read() -> None:
    assert found("J210", project(indicators=[line.replace("|20|", "|5|") for line in BLANK])) == []


UNSCORED = [line.rsplit("|", 3)[0] + "|||无" for line in SOUND]
"""Indicators of a table without points."""


def test_j210_finds_one_value_left_blank_in_a_table_without_points() -> None:
    blank = [*UNSCORED[:4], "满意度|服务对象满意度|学员满意度|≥|90|%||||无"]
    (one,) = found("J210", departments=[department(blank)])
    assert one.variant == "unscored" and "这些却是空白：学员满意度" in message(one)


def test_j210_spares_a_blank_value_that_is_explained_and_a_table_half_filled() -> None:
    explained = [*UNSCORED[:4], "满意度|服务对象满意度|学员满意度|≥|90|%||||年底未做调查"]
    half = [line.replace("|96|", "||").replace("|100||", "|||") for line in UNSCORED]
    weighed = [line.removesuffix("||无") + "20||无" for line in UNSCORED]
    weighed[4] = "满意度|服务对象满意度|学员满意度|≥|90|%||20||无"
    for indicators in (explained, half, weighed):  # with weights it is a table with points
        assert found("J210", departments=[department(indicators)]) == []


def test_j211_finds_a_table_with_targets_only() -> None:
    (one,) = found("J211", project(indicators=BLANK, score="", grade=""))
    assert one.where[0].project == "业务培训专项经费" and "5个指标都没有填" in message(one)


def test_j211_passes_a_table_with_one_value() -> None:
    lines = [SOUND[0], *BLANK[1:]]
    assert found("J211", project(indicators=lines)) == []


def test_j211_spares_a_table_without_columns_for_results() -> None:
    def bare(table: ProjectTable) -> ProjectTable:
        lines = (replace(one, actual=NOTHING, score=NOTHING) for one in table.indicators)
        return replace(table, indicators=tuple(lines))

    assert found("J211", bare(project(indicators=BLANK))) == []


def test_j212_finds_a_goal_of_which_nobody_says_what_became() -> None:
    (one,) = found("J212", replace(project(), actual=value("")))
    assert one.where[0].project == "业务培训专项经费" and "“实际完成情况”却是空白" in message(one)


def test_j212_passes_a_result_in_words() -> None:
    assert found("J212", project()) == []


def test_j212_spares_tables_without_such_a_cell_and_tables_with_nothing_filled_in() -> None:
    assert found("J212", replace(project(), actual=NOTHING)) == []
    assert found("J212", replace(project(target=""), actual=value(""))) == []
    assert found("J212", replace(project(indicators=BLANK), actual=value(""))) == []
