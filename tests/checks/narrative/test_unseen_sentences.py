"""Ways of writing that no known booklet uses: true sentences are left alone, false ones found."""

import pytest

from juesuan.checks import check, message, severity_of
from support.telling import told

OVERALL = ("一、收入支出决算总体情况说明",)
INCOME = ("二、收入决算情况说明",)
SPENT = ("三、支出决算情况说明",)
GENERAL = ("五、一般公共预算财政拨款支出决算情况说明",)
ITEMS = (*GENERAL, "（三）一般公共预算财政拨款支出决算具体情况")
CARS = ("七、财政拨款“三公”经费支出决算情况说明", "（一）总体情况说明")
BASIC = ("六、一般公共预算财政拨款基本支出决算情况说明",)
OTHER = "十一、其他重要事项的情况说明"
OFFICE = (OTHER, "（一）机关运行经费支出情况")
BOUGHT = (OTHER, "（二）政府采购支出情况")
ASSETS = (OTHER, "（三）国有资产占有使用情况")

OFFICE_PATH = "一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）"
CODED_PATH = "一般公共服务支出(201类)政府办公厅(室)及相关机构事务(03款)行政运行(01项)"
PENSION = "社会保障和就业支出（类）{}（款）机关事业单位基本养老保险缴费支出（项）"
HOUSING = "住房保障支出（类）住房改革支出（款）住房公积金（项）"

TRUE = [
    # last year's amount is what it is compared with
    (OVERALL, "2023年度收支总计171万元，与2022年度决算数150万元相比，增加21万元，增长14%。"),
    (OVERALL, "2023年度收入总计171万元，较上年的200万元减少29万元，降幅14.5%。"),
    (OVERALL, "2023年度支出总计171万元，比2022年度支出总计150万元增加21万元，增长14%。"),
    (OVERALL, "收入、支出总计171万元，与2022年相比（150万元），增加21万元，增长14%。"),
    (OVERALL, "2023年度收支总计由2022年度的200万元减少为171万元，下降14.5%。"),
    (OVERALL, "收支总计0.0171亿元，比上年增加0.0021亿元，增长14%。"),
    (OFFICE, "机关运行经费支出9万元，较2022年的8万元增加1万元，上升12.5%。"),
    (OFFICE, "机关运行经费支出90,000元，与2022年的80,000元相比增加10,000元，增长12.5%。"),
    (CARS, "“三公”经费支出4万元，比上年的5万元减少1万元，下降20%。"),
    (SPENT, "支出合计171万元，比上年150万元增加14%；项目支出40万元，比上年30万元增加33.33%。"),
    # hardly any change is about the same, and less than a bound
    (
        SPENT,
        "支出合计1,710,000.00元，上年1,709,990.00元，增加10.00元，变动幅度不足0.01%，与上年基本持平。",
    ),
    # one figure each, in order
    (SPENT, "支出合计171万元，基本支出131万元、项目支出40万元，分别占76.61%、23.39%。"),
    (SPENT, "支出合计171万元。基本支出、项目支出分别为131万元、40万元。"),
    (CARS, "公务接待费1万元，国内公务接待批次较上年减少2批次、20人次。"),
    # codes in the brackets of the path
    (
        ITEMS,
        "1、一般公共服务支出(201类)政府办公厅(室)及相关机构事务(03款)行政运行(01项)"
        "109万元。年初预算为110万元，支出决算为109万元，完成年初预算的99.09%，"
        "与年初预算基本持平。",
    ),
    # a path in quotes, its amount right behind
    (
        ITEMS,
        "1.“一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）”"
        "109万元，主要用于：日常开支。年初预算为110万元，支出决算为109万元，完成年初预算的"
        "99.09%。决算数小于预算数的主要原因：节约。",
    ),
    (BOUGHT, "政府采购支出总额30万元，其中：货物支出10万元、服务支出20万元。"),
    (ASSETS, "共有车辆3辆，其中：机要通信用车1辆、应急保障用车2辆。"),
    # the amount between a rate and its words; parts of a budget; parts side by side
    (OFFICE, "机关运行经费支出决算为9万元，完成年初预算10万元的90%。"),
    (
        BOUGHT,
        "政府采购支出预算为30万元，其中：货物支出10万元、服务支出20万元。政府采购支出总额5万元。",
    ),
    (SPENT, "基本支出131万元，占支出合计171万元的76.61%。"),
    (GENERAL, "年初预算150万元，支出决算171万元，预决算差异率14%。"),
    (OVERALL, "收入总计171万元，支出总计171万元。收支较上年增加21万元，增长14%。"),
    # a wider kind of money than the heading's
    (
        GENERAL,
        "一般公共预算财政拨款支出171万元，与上年相比，财政拨款支出增加21万元，增长14%。",
    ),
    # parts of a budget in the bracket behind it; the account has a bracket of its own
    (
        BOUGHT,
        "政府采购支出预算30万元（其中：货物支出10万元；服务支出20万元），政府采购支出总额15万元"
        "（其中：货物支出5万元；服务支出10万元）。",
    ),
    # after 等 the whole is spoken of again
    (
        OFFICE,
        "机关运行经费支出9万元，其中办公费5万元、公务接待费1万元等，比年初预算减少1万元，下降10%。",
    ),
    # an amount in the bracket behind its own name, whatever the sentence speaks of
    (
        BASIC,
        "公用经费9万元，主要包括办公费、公务接待费，其中数额较大的是办公费（5万元）和公务用车运行"
        "维护费（3万元）。",
    ),
    # from one amount to another; last year's amount in a bracket is over with it
    (SPENT, "支出合计由2022年的150万元增至171万元，净增21万元，增幅14%。"),
    (OFFICE, "机关运行经费9万元（上年8万元），增加1万元，增长12.5%。"),
    # 收入 after a balance is not the balance
    (OVERALL, "年初结转和结余0万元；收入决算171万元，均为本年收入。"),
    # a share of the total that the text states; a share in the clause behind
    (OVERALL, "收入总计171万元，其中：本年收入合计171万元，占100%。"),
    (SPENT, "项目支出40万元，较年初预算增加10万元；占本年支出合计的23.39%。"),
    # a part that has no name
    (CARS, "公务用车运行维护费支出决算3万元。公务用车运行维护费中，其中1.15万元由上级补助。"),
    # cars that came or went are none of those there are
    (
        ASSETS,
        "共有车辆3辆，主要是更新机要通信用车1辆、报废1辆。其中：机要通信用车2辆、其他用车1辆。",
    ),
]


