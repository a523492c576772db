"""A part of final accounts by itself, without forms or titles, and what is none."""

from pathlib import Path

import pytest

from juesuan.reading import NotADisclosureError, Reading, read

PARTS = {
    "a table of counts": "项目\t统计数\n会议次数(次)\t6\n参加会议人数(人)\t420\n",
    "counts of persons": "人员类别\t人数\n在职人员(人)\t46\n离休人员(人)\t1\n遗属(人)\t3\n",
    "a paragraph": "收入合计8.77万元，其中：财政拨款收入7.54万元，事业收入1.23万元。\n",
    "the three public expenses": "“三公”经费8.77万元，其中：公务接待费7.54万元。\n",
    "a functional item": "1.农林水支出(类)水利(款)行政运行(项)。年初预算8.00万元，决算8.77万元。\n",
    "balances": "年初结转和结余8.77万元，年末结转和结余1.23万元。\n",
    "evaluations": "我局对5个项目开展绩效自评，其中3个为优。\n",
    "terms explained": "名词解释\n一、财政拨款收入：指财政的资金。\n二、事业收入：指业务收入。\n",
    "under its title": "某某局2023年度部门决算\n全年自评6次，得87.6分，评价为良。\n",
    "indicators": (
        "某某局2023年度部门决算\n指标\t目标值\t实际值\t是否完成\n"
        "巡查次数\t≥12次\t11次\t否\n满意率\t≥90%\t95%\t是\n"
    ),
    "grades": (
        "某某局2023年度部门决算\n等级\t得分\n优秀\t(90,100]\n良好\t[80,90]\n合格\t[60,80)\n"
    ),
    "an annex": (
        "某某局2023年度部门决算\n第五部分 附件\n整体支出绩效自评报告\n"
        "全年预算数8.77万元，实际支出7.54万元，预算执行率为85.97%。\n"
    ),
    "units of a department": (
        "某某局2023年度部门决算\n第一部分 部门概况\n纳入决算编制范围的单位共2个，包括：\n"
        "1.某某局本级\n2.某某中心\n"
    ),
    "a sentence on what was spent": "全年业务支出8.77万元，上年7.54万元，增加1.23万元。\n",
    "what a project did": "项目：塑胶跑道翻新\n拆除旧面层3200平方米，惠及学生560人。\n",
    "goals of a project": "项目名称\t清水沟清淤\n项目目标\t清淤6公里\n",
    "a list by codes": "支出明细（万元）\n2100202　中医医院　8.77\n2101102　行政单位医疗　1.23\n",
    "a list of forms": "某某局2023年度部门决算\n目录\n一、收入决算表\n二、支出决算表\n",
    "bodies": "机构设置\n内设机构2个，分别为办公室、财务室，在编人员8人。\n",
    "functional classes": (
        "项目\t年初预算数\t决算数\t偏差率\n"
        "卫生健康支出\t8.00\t8.77\t9.63%\n教育支出\t2.00\t1.23\t-38.50%\n"
    ),
}
PARTS |= {
    "aid without fees": (
        "资助发放表（万元）\n项目|金额\n免学费补助|38.15\n助学金|45.60\n合计|83.75\n"
    ),
    "lines of staff": "人员构成\n管理岗：14人\n工勤岗：9人\n合计：23人\n",
    "counts with a total": (
        "会议情况\n会议类别|次数|人数\n二类会议|2|165\n三类会议|5|210\n合计|7|375\n"
    ),
    "listed amounts": "取暖费支出（元）\n一季度 8.77\n四季度 1.23\n合计 10.00\n",
}
NONE = {
    "a novel": "那年冬天，他揣着300元钱离开了镇子，走了20里路，母亲给他5个鸡蛋。\n",
    "a clerk": "财政局的老王今年58岁，每月工资6800.00元，供着2个孩子上学，一顿饭15元。\n",
    "an invoice": "品名\t数量\t单价\t金额\n打印机\t1\t8.77\t8.77\n合计\t\t\t8.77\n",
    "a recipe": "材料\t用量\n面粉\t500克\n水\t≥300克\n糖\t20克\n",
    "code": "INCOME = 8.77\nEXPENDITURE = 1.23\n",
    "a log": "2023-05-06 12:00:01 INFO 项目 job-12 took 8.77s\n",
    "a bank": "日期\t摘要\t收入\t支出\n5月6日\t工资\t8.77\t\n5月7日\t水费\t\t1.23\n",
    "a journey": "日期\t项目\t金额\n5月6日\t机票\t8.77\n5月7日\t会议费\t1.23\n",
    "one number": "8.77\n",
    "one amount": "公务接待费8.77万元。\n",
    "a city": "全市一般公共预算收入8.77亿元，其中税收收入1.23亿元。\n",
    "a bridge": "某某大桥工程竣工财务决算\n项目\t实际数\n建筑工程\t8.77\n安装工程\t1.23\n",
    "a company": "某某公司资产负债表\n资产\t期末余额\n流动资产\t8.77\n固定资产\t1.23\n",
    "marks of a class": "序号\t姓名\t得分\t等级\n1\t甲\t96\t优\n2\t乙\t88\t良\n",
}


def of(folder: Path, text: str) -> Reading:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return read(path)


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS)
def test_a_part_is_known_by_its_words_and_the_figures_on_them(tmp_path: Path, text: str) -> None:
    reading = of(tmp_path, text)
    assert reading.year == 2023 or not reading.year_said


def test_a_part_without_a_year_is_taken_for_a_new_one(tmp_path: Path) -> None:
    reading = of(tmp_path, PARTS["a paragraph"])
    assert (reading.year, reading.year_said) == (2022, False)


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_none_is_refused_with_what_was_seen(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotADisclosureError) as told:
        of(tmp_path, text)
    said = str(told.value.details.get("titles") or told.value.details["text"])
    assert text[:4].split("\t")[0] in said


def test_amounts_of_a_budget_alone_are_a_budgets(tmp_path: Path) -> None:
    with pytest.raises(NotADisclosureError) as told:
        of(tmp_path, "今年收入预算8.77万元，其中一般公共预算拨款收入7.54万元。\n")
    assert told.value.key == "budget"


@pytest.mark.parametrize("head", ["序号\t项目\t得分\t等级", "编号\t专项\t评分\t档次"])
def test_a_list_of_projects_by_everyday_words(tmp_path: Path, head: str) -> None:
    (found,) = of(tmp_path, f"{head}\n1\t公路养护\t96\t优\n2\t公交补贴\t83\t良\n").performance.lists
    assert [(p.name.text, p.score.text, p.grade.text) for p in found.projects] == [
        ("公路养护", "96", "优"),
        ("公交补贴", "83", "良"),
    ]


def test_counts_beside_their_labels_need_no_head(tmp_path: Path) -> None:
    reading = of(tmp_path, "国内公务接待批次(个)\t28\n国内公务接待人次(人)\t169\n")
    assert [(o.value, o.unit) for o in reading.observations] == [("28", "个"), ("169", "人")]


def test_amounts_beside_their_labels_do(tmp_path: Path) -> None:
    reading = of(tmp_path, "2023年度部门决算\n公务接待费\t8.77\n公务用车购置费\t1.23\n")
    assert not [one for one in reading.observations if one.certainty == 1]


def test_of_years_said_as_often_the_first_is_the_accounts(tmp_path: Path) -> None:
    text = "2022年本年收入8.77万元，减少1.23万元，主要是2021年有一次性资金。\n"
    assert of(tmp_path, text).year == 2022
