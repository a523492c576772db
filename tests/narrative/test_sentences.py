"""What a booklet says of some facts, sentence by sentence."""

import re
from itertools import pairwise
from typing import Any

import pytest
from telling import Rows, booklet, disclosed, paragraphs, read_back

from juesuan.facts import WAN, YUAN, parse_selection
from juesuan.forms import DeterminedFacts, Selection, available_form_sets, load_form_set
from juesuan.narrative import (
    AuthorWords,
    Booklet,
    EvaluationResults,
    Figures,
    FormTable,
    Heading,
    WrittenParagraph,
    amounts_beside,
    load_template,
    write_booklet,
)
from juesuan.narrative.material import Material
from juesuan.narrative.quantities import NamedQuantity
from support.balanced import SPACE, fact

TEN_THOUSAND = 1_000_000  # cents


def spent(amount: int, function: str, economic: str, nature: str, **point: str) -> Rows:
    """Money of the general budget that came in and was spent, in 万元."""
    place = {"fund": "general", "function": function}
    coarse = nature.partition(".")[0]
    cents = amount * TEN_THOUSAND
    if point.get("stage", "final") != "final":
        return [fact("expenditure", cents, economic="", nature=nature, **place, **point)]
    return [
        fact("expenditure", cents, economic=economic, nature=nature, **place, **point),
        fact("income", cents, nature=coarse, **place),
    ]


UNIT = [
    *spent(60, "2010301", "30101", "basic.personnel"),
    *spent(15, "2010301", "30201", "basic.public"),
    *spent(5, "2010301", "30217", "basic.public", item="reception.domestic"),
    *spent(20, "2080505", "30108", "basic.personnel"),
    *spent(100, "2010302", "30227", "project"),
]
LAST_YEAR = [
    *spent(50, "2010301", "30101", "basic.personnel"),
    *spent(10, "2010301", "30217", "basic.public", item="reception.domestic"),
    *spent(100, "2010302", "30227", "project"),
]


def told(form_set: str = "shanghai-2024", **more: Any) -> Booklet:
    return booklet(UNIT, form_set, WAN, **more)


def below(told: Booklet, title: str) -> list[str]:
    """The paragraphs right below a heading."""
    found: list[str] = []
    inside = False
    for block in told.blocks:
        if isinstance(block, Heading):
            inside = block.text == title
        elif inside and isinstance(block, WrittenParagraph):
            found.append(block.text)
    return found


def test_income_by_source_with_shares() -> None:
    rows = [
        *UNIT,
        fact("income", 50 * TEN_THOUSAND, fund="other"),
        fact("closing", 50 * TEN_THOUSAND, fund="other", carry="surplus"),
    ]
    assert below(booklet(rows, "shanghai-2024", WAN), "收入决算情况说明") == [
        "2023年度收入合计250.00万元。其中：财政拨款收入200.00万元，占本年收入合计的80.00%；"
        "其他收入50.00万元，占本年收入合计的20.00%。"
    ]


def test_expenditure_by_nature_with_shares() -> None:
    assert below(told(), "支出决算情况说明") == [
        "2023年度支出合计200.00万元。其中：基本支出100.00万元，占本年支出合计的50.00%；"
        "项目支出100.00万元，占本年支出合计的50.00%。"
    ]


def test_against_last_year_with_the_reason_from_the_book() -> None:
    said = AuthorWords(reasons={("general", "", "last_year"): "人员增加"})
    text = below(told(previous=LAST_YEAR, said=said), "一般公共预算财政拨款支出决算总体情况")
    assert text == [
        "2023年度一般公共预算财政拨款支出200.00万元，占本年支出合计的100.00%，"
        "比上年增加40.00万元，增长25.00%，主要原因是人员增加。"
    ]


def test_a_reason_that_is_missing_is_asked_for_and_not_made_up() -> None:
    asked = told(previous=LAST_YEAR).asked
    (missing,) = [a for a in asked if a.entry == "原因（一般公共预算财政拨款支出，上年）"]
    assert missing.text() == "请说明一般公共预算财政拨款支出与上年相比增加40.00万元的主要原因。"
    asked = told(previous=LAST_YEAR, lang="en").asked
    assert any("differs from last year" in a.text("en") for a in asked)
    assert not any("原因" in text for text in paragraphs(told(previous=LAST_YEAR)))


