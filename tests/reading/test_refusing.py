"""What is said of files that give no reading, and of tables that nothing was made of."""

from pathlib import Path

import pytest

from juesuan.messages import say
from juesuan.reading import NotADisclosureError, read
from juesuan.reading.document import Document, Paragraph, Spot
from juesuan.reading.reading import read_documents

FORM = """2023年度部门决算
收入决算表
公开02表
部门：某某市水务局\t单位：万元
项目\t\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入
科目编码\t科目名称\t\t\t\t\t\t\t
合计\t\t8.77\t8.77\t0.00\t0.00\t0.00\t0.00\t0.00
213\t农林水支出\t8.77\t8.77\t0.00\t0.00\t0.00\t0.00\t0.00
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("2024年部门预算公开\n部门收支预算总表\n项目\t预算数\n合计\t8.77\n", "budget", "部门预算"),
        (
            "某某市2023年一般公共预算收入决算表\n项目\t决算数\n税收收入\t8.77\n",
            "government",
            "某某市2023年一般公共预算收入决算表",
        ),
        ("水费台账\n用户\t水量\n甲\t8.77\n乙\t1.23\n", "unknown_tables", "“水费台账”"),
        ("本市今天气温8.77度，比昨天高1.23度。\n", "only_text", "本市今天气温"),
        ("某某材料\n", "only_text", "某某材料"),
    ],
    ids=["a budget", "a government", "other tables", "text", "nothing"],
)
def test_a_refusal_says_what_was_seen(tmp_path: Path, text: str, key: str, said: str) -> None:
    with pytest.raises(NotADisclosureError) as told:
        read(written(tmp_path, text))
    assert told.value.key == key
    assert said in told.value.text("zh") and "a.txt" in told.value.text("zh")


def test_a_few_chapters_alone_are_read_by_their_headings(tmp_path: Path) -> None:
    chapters = "（一）机关运行经费支出情况\n机关运行经费支出8.77万元。\n"
    chapters += "（二）政府采购情况\n政府采购支出总额1.23万元。\n"
    assert len(list(read(written(tmp_path, chapters)).narrative.mentions())) == 2


def test_pages_that_are_pictures_are_counted() -> None:
    scanned = Document("a.pdf", "pdf", pages=3)
    scanned.unread = [("scanned_page", Spot(file="a.pdf", page=n), {}) for n in (1, 2, 3)]
    with pytest.raises(NotADisclosureError) as told:
        read_documents([scanned])
    assert (told.value.key, told.value.details["count"]) == ("only_pictures", 3)


def test_the_internal_report_without_forms_is_named() -> None:
    document = Document("a.txt", "text", [Paragraph("财决附04表", Spot(file="a.txt", line=1))])
    document.parts.append(Paragraph("财决01-2表", Spot(file="a.txt", line=2)))
    with pytest.raises(NotADisclosureError) as told:
        read_documents([document])
    assert (told.value.key, told.value.details["number"]) == ("internal", "财决01-2表")


@pytest.mark.parametrize(
    "title",
    ["一般公共预算财政拨款支出决算表", "政府性基金预算财政拨款收入支出决算表", "收入支出决算总表"],
)
def test_a_departments_forms_are_no_governments(tmp_path: Path, title: str) -> None:
    read(written(tmp_path, FORM + f"\n{title}\n本单位没有这项收入支出。\n"))


def test_a_table_that_nothing_was_made_of_is_told_with_its_title(tmp_path: Path) -> None:
    text = FORM + "\n水费缴纳情况表\n用户\t水量\t金额\n甲\t12.50\t8.77\n乙\t1.20\t1.23\n"
    reading = read(written(tmp_path, text))
    (told,) = [unread for unread in reading.unread if unread.key == "table_not_read"]
    assert (told.spot.line, told.details) == (11, {"text": "水费缴纳情况表", "count": 4})
    assert "水费缴纳情况表" in say("unread.table_not_read", **told.details)


def test_what_most_of_a_list_of_projects_prints_is_told_where_it_is_not_kept(
    tmp_path: Path,
) -> None:
    head = "项目名称\t甲区\t乙区\t丙区\t丁区\t执行数\t自评得分"
    rows = "绿化\t1.25\t2.35\t3.45\t4.55\t11.60\t95\n照明\t5.15\t6.25\t7.35\t8.45\t27.20\t96"
    reading = read(written(tmp_path, FORM + f"\n项目绩效自评结果汇总表\n{head}\n{rows}\n"))
    told = [u.details["count"] for u in reading.unread if u.key == "table_partly_read"]
    assert len(reading.performance.lists) == 1 and told == [8]


def test_a_table_of_contents_holds_no_figures(tmp_path: Path) -> None:
    text = "目录\n收入决算表\t3\n支出决算表\t5\n名词解释\t12\n" + FORM
    reading = read(written(tmp_path, text))
    assert not [unread for unread in reading.unread if unread.key == "table_not_read"]
