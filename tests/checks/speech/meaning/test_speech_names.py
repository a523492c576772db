"""What names mean under their headings: topics, kinds of money, codes, counts."""

import pytest

from juesuan.checks.speech.meaning.counts import counts_meant, received
from juesuan.checks.speech.meaning.funds import fund_in, fund_taken
from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.printed.against_forms import figures_meant
from juesuan.facts import Space, parse_selection
from support.telling import told

OVERALL = "第三部分一、收入支出决算总体情况说明"
GENERAL = "第三部分五、一般公共预算财政拨款支出决算情况说明"
CARS = "第三部分九、财政拨款“三公”经费支出决算情况说明"
WAN = 1_000_000


@pytest.fixture(scope="module")
def subject():
    """The small unit: 171万元, all of it of the general public budget."""
    return told(OVERALL)


@pytest.mark.parametrize(
    ("name", "heading", "topic", "fund", "wan"),
    [
        ("支出合计", OVERALL, "expenditure", "", 171),
        ("本年支出决算数", OVERALL, "expenditure", "", 171),
        ("某局支出合计", OVERALL, "expenditure", "", 171),
        ("一般公共预算财政拨款支出", OVERALL, "expenditure", "general", 171),
        ("财政拨款安排的项目支出", OVERALL, "project", "fiscal", 40),
        ("支出合计", GENERAL, "expenditure", "general", 171),
        ("基本支出", GENERAL, "basic", "general", 131),
        ("基本工资、津贴补贴等人员经费", GENERAL, "personnel", "general", 122),
        ("“三公”经费支出", CARS, "three_public", "fiscal", 4),
        ("公务接待费", OVERALL, "reception", "fiscal", 1),
        ("机关运行经费", OVERALL, "operating_expenses", "", 9),
        ("用于保障机构正常运转的日常支出", OVERALL, "basic", "", 131),
        ("一般公共服务支出", GENERAL, "function:201", "general", 149),
        ("一般公共服务", GENERAL, "function:201", "general", 149),
        ("2010301行政运行", GENERAL, "function:2010301", "general", 109),
        (
            "一般公共服务支出（201类）政府办公厅（室）及相关机构事务（03款）行政运行（01项）",
            GENERAL,
            "function:2010301",
            "general",
            109,
        ),
        (
            "社会保障和就业支出（类）行政事业单位离退休（款）"
            "机关事业单位基本养老保险缴费支出（项）",
            GENERAL,
            "function:2080505",
            "general",
            10,
        ),
        ("办公费", "六、一般公共预算财政拨款基本支出决算情况", "economic:30201", "general", 5),
    ],
)
def test_a_name_means_a_fact_that_the_forms_print(
    subject, name: str, heading: str, topic: str, fund: str, wan: int
) -> None:
    meant = facts_meant(subject, name, heading)
    assert meant is not None and meant.key == (topic, fund)
    assert {figure.value for figure in figures_meant(subject, meant)} == {wan * WAN}


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("", OVERALL),
        ("支出", OVERALL),
        ("某某中心水费", OVERALL),
        ("下属单位支出合计", OVERALL),
        ("支出合计", "第三部分十、部门整体支出绩效自评情况"),
        ("支出合计", "第一部分一、主要职责"),
        ("货物", OVERALL),
        ("办公费", OVERALL),
        ("教育支出（类）普通教育（款）小学教育（项）", GENERAL),
        ("一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）无此名称（项）", GENERAL),
        ("3010299", GENERAL),
    ],
)
def test_a_name_that_is_not_surely_known_means_nothing(subject, name: str, heading: str) -> None:
    meant = facts_meant(subject, name, heading)
    assert meant is None or figures_meant(subject, meant) == []


def test_a_class_is_known_only_under_the_kind_of_money_that_the_heading_says(subject) -> None:
    assert facts_meant(subject, "办公费", "六、基本支出决算情况说明") is None
    assert facts_meant(subject, "办公费", "六、财政拨款支出决算情况说明") is None
    assert facts_meant(subject, "办公费", "六、财政拨款基本支出决算情况说明") is not None


def test_a_name_of_goods_is_known_under_purchases(subject) -> None:
    meant = facts_meant(subject, "货物", "（二）政府采购支出情况")
    assert meant is not None and meant.topic == "goods"