def test_a_reason_is_asked_for_beside_the_items_that_moved_most_the_same_way() -> None:
    hints = {asked.entry: asked.hint for asked in told(previous=LAST_YEAR).asked}
    assert hints["原因（一般公共预算财政拨款支出，上年）"] == (
        "2010301 行政运行增加20.00万元；2080505 机关事业单位基本养老保险缴费支出增加20.00万元"
    )
    assert hints["原因（“三公”经费，上年）"] == "2010301 行政运行减少5.00万元"


def test_where_all_is_of_one_item_the_economic_classes_tell_what_moved() -> None:
    rows, before = (
        [
            *spent(pay, "2010301", "30101", "basic.personnel"),
            *spent(10, "2010301", "30201", "basic.public"),
        ]
        for pay in (60, 50)
    )
    asked = booklet(rows, "shanghai-2024", WAN, previous=before).asked
    (hint,) = {a.hint for a in asked if a.entry == "原因（支出合计，上年）"}
    assert hint == "30101 基本工资增加10.00万元"


def test_nothing_changed_is_level_and_needs_no_reason() -> None:
    level = told(previous=UNIT)
    assert below(level, "一般公共预算财政拨款支出决算总体情况")[0].endswith("，与上年持平。")
    assert not [a for a in level.asked if a.key == "reason"]


def test_without_last_year_nothing_is_compared_and_last_year_is_asked_for() -> None:
    assert not any("上年" in text for text in paragraphs(told()))
    assert "last_year" in {asked.key for asked in told().asked}


def test_classes_with_their_shares() -> None:
    assert below(told(), "一般公共预算财政拨款支出决算结构情况") == [
        "2023年度一般公共预算财政拨款支出200.00万元，按功能分类："
        "一般公共服务支出（类）180.00万元，占一般公共预算财政拨款支出的90.00%；"
        "社会保障和就业支出（类）20.00万元，占一般公共预算财政拨款支出的10.00%。"
    ]


def test_items_against_their_budgets() -> None:
    rows = [
        *UNIT,
        *spent(80, "2010301", "", "basic", stage="initial"),
        *spent(25, "2080505", "", "basic", stage="initial"),
        *spent(90, "2010302", "", "project", stage="initial"),
    ]
    said = AuthorWords(
        texts={("use", "2010302"): ("专项检查",)},
        reasons={("function", "2080505", "initial"): "有人退休"},
    )
    text = below(
        booklet(rows, "shanghai-2024", WAN, said=said), "一般公共预算财政拨款支出决算具体情况"
    )
    assert text == [
        "2023年度一般公共预算财政拨款支出年初预算195.00万元，支出决算200.00万元，"
        "完成年初预算的102.56%，决算数大于年初预算数。具体到项级科目：",
        "1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）"
        "年初预算80.00万元，支出决算80.00万元，完成年初预算的100.00%，决算数与年初预算数持平。",
        "2.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）一般行政管理事务（项）。"
        "主要用于专项检查。年初预算90.00万元，支出决算100.00万元，完成年初预算的111.11%，"
        "决算数大于年初预算数。",
        "3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）"
        "年初预算25.00万元，支出决算20.00万元，完成年初预算的80.00%，决算数小于年初预算数，"
        "主要原因是有人退休。",
    ]


def test_budgets_of_the_three_public_expenses_are_not_counted_twice() -> None:
    """They are given by economic class, beside the budgets by function that hold them too."""
    rows = [
        *UNIT,
        *spent(200, "2010301", "", "basic", stage="initial"),
        fact("expenditure", 8 * TEN_THOUSAND, stage="initial", fund="general", economic="30217"),
    ]
    title = "一般公共预算财政拨款支出决算具体情况"
    assert below(booklet(rows, "shanghai-2024", WAN), title)[0].startswith(
        "2023年度一般公共预算财政拨款支出年初预算200.00万元，支出决算200.00万元，"
        "完成年初预算的100.00%，决算数与年初预算数持平。"
    )


