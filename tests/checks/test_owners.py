"""D107: whose accounts, duties and evaluations the text tells, in many ways of saying it."""

from collections.abc import Sequence
from functools import cache

import pytest

from juesuan.checks import Finding, check, message, selected, severity_of
from support.booklets import booklet, found
from support.excerpts import excerpt
from support.telling import PART

UNIT = "临江县水务局"

OWN = [
    "{}2023年度没有政府性基金预算财政拨款收支。",
    "{}没有使用国有资本经营预算财政拨款安排的支出。",
    "2023年度{}无政府性基金收入。",
    "{}2023年度收入总计171万元。",
    "{}2023年度部门决算编制范围。",
    "按照单位决算口径，{}为事业单位，不在机关运行经费统计范围之内。",
    "2023年，{}一般公共预算财政拨款支出171万元。",
    "{}未发生公务接待费。",
    "{}2023年末共有车辆2辆。",
    "{}机关运行经费支出9万元。",
    "{}2023年度政府采购支出总额5万元。",
    "{}不涉及国有资本经营预算财政拨款支出。",
    "根据要求，{}对2023年度项目支出开展绩效自评。",
    "{}的主要职责是拟订规划。",
    "{}（本级）2023年度支出合计171万元。",
    "“{}2023年度三公经费支出4万元”。",
    "2023年度{}政府采购支出总额326.28万元。",
    "2023年度用于保障{}机关、下属事业单位等机构正常运转的日常支出131万元。",
    "2023年度用于保障{}为完成特定的行政工作任务的支出40万元。",
    "截至2023年12月31日，{}及所属各单位共有车辆11辆。",
    "主要用于{}组织开展草地贪夜蛾防控。",
    "{}成立绩效自评工作领导小组。",
    "2023年，{}紧紧围绕年度目标任务开展工作。",
]
"""Ways in which a sentence names whose accounts it tells."""

ORGANS = ["交通运输局", "林业局", "民政局", "教育局", "人民医院", "第一中学", "档案馆", "气象局",
    "文化馆", "统计局", "商务局", "卫生健康委员会", "疾病预防控制中心", "党校", "市场监督管理局",
    "融媒体中心", "人民检察院", "司法局", "生态环境局白沙分局", "退役军人事务局",
    "应急管理局", "农业农村局", "残疾人联合会"]  # fmt: skip

OTHERS = [
    "临江县财政局2023年度一般公共预算收入增长，追加了本局预算。",
    "临江县财政局没有批复。",
    "1.加强对临江县交通运输局固定资产的管理。",
    "由于临江县交通运输局没有财政拨款配套，工程推迟。",
    "与临江县交通运输局共同实施。",
    "经临江县发展和改革局批准，项目总投资5万元。",
    "委托临江县水利规划设计院有限公司编制方案。",
    "由省水利厅2023年度财政拨款补助。",
    "本年度向临江县人民医院支付体检费3万元。",
    "县水务局2023年度收入总计171万元。",
    "临江县水务局水政监察大队2023年度支出合计40万元。",
    "纳入决算的单位包括：临江县水务局本级、临江县河道管理站、临江县水土保持站。",
    "临江县河道管理站2023年度支出合计20万元。",
    "临江县水土保持站为公益一类事业单位。",
    "其中：临江县水库管理处2023年度收入5万元，临江县供水管理所2023年度收入6万元。",
    "本部门2023年度没有政府性基金预算财政拨款收支。",
    "全县各部门一般公共预算财政拨款支出增加。",
    "原临江县水利局2023年度支出并入本局。",
    "《临江县交通运输局2023年度部门决算》不在本册。",
    "临江县审计局对2023年度项目支出开展评价。",
    "职能划转至临江县自然资源局，机关运行经费减少。",
    "全局有15人，临江县人民医院有关要求从其规定。",
    "临江县人民政府印发的通知要求节约。",
]
"""Sentences about other bodies that are no slip."""


@cache
def _found(lines: Sequence[str]) -> list[Finding]:
    words = {"部门：某局": f"部门：{UNIT}"}
    text = [PART, "一、总体情况说明", *lines]
    return found(booklet("yunnan-2023", words=words, narrative=text), "D107")


def test_d107_finds_another_unit_wherever_it_stands_for_the_owner() -> None:
    wrong = {f"临江县{organ}": way for organ, way in zip(ORGANS, OWN, strict=True)}
    findings = _found(tuple(way.format(name) for name, way in wrong.items()))
    assert sorted(f.where[0].printed for f in findings) == sorted(wrong)
    assert {(f.expected, severity_of(f)) for f in findings} == {(UNIT, "error")}


def test_d107_finds_a_unit_of_another_place_among_ones_own() -> None:
    (finding,) = _found(("一、培训情况", "原因：柳林县水务局有2人次培训未能成行。"))
    assert (finding.where[0].printed, finding.expected) == ("柳林县水务局", UNIT)


