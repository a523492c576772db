"""Parts of final accounts without a figure, and papers that are none."""

from pathlib import Path

import pytest

from juesuan.checks import Subject, check
from juesuan.messages import say
from juesuan.reading import NotADisclosureError, Reading, read
from juesuan.reading.words import words

PARTS = {
    "items explained": "名词解释（节选）\n三、农林水支出（类）水利（款）防汛（项）：反映防汛。\n",
    "one item": "教育支出（类）普通教育（款）小学教育（项）：反映小学教育支出。\n",
    "terms without a title": "结余分配：指提取的基金。\n年末结转和结余：指结转下年的资金。\n",
    "a project": "（三）关于“智慧灌区”项目的说明\n本年度我局实施该项目，一期已完工。\n",
    "what a project achieved": "饮水项目绩效情况\n项目实施后，水质稳定向好。\n",
    "what is left to do": "4.评价结论及存在问题\n该项目管理到位，资料归档不及时。\n",
    "a body": "第一部分 单位概况\n某某中学隶属县教育局，为独立核算的事业单位。\n",
    "its divisions": "（二）机构情况\n我办内设综合科、业务科，无下属单位。\n",
    "its persons": "三、人员构成情况\n在职人员均为行政编制，与上年相比无变化。\n",
    "its goods": "（三）国有资产占用情况说明\n本单位无办公用房，无公务用车。\n",
    "nothing of its kind": "四、政府性基金收支情况\n无。\n五、国有资本经营收支情况\n无。\n",
    "none of three": "因公出国（境）费：无。\n公务接待费：无。\n",
    "none of it in one sentence": "（四）政府性基金收支：本乡镇无此项收支，故无数据。\n",
    "one term": "事业单位经营支出：指开展非独立核算经营活动发生的支出。\n",
    "no meetings": "（三）会议费、培训费情况\n未举办会议和培训。\n",
    "duties and divisions": "（一）主要职能\n指导绿化工作。\n（二）机构设置\n设办公室、绿化科。\n",
    "what a project is": "项目基本情况\n项目名称：古树名木保护\n主管部门：区园林中心\n",
    "goals reached": "年度绩效目标完成情况\n目标一：完成绿化补植，已完成。\n",
    "of empty forms": "附表说明：合计数可能存在尾差，空白表格表示本单位无此项收支。\n",
    "a heading page": "第三部分\n2022年度单位决算情况说明\n",
}
OTHERS = {
    "contract": "房屋租赁合同\n甲方将房屋出租给乙方使用。\n",
    "news": "某县召开水利建设推进会\n会议强调，要加快重点工程建设。\n",
    "notice": "关于做好部门决算编报工作的通知\n各预算单位：请及时报送决算报表。\n",
    "rules": "差旅费报销管理办法\n第一条 为加强差旅费管理，制定本办法。\n",
    "tender": "档案数字化服务招标公告\n潜在投标人应获取招标文件。\n",
    "recruitment": "招聘启事\n本馆诚聘讲解员，待遇面议。\n",
    "minutes": "党组会议纪要\n会议听取了财务科关于项目支出的汇报。\n",
    "article": "部门决算公开问题浅析\n学者认为，应当提高公开质量。\n",
    "manual": "部门决算软件操作手册\n点击“审核”，导出报表。\n",
    "audit": "审计结果公告\n审计发现，部分单位决算编制不实。\n",
    "company": "某某材料\n本公司营业收入稳定，存货管理良好。\n",
}
MORE = [
    ("article", "论决算报表的审核要点\n摘要：本文讨论表间勾稽。\n关键词：部门决算\n"),
    ("audit", "审计整改情况报告\n针对审计指出的项目资金闲置问题，我局已整改。\n"),
]
BUDGETS = {
    "its title": "2024年部门预算公开\n第一部分 部门概况\n第二部分 预算表\n",
    "its terms": "名词解释\n一、财政拨款收入：指预算收入。\n二、项目支出预算：指年度支出计划。\n",
}


def of(folder: Path, text: str) -> Reading:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return read(path)


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS)
def test_a_part_without_figures_is_read_and_told_as_such(tmp_path: Path, text: str) -> None:
    reading = of(tmp_path, text)
    assert "no_figures" in {one.key for one in reading.unread}
    assert not reading.forms and not reading.observations
    assert "没有数字" in say("unread.no_figures", "zh")


def test_a_part_with_figures_is_not_told_to_have_none(tmp_path: Path) -> None:
    reading = of(tmp_path, "（二）机构情况\n本部门内设机构6个，在编人员38人。\n")
    assert "no_figures" not in {one.key for one in reading.unread}


@pytest.mark.parametrize(("kind", "text"), [*OTHERS.items(), *MORE])
def test_another_matter_is_refused_by_what_was_seen(tmp_path: Path, kind: str, text: str) -> None:
    with pytest.raises(NotADisclosureError) as told:
        of(tmp_path, text)
    assert told.value.key == "other_matter"
    said, (first, *_) = told.value.text("zh"), told.value.details["text"]  # type: ignore[misc]
    assert first in said and "a.txt" in said
    assert words().other_matters.kinds[kind].zh in said
    assert words().other_matters.kinds[kind].en in told.value.text("en")


@pytest.mark.parametrize("text", BUDGETS.values(), ids=BUDGETS)
def test_a_budget_without_figures_is_a_budget(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotADisclosureError) as told:
        of(tmp_path, text)
    assert told.value.key == "budget"


def test_accounts_that_speak_of_the_budget_are_none(tmp_path: Path) -> None:
    text = "公开说明\n本部门决算经财政局批复公开。\n2024年度部门预算已另行公开。\n"
    assert of(tmp_path, text).narrative.sections


def test_its_words_are_checked_all_the_same(tmp_path: Path) -> None:
    """What a template left behind needs no figure to be found."""
    text = "第一部分 单位概况\n××局隶属县政府，为独立核算的行政单位。（此处填写主要职责）\n"
    reading = of(tmp_path, text)
    found = {finding.code for finding in check(Subject.of(reading)).findings}
    assert any(code.startswith("D20") for code in found), found