FUNDS = (("general", 1), ("government_funds", 20), ("state_capital", 300))


@pytest.mark.parametrize(
    ("form_set", "fund", "total"),
    [
        ("mof-2022", "财政拨款", "321.00万元"),
        ("mof-2020", "一般公共预算财政拨款", "1.00万元"),
        ("yunnan-2021", "一般公共预算财政拨款", "1.00万元"),
        ("hefei-2023", "一般公共预算及政府性基金财政拨款", "21.00万元"),
    ],
)
def test_the_three_public_expenses_are_of_the_funds_that_the_sets_form_counts(
    form_set: str, fund: str, total: str
) -> None:
    """Nothing in the narrative names the funds: they are the scope of the form."""
    rows = [
        fact("expenditure", each * TEN_THOUSAND, fund=name, function="2010302", economic="30217",
             nature="project", item="reception.domestic")
        for name, each in FUNDS
    ]  # fmt: skip
    said = booklet(rows, form_set, WAN)
    sentence = f"2023年度{fund}“三公”经费支出决算{total}"
    assert any(text.startswith(sentence) for text in paragraphs(said)), paragraphs(said)
    assert any(f"“三公”经费支出{total}，其中" in text for text in paragraphs(said))


def test_basic_expenditure_by_economic_class() -> None:
    assert below(told(), "一般公共预算财政拨款基本支出决算情况说明") == [
        "2023年度一般公共预算财政拨款基本支出100.00万元。其中：人员经费80.00万元（工资福利支出"
        "80.00万元），主要包括基本工资、机关事业单位基本养老保险缴费；公用经费20.00万元"
        "（商品和服务支出20.00万元），主要包括办公费、公务接待费。"
    ]


def test_what_there_is_none_of_is_said() -> None:
    text = paragraphs(told())
    assert "2023年度没有政府性基金预算财政拨款收入和支出。" in text
    assert "2023年度没有国有资本经营预算财政拨款收入和支出。" in text


def test_three_public_expenses_with_budget_and_counts() -> None:
    rows = [
        *UNIT,
        fact("expenditure", 8 * TEN_THOUSAND, stage="initial", fund="general", economic="30217"),
        fact("count", 12, fund="general", item="batches.domestic"),
        fact("count", 95, fund="general", item="persons.domestic"),
    ]
    text = paragraphs(booklet(rows, "yunnan-2023", WAN))
    assert (
        "2023年度财政拨款“三公”经费支出年初预算8.00万元，支出决算5.00万元，"
        "完成年初预算的62.50%，决算数小于年初预算数。"
    ) in text
    assert (
        "3.公务接待费5.00万元。其中：国内接待费5.00万元，国内公务接待12批次、95人次；"
        "国（境）外接待费0.00万元。"
    ) in text


def test_a_count_of_which_nothing_is_known_is_asked_for_and_never_printed_as_none() -> None:
    cars = spent(2, "2010301", "30231", "basic.public")
    batches = fact("count", 12, fund="general", item="batches.domestic")
    some = booklet([*UNIT, *cars, batches], "yunnan-2023", WAN)
    text = paragraphs(some)
    assert (
        "3.公务接待费5.00万元。其中：国内接待费5.00万元，国内公务接待12批次；"
        "国（境）外接待费0.00万元。"
    ) in text
    assert any(line.endswith("公务用车运行维护费2.00万元。") for line in text if line[:2] == "2.")
    assert not any("0辆" in line or "0人" in line for line in text)
    asked = {a.entry: (a.row, a.column) for a in some.asked if a.table == "statistics"}
    assert asked == {
        "统计数（国内公务接待人次）": ({"item": "persons.domestic"}, "amount"),
        "统计数（公务用车保有量）": ({"item": "cars.held"}, "amount"),
    }
    own = AuthorWords(texts={("cars_run", ""): ("没有公务用车。",)})
    told = booklet([*UNIT, batches], "yunnan-2023", WAN, said=own)
    assert "cars.held" not in [a.row["item"] for a in told.asked if a.table == "statistics"]
    none = fact("count", 0, fund="general", item="cars.held")
    said = booklet([*UNIT, *cars, batches, none], "yunnan-2023", WAN)
    assert any("年末公务用车保有量0辆。" in line for line in paragraphs(said))


