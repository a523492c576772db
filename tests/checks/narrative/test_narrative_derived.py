"""N520: figures that a text reckons from the figures beside them, which do not give them."""

import re

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "四、其他情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")


def found(*parts: str, code: str = "N520") -> list[Finding]:
    """What a rule finds in a text on the work of a year."""
    return check(excerpt(*INCOME, HEAD, *parts), selected([code])).findings


WRONG = [
    # averages of counts
    ("举办培训20期，参训900人次，平均每期{}人次。", "55", "45人次"),
    ("受理热线来电9600件，月均受理{}件。", "860", "800件"),
    ("受理热线来电3660件，按366天计算，日均受理{}件。", "12", "10件"),
    ("全系统共有基层站12个，在编人员96人，平均每个站{}人。", "9", "8人"),
    ("全年接待来访团组30个、来宾240人次，平均每批{}人。", "6", "8人"),
    ("举办培训20期，参训900人次，每期平均{}人次。", "55", "45人次"),
    # differences
    ("核定编制120名，年末实有在编109名，空编{}名。", "13", "11名"),
    ("得分最高的96.4分，最低的83.9分，两者相差{}分。", "13.5", "12.5分"),
    ("计划改造80户，实际完成95户，超额完成{}户。", "25", "15户"),
    ("东区满意度为97.2%，西区满意度为91.5%，东区高出西区{}个百分点。", "6.7", "5.7个百分点"),
    ("自评得分92.6分，比上年的90.1分高{}分。", "3.5", "2.5分"),
    ("设置绩效指标30项，其中27项达到指标值，{}项未完成。", "4", "3项"),
    ("审计项目30个，查出问题210个，平均每个项目查出问题{}个。", "9", "7个"),
    ("应配备教师150人，实配138人，缺口{}人。", "14", "12人"),
    ("优秀率为42.5%，上年为38.2%，较上年提高{}个百分点。", "5.3", "4.3个百分点"),
    ("最高分97.8分，最低分85.3分，分差{}分。", "11.5", "12.5分"),
    ("20项绩效指标中，17项达到预期指标值，{}项未达到。", "2", "3项"),
    # a budget that was changed
    (
        "年初预算500.00万元，年中追加100.00万元，调减20.00万元，调整后预算为{}万元。",
        "600.00",
        "580.00万元",
    ),
    # net changes and balances
    ("年内招录6人、军转安置2人，退休7人、辞职2人，在职人员净减少{}人。", "3", "1人"),
    ("新登记企业840户，注销265户，净增{}户。", "675", "575户"),
    ("年初实有在职人员98人，当年调入5人，退休8人，年末实有在职人员{}人。", "93", "95人"),
    ("上年结转案件25件，本年受理180件，办结190件，年底未办结{}件。", "25", "15件"),
    # rates of counts
    ("受理举报180件，按期办结171件，按期办结率{}。", "97%", "95%"),
    ("编制数75人，在职人员69人，在职人员控制率{}。", "94%", "92%"),
    ("收到提案64件，全部办结，办结率{}。", "98%", "100%"),
]


@pytest.mark.parametrize(("text", "said", "right"), WRONG)
def test_n520_finds_what_the_figures_beside_it_do_not_give(
    text: str, said: str, right: str
) -> None:
    (finding,) = found(text.format(said))
    assert finding.expected == right and right in message(finding)
    assert finding.where[0].printed.startswith(said)


@pytest.mark.parametrize(("text", "said", "right"), WRONG)
def test_n520_passes_what_they_give(text: str, said: str, right: str) -> None:
    number = re.match(r"[\d.]+%?", right)
    assert number and found(text.format(number[0])) == []


