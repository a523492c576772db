"""Narratives alone, without forms: sentences are held to one another by what they name."""

import pytest

from juesuan.checks import Finding, check, message, selected
from juesuan.checks.subject.passages import shortened
from support.excerpts import accused, excerpt

OVERALL = "一、收入支出决算总体情况说明"
INCOME = "二、收入决算情况说明"
SPENT = "三、支出决算情况说明"
CARS = "五、“三公”经费支出情况说明"
BOUGHT = "六、政府采购支出情况"
CLASSES = (
    "本年支出合计1190.37万元。按支出功能分类科目看：教育支出34.28万元；卫生健康支出21.46万元；"
)
ITEMS = (
    "其中：",
    "1.公共安全支出（类）2257.38万元，主要用于司法所运转。",
    "2.卫生健康支出（类）142.05万元，主要用于医疗保险缴费。",
)
FISCAL = "四、财政拨款收入支出决算总体情况说明"

TRUE = [
    # a change of the first part of a list, told in a sentence of its own
    (
        OVERALL,
        "收入决算总计1950.23万元。包括：1.本年收入决算合计1862.33万元。与上年决算相比，增加60.59万元，增长3.36%。"
        "2.年初结转和结余87.90万元。",
    ),
    # what was to be added and was not
    (
        SPENT,
        "本年支出883.50万元，比年初预算减少66.50万元，决算数小于预算数主要原因是计划新增的6名工作人员未能到位。",
    ),
    # a unit with a remark is no unit's name; what is beyond a budget is no budget
    (
        BOUGHT,
        "单位：万元（节约以正数、超支以负数表示）",
        (("项目", "预算", "成交", "节约"), ("校服采购", "500.00", "460.00", "40.00")),
        "1个项目节约53.00万元，1个项目超出预算9.00万元，相抵后净节约44.00万元，节约率4.40%。",
    ),
    # parts of a part, in a bracket that goes on over a semicolon
    (
        INCOME,
        "本年收入合计1461.70万元，其中：财政拨款收入1461.70万元，占100%（一般公共预算财政拨款1421.70万元，"
        "占97.26%；政府性基金预算财政拨款40.00万元，占2.74%）。",
    ),
    # all visitors, then those of either kind, under one name
    (
        CARS,
        "本年公务接待52批次、418人次。其中：国内公务接待48批次、396人次（含外省客商31批次、270人次）；"
        "国（境）外公务接待4批次、22人次。",
    ),
    # a table's units are no unit's name
    (
        CARS,
        "全年举办主体班次8期、专题班次14期，共22期，培训学员1865人次。",
        (("班次类别", "期数", "人次"), ("单位：期、人次", "", ""), ("主体班次", "8", "640")),
    ),
    # from last year's amount to this year's
    (
        SPENT,
        "支出合计2585.50万元。与上年相比，支出合计由2438.82万元升至2585.50万元，净增146.68万元。",
    ),
    # what is more than last year, before the parts of the whole
    (
        INCOME,
        "本年收入合计5070.57万元，比上年的4688.90万元多381.67万元，增幅8.14%。具体构成为：财"
        "政拨款收入4972.72万元，占98.07%；事业收入92.48万元，占1.82%；其他收入5.37万元，占0.1"
        "1%。",
    ),
    # what the clause begins with, explained by 即; a list that is over
    (
        INCOME,
        "本年收入390.00万元，其中：事业收入168.00万元。（本年收入约合0.04亿元；事业收入即学费"
        "、住宿费，共计1680000元。）",
    ),
    (
        "一、自评结论",
        "全年预算698.00万元，其中基本支出186.00万元、项目支出512.00万元；全年执行675.00万元。",
        "项目支出512.00万元。",
    ),
    # a list of as many as were announced, open lists, sums of what stands before
    (
        "八、预算绩效情况",
        "对4个项目开展绩效自评，涉及资金900.00万元，其中重点项目甲路养护100.00万元、乙桥维修120.00"
        "万元。",
    ),
    (SPENT, "人员经费152.30万元，公用经费30.25万元，合计182.55万元。"),
    # what is compared begins with 和, 同 or 跟
    (
        OVERALL,
        "2023年收支总计均为138万元。和2022年收支总计120万元比，收、支总计各增加18万元，增长15%。",
    ),
    # per head of those who live there
    (
        CARS,
        "公共卫生服务支出2214.75万元。接待900人次，常住人口44.30万人，人均公共卫生服务经费约50元。",
    ),
    # about the same as last year
    (OVERALL, "机关运行经费35.00万元，上年35.02万元，与上年基本持平。"),
    # a share of all income, and one of the year's
    (
        OVERALL,
        "收入总计1000.00万元，其中：财政拨款收入600.00万元，占收入总计的60.0%；其他收入400.00万元，"
        "占收入总计的40.0%。",
    ),
    # the year that another year is compared with
    (OVERALL, "2023年收入总计200万元。2022年收入总计250万元，比2021年增加50万元，增长25%。"),
    # the amount of another year before the item's name, or without one
    (
        INCOME,
        "本年收入合计300万元，其中：",
        "财政拨款收入270万元，占90%；",
        "其他收入30万元，占10%。",
        "与上年（250万元）相比，本年收入增加50万元，增长20%。",
    ),
    (
        SPENT,
        "本年支出合计200万元，其中：基本支出150万元，项目支出50万元。",
        "基本支出中，人员经费140万元，公用经费10万元。与上年支出250万元相比减少50万元，下降20%。",
    ),
    # an item named before the comparison that its amount of last year stands in
    (
        FISCAL,
        "财政拨款收入200万元，加上年初结转和结余10万元，收入总计210万元；财政拨款支出205万元，"
        "年末结转和结余5万元，支出总计210万元。财政拨款支出比2022年的250万元减少45万元，下降18%。",
    ),
    (
        FISCAL,
        "财政拨款收入总计210万元。一般公共预算财政拨款支出205万元。"
        "一般公共预算财政拨款支出比上年（250万元）减少45万元，下降18%。",
    ),
    # parts that add up, that are left open, that lie within another, or that go on with another
    (SPENT, f"{CLASSES}节能环保支出1105.78万元；住房保障支出28.85万元。"),
    (SPENT, "本年支出合计1290.37万元，其中：卫生健康支出34.28万元、节能环保支出1105.78万元等。"),
    (
        SPENT,
        "本年支出合计1190.37万元，其中：基本支出190.37万元（人员经费150.22万元，公用经费"
        "40.15万元），项目支出1000.00万元。",
    ),
    (
        SPENT,
        "本年支出合计200.00万元。按用途划分，基本支出120.00万元，项目支出80.00万元。按功能分类看，"
        "教育支出150.00万元，占75%；卫生健康支出50.00万元，占25%。",
    ),
    (SPENT, "项目支出300.00万元，其中：设备购置100.00万元，房屋维修150.00万元。"),
    (SPENT, "项目支出742.19万元，其中：种植类332.74万元，整治类378.45万元，防控类31.00万元。"),
    (
        BOUGHT,
        "政府采购支出总额953.30万元，其中：货物213.50万元、服务739.80万元，授予中小企业合同金额"
        "662.00万元，其中授予小微企业318.40万元。",
    ),
    (OVERALL, "支出总计205.67万元，由本年支出190.18万元、年末结转和结余15.49万元构成。"),
    (BOUGHT, "政府采购支出总额2,730,000.00元，即273.00万元。"),
    (CARS, "公务接待费1.37万元，接待137人次；与2022年的1.92万元相比，下降28.65%。"),
    # a reason for a target that was missed
    (
        "八、预算绩效情况",
        "项目支出5万元，农药用量较上年减少2.6%，未达3%目标，主要是病虫偏重，部分乡镇增加防治次数。",
    ),
    # the same in another unit; averages of what is counted
    (INCOME, "本年收入合计32841.66万元，折合3.28亿元，其中财政拨款收入31557.11万元。"),
    (SPENT, "支出2290.22万元由基本支出1669.11万元和项目支出621.11万元两块组成，约合0.23亿元。"),
    (
        SPENT,
        "支出合计200万元，项目支出50万元。与上年相比，支出合计由180万元升至200万元，净增20万元。",
    ),
    (OVERALL, "2023年度收、支总计均为36963.74万元（约3.70亿元）。"),
    (
        CARS,
        "（一）总体情况。公务接待费9.36万元。",
        "（二）具体说明。国内公务接待52批次、416人次，批均0.18万元，人均225元。",
    ),
    (SPENT, *ITEMS, "以上两类合计本年支出2399.43万元；年末结转和结余61.12万元。"),
]