def test_journeys_of_unknown_groups_are_told_of_persons() -> None:
    abroad = spent(1, "2010301", "30212", "basic.public")
    persons = fact("count", 3, fund="general", item="trips.persons")
    told = booklet([*UNIT, *abroad, persons], "yunnan-2023", WAN)
    assert any("全年安排因公出国（境）人员3人次。" in line for line in paragraphs(told))
    assert read_back(told).unread == []


def test_vehicles_and_equipment_are_each_said_only_where_known() -> None:
    rows = [*UNIT, fact("count", 3, item="equipment.over_1m")]
    text = paragraphs(booklet(rows, "shanxi-2023", WAN))
    assert "截至2023年12月31日，单价100万元（含）以上设备（不含车辆）3台（套）。" in text


def test_operating_expenses_are_those_of_administrative_units() -> None:
    assert below(told(), "机关运行经费支出情况") == ["2023年度机关运行经费支出20.00万元。"]
    rows = [tuple("institution" if v == "admin" else v for v in row) for row in UNIT]
    other = booklet(rows, "shanghai-2024", WAN)
    assert below(other, "机关运行经费支出情况") == ["2023年度没有机关运行经费支出。"]


def test_procurement_assets_and_vehicles_or_the_texts_that_stand_for_them() -> None:
    rows = [
        *UNIT,
        fact("procurement", 3 * TEN_THOUSAND, item="goods"),
        fact("asset_gross", 7 * TEN_THOUSAND, item="current"),
        fact("count", 2, item="vehicles.other"),
    ]
    text = paragraphs(booklet(rows, "shanxi-2023", WAN))
    assert "2023年度政府采购支出3.00万元，其中：政府采购货物支出3.00万元。" in text
    assert "截至2023年12月31日，资产总额7.00万元，其中：流动资产7.00万元。" in text
    assert any("车辆2辆，其中：其他用车2辆。" in line for line in text)
    entries = {asked.entry for asked in told("shanxi-2023").asked}
    assert {"文字（政府采购）", "文字（国有资产）"} <= entries


def test_results_of_the_self_evaluation() -> None:
    results = EvaluationResults(13, 68_830_700 * 100, {"优": 6, "良": 1, "中": 0})
    assert below(told(evaluation=results), "预算绩效管理情况") == [
        "2023年度开展绩效自评的项目13个，涉及资金6,883.07万元，其中：自评等级为“优”的项目6个，"
        "自评等级为“良”的项目1个。"
    ]


@pytest.mark.parametrize(
    ("form_set", "parts"),
    [
        (
            "yunnan-2023",
            [
                "部门概况",
                "2023年度部门决算表",
                "2023年度部门决算情况说明",
                "其他重要事项及相关口径情况说明",
                "名词解释",
            ],
        ),
        ("shanxi-2023", ["概况", "2023年度部门决算表", "情况说明", "名词解释"]),
        (
            "shanghai-2024",
            ["某局概况", "某局2023年度部门决算表", "某局2023年度部门决算情况说明", "名词解释"],
        ),
    ],
)
def test_the_parts_of_each_region(form_set: str, parts: list[str]) -> None:
    headings = [b for b in told(form_set).blocks if isinstance(b, Heading) and b.level == 1]
    assert [heading.text for heading in headings] == parts
    assert [heading.number for heading in headings][:2] == ["第一部分", "第二部分"]


@pytest.mark.parametrize("form_set", available_form_sets())
def test_forms_stand_in_their_order_under_their_titles(form_set: str) -> None:
    blocks = told(form_set).blocks
    forms = load_form_set(form_set, 2023).forms
    found = [
        (before.text, block.no)
        for before, block in pairwise(blocks)
        if isinstance(block, FormTable) and isinstance(before, Heading)
    ]
    assert found == [(form.title, form.no) for form in forms]


