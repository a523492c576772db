"""J1, totals and grades: the total follows from the scores, the grade from the total."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checks.performance.self_evaluation import (
    SOUND,
    all_found,
    booklet,
    changed,
    department,
    findings,
    found,
    money,
    places,
    project,
    value,
)
from juesuan.checks import Subject, check, message, selected
from juesuan.performance import load_policy
from juesuan.reading import Spot, read

BLANK = [text.rsplit("|", 3)[0] + "|||" for text in SOUND]


def test_nothing_is_found_in_a_sound_table() -> None:
    assert all_found(project()) == []


def test_j104_finds_a_total_without_the_points_of_execution() -> None:
    (one,) = found("J104", project(score="90"))
    assert (one.variant, one.expected) == ("execution", "100")
    assert places(one) == [("", "90")] and "漏加预算执行率10分" in message(one)


def test_j104_finds_a_total_that_is_no_sum_at_all() -> None:
    (one,) = found("J104", project(score="98.33"))
    assert (one.variant, one.expected) == ("", "100")
    assert "总分印作98.33，各项指标得90分，加预算执行率10分应为100" in message(one)


def test_j104_finds_points_of_execution_that_only_the_texts_tell() -> None:
    told = [("项目实施和预算执行情况", "预算下达400万元，实际执行156.7万元，预算执行率为39.18%。")]
    (one,) = found("J104", project(rows=[money("|||||")], score="90", analysis=told))
    assert one.expected == "93.92"


def test_j104_finds_points_of_execution_that_the_amounts_give() -> None:
    (one,) = found("J104", project(rows=[money("10|10|5||50.00|")], score="100"))
    assert one.expected == "95"


def test_j104_finds_two_totals_in_one_table() -> None:
    (one,) = found("J104", replace(project(), other_score=value("99")))
    assert (one.variant, one.expected) == ("twice", "100")
    assert places(one) == [("", "99"), ("", "100.00")] and "合计行的得分印作99" in message(one)
    assert found("J104", replace(project(), other_score=value("100"))) == []


def test_j104_finds_the_total_of_the_departments_table() -> None:
    lines = [line.replace("|10|10|无", "|20|20|无") if "时效" in line else line for line in SOUND]
    table = replace(department(lines), score=value("98"), total=value("100"))
    (one,) = found("J104", departments=[table])
    assert (one.expected, places(one)) == ("100", [("", "98")])


@pytest.mark.parametrize("score", ["100", "100.0", "100.00分"])
def test_j104_passes_a_total_with_any_decimals(score: str) -> None:
    assert found("J104", project(score=score)) == []


def test_j104_spares_a_total_that_is_rounded_as_it_is_printed() -> None:
    rows = [money("99000|99000|4117|10|4.16|0.42")]
    assert found("J104", project(rows=rows, score="90.4")) == []
    assert found("J104", project(rows=rows, score="90.5"))[0].expected == "90.42"


def test_j104_spares_a_total_where_nothing_tells_of_execution() -> None:
    assert found("J104", project(rows=[money("|||||")], score="90")) == []


def test_j104_spares_a_table_whose_indicators_alone_make_up_the_full_score() -> None:
    every = [*SOUND, "过程|资金管理|预算执行率|≥|100|%|98|10|9.8|无"]
    table = project(indicators=every, rows=[money("10|10|9.8||98.00|")], score="99.8")
    assert found("J104", table) == []


def test_j104_proposes_no_total_above_the_full_score_where_no_weights_are_printed() -> None:
    bare = [text.replace("|20|20|", "||20|").replace("|10|10|", "||10|") for text in SOUND]
    bare = [text.replace("|30|30|", "||37|") for text in bare]
    rows = [money("10|10|9.8||98.00|")]
    assert found("J104", project(indicators=bare, rows=rows, score="97")) == []
    (one,) = found("J104", project(indicators=bare, rows=rows, score="96.8"))
    assert one.expected == "97"


def test_j104_spares_a_table_some_rows_of_which_were_read_in_doubt() -> None:
    table = project(indicators=SOUND[:4], score="98.33", grade="差")
    spot = Spot(file="a.txt", line=table.indicators[1].actual.spot.line)
    for doubt in ("performance_row_doubtful", "performance_row_unfit", "outside_columns"):
        subject = booklet(table, unread=[(doubt, spot)])
        assert check(subject, selected(["J1"])).findings == []
    other = booklet(
        table, unread=[("performance_row_doubtful", Spot(file="b.txt", line=spot.line))]
    )
    assert check(other, selected(["J104"])).findings != []


def test_j104_spares_a_table_below_a_head_with_an_unknown_column() -> None:
    table = project(score="98.33")
    first = min(one.actual.spot.line for one in table.indicators)
    for above, silent in ((0, False), (1, True), (2, True), (3, False)):
        head = ("performance_head", Spot(file="a.txt", line=first - above))
        told = check(booklet(table, unread=[head]), selected(["J104"])).findings
        assert (told == []) == silent, above


def test_j104_spares_a_row_lost_between_others() -> None:
    table = project(score="98.33")
    first, second = (one.actual.spot.line for one in table.indicators[:2])
    assert second - first > 1
    doubt = ("performance_row_unfit", Spot(file="a.txt", line=first + 1))
    assert check(booklet(table, unread=[doubt]), selected(["J104"])).findings == []


@pytest.mark.parametrize(("score", "grade", "due"), [("100", "良", "优"), ("100", "差", "优")])
def test_j105_finds_a_grade_that_is_not_the_totals(score: str, grade: str, due: str) -> None:
    (one,) = found("J105", project(score=score, grade=grade))
    assert (one.expected, one.variant) == (due, "") and places(one) == [("", grade)]
    assert f"总分100应评“{due}”，印作“{grade}”" in message(one)


def test_j105_finds_a_grade_that_the_recomputed_total_does_not_earn() -> None:
    lower = changed(4, "效益|社会效益|业务能力提升|=|明显提升||有所提升|30|20|略有不足")
    (one,) = found("J105", project(indicators=lower, score="80", grade="良"))
    assert (one.variant, one.expected) == ("recomputed", "优") and "总分为90" in message(one)


def test_j105_finds_a_grade_on_an_empty_table() -> None:
    (one,) = found("J105", project(indicators=BLANK, score="0", grade="差"))
    assert one.variant == "no_basis" and places(one) == [("", "差")]


def graded(score: int, grade: str) -> list[str]:
    """What J105 finds in a table with this total and grade."""
    points = 30 - (100 - score)
    lower = changed(4, f"效益|社会效益|业务能力提升|=|明显提升||有所提升|30|{points}|不足")
    table = project(indicators=lower, score=str(score), grade=grade)
    return [one.expected for one in found("J105", table)]


def test_j105_passes_a_grade_from_its_least_total_on() -> None:
    assert graded(90, "优") == graded(89, "良") == graded(80, "良") == graded(79, "中") == []
    assert (graded(90, "良"), graded(89, "优"), graded(79, "良")) == (["优"], ["良"], ["中"])


@pytest.mark.parametrize(
    ("form_set", "grade", "due"),
    [
        ("shanghai-2024", "合格", ["优"]),
        ("shanghai-2024", "优秀", []),
        ("yunnan-2023", "甲", []),
        ("yunnan-2023", "", []),
    ],
)
def test_j105_spares_grades_that_the_province_does_not_know(form_set, grade, due) -> None:
    assert [one.expected for one in found("J105", project(grade=grade), form_set=form_set)] == due


def test_j105_spares_a_grade_without_a_total() -> None:
    assert found("J105", project(score="", grade="差")) == []


def test_j105_spares_a_total_that_is_printed_shorter() -> None:
    lower = changed(4, "效益|社会效益|业务能力提升|=|明显提升||有所提升|30|19.96|不足")
    assert found("J105", project(indicators=lower, score="90.0", grade="优")) == []


def test_each_table_is_told_once_for_each_rule() -> None:
    two = [project("甲项目经费", score="90"), project("乙项目经费", score="90")]
    names = [one.where[0].project for one in found("J104", *two)]
    assert sorted(names) == ["乙项目经费", "甲项目经费"]


shares = st.lists(st.integers(1, 30), min_size=2, max_size=6)


@st.composite
def sound_tables(draw):
    """Indicators whose weights sum to 90, each with a score within its weight."""
    parts = draw(shares)
    rest, lines = 90, []
    for number, part in enumerate(parts):
        weight = rest if number == len(parts) - 1 else min(part, rest - (len(parts) - number - 1))
        rest -= weight
        score = draw(st.integers(0, weight))
        lines.append(f"产出|数量|指标{number}|=|良好||良好|{weight}|{score}|情况已说明")
    return lines


@given(sound_tables(), st.integers(0, 100_00))
def test_whatever_adds_up_is_sound_and_whatever_does_not_is_told(lines, spent) -> None:
    scores = sum(Decimal(line.split("|")[8]) for line in lines)
    rate = Decimal(spent) / 100
    points = (rate / 10).quantize(Decimal("0.01"), ROUND_HALF_UP)
    total = scores + points
    rows = [money(f"100|100|{rate}|10|{rate}|{points}")]
    sound = project(
        indicators=lines, rows=rows, score=f"{total}", grade=load_policy("yunnan").grade(total)
    )
    assert findings(["J101", "J103", "J104", "J105", "J107"], sound) == []
    wrong = replace(sound, score=replace(sound.score, text=f"{total + Decimal('0.02')}"))
    (one,) = found("J104", wrong)
    assert Decimal(one.expected) == total


def test_j104_calls_a_table_without_a_name_an_evaluation(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    rows = "三级指标\t分值\t自评得分\n宣传场次\t60\t58\n群众满意度\t40\t40\n总分\t100\t95\n"
    path.write_text(rows, "utf-8")
    (finding,) = check(Subject.of(read(path), [path]), selected(["J104"])).findings
    assert message(finding).startswith("“自评表”：总分印作95")
