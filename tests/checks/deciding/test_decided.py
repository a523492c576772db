"""Of several findings with one cause, one stands; the others are told under it."""

from collections.abc import Sequence

from checks.performance.self_evaluation import SOUND, booklet, changed, money, project
from juesuan.checks import Finding, check, selected

RULES = ["J1", "J3"]


def findings(*tables, asked: Sequence[str] = RULES) -> list[Finding]:
    """What stands on its own of points and money."""
    return check(booklet(*tables), selected(asked)).findings


def told(finding: Finding) -> list[tuple[str, bool, str]]:
    """What follows from a finding: the rule, whether it agrees by itself, what must change."""
    return [(one.finding.code, one.agrees, one.expected) for one in finding.follows]


def test_a_total_made_with_the_right_points_follows_from_the_wrong_ones() -> None:
    rows = [money("10|10|9|10|90%|10")]
    (wrong,) = findings(project(rows=rows, score="99", grade="优"))
    assert (wrong.code, wrong.expected) == ("J107", "9")
    assert told(wrong) == [("J104", True, "")]


def test_what_was_made_from_a_wrong_rate_changes_with_it() -> None:
    rows = [money("10|10|8|10|95%|9.5")]
    (wrong,) = findings(project(rows=rows, score="99.5", grade="优"))
    assert (wrong.code, wrong.expected) == ("J302", "80.00%")
    assert told(wrong) == [("J107", False, "8"), ("J104", False, "98")]


def test_the_grade_is_the_last_link_of_the_chain() -> None:
    rows = [money("10|10|0|10|95%|9.5")]
    lines = [*SOUND[:3], "效益|社会效益|业务能力提升|=|明显提升||明显提升|30|25|无", SOUND[4]]
    (wrong,) = findings(project(indicators=lines, rows=rows, score="94.5", grade="优"))
    assert [each for each in told(wrong) if each[0] == "J105"] == [("J105", False, "良")]


def test_rows_with_one_wrong_rate_are_one_finding() -> None:
    rows = [money("10|10|8|10|95%|9.5"), money("10|10|8||95%|", label="其中：当年财政拨款")]
    (wrong,) = findings(project(rows=rows, score="99.5", grade="优"))
    assert [place.printed for place in wrong.where] == ["95%", "95%"]


def test_two_tables_have_a_cause_each() -> None:
    rows = [money("10|10|9|10|90%|10")]
    first = project("甲项目", rows=rows, score="99", grade="优")
    second = project("乙项目", score="98", grade="优")
    one, other = sorted(findings(first, second), key=lambda found: found.code)
    assert (one.code, one.expected, told(one)) == ("J104", "100", [])
    assert (other.code, told(other)) == ("J107", [("J104", True, "")])
    assert other.follows[0].finding.where[0].project == "甲项目"


def test_a_wrong_figure_alone_is_told_as_before() -> None:
    (wrong,) = findings(project(score="98", grade="优"))
    assert (wrong.code, wrong.expected, wrong.follows) == ("J104", "100", ())