def test_annexes_stand_in_a_part_of_their_own_or_where_the_region_has_them() -> None:
    annex = (WrittenParagraph("附表"),)
    last = told("shanxi-2023", annex=annex).blocks
    assert last[-2] == Heading(1, "第五部分", "附件")
    assert last[-1] == annex[0]
    blocks = told("yunnan-2023", annex=annex).blocks
    assert blocks[blocks.index(annex[0]) - 1] == Heading(2, "四、", "绩效自评情况")


def test_a_section_of_which_forms_tell_nothing_is_left_out_and_asked_for() -> None:
    disclosure, _ = disclosed(UNIT, "shanghai-2024", WAN)
    told = write_booklet(disclosure, DeterminedFacts(disclosure, SPACE))
    asked = [one.names for one in told.asked if one.key == "untold"]
    operating = "机关运行经费支出情况"
    assert (operating,) in asked
    assert not [b for b in told.blocks if isinstance(b, Heading) and b.text == operating]


def test_a_sum_is_untold_where_one_of_its_parts_is() -> None:
    disclosure, _ = disclosed(UNIT, "shanghai-2024", WAN)
    store = DeterminedFacts(disclosure, SPACE)
    write_booklet(disclosure, store)
    told = next(region for region, value in store.told.items() if value)
    untold = min(store.untold, key=str)
    figures = Figures(disclosure, store)
    assert figures.exact(Selection(((1, told),))) == store.told[told]
    assert figures.exact(Selection(((1, told), (1, untold)))) is None


def test_the_contents_list_chapters_and_sections_and_nothing_deeper() -> None:
    whole = told()
    assert {heading.level for heading in whole.contents()} == {1, 2}
    assert {heading.level for heading in whole.contents(1)} == {1}
    assert {b.level for b in whole.blocks if isinstance(b, Heading)} == {1, 2, 3}


def test_terms_are_explained_in_numbered_paragraphs() -> None:
    terms = [text for text in paragraphs(told("mof-2022")) if re.match("[一二三]、.{2,14}：", text)]
    assert [text[:2] for text in terms] == ["一、", "二、", "三、"]


def test_beside_the_forms_are_amounts_that_are_known_and_no_counts() -> None:
    counted = [fact("count", 3, item="vehicles.other"), fact("count", 2, item="trips.groups")]
    disclosure, store = disclosed([*UNIT, *counted], "mof-2022", WAN)
    amounts, _ = amounts_beside(disclosure, store)
    figures = Figures(disclosure, store)  # none is prepared: each is asked for by itself
    assert amounts == {one: figures.exact(one) for one in amounts}  # type: ignore[arg-type]
    assert 3 not in amounts.values()


def test_texts_of_the_author_stand_as_they_are() -> None:
    odd = "负责{{ year }}年<b>工作</b>\ue000；"
    said = AuthorWords(texts={("duties", ""): (odd, "第二段。")})
    assert below(told(said=said), "主要职能") == [odd, "第二段。"]


def test_an_amount_below_the_last_printed_digit_is_no_change() -> None:
    rows = [
        *UNIT,
        fact("income", 100, fund="general", nature="basic", function="2010301"),
        fact("closing", 100, fund="general", nature="basic", function="2010301", carry="carryover"),
    ]
    text = below(booklet(rows, "shanghai-2024", WAN, previous=UNIT), "收入支出决算总体情况说明")
    assert text[0].startswith("2023年度收入总计200.00万元，与上年持平。")


