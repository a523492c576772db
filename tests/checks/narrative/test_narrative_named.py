"""N601, N602: names of classes, sections and items in the text, held to the list and the forms."""

import pytest

from juesuan.checks import check, message, selected
from support.excerpts import TITLE, excerpt
from support.telling import found

ITEMS = "（二）一般公共预算财政拨款支出决算具体情况"
PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）"
OFFICE = "一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）{}（项）"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (PENSION.replace("养老支出（款）", "养老之出（款）"), "行政事业单位养老支出"),
        (PENSION.replace("社会保障和就业支出", "社会保险和就业支出"), "社会保障和就业支出"),
        (PENSION.replace("行政事业单位养老支出", "抚恤"), "行政事业单位养老支出"),
        (PENSION.replace("社会保障和就业支出", "卫生健康支出"), "社会保障和就业支出"),
        (OFFICE.format("行政远行"), "行政运行"),  # as short as it is still guessed
    ],
)
def test_n601_finds_a_name_that_is_not_the_items(wrong: str, right: str) -> None:
    (finding,) = found("N601", ITEMS, f"1.{wrong}支出决算1万元。")
    assert finding.expected == right
    assert right in message(finding)


def test_n601_finds_an_item_that_the_forms_do_not_print_beside_the_one_they_do() -> None:
    told = [OFFICE.format(name) for name in ("行政运行", "机关服务")]
    (finding,) = found("N601", ITEMS, *(f"{n}.{name}支出1万元。" for n, name in enumerate(told, 1)))
    assert (finding.variant, finding.expected) == ("item", "一般行政管理事务")


@pytest.mark.parametrize("wrong", ["机关服务", "信访事务"])
def test_n601_finds_an_item_by_the_amount_that_is_told_with_it(wrong: str) -> None:
    (finding,) = found("N601", ITEMS, f"1.{OFFICE.format(wrong)}支出决算109万元。")
    assert (finding.variant, finding.expected) == ("item", "行政运行")


def test_n601_spares_an_item_whose_amount_no_form_prints() -> None:
    assert found("N601", ITEMS, f"1.{OFFICE.format('信访事务')}支出决算7万元。") == []


@pytest.mark.parametrize(
    "said",
    [
        PENSION,
        OFFICE.format("行政运行"),
        "主要用于以下方面：社会保障和就业（类）支出1万元，占3%；一般公共服务支出（类）支出2万元。",
    ],
)
def test_n601_passes_names_of_the_list(said: str) -> None:
    assert found("N601", ITEMS, f"{said}支出决算1万元。") == []


def test_n601_spares_a_sections_earlier_name_and_items_of_several_neighbours() -> None:
    assert found("N601", ITEMS, PENSION.replace("养老支出（款）", "离退休（款）")) == []
    assert found("N601", ITEMS, OFFICE.format("机关服务") + "支出1万元。") == []


PATHS = [OFFICE.format(name) for name in ("行政运行", "一般行政管理事务")]
"""Items of the small unit's forms: 109万元 and 40万元."""


def test_n601_finds_one_item_told_twice_by_the_amount_of_its_neighbour() -> None:
    said = (f"1.{PATHS[0]}支出决算109.00万元。", f"2.{PATHS[0]}支出决算40.00万元。")
    (finding,) = found("N601", ITEMS, *said)
    assert (finding.variant, finding.expected) == ("amount", "一般行政管理事务")
    assert finding.where[0].printed == "40.00万元"
    assert found("N101", ITEMS, *said) == []


def test_n601_spares_two_items_told_with_their_own_amounts() -> None:
    said = (f"1.{PATHS[0]}支出决算109.00万元。", f"2.{PATHS[1]}支出决算40.00万元。")
    assert found("N601", ITEMS, *said) == []
    again = f"3.{PATHS[0]}支出决算40.00万元。"  # the neighbour is told: an amount is wrong
    assert found("N601", ITEMS, *said, again) == []


def test_n601_finds_a_class_that_the_forms_lack_told_with_the_amount_of_another() -> None:
    (finding,) = found("N601", ITEMS, "1.节能环保支出决算12.00万元，完成预算的100%。")
    assert (finding.variant, finding.expected) == ("amount", "住房保障支出")