@pytest.mark.parametrize(
    "text",
    [
        # rounded, or about
        "巡讲12场次，听众约3500人，平均每场约292人。",
        "接待31批次、250人次，平均每批次8人次。",
        # of last year, or of what is not told
        "培训24期、1080人次，平均每期45人次，上年平均每期40人次。",
        "结案率为90%，立案80件，其中当年立案76件。",
        "巡查河道38条，参与人员95人，平均每万人拥有河长3名。",
        # which two figures is not said
        "现有正式职工50人，聘用人员20人，空编5人。",
        "东区培训120人，西区培训80人，培训人数比上年多15人。",
        "共涉及村26个，集镇8个，项目计划新建站点30个，尚有缺口4个。",
        "核定编制60名，其中行政20名、事业40名，实有行政18名、事业39名，空编3名。",
        "年初计划30项，年中追加5项，实际完成32项，未完成3项。",
        "计划投资500万元，实际完成投资450万元，资金缺口120万元另行申请。",
        # of some days or months, of what was not
        "办理案件480件，平均每件办理时长12天，日均办理2件。",
        "三个月试运行期间接待游客9000人次，月均3000人次。",
        "抽检300批次，发现不合格6批次，合格率98%。",
        # parts of what came
        "新增11人（其中招录8人、调入3人），退休5人，净增6人。",
        "年初实有98人，编制105人，当年调入5人，退休8人，年末实有95人。",
        "年初预算500.00万元，比上年增加50.00万元；全年预算600.00万元，支出590.00万元。",
        "年初预算500.00万元，追加100.00万元（其中人员经费60.00万元），全年预算600.00万元。",
        # another paragraph's operands
        "立案80件，结案72件，投诉40件，群众满意率95%。",
    ],
)
def test_n520_spares_where_operands_are_not_determined(text: str) -> None:
    assert found(text) == []


def test_n520_tells_how_the_right_value_is_reckoned() -> None:
    (finding,) = found("新登记企业840户，注销265户，净增675户。")
    assert "840户－265户" in message(finding)
    assert [place.printed for place in finding.where] == ["675户", "840户", "265户"]


def test_an_average_of_last_year_is_not_held_to_this_years_amount() -> None:
    spent = "公务接待费0.64万元，接待29人次，人均220.69元，"
    assert found(spent + "比上年人均310元下降28.8%。", code="N501") == []
    assert found(spent + "上年人均接待费为310元。", code="N501") == []
    assert found(spent.replace("220.69", "310"), code="N501")


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("全年新招录2人，退休4人，在职人员净增加2人。", "净增加2人", "净减少2人"),
        ("当年招生310人，毕业290人，在校人数净减少20人。", "净减少20人", "净增加20人"),
    ],
)
def test_n520_tells_the_direction_of_a_net_change(text: str, said: str, right: str) -> None:
    (finding,) = found(text)
    assert (finding.details["said"], finding.expected) == (said, right)


SAVED = [
    (
        "政府采购预算480.00万元，实际采购金额451.20万元，节约资金28.80万元，资金节约率{}%。",
        "6.00",
        "6.38",
    ),
    ("送审金额9600万元，审定金额9072万元，核减528万元，核减率{}%。", "5.5", "6.5"),
    (
        "全年采购共节约资金{}万元，其中：货物类节约32.60万元、服务类节约18.40万元、工程类节约9.75万元。",
        "60.75",
        "63.75",
    ),
    (
        "压减一般性支出，共节约经费{}万元。其中：水电费节约4.2万元，印刷费节约3.6万元。",
        "7.8",
        "8.7",
    ),
    ("采购共节约{}万元，货物、工程分别节约21万元、18万元。", "39", "49"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SAVED)
def test_n520_holds_savings_to_what_was_planned_and_to_their_parts(
    text: str, right: str, wrong: str
) -> None:
    (finding,) = found(text.format(wrong))
    assert right in finding.expected
    assert found(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "共节约资金63.75万元，主要是货物类节约32.60万元、服务类节约18.40万元。",
        "共节约资金63.75万元，其中：货物类节约32.60万元、服务类节约18.40万元等。",
        "采购预算480.00万元，成交金额451.20万元，支出增长率6.38%。",
    ],
)
def test_n520_spares_some_savings_and_other_rates(text: str) -> None:
    assert found(text) == []


def test_n520_takes_a_net_change_for_no_move_of_its_own() -> None:
    said = "年初在编教职工3120人，本年招聘105人，退休98人、调出31人，净减少24人，年末在编{}人。"
    assert found(said.format(3096)) == []
    assert found(said.format(3114))
