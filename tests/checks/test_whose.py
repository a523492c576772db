"""Rules on the unit's name, the year and the money unit."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from juesuan.checks import Subject, check, message, selected, severity_of
from juesuan.reading import read, read_documents
from support.booklets import booklet, found
from support.excerpts import excerpt

RIGHT = "某市大数据应用局"
TOTALS = "一、收入支出决算总体情况说明"


def changed(subject: Subject, text: str, number: int, to: str) -> Subject:
    """A booklet in which one of several paragraphs of the same words reads otherwise."""
    (document,) = subject.reading.documents
    places = [n for n, part in enumerate(document.parts) if getattr(part, "text", "") == text]
    document.parts[places[number]] = replace(document.parts[places[number]], text=to)
    return Subject.of(read_documents([document]))


def named(wrong: str) -> Subject:
    """A booklet of a unit with a long name; form 05 has another."""
    head = f"部门：{RIGHT}"
    subject = booklet("yunnan-2023", words={"部门：某局": head})
    return changed(subject, head, 4, f"部门：{wrong}")


# D101.


def test_d101_finds_a_name_misspelt_over_one_form() -> None:
    (finding,) = found(named("某市大数据应用管理局"), "D101")
    assert (finding.where[0].form, finding.where[0].role) == ("05", "unit_name")
    assert (finding.variant, finding.expected) == ("typo", RIGHT)
    assert "“某市大数据应用管理局”" in message(finding)


def test_d101_finds_the_form_of_another_unit() -> None:
    (finding,) = found(named("某县林业和草原中心"), "D101")
    assert (finding.where[0].form, finding.variant, finding.expected) == ("05", "", RIGHT)


def test_d101_finds_a_name_misspelt_on_the_cover() -> None:
    words = {"部门：某局": f"部门：{RIGHT}"}
    front = ["某市大数据应用管理局2023年度部门决算", "本册共印五十份。"]
    (finding,) = found(booklet("yunnan-2023", front=front, words=words), "D101")
    assert (finding.where[0].part, finding.variant) == ("cover", "typo")


def test_d101_passes_one_name_throughout() -> None:
    assert found(named(RIGHT), "D101") == []


@pytest.mark.parametrize("aside", ["（本级）", "(机关)", "（汇总）"])
def test_d101_spares_an_aside_of_the_name(aside: str) -> None:
    assert found(named(RIGHT + aside), "D101") == []


def test_d101_spares_a_money_unit_where_the_name_could_stand() -> None:
    assert found(named("人民币万元"), "D101") == []


# D102.


def test_d102_finds_another_year_in_a_heading() -> None:
    lines = ["第三部分 2022年度部门决算情况说明", "一、收入决算情况说明", "情况良好。"]
    (finding,) = found(booklet(narrative=lines), "D102")
    assert (finding.where[0].section, finding.expected) == ("第三部分", "2023")
    assert "2022年度部门决算情况说明" in message(finding)


def test_d102_finds_another_year_on_the_cover() -> None:
    (finding,) = found(booklet(front=["某局", "2022年度部门决算"]), "D102")
    assert finding.where[0].printed == "2022年度部门决算"


def test_d102_passes_headings_of_the_year() -> None:
    lines = ["第三部分 2023年度部门决算情况说明", "一、收入决算情况说明", "情况良好。"]
    assert found(booklet(narrative=lines), "D102") == []


@pytest.mark.parametrize(
    "heading",
    [
        "与2022年度相比的变动情况",
        "2024年预算安排情况",
        "2021年发展规划的落实",
        "2022年至2023年情况",
    ],
)
def test_d102_spares_headings_that_compare_years_or_speak_of_plans(heading: str) -> None:
    assert found(booklet(narrative=[f"一、{heading}", "情况良好。"]), "D102") == []


def test_d102_spares_another_year_within_a_sentence() -> None:
    lines = [TOTALS, "2022年度的项目已经完成，有关情况已在2022年度部门决算中公开，不再说明。"]
    assert found(booklet(narrative=lines), "D102") == []
    front = ["某局2023年度部门决算", "2022年度接待85批次。"]
    assert found(booklet(front=front), "D102") == []


# D103.


def test_d103_finds_this_years_total_told_of_another_year() -> None:
    (finding,) = found(booklet(narrative=[TOTALS, "2022年度收入总计171万元。"]), "D103")
    assert (finding.where[0].section, finding.where[0].printed) == ("一", "2022")
    assert finding.expected == "2023" and finding.details["amount"] == "171万元"


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("2022年收支总计171万元，与上年相比增加21万元。", "171万元"),
        ("2022年度机关运行经费支出9万元，比上年增加1万元。", "9万元"),
    ],
)
def test_d103_finds_an_item_told_of_another_year_beside_a_comparison(sentence, amount) -> None:
    (finding,) = found(booklet(narrative=[TOTALS, sentence]), "D103")
    assert (finding.expected, finding.details["amount"]) == ("2023", amount)


def test_d103_passes_the_total_told_of_its_year() -> None:
    assert found(booklet(narrative=[TOTALS, "2023年度收入总计171万元。"]), "D103") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年度收入总计150万元。",
        "2022年度收入总计171万元，与本年相同。",
        "收入总计171万元，其中2022年结转0万元。",
    ],
    ids=["another figure", "compared", "not at the beginning"],
)
def test_d103_spares_what_other_years_had(sentence: str) -> None:
    assert found(booklet(narrative=[TOTALS, sentence]), "D103") == []


# D104.


def test_d104_finds_forms_without_a_money_unit_together() -> None:
    line = {"金额单位：元": "附注", "单位：元": "附注"}
    (finding,) = found(booklet("yunnan-2023", words=line), "D104")
    assert {"01", "03"} <= {where.form for where in finding.where}
    assert {where.role for where in finding.where} == {"money_unit"}
    assert "01、02、03" in message(finding)


def test_d104_passes_forms_with_their_unit() -> None:
    assert found(booklet("yunnan-2023"), "D104") == []


def test_d104_spares_a_unit_in_the_head_of_the_table() -> None:
    line = {"金额单位：元": "附注", "单位：元": "附注", "本年支出合计": "本年支出合计（元）"}
    findings = found(booklet("yunnan-2023", words=line), "D104")
    assert "03" not in {where.form for finding in findings for where in finding.where}


def test_d104_spares_a_table_that_nothing_says_to_be_a_form(tmp_path: Path) -> None:
    text = "{}\n项目|预算数|决算数\n公务接待费|1.20|0.86\n公务用车运行维护费|6.00|5.42\n"
    told = []
    for title in ("支出情况", "一般公共预算财政拨款“三公”经费支出决算表"):
        (path := tmp_path / "a.txt").write_text(text.format(title), "utf-8")
        told.append(len(found(Subject.of(read(path), [path]), "D104")))
    assert told == [0, 1]


# D105.

TWO_FORMS = """<p>一般公共预算财政拨款基本支出决算明细表</p><p>公开06表</p><p>单位：元</p><table>
<tr><td>经济分类科目编码</td><td>科目名称</td><td>合计</td></tr>
<tr><td>302</td><td>商品和服务支出</td><td>80.05</td></tr>
<tr><td>30201</td><td>办公费</td><td>80.05</td></tr></table>
<p>政府采购情况表</p><p>公开12表</p><p>单位：万元</p><table>
<tr><td>项目</td><td>行次</td><td>金额</td></tr>
<tr><td>政府采购支出合计</td><td>1</td><td>33.66</td></tr>
<tr><td>其中：政府采购货物支出</td><td>2</td><td>33.66</td></tr></table>
<p>单位：万元</p>"""


def test_d105_finds_a_form_in_another_unit_than_the_others() -> None:
    subject = changed(booklet("yunnan-2023"), "金额单位：元", 2, "金额单位：万元")
    (finding,) = found(subject, "D105")
    assert (finding.where[0].form, finding.expected) == ("03", "元")
    assert "第03表以“万元”为单位，其余各表以“元”为单位" in message(finding)


def test_d105_finds_of_two_forms_the_one_that_is_not_in_the_document_unit(tmp_path: Path) -> None:
    (file := tmp_path / "2022年度决算.html").write_text(TWO_FORMS, "utf-8")
    (finding,) = found(Subject.of(read(file), ()), "D105")
    assert message(finding) == "第06表以“元”为单位，其余各表以“万元”为单位。"


def test_d105_passes_forms_in_one_unit() -> None:
    assert found(booklet("yunnan-2023"), "D105") == []


def test_d105_spares_a_form_without_a_unit() -> None:
    subject = changed(booklet("yunnan-2023"), "金额单位：元", 2, "附注")
    assert found(subject, "D105") == []


# D106.

IN_WAN = {"金额单位：元": "金额单位：万元", "单位：元": "单位：万元"}


def test_d106_finds_a_unit_over_the_forms_that_the_text_belies() -> None:
    lines = [TOTALS, "2023年度收入总计171.00万元，支出总计171.00万元。"]
    (finding,) = found(booklet("yunnan-2023", words=IN_WAN, narrative=lines), "D106")
    assert (finding.where[0].form, finding.expected, finding.variant) == ("01", "元", "text")
    assert severity_of(finding) == "error" and "“万元”" in message(finding)


def test_d106_passes_a_unit_that_the_text_bears_out() -> None:
    lines = [TOTALS, "2023年度收入总计171.00万元，支出总计171.00万元。"]
    assert found(booklet("yunnan-2023", narrative=lines), "D106") == []


def test_d106_spares_one_amount_that_agrees_by_chance() -> None:
    lines = [TOTALS, "2023年度收入总计171.00万元。"]
    assert found(booklet("yunnan-2023", words=IN_WAN, narrative=lines), "D106") == []


def test_d106_spares_forms_of_which_the_text_says_the_expenditure_as_it_is() -> None:
    """The total is said nowhere, and small amounts happen to be near a ten-thousandth of it."""
    cells = {"01:30:1": "27171.00", "01:60:2": "27171.00", "01:57:2": "17171.00"}
    lines = [
        TOTALS,
        "2023年度支出合计17171.00万元，培训费2.72万元，会议费2.70万元，差旅费2.71万元。",
    ]
    assert found(booklet("yunnan-2023", words=IN_WAN, cells=cells, narrative=lines), "D106") == []


@pytest.mark.parametrize(("total", "count"), [("1000000001.00", 1), ("999999999.00", 0)])
def test_d106_finds_a_total_beyond_reason(total: str, count: int) -> None:
    cells = {"01:57:2": total}
    findings = found(booklet("yunnan-2023", words=IN_WAN, cells=cells), "D106")
    assert [(f.variant, severity_of(f)) for f in findings] == [("", "warning")] * count


def test_d102_spares_titles_beside_what_is_carried_over_from_the_year_before() -> None:
    said = (
        "附件1 2023年部门整体绩效自评报告",
        "附件2 2022年结转资金“消防改造”项目绩效自评报告",
        "说明：附件2所列项目预算于2022年下达，部门决算时结转。",
    )
    subject = excerpt(*said, title="第四部分 附件")
    assert check(subject, selected(["D102"])).findings == []
