"""J4, lists of projects (汇总表): they add up, and say what the tables and the text say."""

import pytest

from checks.performance.self_evaluation import booklet, places, project, value
from checks.performance.self_evaluation import money as row_of_money
from juesuan.checks import Finding, check, message, selected, severity_of
from juesuan.reading.performance import ListedProject, ProjectList
from support.excerpts import excerpt

ROLES = ("name", "full", "executed", "rate", "score", "grade")
ROWS = ("渠道清淤|120.00|114.00|95.00%|95.5|优", "泵站检修|80.00|80.00|100.00%|98|优")
TOTAL = "合计|200.00|194.00|97.00%|96.75|"


def row(text: str) -> ListedProject:
    return ListedProject(
        **{role: value(cell) for role, cell in zip(ROLES, text.split("|"), strict=True)}
    )


def found(code: str, *rows: str, total: str = "", projects=(), told=()) -> list[Finding]:
    """What a rule finds in a list of such rows, with tables and sentences beside it."""
    subject = booklet(*projects, narrative=told)
    assert subject.reading is not None
    printed = ProjectList(
        title="自评结果汇总表",
        number="",
        money_unit="万元",
        projects=tuple(row(text) for text in rows),
        total=row(total) if total else None,
    )
    read = subject.reading.performance
    subject.reading.performance = type(read)(
        read.overall, read.department, read.projects, read.unread, (printed,)
    )
    return check(subject, selected([code], preview=True)).findings


@pytest.mark.parametrize(
    ("total", "printed", "due"),
    [
        ("合计|220.00|194.00|97.00%||", "220.00", "200.00"),
        ("合计|200.00|149.00|97.00%||", "149.00", "194.00"),
    ],
)
def test_j411_finds_a_total_that_is_not_the_sum(total: str, printed: str, due: str) -> None:
    (one,) = found("J411", *ROWS, total=total)
    assert places(one)[0] == ("", printed) and f"之和是{due}万元" in message(one)


def test_j411_passes_the_sum() -> None:
    assert found("J411", *ROWS, total=TOTAL) == []


def test_j411_adds_up_no_parts_of_a_project() -> None:
    parts = ("其中：东段|50.00|48.00|96.00%|96|优", "其中：西段|70.00|66.00|94.29%|95|优")
    assert found("J411", ROWS[0], *parts, *ROWS[1:], total=TOTAL) == []


def test_j411_spares_a_project_without_an_amount() -> None:
    assert found("J411", ROWS[0], "泵站检修||||98|优", total=TOTAL) == []


def test_j412_finds_a_rate_that_does_not_follow() -> None:
    (one,) = found("J412", "渠道清淤|120.00|114.00|59.00%|95.5|优", ROWS[1])
    assert (places(one), one.expected) == ([("渠道清淤", "59.00%")], "95.00%")


def test_j412_passes_rates_in_percent_without_the_sign() -> None:
    assert found("J412", "渠道清淤|120.00|114.00|95.00|95.5|优", ROWS[1], total=TOTAL) == []


def test_j412_spares_rates_as_ratios_and_rows_without_a_budget() -> None:
    assert found("J412", "渠道清淤|120.00|114.00|0.95|95.5|优", "泵站检修||80.00|88%|98|") == []


@pytest.mark.parametrize(
    "text",
    [
        "2个项目自评平均得分69.75分。",
        "两个项目平均得分为69.75分，等级均为优。",
        "项目平均自评得分：69.75分。",
    ],
)
def test_j413_finds_a_mean_told_that_is_not_that_of_the_list(text: str) -> None:
    (one,) = found("J413", *ROWS, told=[text])
    assert (one.where[0].printed, one.expected) == ("69.75", "96.75")


def test_j413_finds_a_mean_in_the_last_row() -> None:
    (one,) = found("J413", *ROWS, total="合计/平均|200.00|194.00|97.00%|69.75|")
    assert places(one)[0] == ("", "69.75") and one.expected == "96.75"


def test_j413_finds_a_mean_of_the_projects_tables() -> None:
    tables = [project("甲项目"), project("乙项目", score="96.00")]
    subject = booklet(*tables, narrative=["两个项目平均得分89.00分。"])
    (one,) = check(subject, selected(["J413"])).findings
    assert one.expected == "98.00"