def test_a_growth_of_less_than_it_prints_is_worked_out_from_the_exact_amounts() -> None:
    """1 040.40 and 1 099.80 元 print as 0.10 and 0.11 万元: 5.71 %, not 10 %."""

    def rows(cents: int) -> Rows:
        place = {"fund": "general", "function": "2010301"}
        return [
            fact("expenditure", cents, economic="30101", nature="basic.personnel", **place),
            fact("income", cents, nature="basic", **place),
        ]

    told = booklet(rows(109_980), "shanghai-2024", WAN, previous=rows(104_040))
    text = below(told, "收入支出决算总体情况说明")
    assert text[0].startswith("2023年度收入总计0.11万元，比上年增加0.01万元，增长5.71%")
    told = booklet(rows(104_040), "shanghai-2024", WAN, previous=rows(109_980))
    text = below(told, "收入支出决算总体情况说明")
    assert text[0].startswith("2023年度收入总计0.10万元，比上年减少0.01万元，下降5.40%")


def test_a_cent_more_is_more_where_cents_are_printed() -> None:
    now = [*UNIT, fact("income", 1, fund="general", nature="basic", function="2010301")]
    now.append(
        fact("closing", 1, fund="general", nature="basic", function="2010301", carry="carryover")
    )
    text = below(booklet(now, "shanghai-2024", YUAN, previous=UNIT), "收入支出决算总体情况说明")
    assert "比上年增加0.01元" in text[0]


def test_items_of_a_section_without_items_are_told_by_the_section() -> None:
    rows = [
        *spent(60, "20103", "30101", "basic.personnel"),
        *spent(40, "2080505", "30108", "project"),
    ]
    for stage in ("initial",):
        rows += spent(50, "20103", "", "basic.personnel", stage=stage)
        rows += spent(40, "2080505", "", "project", stage=stage)
    text = "\n".join(paragraphs(booklet(rows, "shanghai-2024", WAN)))
    assert "政府办公厅（室）及相关机构事务（款）" in text


def test_a_budget_of_nothing_has_no_completion_rate() -> None:
    rows = [*UNIT, fact("expenditure", 0, stage="initial", fund="general", economic="30217")]
    text = paragraphs(booklet(rows, "yunnan-2023", YUAN))
    assert "4.公务接待费支出年初预算0.00元，支出决算50,000.00元，决算数大于年初预算数。" in text


def test_nothing_of_a_budget_spent_is_zero_percent_without_a_sign() -> None:
    budget = spent(5, "2010301", "", "basic.public", stage="initial")
    rows = [*UNIT, *[(*row,) for row in budget]]
    reception = [
        fact("expenditure", TEN_THOUSAND, stage="initial", fund="general", economic="30212")
    ]
    text = "\n".join(paragraphs(booklet([*rows, *reception], "yunnan-2023", WAN)))
    assert "0.00%" in text and "-0.00%" not in text


def test_what_printed_as_nothing_last_year_has_no_rate_of_growth() -> None:
    """40 元 are 0.00 万元: beside that print, 4,999,900 % would say nothing to anybody."""
    place = {"fund": "general", "function": "2010301"}
    little = [
        fact("expenditure", 4000, economic="30101", nature="basic.personnel", **place),
        fact("income", 4000, nature="basic", **place),
    ]
    for form_set in ("mof-2022", "yunnan-2023"):
        text = "\n".join(paragraphs(booklet(UNIT, form_set, WAN, previous=little)))
        assert "200.00万元" in text
        assert max(map(float, re.findall(r"([\d.]+)%", text))) <= 100


def test_a_change_that_only_print_shows_has_the_rate_that_print_shows() -> None:
    """Amounts rounded together may print a step apart where they are the same to the cent."""
    form_set = load_form_set("shanghai-2024", SPACE)
    where = parse_selection("expenditure[function=2010301, economic=30101]", SPACE).canonical(SPACE)
    forms = disclosed(UNIT, form_set.id, WAN)
    template, last_year = load_template(form_set), Figures(*forms)
    pay = NamedQuantity(Material(template, last_year, last_year), "pay", "工资", where).selection
    printed = {pay: 60 * TEN_THOUSAND + WAN.print_step}
    material = Material(template, Figures(*forms, printed), last_year)
    now = NamedQuantity(material, "pay", "工资", where)
    change = now.change(now.last)
    assert (now.exact, change.more) == (now.last.exact, True)
    assert "0.02%" in str(change.percent)
