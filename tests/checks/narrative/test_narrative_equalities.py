"""Words of equality, multiples and ratios, amounts in two units, what is left and how it moved:
N116, N302, N520, N521."""

import pytest

from juesuan.checks import check, message, selected
from support.excerpts import accused, excerpt

HEAD = "三、收支情况说明"


def found(code: str, *said: str) -> list[str]:
    """What a rule tells of an excerpt."""
    return [message(one) for one in check(excerpt(HEAD, *said), selected([code])).findings]


@pytest.mark.parametrize(
    "said",
    [
        "公务用车运行维护费5.92万元，与上年持平（2022年该项支出为{}万元）。",
        "2023年财政拨款支出5.92万元，2022年为{}万元，两年持平。",
        "会议费2023年支出5.92万元，2022年支出{}万元，前后两年没有变化。",
        "年末在职人员5.92万人，与上年末的{}万人相同。",
    ],
)
def test_n116_finds_two_years_called_level(said: str) -> None:
    if "万人" in said:
        said = said.replace("5.92万人", "58人").replace("万人", "人")
        assert found("N116", said.format("58")) == []
        assert len(found("N116", said.format("61"))) == 1
        return
    assert found("N116", said.format("5.92")) == []
    (told,) = found("N116", said.format("6.40"))
    assert "5.92万元" in told and "6.40万元" in told


@pytest.mark.parametrize(
    "said",
    [
        "公务用车运行维护费5.92万元，与上年基本持平（2022年该项支出为5.95万元）。",
        "本年收入52.30万元，上年48.10万元；年末结余12.00万元，与上年持平。",
        "公务接待费支出1.10万元，上年支出1.30万元，接待批次与上年持平。",
        "口径与上年一致。本年支出82.10万元，上年支出79.50万元。",
    ],
)
def test_n116_spares_about_the_same_and_other_things(said: str) -> None:
    assert found("N116", said) == []


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("收入实现翻番，由上年的64.00万元增加到{}万元，增加34.00万元。", "128.00", "98.00"),
        ("接种人次翻了一番，从2021年的3200人次提高到{}人次。", "6410", "5100"),
        ("公务接待费支出3.20万元，上年支出{}万元，经费减半。", "6.50", "4.60"),
        ("维修预算118.00万元，中标价{}万元，相当于预算的七折。", "82.60", "94.40"),
        ("基本支出{}万元，项目支出60.00万元，两者之比为6:4。", "90.00", "40.00"),
        ("在编人员{}人，编外人员40人，在编与编外之比为3:1。", "120", "80"),
        ("在编人员与聘用人员之比为3:1，其中在编{}人，聘用40人。", "120", "80"),
        ("培训费支出{}万元，比上年增加6.30万元，增长3倍。", "8.40", "9.45"),
        ("全年压减公用经费三成，由80.00万元压减至{}万元。", "56.00", "68.00"),
        ("清运量由9.60万吨增加到{}万吨，增长了两成。", "11.52", "10.80"),
        ("项目总投资1,200.00万元，财政资金占七成，为{}万元。", "840.00", "740.00"),
        ("接待费{}万元，较上年0.48万元减少三分之一。", "0.32", "0.24"),
        ("项目支出{}万元，约占支出合计90.00万元的三分之一。", "30.00", "20.00"),
        ("会议费由上年的4.20万元压减为{}万元，压减幅度超过一半。", "1.90", "3.80"),
        ("培训费{}万元，只有上年1.26万元的一半。", "0.63", "0.84"),
    ],
)
def test_n521_finds_words_of_multiples_and_ratios(said: str, right: str, wrong: str) -> None:
    assert found("N521", said.format(right)) == []
    assert len(found("N521", said.format(wrong))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "在校学生1200人，专任教师100人，师生比例为1:12。",
        "上午8:30开放，资金配套比例为6:4。",
        "接种翻了一番，从3200人次提高到6410人次，收入由12.00万元增加到13.00万元。",
    ],
)
def test_n521_spares_ratios_of_others(said: str) -> None:
    assert found("N521", said) == []


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        (("比上年减少39,500元，折合{}万元。",), "3.95", "3.59"),
        (("补助资金500.00万元已到位，年底累计支付462.37万元，资金结余{}万元。",), "37.63", "47.63"),
        (("年初预算2,450.00万元，决算2,597.00万元。", "差额为{}万元。"), "147.00", "174.00"),
        (("年初净资产2,050.10万元，年末净资产2,113.35万元，增加{}万元。",), "63.25", "36.25"),
        (("全年受理信访件126件，办结118件，结转下年{}件。",), "8", "18"),
        (("在职人员年初88人，年末85人，全年净减少{}人。",), "3", "5"),
        (("编制18名，实有20人，超编{}人。",), "2", "4"),
        (("项目预算260.00万元，支付247.00万元，结余{}万元。",), "13.00", "23.00"),
        (("年末在院病人{}人：年初在院38人，全年入院1,268人，出院1,250人。",), "56", "46"),
        (("立案340件，结案316件，未结案{}件。",), "24", "34"),
        (("年末结余8.62万元比年初6.20万元多{}万元。",), "2.42", "2.24"),
        (("与上年末相比，年内报废皮卡车2辆，新增科考用车1辆，车辆总数减少{}辆。",), "1", "2"),
        (("工资福利支出600.00万元，商品和服务支出176.00万元，资本性支出24.00万元，合计800.00万元。",
          "工资福利支出所占比重最高，为75.00%；资本性支出最低，为{}%。"), "3.00", "5.00"),
    ],
)  # fmt: skip
def test_n520_finds_other_units_rests_and_gaps(
    said: tuple[str, ...], right: str, wrong: str
) -> None:
    assert accused(HEAD, *(line.format(right) for line in said)) == []
    (told,) = found("N520", *(line.format(wrong) for line in said))
    assert right in told


