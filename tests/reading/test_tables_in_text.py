"""Tables in the text that have no title of a form: the heading or the sentence that leads to them
says what they are."""

from pathlib import Path

from juesuan.checks import Subject, check, selected
from juesuan.reading import Reading, as_disclosure, read

HEADING = "五、一般公共预算财政拨款支出决算情况说明"
BY_CODE = [
    ["科目编码", "科目名称", "2019年", "2018年", "增减额"],
    ["2070308", "群众体育", "312.60", "224.50", "88.10"],
    ["2210201", "住房公积金", "44.16", "42.97", "1.19"],
    ["", "合计", "356.76", "267.47", "89.29"],
]
EXPENSES = [
    ["项目", "预算数", "决算数", "完成预算%"],
    ["因公出国（境）费", "0.00", "0.00", "—"],
    ["公务接待费", "2.40", "1.86", "77.5"],
    ["公务用车购置费", "0.00", "0.00", "—"],
    ["公务用车运行维护费", "13.00", "12.24", "94.2"],
    ["合计", "15.40", "14.10", "91.6"],
]


def told(tmp_path: Path, *parts: str | list[list[str]]) -> Reading:
    body = ""
    for part in parts:
        if isinstance(part, str):
            body += f"<p>{part}</p>"
        else:
            lines = ("".join(f"<td>{text}</td>" for text in row) for row in part)
            body += "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
    path = tmp_path / "某局2019年度部门决算说明.html"
    path.write_text(f"<html><body><p>某局2019年度部门决算说明</p>{body}</body></html>", "utf-8")
    return read(path)


def test_years_beside_each_other_are_this_one_and_what_it_is_compared_with(tmp_path: Path) -> None:
    lead = "（一）总体情况。支出增长33.4%。分科目情况见下表："
    reading = told(tmp_path, HEADING, lead, "单位：万元", BY_CODE)
    found = {one.row: one.value for one in reading.observations}
    assert found == {"2070308": "312.60", "2210201": "44.16", "total": "356.76"}
    assert {one.certainty for one in reading.observations} == {1}
    assert [one.figure.text for _, one in reading.reckoned] == ["88.10", "1.19", "89.29"]
    assert not [note for note in reading.unread if note.key == "not_placed"]
    assert not check(Subject.of(reading), selected(["D102"])).findings


def test_the_sentence_that_leads_to_a_table_says_what_its_total_is_of(tmp_path: Path) -> None:
    lead = "2019年“三公”经费支出情况如下表（单位：万元）："
    rows = [list(row) for row in EXPENSES]
    reading = told(tmp_path, lead, rows)
    assert len(reading.observations) == 10 and not reading.unread
    rows[5][2] = "14.01"
    slipped = Subject(disclosure=as_disclosure(told(tmp_path, lead, rows)))
    assert [one.code for one in check(slipped, selected(["K101"])).findings] == ["K101"]


def test_the_budget_of_a_dated_head_is_no_other_word(tmp_path: Path) -> None:
    rows = [
        ["科目编码", "支出功能分类", "2019年初预算数", "2019年决算数", "完成年初预算（%）"],
        ["208", "社会保障和就业支出", "168.42", "172.30", "102.30"],
        ["212", "城乡社区支出", "1384.50", "1867.25", "134.87"],
        ["", "合计", "1552.92", "2039.55", "131.34"],
    ]
    reading = told(tmp_path, HEADING, "单位：万元", rows)
    assert len(reading.observations) == 6 and len(reading.reckoned) == 3
    assert not reading.unread