@pytest.mark.parametrize(("headings", "sentence"), TRUE, ids=[text[:24] for _, text in TRUE])
def test_nothing_is_held_against_a_true_sentence(headings: tuple, sentence: str) -> None:
    findings = check(told(*headings, sentence + "主要原因是人员变动。")).findings
    wrong = [f for f in findings if f.code[0] == "N" and severity_of(f) != "info"]
    # the forms count no receptions; what the text says of them is not the matter here
    assert [message(f) for f in wrong if f.code != "N102"] == []


FALSE = [
    (OVERALL, "收支总计171万元，较上年的150万元增加31万元，增长14%。", "N302", "增加21.00万元"),
    (OVERALL, "收支总计171万元，较上年的200万元增加29万元，增长14.5%。", "N302", "减少29.00万元"),
    (OFFICE, "机关运行经费9万元，与2022年的8万元相比减少1万元。", "N302", "增加1.00万元"),
    (OVERALL, "收支总计171万元，较上年的150万元增加21万元，增长18%。", "N202", "14%"),
    (SPENT, "基本支出131万元、项目支出40万元，分别占76.61%、33.39%。", "N201", "23.39%"),
    (ITEMS, f"{CODED_PATH}108万元。", "N101", "109.00万元"),
    (ITEMS, f"1.“{OFFICE_PATH}”108万元，主要用于：开支。", "N101", "109.00万元"),
    # from one amount to another; behind a reason; 收入 under its heading; a code's name in brackets
    (SPENT, "支出合计由2022年的150万元增至171万元，净增31万元。", "N302", "增加21.00万元"),
    (OFFICE, "机关运行经费9.00万元（上年8.00万元），增加2.00万元。", "N302", "增加1.00万元"),
    (
        CARS,
        "公务接待费支出决算1.00万元，完成预算的50%，主要原因是厉行节约，与上年2.00万元相比减少2.00万元。",
        "N302",
        "减少1.00万元",
    ),
    (INCOME, "2023年收入117万元。", "N101", "171.00万元"),
    (ITEMS, "2210201（住房公积金）13万元。", "N101", "12.00万元"),
    (SPENT, "项目支出40万元，较年初预算增加10万元；占本年支出合计的33.39%。", "N201", "23.39%"),
    # an amount behind its name, its code, its label; a path below the heading of its class
    (BASIC, "公用经费9万元，其中数额较大的是办公费（6万元）。", "N101", "5.00万元"),
    (ITEMS, "2080505 机关事业单位基本养老保险缴费支出11万元。", "N101", "10.00万元"),
    (CARS, "公务接待费：支出决算2万元。", "N101", "1.00万元"),
    (
        (*ITEMS, "3.住房保障支出（类）"),
        "（1）住房改革支出（款）住房公积金（项）：支出决算13万元。",
        "N101",
        "12.00万元",
    ),
    (OVERALL, "收入总计与支出总计均为117万元。", "N101", "171.00万元"),
    (OVERALL, "收入决算总计117万元。", "N101", "171.00万元"),
    (
        (OTHER,),
        "政府采购支出总额30.00万元，其中：政府采购货物支出10.00万元（33.33%）、政府采购服务支出"
        "21.00万元（70%）。",
        "N105",
        "",
    ),
    (ITEMS, PENSION.format("行政事业单位离退休") + "11万元。", "N101", "10.00万元"),
    (CARS, "公务接待费支出决算减少为1万元，与上年持平。", "N301", ""),
    (CARS, "公务接待费支出决算减少为0.00万元，与2022年持平。", "N301", ""),
    (GENERAL, "一般公共预算财政拨款支出的决算数大小于预算数，主要原因是节约。", "N303", ""),
    (GENERAL, "一般公共预算财政拨款支出比2022年度减增加1.90万元，增长1.12%。", "N303", ""),
    (BOUGHT, "政府采购支出总额30.00万元，其中：货物支出10.00万元、服务支出21.00万元。", "N105", ""),
    (ASSETS, "共有车辆3辆，其中：机要通信用车1辆、应急保障用车1辆、其他用车2辆。", "N105", ""),
    (OFFICE, "机关运行经费支出决算为9万元，完成年初预算10万元的60%。", "N203", ""),
    (OFFICE, "机关运行经费预算为10万元。支出9万元，较年初预算增加1万元。", "N302", "减少1.00万元"),
    (BOUGHT, "政府采购支出预算30万元，其中：货物10万元、服务2万元、工程8万元。", "N104",
     "20.00万元"),
    (SPENT, "基本支出131万元，占支出合计171万元的70.00%。", "N201", "76.61%"),
    (GENERAL, "年初预算150万元，支出决算171万元，预决算差异率24%。", "N202", "14%"),
    (GENERAL, "年初预算150万元，支出决算171万元，较年初预算下降14%。", "N202", "增加14%"),
    (OVERALL, "收支总计171万元。收支较上年增加21元，增长14%。", "N202", "21.00万元"),
    (OVERALL, "2022年度收入总计171万元，比2022年增加21万元，增长14%。", "D103", "2023"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "sentence", "code", "expected"),
    FALSE,
    ids=[f"{c} {t[:20]}" for _, t, c, _ in FALSE],
)
def test_a_false_sentence_is_found(
    headings: tuple, sentence: str, code: str, expected: str
) -> None:
    findings = [f for f in check(told(*headings, sentence)).findings if f.code == code]
    assert [f.expected for f in findings] == [expected]