@pytest.mark.parametrize("paragraphs", TRUE, ids=lambda lines: lines[-1][:20])
def test_a_true_excerpt_is_left_alone(paragraphs: tuple) -> None:
    assert accused(*paragraphs) == []


FALSE = [
    # a total, where the shares are those of the sum; an amount told again elsewhere
    ((SPENT, "支出合计19872.60万元，其中基本支出6884.19万元，占36.20%；项目支出12134.58万元，占63."
             "80%。"),
     "N104", "19018.77万元"),
    ((OVERALL, "支出总计由本年支出19018.77万元和年末结转和结余1548.24万元构成。", SPENT,
      "支出合计19872.60万元，其中基本支出6884.19万元。"), "N103", ""),
    # as many parts as projects were announced; words that add up what stands before
    (("八、预算绩效情况", "对3个项目开展自评，涉及资金379.70万元，其中：办案285.60万元，装备94.10"
      "万元，"
      "服务中心21.00万元。"), "N104", ""),
    ((SPENT, "人员经费152.30万元，公用经费30.25万元，合计185.25万元。"), "N104", ""),
    ((CARS, "运行维护费9.60万元，接待费2.16万元，两项合计17.16万元。"), "N104", ""),
    # a part: its share tells the right amount; its unit is another than the others'
    ((SPENT, "基本支出1180.00万元，其中人员经费843.16万元，占80.67%，公用经费228.09万元，占19.33%"
             "。"),
     "N104", "951.91万元"),
    ((SPENT, "支出合计1203.50万元，其中基本支出803.50万元，项目支出400.00元。"), "N104", "400.00万"
             "元"),
    # the one item of a class, where all other items make up their classes
    ((SPENT, "教育支出10.00万元，占10.00%；卫生健康支出47.16万元，占47.16%；住房保障支出42.84万元"
             "，占"
      "42.84%。本年支出合计100.00万元。", "1.教育支出（类）进修及培训（款）培训支出（项）10.00万元"
      "。",
      "2.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）41.76万元。",
      "3.住房保障支出（类）住房改革支出（款）住房公积金（项）42.84万元。"), "N104", ""),
    # last year's amount beside 持平; a part that did not move
    ((CARS, "公务用车运行维护费9.48万元，上年为10.09万元，与上年持平。"), "N301", "减少0.61万元"),
    ((CARS, "“三公”经费支出54.00万元，比上年减少2.45万元。", "1、因公出国（境）费0万元，与上年持平"
            "。",
      "2、公务用车购置及运行费42.80万元，比上年减少。", "3、公务接待费11.20万元，比上年减少2.45万"
      "元。"),
     "N301", "持平"),
    # a rate turned over, of a budget that its sentence does not name
    ((SPENT, "会议费支出预算21.00万元，支出决算18.64万元，完成调整后预算的112.66%。"), "N203", "88"
             ".76%"),
    # a share of what another part of the text states
    ((OVERALL, "支出总计3360.42万元，包括：", "1.基本支出1881.82万元，占本年支出的56.0%。",
      "2.项目支出1312.74万元，占本年支出的41.1%。", "本年支出3194.56万元。"), "N201", "58.9%"),
    # the account of a year that has none yet
    ((SPENT, "2023年度支出合计62.00万元。2024年度一般公共预算财政拨款支出62.00万元。"), "D103", "2"
             "023"),
    ((INCOME, "本年收入合计300万元，其中：", "财政拨款收入270万元；", "其他收入30万元。",
      "与上年（250万元）相比，本年收入增加40万元，增长20%。"), "N302", "增加50.00万元"),
    ((SPENT, "本年支出合计200万元。与上年支出250万元相比减少50万元，下降25%。"), "N202", "20%"),
    ((FISCAL, "财政拨款收入210万元。财政拨款支出205万元，比2022年的250万元减少45万元，下降16%。"),
     "N202", "18%"),
    # the year before, though the sentence speaks of that year, too
    ((OVERALL, "2023年度收入总计200万元，较2021年决算数250万元减少50万元，下降20%，主要是2022年"
      "项目集中到位，本年减少。"), "D505", "2022年决算数"),
    # the same amount in another unit
    ((INCOME, "本年收入合计32841.66万元，折合0.33亿元。"), "N103", "3.28亿元"),
    ((INCOME, "本年收入合计32841.66万元（约3.82亿元）。"), "N103", "3.28亿元"),
    ((BOUGHT, "政府采购支出总额2,730,000.00元，即273.00元。"), "N103", "2730000.00元"),
    ((OVERALL, "2023年度收入总计123,456.00元，约合1.23万元。"), "N103", "12.35万元"),
    # an average of what is counted, its amount being told elsewhere
    ((CARS, "（一）总体情况。公务接待费9.36万元。",
      "（二）具体说明。国内公务接待52批次、416人次，人均234元。"), "N501", "225.00元"),
    # a project with its name before a colon
    (("八、预算绩效情况", "（一）高龄津贴项目：全年预算数为180.00万元，执行数为163.42万元，"
      "完成预算的86.34%。"), "N203", "90.79%"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraphs", "code", "expected"), FALSE, ids=[f"{c} {t[-1][:20]}" for t, c, _ in FALSE]
)
def test_a_false_excerpt_is_found(paragraphs: tuple, code: str, expected: str) -> None:
    assert [(f.code, f.expected) for f in accused(*paragraphs)] == [(code, expected)]


DIVIDED = [
    # a slip that nothing else tells of is told with the others as likely
    (f"{CLASSES}节能环保支出1105.18万元；住房保障支出28.85万元。", "1105.18万元→1105.78万元"),
    ("项目支出742.19万元，其中：种植类332.74万元，整治类387.45万元，防控类31.00万元。",
     "387.45万元→378.45万元"),
    ("支出总计205.67万元，其中：本年支出190.18万元、年末结转和结余15.94万元。",
     "15.94万元→15.49万元"),
    ("机关运行经费46.18万元，主要用于办公费31.20万元、邮电费8.73万元、差旅费6.52万元。",
     "6.52万元→6.25万元"),
    # one that another place bears out is told with the right value
    ("卫生健康支出190.37万元。卫生健康支出包括：公立医院150.22万元，公共卫生40.75万元。"
     "公共卫生40.15万元用于防疫。", "公共卫生40.75万元应为40.15万元"),
    # shares that make a whole leave nothing out, whatever the figures
    ("项目支出100.00万元，其中：种植项目60.00万元，占60%；防控项目35.55万元，占40%。",
     "相加是95.55万元"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), DIVIDED)
def test_n104_finds_parts_of_any_name_that_do_not_add_up(sentence: str, told: str) -> None:
    (finding,) = [f for f in accused(SPENT, sentence) if f.code == "N104"]
    assert told in message(finding)


def test_n104_finds_numbered_items_unlike_the_sum_behind_them() -> None:
    summed = "以上两类合计本年支出2399.63万元；年末结转和结余61.12万元。"
    (finding,) = accused(SPENT, *ITEMS, summed)
    assert "2399.63万元→2399.43万元" in message(finding)


def test_a_paragraph_behind_a_list_goes_on_with_what_the_list_is_of() -> None:
    fiscal = "五、一般公共预算财政拨款支出决算情况说明"
    opened = "一般公共预算财政拨款支出171.00万元。按支出功能分类科目分，包括："
    items = (
        "1.一般公共服务支出（类）149.00万元，占87.1%。",
        "2.住房保障支出（类）12.00万元，占7.0%。",
    )
    behind = "具体到支出项级科目，年初预算190.00万元，支出决算171.00万元，完成年初预算的{}%。"
    assert accused(fiscal, opened, *items, behind.format("90.0")) == []
    (finding,) = accused(fiscal, opened, *items, behind.format("81.2"))
    assert (finding.code, finding.expected) == ("N203", "90.0%")


def test_a_paragraph_goes_on_with_its_money_under_a_heading_of_two_kinds() -> None:
    title = "五、政府性基金预算和国有资本经营预算财政拨款支出决算情况说明"
    text = (
        "政府性基金预算财政拨款本年支出9.00万元，全部用于其他支出。年初结转和结余1.00万元，"
        "本年收入{}万元，年末结转和结余2.00万元。"
    )
    assert accused(title, text.format("10.00")) == []
    (finding,) = accused(title, text.format("11.00"))
    assert finding.code == "N106"


def test_an_excerpt_without_a_title_is_known_by_its_chapters() -> None:
    chapters = (
        "（一）机关运行经费支出情况",
        "2023年机关运行经费支出158.72万元，比2022年173.40万元减少14.68万元，下降18.47%。",
        "（二）政府采购情况",
        "2023年政府采购支出总额112.60万元。",
    )
    found = check(excerpt(*chapters, title="四、其他重要事项的情况说明")).findings
    assert [(f.code, f.expected) for f in found if f.code == "N202"] == [("N202", "8.47%")]


HEADS = ("序号", "科目名称", "2023年决算数", "2022年决算数", "增减额")
SHOWN = (
    ("1", "卫生健康支出", "120.66", "117.95", "2.71"),
    ("2", "节能环保支出", "968.50", "1032.60", "-64.10"),
    ("3", "住房保障支出", "176.30", "169.87", "6.43"),
)
GENERAL = "五、一般公共预算财政拨款支出决算情况说明"


def shown_beside(*sentences: str, code: str = "N103") -> list[Finding]:
    """What is found in sentences behind a table that the text shows."""
    above = (GENERAL, "（二）一般公共预算财政拨款支出结构情况。详见下表（单位：万元）：")
    return [f for f in accused(*above, (HEADS, *SHOWN), *sentences) if f.code == code]


def test_n103_finds_last_years_amount_unlike_the_table_in_the_text() -> None:
    told = "（三）节能环保支出968.50万元。住房保障支出176.30万元，上年{}万元。"
    assert shown_beside(told.format("169.87")) == []
    (finding,) = shown_beside(told.format("196.87"))
    assert (finding.variant, finding.expected) == ("shown", "169.87万元")
    assert [where.printed for where in finding.where] == ["196.87万元", "169.87"]
    assert shown_beside(told.format("176.30")) == []  # this year's: who knows which is meant?


def test_n103_spares_last_years_budget_in_the_table_in_the_text() -> None:
    heads = ("科目名称", "2023年预算数", "2023年决算数", "2022年预算数", "2022年决算数")
    rows = (
        ("卫生健康支出", "130.00", "120.66", "120.00", "117.95"),
        ("节能环保支出", "970.00", "968.50", "1040.00", "1032.60"),
    )
    above = (GENERAL, "（二）一般公共预算财政拨款支出结构情况。详见下表（单位：万元）：")
    told = "（三）节能环保支出968.50万元。卫生健康支出120.66万元，上年{}万元。"
    for said, count in (("117.95", 0), ("171.95", 1)):
        found = accused(*above, (heads, *rows), told.format(said))
        assert [one.expected for one in found] == ["117.95万元"] * count


def test_n101_finds_an_amount_unlike_the_table_in_the_text() -> None:
    said = "（三）节能环保支出968.50万元，比上年决算减少64.10万元；住房保障支出120.66万元。"
    (finding,) = shown_beside(said, code="N101")  # (the table is read as a form)
    assert (finding.expected, finding.where[0].printed) == ("176.30万元", "120.66万元")
    assert finding.where[1].printed == "176.30"


def test_n103_finds_a_level_that_the_table_in_the_text_refutes() -> None:
    (finding,) = shown_beside("（三）节能环保支出968.50万元，与上年决算持平。")
    assert finding.expected == "减少64.10万元"


def test_n103_spares_sentences_on_other_money_or_other_amounts_than_the_table() -> None:
    assert shown_beside("（三）节能环保支出968.50万元，住房保障支出176.30万元。") == []
    assert shown_beside("（三）住房保障支出120.66万元。") == []  # nothing says that it is of this
    other = ("六、政府性基金预算财政拨款支出情况", "节能环保支出968.50万元，住房保障支出5.00万元。")
    assert shown_beside(*other) == []


HOUSING = "住房保障支出（类）住房改革支出（款）住房公积金（项）。支出决算为172.51万元。"
PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）{}（项）。支出决算为207.31万元。"


def strays(*sentences: str) -> list[Finding]:
    """The items of an excerpt that are told under a section that is not theirs (N601)."""
    return [f for f in accused(GENERAL, *sentences) if f.code == "N601"]


def test_n601_finds_an_item_under_another_section_that_is_told_in_its_own_place_too() -> None:
    (finding,) = strays("1." + PENSION.format("住房公积金"), "2." + HOUSING)
    assert (finding.variant, finding.expected) == ("stray", "")
    assert "住房改革支出" in message(finding)


@pytest.mark.parametrize("item", ["机关事业单位基本养老保险缴费支出", "行政单位离退休"])
def test_n601_spares_items_in_their_own_section(item: str) -> None:
    assert strays("1." + PENSION.format(item), "2." + HOUSING) == []


def test_n601_spares_a_stray_item_that_nothing_else_tells_of() -> None:
    assert strays(PENSION.format("住房公积金")) == []


OWN = "根据预算绩效管理要求，南山市临江区民政局对2023年度6个项目支出开展绩效自评。"
OFFICE = "2023年，{}民政局机关运行经费支出158.72万元。"
UNTITLED = "四、其他重要事项的情况说明"


def owners(name: str) -> list[str]:
    """What an excerpt without a unit in its title says of whose accounts it tells (D107)."""
    chapters = ("（一）机关运行经费支出情况", OFFICE.format(name), "（二）政府采购情况")
    bought = "南山市临江区民政局政府采购支出总额1.00万元。"
    found = check(excerpt(*chapters, bought, "（三）绩效管理情况", OWN, title=UNTITLED)).findings
    return [f.expected for f in found if f.code == "D107"]


def test_d107_finds_a_unit_called_alike_where_the_text_names_another_several_times() -> None:
    assert owners("北山县") == ["南山市临江区民政局"]


def test_d107_spares_the_unit_in_short() -> None:
    assert owners("临江区") == []


NOTE = "注：授予中小企业合同金额9.66万元，占政府采购支出总额的{}%。"
PURCHASES = (("项目", "行次", "采购金额"), ("合计", "1", "12.08"), ("货物", "2", "12.08"))


@pytest.mark.parametrize(("share", "codes"), [("79.97", []), ("88.00", ["N201"])])
def test_a_note_below_a_form_that_tells_a_share_is_held_to_the_form(
    share: str, codes: list[str]
) -> None:
    around = "政府采购情况表", "单位：万元"
    told = accused(*around, PURCHASES, NOTE.format(share))
    assert [finding.code for finding in told] == codes


CARRIED = (
    CARS,
    "2023年度“三公”经费财政拨款支出决算为60.24万元，比2022年度的87.63万元减少27.39万元，下降31.26%。",
    "其中：因公出国（境）费0.00万元，2022年度为21.50万元；公务接待费支出16.38万元，占27.19%。",
)


def test_a_share_behind_another_items_last_year_is_of_this_year() -> None:
    assert accused(*CARRIED) == []


BEST = (
    OVERALL,
    "本年收入合计97.75万元，本年支出合计97.75万元。",
    "八、预算绩效情况",
    "3个项目自评均为优（90分及以上为优）。平均得分96.93分，最高为防控项目98.0分，最低为培训项目95.0分。",
)


def test_the_best_and_the_worst_score_are_not_all_there_are() -> None:
    assert accused(*BEST) == []


LEFT_OUT = (
    OVERALL,
    "本年收入合计97.75万元，本年支出合计97.75万元。",
    "六、机关运行经费支出情况",
    "2023年机关运行经费支出78.36万元，不含两家事业单位的公用经费33.13万元。比上年减少3.79万元，降低4.61%。",
)


def test_what_is_left_out_of_an_amount_is_not_what_the_next_sentence_tells_of() -> None:
    assert accused(*LEFT_OUT) == []


COURTS = (
    FISCAL,
    "2023年财政拨款支出41.78万元，按功能分类包括：公共安全支出32.21万元，占77.09%；住房保障支出9.57万元，占22.91%。"
    "其中公共安全支出全部为法院款支出，细分如下：",
    (
        ("项级科目", "2023年决算数（万元）", "占公共安全支出比重"),
        ("行政运行", "18.35", "56.97%"),
        ("案件审判", "13.86", "43.03%"),
        ("小计", "32.21", "100.00%"),
    ),
)


def test_a_table_of_a_part_is_not_held_to_the_whole_of_its_chapter() -> None:
    assert accused(*COURTS) == []


def test_a_long_text_is_told_by_its_beginning() -> None:
    assert shortened("甲" * 40) == "甲" * 40
    assert shortened("甲" * 41) == "甲" * 39 + "…"
    assert shortened(" 甲\n乙 ", 2) == "甲…"


@pytest.mark.parametrize("unit", ["南山林场管理处", "北岭师范学校", "东山林场", "西岭文化馆"])
def test_a_unit_without_a_place_before_an_amount_is_whose_it_is(unit: str) -> None:
    total = f"{unit}政府采购支出总额385.60万元。"
    micro = "授予小微企业合同金额245.82万元，占政府采购支出总额的75.00%。"
    said = check(excerpt(total + micro, title="十、政府采购支出情况说明"), selected(["N201"]))
    assert [finding.expected for finding in said.findings] == ["63.75%"]


def test_n104_finds_parts_in_brackets_of_money_that_something_is_about() -> None:
    said = (
        "对7个项目开展绩效自评，涉及金额{}万元（一般公共预算3324.31万元、政府性基金173.50万元）。"
    )
    assert accused(SPENT, said.format("3497.81")) == []
    (finding,) = accused(SPENT, said.format("3494.81"))
    assert finding.code == "N104" and "3494.81万元→3497.81万元" in message(finding)


BOTH = [
    "2023年度收入总计130.78万元，支出总计130.78万元。上年收、支总计{last}万元，与上年相比收入、支出总计"
    "各增加{more}万元，增长{rate}%。",
    "2023年度收入总计130.78万元，支出总计130.78万元。与2022年度的{last}万元相比，收入、支出总计各增加"
    "{more}万元，增长{rate}%。",
]


@pytest.mark.parametrize("said", BOTH)
def test_both_totals_of_two_years_are_held_to_their_change(said: str) -> None:
    right = {"last": "120.78", "more": "10.00", "rate": "8.28"}
    total = "一、收入支出决算总体情况说明"
    assert accused(total, said.format(**right)) == []
    for name, wrong in (("last", "720.78"), ("more", "70.00"), ("rate", "3.28")):
        finding, *_ = accused(total, said.format(**{**right, name: wrong}))
        assert finding.code in {"N202", "N302"}
        assert any(right[name] in text for text in (message(finding), finding.expected))


def test_the_share_of_other_income_is_of_all_income_whatever_else_is_nothing() -> None:
    said = (
        "本年收入合计4125.49万元，其中：一般公共预算财政拨款收入3859.16万元，占93.54%；政府性基金预算财政"
        "拨款收入0万元，占0%；国有资本经营预算财政拨款收入0万元，占0%；上级补助收入0万元，占0%；事业收入0"
        "万元，占0%；经营收入0万元，占0%；附属单位上缴收入0万元，占0%；其他收入266.33万元，占{}%。"
    )
    assert accused("二、收入决算情况说明", said.format("6.46")) == []
    (finding,) = accused("二、收入决算情况说明", said.format("7.46"))
    assert (finding.code, finding.expected) == ("N201", "6.46%")


@pytest.mark.parametrize("name", ["“三公”经费支出决算汇总数为", "2023年度“三公”经费支出全口径"])
def test_figures_that_go_on_with_what_nobody_knows_are_held_to_one_another(name: str) -> None:
    said = "{}84.49万元，较上年96.77万元减少{}万元，下降{}%。"
    three = "三、“三公”经费情况"
    assert accused(three, said.format(name, "12.28", "12.69")) == []
    finding, *_ = accused(three, said.format(name, "12.88", "12.69"))
    assert (finding.code, finding.expected) == ("N302", "减少12.28万元")
    (finding,) = accused(three, said.format(name, "12.28", "21.69"))
    assert finding.code == "N202"