def test_d107_finds_for_whom_cars_are_said_to_run() -> None:
    told = "车辆运行费3.48万元，主要用于临江县司法局下乡调研所需车辆的燃料费、维修费。"
    (finding,) = _found((told,))
    assert (finding.where[0].printed, finding.expected) == ("临江县司法局", UNIT)


def test_d107_finds_an_authority_without_a_place_whose_staff_is_paid() -> None:
    said = "主要用于{}在职人员工资。"
    (finding,) = _found((said.format("县司法局"),))
    assert (finding.where[0].printed, finding.expected) == ("县司法局", UNIT)
    assert _found((said.format("县水务局"),)) == []
    assert _found((said.format("县河道管理中心"),)) == []  # may be below the unit
    assert _found((said.format("局机关及所属县水利工程质量监督局"),)) == []


def test_d107_finds_a_name_that_is_misspelt() -> None:
    (finding,) = _found(("临江县水物局2023年度收入总计171万元。",))
    assert finding.variant == "typo"
    assert message(finding) == "单位名称写作“临江县水物局”，应为“临江县水务局”。"


def test_d107_passes_the_units_own_name() -> None:
    assert _found(tuple(way.format(UNIT) for way in OWN)) == []


@pytest.mark.parametrize("said", OTHERS)
def test_d107_spares_bodies_that_a_text_may_name(said: str) -> None:
    assert [f for f in _found(tuple(OTHERS)) if f.where[0].printed in said] == []


TOWN = "山阳县卫生健康局"


def _of_note(note: str) -> list[Finding]:
    """What is found in a county bureau's booklet with a note below one form."""
    words = {"部门：某局": f"部门：{TOWN}"}
    return found(booklet("yunnan-2023", words=words, notes={"08": note}), "D107")


def test_d107_finds_a_note_in_another_units_name_without_its_place() -> None:
    (finding,) = _of_note("注：山阳教育局没有政府性基金收入，故本表无数据。")
    assert (finding.where[0].form, finding.expected) == ("08", TOWN)
    assert "山阳教育局" in message(finding)
    (finding,) = _of_note("注：山阳县教育局没有政府性基金收入。")  # told once
    assert finding.where[0].printed == "山阳县教育局"


@pytest.mark.parametrize("name", [TOWN, "本部门办公室", "所属中心"])
def test_d107_spares_notes_in_the_units_own_name(name: str) -> None:
    assert _of_note(f"注：{name}没有政府性基金收入，故本表无数据。") == []


def test_d107_finds_another_places_bureau_of_finance_in_the_accounts_of_one() -> None:
    told = "二、{}2022年度“三公”经费支出9.40万元，比上年减少0.85万元。"
    title = "白石县财政局2022年度部门决算情况说明"
    told_of = {
        name: check(excerpt(told.format(name), title=title), selected(["D107"])).findings
        for name in ("红岭县财政局", "白石县财政局", "青川市审计局")
    }
    assert [len(each) for each in told_of.values()] == [1, 0, 0]


@pytest.mark.parametrize(
    ("unit", "said", "name"),
    [
        ("临江县人民医院", "临江县中医医院设临床科室18个、医技科室7个。", "临江县中医医院"),
        ("临江县第一中学", "白沙县第三中学现有教职工31人。", "白沙县第三中学"),
        ("临江县黄铺镇人民政府", "白沙县梅城镇全年支出较上年增长2.10%。", "白沙县梅城镇"),
    ],
)
def test_d107_finds_another_of_its_kind_that_is_described(unit: str, said: str, name: str) -> None:
    told = ("二、收入决算情况说明", f"{unit}2023年本年收入合计100.00万元。")
    own, other = (
        check(excerpt(*told, text, title=f"{unit}2023年度部门决算"), selected(["D107"])).findings
        for text in (said.replace(name, unit), said)
    )
    assert own == [] and [finding.details["name"] for finding in other] == [name]


def test_d107_spares_units_below_it_that_are_described() -> None:
    unit, told = "临江县卫生健康局", ("二、收入决算情况说明", "本年收入合计100.00万元。")
    said = "临江县中医医院设临床科室18个、医技科室7个。"
    subject = excerpt(*told, said, title=f"{unit}2023年度部门决算")
    assert check(subject, selected(["D107"])).findings == []


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("桓台县教育和体育局", "桓台县特殊教育学校没有国有资本经营预算支出。"),
        ("桓台县财政局", "东巩镇财政所2023年度支出合计9万元。"),
        ("中共石台县委宣传部", "石台县融媒体中心2023年度支出610万元。"),
        ("嘉祥县残疾人联合会", "嘉祥县妇女联合会与本会合署，嘉祥县妇女联合会2023年度支出9万元。"),
    ],
)
def test_d107_spares_what_may_be_below_a_unit_or_is_joined_with_it(unit: str, said: str) -> None:
    told = ("二、收入决算情况说明", f"{unit}2023年本年收入合计100.00万元。", said)
    subject = excerpt(*told, title=f"{unit}2023年度部门决算")
    assert check(subject, selected(["D107"])).findings == []