def test_j413_passes_the_mean_also_weighted_by_money() -> None:
    assert found("J413", *ROWS, total=TOTAL, told=["项目平均得分96.75分。"]) == []
    assert found("J413", *ROWS, told=["项目平均得分96.5分。"]) == []
    assert found("J413", *ROWS, told=["项目平均得分96.8分。"]) == []  # to its last digit
    half = ("甲项目|10.00|10.00|100.00%|90|优", "乙项目|30.00|30.00|100.00%|93.4|优")  # 92.55
    assert found("J413", *half, told=["项目平均得分92.6分。"]) == []
    assert found("J413", *half, told=["项目平均得分92.5分。"]) == []


def test_j413_spares_a_mean_of_other_projects_and_a_sum() -> None:
    assert found("J413", *ROWS, told=["重点评价的3个项目平均得分91.00分。"]) == []
    assert found("J413", *ROWS, total="合计|200.00|194.00|97.00%|193.5|") == []


def test_j414_finds_a_name_that_stands_in_two_rows() -> None:
    (one,) = found("J414", ROWS[0], "渠道清淤|80.00|80.00|100.00%|98|优")
    assert [where.printed for where in one.where] == ["渠道清淤", "渠道清淤"]


def test_j414_passes_different_names() -> None:
    assert found("J414", *ROWS) == []


def test_j414_spares_a_row_printed_twice() -> None:
    assert found("J414", ROWS[0], ROWS[0]) == []


def table(**more):
    return project("渠道清淤", rows=[row_of_money("120|120|114|10|95.00|9.50")], **more)


@pytest.mark.parametrize(
    ("more", "variant", "message_has"),
    [
        ({"score": "59.50"}, "score", "汇总表写得分95.5分，自评表为59.5分"),
        ({"score": "95.50", "grade": "良"}, "grade", "汇总表写等级“优”，自评表为“良”"),
    ],
)
def test_j415_finds_what_a_projects_own_table_prints_otherwise(
    more: dict[str, str], variant: str, message_has: str
) -> None:
    (one,) = found("J415", *ROWS, projects=[table(**more)])
    assert one.variant == variant and message_has in message(one)


def test_j415_finds_money_spent_otherwise() -> None:
    other = "渠道清淤|120.00|141.00|95.00%|95.5|优"
    (one,) = found("J415", other, ROWS[1], projects=[table(score="95.50")])
    assert one.variant == "executed"
    assert [where.printed for where in one.where] == ["141.00", "114"]


def test_j415_passes_the_same_figures() -> None:
    assert found("J415", *ROWS, projects=[table(score="95.50")]) == []


def test_j415_spares_a_project_that_the_list_does_not_name() -> None:
    assert found("J415", ROWS[1], ROWS[1], projects=[table(score="59.50")]) == []


BANDS = "注：{}分（含）以上为优，{}分（含）至{}分为良，60分（含）至{}分为中。"
LISTED = (
    ("序号", "项目名称", "全年预算数", "全年执行数", "自评得分", "自评等级"),
    ("1", "渠道清淤", "120.00", "114.00", "86.5", "优"),
    ("2", "泵站检修", "80.00", "80.00", "{}", "优"),
)


def graded(score: str, *below: str) -> list[Finding]:
    """What J419 finds in a printed list, with lines below it."""
    rows = tuple(tuple(cell.format(score) for cell in row) for row in LISTED)
    income = ("二、收入决算情况说明", "本年收入合计100.00万元。", "项目支出绩效自评结果汇总表")
    return check(excerpt(*income, rows, *below), selected(["J419"])).findings


def test_j419_finds_a_grade_of_other_points() -> None:
    (one,) = graded("98")
    assert (places(one)[0][1], one.expected, severity_of(one)) == ("优", "", "warning")
    (one,) = graded("98", BANDS.format(90, 80, 90, 80))
    assert (one.expected, severity_of(one)) == ("良", "error")


def test_counts_of_grades_that_the_right_one_gives_follow_from_it() -> None:
    said = "从自评结果看，2个项目中“良”1个，“中”1个。"
    rows = (*LISTED[:2], ("2", "泵站检修", "80.00", "80.00", "75", "中"))
    income = ("二、收入决算情况说明", "本年收入合计100.00万元。")
    bands = BANDS.format(90, 80, 90, 80)
    document = excerpt(*income, said, "项目支出绩效自评结果汇总表", rows, bands)
    (one,) = check(document, selected(["J419", "N506"])).findings
    assert one.code == "J419"
    assert [(each.finding.code, each.agrees) for each in one.follows] == [("N506", True)]


def test_j419_passes_grades_of_their_points() -> None:
    assert graded("98", BANDS.format(85, 75, 85, 75)) == []


def test_j419_spares_rows_without_points() -> None:
    assert len(graded("")) == 1
