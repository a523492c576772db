"""Forms laid out as some provinces do: economic classes from the top down in several columns, a
head over words, 预算数 and 决算数 as rows."""

from pathlib import Path

from juesuan.reading import read

BASIC = """2023年度部门决算
财政拨款基本支出决算表（经济科目）
公开06表
部门：某市水文站\t单位：万元
项目\t\t支出\t\t
科目编码\t科目名称\t合计\t人员经费\t公用经费
合计\t\t150.30\t120.10\t30.20
301\t工资福利支出\t120.10\t120.10\t
30101\t基本工资\t100.00\t100.00\t
30102\t津贴补贴\t20.10\t20.10\t
302\t商品和服务支出\t30.20\t\t30.20
30201\t办公费\t18.20\t\t18.20
30217\t公务接待费\t12.00\t\t12.00
"""

OVERALL = """2023年度部门决算
收入支出决算总表
公开01表
部门：某市水文站\t单位：万元
收入\t\t支出\t
项目\t决算数\t按功能分类\t决算数
一、一般公共预算财政拨款收入\t200.00\t一、一般公共服务支出\t
五、事业收入\t10.00\t八、社会保障和就业支出\t30.00
八、其他收入\t\t十二、农林水支出\t170.00
本年收入合计\t210.00\t本年支出合计\t200.00
年初结转和结余\t5.00\t年末结转和结余\t15.00
总计\t215.00\t总计\t215.00
"""

THREE_PUBLIC = """2023年度部门决算
财政拨款“三公”经费、会议费和培训费支出决算表
公开09表
部门：某市水文站\t单位：万元
类别\t“三公”经费\t\t\t会议费\t培训费
\t合计\t公务用车运行维护费\t公务接待费\t\t
预算数\t20.00\t15.00\t5.00\t6.00\t9.00
决算数\t15.73\t12.46\t3.27\t4.35\t7.62
"""


def figures(text: str, path: Path) -> dict[tuple[str, str], str]:
    path.write_text(text, "utf-8")
    reading = read(path)
    assert all(o.certainty == 1 for o in reading.observations)
    return {(o.row, o.column): o.value for o in reading.observations}


def test_economic_classes_from_the_top_down_have_several_columns(tmp_path: Path) -> None:
    found = figures(BASIC, tmp_path / "a.txt")
    assert (found["total", "1"], found["total", "3"]) == ("150.30", "30.20")
    assert (found["30102", "1"], found["30102", "2"]) == ("20.10", "20.10")
    assert (found["302", "1"], found["302", "3"]) == ("30.20", "30.20")
    assert len(found) == 15


def test_a_column_of_words_is_no_column_of_figures_whatever_its_head(tmp_path: Path) -> None:
    found = figures(OVERALL, tmp_path / "a.txt")
    assert sorted(found.values()) == sorted(
        [
            "10.00",
            "15.00",
            "170.00",
            "200.00",
            "200.00",
            "210.00",
            "215.00",
            "215.00",
            "30.00",
            "5.00",
        ]
    )


def test_budget_and_final_account_may_stand_in_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    found = figures(THREE_PUBLIC, path)
    assert sorted(found.values(), key=float)[-2:] == ["15.73", "20.00"]
    assert len(found) == 10


FIRST_BLOCK = """2023年度部门决算
一般公共预算财政拨款基本支出决算表
公开06表
部门：某市水文站\t单位：万元
人员经费\t\t\t公用经费\t
科目编码\t科目名称\t决算数\t科目名称\t决算数
301\t工资福利支出\t100.00\t商品和服务支出\t30.00
30101\t基本工资\t60.00\t办公费\t20.00
30102\t津贴补贴\t40.00\t差旅费\t10.00
\t\t\t资本性支出\t3.00
\t\t\t办公设备购置\t3.00
人员经费合计\t\t100.00\t公用经费合计\t33.00
"""


def test_in_a_block_without_codes_names_stand_for_them(tmp_path: Path) -> None:
    found = figures(FIRST_BLOCK, tmp_path / "a.txt")
    assert (found["302", "1"], found["30201", "1"], found["30211", "1"]) == (
        "30.00",
        "20.00",
        "10.00",
    )
    assert found["31002", "1"] == "3.00"  # not 30902, which bears the same name
    assert len(found) == 10


PURCHASES = """2023年度部门决算
政府采购情况表
部门：某市水文站\t单位：万元
项目\t决算数
政府采购支出合计\t100.00
授予中小企业合同金额\t80.00
其中：授予小微企业合同金额\t40.00
"""


def test_contracts_with_small_firms_are_facts_of_their_own(tmp_path: Path) -> None:
    found = figures(PURCHASES, tmp_path / "a.txt")
    assert [*found.values()] == ["100.00", "80.00", "40.00"]


BLOCKS = """2023年度部门决算
一般公共预算财政拨款项目支出决算表
公开07表
部门：某市水文站\t单位：万元
科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数
309\t资本性支出（基本建设）\t30.00\t310\t资本性支出\t12.00
30901\t房屋建筑物购建\t20.00\t31001\t房屋建筑物购建\t7.00
20921\t文物和陈列品购置\t10.00\t21021\t文物和陈列品购置\t5.00
"""


def test_a_wrong_code_is_that_of_its_name_which_is_most_like_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BLOCKS, "utf-8")
    found = {o.row: o.value for o in read(path, "yunnan-2023").observations}
    assert (found["30921"], found["31021"]) == ("10.00", "5.00")


NAMED = """2023年度部门决算
一般公共预算财政拨款项目支出决算表
公开07表
部门：某市水文站\t单位：万元
科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数
301\t工资福利支出\t30.00\t310\t资本性支出\t12.00
30101\t基本工资\t25.00\t31001\t房屋建筑物购建\t7.00
30102津贴补贴\t其中岗位津贴\t5.00\t31002\t办公设备购置\t5.00
"""


def test_words_between_a_named_code_and_a_figure_are_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NAMED, "utf-8")
    reading = read(path, "yunnan-2023")
    assert {o.row for o in reading.observations} == {"301", "30101", "310", "31001", "31002"}
    assert [(each.key, each.details["text"]) for each in reading.unread] == [("not_placed", "5.00")]


def test_a_row_of_rates_is_reckoned_from_the_rows_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for row, kind in (
        ("预算执行率（%）\t78.65\t83.07\t65.40\t72.50\t84.67", "completion"),
        ("增减额\t-4.27\t-2.54\t-1.73\t-1.65\t-1.38", "difference"),
    ):
        path.write_text(f"{THREE_PUBLIC}{row}\n", "utf-8")
        found = [one for _, one in read(path).reckoned]
        label, *texts = row.split("\t")
        assert [(one.label, one.kind, one.figure.text) for one in found] == [
            (label, kind, text) for text in texts
        ]
        assert [one.of.text for one in found] == THREE_PUBLIC.splitlines()[-1].split("\t")[1:]
        bases = [[base.text for base in one.bases] for one in found]
        assert bases == [[text] for text in THREE_PUBLIC.splitlines()[-2].split("\t")[1:]]
