"""J7, texts of another project."""

from msgspec.structs import replace

from checks.performance.self_evaluation import booklet, changed, found, places, project, value
from juesuan.checks import check, message, selected
from juesuan.reading.performance import LabelledText, OverallTable

PIPES = "新建供水主管网36公里，2400户稳定供水。"


def water():
    lines = changed(1, "产出|数量|新建供水管网长度|≥|36|公里|36|20|20|无")
    return project("农村供水保障", lines, actual=PIPES)


def test_j711_finds_a_result_that_is_another_projects() -> None:
    (one,) = found("J711", water(), project("水库维修养护", actual=PIPES))
    assert [where.project for where in one.where] == ["水库维修养护", "农村供水保障"]
    assert places(one) == [("", PIPES), ("", PIPES)] and "与“农村供水保障”有同一句话" in message(
        one
    )


def test_j711_finds_it_whichever_stands_first() -> None:
    (one,) = found("J711", project("水库维修养护", actual=PIPES), water())
    assert one.where[0].project == "水库维修养护"


def test_j711_finds_a_sentence_among_others() -> None:
    other = project("水库维修养护", analysis=[("评价结论", f"总体良好。{PIPES}")])
    (one,) = found("J711", water(), other)
    assert one.where[0].project == "水库维修养护"


def test_j711_passes_results_of_their_own() -> None:
    assert (
        found("J711", water(), project("水库维修养护", actual="维修水库42座，完成渠道整治3条。"))
        == []
    )


def test_j711_spares_words_that_fit_any_project() -> None:
    stock = "各项任务均已按计划圆满完成，达到预期目标。"
    tables = [project(name, actual=stock) for name in ("甲项目", "乙项目")]
    assert found("J711", *tables) == []


PROBLEMS = (
    "部分项目绩效目标设置不够具体，个别指标没有量化，下一步将加强培训，按季跟踪，逐项整改到位。"
)


def sections(*texts: str):
    """What J714 finds in the department's evaluation with these sections."""
    subject = booklet(project(), conclusion="总体良好。")
    labels = ("存在的问题和整改情况", "绩效自评结果应用", "其他需说明的情况")
    told = tuple(
        LabelledText((value(label),), value(text))
        for label, text in zip(labels, texts, strict=False)
    )
    assert subject.reading is not None
    subject.reading.performance = replace(
        subject.performance, overall=(OverallTable("整体支出绩效自评情况", "", told),)
    )
    return check(subject, selected(["J714"])).findings


def test_j714_finds_two_sections_with_one_text() -> None:
    (one,) = sections(PROBLEMS, f"应用情况：{PROBLEMS}")
    assert message(one) == "“绩效自评结果应用”与“存在的问题和整改情况”是同一段文字。"
    assert [where.project for where in one.where] == ["整体支出绩效自评情况"] * 2


def test_j714_passes_sections_of_their_own() -> None:
    assert (
        sections(PROBLEMS, "自评结果作为下一年度预算安排的依据，并在门户网站公开，纳入科室考核。")
        == []
    )


def test_j714_spares_short_sections_that_say_nothing() -> None:
    assert sections("无", "无", "无") == []