def test_a_rate_of_nothing_comes_out_in_no_other_unit() -> None:
    said = f"{HOUSING}年初预算为12.00万元，支出决算为12.00万元，完成年初预算的0%。"
    found = [f for f in check(told(*ITEMS, said)).findings if f.code == "N203"]
    assert [(f.expected, f.variant) for f in found] == [("100%", "")]


def test_an_item_of_a_list_may_end_with_a_semicolon() -> None:
    items = ("1.“一般公共服务支出”149万元，占87.13%；", "2.“住房保障支出”12万元，占7.02%。")
    found = check(told(*GENERAL, "主要用于以下方面：", *items)).findings
    assert [f for f in found if f.code in {"D302", "D303"}] == []


def test_a_section_that_ends_with_a_semicolon_is_still_told() -> None:
    found = check(
        told(*SPENT, "支出合计171万元；", "四、财政拨款收入支出决算总体情况说明")
    ).findings
    assert [f.code for f in found if f.code == "D303"] == ["D303"]


def test_a_sentence_that_names_nothing_may_be_of_a_whole_above() -> None:
    said = ("支出合计171万元：基本支出131万元，项目支出40万元。", "比上年增加21万元，增长14%。")
    assert [f.code for f in check(told(*SPENT, *said)).findings if f.code == "N202"] == []


LAST = [
    "收支总计171万元，与2022年度的{}万元相比，增加21万元，增长14%。",
    "收支总计171万元，较上年的{}万元增加21万元，增长14%。",
    "2023年度收支总计171万元，比2022年度收支总计{}万元增加21万元，增长14%。",
    "收支总计171万元，与2022年相比（{}万元），增加21万元，增长14%。",
]


@pytest.mark.parametrize("sentence", LAST)
def test_last_years_amount_is_wrong_where_change_and_rate_agree(sentence: str) -> None:
    findings = check(told(*OVERALL, sentence.format(160))).findings
    (finding,) = [f for f in findings if f.code == "N302"]
    assert (finding.variant, finding.expected) == ("base", "150.00万元")
    assert finding.where[0].printed == "160万元"
    assert [
        f.code for f in check(told(*OVERALL, sentence.format(150))).findings if f.code == "N302"
    ] == []