def test_a_writer_may_mean_more_money_than_the_heading_says(subject) -> None:
    meant = facts_meant(subject, "项目支出", GENERAL)
    narrow = facts_meant(subject, "政府性基金预算财政拨款项目支出", GENERAL)
    assert meant is not None and narrow is not None
    assert len(meant.select) + len(meant.also) == 3
    assert (narrow.fund, narrow.also) == ("government_funds", ())


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("一般公共预算财政拨款支出", "general"),
        ("政府性基金预算财政拨款支出", "government_funds"),
        ("国有资本经营支出", "state_capital"),
        ("财政拨款支出", "fiscal"),
        ("一般公共预算财政拨款和政府性基金预算财政拨款", ""),
        ("收入合计", ""),
    ],
)
def test_the_kind_of_money_is_the_one_named(text: str, fund: str) -> None:
    assert fund_in(text) == fund


def test_a_name_is_taken_apart_into_money_and_item() -> None:
    assert fund_taken("一般公共预算财政拨款安排的项目支出") == ("general", "项目支出")
    assert fund_taken("“三公”经费财政拨款支出") == ("fiscal", "“三公”经费支出")
    assert fund_taken("项目支出") == ("", "项目支出")


@pytest.mark.parametrize(
    ("name", "unit", "topic"),
    [
        ("国内公务接待", "批次", "batches"),
        ("国内公务接待", "人次", "persons"),
        ("公务接待费", "个", "batches"),
        ("外事接待", "批次", "batches_foreign"),
        ("接待人次 国（境）外接待", "人", "persons_overseas"),
        ("公务用车保有量", "辆", "cars_held"),
        ("购置公务用车", "辆", "cars_bought"),
        ("因公出国（境）团组", "个", "trip_groups"),
        ("因公出国（境）", "人次", "trip_persons"),
    ],
)
def test_a_count_is_known_by_name_and_unit(subject, name: str, unit: str, topic: str) -> None:
    meant = counts_meant(subject, name, CARS, unit)
    assert meant is not None and meant.topic == topic


@pytest.mark.parametrize(
    ("name", "heading", "unit"),
    [
        ("国内公务接待", CARS, "辆"),
        ("参加出国（境）团组", CARS, "个"),
        ("国内公务接待项目", CARS, "个"),
        ("国内公务接待陪同", CARS, "人"),
        ("车辆", CARS, "辆"),
        ("公务用车保有量", "十、绩效评价情况", "辆"),
        ("", CARS, "辆"),
    ],
)
def test_other_counts_mean_nothing(subject, name: str, heading: str, unit: str) -> None:
    assert counts_meant(subject, name, heading, unit) is None


def test_vehicles_are_counted_under_assets(subject) -> None:
    meant = counts_meant(subject, "车辆", "（三）国有资产占有使用情况", "辆")
    assert meant is not None and meant.topic == "vehicles"


@pytest.mark.parametrize(
    ("name", "before", "said"),
    [
        ("接待人次", "国内公务接待3批次，", "接待人次 国内接待"),
        ("接待人次", "国内公务接待3批次（其中：外事接待0批次），", "接待人次 国内接待"),
        ("接待人次", "国内公务接待3批次（其中：外事接待0批次，", "接待人次 外事接待"),
        ("接待人次", "国 （境）外公务接待0批次，", "接待人次 国（境）外接待"),
        ("接待人次", "共", "接待人次"),
        ("外事接待人次", "国内公务接待3批次，", "外事接待人次"),
        ("车辆", "国内公务接待3批次，", "车辆"),
    ],
)
def test_a_count_of_receptions_goes_on_with_the_kind_before(
    name: str, before: str, said: str
) -> None:
    assert received(name, before) == said


def test_topics_refer_to_topics_and_to_facts_that_can_be_selected() -> None:
    space = Space(2023)
    for id_, topic in topics().items():
        listed = [*topic.whole, *(one for way in (*topic.parts, *topic.at_most) for one in way)]
        assert set(listed) <= set(topics()), id_
        assert (topic.unit == "count") == bool(topic.units), id_
        for text in topic.select:
            assert parse_selection(text, space).terms, id_


def test_a_name_is_one_topic_s_only_under_one_heading() -> None:
    seen: dict[str, str] = {}
    for id_, topic in topics().items():
        for name in topic.names:
            assert name not in seen, (name, id_, seen.get(name))
            seen[name] = id_
