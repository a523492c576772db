"""J7, texts of another project."""

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import message

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