def test_n601_spares_a_class_whose_amount_is_of_no_other() -> None:
    assert found("N601", ITEMS, "1.节能环保支出决算7.00万元。") == []
    said = ("1.住房保障支出决算12.00万元。", "2.节能环保支出决算12.00万元。")
    assert found("N601", ITEMS, *said) == []


@pytest.mark.parametrize("name", ["机关服务", "信访事务", "办公厅日常工作"])
def test_n601_finds_another_name_beside_a_code_of_the_forms(name: str) -> None:
    (finding,) = found("N601", ITEMS, f"{name}（2010301）支出决算109.00万元。")
    assert (finding.variant, finding.expected) == ("code", "行政运行")
    assert finding.details["said"] == name


@pytest.mark.parametrize("said", ["行政运行", "主要用于行政运行", "运行", "用于政府办公厅行政运行"])
def test_n601_spares_the_name_of_the_code_and_what_is_short_for_it(said: str) -> None:
    assert found("N601", ITEMS, f"{said}（2010301）支出决算109.00万元。") == []


def test_n601_spares_a_code_that_the_forms_do_not_print() -> None:
    said = "机关服务（2050101）支出1.00万元。"
    assert found("N601", ITEMS, said) == []
    (finding,) = check(excerpt(ALONE, said), selected(["N601"])).findings  # by the list alone
    assert (finding.variant, finding.expected) == ("list", "行政运行")


@pytest.mark.parametrize(
    "way", ["住房公积金（2210302）支出12.00万元。", "2210302住房公积金12.00万元。"]
)
def test_n601_finds_a_code_that_no_form_prints_beside_the_name_of_another(way: str) -> None:
    (finding,) = found("N601", ITEMS, way)
    assert (finding.variant, finding.expected) == ("swapped", "2210201")
    assert found("N601", ITEMS, way.replace("2210302", "2210201")) == []
    assert found("N601", ITEMS, way.replace("住房公积金", "公有住房建设和维修改造支出")) == []


@pytest.mark.parametrize(
    ("code", "due"), [("2010303", ["2010301"]), ("2050303", []), ("20103", [])]
)
def test_n601_spares_a_code_beside_a_name_of_several_but_in_its_section(
    code: str, due: list[str]
) -> None:
    told = found("N601", ITEMS, f"行政运行（{code}）支出109.00万元。")
    assert [one.expected for one in told if one.variant == "swapped"] == due


@pytest.mark.parametrize("code", ["2210202", "2210302"])
@pytest.mark.parametrize("way", ["（项）（{}）", "（项）{}", "（项）：{}", "（{}）"])
@pytest.mark.parametrize(
    "before", ["住房保障支出（类）住房改革支出（款）", "住房改革支出（款）", ""]
)
def test_n601_finds_a_code_of_another_behind_a_path_once(before: str, way: str, code: str) -> None:
    said = f"1.{before}住房公积金{way.format(code)}支出12.00万元。"
    (finding,) = found("N601", ITEMS, said)
    assert (finding.variant, finding.expected) == ("swapped", "2210201")
    assert found("N601", ITEMS, said.replace(code, "2210201")) == []


def test_n601_finds_a_class_marked_as_a_section() -> None:
    (finding,) = found("N601", ITEMS, "1.住房保障（款）支出12.00万元。")
    assert (finding.variant, finding.expected) == ("level", "住房保障（类）")


def test_n601_spares_a_section_that_is_called_like_its_class() -> None:
    assert found("N601", ITEMS, "其他支出（类）其他支出（款）其他支出（项）1.00万元。") == []


ALONE = "五、支出决算情况说明"
"""A heading under which items are told without forms."""
PATH = "一般公共服务支出（类）{}（款）行政运行（项）（2010601）支出1万元。"
CLINIC = "{}（类）行政事业单位医疗（款）行政单位医疗（项）支出1万元。"
CLASS = "{}类社会保障和就业支出86.35万元，占10.82%。"