def test_a_sum_that_alone_contradicts_the_chain_is_the_wrong_one() -> None:
    (wrong,) = findings(project(rows=[money("20|20|14|10|90%|9")], score="99", grade="优"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J302", "spent", "18")
    assert (wrong.where[0].printed, told(wrong)) == ("14", [])


def test_a_rate_or_a_sum_may_be_the_slip_and_neither_is_proposed() -> None:
    rows = [money("600|600|500||90.00|")]
    (wrong,) = findings(project(rows=rows), asked=["J302"])
    assert (wrong.code, wrong.variant, wrong.expected) == ("J302", "either", "")
    meant = {(place.printed, text) for place, text in wrong.candidates}
    assert meant == {("90.00", "83.33%"), ("500", "540")}


def test_a_budget_below_a_sum_spent_in_full_is_left_open() -> None:
    """The year's budget without what was carried over: no slip, but another figure of the row."""
    rows = [money("120.35|120.35|163.15|10|100%|10")]
    (wrong,) = findings(project(rows=rows, score="100", grade="优"))
    assert (wrong.variant, wrong.expected) == ("either", "")
    meant = {(place.printed, text) for place, text in wrong.candidates}
    assert meant == {("120.35", "163.15"), ("163.15", "120.35")}


def test_a_whole_that_its_sources_contradict_takes_their_sum() -> None:
    rows = [
        money("500|512.67|512.69|10|100.00%|10"),
        money("400|400|400||100.00%|", label="其中：当年财政拨款"),
        money("100|112.69|112.69||100.00%|", label="其他资金"),
    ]
    (wrong,) = findings(project(rows=rows, score="100", grade="优"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J310", "whole", "512.69")
    assert told(wrong) == [("J314", True, "")]


def test_a_score_that_the_result_itself_gives_was_meant_rather_than_the_total_corrected() -> None:
    lines = [SOUND[0], "产出|质量|投诉按时处置率|≥|100|%|95|20|17|天气原因", *SOUND[2:]]
    (wrong,) = findings(project(indicators=lines, score="99"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J104", "score", "19")


def test_so_was_a_score_much_nearer_to_what_the_result_gives() -> None:
    lines = [SOUND[0], "产出|质量|投诉按时处置率|≥|100|%|95|20|13.5|天气原因", *SOUND[2:]]
    (wrong,) = findings(project(indicators=lines, score="98.5"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J104", "score", "18.5")


def test_so_is_a_budget() -> None:
    (wrong,) = findings(project(rows=[money("20|30|18|10|90%|9")], score="99", grade="优"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J302", "granted", "20")


def test_a_score_beyond_its_weight_has_the_one_that_the_total_tells() -> None:
    lines = [SOUND[0].replace("20|20", "20|60"), *SOUND[1:]]
    (wrong,) = findings(project(indicators=lines))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J103", "score", "20")
    assert told(wrong) == [("J104", True, "")]


def test_a_score_that_total_and_grade_contradict_is_wrong_not_they() -> None:
    lines = [SOUND[0].replace("20|20", "20|2"), *SOUND[1:]]
    (wrong,) = findings(project(indicators=lines))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J104", "score", "20")
    assert wrong.where[0].item == "开展培训次数"


def test_a_total_beyond_the_full_score_is_never_proposed() -> None:
    lines = [line.replace("20|20", "20|35") for line in SOUND]
    over = [one for one in findings(project(indicators=lines)) if one.code == "J104"]
    assert [(one.variant, one.expected) for one in over] == [("over", "")]


def test_a_weight_that_alone_is_wrong_is_named() -> None:
    lines = [SOUND[0].replace("20|20", "10|20"), *SOUND[1:]]
    (wrong,) = findings(project(indicators=lines))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J101", "weight", "20")
    assert [code for code, _, _ in told(wrong)] == ["J103"]


def test_full_points_for_a_target_missed_are_the_cause_where_the_total_is_right() -> None:
    full = changed(2, "产出|质量|投诉按时处置率|=|100|%|95|20|20|无")
    (wrong,) = findings(project(indicators=full, score="99"), asked=(*RULES, "J201"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J104", "score", "19")
    assert told(wrong) == [("J201", True, "")]


def test_what_was_put_in_other_words_keeps_them_beside_a_wrong_figure_elsewhere() -> None:
    weight = changed(1, "产出|数量|开展培训次数|≥|4|次|4|25|20|无")
    first = project("甲项目", weight)
    full = changed(2, "产出|质量|投诉按时处置率|=|100|%|95|20|20|无")
    second = project("乙项目", full, score="99")
    one, other = findings(first, second, asked=(*RULES, "J201", "J202"))
    assert (one.code, one.variant, one.expected) == ("J101", "weight", "20")
    assert told(one) == [("J202", True, "")]
    assert (other.code, other.variant, other.expected) == ("J104", "score", "19")
    assert told(other) == [("J201", True, "")]


def test_of_several_slips_the_one_that_the_table_prints_elsewhere_was_meant() -> None:
    rows = [
        money("16.00|16.00|16.06|10|100.00%|10"),
        money("16.00|16.00|16.00||100.00%|", label="其中：当年财政拨款"),
    ]
    (wrong,) = findings(project(rows=rows, score="100", grade="优"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J302", "spent", "16.00")


def test_a_score_with_its_digits_turned_is_wrong_where_no_slip_made_the_total() -> None:
    lines = [
        "产出|数量|开展培训次数|≥|4|次|4|20|19.6|无",
        *SOUND[1:3],
        "效益|社会效益|业务能力提升|=|明显提升||明显提升|30|29.35|无",
        SOUND[4],
    ]
    (wrong,) = findings(project(indicators=lines, score="99.13"))
    assert (wrong.code, wrong.variant, wrong.expected) == ("J104", "score", "29.53")
    (total,) = findings(project(indicators=lines, score="98.59"))
    assert (total.variant, total.expected) == ("", "98.95")


def test_a_table_left_blank_is_one_finding() -> None:
    blank = [line.rsplit("|", 5)[0] + "||||" + "|" for line in SOUND]
    found = findings(project(indicators=blank, score="0", grade="差"), asked=["J1", "J211"])
    (wrong,) = [one for one in found if one.code != "J104"]
    assert wrong.code == "J211"
    assert {code for code, _, _ in told(wrong)} == {"J102", "J105"}