def test_n520_spares_what_is_left_of_something_else() -> None:
    said = ("银行存款余额为124.56万元。", "全年支出1,258.30万元，公用经费126.56万元。")
    assert found("N520", *said) == []
    more = "补助318.60万元，上年结余12.00万元，已支付258.39万元，剩余72.21万元。"
    assert found("N520", more) == []


OPENING, CLOSING = "年初结转和结余274.26万元。", "年末结转和结余305.30万元"


@pytest.mark.parametrize("since", ["较年初", "较上年"])
def test_n302_finds_how_what_is_left_moved(since: str) -> None:
    assert accused(HEAD, OPENING, f"{CLOSING}，{since}增加31.04万元。") == []
    for wrong in ("减少31.04", "增加31.14"):
        (told,) = found("N302", OPENING, f"{CLOSING}，{since}{wrong}万元。")
        assert "增加31.04万元" in told


def test_n302_finds_it_against_the_opening_by_name() -> None:
    left = "年末结转和结余9.30万元，年末结转和结余比年初结转和结余减少{}万元。"
    assert found("N302", "年初结转和结余13.13万元。", left.format("3.83")) == []
    assert len(found("N302", "年初结转和结余14.13万元。", left.format("3.83"))) == 1


def test_n302_spares_what_makes_up_a_whole() -> None:
    said = "可用资金860.00万元，其中年初预算800.00万元，追加50.00万元，上年结转10.00万元。"
    assert accused(HEAD, said) == []


def test_n302_spares_openings_that_were_adjusted_and_parts() -> None:
    assert found("N302", OPENING, f"{CLOSING}，较上年增加52.75万元。") == []
    assert found("N302", OPENING, f"{CLOSING}。项目结转较年初减少10.00万元。") == []


def test_n522_finds_a_greatest_share_that_another_exceeds() -> None:
    said = "财政拨款收入占比最高，达{}%，其他收入占{}%。"
    assert found("N522", said.format("61.80", "38.20")) == []
    (told,) = found("N522", said.format("38.20", "61.80"))
    assert "61.80%" in told
    parts = "项目支出占比最高，为45.00%，其中专项资金占90.00%；基本支出占40.00%。"
    assert found("N522", parts) == []


def test_n301_finds_the_reason_of_the_other_side() -> None:
    said = "本年支出合计3,602.44万元，比上年增加151.24万元，{}增长主要是新录用人员。"
    assert found("N301", said.format("支出")) == []
    (told,) = found("N301", said.format("收入"))
    assert "收入增长" in told
    income = "本年收入合计3,602.44万元，比上年增加151.24万元。"
    assert found("N301", income, said.format("收入")) == []


def test_n301_knows_basic_expenditure_from_about() -> None:
    """基本支出 does not say 基本持平."""
    said = "基本支出较上年{}，由2022年的205.30万元变为2023年的210.50万元。"
    assert found("N301", said.format("增长")) == []
    assert len(found("N301", said.format("下降"))) == 1


def test_n520_knows_too_many_from_too_few() -> None:
    """编制18名，实有16人 is 空编, not 超编."""
    assert found("N520", "编制18名，实有16人，空编2人。") == []
    (told,) = found("N520", "编制18名，实有16人，超编2人。")
    assert "空编2人" in told


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("床位使用率82%，比去年的79%{}3个百分点。", "高", "低"),
        ("访视率上年为93.2%，本年为91.8%，同比{}1.4个百分点。", "降低", "提高"),
    ],
)
def test_n520_knows_higher_rates_from_lower(said: str, right: str, wrong: str) -> None:
    assert found("N520", said.format(right)) == []
    assert len(found("N520", said.format(wrong))) == 1


def test_n520_knows_more_from_less() -> None:
    said = "支出合计2,408.12万元，较收入2,424.90万元{}16.78万元。"
    assert found("N520", said.format("少")) == []
    (told,) = found("N520", said.format("多"))
    assert "少16.78万元" in told


def test_n522_compares_what_came_in_and_what_went_out() -> None:
    said = "本年收入2,424.90万元{}本年支出2,480.12万元。"
    assert found("N522", said.format("小于")) == []
    assert len(found("N522", said.format("大于"))) == 1


def test_n302_takes_counts_and_the_year_end_before() -> None:
    cars = "公务用车保有量5辆，较上年{}1辆（上年4辆）。"
    assert found("N302", cars.format("增加")) == []
    assert len(found("N302", cars.format("减少"))) == 1
    left = "2022年末结转21.46万元；2023年末结转48.24万元；同比{}26.78万元。"
    assert found("N302", left.format("增加")) == []
    assert len(found("N302", left.format("减少"))) == 1