@pytest.mark.parametrize(
    ("text", "right", "wrong", "due"),
    [
        (PATH, "财政事务", "税收事务", "财政事务"),
        (CLINIC, "卫生健康支出", "农林水支出", "卫生健康支出"),
        (CLASS, "208", "206", "科学技术支出"),
    ],
)
def test_n601_finds_and_passes_names_by_the_list_where_there_are_no_forms(
    text: str, right: str, wrong: str, due: str
) -> None:
    (finding,) = check(excerpt(ALONE, text.format(wrong)), selected(["N601"])).findings
    assert finding.expected == due and due in message(finding)
    assert check(excerpt(ALONE, text.format(right)), selected(["N601"])).findings == []


FUND = "住房保障支出（类）住房改革支出（款）{}（项）支出48.66万元。"


def test_n601_finds_a_name_with_one_sign_wrong_where_there_are_no_forms() -> None:
    (finding,) = check(excerpt(ALONE, FUND.format("住房公积基")), selected(["N601"])).findings
    assert (finding.variant, finding.expected) == ("spelled", "住房公积金")
    for name in ("住房公积金", "住房补贴", "购房补贴", "某项地方补贴"):
        assert check(excerpt(ALONE, FUND.format(name)), selected(["N601"])).findings == []


@pytest.mark.parametrize("way", ["2010301{}109.00万元。", "2010301 {}支出109.00万元，增长1%。"])
def test_n601_finds_another_name_behind_a_code_of_the_forms(way: str) -> None:
    (finding,) = found("N601", ITEMS, way.format("机关服务"))
    assert (finding.variant, finding.expected) == ("code", "行政运行")
    assert found("N601", ITEMS, way.format("行政运行")) == []
    assert found("N601", ITEMS, way.format("日常运行")) == []  # nobody's name: short for it


def former(text: str, year: int = 2023) -> list[str]:
    """The right names that N602 gives for those in a sentence of a year."""
    income = ("一、收入决算情况说明", "本年收入合计100.00万元。", "二、支出决算情况说明")
    subject = excerpt(*income, text, title=TITLE.replace("2023", str(year)))
    return [one.expected for one in check(subject, selected(["N602"])).findings]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("主要用于：医疗卫生与计划生育支出35.00万元，占3.5%。", "卫生健康支出"),
        ("（二）文化体育与传媒支出（类）支出2.00万元。", "文化旅游体育与传媒支出"),
        (
            "社会保障和就业支出（类）行政事业单位离退休（款）支出3.00万元。",
            "行政事业单位养老支出",
        ),
        ("国土海洋气象等支出年初预算为12.00万元。", "自然资源海洋气象等支出"),
    ],
)
def test_n602_finds_names_that_have_been_given_up(text: str, right: str) -> None:
    assert former(text) == [right]


def test_n602_passes_names_of_their_year() -> None:
    assert former("卫生健康支出35.00万元，占3.5%。") == []
    assert former("医疗卫生与计划生育支出35.00万元，占3.5%。", 2018) == []


def test_n602_finds_a_name_of_later_years_where_the_forms_print_their_own() -> None:
    form = (
        ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        ("210", "医疗卫生与计划生育支出", "60.77", "60.77", "0.00"),
    )
    title = "一般公共预算财政拨款支出决算表"
    said = "主要用于以下方面：{}60.77万元，占3.19%。"

    def told(name: str, *forms: str | tuple[tuple[str, ...], ...]) -> list[str]:
        text = ("二、支出决算情况说明", said.format(name))
        subject = excerpt(*forms, *text, title=TITLE.replace("2023", "2017"))
        return [message(one) for one in check(subject, selected(["N602"])).findings]

    (one,) = told("卫生健康支出（类）", title, form)
    assert "2019年起" in one and "医疗卫生与计划生育支出" in one
    assert told("医疗卫生与计划生育支出（类）", title, form) == []
    assert told("卫生健康支出（类）") == []


@pytest.mark.parametrize(
    "text",
    [
        "2018年医疗卫生与计划生育支出30.00万元。",
        "用于基层医疗卫生支出补助2.00万元。",
        "行政事业单位离退休人员经费12.00万元。",
        "原“行政事业单位离退休（款）”调整为“行政事业单位养老支出（款）”，代码不变。",
    ],
)
def test_n602_spares_earlier_years_and_other_words(text: str) -> None:
    assert former(text) == []
